"""Columns of a PDF page: text in reading order, first what spans the page, then column by column.

A gutter is a strip that few words cross. What crosses it (a title, a wide table, full-width text) parts the page into
bands; a band is read left column first where both of its sides hold lines that fill their column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf_lines import Word

_STRIP = 4.0  # half the width of a gutter, in points
_STEP = 4.0
_TALL = 40.0  # points of a band that may hold columns
_FEWEST = 40  # words on a page that may have columns
_LINES = 4  # on each side
_LETTERS = 16  # in an average line of a column
_FULL = 0.8  # of its column, for a line that is full


@dataclass(slots=True)
class Region:
    """Words that are read together, and the edges of their column."""

    words: list[Word]
    left: float
    right: float


def regions(words: Sequence[Word], depth: int = 0) -> list[Region]:
    """The words of a page by column, in reading order."""
    if not words:
        return []
    left, right = min(w.x0 for w in words), max(w.x1 for w in words)
    whole = [Region(list(words), left, right)]
    if len(words) < _FEWEST or depth > 1:
        return whole
    gutter = _gutter(words, left, right)
    if gutter is None:
        return whole
    found: list[Region] = []
    wide = _crossers(words, gutter)
    for top, bottom, crossed in _stripes(words, wide):
        inside = [w for w in words if top <= w.middle < bottom]
        if not inside:
            continue
        sides = ([w for w in inside if w.x1 <= gutter], [w for w in inside if w.x1 > gutter])
        if crossed or not all(sides):
            found.append(Region(inside, left, right))
        else:
            for side in sides:
                found += regions(side, depth + 1)
    return found


def _gutter(words: Sequence[Word], left: float, right: float) -> float | None:
    """The middle of the strip that parts the most lines of two columns; None on a page of one column."""
    best: list[float] = []
    score = 0
    x = left + 0.25 * (right - left)
    while x < left + 0.75 * (right - left):
        lines = _parted(words, x)
        if lines > score:
            best, score = [x], lines
        elif lines == score and lines:
            best.append(x)
        x += _STEP
    return best[len(best) // 2] if best else None


def _crossers(words: Sequence[Word], x: float) -> list[Word]:
    return [w for w in words if w.x0 < x + _STRIP and w.x1 > x - _STRIP]


def _stripes(words: Sequence[Word], wide: Sequence[Word]) -> list[tuple[float, float, bool]]:
    """The page from top to bottom in stripes: `True` where words cross the gutter."""
    spans: list[list[float]] = []
    for word in sorted(wide, key=lambda w: w.top):
        if spans and word.top <= spans[-1][1] + 0.6 * word.size:
            spans[-1][1] = max(spans[-1][1], word.bottom)
        else:
            spans.append([word.top, word.bottom])
    found: list[tuple[float, float, bool]] = []
    at = min(w.top for w in words) - 1
    for top, bottom in spans:
        found += [(at, top, False), (top, bottom, True)]
        at = bottom
    found.append((at, max(w.bottom for w in words) + 1, False))
    return found


def _parted(words: Sequence[Word], x: float) -> int:
    """How many lines of two columns a gutter at x parts; 0 where it parts no columns of running text."""
    wide = _crossers(words, x)
    if len(wide) > 0.6 * len(words):
        return 0
    total = fewer = 0
    for top, bottom, crossed in _stripes(words, wide):
        if crossed or bottom - top < _TALL:
            continue
        left = [w for w in words if w.x1 <= x and top <= w.middle < bottom]
        right = [w for w in words if w.x0 >= x and top <= w.middle < bottom]
        lines = _column_lines(left), _column_lines(right)
        if all(lines):
            total += sum(lines)
            fewer += min(lines)
    return total if fewer >= _LINES else 0


def _column_lines(words: Sequence[Word]) -> int:
    """Number of lines of a column of running text; 0 where most lines are short, as in a table."""
    if not words:
        return 0
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(round(word.bottom / 4), []).append(word)
    left, right = min(w.x0 for w in words), max(w.x1 for w in words)
    full = sum(1 for line in lines.values() if max(w.x1 for w in line) - left >= _FULL * (right - left))
    letters = sum(len(w.text) for w in words) / len(lines)
    return len(lines) if letters >= _LETTERS and full >= 0.5 * len(lines) else 0
