"""Positions on a map: Mercator's projection, with the Pacific unbroken, so that ties across it are short."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from graph.exports.drawing import Point, centred
from graph.model import Entity

_CUT = -30.0  # degrees of longitude where the map is cut: in the Atlantic
_DEGREE = 20.0  # units of a degree of longitude: the whole map lies within what Gephi leaves alone
_NORTH = 80.0  # latitudes beyond are drawn there
_RING = 45.0  # distance from the middle of its partners of what has no place of its own


def on_the_map(entities: Sequence[Entity], joined: Iterable[tuple[int, int]]) -> tuple[list[Point], str]:
    """Positions by latitude and longitude, and a note on those that have none.

    What has no coordinates (a mechanism, a firm) stands in the middle of the partners that have; where there are none,
    in a row below the map. `joined` holds pairs of positions in `entities`.
    """
    placed = [_point(entity) for entity in entities]
    partners: dict[int, list[Point]] = {at: [] for at, point in enumerate(placed) if point is None}
    for one, other in joined:
        for node, partner in ((one, other), (other, one)):
            point = placed[partner]
            if node in partners and point is not None:
                partners[node].append(point)
    south = min((point[1] for point in placed if point is not None), default=0.0) - 200.0
    points: list[Point] = []
    lost = 0
    for at, point in enumerate(placed):
        if point is None and partners[at]:
            near = partners[at]
            angle = 2.4 * at  # the golden angle spreads those that share their partners
            x, y = sum(p[0] for p in near) / len(near), sum(p[1] for p in near) / len(near)
            point = (x + _RING * math.cos(angle), y + _RING * math.sin(angle))
        elif point is None:
            point = (lost * 60.0, south)
            lost += 1
        points.append(point)
    without = len(partners)
    note = f"{without:,} nodes without coordinates stand among their partners" if without else ""
    return centred(points), note


def _point(entity: Entity) -> Point | None:
    lat, lon = entity.lat, entity.lon
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return None
    east = (lon - _CUT) % 360.0
    north = math.radians(max(-_NORTH, min(_NORTH, lat)))
    return east * _DEGREE, math.degrees(math.log(math.tan(math.pi / 4 + north / 2))) * _DEGREE
