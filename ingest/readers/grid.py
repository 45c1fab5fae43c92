"""A grid of cells as a table: a cell that spans rows or columns stands in each place that it covers.

The head goes as far down as a cell of the first row spans; a row that one cell fills heads the rows below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.types import Cell, Table

Grid = list[list[Cell]]
"""Rows of cells. Places that one cell covers hold the same object."""

EMPTY = Cell("")
_MOST_HEAD_ROWS = 3


def title_of(grid: Grid) -> Cell | None:
    """The cell that fills the first row of a table of several columns: its title, not a head."""
    if len(grid) < 3 or len(grid[0]) < 2 or not grid[0][0].text:
        return None
    return grid[0][0] if _is_one(grid[0]) and not _is_one(grid[1]) else None


def table_of_grid(grid: Grid) -> Table | None:
    """The table, its first rows as its head; None where fewer than two rows or two columns hold anything."""
    rows = [row for row in filled_up(grid) if any(cell.text for cell in row)]
    kept = [i for i in range(len(rows[0])) if any(row[i].text for row in rows)] if rows else []
    rows = [[row[i] for i in kept] for row in rows]
    if len(rows) < 2 or len(kept) < 2:
        return None
    head = head_rows(rows)
    columns = tuple(_joined([row[i] for row in rows[:head]]) for i in range(len(kept)))
    body = [_row(row) for row in rows[head:]]
    placed = [cell for row in rows for cell in row if cell.start >= 0]
    start, end = min((c.start for c in placed), default=-1), max((c.end for c in placed), default=-1)
    return Table(columns, tuple(body), start=start, end=end) if body else None


def filled_up(grid: Grid) -> Grid:
    """The same rows, each as long as the longest."""
    width = max((len(row) for row in grid), default=0)
    return [[*row, *([EMPTY] * (width - len(row)))] for row in grid]


def head_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows the head has."""
    head = 1
    while head < min(_MOST_HEAD_ROWS, len(rows) - 1):
        above, below = rows[head - 1], rows[head]
        down = any(a is b and a.text for a, b in zip(above, below, strict=True))
        across = any(a is b and a.text for a, b in pairwise(above)) and not _is_one(above)
        if not (down or across) or _is_one(below):
            break
        head += 1
    return head


def _is_one(row: Sequence[Cell]) -> bool:
    """Whether one cell fills the row."""
    return len(row) > 1 and bool(row[0].text) and all(cell is row[0] for cell in row)


def _row(row: Sequence[Cell]) -> tuple[Cell, ...]:
    return (row[0], *([EMPTY] * (len(row) - 1))) if _is_one(row) else tuple(row)


def _joined(cells: Sequence[Cell]) -> str:
    """The words of a column's head, from top to bottom, each cell once."""
    return " ".join(dict.fromkeys(cell.text for cell in cells if cell.text))
