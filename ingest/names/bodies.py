"""The names of a text that are no places: bodies, events, works, firms and policies, known, proper or in short."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.gazetteer import Gazetteer
from graph.matcher import Hit
from ingest.kinds import FIRMS
from ingest.names.defined import ShortForms
from ingest.names.firms import find_firms
from ingest.names.meant import Meanings, of_another
from ingest.names.name import Context, Name, ProperName
from ingest.names.organs import sessions_behind
from ingest.names.places import PlacePolicy, has_capital
from ingest.names.proper import find_proper_names
from ingest.names.told import find_told
from ingest.words.lexicon import words

_GENERAL = words("general_name_words")
_WIDE = frozenset(["State", "Province", "Region"])
_AND = re.compile(r"\s+(?:and|&)\s+(?:the\s+)?")


class BodyNames:
    """Finds the names of a text that are no places."""

    def __init__(self, gazetteer: Gazetteer, places: PlacePolicy) -> None:
        self._gazetteer = gazetteer
        self._places = places
        self._meanings = Meanings(gazetteer, places)
        self._short = ShortForms(gazetteer)

    def find(self, text: str, hits: list[Hit], places: list[Hit], context: Context) -> list[Name]:
        """Names that are no places: known ones, proper names, short forms; the longest at each place."""
        known = [n for h in hits if (n := self._known(h, text)) is not None]
        found = [_behind_known(p, known, text) for p in find_proper_names(text)]
        proper = [n for p in found if (n := self._meanings.of(p, text, places, context)) is not None]
        proper = [n for n in proper if not (n.provisional and any(_only_described(k, n) for k in known))]
        proper = [p for p in proper if not _two_known(p, known, text)]
        told = [t for t in find_told(text) if not any(h.start <= t.start and t.end <= h.end for h in places)]
        taken = known + proper
        told = [t for t in told if not any(n.start < t.end and t.start < n.end for n in taken)]
        explained = [n for t in told if (n := self._meanings.of(t, text, places, context)) is not None]
        for name in explained:
            context.definitions.setdefault(name.printed, name)
        proper += explained
        chosen: list[Name] = []
        for name in sorted(known + proper, key=lambda n: (n.start - n.end, n.provisional, n.start)):
            if not any(c.start < name.end and name.start < c.end for c in chosen):
                chosen.append(name)
        chosen = self._with_firms(text, _branches(text, chosen, places), places)
        chosen = self._short.learn(text, chosen, context)
        chosen += self._short.find(text, chosen, context)
        return sessions_behind(text, [n for n in chosen if n.kind is not None])

    def _with_firms(self, text: str, names: list[Name], places: list[Hit]) -> list[Name]:
        """The names, and what the text calls firms ("the miner Fox", "firms such as Dell and Swire")."""
        exact = {(h.start, h.end) for h in places}
        for group in find_firms(text):
            listed_places = all(span in exact for span in group)
            for start, end in group:
                names = self._with_firm(text, start, end, names, places, listed_places)
        return names

    def _with_firm(
        self, text: str, start: int, end: int, names: list[Name], places: list[Hit], place: bool
    ) -> list[Name]:
        """The names with a firm of that span, unless it is another name, or a `place`."""
        over = [n for n in names if n.start < end and start < n.end]
        longer = next((n for n in over if n.start == start and n.end >= end and n.provisional), None)
        if longer is not None:  # "the training company Mars Institute of Arts", whatever its head noun
            return [replace(n, kind="Enterprise") if n is longer else n for n in names]
        other = any(n.kind not in FIRMS or n.end - n.start >= end - start for n in over)
        if place or other or self._is_wide(start, end, places) or self._is_unit(text, start, end, places):
            return names
        printed = text[start:end]
        firm = Name(start, end, printed, printed, kind="Enterprise", provisional=True)
        return [n for n in names if n not in over] + [firm]  # "CRRC Zhuzhou" is another firm than "CRRC"

    def _is_wide(self, start: int, end: int, places: list[Hit]) -> bool:
        """Whether a span is the name of a state, a province or a region."""
        here = [h for h in places if (h.start, h.end) == (start, end)]
        return any(self._gazetteer.entity_kind(e.entity_id) in _WIDE for h in here for e in h.entries)

    def _is_unit(self, text: str, start: int, end: int, places: list[Hit]) -> bool:
        """Whether a span is a place with its unit word: "including Zhejiang province"."""
        unit = next((h for h in places if h.start == start), None)
        stop = self._places.end_with_unit(unit, text) if unit is not None else end
        return stop > end or (stop == end and unit is not None and unit.end < end)

    def _known(self, hit: Hit, text: str) -> Name | None:
        entity = self._gazetteer.get(hit.entries[0].entity_id)
        if entity is None:
            return None
        words = hit.printed.split()
        if entity.kind in FIRMS and words[-1][0].islower():
            return None  # "China's southern provinces" is no firm
        owned = entity.country if entity.kind == "Organization" else None
        if owned and of_another(self._gazetteer, owned, text, hit.end):
            return None
        if not has_capital(hit.printed) and not (len(words) >= 2 and entity.kind in ("Policy", "Mechanism", "Project")):
            return None
        letters = "".join(c for c in hit.printed if c.isalpha())
        if len(words) == 1 and hit.entries[0].type == "abbreviation" and not any(c.isupper() for c in letters[1:]):
            return None
        if len(words) == 1 and hit.cue and not letters.isupper():
            return None
        before = re.search(r"([A-Z][\w'’-]*)\s$", text[max(0, hit.start - 30) : hit.start])
        if before and len(words) == 1 and hit.cue:
            return None
        return Name(
            hit.start, hit.end, hit.printed, hit.printed, kind=entity.kind, entity=entity.id, country=entity.country
        )


def _behind_known(proper: ProperName, known: list[Name], text: str) -> ProperName:
    """ "Sinohydro and Amber Bank": a known firm is no part of the name that "and" joins to it."""
    for name in known:
        if name.start == proper.start and name.end < proper.end and name.kind in FIRMS:
            join = _AND.match(text, name.end, proper.end)
            if join and " " in text[join.end() : proper.end]:
                return replace(proper, start=join.end())
    return proper


def _branches(text: str, names: list[Name], places: list[Hit]) -> list[Name]:
    """The names, a firm with the place of its branch behind it as a firm of its own: "Siemens Brasil"."""
    at = {h.start: h for h in places}
    out: list[Name] = []
    for name in names:
        place = at.get(name.end + 1) if name.kind in FIRMS and text[name.end : name.end + 1] == " " else None
        if place is not None and not any(e.type == "demonym" for e in place.entries):
            printed = text[name.start : place.end]
            name = Name(name.start, place.end, printed, printed, kind="Enterprise", provisional=True)
        out.append(name)
    return out


def _only_described(known: Name, longer: Name) -> bool:
    """ "BCIM Forum for Regional Cooperation": general words after a known body's name say what it is for."""
    rest = longer.printed[known.end - longer.start :].split()
    if known.start != longer.start or known.kind in FIRMS or len(rest) < 2:
        return False
    return rest[0] in ("for", "on") and all(w.lower() in _GENERAL or w.islower() for w in rest)


def _two_known(name: Name, known: list[Name], text: str) -> bool:
    """ "ASEAN and the European Union": two names that are known apart, not one."""
    ends = {k.end for k in known if k.start == name.start}
    starts = {k.start for k in known if k.end == name.end}
    return any(
        re.fullmatch(r"\s+and\s+(?:the\s+)?", text[end:start]) for end in ends for start in starts if end < start
    )
