"""Members told beside the others: "Laos, Vietnam and other ASEAN countries", "A, like other members of the league"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.kinds import UNITS
from ingest.names.listed import run_of
from ingest.names.name import Name
from ingest.verbless.tie import VerblessTie
from ingest.words.lexicon import any_of, phrases

_BODIES = frozenset(["Mechanism", "Organization"])
_OTHERS = re.compile(
    rf",?\s+{any_of(phrases('beside_others'))}\s+(?:the\s+)?(?:(?:[a-z]+\s+)?other|fellow)\s+"
    rf"(?P<of>members?(?:\s+(?:states|countries))?\s+of\s+(?:the\s+)?)?"
)
_MEMBERS = re.compile(rf"\s+(?:\([A-Z]+\)\s+)?(?:member\s+)?{any_of(phrases('what_members_are'))}\b|\s+members\b")


def fellows(text: str, names: Sequence[Name]) -> list[VerblessTie]:
    """MEMBER_OF for the states, PARTICIPATES_IN for the units that stand before "and other <body> countries"."""
    found: list[VerblessTie] = []
    for at, (last, body) in enumerate(pairwise(names)):
        others = _OTHERS.fullmatch(text, last.end, body.start) if body.kind in _BODIES else None
        if others is None or not (others["of"] or _MEMBERS.match(text, body.end)):
            continue
        for name in run_of(text, names[at::-1]):
            if (name.kind == "State" or name.kind in UNITS) and not name.demonym:
                tie = "MEMBER_OF" if name.kind == "State" else "PARTICIPATES_IN"
                found.append(VerblessTie(name, body, tie, "fellows"))
    return found
