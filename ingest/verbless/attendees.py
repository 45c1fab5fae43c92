"""Who came, told before the verb: "Attending the fair were leaders from A and B", "Present at the talks were ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.kinds import FIRMS, PLACES
from ingest.names.name import Name
from ingest.verbless.tie import VerblessTie
from ingest.words.lexicon import any_of, phrases

_MEETINGS = frozenset(["Event", "Mechanism"])
_OPENS = re.compile(rf"(?:{any_of(phrases('before_attendees'))}\s+)?{any_of(phrases('attending'))}\s+", re.IGNORECASE)
_WERE = re.compile(r"[^.;:]{0,120}?\b(?:were|was|are|is)\b")
_ELSEWHERE = re.compile(r"\b(?:in|at|to|near)\s+(?:the\s+)?$")


def attendees(text: str, names: Sequence[Name], outer: set[Name], met: Name | None) -> list[VerblessTie]:
    """PARTICIPATES_IN for all who are named behind "were"; `met` is the event of which the text spoke before, `outer`
    are names that only say where another one lies."""
    opening = _OPENS.match(text)
    were = _WERE.match(text, opening.end()) if opening else None
    if opening is None or were is None:
        return []
    own = [n for n in names if opening.start() <= n.start < were.end() and n.kind in _MEETINGS]
    event = own[0] if own else met
    if event is None or event.kind not in _MEETINGS:
        return []
    came = [n for n in names if n.start >= were.end() and n not in outer and not _ELSEWHERE.search(text, 0, n.start)]
    kinds = PLACES | FIRMS | {"Organization"}
    return [VerblessTie(n, event, "PARTICIPATES_IN", "attendees") for n in came if n.kind in kinds and not n.demonym]
