"""Who does what to whom in a clause: subjects and objects of a verb.

Passives, relative clauses, coordination, control ("helped X to do"), participles and shared subjects are followed.
"""

from __future__ import annotations

from itertools import pairwise

from ingest.kinds import PLACES
from ingest.parse.constructions import cleft, far_agent, given_to, helped_do, put_between
from ingest.parse.misparsed import behind_the_front, behind_with, root_of_no_clause, said_of
from ingest.parse.prepositions import Prepositions
from ingest.parse.pronouns import RELATIVE
from ingest.parse.roles import Arg, is_verb
from ingest.words.forms import conjugated
from ingest.words.lexicon import phrases, words
from ingest.words.tokens import Token

_AUXILIARIES = frozenset(phrases("auxiliaries"))
_JOINTLY = frozenset(phrases("jointly"))
_JOINS = conjugated(words("joins_another"))
_OUTDOES = conjugated(words("outdoes_another"))
_TELLS = conjugated(words("tells_another"))
_RECIPROCAL = words("reciprocal")
_CONCLUDES = words("concludes")
_KINDS = frozenset(phrases("kinds"))


class Clauses(Prepositions):
    """Subjects and objects, beside prepositions, in one parsed sentence."""

    def passive(self, verb: Token) -> bool:
        """Whether the verb is in the passive, also as a participle after its noun."""
        if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
            return True
        if verb.tag_ != "VBN":
            return verb.tag_ == "VBD" and said_of(self._doc, verb) is not None
        if verb.dep_ == "acl":
            return not root_of_no_clause(self._doc, self._slots, verb)
        if verb.dep_ == "advcl" and any(c.dep_ == "agent" for c in verb.children):
            return True
        if verb.dep_ == "advcl" and verb.i < verb.head.i:  # "Held in A, the fair drew ..."
            return not any(c.dep_ in ("nsubj", "aux", "dobj") for c in verb.children)
        if verb.dep_ == "conj" and is_verb(verb.head) and not any(c.dep_ in ("nsubj", "aux") for c in verb.children):
            return self.passive(verb.head)
        return False

    def subjects(self, verb: Token, depth: int = 0) -> list[Arg]:
        """Who does it."""
        if depth > 4:
            return []
        behalf = self._on_behalf(verb)
        if self.passive(verb):
            agents = [a for c in verb.children if c.dep_ == "agent" for a in self._objects_of(c, 0)]
            if not agents and (by := far_agent(self._doc, verb)) is not None:
                agents = self._objects_of(by, 1)
            return behalf or agents or self._went_on(verb)
        own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
        if len(own) == 1 and own[0].dep_ == "csubj":  # "Speaking in A, the governor of B praised"
            own = behind_the_front(self._doc, self._slots, verb) or own
        # "has been sending": the small model hangs the subject on the auxiliary at times
        own = own or [c for aux in verb.children if aux.dep_ == "aux" for c in aux.children if c.dep_ == "nsubj"]
        own = own or [c for c in verb.children if c.dep_ == "npadvmod" and c.i < verb.i and c.i in self._slots]
        own = own or behind_the_front(self._doc, self._slots, verb)
        if not own and verb.i in self._aside:
            own = [self._aside[verb.i]]
        if not own and verb.dep_ == "csubj" and verb.tag_ == "VBG":  # "attending the forum were officials from A"
            own = behind_the_front(self._doc, self._slots, verb.head)
        if not own and verb.dep_ == "csubj" and verb.tag_ == "VBG":
            own = [c for c in verb.head.children if c.dep_ in ("attr", "nsubj")]
        if behalf and len(behalf) >= len(own):
            return behalf
        if own:
            out = [a for c in cleft(verb) or own for a in self.expand(c)]
            return out + self.together(verb) + self.likewise(verb)
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and (root := root_of_no_clause(self._doc, self._slots, verb)):
            return self.expand(root)
        if verb.dep_ == "ROOT" and (led := self._led_by(verb, verb.i, 1, set())):
            return led
        if verb.tag_ == "VBZ" and verb.i > 0 and verb.i - 1 in self._slots and self._doc[verb.i - 1].dep_ == "compound":
            return self.expand(self._doc[verb.i - 1])  # "China trades with ...": misread as a compound
        return self._shared_subject(verb, depth)

    def _went_on(self, verb: Token) -> list[Arg]:
        """ "The agreement was signed with B": by whom, the sentence before says."""
        papers = [c for c in verb.children if c.dep_ == "nsubjpass" and any(d.lower_ == "the" for d in c.children)]
        partner = any(c.dep_ == "prep" and c.lower_ == "with" for c in verb.children)
        known = [n for n in self._before if n.kind in PLACES]
        if verb.lower_ not in _CONCLUDES or not papers or not partner or not known:
            return []
        return [Arg(self.standing_at(known[0], papers[0]), 3, papers[0].i)]

    def _on_behalf(self, verb: Token) -> list[Arg]:
        """ "X signed on behalf of A": A does it."""
        return [
            a
            for word in (verb, *(c for c in verb.children if c.dep_ in ("dobj", "agent", "nsubj")))
            for prep in word.children
            if prep.dep_ == "prep" and prep.lower_ == "on"
            for noun in prep.children
            if noun.lower_ == "behalf"
            for below in noun.children
            if below.dep_ == "prep"
            for a in self._objects_of(below, 1)
        ]

    def likewise(self, verb: Token) -> list[Arg]:
        """ "A is a member, as is B", "A joined, as did B", "and so did B": B is a subject, too."""
        above = (verb.head,) if verb.dep_ == "ccomp" else ()  # "A joined; so did B"
        return [
            arg
            for clause in (*verb.children, *above)
            if clause.dep_ in ("advcl", "conj", *(("ROOT",) if above else ()))
            if clause.lower_ in _AUXILIARIES and clause.i > verb.i
            if any(c.lower_ == ("as" if clause.dep_ == "advcl" else "so") for c in clause.children)
            if not any(c.dep_ in ("attr", "acomp", "dobj", "xcomp", "prep") for c in clause.children)
            for subject in clause.children
            if subject.dep_ == "nsubj" and subject.i > clause.i
            for arg in self.expand(subject, 1)
        ]

    def together(self, verb: Token, behind: bool = False) -> list[Arg]:
        """ "A together with B did": B is a subject, too; `behind` the verb as well ("A did it along with B")."""
        partners = put_between(self._doc, verb)
        return (self._objects_of(partners, 1) if partners is not None else []) + [
            arg
            for before, word in pairwise(self._doc if behind else self._doc[: verb.i + 3])
            if word.lower_ == "with" and before.lower_ in _JOINTLY and verb in word.ancestors
            if word.i < verb.i or word.head.i in (verb.i, before.i) or before.head.i == verb.i
            for arg in self._objects_of(word, 1)
        ]

    def _shared_subject(self, verb: Token, depth: int) -> list[Arg]:
        head = verb.head
        if verb.dep_ == "conj" and is_verb(head):
            return (
                self.objects(head, depth + 1)
                if self.passive(head) and not self.passive(verb)
                else self.subjects(head, depth + 1)
            )
        if verb.dep_ in ("xcomp", "advcl", "ccomp") and head.i != verb.i:
            if is_verb(head):
                direct = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < verb.i]
                direct = [] if head.lower_ in _OUTDOES else direct  # "A overtook B to become ...": A
                joins = head.lower_ in _JOINS
                told = head.lower_ in _TELLS and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
                if (verb.dep_ != "advcl" or joins or told) and direct and verb.tag_ in ("VB", "VBG"):
                    found = [a for c in direct for a in self.expand(c)]
                    if found:
                        return self.subjects(head, depth + 1) + found if joins else found
                return self.objects(head, depth + 1) if self.passive(head) else self.subjects(head, depth + 1)
            return []
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            of = head.dep_ == "pobj" and head.head.lower_ == "of"
            return self.expand(head) or (self.expand(head.head.head) if of else self._above(head.head, depth))
        if verb.dep_ == "acl" and verb.tag_ == "VB" and (given := given_to(head)):
            return [a for c in given for a in self.expand(c)]  # "the right to host it was given to B"
        if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB" and self.office(head) == "person":
            return self.expand(head) or self._above(head, depth)  # "the first governor of A to visit B"
        if verb.dep_ in ("acl", "pcomp", "relcl"):
            return self._above(head, depth)
        return []

    def _above(self, token: Token, depth: int) -> list[Arg]:
        """The subject of the clause in which a noun or preposition stands: "its right to host ..."."""
        for _ in range(5):
            if is_verb(token):
                return self.objects(token, depth + 1) if self.passive(token) else self.subjects(token, depth + 1)
            for child in token.children:
                if child.dep_ == "poss" or (child.dep_ in ("compound", "amod", "nmod") and child.i in self._slots):
                    return self.expand(child, 1, demonyms=True)  # "its right to host", "US efforts to contain"
            if token.head.i == token.i:
                break
            token = token.head
        return []

    def objects(self, verb: Token, depth: int = 0) -> list[Arg]:
        """What it is done to."""
        out: list[Arg] = []
        passive = self.passive(verb)
        for child in verb.children:
            if child.dep_ == "nsubjpass" or (not passive and child.dep_ in ("dobj", "dative", "oprd", "attr")):
                if child.dep_ == "dative" and child.tag_ in ("IN", "TO"):
                    continue
                out += self.subjects(verb, depth + 1) if self._each_other(child) else self.expand(child)
            elif child.dep_ == "npadvmod" and child.i in self._slots and child.i > verb.i and not passive:
                out += self.expand(child, 1)  # "brings together A and B": dates are left out, so it is no adverb
        out += self.expand(self._aside[verb.i]) if passive and not out and verb.i in self._aside else []
        if passive and out and not any(c.dep_ == "agent" for c in verb.children):
            out += self.together(verb, behind=True)  # "A was represented at it along with B"
        if not out and not passive:
            displaced = behind_with(self._doc, self._slots, verb)
            out += self.expand(displaced) if displaced else [a for c in helped_do(verb) for a in self.expand(c)]
        if verb.tag_ == "VBN" and passive and (verb.dep_ == "acl" or (verb.dep_ == "relcl" and not _has_subject(verb))):
            out += self.expand(verb.head)  # "the dam built by A", "the dam, to be built by A"
            if not out and verb.head.lower_ in _KINDS and verb.head.head.lower_ == "of":
                out += self.expand(verb.head.head.head)  # "B, the first of its kind founded by A"
        if verb.tag_ == "VBD" and passive and not out and (thing := said_of(self._doc, verb)) is not None:
            return self.expand(thing)
        fronted = verb.dep_ == "advcl" and verb.i < verb.head.i
        if not out and passive and (fronted or verb.dep_ == "conj") and depth < 4 and is_verb(verb.head):
            head = verb.head  # "takes place in A and is sponsored by B", "hosted by B, the forum drew ..."
            out += self.objects(head, depth + 1) if self.passive(head) else self.subjects(head, depth + 1)
        if not out and verb.dep_ == "relcl" and any(c.dep_ == "dobj" and c.lower_ in RELATIVE for c in verb.children):
            out += self.expand(verb.head)
        return out

    def _each_other(self, token: Token) -> bool:
        """ "A and B visited each other": what is done to them they do themselves."""
        return token.i > 0 and f"{self._doc[token.i - 1].lower_}-{token.lower_}" in _RECIPROCAL


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
