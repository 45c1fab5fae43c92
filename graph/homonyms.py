"""Which bearer of a name is meant when several bear it: country, then China's province, then foreign first-level unit,
then Chinese city, then foreign city; among equals only a far larger one, else nobody."""

from __future__ import annotations

from dataclasses import dataclass

from graph.gazetteer import Gazetteer, NameEntry
from graph.identity import has_country_code
from graph.model import Entity

_MARGIN_CHINA = 4.0  # so many times the inhabitants of the next Chinese city of that name
_MARGIN_WORLD = 10.0
_MARGIN_INSIDE = 5.0  # among cities of one country
_ASSUMED = {"second": 500_000, "third": 150_000, "city": 15_000}  # where the number of inhabitants is unknown
_WEAK_TYPES = frozenset(("variant",))


@dataclass(frozen=True, slots=True)
class Choice:
    """The entry that is meant, with score (0 to 1) and reason; no entry when it cannot be told."""

    entry: NameEntry | None
    score: float
    reason: str


def _rank(gazetteer: Gazetteer, entity: Entity, entry: NameEntry) -> int:
    if entry.type in _WEAK_TYPES:
        return 9
    if entity.kind == "ForeignSNG" and gazetteer.places.unit(entity.id) == "territory" and has_country_code(entity.id):
        return 0  # a dependency that has a country code (Puerto Rico)
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
    ranks = {id(b): _rank(gazetteer, b[1], b[0]) for b in bearers}
    primary = [b for b in bearers if b[0].primary]
    if len(primary) == 1 and len(bearers) > 1 and 0 not in ranks.values():
        return Choice(primary[0][0], 0.95, f"best known of {len(bearers)} of that name")
    if len(bearers) == 1:
        entry, entity = bearers[0]
        return Choice(entry, 1.0 if entry.type == "name" else 0.98, f"the only {_what(entity)} of that name")
    bearers = primary if len(primary) > 1 else bearers
    ranked = sorted(bearers, key=lambda b: (ranks[id(b)], b[0].type != "name", -_people(b[1]), b[1].id))
    first = ranks[id(ranked[0])]
    if first > 2:
        return _by_people(ranked)
    equals = [b for b in ranked if ranks[id(b)] == first]
    named = [b for b in equals if b[0].type == "name"]
    equals = named if len(named) == 1 else equals
    if len(equals) > 1:
        return _by_cities(gazetteer, equals) if first == 2 else _undecided(equals)
    entry, entity = equals[0]
    rival = _rival(gazetteer, entity, ranked) if first == 2 else None
    if rival is not None:
        return Choice(None, 0.0, f"{entity.name} in {entity.country} and {rival.name} in {rival.country} bear the name")
    return Choice(entry, 0.95, f"the {_what(entity)}, before {len(bearers) - 1} smaller of that name")


def _undecided(equals: list[tuple[NameEntry, Entity]]) -> Choice:
    return Choice(None, 0.0, f"{len(equals)} places of the same rank bear the name")


def _by_cities(gazetteer: Gazetteer, equals: list[tuple[NameEntry, Entity]]) -> Choice:
    """Of first-level units in two countries the one whose cities are larger by a wide margin (Florida)."""
    if len(equals) != 2 or equals[0][1].country == equals[1][1].country:
        return _undecided(equals)  # Washington, the state or the capital: not a matter of size
    lived = sorted(((gazetteer.places.urban(e.id), e.id, entry) for entry, e in equals), reverse=True)
    if lived[0][0] >= _MARGIN_WORLD * max(lived[1][0], _ASSUMED["third"]):
        return Choice(lived[0][2], 0.85, f"at least {_MARGIN_WORLD:g} times as many people live in its cities")
    return _undecided(equals)


def _rival(gazetteer: Gazetteer, unit: Entity, ranked: list[tuple[NameEntry, Entity]]) -> Entity | None:
    """A place in another country that may be meant as well as a foreign first-level unit: a larger city, or a
    second-level unit."""
    people = max(gazetteer.places.urban(unit.id), unit.population or 0)
    for entry, other in ranked:
        abroad = other.country != unit.country and entry.type == "name"
        if abroad and (other.level == "second" or (other.population or 0) > max(people, 100_000)):
            return other
    return None


def _without_containers(
    gazetteer: Gazetteer, bearers: list[tuple[NameEntry, Entity]]
) -> list[tuple[NameEntry, Entity]]:
    """Without foreign units that bear the name only by their chief city, which is there too (Uppsala County)."""
    cities = [e for entry, e in bearers if e.level == "city" and entry.type not in _WEAK_TYPES]
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
    """The largest, if it is larger than the next by a wide margin; a Chinese prefecture before a smaller county."""
    ranked = sorted(ranked, key=lambda b: (-_people(b[1]), b[1].id))
    entry, entity = ranked[0]
    rivals = [other for _, other in ranked[1:]]
    if entity.country == "CN" and entity.level == "second":
        rivals = [r for r in rivals if r.country != "CN" or r.level == "second"]
        if any(r.country == "CN" for r in rivals):  # the inhabitants of a seat say too little of a prefecture
            return Choice(None, 0.0, f"{len(rivals) + 1} prefecture-level units of China bear the name")
    if not rivals:
        return Choice(entry, 0.9, "the prefecture-level unit of that name")
    both_chinese = entity.country == rivals[0].country == "CN"
    inside = all(r.country == entity.country for r in rivals)
    margin = _MARGIN_CHINA if both_chinese else _MARGIN_INSIDE if inside else _MARGIN_WORLD
    if _people(entity) >= margin * _people(rivals[0]):
        return Choice(entry, 0.85, f"at least {margin:g} times as many people live there as in the next of that name")
    return Choice(None, 0.0, f"{len(ranked)} places of similar size bear the name")


def _what(entity: Entity) -> str:
    return {
        "State": "state",
        "Province": "province of China",
        "ForeignSNG": "place",
        "LocalGovernment": "place in China",
    }.get(entity.kind, entity.kind.lower())
