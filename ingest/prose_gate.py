"""Which sentences are worth a parse: those whose names and words could make a tie. It is asked of every sentence."""

from __future__ import annotations

import re

from ingest.lexicon import words
from ingest.names_firms import may_name_a_firm
from ingest.pending import Pending
from ingest.relations import RelationReader
from ingest.sentences import LONGEST
from ingest.triggers import Triggers

_WORD = re.compile(r"[a-z]+")
_TOKEN = re.compile(r"[^\W_]+|-")
_PRONOUNS = words("place_pronouns") | words("person_pronouns") | {"which"}
_PERSONS = words("concludes") | {"governor", "premier", "mayor", "delegation"}  # may be of the place named before


class Gate:
    """Whether a sentence may hold a tie. `recognises` says whether the language model tells firms."""

    def __init__(self, relations: RelationReader, triggers: Triggers, recognises: bool) -> None:
        self._relations = relations
        self._triggers = triggers
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
        said = _WORD.findall(item.text.lower())
        if len(said) > LONGEST:
            return False
        if not self._implying_words.isdisjoint(said) and len(ends) < 2:
            return self._relations.possible(_TOKEN.findall(item.text.lower()), item.names + item.near)
        if not ends:
            return False
        if item.own is not None and not self._triggers.words.isdisjoint(said):
            return self._relations.possible(_TOKEN.findall(item.text.lower()), [*item.names, item.own])
        came = item.met is not None and not self._triggers.met_words.isdisjoint(said)
        if came and item.met and self._relations.attended(_TOKEN.findall(item.text.lower()), item.names, item.met):
            return True
        alone = len(ends) < 2 and not (_PRONOUNS | _PERSONS).intersection(said)
        if alone and (item.topic is None or item.topic.key in ends or self._topic_words.isdisjoint(said)):
            return False
        if self._triggers.words.isdisjoint(said):
            return False
        near = item.near + item.who if (_PRONOUNS | _PERSONS).intersection(said) else []
        topic = [item.topic] if item.topic is not None and not self._topic_words.isdisjoint(said) else []
        return self._relations.possible(_TOKEN.findall(item.text.lower()), item.names + near + topic)

    def _tie_of_a_firm(self, item: Pending) -> bool:
        """Whether a firm that only the parse can tell might have a tie with one of the names."""
        if not item.names or not self.may_name_a_firm(item):
            return False
        said = _TOKEN.findall(item.text.lower())
        return len(said) <= LONGEST and self._relations.possible_of_a_firm(said, item.names)
