"""Which sentences are worth a parse: those whose names and words could make a tie. It is asked of every sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.names.firms import may_name_a_firm
from ingest.names.name import Name
from ingest.prose.pending import Pending
from ingest.prose.sentences import LONGEST
from ingest.prose.ties import fits_ends, may_join
from ingest.triggers.trigger import Triggers
from ingest.words.lexicon import phrases, words
from ingest.words.said import said_in

_WORD = re.compile(r"[a-z]+")
_TOKEN = re.compile(r"[^\W_]+|-")
_PRONOUNS = words("place_pronouns") | words("person_pronouns") | {"which"}
_PERSONS = words("concludes") | {*phrases("speak_for_place_before")}  # may be of the place named before
_FROM_BEFORE = _PRONOUNS | _PERSONS
_ENDS = 16  # names of a sentence that are tried
_SOME_FIRM = Name(-1, -1, "", "", kind="Enterprise", provisional=True)


class Gate:
    """Whether a sentence may hold a tie. `contains` says whether a place lies in another, `recognises` whether the
    language model tells firms."""

    def __init__(self, triggers: Triggers, contains: Callable[[Name, Name], bool], recognises: bool) -> None:
        self._triggers = triggers
        self._contains = contains
        self._recognises = recognises
        self._topic_words = triggers.topic_words
        self._implying_words = triggers.implying_words
        self._firm_words = triggers.firm_words

    def opens(self, item: Pending) -> bool:
        """Whether the sentence is to be parsed."""
        return self._tie(item) or self._tie_of_a_firm(item)

    def may_name_a_firm(self, item: Pending) -> bool:
        """Whether the parse may find a firm: a trigger for firms, and a capitalised word that is part of no name."""
        said = [m for m in _WORD.finditer(item.text.lower()) if m[0] in self._firm_words]
        free = any(not any(n.start <= m.start() < n.end for n in item.names) for m in said)
        return self._recognises and free and may_name_a_firm(item.text, item.names)

    def _tie(self, item: Pending) -> bool:
        """Whether it has two names (or a pronoun and one), a trigger word, and no endless sentence."""
        ends = {n.key for n in item.names}
        said = said_in(item.text)
        if len(item.text) > 2 * LONGEST and len(_WORD.findall(item.text.lower())) > LONGEST:
            return False
        if not self._implying_words.isdisjoint(said) and len(ends) < 2:
            return self._possible(_TOKEN.findall(item.text.lower()), item.names + item.near)
        if not ends:
            return False
        if item.entry.own is not None and not self._triggers.words.isdisjoint(said):
            return self._possible(_TOKEN.findall(item.text.lower()), [*item.names, item.entry.own])
        came = item.met is not None and not self._triggers.met_words.isdisjoint(said)
        if came and item.met and self._attended(_TOKEN.findall(item.text.lower()), item.names, item.met):
            return True
        alone = len(ends) < 2 and not _FROM_BEFORE.intersection(said)
        implied = [*item.near, *([item.topic] if item.topic else [])]
        leaves_out = not self._topic_words.isdisjoint(said)
        if alone and (not leaves_out or all(n.key in ends for n in implied)):
            return False
        if self._triggers.words.isdisjoint(said):
            return False
        near = item.near + item.who if _FROM_BEFORE.intersection(said) else []
        near += implied if leaves_out else []
        return self._possible(_TOKEN.findall(item.text.lower()), item.names + near)

    def _tie_of_a_firm(self, item: Pending) -> bool:
        """Whether a firm that only the parse can tell might have a tie with one of the names."""
        if not item.names or not self.may_name_a_firm(item):
            return False
        said = _TOKEN.findall(item.text.lower())
        return len(said) <= LONGEST and self._possible_of_a_firm(said, item.names)

    def _possible(self, words: list[str], names: list[Name]) -> bool:
        """Whether any trigger among the words could join two of the names, by their kinds: parsing costs the most."""
        ends = list({n.key: n for n in names}.values())[:_ENDS]
        seen: set[str] = set()
        for hit in self._triggers.find(words):
            if hit.trigger.id in seen:
                continue
            seen.add(hit.trigger.id)
            for left in ends:
                for right in ends:
                    if left is not right and may_join(hit.trigger, left, right, self._contains):
                        return True
        return False

    def _possible_of_a_firm(self, words: list[str], names: list[Name]) -> bool:
        """Whether a trigger for firms among the words, with what it asks for, could join one of the names to a firm."""
        said = frozenset(words)
        for hit in self._triggers.find(words):
            asked = (hit.trigger.object_words, hit.trigger.with_words, hit.trigger.under)
            if not hit.trigger.recognise or any(some and not some & said for some in asked):
                continue
            for name in names[:_ENDS]:
                ends = ((_SOME_FIRM, name), (name, _SOME_FIRM))
                if not name.demonym and any(fits_ends(hit.trigger, *pair) for pair in ends):
                    return True
        return False

    def _attended(self, words: list[str], names: list[Name], met: Name) -> bool:
        """Whether any trigger among the words may say that one of the names came to the event named before."""
        return any(
            fits_ends(hit.trigger, name, met)
            for hit in self._triggers.find(words)
            if hit.trigger.leans_on("met", "told")
            for name in names[:_ENDS]
        )
