"""Tables whose columns are still apart by runs of blanks, as layout-keeping converters leave them.

The places where segments start, over all lines, give the columns; a line that fills only some of them goes on with the
cells of the row above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from graph.fold import fold
from graph.unit_words import unit_words
from ingest.cells.forms import is_date, is_number
from ingest.cells.lexicon import is_head
from ingest.cells.names import CellNames
from ingest.flat.heads import role_of_head
from ingest.flat.matrix import Flat
from ingest.flat.segments import Segment, segments_of, without_furniture
from ingest.flat.spaced import groups_of, gutters, is_typed
from ingest.flat.unheaded import heads_by_cells, opens_with_row
from ingest.types import Clean
from ingest.words.lexicon import words

_CUT_OFF = re.compile(r"^[a-zà-ÿ),;]|(?:[,(&–-]|\b(?:of|and|the|de|for))$")
_BROKEN = re.compile(r"[^\W\d_]{2}[-‐]$")
_WORD = re.compile(r"[a-zà-ÿ]+")
_FEW_LINES = 3
_INDENT = 5  # characters before a piece that stands under another column than the first
_EMPTY = 0.5  # of a cell that is cut
_ROW_LINES = 5  # of a row between empty lines, on the whole
_HALF = 0.5  # of the lines that must open a row where the last cell wraps
_NEAR = 3  # characters by which the start of a column may vary


def ragged(
    lines: Sequence[Clean], raw: Sequence[str], breaks: Sequence[bool] = (), names: CellNames | None = None
) -> Flat | None:
    """Rows and columns by the blanks between cells. `raw` are the lines as they stand, indent included; `breaks` says
    of each line whether an empty one stands before it; by `names` a first line of places is told from heads."""
    if len(raw) != len(lines) or len(raw) < 3:
        return None
    cut = [segments_of(line, text) for line, text in zip(lines, raw, strict=True)]
    if any(part is None for part in cut):
        return None
    parts = [part or [] for part in cut]
    rows_kept = without_furniture(parts)
    parts = [parts[at] for at in rows_kept]
    breaks = [breaks[at] for at in rows_kept] if len(breaks) == len(lines) else []
    stacked = _stacked(parts)
    if stacked:  # heads one to a line over rows in columns
        rows = _rows([_placed(part, _columns(parts[stacked:])) for part in parts[stacked:]], breaks[stacked:])
        return Flat([part[0].clean.text for part in parts[:stacked]], rows, 0.85)
    kept = sum(1 for part in parts if len(part) > 1 or (part and part[0].start > _INDENT))
    if kept < 0.5 * len(parts) or (len(parts[0]) < 2 and raw[0][:1] != " "):
        return None
    columns = _columns(parts)
    if len(columns) > 14 or (len(columns) < 2 and not _even(parts)):
        return None
    grid: list[list[Clean | None]] = [
        _placed(part, columns) if columns else _in_turn(part, len(parts[0])) for part in parts
    ]
    breaks = breaks if len(breaks) == len(grid) else [False] * len(grid)
    if names is not None and opens_with_row(grid, names):
        rows = _rows(grid, breaks)
        cells = [[cell.text for row in rows if (cell := row[at])] for at in range(len(grid[0]))]
        return Flat(heads_by_cells(cells, names), rows, 0.8)
    heads, body, breaks = _head_rows(grid, breaks)
    body, breaks = _without_heads(body, breaks, grid[: len(grid) - len(body)])
    rows = _rows(body, breaks)
    filled = sum(1 for row in rows for cell in row if cell is not None)
    if not rows or filled < 0.6 * len(rows) * len(grid[0]):
        return None
    return Flat([cell.text if cell else "" for cell in heads], rows, 0.85)


def _stacked(parts: Sequence[Sequence[Segment]]) -> int:
    """How many heads stand one to a line over rows of as many columns; 0 where they do not."""
    size = next((at for at, part in enumerate(parts) if len(part) != 1 or not is_head(part[0].clean.text)), 0)
    below = parts[size:]
    full = sum(len(part) == size for part in below)
    return size if size > 1 and full > 1 and len(_columns(below)) == size else 0


def _even(parts: Sequence[Sequence[Segment]]) -> bool:
    """Whether every line has as many segments: columns that do not stand under each other, but were kept apart. Where
    each row opens with a date or a number, its last cell may go on over lines of its own."""
    width = len(parts[0])
    full = [part for part in parts if len(part) == width]
    if width < 2 or len(parts) <= _FEW_LINES or any(len(part) not in (1, width) for part in parts):
        return False
    keyed = len(full) > 2 and all(is_typed(part[0].clean.text) for part in full[1:])
    return len(full) == len(parts) or (keyed and len(full) > _HALF * len(parts))


def _in_turn(part: Sequence[Segment], width: int) -> list[Clean | None]:
    """The segments of a line as cells, one after the other; one alone goes on with the last cell of its row."""
    return [*[None] * (width - len(part)), *(segment.clean for segment in part)]


def _columns(parts: Sequence[Sequence[Segment]]) -> list[tuple[int, int]]:
    """Spans of the columns: parted by blanks from top to bottom, or, where some line runs over its column, of the
    lines with most segments the common width of each segment's place."""
    apart = gutters([[(segment.start, segment.end) for segment in part] for part in parts])
    counts = [len(part) for part in parts]
    width = max(set(counts), key=lambda n: (counts.count(n) * (n > 1), n))
    if len(parts[0]) > width and counts.count(len(parts[0])) > 1:
        width = len(parts[0])
    full = [part for part in parts if len(part) == width]
    if len(apart) >= width > 1:
        return apart
    if width < 2 or len(full) < 2:
        return []
    columns = [(min(p[i].start for p in full), max(p[i].end for p in full)) for i in range(width)]
    overlapping = any(columns[i][1] > columns[i + 1][0] + _NEAR for i in range(width - 1))
    return [] if overlapping else columns


def _placed(part: Sequence[Segment], columns: Sequence[tuple[int, int]]) -> list[Clean | None]:
    """The segments of a line under their columns."""
    row: list[Clean | None] = [None] * len(columns)
    if len(part) == len(columns):
        return [segment.clean for segment in part]
    for segment in part:
        best = max(range(len(columns)), key=lambda i: _overlap(segment, columns[i]))
        row[best] = joined(row[best], segment.clean)
    return row


def _overlap(segment: Segment, column: tuple[int, int]) -> float:
    inside = min(segment.end, column[1]) - max(segment.start, column[0])
    return inside - 0.01 * abs(segment.start - column[0])


def _head_rows(
    grid: Sequence[list[Clean | None]], breaks: Sequence[bool]
) -> tuple[list[Clean | None], Sequence[list[Clean | None]], Sequence[bool]]:
    """The head, with its own wrapped lines, and the rows below with their breaks."""
    first = groups_of(breaks)[0][1]
    typed = next((n for n, row in enumerate(grid) if any(cell and is_typed(cell.text) for cell in row)), 1)
    at = next((n for n in (first, typed) if 1 < n < len(grid) and _is_head(grid[:n])), 1)
    heads = _merged(grid[:at])
    while at == 1 and at < min(4, len(grid) - 1) and _continues(grid[at], grid[at + 1]):
        heads = _merged([heads, grid[at]])
        at += 1
    return heads, grid[at:], breaks[at:]


def _without_heads(
    body: Sequence[list[Clean | None]], breaks: Sequence[bool], heads: Sequence[list[Clean | None]]
) -> tuple[list[list[Clean | None]], list[bool]]:
    """The rows without the heads that a page break made stand there again."""
    texts, size = [_texts(line) for line in body], len(heads)
    again = [at for at in range(len(body)) if texts[at : at + size] == [_texts(line) for line in heads]]
    drop = {at + n for at in again for n in range(size)}
    after = {at + size for at in again}
    kept = [at for at in range(len(body)) if at not in drop]
    return [body[at] for at in kept], [breaks[at] or at in after for at in kept]


def _texts(line: Sequence[Clean | None]) -> list[str]:
    return [cell.text if cell else "" for cell in line]


def _is_head(lines: Sequence[list[Clean | None]]) -> bool:
    """Whether lines that stand apart from those below hold words only and, joined, a head for nearly each column."""
    if len(lines) > 5 or any(cell and is_typed(cell.text) for line in lines for cell in line):
        return False
    if _names_columns(lines[0]) and any(all(line) and not _names_columns(line) for line in lines[1:]):
        return False  # the first line is the head, and whole rows of words follow it
    heads = [cell.text for cell in _merged(lines) if cell]
    return len(heads) >= 0.7 * len(lines[0]) and sum(bool(role_of_head(head)) for head in heads) >= 0.5 * len(heads)


def _names_columns(line: Sequence[Clean | None]) -> bool:
    """Whether a line has a cell for each column, and half of them are known as heads."""
    return all(line) and 2 * sum(bool(cell and role_of_head(cell.text)) for cell in line) >= len(line)


def _merged(lines: Sequence[Sequence[Clean | None]]) -> list[Clean | None]:
    """Lines of one row, cell by cell."""
    row = list(lines[0])
    for line in lines[1:]:
        row = [joined(a, b) if b else a for a, b in zip(row, line, strict=True)]
    return row


def _continues(row: Sequence[Clean | None], after: Sequence[Clean | None]) -> bool:
    empty = sum(1 for cell in row if cell is None)
    typed = any(cell and is_typed(cell.text) for cell in row)
    return empty >= 0.5 * len(row) and not typed and row[0] is None and after[0] is not None


def _rows(grid: Sequence[list[Clean | None]], breaks: Sequence[bool]) -> list[list[Clean | None]]:
    """Rows: between empty lines where each such group holds one, else with lines that fill only some columns joined to
    the row above."""
    if _a_row_each(grid):
        return [list(line) for line in grid]
    groups = groups_of(breaks)
    anchor = _anchor(grid)
    low = len(grid) <= _ROW_LINES * len(groups)
    if len(groups) > 1 and low and all(_one_row(grid[a:b], anchor) for a, b in groups):
        return [_merged(grid[a:b]) for a, b in groups]
    columns = range(len(grid[0])) if grid and anchor is None else [anchor or 0]
    cuts = [[at for at, line in enumerate(grid) if line[c] is not None or at == 0] for c in columns]
    rows = [[_merged(grid[a:b]) for a, b in pairwise([*cut, len(grid)])] for cut in cuts if len(cut) > 1]
    if anchor is None:
        rows.append(_by_fill(grid))
    return min(rows, key=lambda some: (_breaks_off(some), -len(some)), default=[])


def _a_row_each(grid: Sequence[list[Clean | None]]) -> bool:
    """Whether each line is a row: one column has a whole date or a figure on all of them."""
    return len(grid) > 1 and any(
        all((cell := line[at]) is not None and (is_date(cell.text) or is_number(cell.text)) for line in grid)
        for at in range(len(grid[0]))
    )


def _by_fill(grid: Sequence[list[Clean | None]]) -> list[list[Clean | None]]:
    """Rows, with lines that fill only some columns joined to the row above."""
    rows: list[list[Clean | None]] = []
    for row in grid:
        filled = [cell for cell in row if cell is not None]
        typed = any(is_typed(cell.text) for cell in filled)
        partial = len(filled) <= 0.5 * len(row) and not typed
        if rows and filled and (row[0] is None or filled[0].text[:1].islower() or partial) and not typed:
            rows[-1] = _merged([rows[-1], row])
        elif filled:
            rows.append(list(row))
    return rows


def _breaks_off(rows: Sequence[Sequence[Clean | None]]) -> float:
    """The share of the cells that are cut, as they open with a small letter or end with a comma or an open bracket;
    empty ones count half."""
    cells = [cell for row in rows for cell in row]
    cut = sum(1 for c in cells if c and (_CUT_OFF.search(c.text) or c.text.count("(") != c.text.count(")")))
    return round((cut + _EMPTY * cells.count(None)) / len(cells), 3) if cells else 1.0


def _one_row(lines: Sequence[list[Clean | None]], anchor: int | None) -> bool:
    """Whether the lines between two empty ones are one row with its wrapped cells."""
    first = sum(1 for cell in lines[0] if cell is not None)
    if first < 0.5 * len(lines[0]):
        return False
    if anchor is not None:
        return lines[0][anchor] is not None and all(line[anchor] is None for line in lines[1:])
    return len(lines) == 1 or any(cell is None for line in lines[1:] for cell in line)


def _anchor(grid: Sequence[list[Clean | None]]) -> int | None:
    """A column of dates, figures or numbers that stand on the first line of each row; None where no cell wraps or no
    column is like that."""
    best: tuple[int, int] | None = None
    for column in range(len(grid[0]) if grid else 0):
        cells = [row[column] for row in grid if row[column] is not None]
        typed = all(cell and is_typed(cell.text) for cell in cells)
        if typed and 2 <= len(cells) < len(grid) and grid[0][column] is not None:
            best = max(best or (0, 0), (len(cells), -column))
    return -best[1] if best else None


def joined(left: Clean | None, right: Clean) -> Clean:
    """Two lines of one cell as one text; a word broken at the line end is mended, a name of several parts keeps its
    hyphen ("Friuli-/Venezia", "Gyeongsangbuk-/do")."""
    if left is None or not left.text:
        return right
    offsets = left.offsets[:]
    text = left.text
    word = _WORD.match(right.text)
    if _BROKEN.search(text[-4:]) and word and not _hyphened(text, word[0]):
        text, offsets = text[:-1], offsets[:-1]
    glue = "" if left.text.endswith(("-", "–")) and right.text[:1].isalnum() else " "
    if glue:
        offsets.append(offsets[-1] + 1)
    offsets.extend(right.offsets)
    return Clean(text + glue + right.text, offsets)


def _hyphened(left: str, right: str) -> bool:
    """Whether a word that a line end breaks at its hyphen has one of its own."""
    before = left[:-1].rsplit(maxsplit=1)[-1:]
    return fold(right) in _endings() or (bool(before) and before[0].lower() in words("keeps_its_hyphen"))


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    """Unit words that names bear behind a hyphen."""
    return frozenset(unit.word for unit in unit_words() if unit.after)
