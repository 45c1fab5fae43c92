"""Tables whose cells stand one to a line and of which empty cells are gone: rows have fewer lines than there are heads.

Each line goes to a column of its row or opens the next row; of all ways the one is taken whose cells fit their heads
best. A cell of running text may go on over several lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cells.forms import prose_like
from ingest.cells.names import CellNames
from ingest.flat.column_heads import heads_in_column
from ingest.flat.heads import roles_at_heads
from ingest.flat.matrix import Flat
from ingest.flat.ragged import joined
from ingest.flat.segment import score
from ingest.types import Clean

_FREE = frozenset({"text", "aside", "status", "sector", "form", ""})  # roles of cells that are often empty
_EMPTY, _EMPTY_TYPED = 0.4, 1.6  # what an empty cell costs under a free head, and under another
_JOINT = 0.5  # what a line costs that goes on with the cell above it
_FITTING = -0.5  # score of a line that fits its column
_MOSTLY = 0.9  # of the lines that must fit
_LEAST = 0.8  # mean score of the lines
_FEWEST_HEADS, _FEWEST_ROWS = 3, 3
_MOST_LINES = 600
_UNFIT = -1e3  # score of running text in a column of another kind
_LOW = -1e9


def gapped(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Rows of the cells that are there; None where the lines hardly fit the heads above them."""
    count = heads_in_column([line.text for line in lines])
    body = lines[count:]
    if count < _FEWEST_HEADS or not _FEWEST_ROWS < len(body) <= _MOST_LINES:
        return None
    heads = [line.text for line in lines[:count]]
    roles = roles_at_heads(heads)
    scores = [[_fit(line.text, role, names) for role in roles] for line in body]
    columns = _best(scores, roles)
    own = [scores[at][column] for at, column in enumerate(columns)]
    if sum(one > _FITTING for one in own) < _MOSTLY * len(own) or sum(own) < _LEAST * len(own):
        return None
    rows: list[list[Clean | None]] = []
    last = count
    for line, column in zip(body, columns, strict=True):
        if column < last or (column == last and column == 0):
            rows.append([None] * count)
        before = rows[-1][column]
        rows[-1][column] = joined(before, line) if before is not None else line
        last = column
    return Flat(heads, rows, 0.85, sum(own) / len(own)) if len(rows) >= _FEWEST_ROWS else None


def _fit(text: str, role: str, names: CellNames) -> float:
    """How well a line fits a column; running text fits only a free one."""
    if prose_like(text):
        return 1.0 if role in _FREE else _UNFIT
    return score(text, role, names)


def _best(scores: Sequence[Sequence[float]], roles: Sequence[str]) -> list[int]:
    """The column of each line: the first line of a row stands in the first column."""
    width = len(roles)
    empty = [_EMPTY if role in _FREE else _EMPTY_TYPED for role in roles]
    skipped = [[sum(empty[a:b]) for b in range(width + 1)] for a in range(width + 1)]
    total = [scores[0][0]] + [_LOW] * (width - 1)
    back: list[list[int]] = []
    for line in scores[1:]:
        best, origin = [_LOW] * width, [0] * width
        for before in range(width):
            steps = [(0, total[before] - skipped[before + 1][width])]  # the next row
            steps += [(column, total[before] - skipped[before + 1][column]) for column in range(before + 1, width)]
            if before and roles[before] in _FREE:
                steps.append((before, total[before] - _JOINT))
            for column, value in steps:
                if value + line[column] > best[column]:
                    best[column], origin[column] = value + line[column], before
        back.append(origin)
        total = best
    ends = [total[column] - skipped[column + 1][width] for column in range(width)]
    at = max(range(width), key=lambda column: ends[column])
    found = [at]
    for origin in reversed(back):
        at = origin[at]
        found.append(at)
    return found[::-1]
