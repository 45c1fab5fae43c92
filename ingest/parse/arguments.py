"""The names to which an argument of a clause comes.

A name stands for itself and for what is coordinated with it; nouns lead to the names for which they stand or which they
introduce (`ingest.parse.nouns`), pronouns to whom they mean (`ingest.parse.pronouns`).
"""

from __future__ import annotations

from dataclasses import replace

from ingest.parse.misparsed import unlike
from ingest.parse.nouns import Nouns
from ingest.parse.pronouns import PRONOUNS, RELATIVE
from ingest.parse.roles import Arg
from ingest.parse.slots import Slot
from ingest.words.tokens import Token


class Arguments(Nouns):
    """Names under the arguments of one parsed sentence."""

    def expand(
        self, token: Token, cost: int = 0, seen: set[int] | None = None, demonyms: bool = False, group: int = -1
    ) -> list[Arg]:
        """The names that an argument comes to, and those to which what is coordinated with it comes."""
        seen = set() if seen is None else seen
        group = token.i if group < 0 else group
        if token.i in seen or cost > 5:
            return []
        seen.add(token.i)
        slot = self._slots.get(token.i)
        if slot is None:
            out = self._behind_word(token, cost, seen, group)
        elif cost == 0 and _pairs_nouns(slot, token):
            return []
        else:
            out = [
                Arg(n, cost, token.i, (token.i + 1) * 1000 + k if slot.listed or slot.paired else group)
                for k, n in enumerate(slot.names)
                if (demonyms or not n.demonym) and n not in self._left_out
            ]
        for child in token.children:
            if self._beside(token, child):
                either = any(c.lower_ == "or" for c in token.children)
                out += self.expand(child, cost, seen, demonyms, group if either else -1)
        return out

    def _behind_word(self, token: Token, cost: int, seen: set[int], group: int) -> list[Arg]:
        """The names for which a word that is none stands."""
        if token.lower_ in RELATIVE:
            return self._relative(token, cost, seen)
        if token.lower_ in PRONOUNS:
            return self._pronoun(token, cost)
        through = self.through_noun(token, cost, seen)
        if self.office(token) in ("organ", "person", "group") or self._names_all(token):
            return through
        return [replace(a, group=group) for a in through]

    def _beside(self, token: Token, child: Token) -> bool:
        """Whether a word below another is coordinated with it, or an apposition that rather goes on its list."""
        if child.i in self._acting:
            return False  # "A invested in B and C built": C is the next verb's
        if child.dep_ != "appos":
            return child.dep_ == "conj"
        if self._units_abroad(token, child):
            return True
        return (
            (child.i in self._slots or self.office(child) == "organ")
            and token.i in self._slots
            and self._listed(token, child)
            and not unlike(self._slots, token, child)
        )

    def _units_abroad(self, token: Token, child: Token) -> bool:
        """ "Brunei, the Malaysian states of Sabah and Sarawak, and the province of Palawan": no units of the first."""
        if child.tag_ != "NNS" or self.office(child) != "place" or token.i not in self._slots:
            return False
        of = [c for p in child.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children]
        units = [n for c in of if c.i in self._slots for n in self._slots[c.i].names]
        return bool(units) and all(n.country != self._slots[token.i].names[0].country for n in units)

    def _listed(self, token: Token, child: Token) -> bool:
        """Whether an apposition is rather the next member of a list ("Laos, Vietnam and Myanmar")."""
        before = child.i - 1 - (child.i > 0 and self._doc[child.i - 1].lower_ == "the")
        return self._doc[max(before, 0)].dep_ == "cc" or any(
            c.dep_ in ("conj", "cc") for word in (token, child) for c in word.children
        )

    def _names_all(self, token: Token) -> bool:
        """ "the provinces of A, B and C", "the province of A and B": the noun only says what the names are."""
        of = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
        return of and (token.tag_ == "NNS" or self.office(token) == "place")


def _pairs_nouns(slot: Slot, token: Token) -> bool:
    """Whether two names modify a noun between them, "Sino-Lao relations": they are no argument of its clause."""
    modifies = token.dep_ in ("compound", "amod", "nmod")
    return modifies and slot.paired and len(slot.names) == 2 and not slot.names[0].anaphor
