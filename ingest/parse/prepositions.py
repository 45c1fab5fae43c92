"""The prepositions that hang on a word, with the names under each.

One may stand under another, be shared by two verbs, or stand again beside the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.parse.arguments import Arguments
from ingest.parse.constructions import lifted
from ingest.parse.nouns import INCLUDING
from ingest.parse.roles import Arg, is_verb
from ingest.words.lexicon import words
from ingest.words.tokens import Token

_REQUESTS = words("requests")
_NESTED_ANY = frozenset(["to", "with", "between"])
_NESTED = frozenset([*_NESTED_ANY, "in", "from", "by"])
_NOT_OF_NAMES = frozenset(["to", "into", "with", "in", "by", "for"])


class Prepositions(Arguments):
    """Names under the prepositions of one parsed sentence."""

    def prepositions(self, token: Token, cost: int = 0) -> Iterator[tuple[str, list[Arg]]]:
        """The prepositions that hang on a word, with the names under each."""
        if token.dep_ == "relcl" and any(c.lower_ == "where" and c.dep_ == "advmod" for c in token.children):
            yield "in", self.expand(token.head, cost)  # "Gauteng, where firms from Jiangsu have invested"
        own = {c.lower_ for c in token.children if c.dep_ == "prep" and any(b.i in self._slots for b in c.children)}
        for prep in lifted(token):
            yield prep.lower_, self._objects_of(prep, cost)
        for child in token.children:
            if child.dep_ in ("prep", "agent", "dative") and child.tag_ in ("IN", "TO", "VBG", "RB", "RP", "CC"):
                yield from self._under(child, own, cost)
                for deeper in child.children:
                    if deeper.dep_ == "prep" or self._goes_on(deeper):
                        yield deeper.lower_, self._objects_of(deeper, cost)
            elif self._goes_on(child):
                yield child.lower_, self._objects_of(child, cost)
            elif child.dep_ in ("amod", "acl", "prep") and child.tag_ in ("JJ", "VBG") and child.i > token.i:
                for below in child.children:  # "agreements worth 2 million with ...": the price stands between
                    if below.dep_ == "prep" and below.lower_ in _NESTED_ANY:
                        yield below.lower_, self._objects_of(below, cost + 1)
            elif child.lower_ == "there" and child.dep_ == "advmod":
                yield "in", self.there(child)

    def _raised(self, prep: Token, cost: int) -> list[Arg]:
        """ "trades with and invests in B": a preposition that stands alone shares the object of the next verb's."""
        if any(c.dep_ in ("pobj", "pcomp") for c in prep.children):
            return []
        verb = prep.head
        while not is_verb(verb) and verb.head.i != verb.i:
            verb = verb.head
        for other in (c for c in verb.children if c.dep_ == "conj" and c.i > prep.i):
            for word in (other, *(c for c in other.children if c.dep_ == "dobj")):
                for child in word.children:
                    if child.dep_ == "prep" and (found := self._objects_of(child, cost + 1)):
                        return found
        return []

    def _behind_a_name(self, name: Token, cost: int) -> Iterator[tuple[str, list[Arg]]]:
        """ "investment from A in B", "exports of A to B": a name takes no such phrase, it is the noun's."""
        for child in name.children:
            if child.dep_ == "prep" and child.lower_ in _NOT_OF_NAMES and child.i > name.i:
                yield child.lower_, self._objects_of(child, cost)

    def _under(self, prep: Token, own: set[str], cost: int) -> Iterator[tuple[str, list[Arg]]]:
        """What stands under a preposition, and under those of its objects; `own` are those of the word it hangs on."""
        low = prep.lower_
        such = low == "as" and any(c.lower_ == "such" for c in prep.children)
        role = "incl" if low in INCLUDING or such else low
        yield role, self._objects_of(prep, cost) or self._raised(prep, cost)
        if role == "incl":
            yield "including", self._objects_of(prep, cost)
        yield from self._elliptic(prep, cost)
        for below in prep.children:
            if below.dep_ == "pobj" and below.i in self._slots:
                yield from self._behind_a_name(below, cost + (low != "of"))
            elif below.dep_ == "pobj" and below.lower_ not in _REQUESTS:
                plain = self.office(below) in (None, "person", "group")
                for deeper in below.children:  # "competed with A over trade with B": with A
                    nested = deeper.dep_ == "prep" and deeper.lower_ in (_NESTED if plain else _NESTED_ANY)
                    if nested and deeper.lower_ not in own:
                        yield deeper.lower_, self._objects_of(deeper, cost + 1)

    def _goes_on(self, prep: Token) -> bool:
        """ "to A since 1990 and to B since 2000": a preposition beside another; not in "to A and not to B"."""
        denied = prep.i > 0 and self._doc[prep.i - 1].lower_ in ("not", "nor")
        return prep.dep_ == "conj" and prep.tag_ in ("IN", "TO") and not denied

    def _elliptic(self, prep: Token, cost: int) -> Iterator[tuple[str, list[Arg]]]:
        """ "its 18th team to A and its 15th to B": the same preposition under what is coordinated with a name."""
        for name in prep.children:
            for other in name.children:
                if name.dep_ == "pobj" and other.dep_ == "conj" and other.i not in self._slots:
                    yield from (
                        (deep.lower_, self._objects_of(deep, cost + 1))
                        for deep in other.children
                        if deep.dep_ == "prep" and deep.lower_ == prep.lower_
                    )
