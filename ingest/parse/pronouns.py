"""Whom a pronoun of a parsed sentence means: the subject of its clause, of the clause above or beside it, or of the
sentence before.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.kinds import PLACES
from ingest.names.name import Name
from ingest.parse.parse import Parsed
from ingest.parse.roles import Arg, is_verb
from ingest.words.lexicon import words
from ingest.words.tokens import Token

RELATIVE = words("relative_pronouns")
_OF_PERSONS = words("person_pronouns")
PRONOUNS = words("place_pronouns") | _OF_PERSONS
_OBJECTS = frozenset(["it", "them"])
_PLURALS = frozenset(["both", "they", "their", "them", "themselves"])


class Pronouns:
    """The pronouns of one parsed sentence.

    `left_out` are names that only say where another one lies; `before` is what the pronouns of the first clause stand
    for: the subject of the sentence before. `noting` is the unit whose deeds a table's cell notes.
    """

    def __init__(self, parsed: Parsed, left_out: set[Name], before: list[Name], noting: Name | None = None) -> None:
        self._doc = parsed.doc
        self._slots = parsed.slots
        self._parsed = parsed
        self._left_out = left_out
        self._before = before
        self._noting = noting

    def expand(
        self, token: Token, cost: int = 0, seen: set[int] | None = None, demonyms: bool = False, group: int = -1
    ) -> list[Arg]:
        """The names that an argument comes to: known where nouns are (`ingest.parse.arguments`)."""
        raise NotImplementedError

    def _relative(self, token: Token, cost: int, seen: set[int]) -> list[Arg]:
        verb = token.head
        while verb.dep_ not in ("relcl", "ROOT") and verb.head.i != verb.i:
            verb = verb.head
        if verb.dep_ != "relcl":
            at = token.i - (2 if token.i > 1 and self._doc[token.i - 1].text == "," else 1)
            beside = self._doc[at] if at >= 0 and at in self._slots else None  # whatever "whose" was hung on
            if beside is not None and token.lower_ == "whose":
                return self.expand(beside, cost + 1, seen)
        nearest = self._doc[token.i - 3] if token.i > 2 and self._doc[token.i - 2].text == "," else None
        told = token.dep_ == "pobj" and nearest is not None and nearest.i in self._slots
        if verb.dep_ != "relcl":  # "its attention went to A, to which it sent doctors"
            return self.expand(nearest, cost, seen) if told and nearest is not None else []
        if token.dep_ == "pobj" and nearest is not None and nearest.i in self._slots:
            # "A speaks for B in the forum, to which C belongs": hung on a place, or on its own subject
            body = self._slots[nearest.i].names[0].kind not in PLACES
            if verb.head.i > token.i or (body and verb.head.i in self._slots):
                return self.expand(nearest, cost, seen)
        # "A, which is twinned with B, and C": what follows the clause is not meant
        meant = self.expand(verb.head, cost, seen)
        if verb.head.i in self._slots:
            meant = [a for a in meant if a.token <= verb.i]
        bodies = [a for a in meant if a.name.kind not in PLACES]
        if not meant and told and nearest is not None:
            return self.expand(nearest, cost, seen)
        return bodies if verb.head.i in self._slots and bodies else meant

    def _pronoun(self, token: Token, cost: int) -> list[Arg]:
        """The subject of the clause in which a possessive stands, else that of the clause or sentence before."""
        if beside := self._joined_to(token):
            return [Arg(self.standing_at(name, token), cost + 1, token.i) for name in beside]
        verb = token.head
        while not is_verb(verb) and verb.head.i != verb.i:
            verb = verb.head
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if token in subjects or any(token.i in {t.i for t in s.subtree} for s in subjects):
            return self._of_outer_clause(token, verb, cost)
        if subjects and token.lower_ in _OBJECTS and token.dep_ in ("dobj", "dative", "pobj"):
            return self._of_outer_clause(token, verb, cost)  # "the bank lent it money": not the bank
        while verb.i != verb.head.i and not subjects:
            verb = verb.head
            subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if subjects and subjects[0].lower_ not in PRONOUNS:
            return self._subject_or_owner(subjects[0], cost + 1)
        return self._from_before(token, cost + 2)

    def _joined_to(self, token: Token) -> list[Name]:
        """ "A and its sister city B": A's."""
        here = token.head
        while here.dep_ in ("compound", "nmod", "amod") and here.head.i > token.i:
            here = here.head
        first = self._slots.get(here.head.i) if here.dep_ == "conj" and here.head.i < token.i else None
        own = token.dep_ == "poss" and token.lower_ == "its" and first is not None and len(first.names) == 1
        return list(first.names) if own and first is not None and first.names[0].kind in PLACES else []

    def _subject_or_owner(self, subject: Token, cost: int) -> list[Arg]:
        """Whom a subject names, else whose it is: "A's exports rose, and its utility", "The trade of A ... its"."""
        owners = [c for c in subject.children if c.dep_ == "poss" and c.i in self._slots]
        of = [p for p in subject.children if p.dep_ == "prep" and p.lower_ == "of"]
        owners += [c for p in of for c in p.children if c.dep_ == "pobj" and c.i in self._slots]
        return self.expand(subject, cost) or [a for c in owners for a in self.expand(c, cost)]

    def _of_outer_clause(self, token: Token, verb: Token, cost: int) -> list[Arg]:
        """The subject of the clause above, of that beside it, else of the sentence before."""
        head = verb
        while head.dep_ in ("conj", "advcl", "ccomp", "relcl") and head.head.i != head.i:
            head = head.head
            while not is_verb(head) and head.head.i != head.i:  # "was in A, where it signed"
                head = head.head
            outer = [c for c in head.children if c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in PRONOUNS]
            if outer and outer[0].i < token.i:
                found = self._subject_or_owner(outer[0], cost + 1)
                if token.lower_ in _PLURALS and len(found) < 2:
                    found = self._pair_told(token, cost + 1) or found
                return self._standing(found, token)
        clauses = [v for v in verb.children if v.dep_ in ("ccomp", "parataxis", "advcl") and v.i < token.i]
        beside = [c for v in clauses for c in v.children if c.dep_ in ("nsubj", "nsubjpass")]
        beside = [c for c in beside if c.lower_ not in PRONOUNS]
        if beside:  # "A does not border B; it borders C", "When A built a tram, it asked B"
            return self._standing(self.expand(beside[0], cost + 1), token)
        return self._standing(self._told_behind(token, verb, cost + 1), token) or self._from_before(token, cost + 2)

    def _pair_told(self, token: Token, cost: int) -> list[Arg]:
        """ "The talks between A and B since they became partners": the two places that the clause above joins."""
        told = {n.key: i for i, slot in self._slots.items() if i < token.i for n in slot.names if n.kind in PLACES}
        last = max((i for i in self._slots if i < token.i), default=-1)
        if last >= 0 and self._slots[last].paired:  # "between the two sides since they"
            return self.expand(self._doc[last], cost)
        above = self._doc[last].head
        joined = last >= 0 and self._doc[last].dep_ == "conj" and above.i in told.values()
        return self.expand(above, cost) if len(told) == 2 and joined else []

    def _told_behind(self, token: Token, verb: Token, cost: int) -> list[Arg]:
        """ "Since it became a partner of A, B has sent doctors": the subject of the clause behind, a place."""
        opens = (
            verb.dep_ == "advcl" and verb.i < verb.head.i and any(c.dep_ == "mark" and c.i < 2 for c in verb.children)
        )
        behind = [c for c in verb.head.children if c.dep_ == "nsubj" and c.i in self._slots] if opens else []
        found = [a for c in behind for a in self.expand(c, cost) if a.name.kind in PLACES and not a.name.anaphor]
        return found if (len(found) > 1) == (token.lower_ in _PLURALS) else []

    def _standing(self, found: list[Arg], token: Token) -> list[Arg]:
        """Names of another clause, printed where the pronoun stands."""
        return [replace(a, name=self.standing_at(a.name, token)) for a in found]

    def there(self, token: Token) -> list[Arg]:
        """ "B chose A because C produces there": the place named last before it, which does not do it itself."""
        for at in range(token.i - 1, -1, -1):
            slot = self._slots.get(at)
            name = slot.names[0] if slot is not None and len(slot.names) == 1 else None
            if name is None or name.kind not in PLACES or name.demonym or name in self._left_out:
                continue
            if not (self._doc[at].head.i == token.head.i and self._doc[at].dep_ in ("nsubj", "nsubjpass")):
                return [Arg(self.standing_at(name, token), 1, token.i)]
        return []

    def _from_before(self, token: Token, cost: int) -> list[Arg]:
        """The subject of the sentence before, standing where the pronoun stands: "it" is one, "they" are several."""
        return [
            Arg(self.standing_at(n, token), cost, token.i, (token.i + 1) * 1000 + k)
            for k, n in enumerate(self._meant(token.lower_))
        ]

    def standing_at(self, name: Name, token: Token) -> Name:
        """A name of another clause or sentence, printed here as the token."""
        start = self._parsed.offset(token.i)
        return replace(name, start=start, end=start + len(token.text), printed=token.text, anaphor=True)

    def _meant(self, pronoun: str) -> list[Name]:
        """ "it" is one, "he" one person, "they" several, or those whom one sent or leads."""
        persons = [n for n in self._before if n.person]
        others = [n for n in self._before if not n.person]
        if pronoun not in _PLURALS:
            meant = persons if pronoun in _OF_PERSONS else others
            return meant if len(meant) == 1 else []
        meant = persons if self._before and self._before[0].person else others
        return meant if len(meant) > 1 or any(n.stands_for for n in meant) else []
