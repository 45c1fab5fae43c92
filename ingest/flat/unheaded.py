"""Tables without heads: what their columns hold, told by their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.cells.forms import is_date, is_filler, is_month, is_number, share, tells
from ingest.cells.lexicon import is_head
from ingest.cells.names import CellNames
from ingest.types import Clean

_MOSTLY = 0.7  # of the cells of a column
_FEWEST = 2  # rows below a first line that is one
_LISTED = re.compile(r"\s*[,;、]\s*(?:and\s+)?|\s+and\s+")


def opens_with_row(grid: Sequence[Sequence[Clean | None]], names: CellNames) -> bool:
    """Whether the first line of cells is no head but a row: it opens with a date as those below do, or names places as
    they do, of other kinds side by side or several in a cell."""
    first = [cell.text if cell else "" for cell in grid[0]]
    if _dated(first, [cell.text for row in grid[1:] if (cell := row[0])]):
        return True
    if any(not text or is_head(text) or not _each(text, names.is_place) for text in first):
        return False
    below = [[cell.text for row in grid[1:] if (cell := row[at])] for at in range(len(first))]
    if any(share(column, lambda text: _each(text, names.is_place)) <= _MOSTLY for column in below):
        return False
    return len({names.is_country(text) for text in first}) > 1 or any("," in text for text in first)


def _dated(first: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a line opens with a date as the lines below do, and goes on in words: heads that are years have figures
    below them."""
    for test in (is_date, is_month):
        if len(below) >= _FEWEST and test(first[0]) and share(below, test) > _MOSTLY:
            return any(" " in text and not is_head(text) and not typed(text) for text in first[1:])
    return False


def typed(text: str) -> bool:
    """Whether a cell is a date, a figure or a filler."""
    return is_date(text) or is_number(text) or is_filler(text)


def heads_by_cells(columns: Sequence[Sequence[str]], names: CellNames) -> list[str]:
    """A head for each column by its cells, each but that of units once."""
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("Year", lambda text: is_date(text) or is_filler(text)),
        ("Month", is_month),
        ("Value", typed),
        ("Contents", tells),
        ("Country", names.is_country),
        ("City", lambda text: _each(text, names.is_unit)),
        ("Organization", lambda text: "Organization" in names.kinds(text)),
    )
    found: list[str] = []
    for column in columns:
        head = next((head for head, test in tests if share(column, test) > _MOSTLY), "Name")
        found.append(head if head not in found or head == "City" else "")
    return found


def _each(text: str, test: Callable[[str], bool]) -> bool:
    """Whether each of the names of a cell passes a test."""
    parts = [part for part in _LISTED.split(text.strip(" ,;")) if part]
    return bool(parts) and all(map(test, parts))
