"""Tables of figures that were flattened to one cell a line: heads, then again and again a key and its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.flat_cells import is_figure, year_of_start
from ingest.flat_matrix import Flat
from ingest.types import Clean


def cell_matrix(lines: Sequence[Clean]) -> Flat | None:
    """One cell to a line: heads, then again and again a key and as many figures."""
    if len(lines) < 6 or any(len(line.text.split()) > 6 for line in lines):
        return None
    kinds = "".join(_kind(line.text) for line in lines)
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
