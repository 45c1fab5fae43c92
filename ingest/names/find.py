"""The joint decision: all names of a block's text, each with its span, from every source of names."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from graph.gazetteer import Gazetteer
from graph.matcher import Hit, Matcher
from graph.model import Entity
from graph.resolve import Resolver
from ingest.figures.currencies import names as currencies
from ingest.kinds import PLACES
from ingest.names.among import called_by_members, without_regions_told
from ingest.names.anaphors import find_anaphors
from ingest.names.bodies import BodyNames
from ingest.names.broken import mended
from ingest.names.coreference import Antecedents
from ingest.names.leaders import find_leaders
from ingest.names.name import Context, Name
from ingest.names.places import PlacePolicy, has_capital
from ingest.names.units import UnlistedUnits
from ingest.spans import clear_of, over
from ingest.words.lexicon import offices
from ingest.words.said import said_in

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|[IVX]{2,}")  # "the XIII conference"
_CURRENCY = re.compile(rf"(?:{currencies()})\b", re.IGNORECASE)
_MONEY_WORDS = said_in(" ".join(name.rpartition(r"\s+")[2] for name in currencies().split("|")))
_UNIT_OF = re.compile(r"(?:[a-z]+\s+)+of\s+(?:the\s+)?(?=[A-Z])")


class NameFinder:
    """Finds the names of a text. What a document taught (definitions, earlier mentions) is kept in its context."""

    def __init__(self, gazetteer: Gazetteer, matcher: Matcher, resolver: Resolver) -> None:
        self._gazetteer = gazetteer
        self._hits = lru_cache(maxsize=1024)(matcher.find)
        self._places = PlacePolicy(gazetteer, resolver)
        self._units = UnlistedUnits(gazetteer, resolver)
        self._antecedents = Antecedents(gazetteer)
        self._bodies = BodyNames(gazetteer, self._places)

    def find(self, text: str, context: Context) -> list[Name]:
        """The names of a block's text in order, anaphors among them; only anaphors of a pair share a span."""
        hits = [_from_capital(_whole(h, text)) for h in self._hits(text) if not _ORDINAL.fullmatch(h.printed)]
        hits = mended(text, hits, self._gazetteer)
        money = "$" in text or not _MONEY_WORDS.isdisjoint(said_in(text))
        found = [h for h in hits if not _of_money(h, text)] if money else hits
        hits = [part for hit in found for part in self._parts(hit)]
        places = [h for h in hits if self._places.is_place(h) and self._places.has_capital(h)]
        names = self._bodies.find(text, [h for h in hits if not self._places.is_place(h)], places, context)
        leaders = clear_of(find_leaders(text, self._gazetteer), names)
        names += [
            p for p in leaders if not any(h.start <= p.start and p.end < h.end for h in places)
        ]  # "Ho Chi Minh City"
        read = self._places.read(clear_of(places, names), text, context)
        names += clear_of(read, names)
        names += self._units.find(text, names, context)
        names = without_regions_told(text, sorted(names, key=lambda n: (n.start, n.end)))
        return self._with_anaphors(text, called_by_members(text, names), context)

    def forget(self) -> None:
        """Lets go of what was found in the last document: its first blocks are asked for its country and read again."""
        self._hits.cache_clear()

    def many(self, text: str, most: int) -> bool:
        """Whether a text may hold more than so many names: what is asked before they are read."""
        return len(self._hits(text)) > most

    def _parts(self, hit: Hit) -> list[Hit]:
        """The hit; of a general expression ("China's medical team") its places; of one that a bracket cuts ("Laos and
        Vietnam) Forum") the names before the bracket."""
        cut = ")" in hit.printed and hit.printed.count(")") > hit.printed.count("(")
        if not cut and not _of_anybody(hit):
            return [hit]
        inside = self._hits(hit.printed.partition(")")[0] if cut else hit.printed.rpartition(" ")[0])
        return [
            replace(h, start=hit.start + h.start, end=hit.start + h.end)
            for h in inside
            if cut or (not _says_of_whom(h) and self._places.is_place(h))
        ]

    def countries(self, text: str) -> list[str]:
        """The states of the places that a text names, quickly: homonyms count for nobody."""
        states = [p.id if p.kind == "State" else p.country for p in self._certain(text)]
        return [s for s in states if s]

    def units(self, text: str) -> list[Name]:
        """The units below the state that a text names, quickly and without their spans: homonyms count for nobody."""
        return [
            Name(0, 0, p.name, p.name, kind=p.kind, entity=p.id, country=p.country)
            for p in self._certain(text)
            if p.kind not in ("State", "Region")
        ]

    def _certain(self, text: str) -> list[Entity]:
        """The places named in a text of which nobody else bears the name."""
        found: list[Entity] = []
        for hit in self._hits(text):
            entities = [self._gazetteer.get(e.entity_id) for e in hit.entries if not e.cue][:2]
            if (
                len(entities) == 1
                and entities[0] is not None
                and entities[0].kind in PLACES
                and has_capital(hit.printed)
            ):
                found.append(entities[0])
        return found

    def _with_anaphors(self, text: str, names: list[Name], context: Context) -> list[Name]:
        return self._resolved(text, self._antecedents.described(text, names), context)

    def again(self, text: str, names: list[Name], context: Context) -> list[Name]:
        """The names of a text with its anaphors resolved anew, for persons are among the names now."""
        spans = {(a.start, a.end) for a in find_anaphors(text)}
        return self._resolved(text, [n for n in names if n.person or (n.start, n.end) not in spans], context)

    def _resolved(self, text: str, names: list[Name], context: Context) -> list[Name]:
        found = list(names)
        for anaphor in find_anaphors(text):
            here = over(anaphor.start, anaphor.end, names)
            branch = [n for n in here if n.kind == "Organization" and anaphor.start < n.start and n.end == anaphor.end]
            whose = [n for n in here if n.demonym and anaphor.count > 1]  # "the four Vietnamese provinces"
            if not all(n in branch or n in whose or anaphor.may_cover(n) for n in here):
                continue
            if any(
                n.end == anaphor.start - 1 and n.kind in PLACES for n in names
            ) and not anaphor.printed.lower().startswith("the"):
                continue  # "Gansu Provincial Governor" names its province itself
            before = [n for n in sorted(found, key=lambda n: n.start) if n.end <= anaphor.start]
            before = [n for n in before if all(w.entity in (n.country, n.entity) for w in whose)]
            meant = self._antecedents.resolve(anaphor, before, context, text)
            found = [
                n for n in found if not meant or n not in here
            ] + meant  # "the provincial CPPCC", "the Chinese firm"
        return sorted(found, key=lambda n: (n.start, n.end, n.key))


def _of_money(hit: Hit, text: str) -> bool:
    """ "US$", "U.S. dollars", "Hong Kong dollars" name no place."""
    if text[hit.end : hit.end + 2].lstrip().startswith("$"):
        return True
    named = _CURRENCY.match(text, hit.start)
    return named is not None and named.end() > hit.end + 1


def _says_of_whom(hit: Hit) -> bool:
    return all(e.type == "demonym" for e in hit.entries)


def _of_anybody(hit: Hit) -> bool:
    """ "Chinese medical team", "Chinese medical teams": said of any such team, though a list may know the name."""
    if " " not in hit.printed:
        return False
    last = hit.printed.split()[-1]
    return not last[0].isupper() and offices().get(last.lower()) == "person"


def _whole(hit: Hit, text: str) -> Hit:
    """ "the Netherlands" counts from its capital; a bracket that a name opens it closes."""
    if "(" in hit.printed and hit.printed.count("(") > hit.printed.count(")") and text[hit.end : hit.end + 1] == ")":
        hit = replace(hit, end=hit.end + 1, printed=hit.printed + ")")
    if hit.printed[0] in "Tt" and hit.printed[:4].lower() == "the " and len(hit.printed) > 4:
        return replace(hit, start=hit.start + 4, printed=hit.printed[4:])
    return hit


def _from_capital(hit: Hit) -> Hit:
    """ "the American state of Ohio": the name begins at its capital; whom it means, the unit word still tells."""
    lead = _UNIT_OF.match(hit.printed) if hit.printed[0].islower() else None
    if lead is None:
        return hit
    return replace(hit, start=hit.start + lead.end(), printed=hit.printed[lead.end() :])
