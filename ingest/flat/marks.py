"""Tables of marks whose borders were lost: "Yunnan ✓ ✓ –", or one cell to a line, row by row or column by column.

The marks themselves say where rows end; the heads are what stands above as many of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.flat.matrix import Flat
from ingest.types import Clean

_YES = re.compile(r"(?:[✓✔√☑●•■◆★*+×xXYy]|yes|member)\.?", re.IGNORECASE)
_NO = re.compile(r"(?:[✗✘☐○o–—‒-]|no|n|0|n/?a|\([x✓+]\)|obs(?:erver)?)\.?", re.IGNORECASE)
_FEWEST = 2  # columns of marks, and rows
_SURE = 0.85


def says_yes(text: str) -> bool:
    """Whether a cell is a mark that says yes: a tick, a cross, "yes"."""
    return bool(_YES.fullmatch(text.strip()))


def is_mark(text: str) -> bool:
    """Whether a cell is a mark that says yes or no."""
    return says_yes(text) or bool(_NO.fullmatch(text.strip()))


def mark_matrix(lines: Sequence[Clean]) -> Flat | None:
    """Rows of a label and marks under the heads of their columns; None where the lines hold no such table."""
    if len(lines) <= _FEWEST or not any(says_yes(word) for line in lines[1:3] for word in line.text.split()[1:]):
        return _of_cells(lines)
    words = [[line.cut(*m.span()) for m in re.finditer(r"\S+", line.text)] for line in lines]
    width = _marks_behind(words[1])
    if width < _FEWEST or any(_marks_behind(row) != width for row in words[1:]) or len(words[0]) != width + 1:
        return None
    heads = words[0][-width:]
    rows: list[list[Clean | None]] = []
    for line, row in zip(lines[1:], words[1:], strict=True):
        stops = [m.end() for m in re.finditer(r"\S+", line.text)]
        if len(row) == width:
            return None
        rows.append([line.cut(0, stops[-width - 1]), *row[-width:]])
    first = " ".join(word.text for word in words[0][:-width])
    return Flat([first, *(head.text for head in heads)], rows, _SURE)


def _marks_behind(row: Sequence[Clean]) -> int:
    count = 0
    while count < len(row) and is_mark(row[-1 - count].text):
        count += 1
    return count


def _of_cells(lines: Sequence[Clean]) -> Flat | None:
    """Cells one to a line: the first mark tells how many columns, or how many rows, there are."""
    first = next((at for at, line in enumerate(lines) if is_mark(line.text)), 0)
    size = first - 1
    if size <= _FEWEST or len(lines) % size or len(lines) < size * (_FEWEST + 1):
        return None
    cut = [list(lines[at : at + size]) for at in range(0, len(lines), size)]
    grid = cut if all(_opens(row) for row in cut[1:]) else [list(column) for column in zip(*cut, strict=True)]
    marks = [cell for row in grid[1:] for cell in row[1:]]
    labels = [*grid[0], *(row[0] for row in grid)]
    if not all(is_mark(cell.text) for cell in marks) or any(is_mark(cell.text) for cell in labels):
        return None
    return Flat([cell.text for cell in grid[0]], [list[Clean | None](row) for row in grid[1:]], _SURE)


def _opens(row: Sequence[Clean]) -> bool:
    return not is_mark(row[0].text) and all(is_mark(cell.text) for cell in row[1:])
