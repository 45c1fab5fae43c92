"""Ruled tables of a PDF page: which lines make a table, which words stand in which cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.readers.pdf_lines import Word

_SAME = 2.5  # points by which two edges may differ and be one
_MOST_EDGES = 4000  # of a page; a page with more is a drawing
_LEAST_FILLED = 0.35  # of the cells of a table; a chart's grid holds less


@dataclass(slots=True)
class Ruled:
    """A ruled table: for each place of its grid the number of the cell that covers it (-1: none), and the words of
    each cell. `edges` are the left edges of its columns."""

    grid: list[list[int]]
    cells: list[list[Word]]
    edges: tuple[float, ...]
    top: float
    bottom: float
    x0: float
    x1: float
    page: int


def ruled_tables(page: Any, words: Sequence[Word], number: int) -> list[Ruled]:
    """The ruled tables of a page, from top to bottom."""
    drawn = len(page.lines) + len(page.rects) + len(page.curves)
    if drawn < 3 or drawn > _MOST_EDGES:
        return []
    found = []
    taken: list[tuple[float, float, float, float]] = []
    for table in sorted(page.find_tables(), key=lambda t: (t.bbox[1], t.bbox[0])):
        box = table.bbox
        if any(_inside(box, other) for other in taken):
            continue
        ruled = _ruled(table.cells, words, number)
        if ruled is not None:
            found.append(ruled)
            taken.append(box)
    return found


def _inside(box: tuple[float, ...], other: tuple[float, ...]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]


def _ruled(boxes: Sequence[tuple[float, float, float, float]], words: Sequence[Word], number: int) -> Ruled | None:
    """The table of some cells; None where they only frame text or carry a drawing."""
    boxes = sorted(set(boxes), key=lambda b: (b[1], b[0]))
    lefts, tops = _edges([b[0] for b in boxes]), _edges([b[1] for b in boxes])
    if len(lefts) < 2 or len(tops) < 2 or len(boxes) < 4:
        return None
    rights, bottoms = _ends(lefts, [b[2] for b in boxes]), _ends(tops, [b[3] for b in boxes])
    held: list[list[Word]] = [[] for _ in boxes]
    x0, x1 = boxes[0][0], max(b[2] for b in boxes)
    top, bottom = boxes[0][1], max(b[3] for b in boxes)
    x0 = min(x0, *lefts)
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.middle
        if x0 <= x <= x1 and top <= y <= bottom:
            at = next((i for i, b in enumerate(boxes) if b[0] <= x <= b[2] and b[1] <= y <= b[3]), None)
            if at is not None:
                held[at].append(word)
    if sum(1 for cell in held if cell) < _LEAST_FILLED * len(boxes):
        return None
    grid = []
    for above, below in zip(tops, bottoms, strict=True):
        y = (above + below) / 2
        grid.append(
            [
                next((i for i, b in enumerate(boxes) if b[0] <= x <= b[2] and b[1] <= y <= b[3]), -1)
                for x in ((a + b) / 2 for a, b in zip(lefts, rights, strict=True))
            ]
        )
    return Ruled(grid, held, tuple(lefts), top, bottom, x0, x1, number)


def _edges(values: Sequence[float]) -> list[float]:
    """Distinct values, in order."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _ends(starts: Sequence[float], ends: Sequence[float]) -> list[float]:
    """For each start, where its column or row ends: at the next start, the last at the last end."""
    return [*starts[1:], max(ends)]


def goes_on(before: Ruled, after: Ruled) -> bool:
    """Whether a table at the top of a page is the rest of the one at the foot of the page before."""
    if after.page != before.page + 1 or len(before.edges) != len(after.edges):
        return False
    shift = after.x0 - before.x0  # pages of a book have two margins
    return all(abs(a + shift - b) <= 3 * _SAME for a, b in zip(before.edges, after.edges, strict=True))
