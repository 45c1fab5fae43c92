"""The roles about a trigger; about a verb, `ingest.parse.role_verbs` finds them.

From a noun the way leads to its verb, over light verbs ("signed an agreement with") and chains of nouns ("the
establishment of relations with").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from ingest.kinds import FIRMS, PLACES
from ingest.names.name import Name
from ingest.parse.constructions import let_do
from ingest.parse.pronouns import RELATIVE
from ingest.parse.role_verbs import VerbRoles
from ingest.parse.roles import Arg, Roles, is_verb, same_noun
from ingest.parse.shares import whole_of
from ingest.words.lexicon import phrases, words
from ingest.words.tokens import Token

_INCLUDE_VERBS = words("introduces_list")
_HEADED = frozenset(["pobj", "nsubj", "nsubjpass", "dobj", "attr", "conj", "appos"])
_PRO_NOUNS = frozenset(["one", "another", "others", "ones", "that", "those"])
_ONES = frozenset(["one", "another"])
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_ORDINALS = words("ordinals")  # "its sister cities, the first with A"
_COMES_NEXT = words("comes_next")
_NOUN_PREPS = words("noun_prepositions")
_DESCRIBED = frozenset(phrases("described_as"))


class RoleFinder(VerbRoles):
    """Roles in one parsed sentence, about verbs and nouns."""

    def of_verb(self, verb: Token) -> Roles:
        """The roles about a verb; about "invested" in "Japanese-invested firms in B", those about the firms, too."""
        roles = super().of_verb(verb)
        if verb.dep_ == "amod" and self._doc[verb.i - 1].text == "-" and verb.head.i > verb.i:
            makers = [c for c in verb.children if c.i == verb.i - 2 and c.i in self._slots]
            about = self.of_noun(verb.head, verb.head.i) if makers else Roles()
            roles.add("joined", [a for c in makers for a in self.expand(c, demonyms=True)])
            roles.governing |= about.governing
            for role in ("in", "at", "subj", "poss") if makers else ():
                roles.add(role, about.get(role))
        return roles

    def of_noun(self, noun: Token, first: int) -> Roles:
        """The roles about a trigger that is a noun (`first` is the first token of its phrase)."""
        if noun.tag_ == "JJ" and first < noun.i == noun.head.i + 1:
            noun = noun.head  # "consulates general": the adjective stands behind
        roles = Roles(chain=[noun.i])
        phrase = range(first, noun.i + 1)
        for inside in phrase:
            self._own(self._doc[inside], roles, 0, phrase)
        self._purposes(noun, roles)
        self._climb(noun, roles)
        if (whole := whole_of(self._doc, noun)) is not None:
            above = Roles()
            self._own(whole, above, 1, range(whole.i, whole.i + 1))
            roles.add("whole", above.get("poss") or above.get("of") or above.get("from"))
        for token in self._pro_nouns:
            if token.i <= noun.i or _of_another(token, roles):
                continue
            if token.lower_ in _ORDINALS or (token.head.i == noun.i and token.lower_ in _ONES):
                words = (token, *_measures(token))
                withs = [c for word in words for c in word.children if c.lower_ == "with"]
                roles.add("with", [a for c in withs for a in self._objects_of(c, 1)])
            elif token.head.i != noun.i:
                self._once_more(token, roles)
        return roles

    @cached_property
    def _pro_nouns(self) -> list[Token]:
        """The words of the sentence that may stand for a noun named before."""
        found = [t for t in self._doc if t.lower_ in _PRO_NOUNS or _ORDINAL.fullmatch(t.lower_) or _counted(t)]
        found += [t for t in self._doc if t.lower_ in _ORDINALS and any(c.lower_ == "with" for c in t.children)]
        return [t for t in found if (t.dep_ in _HEADED or t.dep_ == "npadvmod") and not t.tag_.startswith("NNP")]

    def repeated(self, noun: Token) -> Iterator[Roles]:
        """ "Trade between A and B grew, while that between C and D fell", "A led a mission to B; C led one to D"."""
        after = [token for token in self._pro_nouns if token.i > noun.i]
        first = self.of_noun(noun, noun.i) if after else Roles()
        for token in after:
            if _of_another(token, first):
                roles = Roles(chain=[token.i])
                self._own(token, roles, 0, range(token.i, token.i + 1))
                self._climb(token, roles)
                yield roles
        for token in self._doc[noun.i + 1 : -1]:
            if token.lower_ in ("that", "those") and self._doc[token.i + 1].lower_ == "between":
                verb = token.head
                while not is_verb(verb) and verb.head.i != verb.i:
                    verb = verb.head
                roles = Roles(chain=[token.i], verb=verb.i if is_verb(verb) else None)
                roles.add("between", self._objects_of(self._doc[token.i + 1], 1))
                yield roles

    def _once_more(self, token: Token, roles: Roles) -> None:
        """ "A's share is small compared with that of B", "an office in A and one in B": what stands for the noun."""
        low = token.lower_
        if low in ("that", "those"):
            role = "poss" if roles.get("poss") else "of"
            if roles.get(role):
                roles.add(role, [a for c in token.children if c.lower_ == "of" for a in self._objects_of(c, 1)])
            if roles.get("in"):  # "its offices in A, like those in B and C"
                roles.add("in", [a for c in token.children if c.lower_ == "in" for a in self._objects_of(c, 1)])
        elif not any(c.lower_ == "of" for c in token.children):
            above = [token.head] if token.dep_ == "dobj" else []
            for word in (token, *above):
                for role, args in self.prepositions(word, 1):
                    if roles.get(role):
                        roles.add(role, args)

    def _own(self, noun: Token, roles: Roles, cost: int, phrase: range) -> None:
        owned = any(c.dep_ == "poss" and c.i not in phrase for c in noun.children)  # "Ohio's European partners": Ohio's
        for child in noun.children:
            if child.i in phrase:
                continue
            slot = self._slots.get(child.i)
            if child.dep_ == "amod" and slot is None:
                roles.governing.add(child.lower_)  # "strained relations", "a signed agreement"
                if child.lower_ in _DESCRIBED:  # "Japanese-invested enterprises"
                    roles.add("poss", [a for c in child.children for a in self.expand(c, cost, demonyms=True)])
            if child.dep_ == "compound" and slot is None and any(c.dep_ == "nsubj" for c in child.children):
                self._misread(child, roles)
            elif child.dep_ in ("poss", "compound", "amod", "nmod", "nounmod"):
                if slot is not None and slot.paired:
                    roles.add("mod", [Arg(n, cost, child.i) for n in slot.names])
                elif not (slot is not None and owned and child.dep_ != "poss" and _may_be_owned(slot.names[0])):
                    roles.add("poss", self.expand(child, cost, demonyms=True))
            elif child.dep_ == "appos":
                roles.add("appos", self.expand(child, cost))
            elif child.dep_ == "acl" and child.tag_ == "VBN":
                if child.lower_ not in _COMES_NEXT:  # "most of its trade with A, followed by B"
                    roles.add("subj", [a for c in child.children if c.dep_ == "agent" for a in self._objects_of(c, 1)])
                roles.governing.add(child.lower_)
                self._take(roles, child, cost + 1)
            elif child.dep_ == "acl" and child.tag_ == "VBG":
                self._take(roles, child, cost + 1)
            elif child.dep_ == "conj" and child.i not in self._slots and same_noun(child, noun):
                self._take(roles, child, cost + 1)  # "a team to A and teams for B"
            elif child.dep_ == "relcl":
                self._relative_clause(child, roles, cost)
        self._take(roles, noun, cost)

    def _relative_clause(self, verb: Token, roles: Roles, cost: int) -> None:
        """ "the agreement that A signed with B": the clause's subject and prepositions belong to the noun."""
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        if subjects and subjects[0].lower_ not in RELATIVE:
            roles.add("subj", [a for c in subjects for a in self.expand(c, cost + 1)])
            roles.governing.add(verb.lower_)
            self._take(roles, verb, cost + 1)

    def _misread(self, word: Token, roles: Roles) -> None:
        """ "A and B trade with C", "A shares borders with B": a verb taken for a noun keeps its subject."""
        subjects = [c for c in word.children if c.dep_ == "nsubj"]
        if subjects:
            roles.governing.add(word.lower_)
            roles.add("subj", [a for c in subjects for a in self.expand(c)])

    def _climb(self, noun: Token, roles: Roles) -> None:
        """From the noun to its verb, over "of" chains, compounds, coordination and apposition."""
        here = noun
        for step in range(5):
            head, dep = here.head, here.dep_
            if head.i == here.i:
                self._misread(here, roles)
                break
            if is_verb(head) and dep in ("dobj", "nsubjpass", "attr", "oprd", "dative", "nsubj", "csubj", "acomp"):
                self._reach(head, dep, roles, step)
                return
            if is_verb(head) and dep == "npadvmod" and here.i < noun.i + 1 < head.i and noun.i < 2:
                roles.add("subj", self.subjects(head))  # "Host of the fair, A rebuilt its halls"
                return
            if dep == "advmod" and here.lower_ == "ahead" and is_verb(head):
                self._reach(head, "prep", roles, step)  # "ahead of a visit to A"
                return
            if dep == "pobj" and is_verb(head.head):
                roles.governing.add(head.lower_)
                self._reach(head.head, "prep", roles, step)
                return
            if dep == "pobj" and head.lower_ == "with" and self._bears_one(head.head):
                roles.governing.add("with")  # "A, with offices in B, is ..."
                roles.add("subj", self.expand(head.head, step))
                return
            if dep == "pobj" and head.head.lower_ == "back" and is_verb(head.head.head):
                roles.governing.update((head.lower_, head.head.lower_))  # "goes back to a proposal of A"
                self._reach(head.head.head, "prep", roles, step)
                return
            if dep == "pobj" and head.head.i != head.i and head.lower_ in _NOUN_PREPS:
                here = head.head
            elif dep in ("compound", "conj", "nmod", "appos", "amod"):
                if dep == "appos":
                    roles.add("appos", [Arg(a.name, a.cost + 1, a.token) for a in self.expand(head)])
                elif dep in ("compound", "nmod") and head.i == here.i + 1 and head.i in self._slots:
                    self._named_behind(here, head, roles)
                here = head
                if dep == "conj" and self.office(here) == "place":
                    break  # "agreements with two counties of A and a treaty with B": not the counties'
            else:
                break
            roles.governing.add(here.lower_)
            roles.chain.append(here.i)
            if here.i not in self._slots:
                self._own_of_head(here, noun, roles, step + 1)

    def _bears_one(self, token: Token) -> bool:
        """Whether a token is a place that the text names alone, or a firm."""
        slot = self._slots.get(token.i)
        return slot is not None and len(slot.names) == 1 and slot.names[0].kind in PLACES | FIRMS

    def _own_of_head(self, head: Token, noun: Token, roles: Roles, cost: int) -> None:
        """ "funds from A and a loan from B": what the noun has of its own it does not take from the one before."""
        own = {r for r, args in roles.by_role.items() if args and noun.dep_ == "conj" and noun.head.i == head.i}
        above = Roles()
        self._own(head, above, cost, range(noun.i, noun.i + 1))
        roles.governing |= above.governing
        if self.office(head) == "place":
            own.add("poss")  # "ranks first of the US states for imports from A": no imports of the US
        for role, args in above.by_role.items():
            if role not in own:
                roles.add(role, args)

    def _named_behind(self, noun: Token, name: Token, roles: Roles) -> None:
        """ "A's partner B did": the parse makes the noun a part of the name behind it."""
        if not self._slots[name.i].names[0].demonym:
            roles.add("appos", [Arg(n, 0, name.i) for n in self._slots[name.i].names])
            for child in name.children:
                if child.dep_ == "poss" and child.i < noun.i:
                    roles.add("poss", self.expand(child, 0, demonyms=True))

    def _reach(self, verb: Token, dep: str, roles: Roles, step: int) -> None:
        """Takes from the verb on which the noun hangs, by how it hangs there, and from the verb's prepositions."""
        roles.verb, roles.reached, roles.steps = verb.i, dep, step
        roles.governing.add(verb.lower_)
        self._purposes(verb, roles)
        if dep in ("nsubj", "csubj"):
            roles.governing.update(c.lower_ for c in verb.children if c.dep_ == "acomp")  # "relations became cold"
            if verb.lower_ in _INCLUDE_VERBS:
                roles.add("incl", self.objects(verb))
            else:
                roles.add("obj", self.objects(verb) or [a for c in let_do(verb) for a in self.expand(c)])
        elif dep in ("attr", "acomp"):
            own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
            alike = self.likewise(verb) if own else self.subjects(verb)
            roles.add("subj", [a for c in own for a in self.expand(c)] + alike)
            roles.add("is", roles.get("subj"))
        elif dep == "oprd":  # "A and B were declared sister cities", "the mayors declared A and B sister cities"
            roles.add("subj", [a for c in verb.children if c.dep_ in ("dobj", "nsubjpass") for a in self.expand(c)])
        elif dep == "prep" and "among" in roles.governing and verb.lower_ in _INCLUDE_VERBS:
            roles.add("incl", self.objects(verb) or self.subjects(verb))  # "Among A's partners are B and C"
            roles.add("obj", roles.get("incl"))
        else:
            self._reach_object(verb, dep, roles)
        beside = {"with"} if dep == "prep" and any(a.cost == 0 for a in roles.get("with")) else set()
        for role, args in self.prepositions(verb, min(step, 1)):
            if role not in beside and not (role == "by" and self.passive(verb)):
                roles.add(role, args)

    def _reach_object(self, verb: Token, dep: str, roles: Roles) -> None:
        """ "signed an agreement", "agreed on a visit": the noun is what is done, or what it is done with."""
        roles.add("subj", self.subjects(verb))
        if verb.dep_ == "conj" and is_verb(verb.head):
            roles.add("shared", self.objects(verb.head))
        if dep == "dobj" and self.passive(verb):
            roles.add("to", self.objects(verb))  # "A was awarded a contract": to A
        if dep == "prep":
            roles.add("obj", self.objects(verb))
        if dep == "prep" and "as" in roles.governing:
            roles.add("is", roles.get("subj"))
            things = [thing for thing in verb.children if thing.dep_ == "dobj"]  # "held the fair with A as its guest"
            for role, args in (pair for thing in things for pair in self.prepositions(thing, 1)):
                if role == "with":
                    roles.add(role, args)


def _of_another(token: Token, roles: Roles) -> bool:
    """ "A led a mission to B; C led one to D": of another clause, which says by whom."""
    verb = token.head
    own = token.dep_ == "dobj" and token.lower_ in ("one", "another") and is_verb(verb) and verb.i != roles.verb
    return own and any(c.dep_ == "nsubj" for c in verb.children)


def _counted(token: Token) -> bool:
    """ "seven projects in A, three in B": a number that stands for what was counted."""
    return token.tag_ == "CD" and any(c.dep_ == "prep" and c.lower_ == "in" for c in token.children)


def _measures(token: Token) -> list[Token]:
    """ "a border of 90 km with A and one of 40 km with B": where the tagger hangs the preposition."""
    below = [m for c in token.children if c.lower_ == "of" for m in c.children]
    return [m for m in below if any(c.tag_ == "CD" for c in m.children)]


def _may_be_owned(name: Name) -> bool:
    """What a noun that has an owner names in front of itself: "its European partners", "its Brookfield subsidiary"."""
    return name.demonym or name.kind in FIRMS
