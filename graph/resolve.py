"""Who is meant by a name: exact name, then name with unit word, then the known country's own units, else nobody.

A wrong merge is worse than a miss. Never fuzzy among China's provinces, never outside a known country, and a name
that two places bear alike stays unresolved, with its candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.errors import UsageError
from graph.fold import fold
from graph.gazetteer import Gazetteer, NameEntry
from graph.homonyms import preferred
from graph.identity import has_country_code, hint_allows
from graph.model import Candidate, Decision, Entity
from graph.near_names import NearNames
from graph.schema import schema
from graph.unit_words import fits_level, strip_unit

_LEVELS = ("country", "first", "second", "third", "city")
_PLACES = frozenset(("Province", "LocalGovernment", "ForeignSNG", "State", "Region"))
_CHINESE = frozenset(("Province", "LocalGovernment"))
_OWN_GOVERNMENT = re.compile(r"(?<!eople)['’]s (?=(?:\w+ ){0,2}government)", re.IGNORECASE)
_CONTEXT = re.compile(r"^(?P<head>[^,(（]{2,}?)\s*[,(（]\s*(?P<tail>[^,()（）]{2,}?)\s*[)）]?$")
_PART = re.compile(r"^(?P<head>.+ (?:District|County|City|Prefecture|Province)) (?:of|in) (?P<tail>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known beside the name. `fits` are the levels that a unit word allows."""

    kind: str | None = None
    country: str | None = None
    within: str | None = None
    fits: frozenset[str] | None = None

    @property
    def places_it(self) -> bool:
        """Whether they say enough to take a name that needs a cue."""
        return bool(self.country or self.within or self.fits or self.kind in _CHINESE)


class Resolver:
    """Resolves names against a gazetteer. Decisions are a pure function of gazetteer and arguments, and are cached."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._near = NearNames(gazetteer)
        self._cache: dict[tuple[str, str | None, str | None, str | None], Decision] = {}

    def resolve(
        self, form: str, kind: str | None = None, country: str | None = None, within: str | None = None
    ) -> Decision:
        """Who is meant by `form`.

        `kind` is an entity kind, a group of them (unit, place, firm, body, actor) or a level (country, first, second,
        third, city); `country` an ISO 3166-1 code and `within` an entity id: both are binding. UsageError for an
        unknown kind.
        """
        key = (form, kind, country, within)
        found = self._cache.get(key)
        if found is None:
            _check_kind(kind)
            found = self._resolve(form, Hints(kind, country, within))
            if kind == "city" and country and found.id is None and found.method != "homonyms":
                found = self._as_unit(form, Hints("unit", country, within)) or found
            self._cache[key] = found
        return found

    def _as_unit(self, form: str, hints: Hints) -> Decision | None:
        """Where no city bears the name, the unit that does: Berlin and Havana are one with theirs, Singapore a state.

        Only by the exact name: what is merely like a unit's name may well be a small town.
        """
        found = self._exact(form, fold(form), hints)
        return replace(found, score=min(found.score, 0.95)) if found and found.id else None

    def _resolve(self, form: str, hints: Hints) -> Decision:
        folded = fold(_OWN_GOVERNMENT.sub(" ", form))
        if not folded:
            return Decision(form, None, 0.0, "unresolved", "the name is empty")
        core, fits = strip_unit(folded)
        if self._gazetteer.generic(core) and not (hints.country or hints.within) and self._only_units(folded):
            return Decision(form, None, 0.0, "unresolved", "a word of direction or rank: many units bear it")
        exact = self._exact(form, folded, hints)
        if exact is not None and (exact.id is not None or fits is None):
            return exact
        if core != folded:
            typed = self._exact(form, core, replace(hints, fits=fits))
            if typed is not None:
                return _as_typed(typed, form, fits) if typed.id else typed
        if exact is not None:
            return exact
        context = _CONTEXT.match(form.strip()) or (_PART.match(form.strip()) if fits is None else None)
        if context is not None:
            placed = self._in_context(form, context["head"], context["tail"], hints)
            if placed is not None:
                return placed
        return self._approximate(form, folded, core, replace(hints, fits=fits))

    def _only_units(self, folded: str) -> bool:
        entries = self._gazetteer.names(folded)
        units = (self._gazetteer.entity_kind(e.entity_id) in ("ForeignSNG", "LocalGovernment") for e in entries)
        return all(units) and not any(e.primary for e in entries)

    def _exact(self, form: str, folded: str, hints: Hints) -> Decision | None:
        """A decision when anybody bears the name: None when nobody does under these hints."""
        entries = self._gazetteer.names(folded) or self._gazetteer.names(folded.removeprefix("the "))
        if not entries and (known := self._gazetteer.respaced(folded)) is not None:
            entries = self._gazetteer.names(known)
        bearers = [(e, entity) for e in entries if (entity := self._gazetteer.get(e.entity_id)) is not None]
        allowed = [(e, entity) for e, entity in bearers if self._allowed(entity, hints)]
        if all(e.type == "variant" for e, _ in allowed):
            allowed = self._towns(form, folded, hints) or allowed
        if not allowed:
            return None
        choice = preferred(self._gazetteer, allowed, hints.kind)
        if choice.entry is None:
            return self._unresolved(form, choice.reason, [entity for _, entity in allowed], "homonyms")
        entity = self._gazetteer.get(choice.entry.entity_id)
        assert entity is not None
        if not hints.places_it and not choice.entry.primary and self._gazetteer.places.small(entity.id):
            reason = f"{entity.name} needs a cue: its country, a unit word, or where it lies"
            return self._unresolved(form, reason, [entity for _, entity in allowed], "cue")
        decided = self._decided(form, entity, choice.entry, choice.score, choice.reason)
        others = {e.id: e for _, e in allowed if e.id != entity.id}
        more = self._largest(others.values())[:2]
        rest = tuple(Candidate(e.id, e.name, e.kind, e.country, round(1 - choice.score, 2), "homonym") for e in more)
        return replace(decided, candidates=(*decided.candidates, *rest))

    def _towns(self, form: str, folded: str, hints: Hints) -> list[tuple[NameEntry, Entity]]:
        """Towns below the size of the gazetteer, where the country is known."""
        around = self._gazetteer.get(hints.within or hints.country or "")
        if around is None or around.country is None:
            return []
        entities = (self._gazetteer.get(id_) for id_ in self._gazetteer.towns.ids(around.country, folded))
        found = [(NameEntry(e.id, form, "name", True), e) for e in entities if e is not None]
        return [(entry, entity) for entry, entity in found if self._allowed(entity, hints)]

    def _allowed(self, entity: Entity, hints: Hints) -> bool:
        stateless = entity.kind not in _PLACES and entity.country is None
        if hints.country and not stateless and not hint_allows(hints.country, entity):
            return False
        if hints.within and hints.within != entity.id and not self._lies_within(entity, hints.within):
            return False
        if hints.fits is not None:
            unit = self._gazetteer.places.unit(entity.id)
            if entity.kind not in _PLACES or not fits_level(hints.fits, entity.kind, entity.level, unit):
                return False
        return _kind_allows(hints.kind, entity, self._gazetteer.places.unit(entity.id))

    def _lies_within(self, entity: Entity, within: str) -> bool:
        known = self._gazetteer.get(within)
        return known is not None and known.id in self._gazetteer.ancestors(entity.id)

    def _in_context(self, form: str, head: str, tail: str, hints: Hints) -> Decision | None:
        """A name that tells where it lies: "Suzhou, Jiangsu", "Portland (Oregon)"."""
        around = self._resolve(tail, Hints(country=hints.country))
        ids = [around.id] if around.id else []
        ids += [e.entity_id for e in self._gazetteer.names(strip_unit(fold(tail))[0]) if e.entity_id not in ids]
        first: Decision | None = None
        for id_ in ids:  # "Atlanta, Georgia" is not in the state of Georgia, but in the unit
            entity = self._gazetteer.get(id_)
            if (
                entity is None
                or entity.kind not in _PLACES
                or (hints.country and not hint_allows(hints.country, entity))
            ):
                continue
            state = entity.kind == "State"
            inside = replace(hints, country=id_, within=None) if state else replace(hints, within=id_)
            found = self._resolve(head, inside)
            found = replace(found, printed=form, reason=f"{found.reason}; in {entity.name}")
            if found.id:
                return found
            first = first or found
        return self._around(form, head, ids, hints) or first

    def _around(self, form: str, head: str, inner: list[str], hints: Hints) -> Decision | None:
        """The bearer of the first name in which the second lies: "Congo (Brazzaville)", "Tanzania (Zanzibar)"."""
        above = {id_ for place in inner for id_ in self._gazetteer.ancestors(place)}
        entries = [e for e in self._gazetteer.names(fold(head)) if e.entity_id in above]
        if len(entries) != 1:
            return None
        entity = self._gazetteer.get(entries[0].entity_id)
        if entity is None or not self._allowed(entity, hints):
            return None
        return self._decided(form, entity, entries[0], 0.9, f"the {entity.name} in which the place beside it lies")

    def _approximate(self, form: str, folded: str, core: str, hints: Hints) -> Decision:
        borne = self._gazetteer.names(folded) or self._gazetteer.names(core)
        if hints.country and (hints.kind is None or _may_be_unit(hints.kind)):
            near = self._near.in_country(form, core, hints.country, borne=bool(borne))
            entity = self._gazetteer.get(near.entity_id) if near else None
            if near is not None and entity is not None and self._allowed(entity, hints):
                return self._decided(
                    form, entity, NameEntry(entity.id, near.printed, near.method, False), near.score, near.reason
                )
        if borne:
            entities = [e for entry in borne if (e := self._gazetteer.get(entry.entity_id)) is not None]
            return self._unresolved(form, "the name is known, but not for what the context says", entities, "elsewhere")
        candidates = self._near.candidates(folded, core, hints.country)
        return Decision(form, None, 0.0, "unresolved", "no name of the gazetteer is the same", candidates)

    def _decided(self, form: str, entity: Entity, entry: NameEntry, score: float, reason: str) -> Decision:
        method = (
            entry.type
            if entry.type in ("fuzzy", "pinyin", "sound")
            else "exact"
            if entry.type == "name"
            else entry.type
        )
        chosen = Candidate(entity.id, entity.name, entity.kind, entity.country, score, method)
        return Decision(form, entity.id, score, method, reason, (chosen,))

    def _largest(self, entities: Iterable[Entity]) -> list[Entity]:
        """The largest first: by their own people, or by those in their cities where only these are known."""
        urban = self._gazetteer.places.urban
        return sorted(entities, key=lambda e: (-max(e.population or 0, urban(e.id)), e.id))

    def _unresolved(self, form: str, reason: str, entities: list[Entity], method: str) -> Decision:
        best = self._largest(entities)[:3]
        found = tuple(Candidate(e.id, e.name, e.kind, e.country, 0.5, method) for e in best)
        return Decision(form, None, 0.0, "unresolved", reason, found)


def _as_typed(decision: Decision, form: str, fits: frozenset[str] | None) -> Decision:
    score = min(decision.score, 0.97)
    how = "its unit word fits" if fits else "without the word for its government"
    return replace(decision, printed=form, score=score, method="typed", reason=f"{decision.reason}; {how}")


def _check_kind(kind: str | None) -> None:
    known = schema()
    if kind is not None and kind not in known.kinds and kind not in known.groups and kind not in _LEVELS:
        raise UsageError(f"'{kind}' is no kind; known are {', '.join((*known.kinds, *known.groups, *_LEVELS))}")


def _may_be_unit(kind: str) -> bool:
    return kind in ("ForeignSNG", "unit", "place", "actor", "first")


def _kind_allows(kind: str | None, entity: Entity, unit: str) -> bool:
    """Places are told apart by kind; among the others a reader's guess (Mechanism or Organization) does not bind."""
    if kind is None:
        return True
    if kind in _LEVELS:
        if kind == "country" and (entity.level == "country" or has_country_code(entity.id)):
            return True
        city = kind == "city" and fits_level(frozenset(("city",)), entity.kind, entity.level, unit)
        return entity.kind in _PLACES and (entity.level == kind or city)
    known = schema()
    wanted = frozenset(known.groups.get(kind, (kind,)))
    if entity.kind in wanted:
        return True
    if entity.id in known.city_states and wanted & {"ForeignSNG"}:
        return True
    return entity.kind not in _PLACES and not wanted & _PLACES
