"""Places in prose: which gazetteer hits count; `ingest.names.bearers` says which of several of a name is meant.

In prose a name needs its capital, a common word or a small foreign city a cue: its country or container near, a unit
word, a list of places, or an earlier mention in the document. A name that goes on as something else ("China Daily",
"Kyoto Protocol") is not the place. Unknown spellings are read only within a country that the text names.
"""

from __future__ import annotations

import re

from graph.fold import fold
from graph.gazetteer import Gazetteer
from graph.matcher import Hit
from graph.model import Entity
from graph.resolve import Resolver
from ingest.kinds import PLACES
from ingest.names.around import is_person
from ingest.names.bearers import Bearers
from ingest.names.beside import (
    after_office,
    behind_office,
    called,
    has_governor,
    has_mayor,
    has_minister,
    has_partner,
    post_behind,
    shared_unit,
    unit_before,
)
from ingest.names.name import Context, Name
from ingest.names.spellings import UNIT_AFTER, Spellings
from ingest.words.lexicon import any_of, offices, phrases, unit_nouns, words

_CAPITAL_NEXT = re.compile(r"\s+([A-Z][\w'’-]*)")
_CAPITAL_BEFORE = re.compile(r"([A-Z][\w'’-]*)\s+$")
_SAINT_BEFORE = re.compile(rf"\b{any_of(phrases('before_other_places'))}\.?\s+$")  # "St. Paul" is not Paul
# What may stand with a capital right after a place that is still meant as the place.
_GOES_ON = words("after_places")
_DIRECTIONS = words("before_places")
_FUNCTION = words("function_words")  # "No doubt" is not Nord
_LESSER = 300_000  # inhabitants
_SEAT = re.compile(rf"-{any_of(phrases('seated'))}\b")
_ADJECTIVE = re.compile(rf"\s{any_of(phrases('adjectives_of_units'))}$", re.IGNORECASE)


def has_capital(printed: str) -> bool:
    """Whether it begins as a name does: a capital, a digit with letters, or a script without case."""
    first = printed[0]
    return not first.islower()


class PlacePolicy:
    """Reads the place hits of a text. One object serves a whole reader; the document's memory is in the context."""

    def __init__(self, gazetteer: Gazetteer, resolver: Resolver) -> None:
        self._gazetteer = gazetteer
        self._resolver = resolver
        self._spellings = Spellings(gazetteer, resolver)
        self._bearers = Bearers(gazetteer, resolver)

    def is_place(self, hit: Hit) -> bool:
        """Whether anybody who bears the name is a place (or a people: demonyms)."""
        return any((self._gazetteer.entity_kind(e.entity_id) or "") in PLACES for e in hit.entries)

    def has_capital(self, hit: Hit) -> bool:
        """Whether a hit is printed as a name is; of a region of several states the direction need not have a capital:
        "central Asian countries"."""
        first, _, rest = hit.printed.partition(" ")
        if has_capital(first) or first not in _DIRECTIONS or not rest[:1].isupper():
            return has_capital(first)
        region = self._gazetteer.get(hit.entries[0].entity_id)
        return region is not None and region.kind == "Region" and (region.parent or "region:").startswith("region:")

    def read(self, hits: list[Hit], text: str, context: Context, *, nested: bool = False) -> list[Name]:
        """The names among place hits that do not overlap other names, in order; `nested` ones stand inside a longer
        name ("Anhui Agricultural Commission"), whose words may follow them."""
        first = [self._plain(hit) for hit in hits]
        names: list[Name] = []
        for at, hit in enumerate(hits):
            name = self._one(at, hits, first, text, context, nested)
            if name is not None:
                names.append(name)
                if name.entity and name.sure and not name.demonym:
                    context.seen[fold(hit.printed)] = name.entity
                    self._bearers.learn_bare(hit.printed, name.entity, context)
        return names if nested else names + self._spellings.find(names, text, context)

    def end_with_unit(self, hit: Hit, text: str) -> int:
        """Where a place's name ends with the unit word that follows it."""
        unit = UNIT_AFTER.match(text, hit.end)
        return unit.end("u") if unit else hit.end

    def _plain(self, hit: Hit) -> str | None:
        """The state or unit that the hit means by itself, used as a cue for others."""
        if not has_capital(hit.printed) or hit.cue:
            return None
        return self._resolver.resolve(hit.printed).id

    def _one(
        self, at: int, hits: list[Hit], plain: list[str | None], text: str, context: Context, nested: bool
    ) -> Name | None:
        hit = hits[at]
        if not self.has_capital(hit) or not self._case_fits(hit) or hit.printed.lower() in _FUNCTION:
            return None
        demonym = hit.entries[0].type == "demonym" and all(
            e.type in ("demonym", "variant") or e.cue for e in hit.entries
        )
        unit_end, unit_form = self._with_unit(hit, text)
        if demonym and not (unit_end > hit.end and self._resolver.resolve(unit_form).id):
            return self._demonym(hit)
        end, form = unit_end, unit_form
        if not nested and self._is_something_else(hit, end, text, hits):
            return None
        if end == hit.end and self._of_mayor(hit, text):
            form = f"{hit.printed} City"
        decided = self._bearers.decide(at, form, end, hits, plain, text, context)
        if decided is None and _ADJECTIVE.search(form):
            end, form = hit.end, hit.printed  # "Sichuan Provincial Committee": the adjective is no part of the name
            decided = self._bearers.decide(at, form, end, hits, plain, text, context)
        if decided is None:
            return None
        entity_id, within, country = decided
        entity = self._governed(hit, text, self._gazetteer.get(entity_id))
        if entity is None:
            return None
        return Name(
            hit.start, end, text[hit.start : end], form, kind=entity.kind, entity=entity.id,
            country=entity.country if entity.kind != "State" else country, within=within,
        )  # fmt: skip

    @staticmethod
    def _case_fits(hit: Hit) -> bool:
        """Abbreviations must be printed as such ("US", not "Us"); "US" never means the word "us"."""
        shorts = [e for e in hit.entries if e.type == "abbreviation" or (e.printed.isupper() and len(e.printed) <= 4)]
        letters = "".join(c for c in hit.printed if c.isalpha())
        return len(shorts) < len(hit.entries) or letters.isupper()

    def _demonym(self, hit: Hit) -> Name | None:
        entity = self._gazetteer.get(hit.entries[0].entity_id)
        if entity is None:
            return None
        return Name(
            hit.start, hit.end, hit.printed, entity.name, kind=entity.kind, entity=entity.id,
            country=None if entity.kind == "State" else entity.country, demonym=True,
        )  # fmt: skip

    def _with_unit(self, hit: Hit, text: str) -> tuple[int, str]:
        unit = UNIT_AFTER.match(text, hit.end)
        if unit and not any((self._gazetteer.entity_kind(e.entity_id) or "") == "State" for e in hit.entries[:1]):
            return unit.end("u"), text[hit.start : unit.end("u")]
        single = unit_before(hit, text)
        if single and self._gazetteer.places.small(hit.entries[0].entity_id):
            form = f"{hit.printed} {single}"  # "the province of Ilocos Sur"
            return hit.end, form if self._resolver.resolve(form).id else hit.printed
        shared = shared_unit(hit, text) or called(hit, text)
        if shared and hit.entries[0].type != "demonym":
            form = f"{hit.printed} {shared}"
            return hit.end, form if self._resolver.resolve(form).id else hit.printed
        return hit.end, hit.printed

    def _is_something_else(self, hit: Hit, end: int, text: str, hits: list[Hit]) -> bool:
        """A capitalised word that follows makes it part of another name, unless it is a title, an organ or a place."""
        nxt = _CAPITAL_NEXT.match(text, end)
        if nxt and text[end : nxt.start(1)] != "\n":
            word = nxt[1].lower().removesuffix("'s").removesuffix("’s")
            place = any(h.start == nxt.start(1) for h in hits)
            titled = behind_office(hit, text) or has_minister(hit, text) or post_behind(text, end) is not None
            if not (word in _GOES_ON or nxt[1].lower() in _GOES_ON or place or titled or word in offices()):
                return True
        if after_office(hit, text, hits) or is_person(hit, text):
            return True
        if _SAINT_BEFORE.search(text, max(0, hit.start - 12), hit.start):
            return True
        before = _CAPITAL_BEFORE.search(text, max(0, hit.start - 40), hit.start)
        if before and (hit.cue or self._minor(hit)):
            opens = before.start() == 0 or text[max(0, before.start() - 2) : before.start()].strip() in (
                ".",
                "!",
                "?",
                "“",
                "‘",
            )
            place = any(before.end(1) - h.end in (0, 2) for h in hits)  # "Serbia's Niš"
            if not (opens or place or before[1].lower() in _DIRECTIONS | unit_nouns() | _FUNCTION | _GOES_ON):
                return True
        return False

    def _minor(self, hit: Hit) -> bool:
        """Whether a hit can be no more than a county or a lesser city: "Yang Xingping" is a person."""
        bearers = [self._gazetteer.get(e.entity_id) for e in hit.entries]
        return all(
            e is None or (e.level in ("third", "city") and (e.population or 0) < _LESSER and not entry.primary)
            for e, entry in zip(bearers, hit.entries, strict=True)
        )

    def _governed(self, hit: Hit, text: str, entity: Entity | None) -> Entity | None:
        """ "Kisii Governor": the unit that bears the name of its chief city."""
        if entity is None or entity.level != "city" or not has_governor(hit, text):
            return entity
        above = self._gazetteer.get(entity.parent or "")
        named = above and above.kind == "ForeignSNG" and fold(above.name).startswith(fold(entity.name))
        return above if named else entity

    def _of_mayor(self, hit: Hit, text: str) -> bool:
        """ "The mayor of Chiang Mai", "Osaka-based": the city, where a province has the same name or the name alone
        is too little known."""
        told = has_mayor(hit, text) or _SEAT.match(text, hit.end)
        if not (told or (hit.cue and has_partner(hit, text))):
            return False
        alone, city = self._resolver.resolve(hit.printed).id, self._resolver.resolve(f"{hit.printed} City").id
        if hit.cue and alone is None:
            return city is not None
        return bool(told and alone and city and alone != city and self._gazetteer.entity_kind(alone) != "State")
