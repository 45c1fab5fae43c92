"""Who is whose partner where a sentence tells of several couples: "A and B, and C and D signed sister-city agreements".

Such a list joins each with the one beside it; read as any other, it would join everybody with everybody.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.names.name import Name
from ingest.prose.ties import Tie

_FEWEST = 4  # ties among four who are all joined with each other, of which some may not hold
_IN_A_COUPLE = re.compile(r"(?:\sand|\s&)\s+(?:the\s+)?$")
NEXT_COUPLE = re.compile(r"[,;]\s*(?:and\s+)?(?:the\s+)?$")


def coupled(found: list[Tie], text: str) -> list[Tie]:
    """The ties without those that join members of different couples of one list."""
    lists: dict[tuple[str, int], list[Tie]] = {}
    for tie in found:
        if "+" in tie.pattern:
            lists.setdefault((tie.pattern, tie.at), []).append(tie)
    dropped: set[int] = set()
    for ties in lists.values():
        partner = _partners(_in_order(ties), text) if len(ties) >= _FEWEST else {}
        dropped.update(id(t) for t in ties if partner and partner.get(t.subject.start) != t.object.start)
    return [t for t in found if id(t) not in dropped]


def _in_order(ties: list[Tie]) -> list[Name]:
    """Those whom the ties join, as they stand."""
    ends = {name.start: name for tie in ties for name in (tie.subject, tie.object)}
    return [ends[start] for start in sorted(ends)]


def _partners(names: list[Name], text: str) -> dict[int, int]:
    """Where the partner of each name stands, if they are a list of couples over a border; nothing else."""
    if len(names) < 4 or len(names) % 2:
        return {}
    couples = list(zip(names[::2], names[1::2], strict=True))
    if any(a.land is None or b.land is None or a.land == b.land for a, b in couples):
        return {}
    if not frozenset.intersection(*(frozenset((a.land, b.land)) for a, b in couples)):
        return {}  # "between A and B, C and D": A with each of them
    gaps = [text[a.end : b.start] for a, b in pairwise(names)]
    inside = all(_IN_A_COUPLE.search(gap) for gap in gaps[::2])
    if not inside or not all(NEXT_COUPLE.search(gap) for gap in gaps[1::2]):
        return {}
    return {one.start: other.start for a, b in couples for one, other in ((a, b), (b, a))}
