"""Which place an expression speaks of: what may be called so, what the section is about, what a body's name tells."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.gazetteer import Gazetteer
from ingest.kinds import FIRMS, PLACES, UNITS
from ingest.names.anaphors import Anaphor
from ingest.names.name import Context, Name
from ingest.words.lexicon import UnitWord, any_of, phrases, unit_anaphors

UNIT_WORDS = unit_anaphors()
"""What a noun by which a text comes back to a unit may mean: "province", "city"."""
FIRST_LEVEL = phrases("first_levels")
FAR = 300
"""Characters beyond which two places are not "the two"."""
_ANY_UNIT = UnitWord(None, None, ())
_NO_CITIES = frozenset(phrases("no_cities"))
_OWNED_BY = re.compile(rf"\b{any_of(phrases('owned_by'))}\s+$")
_OPENING = re.compile(r"(?:^|[.;:!?]\s+)(?:[A-Z][a-z]+\s+\d{4},\s+)?(?:[Tt]he\s+(?:[a-z]+\s+of\s+)?)?$")
_OWN_BODIES = FIRMS | {"Organization"}
_EXACT = frozenset(phrases("units_called_exactly"))  # said of those that are so called, before others


class SpokenOf:
    """Tells which of the places named so far an expression may mean."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def fits(self, name: Name, what: str) -> bool:
        """Whether a place may be called by a noun: Jilin is a province and no city, whatever the text says."""
        if name.demonym or name.kind not in PLACES or name.entity is None:
            return False
        unit = self._gazetteer.unit(name.entity)
        province = unit == "province" or (unit == "autonomous region" and name.kind == "Province")
        if what in ("province", "provinces", "provincial") and not province:
            return False
        word = UNIT_WORDS.get(what, _ANY_UNIT)
        if word.ends and (self._gazetteer.unit(name.entity).endswith(word.ends) or not (word.kind or word.level)):
            return self._gazetteer.unit(name.entity).endswith(word.ends)
        kind, level = word.kind, word.level
        if kind and name.kind != kind:
            return False
        if level == "city":
            if name.kind == "Province":
                return name.entity in ("CN-BJ", "CN-SH", "CN-TJ", "CN-CQ")
            level = self._gazetteer.level(name.entity)
            if level == "first" and self._gazetteer.unit(name.entity) in _NO_CITIES:
                return False
            return name.kind in ("LocalGovernment", "ForeignSNG") and level in ("city", "second", "third", "first")
        return name.kind != "Region"

    def spoken_of(self, fitting: list[Name], anaphor: Anaphor, context: Context, text: str) -> Name:
        """Which of the places named before is meant: the last one, but not a partner abroad of whom the text only
        mentions that it is one, where the section speaks of another; of two the one that is so called."""
        last = fitting[-1]
        home = context.home if context.home is not None and self.fits(context.home, anaphor.what) else None
        if home is not None and home.country != last.country:
            return home
        topic = context.topic
        abroad = topic is not None and topic.country != last.country and self.fits(topic, anaphor.what)
        if topic is not None and abroad and not any(_OPENING.search(text, 0, n.start) for n in _same(fitting, last)):
            return topic
        if anaphor.what not in _EXACT:
            return last
        return next((n for n in fitting[:-4:-1] if self._gazetteer.unit(n.entity or "").endswith(anaphor.what)), last)

    def called_after(self, anaphor: Anaphor, before: list[Name], context: Context, text: str) -> Name | None:
        """ "Hunan Rice Group, which is owned by the province": the unit that the body bears in its name."""
        if not before or not _OWNED_BY.search(text, max(0, anaphor.start - 40), anaphor.start):
            return None
        bodies = [n for n in before if n.kind in _OWN_BODIES and not n.stands_for and anaphor.start - n.end < FAR]
        first = bodies[-1].form.split()[:3] if bodies else []
        for size in range(len(first), 0, -1):
            found = {e.entity_id: e for e in self._gazetteer.find(" ".join(first[:size]))}
            entities = [e for id_ in found if (e := self._gazetteer.get(id_)) is not None]
            names = [
                Name(0, 0, e.name, e.name, kind=e.kind, entity=e.id, country=e.country)
                for e in entities
                if e.country == context.country or len(entities) == 1
            ]
            names = [n for n in names if self.fits(n, anaphor.what)]
            if len(names) == 1:
                return names[0]
        return None

    def met_by_topic(self, anaphor: Anaphor, before: list[Name], context: Context, text: str) -> list[Name]:
        """ "Relations with Nagasaki are old. Both regions ...", in a section on Fujian: Fujian and the only partner."""
        topic = context.topic
        if topic is None or topic.kind not in UNITS or any(n.key == topic.key for n in before):
            return []
        what = anaphor.what if anaphor.what in UNIT_WORDS and anaphor.what not in FIRST_LEVEL else "side"
        near = [n for n in before if anaphor.start - n.end <= FAR and self.fits(n, what) and peers(n, topic)]
        here = [n for n in near if "." not in text[n.start : anaphor.start]]
        partners = {n.key: n for n in here or near}
        if len(partners) != 1 or not self.fits(topic, what) or any(n.country == topic.country for n in near):
            return []
        return [as_anaphor(n, anaphor) for n in (topic, *partners.values())]


def _same(names: list[Name], wanted: Name) -> list[Name]:
    return [n for n in names if n.key == wanted.key]


def peers(one: Name, other: Name) -> bool:
    """Whether two places are of one rank, for a state may only say where a unit lies; persons speak as equals."""
    states = (one.kind == "State", other.kind == "State")
    return states[0] == states[1] or (one.person and other.person)


def as_anaphor(name: Name, anaphor: Anaphor) -> Name:
    """The name, printed where and as the expression is."""
    return replace(name, start=anaphor.start, end=anaphor.end, printed=anaphor.printed, anaphor=True)
