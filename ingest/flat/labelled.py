"""Tables whose lines say themselves what they hold: records of labels and values, lines with a key."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cells.forms import DATE
from ingest.cells.lexicon import is_head, role_of
from ingest.cells.names import CellNames
from ingest.flat.entries import Grid, entry_grid
from ingest.flat.keys import is_keyed
from ingest.flat.loose import mark_of
from ingest.flat.matrix import Flat
from ingest.flat.ragged import joined
from ingest.flat.runs import label_and_value, record_size
from ingest.types import Clean

_APART = re.compile(r"\s{3,}|\t+|\s*[;；]\s*")
_NUMBER = re.compile(r"(?:[A-Z][a-z]+\s+)?(?:[Nn]o\.?|#)?\s*\d{1,3}[.)]?")  # of a record
_AND_YEAR = re.compile(
    r"\s*(?:,|\band\b|\bwith\b)?\s*(?:(?:first|starting)\s+)?\(?(?:years?|dates?|since)\)?$", re.IGNORECASE
)
_FEWEST = 4  # lines, with that of the heads
_HEAD_WORDS, _NAME_WORDS = 4, 5
_PLACES = 0.6  # of the entries that must open with the name of a place
_MARKED = 0.8  # of the lines that must open with a bullet


def records(lines: Sequence[Clean]) -> Flat | None:
    """One row a record, one column a label."""
    lines = [line for line in lines if not _NUMBER.fullmatch(line.text)]
    size = record_size([line.text for line in lines])
    if not size:
        return None
    heads = [label_and_value(line.text)[0] for line in lines[:size]]
    values: list[Clean | None] = [line.cut(label_and_value(line.text)[1], len(line.text)) for line in lines]
    return Flat(heads, [values[i : i + size] for i in range(0, len(values), size)], 0.9)


def keyed(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Rows of a key and one of its names; lines without a key go on with the one above."""
    whole: list[Clean] = []
    for line in lines:
        if whole and not is_keyed(line.text):
            whole[-1] = joined(whole[-1], line)
        else:
            whole.append(line)
    grid = entry_grid(whole, names) if len(whole) > 1 and all(is_keyed(line.text) for line in whole) else None
    return Flat(list(grid.columns), [list(row) for row in grid.rows], 0.85) if grid else None


def keyed_by_place(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Rows of a unit and what is told of it, cells apart by one blank: "Hubei Algeria (1963), Lesotho (1997)".

    The first line holds the heads, one of units first; a line that opens with no unit goes on with the one above.
    """
    if len(lines) < _FEWEST:
        return None
    cut = _first_head(lines[0].text)
    if not cut:
        return None
    rows: list[list[Clean | None]] = []
    for line in lines[1:]:
        end = _unit_end(line.text, names)
        if end:
            rows.append([line.cut(0, end), line.cut(end + 1, len(line.text))])
        elif rows and (rest := rows[-1][1]) is not None:
            rows[-1][1] = joined(rest, line)
        else:
            return None
    told = [rest.text for _, rest in rows if rest is not None]
    bracketed = sum(bool(re.search(r"\((?:since\s+)?\d{4}", text)) for text in told)
    if len(rows) < _FEWEST - 1 or bracketed < _MARKED * len(rows):
        return None
    unit, told_head = lines[0].text[:cut].strip(), lines[0].text[cut:].strip()
    return Flat([unit, _AND_YEAR.sub("", told_head) or told_head], rows, 0.8)


def _first_head(text: str) -> int:
    """Where the first head of a line ends, if it is one of units; 0 otherwise."""
    heads = [m.end() for m in re.finditer(r"\S+", text)][:_HEAD_WORDS]
    ends = [end for end in heads[:-1] if role_of(text[:end]) in ("unit", "chinese_unit") and is_head(text[:end])]
    return ends[-1] if ends else 0


def _unit_end(text: str, names: CellNames) -> int:
    """Where the name of a unit ends that opens a line and leaves something behind it, the longest; 0 for none."""
    ends = [m.start() for m in re.finditer(r" ", text)][:_NAME_WORDS]
    return max((end for end in ends if names.is_unit(text[:end])), default=0)


def bulleted(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Entries behind bullets or numbers, one to a row; lines without a bullet go on with the entry above."""
    entries: list[Clean] = []
    marks = 0
    for line in lines:
        mark = mark_of(line.text)
        marks += mark > 0
        if mark or not entries:
            entries.append(line.cut(mark, len(line.text)))
        else:
            entries[-1] = joined(entries[-1], line)
    if marks < max(2, _MARKED * len(lines)) or marks < len(entries):
        return None
    grid = entry_grid(entries, names) if _one_date(entries) else None
    if grid is None or len(grid.rows) < 2 or _known(grid, names) < _PLACES * len(grid.rows):
        return None
    return Flat(list(grid.columns), [list(row) for row in grid.rows], 0.85)


def side_by_side(lines: Sequence[Clean], raw: Sequence[str], names: CellNames) -> Flat | None:
    """Pairs of units, several to a line, apart by blanks or semicolons; read across they would be other pairs."""
    if len(raw) != len(lines):
        return None
    entries: list[Clean] = []
    for line, text in zip(lines, raw, strict=True):
        at = 0
        for piece in _APART.split(text.strip()):
            where = line.text.find(piece.strip(), at) if piece.strip() else -1
            if where >= 0:
                at = where + len(piece.strip())
                entries.append(line.cut(where, at))
    if len(entries) <= len(lines):
        return None
    grid = entry_grid(entries, names)
    pairs = grid is not None and grid.columns[:2] == ("Place", "Partner") and len(grid.rows) == len(entries)
    return Flat(list(grid.columns), [list(row) for row in grid.rows], 0.8) if grid and pairs else None


def _known(grid: Grid, names: CellNames) -> int:
    """How many entries are the name of one place, perhaps with what it lies in; two names side by side are none."""
    at = grid.columns.index("Place") if "Place" in grid.columns else 0
    texts = [re.split(r"\s*[,(（]", cell.text)[0] for row in grid.rows if (cell := row[at]) is not None]
    return sum(names.is_place(text) or names.is_place(re.split(r"\s+of\s+", text)[0]) for text in texts)


def _one_date(entries: Sequence[Clean]) -> bool:
    """Whether entries hold one date each; rows of two names and a date without signs between are cut otherwise."""
    dates = [entry.text for entry in entries if DATE.search(entry.text)] or [entry.text for entry in entries]
    signs = sum(1 for text in dates if re.search(r"[,(:;–—]", DATE.sub(" ", text)))
    return signs >= _MARKED * len(dates) and all(len(DATE.findall(entry.text)) <= 1 for entry in entries)
