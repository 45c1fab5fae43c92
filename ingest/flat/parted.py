"""Rows that stand in groups, each under a line that names the state or part of the world of its rows:

Place        Twin        Since
JAPAN
Shanghai     Osaka       1974
GERMANY
Nanjing      Leipzig     1988
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from graph.fold import fold
from ingest.cells.lexicon import role_of, split_heads
from ingest.cells.names import CellNames
from ingest.flat.matrix import Flat
from ingest.types import Clean
from ingest.words.lexicon import phrases

_FEWEST = 2  # groups
_HEADS = 2  # on the line that opens the table
_WORDS = 3  # of a row, on average, so that a state on a line of its own is no cell


def group_lines(lines: Sequence[Clean], raw: Sequence[str], names: CellNames) -> list[int]:
    """The numbers of the lines at the left that head groups of rows under known heads; none where the lines hold one
    cell each."""
    if len(raw) != len(lines) or len(lines) < 2 * _FEWEST or len(split_heads(lines[0].text) or ()) < _HEADS:
        return []
    left = min(len(text) - len(text.lstrip()) for text in raw)
    at_left = [at for at, text in enumerate(raw) if at and len(text) - len(text.lstrip()) == left]
    found = [at for at in at_left if _heads_group(lines[at].text, names)]
    rest = [line for at, line in enumerate(lines) if at not in found]
    if len(found) < _FEWEST or found[-1] == len(lines) - 1 or any(b - a == 1 for a, b in itertools.pairwise(found)):
        return []
    return found if sum(len(line.text.split()) for line in rest) >= _WORDS * len(rest) else []


def _heads_group(text: str, names: CellNames) -> bool:
    return names.is_country(text) or names.kinds(text) == {"Region"}


def without_group_head(lines: list[Clean], raw: list[str]) -> tuple[list[Clean], list[str]]:
    """The lines without the head of the groups ("Region"), where it opens those of the rows."""
    first = lines[0].text.partition(" ")[0]
    if fold(first) not in phrases("heads_of_groups") or " " not in lines[0].text:
        return lines, raw
    cut = [lines[0].cut(len(first) + 1, len(lines[0].text)), *lines[1:]]
    return cut, [raw[0].replace(first, " " * len(first), 1), *raw[1:]] if raw else []


def with_groups(flat: Flat, labels: Sequence[Clean], names: CellNames) -> Flat:
    """The rebuilt rows with the state above them in a column of its own, where no column holds states."""
    if len(flat.columns) < 2 or not all(names.is_country(label.text) for label in labels):
        return flat
    if any(role_of(head) == "country" for head in flat.columns):
        return flat
    rows: list[list[Clean | None]] = []
    for row in flat.rows:
        start = min((cell.offsets[0] for cell in row if cell is not None and cell.offsets), default=-1)
        above = [label for label in labels if label.offsets and label.offsets[0] < start]
        rows.append([*row, above[-1] if above else None])
    return replace(flat, columns=[*flat.columns, "Country"], rows=rows)
