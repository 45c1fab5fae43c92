"""Groups that entities belong to: level, kind, country, macro-region, and coast, border or interior.

Level, kind, country and jurisdiction come with the entity. Macro-regions (sub-regions of UN M49) and positions (coast,
border, interior) of China's provinces stand in `data/groups.csv`, each row with its source; an entity takes the
macro-region of its country and a Chinese place the position of its province; the position of what lies elsewhere is its
macro-region, so that one can ask whether the coast mixes with other parts of the world than the border does.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from graph.errors import NotFoundError, UsageError
from graph.model import Entity, Resolved
from graph.resources import data_table
from queries.multiplex import state_of

ATTRIBUTES = ("level", "kind", "country", "jurisdiction", "macro_region", "position")
POSITIONS = ("coast", "interior", "border")


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, str]]:
    """Values by attribute and member; attributes that have one value for each member."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in data_table("groups.csv"):
        if row["attribute"] != "region":
            found[row["attribute"]][row["member"]] = row["value"]
    return dict(found)


@lru_cache(maxsize=1)
def _members() -> dict[str, set[str]]:
    """Members of each region by its id: states, and regions inside it."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in data_table("groups.csv"):
        if row["attribute"] in ("macro_region", "region"):
            found[row["value"]].add(row["member"])
    for row in data_table("macro_regions.csv"):
        # Below a continent all its sub-regions count; the members of others are listed one by one.
        if row["parent"].startswith("region:") and row["id"] in set(_rows()["macro_region"].values()):
            found[row["parent"]].add(row["id"])
    return dict(found)


def check(attribute: str) -> str:
    """The attribute as it is spelt here (`macro-region` is `macro_region`); UsageError lists the known ones."""
    name = attribute.strip().casefold().replace("-", "_")
    if name not in ATTRIBUTES:
        raise UsageError(f"'{attribute}' is not an attribute of groups; known are {', '.join(ATTRIBUTES)}")
    return name


def label(resolved: Resolved, entity: Entity, attribute: str) -> str | None:
    """The group of an entity by an attribute; None where it belongs to none."""
    if attribute == "macro_region":
        state = state_of(entity)
        found = _rows()["macro_region"].get(state) if state else None
        return found.removeprefix("region:") if found else None
    if attribute == "position":
        own = next((value for id_ in _upward(resolved, entity) if (value := _rows()["position"].get(id_))), None)
        return own or label(resolved, entity, "macro_region")
    named: str | None = getattr(entity, attribute)
    return named


def labels(resolved: Resolved, ids: tuple[str, ...] | list[str], attribute: str) -> list[str | None]:
    """Groups of several entities, in their order."""
    return [label(resolved, resolved.entities[id_], attribute) for id_ in ids]


def _upward(resolved: Resolved, entity: Entity) -> list[str]:
    """Ids of the entity and of what it lies in, from the inside out."""
    chain, above = [entity.id], entity.parent
    while above is not None and above not in chain:
        chain.append(above)
        up = resolved.entities.get(above)
        above = up.parent if up else None
    return chain


def states_in(region: Entity) -> frozenset[str]:
    """Ids of the states of a region; a state is a region of one. NotFoundError where its states are not listed."""
    if region.kind == "State":
        return frozenset({region.id})
    found: set[str] = set()
    waiting = [region.id]
    while waiting:
        for member in _members().get(waiting.pop(), ()):
            (waiting if member.startswith("region:") and member not in found else []).append(member)
            found.add(member)
    states = frozenset(member for member in found if not member.startswith("region:"))
    if not states:
        known = ", ".join(sorted(name.removeprefix("region:") for name in _members()))
        raise NotFoundError(f"the states of {region.name} ({region.id}) are not listed; known regions are {known}")
    return states


def regions() -> tuple[str, ...]:
    """Ids of the macro-regions that part the states without overlap; one inside another (Polynesia) is left out."""
    named = set(_rows()["macro_region"].values())
    inside = {row["id"] for row in data_table("macro_regions.csv") if row["parent"] in named}
    return tuple(sorted(named - inside))
