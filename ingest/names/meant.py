"""Whom a proper name means: the place for which an organ stands, a known body, or one that only its text names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from graph.gazetteer import Gazetteer
from graph.matcher import Hit
from ingest.kinds import PLACES, UNITS
from ingest.names.beside import post_behind
from ingest.names.defined import PROVISIONAL
from ingest.names.held import called
from ingest.names.name import Context, Name, ProperName
from ingest.names.organs import GOVERNMENT_OF, is_department, of_session, organ_of
from ingest.names.places import PlacePolicy
from ingest.words.lexicon import any_of, phrases, unit_nouns, words

_GENERAL = words("general_name_words")
_VENUES = words("venues")
_WORD = re.compile(r"[\w'’-]+")
_NTH = re.compile(r"^(?:(?:\d+(?:st|nd|rd|th)|[IVXL]{2,7})(?:\s+and)?\s+)+")  # "the 4th and 5th Lake Fair"
_LONE = re.compile(r"\s+(?:and|for)\s+(?:the\s+)?")
_LONE_OR_OWNER = re.compile(rf"{_LONE.pattern}|['’]s\s+")  # "China's Green Gate Initiative": its name has no China
_AT = re.compile(r"\bat\s+(?:the\s+)?$")
_OF_WHOM = re.compile(rf"(?:\s+(?:and|,)\s+[A-Z]\w+){{0,3}}\s+of\s+(?:the\s+)?(?:{any_of(phrases('of_states'))}\s+)?")
_OWNER = re.compile(r"['’]s\s+")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_UNIT_OF = re.compile(rf"(?i:{any_of(unit_nouns())})\s+of\s+(?:the\s+)?")
_OF_WHOSE = re.compile(r"\b(?:of|[Bb]etween|[Aa]mong)\s+(?:the\s+)?$")
_FELLOW = re.compile(r",\s+(?:the\s+)?|,?\s+and\s+(?:the\s+)?")
_SHARED = re.compile(rf"\b(?i:{any_of(phrases('shared_bodies'))})\b")
_PAPER = re.compile(rf"(?:[A-Z]\w+\s+){{0,2}}{any_of(phrases('papers_named'))}\s")  # "Joint Declaration of Intent"
_PORTFOLIOS = words("portfolios") | {"and"}
_HOLDS = re.compile(rf"\s+(?i:{any_of(words('holds_portfolios'))})\b")
_LONGEST = 120  # characters of a name that nobody knows


@dataclass(frozen=True)
class _Found:
    """A proper name where it stands, with the places in it."""

    proper: ProperName
    text: str
    inside: list[Hit]
    context: Context

    @cached_property
    def printed(self) -> str:
        return self.text[self.proper.start : self.proper.end]

    @property
    def opens_with(self) -> Hit | None:
        """The place with which the name begins."""
        return self.inside[0] if self.inside and self.inside[0].start == self.proper.start else None

    def organ(self) -> bool:
        """Whether it is the name of an organ of government."""
        before = (self.text[self.proper.start : place.start] for place in self.inside)
        return organ_of(self.printed) or any(GOVERNMENT_OF.fullmatch(words) for words in before)

    def standing_in(self, name: Name) -> Name:
        """Another name, where this one stands."""
        return replace(name, start=self.proper.start, end=self.proper.end, printed=self.printed)


class Meanings:
    """Says whom proper names mean."""

    def __init__(self, gazetteer: Gazetteer, places: PlacePolicy) -> None:
        self._gazetteer = gazetteer
        self._places = places

    def of(self, proper: ProperName, text: str, places: list[Hit], context: Context) -> Name | None:
        """Whom a proper name means; None for what is a place's own name, or too general to name anybody."""
        proper = _with_place_cut(self._after_lone_place(proper, text, places), text, places)
        proper = _with_fellows(proper, text, places)
        inside = [h for h in places if proper.start <= h.start and h.end <= proper.end]
        found = _Found(proper, text, inside, context)
        if not proper.quoted and (self._is_place(found) or _is_post(found) or _is_portfolio(found)):
            return None
        if not proper.quoted and found.organ():
            place = self._place_of_organ(found)
            if place is not None or proper.generic or self._has_unit(inside):
                return place  # "Barents Council" has no place inside, but a word of its own
        return (
            self._place_of_venue(found)
            or self._unit_of_department(found)
            or self._owned_body(found)
            or self._known_body(found)
            or _defined_body(found)
            or _provisional(found, places)
        )

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

    def _is_place(self, found: _Found) -> bool:
        """Whether a run of capitals is a place with its unit word, "Alxa League", "Omsk Oblast of the Federation"."""
        proper, text = found.proper, found.text
        for hit in found.inside:
            if _UNIT_OF.fullmatch(text, proper.start, hit.start):  # "Province of Sakhalin of the Federation"
                return True
            if hit.start == proper.start:
                end = self._places.end_with_unit(hit, text)
                of = _OF.match(text, end) if " " in text[hit.start : end] else None  # a town is called University
                if end == proper.end or (of and any((of.end(), proper.end) == (h.start, h.end) for h in found.inside)):
                    return True
        return False

    def _has_unit(self, inside: list[Hit]) -> bool:
        """Whether one of the places is no region; "World Bath Congress" is not that of Bath."""
        units = (h for h in inside if any(self._gazetteer.entity_kind(e.entity_id) != "Region" for e in h.entries))
        return any(not h.cue for h in units)

    def _place_of_organ(self, found: _Found) -> Name | None:
        """The place of an organ; in "Yunnan Provincial Communications Department" the last capitals are the organ's."""
        place = self._standing_for(found, found.inside, found.text)
        if place is None and found.inside:
            place = self._standing_for(found, found.inside, found.text[: found.inside[-1].end])
        return place

    def _place_of_venue(self, found: _Found) -> Name | None:
        """What is held "at the Nagoya Congress Center" is held in Nagoya."""
        first = found.opens_with
        venue = found.printed.rsplit(" ", 1)[-1].lower() in _VENUES
        if first is None or not venue or not _AT.search(found.text, 0, found.proper.start):
            return None
        alone = found.text[: first.end]  # a place before a capital may be part of a name: here it is one itself
        place = self._standing_for(found, found.inside[:1], alone)
        return place if place is not None and place.kind != "State" else None

    def _unit_of_department(self, found: _Found) -> Name | None:
        """The unit of a department: this acts for the unit, a state's ministry for itself."""
        if not found.inside or not is_department(found.printed) or self._gazetteer.find(found.printed):
            return None
        place = self._standing_for(found, found.inside, found.text)
        return place if place is not None and place.kind in UNITS else None

    def _standing_for(self, found: _Found, inside: list[Hit], text: str) -> Name | None:
        """An organ of a place ("Lao Cai Province People's Committee") stands for the last place inside."""
        read = self._places.read(inside, text, found.context, nested=True) if inside else []
        read = [n for n in read if n.kind in PLACES and n.kind != "Region"]
        if not read:
            return None
        return replace(found.standing_in(self._innermost(read)), demonym=False, stands_for=True)

    def _innermost(self, read: list[Name]) -> Name:
        """Of the places in an organ's name the last, or the one that lies in it: "Attapeu Committee of Laos"."""
        place = max(read, key=lambda n: n.start)
        for name in sorted(read, key=lambda n: -n.start):
            if name.entity and place.entity in self._gazetteer.ancestors(name.entity):
                place = name
        return place

    def _owned_body(self, found: _Found) -> Name | None:
        """ "China's Ministry of Commerce": the known body of that state, without its owner."""
        owner, end = found.opens_with, found.proper.end
        mark = _OWNER.match(found.text, owner.end) if owner else None
        if owner is None or mark is None or mark.end() >= end:
            return None
        printed, states = found.text[mark.end() : end], {e.entity_id for e in owner.entries}
        known = [self._gazetteer.get(entry.entity_id) for entry in self._gazetteer.find(printed)]
        for body in known:
            if body is not None and body.kind == "Organization" and body.country in states:
                return Name(mark.end(), end, printed, printed, body.kind, body.id, body.country)
        return None

    def _known_body(self, found: _Found) -> Name | None:
        """The known body of that name, or the known mechanism of which it names a session."""
        proper, printed = found.proper, found.printed
        own = (printed, *_unquoted(proper, printed))
        for spelling in (*own, *of_session(printed)):
            for entry in self._gazetteer.find(spelling):
                entity = self._gazetteer.get(entry.entity_id)
                if (
                    entity is not None
                    and (entity.kind == "Mechanism" or (spelling in own and entity.kind not in PLACES))
                    and not (entity.country and of_another(self._gazetteer, entity.country, found.text, proper.end))
                ):
                    return Name(proper.start, proper.end, printed, spelling, entity.kind, entity.id, entity.country)
        return None


def of_another(gazetteer: Gazetteer, country: str, text: str, end: int) -> bool:
    """Whether a name that ends there is that of another place's body than of the known one in that country:
    "Ministry of Commerce and Trade of Kosovo"."""
    of = _OF_WHOM.match(text, end)
    owner = re.match(r"[A-Z][\w-]*(?:\s[A-Z][\w-]*)?", text[of.end() :]) if of else None
    named = gazetteer.find(owner[0]) or gazetteer.find(owner[0].split()[0]) if owner else ()
    places = [e for n in named if (e := gazetteer.get(n.entity_id)) is not None and e.kind in PLACES]
    return bool(places) and all(country not in (e.id, e.country) for e in places)


def _with_place_cut(proper: ProperName, text: str, places: list[Hit]) -> ProperName:
    """The name with the whole of a place that it cuts: "People's Council of Yunnan" and "Yunnan province"."""
    end = next((h.end for h in places if proper.start < h.start < proper.end < h.end), proper.end)
    another = "," in text[proper.end : end]  # "East-West Center, City and County of ..."
    return proper if another else replace(proper, end=end)


def _with_fellows(proper: ProperName, text: str, places: list[Hit]) -> ProperName:
    """The name with all whom it is of: "Joint Committee of Jilin" and "... of Jilin, Primorye and Gangwon"."""
    last = next((h for h in places if h.end == proper.end and proper.start < h.start), None)
    if last is None or not _OF_WHOSE.search(text, proper.start, last.start):
        return proper
    if proper.kind != "Event" and not _SHARED.search(text, proper.start, last.start):
        return proper
    end, closed = proper.end, False
    for place in places:
        join = _FELLOW.fullmatch(text, end, place.start) if place.start > end and not closed else None
        if join:
            end, closed = place.end, "and" in join[0]
    return replace(proper, end=end) if closed and not _OWNER.match(text, end) else proper


def _is_post(found: _Found) -> bool:
    """ "Quebec Government Office in Tokyo": Quebec, and what it has there."""
    place = found.opens_with
    return place is not None and post_behind(found.text, place.end) == found.proper.end


def _is_portfolio(found: _Found) -> bool:
    """ "Trade and Export Development Minister Lee": what he is minister of."""
    behind = _HOLDS.match(found.text, found.proper.end) is not None
    return behind and all(w.lower() in _PORTFOLIOS for w in _WORD.findall(found.printed))


def _unquoted(proper: ProperName, printed: str) -> tuple[str, ...]:
    """What stands in the quotes of "‘reform and opening up’ policies", alone and with its noun."""
    inside = re.split(r"[’'\"”]\s", printed) if proper.quoted else []
    return (inside[0], " ".join(inside)) if len(inside) == 2 else ()


def _defined_body(found: _Found) -> Name | None:
    """The body that the document has defined, of which the name is that of a session."""
    defined = found.context.definitions
    body = next((defined[spelling] for spelling in of_session(found.printed) if spelling in defined), None)
    return found.standing_in(body) if body is not None else None


def _provisional(found: _Found, places: list[Hit]) -> Name | None:
    """A body, event or work that nobody knows; without a kind where its words are too general to name one."""
    proper, printed = found.proper, found.printed
    if proper.kind not in PROVISIONAL or len(printed) > _LONGEST:
        return None
    short = len(_WORD.findall(printed)) < 3 and not proper.quoted
    if proper.generic and (short or proper.kind in ("Policy", "Project") or _PAPER.match(printed)):
        return Name(proper.start, proper.end, printed, printed, kind=None)
    form = _NTH.sub("", printed)
    if proper.generic and (proper.quoted or proper.kind == "Event"):  # an event that is only described
        context = found.context
        topic = context.topic.form if context.topic and proper.quoted else None
        form = called(found.text, proper.start, proper.end, _spans(found.text, places, context), topic)
    return Name(
        proper.start, proper.end, printed, form, kind=proper.kind, provisional=True, generic=proper.generic,
    )  # fmt: skip


def _spans(text: str, places: list[Hit], context: Context) -> list[tuple[int, int]]:
    """Where the places of a text stand, those among them that only this document spells so."""
    learned = (
        m for spelling in context.learned if spelling in text for m in re.finditer(rf"\b{re.escape(spelling)}\b", text)
    )
    return sorted({(h.start, h.end) for h in places} | {m.span() for m in learned})
