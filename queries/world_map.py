"""The land of the world as one path for SVG, from the TopoJSON of world-atlas (Natural Earth at 1:110 million).

The format: Bostock and Metcalf (2013), "The TopoJSON Format Specification". Boundaries state no position.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from graph.resources import data_text
from queries.projection import NORTH, SOUTH, Point, at, relative

_FILE = "vendor/countries-110m.json"
_ANTARCTICA = "010"  # ISO 3166-1 numeric; it has no government, and lies below the map
_STEP = 3.0  # degrees between the points of the map's edge


@lru_cache(maxsize=1)
def land() -> str:
    """The outlines of all states as the `d` of one SVG path, in the units of `queries.projection`."""
    topology = json.loads(data_text(_FILE))
    arcs = _arcs(topology)
    parts = []
    for state in topology["objects"]["countries"]["geometries"]:
        if state.get("id") == _ANTARCTICA:
            continue
        polygons = state["arcs"] if state["type"] == "MultiPolygon" else [state["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            parts += [_path(piece) for piece in _on_the_map(_ring(arcs, ring))]
    return "".join(part for part in parts if part)


def edge() -> str:
    """The edge of the map as the `d` of an SVG path."""
    steps = [SOUTH + _STEP * n for n in range(int((NORTH - SOUTH) / _STEP) + 1)] + [NORTH]
    return _path([(-180.0, lat) for lat in steps] + [(180.0, lat) for lat in reversed(steps)])


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees of longitude and latitude: in the file they are differences on a grid."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def _ring(arcs: Sequence[Sequence[Point]], numbers: Sequence[int]) -> list[Point]:
    """The points of a ring; a number below zero means an arc backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _on_the_map(ring: Sequence[Point]) -> Iterator[list[Point]]:
    """The ring in degrees east of the map's centre, cut where it leaves the map to the east or west."""
    east = relative(ring[0][0])
    unrolled = [(east, ring[0][1])]
    for (before, _), (lon, lat) in pairwise(ring):
        east += (lon - before + 180.0) % 360.0 - 180.0
        unrolled.append((east, lat))
    for turn in (-360.0, 0.0, 360.0):
        piece = _cut([(east + turn, lat) for east, lat in unrolled], -180.0, above=True)
        piece = _cut(piece, 180.0, above=False)
        if len(piece) > 2:
            yield piece


def _cut(ring: Sequence[Point], limit: float, *, above: bool) -> list[Point]:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman 1974)."""

    def inside(point: Point) -> bool:
        return point[0] >= limit if above else point[0] <= limit

    kept: list[Point] = []
    for here, there in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if inside(here):
            kept.append(here)
        if inside(here) != inside(there):
            share = (limit - here[0]) / (there[0] - here[0])
            kept.append((limit, here[1] + share * (there[1] - here[1])))
    return kept


def _path(ring: Sequence[Point]) -> str:
    """A closed path; points that fall on one spot of the map are drawn once."""
    spots: list[str] = []
    for east, lat in ring:
        x, y = at(east, lat)
        spot = f"{x:.1f},{y:.1f}".replace(".0", "")
        if not spots or spots[-1] != spot:
            spots.append(spot)
    return f"M{'L'.join(spots)}Z" if len(spots) > 2 else ""
