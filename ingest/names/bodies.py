"""Names of bodies, events, works, firms and policies, known or proper, and of the organs that stand for a place."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.gazetteer import Gazetteer
from graph.matcher import Hit
from ingest.kinds import FIRMS, PLACES, UNITS
from ingest.names.defined import PROVISIONAL, ShortForms
from ingest.names.firms import find_firms
from ingest.names.held import called
from ingest.names.name import Context, Name, ProperName
from ingest.names.organs import GOVERNMENT_OF, is_department, of_session, organ_of, sessions_behind
from ingest.names.places import PlacePolicy, has_capital
from ingest.names.proper import find_proper_names
from ingest.names.told import find_told
from ingest.words.lexicon import any_of, phrases, words

_GENERAL = words("general_name_words")
_WORD = re.compile(r"[\w'’-]+")
_WIDE = frozenset(["State", "Province", "Region"])
_NTH = re.compile(r"^(?:(?:\d+(?:st|nd|rd|th)|[IVXL]{2,7})(?:\s+and)?\s+)+")  # "the 4th and 5th Lake Fair"
_LONE = re.compile(r"\s+(?:and|for)\s+(?:the\s+)?")
_LONE_OR_OWNER = re.compile(rf"{_LONE.pattern}|['’]s\s+")  # "China's Green Gate Initiative": its name has no China
_VENUES = words("venues")
_AT = re.compile(r"\bat\s+(?:the\s+)?$")
_OF_WHOM = re.compile(rf"(?:\s+(?:and|,)\s+[A-Z]\w+){{0,3}}\s+of\s+(?:the\s+)?(?:{any_of(phrases('of_states'))}\s+)?")
_OWNER = re.compile(r"['’]s\s+")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")


class BodyNames:
    """Finds the names of a text that are no places."""

    def __init__(self, gazetteer: Gazetteer, places: PlacePolicy) -> None:
        self._gazetteer = gazetteer
        self._places = places
        self._short = ShortForms(gazetteer)

    def find(self, text: str, hits: list[Hit], places: list[Hit], context: Context) -> list[Name]:
        """Names that are no places: known ones, proper names, short forms; the longest at each place."""
        known = [n for h in hits if (n := self._known(h, text)) is not None]
        proper = [n for p in find_proper_names(text) if (n := self._proper(p, text, places, context)) is not None]
        proper = [n for n in proper if not (n.provisional and any(_only_described(k, n) for k in known))]
        proper = [p for p in proper if not _two_known(p, known, text)]
        told = [t for t in find_told(text) if not any(h.start <= t.start and t.end <= h.end for h in places)]
        taken = known + proper
        told = [t for t in told if not any(n.start < t.end and t.start < n.end for n in taken)]
        explained = [n for t in told if (n := self._proper(t, text, places, context)) is not None]
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
        if entity.country and entity.kind == "Organization" and self._is_another(hit.end, entity.country, text):
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

    def _is_another(self, end: int, country: str, text: str) -> bool:
        """Whether a body is that of another place than the known one: "Ministry of Commerce and Trade of Kosovo"."""
        of = _OF_WHOM.match(text, end)
        owner = re.match(r"[A-Z][\w-]*(?:\s[A-Z][\w-]*)?", text[of.end() :]) if of else None
        named = self._gazetteer.find(owner[0]) or self._gazetteer.find(owner[0].split()[0]) if owner else ()
        places = [e for n in named if (e := self._gazetteer.get(n.entity_id)) is not None and e.kind in PLACES]
        return bool(places) and all(country not in (e.id, e.country) for e in places)

    def _proper(self, proper: ProperName, text: str, places: list[Hit], context: Context) -> Name | None:
        proper = self._after_lone_place(proper, text, places)
        over = next((h.end for h in places if proper.start < h.start < proper.end < h.end), proper.end)
        over = proper.end if "," in text[proper.end : over] else over  # "East-West Center, City and County of ..."
        proper = replace(proper, end=over)  # "People's Council of Yunnan" and "Yunnan province"
        printed = text[proper.start : proper.end]
        inside = [h for h in places if proper.start <= h.start and h.end <= proper.end]
        if not proper.quoted and self._is_place(proper, text, inside):
            return None
        organ = organ_of(printed) or any(GOVERNMENT_OF.fullmatch(text[proper.start : h.start]) for h in inside)
        if organ and not proper.quoted:
            place = self._standing_for(proper, printed, inside, text, context)
            if place is None and inside:  # "Yunnan Provincial Communications Department": the capitals are the organ's
                place = self._standing_for(proper, printed, inside, text[: inside[-1].end], context)
            units = [h for h in inside if any(self._gazetteer.entity_kind(e.entity_id) != "Region" for e in h.entries)]
            units = [h for h in units if not h.cue]  # "World Bath Congress" is not that of Bath
            if place is not None or units or proper.generic:
                return place  # "Barents Council" has no place inside, but a word of its own
        if inside and inside[0].start == proper.start and _is_venue(printed) and _AT.search(text, 0, proper.start):
            alone = text[: inside[0].end]  # a place before a capital may be part of a name: here it is one itself
            place = self._standing_for(proper, printed, inside[:1], alone, context)
            if place is not None and place.kind != "State":
                return place  # what is held "at the Nagoya Congress Center" is held in Nagoya
        if inside and is_department(printed) and not self._gazetteer.find(printed):
            place = self._standing_for(proper, printed, inside, text, context)
            if place is not None and place.kind in UNITS:
                return place  # a unit's department acts for the unit, a state's ministry for itself
        if (owned := self._owned_body(proper, text, inside)) is not None:
            return owned
        own = (printed, *_unquoted(proper, printed))
        for spelling in (*own, *of_session(printed)):
            for entry in self._gazetteer.find(spelling):
                entity = self._gazetteer.get(entry.entity_id)
                if (
                    entity is not None
                    and (entity.kind == "Mechanism" or (spelling in own and entity.kind not in PLACES))
                    and not (entity.country and self._is_another(proper.end, entity.country, text))
                ):
                    return Name(proper.start, proper.end, printed, spelling, entity.kind, entity.id, entity.country)
        for spelling in of_session(printed):
            if (body := context.definitions.get(spelling)) is not None:
                return replace(body, start=proper.start, end=proper.end, printed=printed)
        if proper.kind not in PROVISIONAL or len(printed) > 120:
            return None
        short = len(_WORD.findall(printed)) < 3 and not proper.quoted
        if proper.generic and (short or proper.kind in ("Policy", "Project")):
            return Name(proper.start, proper.end, printed, printed, kind=None)
        form = _NTH.sub("", printed)
        if proper.generic and (proper.quoted or proper.kind == "Event"):  # an event that is only described
            topic = context.topic.form if context.topic and proper.quoted else None
            form = called(text, proper.start, proper.end, _spans(text, places, context), topic)
        return Name(
            proper.start, proper.end, printed, form, kind=proper.kind, provisional=True, generic=proper.generic,
        )  # fmt: skip

    def _owned_body(self, proper: ProperName, text: str, inside: list[Hit]) -> Name | None:
        """ "China's Ministry of Commerce": the known body of that state, without its owner."""
        owner = inside[0] if inside and inside[0].start == proper.start else None
        mark = _OWNER.match(text, owner.end) if owner else None
        if owner is None or mark is None or mark.end() >= proper.end:
            return None
        printed, states = text[mark.end() : proper.end], {e.entity_id for e in owner.entries}
        known = [self._gazetteer.get(entry.entity_id) for entry in self._gazetteer.find(printed)]
        for body in known:
            if body is not None and body.kind == "Organization" and body.country in states:
                return Name(mark.end(), proper.end, printed, printed, body.kind, body.id, body.country)
        return None

    def _after_lone_place(self, proper: ProperName, text: str, places: list[Hit]) -> ProperName:
        """ "Huzhou and Siemens Enterprise", "(met in) Huzhou for the Silk Expo": a lone place is no part of a name."""
        joins = _LONE if proper.kind == "Organization" else _LONE_OR_OWNER
        for hit in places:
            for end in {hit.end, self._places.end_with_unit(hit, text)} if hit.start == proper.start else ():
                join = joins.match(text[end : proper.end])
                common = text[hit.start : end].lower() in _GENERAL  # "Central and South Asia Fair"
                if join and not common and " " in text[end + join.end() : proper.end]:
                    return replace(proper, start=end + join.end())
        return proper

    def _is_place(self, proper: ProperName, text: str, inside: list[Hit]) -> bool:
        """Whether a run of capitals is a place with its unit word, "Alxa League", "Omsk Oblast of the Federation"."""
        for hit in inside:
            if hit.start == proper.start:
                end = self._places.end_with_unit(hit, text)
                of = _OF.match(text, end) if " " in text[hit.start : end] else None  # a town is called University
                if end == proper.end or (of and any((of.end(), proper.end) == (h.start, h.end) for h in inside)):
                    return True
        return False

    def _standing_for(
        self, proper: ProperName, printed: str, inside: list[Hit], text: str, context: Context
    ) -> Name | None:
        """An organ of a place ("Lao Cai Province People's Committee") stands for the last place inside."""
        read = self._places.read(inside, text, context, nested=True) if inside else []
        read = [n for n in read if n.kind in PLACES and n.kind != "Region"]
        if not read:
            return None
        place = self._innermost(read)
        return replace(place, start=proper.start, end=proper.end, printed=printed, demonym=False, stands_for=True)

    def _innermost(self, read: list[Name]) -> Name:
        """Of the places in an organ's name the last, or the one that lies in it: "Attapeu Committee of Laos"."""
        place = max(read, key=lambda n: n.start)
        for name in sorted(read, key=lambda n: -n.start):
            if name.entity and place.entity in self._gazetteer.ancestors(name.entity):
                place = name
        return place


def _spans(text: str, places: list[Hit], context: Context) -> list[tuple[int, int]]:
    """Where the places of a text stand, those among them that only this document spells so."""
    learned = (
        m for spelling in context.learned if spelling in text for m in re.finditer(rf"\b{re.escape(spelling)}\b", text)
    )
    return sorted({(h.start, h.end) for h in places} | {m.span() for m in learned})


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


def _unquoted(proper: ProperName, printed: str) -> tuple[str, ...]:
    """What stands in the quotes of "‘reform and opening up’ policies", alone and with its noun."""
    inside = re.split(r"[’'\"”]\s", printed) if proper.quoted else []
    return (inside[0], " ".join(inside)) if len(inside) == 2 else ()


def _is_venue(printed: str) -> bool:
    return printed.rsplit(" ", 1)[-1].lower() in _VENUES


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
