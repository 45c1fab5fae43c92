"""Rows whose cells a sign between blanks parts, one row to a line and without heads: "Sewage plant / ADB / 75 / 2011".

What a column holds is told by its cells; the caption says what the rows are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cells.forms import share
from ingest.cells.lexicon import role_of
from ingest.cells.names import CellNames
from ingest.flat.matrix import Flat
from ingest.flat.unheaded import heads_by_cells, typed
from ingest.types import Clean

_SIGNS = tuple(re.compile(rf"\s+{sign}\s+") for sign in ("/", r"\|", "·", "•", "::?", "–", "—"))
_FEWEST = 3  # rows, and cells of a row
_CELL_WORDS = 14
_MOSTLY = 0.7  # of the cells of a column
_EVEN = 0.9  # of the rows that must have as many cells


def signed(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Rows of at least three cells that the same sign parts on nearly each line; the heads are read from the first
    line where the lexicon knows them, else from what the columns hold. None for other lines."""
    if len(lines) < _FEWEST:
        return None
    for sign in _SIGNS:
        rows = [_cells(line, sign) for line in lines]
        width = len(rows[0])
        even = [row for row in rows if len(row) == width]
        if width < _FEWEST or len(even) < _EVEN * len(rows) or any(_long(cell) for row in even for cell in row):
            continue
        heads = [cell.text for cell in even[0]]
        if sum(map(bool, map(role_of, heads))) > width / 2 and not any(map(typed, heads)):
            return Flat(heads, [[*row] for row in even[1:]], 0.9)
        columns = [[row[at].text for row in even] for at in range(width)]
        if any(share(column, typed) > _MOSTLY for column in columns):
            return Flat(heads_by_cells(columns, names), [[*row] for row in even], 0.8)
    return None


def _cells(line: Clean, sign: re.Pattern[str]) -> list[Clean]:
    edges = [0, *(at for m in sign.finditer(line.text) for at in m.span()), len(line.text)]
    return [line.cut(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _long(cell: Clean) -> bool:
    return len(cell.text.split()) > _CELL_WORDS
