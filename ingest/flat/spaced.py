"""Tables whose columns are apart by blanks, line under line: where they stand, and where their columns and rows part.

Heads of several lines, cells that wrap and blank lines between rows are all one table as long as every line keeps to
the columns; running text does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ingest.cells.forms import is_date, is_figure, prose_like
from ingest.lines.kinds import is_item, is_source
from ingest.lines.lines import Lines

_PIECE = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_WIDE = re.compile(r"\S(?: {3,}|\t+)\S")
_NEAR = 2  # characters by which the start of a column may vary
_MOST_GAP = 3  # empty lines inside a table
_FEWEST = 3  # lines of more than one piece
_OFTEN = 0.5  # of the lines that must have more than one piece, or one under a column but the first
_HEAD_LINES = 3  # above the first that has several pieces
_AHEAD = 12  # lines by which columns are known when a table opens
_GUTTER = 2  # characters between columns

Pieces = list[tuple[int, int]]


def pieces_of(text: str) -> Pieces:
    """The pieces of a line between runs of blanks, as columns of characters. Tabs count as four blanks."""
    return [m.span() for m in _PIECE.finditer(text.replace("\t", "    "))]


def spaced_runs(
    lines: Lines, flow: Sequence[int], taken: set[int], stops: Callable[[int], bool]
) -> Iterator[list[int]]:
    """The lines of each run that keeps to columns apart by blanks."""
    at = 0
    while at < len(flow):
        i = flow[at]
        if i in taken or not _is_apart(lines, i) or stops(i):
            at += 1
            continue
        run = _run(lines, flow, at, stops)
        if run:
            yield run
            at = max(at + 1, bisect_right(flow, run[-1]))
        else:
            at += 1


def _raw(lines: Lines, i: int) -> str:
    return " " * lines.indents[i] + lines.text(i)


def _is_apart(lines: Lines, i: int) -> bool:
    """Whether a line has pieces far apart and is no item behind its mark."""
    text = lines.text(i)
    if ("   " not in text and "\t" not in text) or not _WIDE.search(text) or "|" in text:
        return False
    return not (is_item(text) and len(pieces_of(text)) < 3)


def _run(lines: Lines, flow: Sequence[int], at: int, stops: Callable[[int], bool]) -> list[int]:
    starts = _starts(lines, flow[at : at + _AHEAD])
    body: list[int] = []
    if len(starts) < 2:
        return []
    kept = several = 0
    for i in flow[_first(lines, flow, at, starts, stops) :]:
        text = lines.text(i)
        if body and (stops(i) or is_source(text) or lines.gaps[i] > _MOST_GAP + lines.pad):
            break
        pieces = pieces_of(_raw(lines, i))
        if len(pieces) == 1 and (not _under(pieces[0], starts) or (prose_like(text) and lines.gaps[i] > lines.pad)):
            break
        if len(pieces) > 1 and prose_like(text) and not _WIDE.search(text):
            break
        body.append(i)
        several += len(pieces) > 1 or pieces[0][0] > starts[0] + _NEAR
        if len(pieces) > 1:
            kept = len(body)
        elif lines.gaps[i] <= lines.pad and kept == len(body) - 1:
            kept = len(body)  # the last row's wrapped cell
    body = _without_foot(lines, body[:kept])
    enough = several >= max(_FEWEST, _OFTEN * len(body)) and sum(_is_apart(lines, i) for i in body) >= _FEWEST - 1
    return body if enough and len(body) >= _FEWEST else []


def _first(lines: Lines, flow: Sequence[int], at: int, starts: Sequence[int], stops: Callable[[int], bool]) -> int:
    """Where the heads open: lines above whose only piece stands over a column but the first."""
    first = at
    while (
        starts
        and first
        and at - first < _HEAD_LINES
        and lines.gaps[flow[first]] <= lines.pad
        and not stops(flow[first - 1])
    ):
        pieces = pieces_of(_raw(lines, flow[first - 1]))
        if len(pieces) != 1 or pieces[0][0] <= starts[0] + _NEAR or not _under(pieces[0], starts):
            break
        if stops(flow[first - 1]):
            break
        first -= 1
    return first


def _starts(lines: Lines, some: Sequence[int]) -> list[int]:
    """Where columns start: places where pieces of several lines start."""
    found = Counter(a for i in some for a, _ in pieces_of(_raw(lines, i)))
    return sorted(a for a in found if sum(found[b] for b in range(a - _NEAR, a + _NEAR + 1)) > 1)


def _under(piece: tuple[int, int], starts: Sequence[int]) -> bool:
    """Whether the only piece of a line stands within one column."""
    own = [a for a in starts if abs(a - piece[0]) <= _NEAR]
    after = [a for a in starts if a > piece[0] + _NEAR]
    return bool(own) and (not after or piece[1] < after[0])


def _without_foot(lines: Lines, body: list[int]) -> list[int]:
    """Without the page's foot, a title and a number that stand alone behind the rows."""
    while body and lines.gaps[body[-1]]:
        parts = [lines.text(body[-1])[a:b] for a, b in pieces_of(lines.text(body[-1]))]
        if len(parts) > 2 or not any(part.isdigit() and len(part) < 5 for part in parts):
            break
        body = body[:-1]
    return body


def gutters(rows: Sequence[Pieces]) -> list[tuple[int, int]]:
    """The columns that blanks part from top to bottom, each as a span of characters."""
    covered = sorted(piece for row in rows for piece in row)
    columns: list[tuple[int, int]] = []
    for start, end in covered:
        if columns and start < columns[-1][1] + _GUTTER:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    return columns


def groups_of(breaks: Sequence[bool]) -> list[tuple[int, int]]:
    """The runs of lines between blank lines, as spans of line numbers."""
    edges = [0, *(i for i in range(1, len(breaks)) if breaks[i]), len(breaks)]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def is_typed(text: str) -> bool:
    """Whether a cell is a date or a figure."""
    return is_date(text) or is_figure(text.rstrip("."))
