"""Cutting a whole flattened table into rows and cells at once, when its column heads are known.

The words of the table are one stream; the columns return again and again. The best cut of the stream into cells is
found by dynamic programming: each cell is scored by how well it fits its column, a row opens at the start of a line,
and a cell that runs over a line end pays a little. So one way serves cells one to a line, rows one to a line, and rows
that wrap.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.flat_segment import score
from ingest.table_names import CellNames

_MOST_WORDS = 40_000
_PIECE = 600  # words that are cut at once
_KEPT_BACK = 2  # rows at the end of a piece that are cut again with the next
_MAX_CELL = 12  # words of a cell of a typed column
_MAX_TEXT = 60  # words of a cell of running text, which ends at a line end
_LOW = -1e9
_FREE = frozenset({"text", "", "partner_text"})

Word = tuple[str, int]  # the word and the number of its line


def cut_stream(
    lines: Sequence[str], roles: Sequence[str], names: CellNames
) -> tuple[list[list[tuple[int, int]]], float] | None:
    """Rows as spans of words (counted over all lines), and the sum of the scores of all cells; None where nothing fits.

    A long table is cut piece by piece, each piece from the last row of the one before, so that time and memory grow
    with its length only.
    """
    words: list[Word] = [(word, at) for at, line in enumerate(lines) for word in line.split()]
    if not words or len(roles) < 2 or len(words) > _MOST_WORDS:
        return None
    rows: list[list[tuple[int, int]]] = []
    total, first = 0.0, 0
    while first < len(words):
        stop = _line_end(words, first + _PIECE)
        piece = _cut(words[first:stop], roles, names)
        if piece is None:
            return None
        found, score_sum = piece
        if stop < len(words) and len(found) > _KEPT_BACK:
            score_sum *= 1 - _KEPT_BACK / len(found)
            found = found[:-_KEPT_BACK]
        rows += [[(a + first, b + first) for a, b in row] for row in found]
        total += score_sum
        first = rows[-1][-1][1]
    return rows, total


def _line_end(words: Sequence[Word], at: int) -> int:
    """The first word that opens a line, from `at` on."""
    while at < len(words) and words[at][1] == words[at - 1][1]:
        at += 1
    return min(at, len(words))


def _cut(
    words: Sequence[Word], roles: Sequence[str], names: CellNames
) -> tuple[list[list[tuple[int, int]]], float] | None:
    """The best cut of some words."""
    count, columns = len(words), len(roles)
    starts = [i == 0 or words[i][1] != words[i - 1][1] for i in range(count)]
    ends = [i + 1 == count or words[i][1] != words[i + 1][1] for i in range(count)]
    best = [[_LOW] * columns for _ in range(count + 1)]
    back = [[0] * columns for _ in range(count + 1)]
    best[0][0] = 0.0
    for at in range(count):
        for column in range(columns):
            if best[at][column] <= _LOW or (column == 0 and not starts[at]):
                continue
            free = roles[column] in _FREE
            after = (column + 1) % columns
            for stop in range(at + 1, min(count, at + (_MAX_TEXT if free else _MAX_CELL)) + 1):
                if free and stop - at > _MAX_CELL and not ends[stop - 1]:
                    continue
                total = best[at][column] + _fit(words, at, stop, roles[column], names, column == columns - 1)
                total += _borders(starts, ends, at, stop)
                if total > best[stop][after]:
                    best[stop][after], back[stop][after] = total, at
    if best[count][0] <= _LOW:
        return None
    return _walk(back, count, columns), best[count][0]


def _fit(words: Sequence[Word], at: int, stop: int, role: str, names: CellNames, last: bool) -> float:
    return score(" ".join(word for word, _ in words[at:stop]), role, names, last)


def _borders(starts: Sequence[bool], ends: Sequence[bool], at: int, stop: int) -> float:
    """What line ends say: a cell that opens and closes with lines is likely, one with line ends inside is not."""
    inside = sum(ends[at : stop - 1])
    return 0.25 * (starts[at] and ends[stop - 1]) - 0.35 * inside


def _walk(back: list[list[int]], count: int, columns: int) -> list[list[tuple[int, int]]]:
    """The rows of the best cut."""
    cells: list[tuple[int, int]] = []
    stop, column = count, 0
    while stop > 0:
        at = back[stop][column]
        cells.append((at, stop))
        stop, column = at, (column - 1) % columns
    cells.reverse()
    return [cells[i : i + columns] for i in range(0, len(cells), columns)]
