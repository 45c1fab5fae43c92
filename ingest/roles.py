"""Who stands in which role about a trigger, from the dependency parse.

`Roles` maps a role (subj, obj, poss, mod, with, to, in, between …) to the names that stand there, each with a cost: the number
of steps that lead from the argument to the name. Passives, relative clauses, coordination, control ("helped X to do"),
participles, light verbs ("signed an agreement with") and chains of nouns ("the establishment of relations with") are
followed; nouns that stand for a place ("the governor of Shizuoka", "Japanese enterprises") lead to the place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.lexicon import offices
from ingest.names import PLACES, Name
from ingest.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset(["which", "that", "who", "whom", "whose"])
_PRONOUNS = frozenset(["it", "its", "they", "their", "them", "itself", "themselves"])
_INCLUDING = frozenset(["including", "like", "namely", "include"])
_CALLED = frozenset(["called", "named", "titled", "entitled", "dubbed", "known"])
_LEADS = frozenset(["led", "lead", "leads", "leading", "sent", "send", "sends", "dispatched", "headed", "brought", "organized", "organised"])
_COPULAS = frozenset(["is", "are", "was", "were", "be", "been", "became", "become", "becomes", "remains", "remained"])
_BODIES = frozenset(["Mechanism", "Policy", "Organization", "Event", "Project"])
_TAILS = frozenset(
    """states countries nations members member economies project projects programme programmes program programs scheme framework
    mechanism mechanisms initiative policy policies strategy process meeting meetings conference forum corridor corridors participants
    region activities activity platform events agreement agreements""".split()
)
_INCLUDE_VERBS = frozenset(
    ["include", "includes", "included", "including", "are", "were", "is", "was", "comprise", "comprises", "comprised"]
)
_NOUN_PREPS = frozenset(
    ["of", "in", "for", "to", "on", "about", "into", "from", "at", "as", "through", "under", "by", "with"]
)
_NESTED = frozenset(["in", "with", "between", "to", "from"])
_MAX_ARGS = 14


@dataclass(frozen=True, slots=True)
class Arg:
    """A name in a role. `cost` counts the steps from the argument to the name; `token` is where it stands."""

    name: Name
    cost: int
    token: int
    group: int = -1  # the member of a coordination through which it was reached; alternatives ("A or B") share one


@dataclass(slots=True)
class Roles:
    """The names about one trigger, the words that govern it, and the verb in whose clause it stands."""

    by_role: dict[str, list[Arg]] = field(default_factory=dict)
    governing: set[str] = field(default_factory=set)
    verb: int | None = None
    reached: str = ""  # how the noun hangs on its verb: dobj, attr, nsubj, prep
    steps: int = 0  # nouns between the trigger and its verb
    chain: list[int] = field(default_factory=list)

    def add(self, role: str, args: list[Arg]) -> None:
        """More names in a role; one name once, at its lowest cost."""
        here = self.by_role.setdefault(role, [])
        for arg in args:
            for number, old in enumerate(here):
                if old.name == arg.name:
                    if arg.cost < old.cost:
                        here[number] = arg
                    break
            else:
                if len(here) < _MAX_ARGS:
                    here.append(arg)

    def get(self, role: str) -> list[Arg]:
        """The names in a role, in the order of the text."""
        return sorted(self.by_role.get(role, ()), key=lambda a: (a.token, a.name.start))


def is_verb(token: Token) -> bool:
    """Whether the token is a verb form in the parse."""
    return (
        token.tag_.startswith("VB")
        or token.dep_ in ("ROOT", "relcl", "advcl", "ccomp", "xcomp")
        and token.tag_ in ("VBD", "VBN", "VBG", "VBZ", "VBP", "VB")
    )


def misread_verb(token: Token, slots: Mapping[int, object]) -> bool:
    """ "Yunnan borders Laos", "the province trades with Myanmar": a verb that the tagger took for a plural noun."""
    return token.tag_ == "NNS" and token.dep_ == "ROOT" and token.i > 0 and token.i - 1 in slots


class RoleFinder:
    """Roles in one parsed sentence. `left_out` are names that only say where another one lies; `before` is what the
    pronouns of the first clause stand for: the subject of the sentence before."""

    def __init__(self, parsed: Parsed, left_out: set[Name], before: list[Name]) -> None:
        self._doc = parsed.doc
        self._slots = parsed.slots
        self._left_out = left_out
        self._before = before

    # -- names under an argument -------------------------------------------------------------------------------------

    def expand(
        self, token: Token, cost: int = 0, seen: set[int] | None = None, demonyms: bool = False, group: int = -1
    ) -> list[Arg]:
        """The names that an argument comes to."""
        seen = set() if seen is None else seen
        group = token.i if group < 0 else group
        if token.i in seen or cost > 5:
            return []
        seen.add(token.i)
        out: list[Arg] = []
        slot = self._slots.get(token.i)
        if slot is not None:
            if (
                slot.paired
                and len(slot.names) == 2
                and not slot.names[0].anaphor
                and cost == 0
                and self._modifies(token)
            ):
                return []
            out += [
                Arg(n, cost, token.i, (token.i + 1) * 1000 + k if slot.listed else group)
                for k, n in enumerate(slot.names)
                if (demonyms or not n.demonym) and n not in self._left_out
            ]
        elif token.lower_ in _RELATIVE:
            out += self._relative(token, cost, seen)
        elif token.lower_ in _PRONOUNS:
            out += self._pronoun(token, cost)
        else:
            through = self._through_noun(token, cost, seen)
            out += through if self._office(token) in ("organ", "person", "group") else [replace(a, group=group) for a in through]
        for child in token.children:
            if child.dep_ == "conj" or (
                child.dep_ == "appos" and child.i in self._slots and slot is not None and _listed(token, child)
            ):
                either = any(c.lower_ == "or" for c in token.children)
                out += self.expand(child, cost, seen, demonyms, group if either else -1)
        return out

    @staticmethod
    def _modifies(token: Token) -> bool:
        return token.dep_ in ("compound", "amod", "nmod")

    def _through_noun(self, token: Token, cost: int, seen: set[int]) -> list[Arg]:
        """A common noun: what stands for a place leads to the place, a noun for places to those it introduces."""
        role = self._office(token)
        out: list[Arg] = []
        if role in ("organ", "person", "group"):
            for child in token.children:
                if child.dep_ in ("poss", "compound", "amod", "nmod", "nounmod"):
                    out += self.expand(child, cost + 1, seen, demonyms=True)
                elif child.dep_ == "prep" and child.lower_ in ("of", "from", "in", "at"):
                    if child.lower_ in ("in", "at") and role == "person":
                        continue
                    out += self._objects_of(child, cost + 1, seen)
                elif child.dep_ == "acl" and child.lower_ in ("led", "headed", "sent", "dispatched"):
                    out += [a for c in child.children if c.dep_ == "agent" for a in self._objects_of(c, cost + 1, seen)]
                elif child.dep_ == "appos" and not out:
                    out += self.expand(child, cost + 1, seen)
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in _INCLUDING:
                out += self._objects_of(child, cost + 1, seen)
            elif child.dep_ == "prep" and child.lower_ == "as" and any(c.lower_ == "such" for c in child.children):
                out += self._objects_of(child, cost + 1, seen)
            elif child.dep_ == "prep" and child.lower_ == "of" and role == "place":
                out += self._objects_of(child, cost + 1, seen)
            elif child.dep_ in ("appos", "acl") and child.i in self._slots:
                out += self.expand(child, cost + 1, seen)
            elif child.dep_ == "nmod" and child.i in self._slots and role == "place":
                out += self.expand(child, cost + 1, seen)
            elif child.dep_ == "acl" and child.lower_ in _CALLED:
                out += [a for c in child.children if c.dep_ in ("oprd", "dobj") for a in self.expand(c, cost + 1, seen)]
                out += [a for c in child.children if c.lower_ == "as" for a in self._objects_of(c, cost + 1, seen)]
            elif child.dep_ == "prep" and role == "place" and not out:
                out += self._introduced_below(child, cost + 1, seen)
        if role in ("organ", "person") and any(a.name.kind in PLACES for a in out):
            out = [a for a in out if a.name.kind in PLACES]  # "the Zhejiang CCP committee" is Zhejiang's
        if not out and token.tag_ == "NNP" and token.dep_ == "pobj" and offices().get(token.head.head.lower_) == "person":
            out = [a for c in token.children if c.dep_ == "compound" for a in self.expand(c, cost + 1, seen)]
        if not out:
            out = self._by_modifier(token, cost, seen) or self._by_copula(token, cost, seen)
        if not out and role == "person" and token.dep_ == "dobj" and token.head.lower_ in _LEADS:
            out = [replace(a, cost=a.cost + 1) for a in self.subjects(token.head)]
        return out

    def _by_modifier(self, token: Token, cost: int, seen: set[int]) -> list[Arg]:
        """ "ASEAN states", "the CAREC projects", "the OBOR strategy": the name before a general noun is meant."""
        if token.lower_ not in _TAILS:
            return []
        out: list[Arg] = []
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                out += [a for a in self._objects_of(child, cost + 1, seen) if a.name.kind in _BODIES]
            slot = self._slots.get(child.i)
            if slot and child.dep_ in ("compound", "nmod", "amod", "poss") and slot.names[0].kind in _BODIES:
                out += self.expand(child, cost + 1, seen)
        return out

    def _by_copula(self, token: Token, cost: int, seen: set[int]) -> list[Arg]:
        """ "The province involved is Xinjiang", "GTI is a mechanism developed between ...": subject and predicate noun."""
        verb = token.head
        if token.dep_ == "appos" and verb.i in self._slots and verb.i not in seen:
            return self.expand(verb, cost + 1, seen)
        if verb.i == token.i or verb.lower_ not in _COPULAS:
            return []
        other = {"nsubj": "attr", "attr": "nsubj"}.get(token.dep_)
        out: list[Arg] = []
        for child in verb.children:
            if child.dep_ == other and child.i not in seen:
                if child.i in self._slots or other == "attr":
                    out += self.expand(child, cost + 1, seen)
        return out

    def _introduced_below(self, prep: Token, cost: int, seen: set[int]) -> list[Arg]:
        """ "provinces from the southwest, including A and B": the list hangs on the wrong noun."""
        out: list[Arg] = []
        for child in prep.children:
            for below in child.children:
                if below.dep_ == "prep" and below.lower_ in _INCLUDING:
                    out += self._objects_of(below, cost, seen)
        return out

    def _office(self, token: Token) -> str | None:
        """The role of a noun in `data/offices.csv`, by its longest phrase; a person's name by the office before it."""
        low = token.lower_
        for size in (3, 2):
            if token.i - size + 1 >= 0:
                phrase = " ".join(t.lower_ for t in self._doc[token.i - size + 1 : token.i + 1] if t.text != "-")
                if phrase in offices():
                    return offices()[phrase]
        if low in offices():
            return offices()[low]
        if token.tag_ in ("NNP", "NNPS"):
            for child in token.children:
                if child.dep_ in ("compound", "appos", "nmod") and offices().get(child.lower_) == "person":
                    return "person"
        return None

    def _relative(self, token: Token, cost: int, seen: set[int]) -> list[Arg]:
        verb = token.head
        while verb.dep_ not in ("relcl", "ROOT") and verb.head.i != verb.i:
            verb = verb.head
        return self.expand(verb.head, cost, seen) if verb.dep_ == "relcl" else []

    def _pronoun(self, token: Token, cost: int) -> list[Arg]:
        """The subject of the clause in which a possessive stands, else that of the sentence before."""
        verb = token.head
        while not is_verb(verb) and verb.head.i != verb.i:
            verb = verb.head
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if token in subjects or any(token.i in {t.i for t in s.subtree} for s in subjects):
            head = verb
            while head.dep_ in ("conj", "advcl", "ccomp", "relcl") and head.head.i != head.i:
                head = head.head
                outer = [c for c in head.children if c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in _PRONOUNS]
                if outer and outer[0].i < token.i:
                    return self.expand(outer[0], cost + 1)
            return [Arg(n, cost + 2, token.i) for n in self._before]
        while verb.i != verb.head.i and not subjects:
            verb = verb.head
            subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if subjects and subjects[0].lower_ not in _PRONOUNS:
            return self.expand(subjects[0], cost + 1)
        return [Arg(n, cost + 2, token.i) for n in self._before]

    def _objects_of(self, prep: Token, cost: int, seen: set[int] | None = None) -> list[Arg]:
        out: list[Arg] = []
        for child in prep.children:
            if child.dep_ in ("pobj", "dobj"):
                out += self.expand(child, cost, seen)
        return out

    # -- verbs ---------------------------------------------------------------------------------------------------------

    def passive(self, verb: Token) -> bool:
        """Whether the verb is in the passive, also as a participle after its noun."""
        if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
            return True
        if verb.tag_ != "VBN":
            return False
        if verb.dep_ == "acl":
            return True
        if verb.dep_ == "conj" and is_verb(verb.head) and not any(c.dep_ in ("nsubj", "aux") for c in verb.children):
            return self.passive(verb.head)
        return False

    def subjects(self, verb: Token, depth: int = 0) -> list[Arg]:
        """Who does it."""
        if depth > 4:
            return []
        if self.passive(verb):
            return [a for c in verb.children if c.dep_ == "agent" for a in self._objects_of(c, 0)]
        own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
        if own:
            out = [a for c in own for a in self.expand(c)]
            return out + self.together(verb)
        if verb.tag_ == "VBZ" and verb.i > 0 and verb.i - 1 in self._slots and self._doc[verb.i - 1].dep_ == "compound":
            return self.expand(self._doc[verb.i - 1])  # "China trades with ...": misread as a compound
        return self._shared_subject(verb, depth)

    def together(self, verb: Token) -> list[Arg]:
        """ "A together with B did": B is a subject, too."""
        out: list[Arg] = []
        for child in verb.subtree:
            if (
                child.lower_ == "with"
                and child.i
                and self._doc[child.i - 1].lower_ in ("together", "jointly", "along")
                and child.i < verb.i
            ):
                out += self._objects_of(child, 1)
        return out

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
                if verb.dep_ != "advcl" and direct and verb.tag_ == "VB":
                    found = [a for c in direct for a in self.expand(c)]
                    if found:
                        return found
                return (
                    self.objects(head, depth + 1) if self.passive(head) else self.subjects(head, depth + 1)
                )
            return []
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return self.expand(head) or (self.expand(head.head.head) if head.dep_ == "pobj" and head.head.lower_ == "of" else [])
        if verb.dep_ in ("acl", "pcomp", "relcl"):
            return self._above(head, depth)
        return []

    def _above(self, token: Token, depth: int) -> list[Arg]:
        """The subject of the clause in which a noun or preposition stands: "its right to host ..."."""
        for _ in range(5):
            if is_verb(token):
                return (
                    self.objects(token, depth + 1)
                    if self.passive(token)
                    else self.subjects(token, depth + 1)
                )
            for child in token.children:
                if child.dep_ == "poss":
                    return self.expand(child, 1)
            if token.head.i == token.i:
                break
            token = token.head
        return []

    def objects(self, verb: Token, depth: int = 0) -> list[Arg]:
        """What it is done to."""
        out: list[Arg] = []
        passive = self.passive(verb)
        for child in verb.children:
            if child.dep_ in ("nsubjpass",) or (not passive and child.dep_ in ("dobj", "dative", "oprd", "attr")):
                if child.dep_ == "dative" and child.tag_ in ("IN", "TO"):
                    continue
                out += self.expand(child)
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and passive:
            out += self.expand(verb.head)
        if not out and passive and verb.dep_ == "conj" and depth < 4:
            out += self.objects(verb.head, depth + 1)
        if not out and verb.dep_ == "relcl" and any(c.dep_ == "dobj" and c.lower_ in _RELATIVE for c in verb.children):
            out += self.expand(verb.head)
        return out

    def prepositions(self, token: Token, cost: int = 0) -> Iterator[tuple[str, list[Arg]]]:
        """The prepositions that hang on a word, with the names under each."""
        for child in token.children:
            if child.dep_ in ("prep", "agent", "dative") and child.tag_ in ("IN", "TO", "VBG", "RB", "RP", "CC"):
                low = child.lower_
                role = (
                    "incl"
                    if low in _INCLUDING or (low == "as" and any(c.lower_ == "such" for c in child.children))
                    else low
                )
                yield role, self._objects_of(child, cost)
                if role == "incl":
                    yield "including", self._objects_of(child, cost)
                for below in child.children:
                    if below.dep_ == "pobj" and below.i not in self._slots and self._office(below) is None:
                        for deeper in below.children:
                            if deeper.dep_ == "prep" and deeper.lower_ in _NESTED:
                                yield deeper.lower_, self._objects_of(deeper, cost + 1)
                for deeper in child.children:
                    if deeper.dep_ == "prep" or (deeper.dep_ == "conj" and deeper.tag_ in ("IN", "TO")):
                        yield deeper.lower_, self._objects_of(deeper, cost)

    def of_verb(self, verb: Token) -> Roles:
        """The roles about a trigger that is a verb (or an adjective in its place)."""
        roles = Roles(verb=verb.i, chain=[verb.i])
        roles.governing.add(verb.lower_)
        if misread_verb(verb, self._slots):
            roles.add("subj", [a for c in verb.children if c.dep_ in ("compound", "nsubj") for a in self.expand(c)])
            roles.add("obj", [a for c in verb.children if c.dep_ in ("appos", "dobj", "npadvmod") for a in self.expand(c)])
        elif not is_verb(verb) and verb.dep_ in ("acomp", "attr", "amod", "conj", "oprd"):
            self._copula(verb, roles)
        else:
            roles.add("subj", self.subjects(verb))
            roles.add("obj", self.objects(verb))
            roles.add("together", self.together(verb))
            if verb.tag_.startswith("VB") and "in" not in roles.by_role:
                for child in verb.children:
                    if child.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in child.children):
                        for role, args in self.prepositions(child, 1):
                            roles.add(role, args)
        for role, args in self.prepositions(verb):
            if not (role == "by" and self.passive(verb)):
                roles.add(role, args)
        for child in verb.children:
            if child.dep_ in ("dobj", "nsubjpass", "attr"):
                for role, args in self.prepositions(child, 1):
                    roles.add(role, args)
            elif child.dep_ == "prt":
                for role, args in self.prepositions(child, 0):
                    roles.add(role, args)
            elif child.dep_ in ("xcomp", "advcl", "ccomp") and child.tag_ == "VB":
                roles.add("purpose", [replace(a, cost=a.cost + 1) for a in self.objects(child)])
                for deep in (child, *(c for c in child.children if c.dep_ == "dobj")):
                    for role, args in self.prepositions(deep, 1):
                        if role not in ("in", "at", "from"):
                            roles.add("purpose", args)
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            for role, args in self.prepositions(verb.head, 1):
                roles.add(role, args)
        return roles

    def _copula(self, word: Token, roles: Roles) -> None:
        head = word.head
        if word.dep_ == "amod":
            roles.add("subj", self.expand(head))
            return
        roles.verb = head.i
        roles.add("subj", [a for c in head.children if c.dep_ in ("nsubj", "nsubjpass") for a in self.expand(c)])

    # -- nouns ---------------------------------------------------------------------------------------------------------

    def of_noun(self, noun: Token, first: int) -> Roles:
        """The roles about a trigger that is a noun (`first` is the first token of its phrase)."""
        roles = Roles(chain=[noun.i])
        phrase = range(first, noun.i + 1)
        for inside in phrase:
            self._own(self._doc[inside], roles, 0, phrase)
        self._climb(noun, roles)
        return roles

    def _own(self, noun: Token, roles: Roles, cost: int, phrase: range) -> None:
        for child in noun.children:
            if child.i in phrase:
                continue
            slot = self._slots.get(child.i)
            if child.dep_ in ("poss", "compound", "amod", "nmod", "nounmod"):
                if slot is not None and slot.paired:
                    roles.add("mod", [Arg(n, cost, child.i) for n in slot.names])
                else:
                    roles.add("poss", self.expand(child, cost, demonyms=True))
            elif child.dep_ == "appos":
                roles.add("appos", self.expand(child, cost))
            elif child.dep_ == "acl" and child.tag_ == "VBN":
                roles.add("subj", [a for c in child.children if c.dep_ == "agent" for a in self._objects_of(c, 1)])
                roles.governing.add(child.lower_)
                for role, args in self.prepositions(child, cost + 1):
                    roles.add(role, args)
            elif child.dep_ == "relcl":
                self._relative_clause(child, roles, cost)
        for role, args in self.prepositions(noun, cost):
            roles.add(role, args)

    def _relative_clause(self, verb: Token, roles: Roles, cost: int) -> None:
        """ "the agreement that A signed with B": the clause's subject and prepositions belong to the noun."""
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        if subjects and subjects[0].lower_ not in _RELATIVE:
            roles.add("subj", [a for c in subjects for a in self.expand(c, cost + 1)])
            roles.governing.add(verb.lower_)
            for role, args in self.prepositions(verb, cost + 1):
                roles.add(role, args)

    def _climb(self, noun: Token, roles: Roles) -> None:
        """From the noun to its verb, over "of" chains, compounds, coordination and apposition."""
        here = noun
        for step in range(5):
            head, dep = here.head, here.dep_
            if head.i == here.i:
                break
            if is_verb(head) and dep in ("dobj", "nsubjpass", "attr", "oprd", "dative", "nsubj", "acomp"):
                self._reach(head, dep, roles, step)
                return
            if dep == "pobj" and is_verb(head.head):
                roles.governing.add(head.lower_)
                self._reach(head.head, "prep", roles, step)
                return
            if dep == "pobj" and head.head.i != head.i and head.lower_ in _NOUN_PREPS:
                here = head.head
            elif dep in ("compound", "conj", "nmod", "appos", "amod"):
                if dep == "appos":
                    roles.add("appos", [Arg(a.name, a.cost + 1, a.token) for a in self.expand(head)])
                here = head
            else:
                break
            roles.governing.add(here.lower_)
            roles.chain.append(here.i)
            if here.i not in self._slots:
                self._own(here, roles, step + 1, range(noun.i, noun.i + 1))

    def _reach(self, verb: Token, dep: str, roles: Roles, step: int) -> None:
        roles.verb, roles.reached, roles.steps = verb.i, dep, step
        roles.governing.add(verb.lower_)
        if dep == "nsubj":
            if verb.lower_ in _INCLUDE_VERBS:
                roles.add("incl", self.objects(verb))
            else:
                roles.add("obj", self.objects(verb))
        elif dep in ("attr", "acomp"):
            roles.add("subj", [a for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") for a in self.expand(c)])
        else:
            roles.add("subj", self.subjects(verb))
            if verb.dep_ == "conj" and is_verb(verb.head):
                roles.add("shared", self.objects(verb.head))
            if dep == "prep":
                roles.add("obj", self.objects(verb))
        for role, args in self.prepositions(verb, min(step, 1)):
            if not (role == "by" and self.passive(verb)):
                roles.add(role, args)


def _listed(token: Token, child: Token) -> bool:
    """Whether an apposition is rather the next member of a list ("Laos, Vietnam and Myanmar")."""
    return any(c.dep_ in ("conj", "cc") for c in token.children) or any(
        c.dep_ in ("conj", "cc") for c in child.children
    )
