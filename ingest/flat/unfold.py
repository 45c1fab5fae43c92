"""Tables whose halves stand side by side: under the same heads again, or each under the place that it is about.

Chengdu     Opened    Chongqing    Opened          City       Country    Opened
Thailand    2005      Canada       1998            Chengdu    Thailand   2005
                                                   Chongqing  Canada     1998
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.cells.lexicon import role_of
from ingest.cells.names import CellNames
from ingest.flat.matrix import Flat
from ingest.types import Clean

_KNOWN = 0.6  # of the cells below a place that must name places
_HEAD_LINES = 4  # among which the places at the head stand


def unfolded(flat: Flat, lines: Sequence[Clean], names: CellNames) -> Flat:
    """The table as one below the other, where its halves stand side by side; else as it is."""
    count = len(flat.columns)
    for width in range(2, count // 2 + 1):
        if count % width:
            continue
        heads = [flat.columns[at : at + width] for at in range(0, count, width)]
        parts = [(at, row[at : at + width]) for at in range(0, count, width) for row in flat.rows]
        if all(heads[0]) and all(other == heads[0] for other in heads):
            rows = [part for _, part in parts if any(cell and cell.text for cell in part)]
            return replace(flat, columns=heads[0], rows=rows)
        places = _places_above(heads, lines, names)
        filled = [(at, part) for at, part in parts if part[0] and part[0].text]
        if places and sum(names.is_place(part[0].text) for _, part in filled if part[0]) >= _KNOWN * len(filled):
            states = sum(names.is_country(part[0].text) for _, part in filled if part[0]) > len(filled) / 2
            columns = ["City", "Country" if states else "Partner", *heads[0][1:]]
            return replace(flat, columns=columns, rows=[[places[at // width], *part] for at, part in filled])
    return flat


def _places_above(heads: Sequence[Sequence[str]], lines: Sequence[Clean], names: CellNames) -> list[Clean]:
    """The places that head the halves, as pieces of the document; none where anything else does."""
    tails = {tuple(head[1:]) for head in heads}
    alike = len(tails) == 1 and all(role_of(word) for word in heads[0][1:])
    first = [head[0] for head in heads]
    if not alike or len(set(first)) < len(first) or not all(map(names.is_unit, first)):
        return []
    found: list[Clean] = []
    for name in first:
        for line in lines[:_HEAD_LINES]:
            at = line.text.find(name)
            if at >= 0:
                found.append(line.cut(at, at + len(name)))
                break
    return found if len(found) == len(first) else []
