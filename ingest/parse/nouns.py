"""The names to which a common noun leads: what stands for a place ("the governor of Shizuoka", "Japanese enterprises")
to the place, a noun for places to those that it introduces ("three states, including ...").
"""

from __future__ import annotations

from dataclasses import replace

from ingest.kinds import FIRMS, PLACES
from ingest.names.name import Name
from ingest.names.unit_offices import acts_for
from ingest.parse.constructions import one_of_them, one_with_several
from ingest.parse.misparsed import listed_behind, other_side, pushed_aside
from ingest.parse.parse import Parsed
from ingest.parse.pronouns import PRONOUNS, Pronouns
from ingest.parse.roles import Arg
from ingest.words.lexicon import is_work, offices, phrases, unit_nouns, words
from ingest.words.tokens import Token

INCLUDING = words("including")
_CALLED = words("called")
_QUANTITIES = words("quantities")
_PARTIES = words("travelling_parties")
_LEADS = words("sends_delegation")
_LED = frozenset(phrases("led_by"))
_COPULAS = words("copulas")
_TAILS = words("nouns_after_bodies")
_HEADS = frozenset(phrases("speak_for_place_before"))
_OWN_PLACES = unit_nouns() | {"country", "nation"}  # "his province" is that for which he stands
_SEATED = frozenset(phrases("seated"))
_FIRM_NOUNS = words("firm_nouns")
_BODIES = frozenset(["Mechanism", "Policy", "Organization", "Event", "Project"])

_OTHERS = words("other_side")
_OWNING = words("place_pronouns") | words("person_pronouns")


class Nouns(Pronouns):
    """The common nouns of one parsed sentence."""

    def __init__(self, parsed: Parsed, left_out: set[Name], before: list[Name], noting: Name | None = None) -> None:
        super().__init__(parsed, left_out, before, noting)
        self._offices: dict[int, str | None] = {}
        self._aside = pushed_aside(parsed.doc, parsed.slots)
        self._acting = frozenset(token.i for token in self._aside.values())

    def through_noun(self, token: Token, cost: int, seen: set[int]) -> list[Arg]:
        """A common noun: what stands for a place leads to the place, a noun for places to those it introduces."""
        role = self.office(token)
        out = self._stood_for(token, role, cost, seen) if role in ("organ", "person", "group") else []
        for child in token.children:
            out += self._through_child(token, child, role, cost + 1, seen, named=bool(out))
        if role in ("organ", "person") and any(a.name.kind in PLACES for a in out):
            firms = [a for a in out if a.name.kind in FIRMS] if token.lower_ in _FIRM_NOUNS else []
            # "the Zhejiang CCP committee" is Zhejiang's, "the Hyundai group from Ulsan" no place
            out = firms or [a for a in out if a.name.kind in PLACES]
        if (
            not out
            and token.tag_ == "NNP"
            and token.dep_ == "pobj"
            and offices().get(token.head.head.lower_) == "person"
        ):
            out = [a for c in token.children if c.dep_ == "compound" for a in self.expand(c, cost + 1, seen)]
        if role == "group":
            firms = [a for a in out if a.name.kind in FIRMS] or self._counted_among(token, cost, seen)
            out = firms or self._named_below(token, cost, seen) or out
        if not out:
            out = self._by_modifier(token, cost, seen) or self._by_copula(token, cost, seen)
        if not out and self._noting is not None and token.dep_ == "nsubj" and acts_for(token, self._doc, self._noting):
            who = next((n for n in self._guests() if token.lower_ in _PARTIES), self._noting)
            return [Arg(self.standing_at(who, token), cost + 1, token.i)]
        if not out and role == "person" and token.dep_ in ("nsubj", "nsubjpass") and self._titled(token):
            another = token.tag_ == "NNP" and token.lower_ not in _HEADS  # "Premier Lee", after somebody else
            known = [n for n in self._before if n.kind in PLACES and not (n.person and another)]
            out = [Arg(self.standing_at(n, token), cost + 3, token.i) for n in known[:1]]
        if not out and role == "person" and token.dep_ == "dobj" and token.head.lower_ in _LEADS:
            out = [replace(a, cost=a.cost + 1) for a in self.subjects(token.head)]
        return out

    def _guests(self) -> list[Name]:
        """Who came in the note before: "five groups from Perm visited Jilin; the trade group attended the fair"."""
        came = [n for n in self._before if n.kind in PLACES and n.stands_for and not n.person]
        return [n for n in came if self._noting and n.entity != self._noting.entity]

    def _through_child(
        self, token: Token, child: Token, role: str | None, cost: int, seen: set[int], named: bool
    ) -> list[Arg]:
        """The names that a word below a noun introduces; `named` says that another one did so already."""
        low, dep = child.lower_, child.dep_
        slot = self._slots.get(child.i)
        such = low == "as" and any(c.lower_ == "such" for c in child.children)
        if dep == "prep" and (low in INCLUDING or such or (low == "of" and (role == "place" or _counts(token)))):
            inside = self._introduced_below(child, cost, seen) if role == "place" else []
            return inside or self._objects_of(child, cost, seen)  # "cities of Asia, such as A and B"
        # "Omsk, Tyumen and Kurgan regions"
        kinds = role == "place" and slot is not None and (dep == "nmod" or (dep == "compound" and slot.listed))
        if kinds or (slot is not None and dep in ("appos", "acl")):
            return self.expand(child, cost, seen)
        if dep == "acl" and (listed := listed_behind(self._doc, self._slots, child)):
            return self.expand(listed, cost, seen)
        if dep == "acl" and low in _CALLED:
            called = [a for c in child.children if c.dep_ in ("oprd", "dobj") for a in self.expand(c, cost, seen)]
            return called + [a for c in child.children if c.lower_ == "as" for a in self._objects_of(c, cost, seen)]
        if low == "other" and any(c.lower_ == "than" for c in child.children):
            return [a for c in child.children if c.lower_ == "than" for a in self._objects_of(c, cost, seen)]
        if dep == "poss" and low in PRONOUNS and token.lower_ in _OWN_PLACES:
            apposed = any(c.dep_ == "appos" and c.i in self._slots for c in token.children)
            return [] if apposed else self.expand(child, cost, seen)  # not in "its capital Kunming", which is named
        if dep == "prep" and role == "place" and not named:
            return self._introduced_below(child, cost, seen)
        return []

    def _stood_for(self, token: Token, role: str, cost: int, seen: set[int]) -> list[Arg]:
        """The places (or firms) for which an office, a person or a group stands."""
        out: list[Arg] = []
        for child in token.children:
            if child.dep_ == "poss" and child.lower_ in _OWNING and token.lower_ in _OTHERS:
                continue  # "A and B signed with their partners abroad": with others
            if child.dep_ in ("poss", "compound", "amod", "nmod", "nounmod"):
                out += self.expand(self._seat(child), cost + 1, seen, demonyms=True)
            elif child.dep_ == "prep" and child.lower_ in ("of", "from", "in", "at"):
                if child.lower_ in ("in", "at") and (role == "person" or any(a.name.kind in PLACES for a in out)):
                    continue  # "the office of A in B" is A's
                out += self._objects_of(child, cost + 1, seen)
                for again in child.children:  # "officials from A and from B"
                    if again.dep_ == "conj" and again.lower_ == child.lower_:
                        out += self._objects_of(again, cost + 1, seen)
            elif child.dep_ == "acl" and child.lower_ in _LED:
                out += [a for c in child.children if c.dep_ == "agent" for a in self._objects_of(c, cost + 1, seen)]
            elif child.dep_ == "appos" and (not out or role == "group"):
                out += self.expand(child, cost + 1, seen)
        if token.dep_ == "nsubj" and not out:
            out += self._led_by(token.head, token.i, cost + 1, seen)
        return self._without_owners(out)

    def _without_owners(self, args: list[Arg]) -> list[Arg]:
        """ "American governors of A and B", "US governors from A": the first word only says where A and B lie."""
        inside = {a.name.country for a in args if not a.name.demonym}
        return [
            a
            for a in args
            if not (a.name.demonym or (a.name.kind == "State" and self._doc[a.token].dep_ == "compound"))
            or a.name.entity not in inside
        ]

    def _led_by(self, verb: Token, before: int, cost: int, seen: set[int]) -> list[Arg]:
        """ "Led by the mayor of A, a delegation visited": whose it is, the participle in front says."""
        fronted = [c for c in verb.children if c.dep_ == "advcl" and c.i < before and c.lower_ in _LED]
        for clause in fronted:  # "Organised by A and led by the mayor of B": of B
            fronted = [c for c in clause.children if c.dep_ == "conj" and c.lower_ in _LED] or fronted
        return [
            arg
            for clause in fronted
            for agent in clause.children
            if agent.dep_ == "agent"
            for arg in self._objects_of(agent, cost, seen)
        ]

    def _titled(self, token: Token) -> bool:
        """ "Premier Smith", "the governor": whose, the sentence before says."""
        definite = any(c.lower_ == "the" for c in token.children) and token.lower_ in _HEADS
        return definite or any(c.dep_ == "compound" and c.lower_ in _HEADS for c in token.children)

    def _by_modifier(self, token: Token, cost: int, seen: set[int]) -> list[Arg]:
        """ "ASEAN states", "the CAREC projects", "the OBOR strategy": the name before a general noun is meant."""
        out: list[Arg] = []
        if token.dep_ == "pobj" and token.head.lower_ in ("in", "into") and is_work(token.lower_):  # "in a Thai dam"
            out = [a for c in token.children if c.dep_ == "amod" for a in self.expand(c, cost + 2, seen, demonyms=True)]
        if out or token.lower_ not in _TAILS:
            return out
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                out += [a for a in self._objects_of(child, cost + 1, seen) if a.name.kind in _BODIES]
            slot = self._slots.get(child.i)
            if slot and child.dep_ in ("compound", "nmod", "amod", "poss") and slot.names[0].kind in _BODIES:
                out += self.expand(child, cost + 1, seen)
        return out

    def _by_copula(self, token: Token, cost: int, seen: set[int]) -> list[Arg]:
        """ "The province concerned is Hubei", "GMS is a scheme made between ...": subject and predicate noun."""
        verb = token.head
        if token.dep_ == "appos" and verb.i in self._slots and verb.i not in seen:
            return self.expand(verb, cost + 1, seen)
        if named := self._counted_among(token, cost, seen):
            return named
        if verb.i == token.i or verb.lower_ not in _COPULAS:
            return []
        other = {"nsubj": "attr", "attr": "nsubj"}.get(token.dep_)
        out: list[Arg] = []
        for child in verb.children:
            if child.dep_ == other and child.i not in seen and (child.i in self._slots or other == "attr"):
                out += self.expand(child, cost + 1, seen)
        return out

    def _counted_among(self, token: Token, cost: int, seen: set[int]) -> list[Arg]:
        """ "Among the firms that settled there are A and B", "A and B are among the firms that settled there"."""
        among = one_of_them(token) if token.dep_ == "pobj" else None
        if among is None:
            return []
        named = [c for c in among.children if c.dep_ == "nsubj" or (c.dep_ == "attr" and c.i in self._slots)]
        return [a for c in named if c.i not in seen for a in self.expand(c, cost + 1, seen)]

    def _introduced_below(self, prep: Token, cost: int, seen: set[int]) -> list[Arg]:
        """ "provinces from the southwest, including A and B": the list hangs on the wrong noun."""
        out: list[Arg] = []
        for child in prep.children:
            for below in child.children:
                if below.dep_ == "prep" and below.lower_ in INCLUDING:
                    out += self._objects_of(below, cost, seen)
            if not out and any(c.i in self._slots for c in prep.children):  # "five cities in Asia (A, B and C)"
                out += [
                    a
                    for c in child.children
                    if c.dep_ == "appos" and c.i in self._slots and self._slots[c.i].listed
                    for a in self.expand(c, cost, seen)
                ]
        return out

    def _seat(self, modifier: Token) -> Token:
        """ "Wuhu-based companies", "Hesse State Chancellery": the place inside the modifier, else itself."""
        seats = [c for c in modifier.children if c.dep_ in ("npadvmod", "compound") and c.i in self._slots]
        inside = modifier.lower_ in _SEATED or (modifier.dep_ == "compound" and modifier.i not in self._slots)
        return seats[0] if inside and seats else modifier

    def _named_below(self, token: Token, cost: int, seen: set[int]) -> list[Arg]:
        """ "many firms have plants in A, including B and C": the list of firms hangs on another noun."""
        for prep in self._doc[token.i + 1 :] if token.tag_ == "NNS" else ():
            if prep.lower_ in INCLUDING or (prep.lower_ == "as" and self._doc[prep.i - 1].lower_ == "such"):
                slots = [self._slots[c.i] for c in prep.children if c.i in self._slots]
                if any(slot.names[0].kind in FIRMS for slot in slots):
                    return self._objects_of(prep, cost + 1, seen)
        return []

    def _find_office(self, token: Token) -> str | None:
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

    def office(self, token: Token) -> str | None:
        """The role of a noun in `data/offices.csv` (asked for often)."""
        if token.i not in self._offices:
            self._offices[token.i] = self._find_office(token)
        return self._offices[token.i]

    def _objects_of(self, prep: Token, cost: int, seen: set[int] | None = None) -> list[Arg]:
        out: list[Arg] = []
        for child in prep.children:
            if child.dep_ in ("pobj", "dobj"):
                found = self.expand(child, cost, seen)
                if prep.lower_ == "between":
                    one = (
                        len({a.group for a in found}) == 1
                    )  # "between the province of A and B": two sides all the same
                    found = [replace(a, within=prep.i, group=-1 if one else a.group) for a in found]
                    if child.i not in self._slots and any(
                        c.dep_ == "conj" and not self.expand(c, cost) for c in child.children
                    ):  # "between A and B districts and the other side": A and B are one side
                        found = [replace(a, group=child.i) for a in found]
                    if self._of_one_side(child, found, cost):
                        found = [replace(a, group=child.i) for a in found]
                    if len(found) > 3 and one_with_several(child):
                        found = [found[0], *(replace(a, group=found[1].group) for a in found[1:])]
                out += found
        if prep.lower_ == "between" and len(out) == 1 and (other := other_side(self._doc, self._slots, prep)):
            out += [replace(a, within=prep.i) for a in self.expand(other, cost, seen)]
        return out

    def _of_one_side(self, first: Token, found: list[Arg], cost: int) -> bool:
        """ "Between the area and A, B and C": whether all are on the other side of a noun that stands for no name."""
        if first.i in self._slots or len(found) < 2 or not any(c.dep_ == "cc" for c in first.children):
            return False
        return sum(len(self.expand(c, cost)) for c in first.children if c.dep_ == "conj") == len(found)

    def subjects(self, verb: Token, depth: int = 0) -> list[Arg]:
        """Who does it: known where clauses are (`ingest.parse.clauses`)."""
        raise NotImplementedError


def _counts(token: Token) -> bool:
    """ "a number of", "five of", "those of": it is what stands behind it."""
    return token.lower_ in _QUANTITIES or token.tag_ == "CD" or token.lower_ in ("that", "those")
