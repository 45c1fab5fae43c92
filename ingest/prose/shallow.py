"""Ties without syntax: two places of two countries, and a word of what they do together.

Where a sentence names exactly two places that lie in different countries, states a cooperation and yields no tie to
the parsed reading, the parser has lost the structure more often than the sentence has none. How often such a reading
was right is measured in the benchmarks; its confidence is low.
"""

from __future__ import annotations

import re

from graph.model import Mode
from ingest.kinds import PLACES
from ingest.names.listed import is_join
from ingest.names.name import Name
from ingest.parse.mode import mode_of_text
from ingest.prose.plain_hits import hits_in
from ingest.prose.ties import Tie, fits_ends
from ingest.triggers.trigger import TriggerHit, Triggers
from ingest.words.lexicon import any_of, phrases, words

_FACTOR = 0.5
_TYPES = frozenset(["COOPERATES_WITH", "SISTER_OF"])
# "trade with A and B", "states such as A and B": the two are named side by side, for a third.
_SIDE_BY_SIDE = re.compile(rf"\b{any_of(phrases('for_a_third'))}\s+(?:the\s+)?$", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:in|at|near)\s+(?:the\s+)?$", re.IGNORECASE)  # where it was done, not with whom
# How words of cooperation may stand to the two: "A and B ... ties", "A ... ties with B", "ties ... between A and B".
_BESIDE = re.compile(
    r"(?:\s*\([^()]*\))?(?:\s+and\s+|\s*[-–—/&]\s*|,\s+)(?:the\s+)?(?:[\w-]+\s+){0,3}(?:[\w-]+['’]s\s+)?", re.IGNORECASE
)
_WITH = re.compile(r"\b(?:with|between)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}(?:[\w-]+['’]s\s+)?$", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|,\s+(?:which|who|where|while|whereas|although)\b|\bbut\b")
_FIRM = re.compile(rf"(?:['’]s?)?\s+(?:[a-z-]+\s+){{0,3}}?{any_of(words('firm_nouns'))}\b")


class ShallowReader:
    """Reads the tie of two places from the words of a sentence."""

    def __init__(self, triggers: Triggers) -> None:
        self._triggers = triggers

    def read(self, text: str, names: list[Name]) -> list[Tie]:
        """At most one tie; names have offsets in `text` and are sorted."""
        places = list({n.key: n for n in reversed(names) if n.kind in PLACES}.values())[::-1]
        if len(places) != 2:
            return []
        one, other = places
        if not _apart(one, other, text):
            return []
        for hit, start, stop in hits_in(text, names, self._triggers):
            if not _tells(hit) or not fits_ends(hit.trigger, one, other):
                continue
            if not _stands_to(one, other, text, start, stop):
                continue
            if mode_of_text(text[max(0, start - 60) : stop]) is not Mode.DONE:
                return []
            confidence = round(hit.trigger.confidence * _FACTOR, 3)
            return [Tie(hit.trigger, "two places", one, other, Mode.DONE, confidence, start, stop)]
        return []


def _stands_to(one: Name, other: Name, text: str, start: int, stop: int) -> bool:
    """Whether the trigger's words, at `start` to `stop`, stand where they join the two places."""
    first, second = sorted((one, other), key=lambda n: n.start)
    beside = bool(_BESIDE.fullmatch(text, first.end, second.start))
    if start >= second.end:
        return beside
    if first.end <= start and stop <= second.start:
        near = not _CLAUSE.search(text, first.end, second.start)
        return near and bool(_WITH.search(text, stop, second.start))
    return beside and bool(_WITH.search(text, stop, first.start))


def _tells(hit: TriggerHit) -> bool:
    """Whether the words tell of a tie by themselves: a noun, or a verb that always takes two."""
    trigger = hit.trigger
    return trigger.tie in _TYPES and (hit.pos != "verb" or any(p.right == "with" for p in trigger.patterns))


def _apart(one: Name, other: Name, text: str) -> bool:
    """Whether two places lie in two countries, and are not merely named side by side."""
    countries = {n.land for n in (one, other)}
    kinds = {one.kind, other.kind}
    if len(countries) == 1 or ("Region" in kinds and kinds <= {"State", "Region"}):
        return False
    first, second = sorted((one, other), key=lambda n: n.start)
    if any(n.kind == "State" and _FIRM.match(text, n.end) for n in (one, other)):
        return False  # "with the Peruvian oil company": with the firm
    if any(n.kind == "Region" and text[n.end : n.end + 2] in ("'s", "’s") for n in (one, other)):
        return False  # "Asia's largest port": who does it is not said
    if any(n.kind != "State" and _WHERE.search(text[max(0, n.start - 20) : n.start]) for n in (one, other)):
        return False
    joined = is_join(text, first.end, second.start)
    return not (joined and _SIDE_BY_SIDE.search(text[max(0, first.start - 20) : first.start]))
