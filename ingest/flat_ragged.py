"""Tables whose columns are still apart by runs of blanks, as layout-keeping converters leave them.

The places where segments start, over all lines, give the columns; a line that fills only some of them goes on with the
cells of the row above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.flat_cells import is_date, is_figure
from ingest.flat_matrix import Flat
from ingest.types import Clean

_SEGMENT = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_NEAR = 3  # characters by which the start of a column may vary


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line between runs of blanks: its columns of characters, and its place in the clean line."""

    start: int
    end: int
    clean: Clean


def ragged(lines: Sequence[Clean], raw: Sequence[str]) -> Flat | None:
    """Rows and columns by the blanks between cells. `raw` are the lines as they stand, indent included."""
    if len(raw) != len(lines) or len(raw) < 3:
        return None
    cut = [_segments(line, text) for line, text in zip(lines, raw, strict=True)]
    if any(part is None for part in cut):
        return None
    parts = [part or [] for part in cut]
    if sum(1 for part in parts if len(part) > 1) < 0.5 * len(parts) or len(parts[0]) < 2:
        return None
    columns = _columns(parts)
    if len(columns) < 2 or len(columns) > 14:
        return None
    grid = [_placed(part, columns) for part in parts]
    heads, body = _head_rows(grid)
    rows = _rows(body)
    filled = sum(1 for row in rows for cell in row if cell is not None)
    if not rows or filled < 0.6 * len(rows) * len(columns):
        return None
    return Flat([cell.text if cell else "" for cell in heads], rows, 0.85)


def _segments(line: Clean, text: str) -> list[Segment] | None:
    """The segments of a line; None where the clean line does not hold them in order."""
    found, at = [], 0
    for match in _SEGMENT.finditer(text.replace("\t", "    ")):
        piece = match.group()
        where = line.text.find(piece, at)
        if where < 0:
            return None
        found.append(Segment(match.start(), match.end(), line.cut(where, where + len(piece))))
        at = where + len(piece)
    return found


def _columns(parts: Sequence[Sequence[Segment]]) -> list[tuple[int, int]]:
    """Spans of the columns: of the lines with most segments, the common width of each segment's place."""
    counts = [len(part) for part in parts]
    width = max(set(counts), key=lambda n: (counts.count(n) * (n > 1), n))
    if len(parts[0]) > width and counts.count(len(parts[0])) > 1:
        width = len(parts[0])
    full = [part for part in parts if len(part) == width]
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


def _head_rows(grid: Sequence[list[Clean | None]]) -> tuple[list[Clean | None], Sequence[list[Clean | None]]]:
    """The head, with its own wrapped lines, and the rows below."""
    heads = list(grid[0])
    at = 1
    while at < min(3, len(grid) - 1) and _continues(grid[at], grid[at + 1]):
        heads = [joined(a, b) if b else a for a, b in zip(heads, grid[at], strict=True)]
        at += 1
    return heads, grid[at:]


def _continues(row: Sequence[Clean | None], after: Sequence[Clean | None]) -> bool:
    empty = sum(1 for cell in row if cell is None)
    typed = any(cell and (is_date(cell.text) or is_figure(cell.text)) for cell in row)
    return empty >= 0.5 * len(row) and not typed and row[0] is None and after[0] is not None


def _rows(grid: Sequence[list[Clean | None]]) -> list[list[Clean | None]]:
    """Rows, with lines that fill only some columns joined to the row above."""
    rows: list[list[Clean | None]] = []
    anchor = _anchor(grid)
    if anchor is not None:
        for row in grid:
            if rows and row[anchor] is None:
                rows[-1] = [joined(a, b) if b else a for a, b in zip(rows[-1], row, strict=True)]
            else:
                rows.append(list(row))
        return rows
    for row in grid:
        filled = [cell for cell in row if cell is not None]
        typed = any(is_date(cell.text) or is_figure(cell.text) for cell in filled)
        partial = len(filled) <= 0.5 * len(row) and not typed
        if rows and filled and (row[0] is None or filled[0].text[:1].islower() or partial) and not typed:
            rows[-1] = [joined(a, b) if b else a for a, b in zip(rows[-1], row, strict=True)]
        elif filled:
            rows.append(list(row))
    return rows


def _anchor(grid: Sequence[list[Clean | None]]) -> int | None:
    """A column of dates, figures or numbers that stand on the first line of each row; None where no cell wraps or no
    column is like that."""
    best: tuple[int, int] | None = None
    for column in range(len(grid[0]) if grid else 0):
        cells = [row[column] for row in grid if row[column] is not None]
        typed = all(cell and (is_date(cell.text) or is_figure(cell.text.rstrip("."))) for cell in cells)
        if typed and 2 <= len(cells) < len(grid) and grid[0][column] is not None:
            best = max(best or (0, 0), (len(cells), -column))
    return -best[1] if best else None


def joined(left: Clean | None, right: Clean) -> Clean:
    """Two lines of one cell as one text; a word broken at the line end keeps its hyphen."""
    if left is None or not left.text:
        return right
    offsets = left.offsets[:]
    glue = "" if left.text.endswith(("-", "–")) and right.text[:1].isalnum() else " "
    if glue:
        offsets.append(offsets[-1] + 1)
    offsets.extend(right.offsets)
    return Clean(left.text + glue + right.text, offsets)
