"""Rows from which a cell that spans several rows is gone, so that the others stand one column too far left.

State of Maryland | Anhui  | China  | 1980
Tartu             | Estonia | 2003  |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.cells.names import CellNames
from ingest.flat.segment import score
from ingest.tables.topics import roles_of
from ingest.types import Cell, Table

_TYPED = frozenset({"country", "date", "value", "share", "count", "ordinal"})
_BETTER = 1.0  # by which a row must fit better, for each of its cells
_MOST = 0.5  # of the rows


def unshifted(table: Table, names: CellNames) -> Table:
    """The table with such rows moved right under their heads; the first cell stays empty, as in one that spans rows."""
    roles = roles_of(table)
    if len(roles) < 3 or not table.rows or not table.rows[0][-1].text or not _TYPED.intersection(roles[1:]):
        return table
    rows = [_moved(row, roles, names) for row in table.rows]
    moved = sum(new is not old for new, old in zip(rows, table.rows, strict=True))
    return replace(table, rows=tuple(rows)) if moved > _MOST * len(rows) or moved > 1 else table


def _moved(row: tuple[Cell, ...], roles: Sequence[str], names: CellNames) -> tuple[Cell, ...]:
    if row[-1].text or not row[0].text:
        return row
    right = (Cell(""), *row[:-1])
    return right if _fit(right, roles, names) > _fit(row, roles, names) + _BETTER else row


def _fit(row: Sequence[Cell], roles: Sequence[str], names: CellNames) -> float:
    """The mean fit of the cells that are there."""
    fits = [score(cell.text, role, names) for cell, role in zip(row, roles, strict=True) if cell.text]
    return sum(fits) / max(1, len(fits))
