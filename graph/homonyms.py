"""Which bearer of a name is meant when several bear it: country, then China's province, then foreign first-level unit,
then Chinese city, then foreign city; among equals only a far larger one, else nobody."""

from __future__ import annotations

from dataclasses import dataclass

from graph.gazetteer import Gazetteer, NameEntry
from graph.model import Entity

_MARGIN_CHINA = 4.0  # so many times the inhabitants of the next Chinese city of that name
_MARGIN_WORLD = 10.0
_ASSUMED = {"second": 500_000, "third": 150_000, "city": 15_000}  # where the number of inhabitants is unknown
_WEAK_TYPES = frozenset(("variant",))


@dataclass(frozen=True, slots=True)
class Choice:
    """The entry that is meant, with score (0 to 1) and reason; no entry when it cannot be told."""

    entry: NameEntry | None
    score: float
    reason: str


def _rank(entity: Entity, entry: NameEntry) -> int:
    if entry.type in _WEAK_TYPES:
        return 9
    if entity.kind == "State":
        return 1 if len(entity.id) > 2 else 0  # a former state after one of today
    if entity.kind in ("Province", "Region"):
        return 1
    if entity.kind == "ForeignSNG" and entity.level == "first":
        return 2
    if entity.kind == "LocalGovernment":
        return 3 if entity.level != "city" else 6
    if entity.kind == "ForeignSNG":
        return 4 if entity.level == "city" else 5
    return 1  # organisations, mechanisms, policies: curated


def preferred(gazetteer: Gazetteer, bearers: list[tuple[NameEntry, Entity]], kind: str | None) -> Choice:
    """The bearer that is meant by the name alone, under hints that all of them satisfy."""
    bearers = _without_containers(gazetteer, bearers)
    if kind is not None:
        same = [b for b in bearers if b[1].kind == kind]
        bearers = same or bearers
    if len(bearers) == 1:
        entry, entity = bearers[0]
        return Choice(entry, 1.0 if entry.type == "name" else 0.98, f"the only {_what(entity)} of that name")
    ranked = sorted(bearers, key=lambda b: (_rank(b[1], b[0]), b[0].type != "name", -_people(b[1]), b[1].id))
    first = _rank(ranked[0][1], ranked[0][0])
    equals = [b for b in ranked if _rank(b[1], b[0]) == first]
    if first <= 2:
        named = [b for b in equals if b[0].type == "name"]
        equals = named if len(named) == 1 else equals
        if len(equals) == 1:
            entry, entity = equals[0]
            return Choice(entry, 0.95, f"the {_what(entity)}, before {len(bearers) - 1} smaller of that name")
        return Choice(None, 0.0, f"{len(equals)} places of the same rank bear the name")
    return _by_people(ranked)


def _without_containers(
    gazetteer: Gazetteer, bearers: list[tuple[NameEntry, Entity]]
) -> list[tuple[NameEntry, Entity]]:
    """Without foreign units that bear the name only by their chief city, which is there too (Uppsala County)."""
    cities = [e for _, e in bearers if e.level == "city"]
    inside = {above for city in cities for above in gazetteer.ancestors(city.id)}
    kept = []
    for entry, entity in bearers:
        if entity.kind == "ForeignSNG" and entity.id in inside and entry.type != "name":
            continue
        if entity.kind == "ForeignSNG" and entity.level == "second" and any(c.parent == entity.parent for c in cities):
            continue
        kept.append((entry, entity))
    return kept


def _people(entity: Entity) -> int:
    return entity.population or _ASSUMED.get(entity.level or "", 0)


def _by_people(ranked: list[tuple[NameEntry, Entity]]) -> Choice:
    """The largest, if it is larger than the next by a wide margin."""
    ranked = sorted(ranked, key=lambda b: (-_people(b[1]), b[1].id))
    entry, entity = ranked[0]
    rival = ranked[1][1]
    both_chinese = entity.country == rival.country == "CN"
    margin = _MARGIN_CHINA if both_chinese else _MARGIN_WORLD
    if _people(entity) >= margin * _people(rival):
        return Choice(entry, 0.85, f"at least {margin:g} times as many people live there as in the next of that name")
    return Choice(None, 0.0, f"{len(ranked)} places of similar size bear the name")


def _what(entity: Entity) -> str:
    return {"State": "state", "Province": "province of China", "ForeignSNG": "place", "LocalGovernment": "place in China"}.get(
        entity.kind, entity.kind.lower()
    )
