"""Tables of figures that were flattened to one cell a line: heads, then again and again a key and its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.cells.forms import is_figure, year_of_start
from ingest.flat.matrix import Flat, is_rank
from ingest.flat.ragged import joined
from ingest.types import Clean


def cell_matrix(lines: Sequence[Clean]) -> Flat | None:
    """One cell to a line: heads, then again and again a key and as many figures."""
    if len(lines) < 6 or any(len(line.text.split()) > 6 for line in lines):
        return None
    kinds = "".join(_kind(line.text) for line in lines)
    ranked = _ranks(lines, kinds)
    if ranked is not None:
        return ranked
    by_year = re.match(r"^(?P<heads>N{2,12})(?P<rows>(?:Y(?:[FY]{2,12}?)(?=Y|$)){2,})$", kinds)
    if by_year and kinds.count("Y") >= 2:
        starts = [m.start() for m in re.finditer("Y", kinds)]
        width = starts[1] - starts[0]
        if all(b - a == width for a, b in pairwise([*starts, len(lines)])):
            return _cells(lines, len(by_year["heads"]), width, 0.85)
    by_name = re.match(r"^(?P<heads>N?Y{2,12}|N{2,12})(?P<rows>N[FY]{1,12}(?:N[FY]{1,12})+)$", kinds)
    if by_name:
        runs = re.findall(r"N([FY]+)", kinds[kinds.index("F") - 1 :] if "F" in kinds else "")
        width = max(map(len, runs), default=0) + 1
        first = len(lines) - width * len(runs)
        rows = kinds[first:]
        if width > 2 and first >= width - 1 and all(rows[i] == "N" for i in range(0, len(rows), width)):
            return _cells(lines, first, width, 0.8)
    return None


def _ranks(lines: Sequence[Clean], kinds: str) -> Flat | None:
    """Heads of ranks ("No.1"), then again and again a year and for each rank a name with, below it, its figure."""
    first = next((at for at, line in enumerate(lines) if is_rank(line.text)), len(lines))
    if first > 1 or (first == 1 and kinds[0] != "N"):
        return None
    count = 0
    while first + count < len(lines) and is_rank(lines[first + count].text):
        count += 1
    size = 1 + 2 * count
    body = lines[first + count :]
    shape = kinds[first + count :]
    if count < 2 or not shape or len(body) % size or shape != ("Y" + "NF" * count) * (len(body) // size):
        return None
    heads = [lines[0].text if first else "Year", *(line.text for line in lines[first : first + count])]
    rows: list[list[Clean | None]] = [
        [body[at], *(joined(body[n], body[n + 1]) for n in range(at + 1, at + size, 2))]
        for at in range(0, len(body), size)
    ]
    return Flat(heads, rows, 0.85)


def _kind(text: str) -> str:
    """Y for a year, F for a figure or a filler, N for anything else."""
    if year_of_start(text) is not None and len(text.split()) == 1:
        return "Y"
    return "F" if is_figure(text) else "N"


def _cells(lines: Sequence[Clean], first: int, width: int, confidence: float) -> Flat | None:
    heads = [line.text for line in lines[:first]]
    if len(heads) not in (width, width - 1) or (len(lines) - first) % width:
        return None
    if len(heads) < width:
        heads = ["", *heads]
    rows: list[list[Clean | None]] = [list(lines[i : i + width]) for i in range(first, len(lines), width)]
    return Flat(heads, rows, confidence)
