"""Tables of batches, one cell to a line: what heads a batch (its number, its date), then each of its members.

Batch | Year | Place      First   2013   Shanghai   Second   2015   Guangdong   Tianjin   Fujian
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cells.forms import is_date, is_number, is_ordinal
from ingest.cells.lexicon import role_of
from ingest.cells.names import CellNames
from ingest.flat.matrix import Flat
from ingest.types import Clean

_MOST_KEYS = 3  # cells that head a batch
_FEWEST = 2  # batches
_CELL_WORDS = 8
_DATES = ("date", "end_date")
_KNOWN = 0.6  # of the members that must be places


def batched(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """A row for each member, with the cells that head its batch; None where the lines are no batches of several
    places under heads of their own."""
    if any(len(line.text.split()) > _CELL_WORDS for line in lines):
        return None
    for size in range(1, _MOST_KEYS + 1):
        heads, body = [line.text for line in lines[: size + 1]], lines[size + 1 :]
        if len(body) < _FEWEST * (size + 1) or not all(map(role_of, heads[:size])) or any(map(is_date, heads)):
            continue
        rows = _rows(body, [role_of(head) for head in heads[:size]])
        members = [row[-1].text for row in rows]
        batches = {id(row[0]) for row in rows}
        if not _FEWEST <= len(batches) < len(rows):
            continue
        if sum(map(names.is_place, members)) >= _KNOWN * len(members):
            return Flat(heads, [[*row] for row in rows], 0.85)
    return None


def _rows(body: Sequence[Clean], roles: Sequence[str]) -> list[list[Clean]]:
    """The rows, none where the lines do not open with a batch or a batch has no members."""
    rows: list[list[Clean]] = []
    keys: Sequence[Clean] = ()
    at = 0
    while at < len(body):
        ahead = body[at : at + len(roles)]
        opens = len(ahead) == len(roles) and all(_fits(c.text, r) for c, r in zip(ahead, roles, strict=True))
        if opens and (not rows or rows[-1][0] is keys[0] or not keys):
            keys, at = ahead, at + len(roles)
        elif not keys or opens:
            return []
        else:
            rows.append([*keys, body[at]])
            at += 1
    return rows


def _fits(text: str, role: str) -> bool:
    if role in _DATES:
        return is_date(text)
    return role == "ordinal" and (is_ordinal(text) or is_number(text))
