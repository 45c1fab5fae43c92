"""Triggers in a sentence without its parse: what the readers share that go by the order of words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.names.name import Name
from ingest.triggers.trigger import TriggerHit, Triggers

_WORD = re.compile(r"[\w'’]+|-")


def hits_in(text: str, names: list[Name], triggers: Triggers) -> Iterator[tuple[TriggerHit, int, int]]:
    """The triggers of a text outside its names, if all words that they ask for are there, with where they stand.

    A trigger that asks for a person is left out: who is a person the parse tells.
    """
    tokens = [(m.start(), m.end(), m[0].lower()) for m in _WORD.finditer(text)]
    words = ["" if any(n.start <= s and e <= n.end for n in names) else word for s, e, word in tokens]
    for hit in triggers.find(words):
        trigger = hit.trigger
        asked = (trigger.with_words, trigger.under, trigger.object_words)
        if trigger.person or trigger.without_words.intersection(words):
            continue
        if all(not some or some.intersection(words) for some in asked):
            yield hit, tokens[hit.first][0], tokens[hit.last][1]
