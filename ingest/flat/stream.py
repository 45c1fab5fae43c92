"""Cutting a whole flattened table into rows and cells at once, when its column heads are known.

The words of the table are one stream; the columns return again and again. The best cut of the stream into cells is
found by dynamic programming: each cell is scored by how well it fits its column, a row opens at the start of a line,
and a cell that runs over a line end pays a little. So one way serves cells one to a line, rows one to a line, and rows
that wrap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cells.names import CellNames
from ingest.flat.segment import score

_MOST_WORDS = 40_000
_PIECE = 600  # words that are cut at once
_KEPT_BACK = 2  # rows at the end of a piece that are cut again with the next
_MAX_CELL = 12  # words of a cell of a typed column
_MAX_TEXT = 60  # words of a cell of running text or of a list, which ends at a line end
_LOW = -1e9
_EMPTY = -0.7  # score of a cell of no words
_FREE = frozenset({"text", "", "aside", "partner_text", "member", "parties", "places", "covers"})

Word = tuple[str, int]  # the word and the number of its line


@dataclass(frozen=True, slots=True)
class Cut:
    """How words may be cut: `anywhere` lets rows open in the middle of lines (lines say nothing then), `empty` lets
    cells be empty, as where one cell spans several rows."""

    anywhere: bool = False
    empty: bool = False


STRICT = Cut()


def cut_stream(
    lines: Sequence[str], roles: Sequence[str], names: CellNames, way: Cut = STRICT
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
        piece = _Piece(words[first:stop], roles, names, way).cut()
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


class _Piece:
    """The best cut of some words, by dynamic programming: `best[at][column]` is the score of the best cut of the words
    before `at` whose next cell is one of `column`."""

    def __init__(self, words: Sequence[Word], roles: Sequence[str], names: CellNames, way: Cut) -> None:
        count = len(words)
        self.words, self.roles, self.names, self.way = words, roles, names, way
        self.starts = [i == 0 or words[i][1] != words[i - 1][1] for i in range(count)]
        self.ends = [i + 1 == count or words[i][1] != words[i + 1][1] for i in range(count)]
        self.best = [[_LOW] * len(roles) for _ in range(count + 1)]
        self.back = [[0] * len(roles) for _ in range(count + 1)]
        self.best[0][0] = 0.0

    def cut(self) -> tuple[list[list[tuple[int, int]]], float] | None:
        """Rows as spans of words, and the sum of the scores."""
        count = len(self.words)
        for at in range(count):
            if self.way.empty:
                self._leave_empty(at)
            for column in range(len(self.roles)):
                opens = column > 0 or self.way.anywhere or self.starts[at]
                if self.best[at][column] > _LOW and opens:
                    self._fill(at, column)
        if self.way.empty:
            self._leave_empty(count)
        if self.best[count][0] <= _LOW:
            return None
        return self._walk(), self.best[count][0]

    def _fill(self, at: int, column: int) -> None:
        """Every cell of a column that may start with word `at`."""
        count, free = len(self.words), self.roles[column] in _FREE
        after, last = (column + 1) % len(self.roles), column == len(self.roles) - 1
        for stop in range(at + 1, min(count, at + (_MAX_TEXT if free else _MAX_CELL)) + 1):
            if free and stop - at > _MAX_CELL and not self.ends[stop - 1]:
                continue
            total = self.best[at][column] + self._borders(at, stop)
            total += score(" ".join(word for word, _ in self.words[at:stop]), self.roles[column], self.names, last)
            if total > self.best[stop][after]:
                self.best[stop][after], self.back[stop][after] = total, at

    def _leave_empty(self, at: int) -> None:
        """Cells of no words at a line's start. The round goes from the second column over the end of the row to the
        second again, and cannot go further: a row of empty cells never pays."""
        if at < len(self.words) and not self.starts[at]:
            return
        width = len(self.roles)
        for column in (*range(1, width), *range(width - 1)):
            after = (column + 1) % width
            total = self.best[at][column] + _EMPTY
            if self.best[at][column] > _LOW and total > self.best[at][after]:
                self.best[at][after], self.back[at][after] = total, at

    def _borders(self, at: int, stop: int) -> float:
        """What line ends say: a cell that opens and closes with lines is likely, one with line ends inside is not."""
        if self.way.anywhere:
            return 0.0
        return 0.25 * (self.starts[at] and self.ends[stop - 1]) - 0.35 * sum(self.ends[at : stop - 1])

    def _walk(self) -> list[list[tuple[int, int]]]:
        """The rows of the best cut."""
        columns = len(self.roles)
        cells: list[tuple[int, int]] = []
        stop, column = len(self.words), 0
        while stop > 0 or column > 0:
            at = self.back[stop][column]
            cells.append((at, stop))
            stop, column = at, (column - 1) % columns
        cells.reverse()
        return [cells[i : i + columns] for i in range(0, len(cells), columns)]
