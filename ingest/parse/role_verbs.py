"""The roles about a trigger that is a verb, or an adjective in its place."""

from __future__ import annotations

from dataclasses import replace

from ingest.kinds import PLACES
from ingest.names.persons import no_person_words
from ingest.parse.clauses import Clauses
from ingest.parse.constructions import sold_in
from ingest.parse.roles import Arg, Roles, is_verb, misread_verb
from ingest.words.forms import conjugated
from ingest.words.lexicon import words
from ingest.words.tokens import Token

_BEGINS = conjugated(words("begins"))


class VerbRoles(Clauses):
    """The roles about the verbs of one parsed sentence."""

    def of_verb(self, verb: Token) -> Roles:
        """The roles about a trigger that is a verb (or an adjective in its place)."""
        roles = Roles(verb=verb.i, chain=[verb.i])
        roles.governing.add(verb.lower_)
        self._ends(verb, roles)
        for role, args in self.prepositions(verb):
            if not (role == "by" and self.passive(verb)):
                roles.add(role, args)
        self._below(verb, roles)
        self._purposes(verb, roles)
        roles.add("sold", [a for prep in sold_in(verb) for a in self._objects_of(prep, 1)])
        if verb.dep_ == "advcl" and _begins(verb.head) and any(c.lower_ in ("when", "after") for c in verb.children):
            begun = self.objects(verb.head) if self.passive(verb.head) else self.subjects(verb.head)
            roles.add("born", [replace(a, cost=a.cost + 1) for a in begun])
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            self._take(roles, verb.head, 1)
            if not any(c.dep_ == "agent" for c in verb.children):
                roles.add("above", [replace(a, cost=a.cost + 1) for a in self._above(verb.head.head, 0)])
            elif verb.head.dep_ == "dobj":  # "B received masks donated by A"
                roles.add("taker", self.subjects(verb.head.head))
            elif verb.head.dep_ == "nsubjpass":  # "a school donated by A was opened in B"
                roles.add("there", [a for r, args in self.prepositions(verb.head.head, 1) if r == "in" for a in args])
        return roles

    def _take(self, roles: Roles, word: Token, cost: int = 0) -> None:
        """Adds what stands under the prepositions of a word."""
        for role, args in self.prepositions(word, cost):
            roles.add(role, args)

    def _ends(self, verb: Token, roles: Roles) -> None:
        """Adds who does it, and to whom."""
        if verb.dep_ in ("amod", "compound"):
            self._attribute(verb, roles)
        if misread_verb(verb, self._slots):
            roles.add("subj", [a for c in verb.children if c.dep_ in ("compound", "nsubj") for a in self.expand(c)])
            roles.add("together", self.together(verb, behind=True))
            objects = [c for c in verb.children if c.dep_ in ("appos", "dobj", "npadvmod")]
            roles.add("obj", [a for c in objects for a in self.expand(c)])
        elif not is_verb(verb) and verb.dep_ in ("acomp", "attr", "amod", "conj", "oprd", "advmod"):
            self._copula(verb, roles)
        else:
            roles.add("subj", self.subjects(verb))
            roles.add("obj", self.objects(verb))
            roles.add("somebody", self._of_whom(verb))
            roles.add("together", self.together(verb, behind=True))
            for child in verb.children if is_verb(verb) else ():
                if child.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in child.children):
                    self._take(roles, child, 1)

    def _below(self, verb: Token, roles: Roles) -> None:
        """Adds what stands under the prepositions of the verb's objects, particle and subject."""
        for child in verb.children:
            if child.dep_ in ("dobj", "nsubjpass", "attr"):
                self._take(roles, child, 1)
                there = set(roles.by_role)
                others = [c for c in child.children if c.dep_ == "conj" and c.i not in self._slots]
                for role, args in (pair for other in others for pair in self.prepositions(other, 1)):
                    if role not in there:  # "sent rice and a team of nurses to A"
                        roles.add(role, args)
            elif child.dep_ == "prt":
                self._take(roles, child)
            elif child.dep_ == "nsubj" and (front := self._in_front_of(child)) is not None:
                roles.add(front.lower_, self._objects_of(front, 1))

    def many_persons(self, verb: Token) -> bool:
        """ "The governors of A and B held the forum": they met at it, which "the mayor of A hosted it" does not say."""
        return any(c.dep_ == "nsubj" and c.tag_ == "NNS" and self.office(c) == "person" for c in verb.children)

    def _of_whom(self, verb: Token) -> list[Arg]:
        """ "Joan Kirner of Victoria visited": the place behind a person's name whose office the text does not say."""
        for who in verb.children:
            last = who.i + 1 == len(self._doc)  # a subject that ends a sentence cut short: "..., said Joan"
            named = who.dep_ == "nsubj" and who.tag_ == "NNP" and who.i not in self._slots
            of = self._doc[who.i + 1] if named and not last else None
            first = self._doc[who.i - 1] if of is not None and who.i > 0 else None
            if of is None or of.lower_ != "of" or first is None or first.i in self._slots or first.tag_ != "NNP":
                continue
            if not {first.lower_, who.lower_} & no_person_words():
                return [a for a in self._objects_of(of, 1) if a.name.kind in PLACES]
        return []

    @staticmethod
    def _in_front_of(subject: Token) -> Token | None:
        """ "At the summit the states of A and B signed": what opens the clause is the verb's, not the subject's."""
        front = next((c for c in subject.children if c.dep_ == "prep" and c.i < subject.i), None)
        return front if front is not None and (front.i == 0 or front.text[:1].isupper()) else None

    def _purposes(self, word: Token, roles: Roles) -> None:
        """ "sent a team to work in A", "approved a loan to improve roads in A": for what, and where that is done."""
        for child in word.children:
            if child.dep_ in ("xcomp", "advcl", "ccomp", "acl") and child.tag_ == "VB":
                roles.add("purpose", [replace(a, cost=a.cost + 1) for a in self.objects(child)])
                for deep in (child, *(c for c in child.children if c.dep_ == "dobj")):
                    for role, args in self.prepositions(deep, 1):
                        roles.add("there" if role in ("in", "at", "from") else "purpose", args)

    def _attribute(self, word: Token, roles: Roles) -> None:
        """ "A and neighbouring B", "A trades with neighbouring B": B, and with whom or what it is compared."""
        roles.add("head", self.expand(word.head))
        if word.head.dep_ == "conj":
            roles.add("beside", self.expand(word.head.head))
            return
        here = word.head
        while not is_verb(here) and here.head.i != here.i:
            here = here.head
        roles.add("beside", self.subjects(here) if is_verb(here) else [])
        if not roles.by_role["beside"]:
            first = min((i for i in self._slots if i < word.i), default=None)
            roles.add("beside", self.expand(self._doc[first], 2) if first is not None else [])

    def _copula(self, word: Token, roles: Roles) -> None:
        head = word.head
        if word.dep_ == "amod":
            roles.add("subj", self.expand(head) or self._among_whom(head))
            return
        roles.verb = head.i
        own = [a for c in head.children if c.dep_ in ("nsubj", "nsubjpass") for a in self.expand(c)]
        roles.add("subj", own or (self.subjects(head) if is_verb(head) else []))
        self._take(roles, head, 1)

    def _among_whom(self, those: Token) -> list[Arg]:
        """ "Among those present were A and B"."""
        verb = those.head.head
        if those.head.lower_ != "among" or not is_verb(verb):
            return []
        return [a for c in verb.children if c.dep_ in ("nsubj", "attr") for a in self.expand(c, 1)]


def _begins(verb: Token) -> bool:
    """ "The forum was founded", "came into being"."""
    into = (c.lower_ for p in verb.children for c in p.children if c.dep_ == "pobj")
    return verb.lower_ in _BEGINS or any(word in ("being", "existence") for word in into)
