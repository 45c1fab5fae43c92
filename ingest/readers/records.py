"""Records of a table file → a `Table`: finds the head, evens out white space, leaves out rows that do not fit.

Nothing is guessed about a row with too few or too many cells: it is left out and reported with its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import InputError
from ingest.types import Cell, Table, Unread

MAX_CELL = 200_000  # characters; a longer cell is no cell of a table

_DATA = re.compile(r"\s*(?:[-+]?[\d.,\s]*\d[\d.,\s]*%?|\d{4}-\d\d?(?:-\d\d?)?|https?://\S*)\s*$", re.ASCII)

_YEAR = re.compile(r"(?:1[89]|20)\d\d")  # a column may well be called 2015


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file. `number` counts rows as a spreadsheet shows them, from 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> bool:
        return not any(cell.text for cell in self.cells)


def cell(raw: str, start: int = -1, end: int = -1) -> Cell:
    """A cell with its white space evened out."""
    return Cell(" ".join(raw.split()), start, end)


def unread_row(number: int, reason: str, cells: Iterable[Cell] = (), start: int = -1, end: int = -1) -> Unread:
    """A row that was seen and not read."""
    text = " | ".join(c.text for c in cells if c.text)
    return Unread("row", text[:500], f"row {number}: {reason}", start, end)


def span(cells: Iterable[Cell]) -> tuple[int, int]:
    """From the first character to the last of all cells; -1 where cells have no offsets."""
    placed = [c for c in cells if c.start >= 0]
    return (min(c.start for c in placed), max(c.end for c in placed)) if placed else (-1, -1)


def to_table(
    records: Iterable[Record], name: str, caption: str = "", page: int | None = None
) -> tuple[Table | None, list[Unread]]:
    """The table that the records make, and the rows that were left out; None when there is no row at all.

    Empty rows are passed over. A row with one cell above a wider one is a title. The next row is the head. Raises
    InputError when the head holds data, or a column name twice.
    """
    rows = iter(record for record in records if not record.empty)
    head: Record | None = next(rows, None)
    pending: list[Record] = []
    if head and _filled(head) == 1:
        below = next(rows, None)
        if below and _filled(below) > 1:
            caption = caption or next(c.text for c in head.cells if c.text)
            head = below
        elif below:
            pending.append(below)
    if head is None:
        return None, []
    columns = _head(head, name)
    kept: list[Record] = []
    skipped: list[Unread] = []
    for record in (*pending, *rows):
        cells, reason = _fitted(record.cells, len(columns))
        if reason:
            skipped.append(unread_row(record.number, reason, record.cells, *span(record.cells)))
        else:
            kept.append(Record(record.number, cells))
    start, end = span(head.cells)
    if kept:
        end = max(end, span(kept[-1].cells)[1])
    numbers = tuple(r.number for r in kept)
    table = Table(columns, tuple(r.cells for r in kept), caption, page=page, start=start, end=end, numbers=numbers)
    return table, skipped


def _filled(record: Record) -> int:
    return sum(1 for c in record.cells if c.text)


def _fitted(cells: tuple[Cell, ...], width: int) -> tuple[tuple[Cell, ...], str]:
    """The cells of a row that fits the head, or the reason why it does not. Empty cells at the end do no harm."""
    if any(len(c.text) > MAX_CELL for c in cells):
        return cells, f"a cell has more than {MAX_CELL:,} characters"
    if len(cells) > width and not any(c.text for c in cells[width:]):
        cells = cells[:width]
    if len(cells) != width:
        return cells, f"it has {len(cells)} cells, the head has {width}"
    return cells, ""


def _head(record: Record, name: str) -> tuple[str, ...]:
    """The column names; columns without one are called by their number, trailing ones are dropped."""
    names = [c.text for c in record.cells]
    while names and not names[-1]:
        names.pop()
    data = [n for n in names if _DATA.match(n) and not _YEAR.fullmatch(n)]
    if data:
        raise InputError(
            f"{name}, row {record.number}: there are no column names; '{data[0][:40]}' is data. "
            "Put a row of column names first"
        )
    seen: set[str] = set()
    for at, column in enumerate(names):
        names[at] = column = column or f"column {at + 1}"
        if column.casefold() in seen:
            raise InputError(f"{name}, row {record.number}: the column name '{column}' stands twice; rename one")
        seen.add(column.casefold())
    return tuple(names)
