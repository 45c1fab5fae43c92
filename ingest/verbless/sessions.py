"""Sessions of a body that a list tells one after the other: "Second meeting: Tianjin, April 2013", "1st session held in
Luang Prabang". The body is the one named before, on the line or above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.kinds import GOVERNED, MEETINGS
from ingest.names.name import Name
from ingest.verbless.tie import VerblessTie
from ingest.words.lexicon import any_of, phrases, words
from ingest.words.said import said_in

_NTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|[IVXL]{{1,5}}|(?i:{'|'.join(sorted(words('ordinals')))}))"
_SESSION = re.compile(
    rf"(?:^|[\s:;,(–—])(?:[Tt]he\s+|[Ii]ts\s+)?{_NTH}\s+(?:(?:[a-z-]+\s+){{1,2}})??{any_of(phrases('sessions_of_bodies'))}"
    rf"(?:\s+{any_of(phrases('held_there'))})?\s*(?:[:,–—(]|\b(?:in|at)\b)\s*(?=[A-Z])"
)
_NOUNS = frozenset(phrase.split()[-1] for phrase in phrases("sessions_of_bodies"))


def sessions(text: str, names: Sequence[Name], known: Name | None) -> list[VerblessTie]:
    """HOSTS for the place of each session; `known` is the body or event of which the text spoke before."""
    if _NOUNS.isdisjoint(said_in(text)):
        return []
    found: list[VerblessTie] = []
    for match in _SESSION.finditer(text):
        own = [n for n in names if n.kind in MEETINGS and n.end <= match.start() + 1 and not n.stands_for]
        body = own[-1] if own else known
        place = next((n for n in names if n.start == match.end()), None)
        if body is None or place is None or place.kind not in GOVERNED or place.demonym:
            continue
        if not any(n.start < match.end() and match.start() < n.start and n.kind in MEETINGS for n in names):
            found.append(VerblessTie(place, body, "HOSTS", "session"))
    return found
