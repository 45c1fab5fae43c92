"""Ties that the order of words leaves no doubt about: "A's agreement with B", "A has invested in B", "between A and B".

Where names and trigger stand so close that nothing else can be meant, the tie is read even if the parse of a long
sentence has lost its way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph.model import Mode
from ingest.names.name import Name
from ingest.parse.mode import mode_of_text
from ingest.prose.plain_hits import hits_in
from ingest.prose.ties import Tie, fits_ends
from ingest.triggers.trigger import TriggerHit, Triggers
from ingest.words.lexicon import any_of, phrases
from ingest.words.said import said_in

_FACTOR = 0.75
_BEFORE_VERB = re.compile(
    rf"(?:\s*\([^()]*\))?(?:\s+(?:{any_of(phrases('adverbs_before_verbs'))}|[a-z]+ly)\b){{0,3}}\s+"
)
_OWNS = re.compile(r"(?:'s|’s|'|’)\s+(?:[a-z][\w-]*\s+){0,4}")
_THE = re.compile(r"\s+(?:the\s+)?")
_TO = re.compile(r"(?:\s+[\w-]+){0,4}?\s+(?P<prep>[a-z]+)\s+(?:the\s+)?")
_PAIR = re.compile(r"\s+between\s+(?:the\s+)?")
_AND = re.compile(r"(?:\s*\([^()]*\))?\s+and\s+(?:the\s+)?")
# What stands before a name that opens its clause, and behind one that is no part of a longer phrase.
_OPENS = re.compile(rf"(?:^|[.,;:(—–]|\b{any_of(phrases('opens_clauses'))})\s*(?:[Tt]he\s+)?$")
_STANDS_ALONE = re.compile(
    rf"(?:\s*\([^()]{{0,40}}\))?(?:\s*[.,;:)—–]|\s*$|\s+(?:{any_of(phrases('behind_whole_names'))}|\d)\b)"
)


class AdjacentReader:
    """Reads ties from names that stand right beside a trigger."""

    def __init__(self, triggers: Triggers, contains: Callable[[Name, Name], bool]) -> None:
        self._triggers = triggers
        self._contains = contains

    def read(self, text: str, names: list[Name], found: list[Tie]) -> list[Tie]:
        """The ties of pairs of which `found` has none; names have offsets in `text` and are sorted."""
        have = {frozenset((t.subject.key, t.object.key)) for t in found}
        plain = [n for n in names if not n.demonym]
        keys = {n.key for n in plain}
        if len(keys) < 2 or (len(keys) == 2 and keys in have):
            return []
        if "respectively" in said_in(text):
            return []
        out: dict[frozenset[str], Tie] = {}
        for hit, start, stop in hits_in(text, names, self._triggers):
            if hit.trigger.object_words or hit.trigger.many_persons is not None:
                continue
            for left, right, pattern in _ends(hit, start, stop, text, plain):
                pair = frozenset((left.key, right.key))
                if pair in have or pair in out or not self._joins(hit, left, right):
                    continue
                if Mode(hit.trigger.mode or "done") is mode_of_text(text[max(0, start - 60) : stop]) is Mode.DONE:
                    confidence = round(hit.trigger.confidence * _FACTOR, 3)
                    tie = Tie(hit.trigger, f"beside {pattern}", left, right, Mode.DONE, confidence, start, stop)
                    out[pair] = tie
        return list(out.values())

    def _joins(self, hit: TriggerHit, left: Name, right: Name) -> bool:
        if left.key == right.key or (hit.trigger.abroad and left.land == right.land):
            return False
        apart = not (self._contains(left, right) or self._contains(right, left))
        return apart and fits_ends(hit.trigger, left, right)


def _ends(hit: TriggerHit, start: int, stop: int, text: str, names: list[Name]) -> Iterator[tuple[Name, Name, str]]:
    """Subject and object right beside the trigger's words, and the pattern by which they stand there."""
    before = [n for n in names if n.end <= start]
    after = [n for n in names if n.start >= stop]
    if not after:
        return
    right = after[0]
    allowed = {(p.left, p.right) for p in hit.trigger.patterns}
    alone = _STANDS_ALONE.match(text, right.end) is not None
    if hit.pos == "noun" and len(after) > 1 and ("between", "between") in allowed:
        apart = text[after[1].end : after[1].end + 1] not in tuple("-–'’")  # not "between A and B-based C"
        if apart and _PAIR.fullmatch(text, stop, right.start) and _AND.fullmatch(text, right.end, after[1].start):
            yield right, after[1], "between"
    if not before:
        return
    left = before[-1]
    to = _TO.fullmatch(text, stop, right.start)
    scope = len(before) > 1 and " first " in text[left.end : start]  # "A signed China's first agreement with B"
    if (
        hit.pos == "noun"
        and to
        and ("poss", to["prep"]) in allowed
        and _OWNS.fullmatch(text, left.end, start)
        and not scope
    ):
        yield left, right, f"poss>{to['prep']}"
    if (
        hit.pos == "verb"
        and alone
        and _OPENS.search(text[: left.start])
        and _BEFORE_VERB.fullmatch(text, left.end, start)
    ):
        if ("subj", "obj") in allowed and _THE.fullmatch(text, stop, right.start):
            yield left, right, "subj>obj"
        if to and ("subj", to["prep"]) in allowed:
            yield left, right, f"subj>{to['prep']}"
