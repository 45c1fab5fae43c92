"""Places that no list knows, read where the text itself calls them units and says where they lie.

"Hin Heup District in Laos", "the Russian town of Zarechnoye", "Long Phu and Ba Xa districts of Vietnam's Lao Cai":
such a place is a town that is looked up only within its country, or a provisional one. Where the text does not say
right beside the name where it lies nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.fold import fold
from graph.gazetteer import Gazetteer
from graph.resolve import Resolver
from ingest.kinds import PLACES
from ingest.names.name import Context, Name
from ingest.spans import is_free
from ingest.words.lexicon import any_of, phrases, words
from ingest.words.said import said_in

_NOUNS = "|".join(sorted(words("unlisted_units"), key=lambda w: (-len(w), w)))
_WORD = r"[A-ZÀ-Þ][\w’'-]*[\wà-ÿ]"
_NAME = rf"{_WORD}(?:[ -](?:(?:de|del|la|do|da|dos|of)\s)?{_WORD}){{0,2}}"
# "Hin Heup District", "Long Phu, Ba Xa and Tam Duong districts"
_BEFORE = re.compile(
    rf"(?P<names>{_NAME}(?:(?:,\s+{_NAME}){{0,20}},?\s+and\s+{_NAME})?)\s+(?P<unit>(?i:{_NOUNS}))(?P<many>s)?(?![\w-])"
)
# "the town of Zarechnoye", "the districts of Long Phu and Ba Xa"
_OF = re.compile(
    rf"\b(?P<unit>{_NOUNS}|cit|count|municipalit|port|capital)(?P<many>s|ies|y)?\s+of\s+(?P<names>{_NAME}(?:(?:,\s+{_NAME}){{0,20}},?\s+and\s+{_NAME})?)"
)
_UNITS_SAID = frozenset(
    stem + end
    for stem in (*words("unlisted_units"), "cit", "count", "municipalit", "port", "capital")
    for end in ("", "s", "ies", "y")
)
_UNIT_END = re.compile(rf"\s+(?i:{_NOUNS})s?$")
_PART = re.compile(r"(?:,\s+and|,|\s+and)\s+")
_SIDES = rf"(?:(?:the|a|{any_of(phrases('compass_points'))})\s+){{0,2}}"
_INSIDE = re.compile(  # "in Laos", "in Oudom Sai Province of the Lao PDR"
    rf"\s*(?:,|\(|\s(?:in|of))\s*{_SIDES}(?:{_NAME}\s+(?:[Pp]rovince|[Ss]tate|[Rr]egion|[Dd]istrict|[Cc]ounty)\s*(?:,|in|of)\s*{_SIDES})?"
)
# "in Long Phu, Soc Trang", "of Auki, the provincial capital of Malaita"
_TOWN = re.compile(
    rf"\b{any_of(phrases('before_unlisted_towns'))}\s+(?P<name>{_NAME})"
    rf"(?:\s+in\s+|\s*,\s+(?:(?:the|a)\s+(?:[\w-]+\s+){{0,2}}(?:capital|town|city|port|village)\s+(?:of|in)\s+)?|\s+\(){_SIDES}$"
)
_OWNED = re.compile(r"(?:['’]s?)?\s+(?:[a-z-]+\s+){0,2}$")
_TOWNS = frozenset(phrases("small_towns"))
_NO_NAMES = (
    words("function_words")
    | words("general_name_words")
    | words("before_places")
    | words("ordinals")
    | words("no_unit_names")
)


class UnlistedUnits:
    """Finds units that the gazetteer lacks, in the states that the text names beside them."""

    def __init__(self, gazetteer: Gazetteer, resolver: Resolver) -> None:
        self._gazetteer = gazetteer
        self._resolver = resolver

    def find(self, text: str, names: list[Name], context: Context) -> list[Name]:
        """The units of a text that stand free of `names`."""
        found: list[Name] = []
        inside = any(n.kind in PLACES and n.kind != "Region" and n.entity and not n.anaphor for n in names)
        for pattern in (_BEFORE, _OF) if inside and not _UNITS_SAID.isdisjoint(said_in(text)) else ():
            for match in pattern.finditer(text):
                inner = self._inside(match, names, text)
                for start, end in _parts(match) if inner else ():
                    taken = not is_free(start, end, (*names, *found))
                    name = None if taken or inner is None else self._read(text[start:end], match, inner)
                    if name is not None:
                        end = match.end() if pattern is _BEFORE and end == match.end("names") else end
                        found.append(replace(name, start=start, end=end, printed=text[start:end]))
        found += self._towns(text, names, found)
        for name in found:
            context.learned.setdefault(_UNIT_END.sub("", name.printed), name)
        return found

    def _towns(self, text: str, names: list[Name], taken: list[Name]) -> list[Name]:
        """Towns right before the unit in which they lie: "in Auki, the provincial capital of Malaita"."""
        found: list[Name] = []
        for unit in names:
            if unit.kind != "ForeignSNG" or unit.demonym or unit.anaphor or not unit.entity or unit.stands_for:
                continue
            match = _TOWN.search(text, max(0, unit.start - 80), unit.start)
            if match is None or not is_free(*match.span("name"), (*names, *taken)):
                continue
            form = match["name"]
            decision = self._resolver.resolve(form, within=unit.entity)
            entity = self._gazetteer.get(decision.id) if decision.id else None
            if entity is not None and entity.id != unit.entity and not _NO_NAMES & set(form.lower().split()):
                found.append(
                    Name(
                        match.start("name"), match.end("name"), form, form, kind=entity.kind, entity=entity.id,
                        country=entity.country, within=unit.entity,
                    )
                )  # fmt: skip
        return found

    def _inside(self, match: re.Match[str], names: list[Name], text: str) -> Name | None:
        """The place in which the text says that a unit lies: right behind it, or as its owner right before it."""
        for name in names:
            if name.kind not in PLACES or name.kind == "Region" or name.anaphor or not name.entity:
                continue
            behind = match.end() <= name.start <= match.end() + 30 and not name.demonym
            if behind and _INSIDE.fullmatch(text, match.end(), name.start):
                return name
            if name.kind == "State" and name.end <= match.start("names") and match.re is _OF:
                between = text[name.end : match.start()]
                if len(between) < 30 and _OWNED.fullmatch(between):
                    return name
        return None

    def _read(self, form: str, match: re.Match[str], inner: Name) -> Name | None:
        said = [w.lower() for w in re.split(r"[ -]", form)]
        if not said or any(w in _NO_NAMES for w in said):
            return None
        country = inner.land
        within = None if inner.kind == "State" else inner.entity
        if country is None:
            return None
        unit = match["unit"].lower()
        listed = unit in words("unlisted_units")
        called = f"{form} {unit.capitalize()}" if listed else form
        for wanted in (called, form) if not listed or unit in _TOWNS else (called,):
            found = self._resolver.resolve(wanted, country=country, within=within)
            entity = self._gazetteer.get(found.id) if found.id else None
            if entity is not None and entity.id not in (inner.entity, country):
                return Name(
                    0, 0, form, wanted, kind=entity.kind, entity=entity.id, country=entity.country, within=within
                )
        if country == "CN" or unit in self._first_level(country) or self._gazetteer.names(fold(called)):
            return None  # China's are all known, as are a state's own first-level units: a misprint makes no new one
        return Name(0, 0, form, called, kind="ForeignSNG", country=country, provisional=True)

    def _first_level(self, country: str) -> frozenset[str]:
        return frozenset(self._gazetteer.unit(id_) for id_ in self._gazetteer.units_of(country))


def _parts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where the names of a list of units stand: only the last one, where the noun is in the singular."""
    start, text = match.start("names"), match["names"]
    spans = []
    for join in (*_PART.finditer(text), None):
        stop = join.start() if join else len(text)
        spans.append((start, match.start("names") + stop))
        start = match.start("names") + (join.end() if join else 0)
    many = match["many"] in ("s", "ies")
    yield from spans if many else spans[-1:] if match.re is _BEFORE else spans[:1]
