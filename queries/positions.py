"""Where an entity lies on a map: its own coordinates, else those of what it lies in or is based in."""

from __future__ import annotations

import math
from collections.abc import Iterable

from graph.model import Entity, Resolved

Degrees = tuple[float, float]

_SEATS = ("BASED_IN", "LOCATED_IN")  # tie types whose object is where the subject is


def positions(resolved: Resolved, ids: Iterable[str]) -> dict[str, Degrees]:
    """Latitude and longitude in degrees of those of the entities that have a place.

    One without coordinates of its own stands where the unit above it is, a firm or body where a tie says that it is
    based; a mechanism, which is in no one place, is left out.
    """
    seats: dict[str, str] = {}
    for tie in sorted(resolved.ties, key=lambda tie: tie.id):
        if tie.tie in _SEATS:
            seats.setdefault(tie.subject, tie.object)
    found = {}
    for entity_id in sorted(set(ids)):
        place = _place(resolved, entity_id, seats)
        if place is not None:
            found[entity_id] = place
    return found


def _place(resolved: Resolved, entity_id: str, seats: dict[str, str]) -> Degrees | None:
    seen: set[str] = set()
    at: str | None = entity_id
    while at is not None and at not in seen:
        seen.add(at)
        entity = resolved.entities.get(at)
        own = _own(entity) if entity else None
        if own is not None:
            return own
        at = seats.get(at) or (entity.parent if entity else None)
    return None


def _own(entity: Entity) -> Degrees | None:
    lat, lon = entity.lat, entity.lon
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return None
    return lat, lon
