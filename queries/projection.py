"""The projection of the maps: Equal Earth, so that areas compare, with the Pacific unbroken in the middle.

Šavrič, Patterson and Jenny (2018), "The Equal Earth map projection", International Journal of Geographical Information
Science 33. The map is cut in the Atlantic, where little land but Greenland lies, so that ties across the Pacific are
whole.
"""

from __future__ import annotations

import math

Point = tuple[float, float]

CENTRE = 150.0
"""Longitude in the middle of the map, in degrees."""
NORTH, SOUTH = 84.0, -58.0
"""Latitudes between which the map is drawn: what lies beyond has no governments."""
WIDTH = 1000.0
"""Width of the map in its own units."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2


def _raw(east: float, lat: float) -> Point:
    """x to the east and y to the north in radii of the earth; `east` counts degrees from the centre."""
    t = math.asin(_M * math.sin(math.radians(lat)))
    t2 = t * t
    t6 = t2 * t2 * t2
    a1, a2, a3, a4 = _A
    x = math.radians(east) * math.cos(t) / (_M * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
    return x, t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))


_SCALE = WIDTH / (2 * _raw(180.0, 0.0)[0])
_TOP = _raw(0.0, NORTH)[1]

HEIGHT = round((_TOP - _raw(0.0, SOUTH)[1]) * _SCALE, 1)
"""Height of the map in its own units."""


def relative(lon: float) -> float:
    """Degrees east of the centre, from -180 to 180.

    >>> relative(-170.0)
    40.0
    """
    return (lon - CENTRE + 180.0) % 360.0 - 180.0


def at(east: float, lat: float) -> Point:
    """Place on the map (x to the right, y down) of degrees east of the centre and a latitude in degrees."""
    x, y = _raw(east, max(SOUTH, min(NORTH, lat)))
    return WIDTH / 2 + x * _SCALE, (_TOP - y) * _SCALE


def project(lat: float, lon: float) -> Point:
    """Place on the map of a latitude and a longitude in degrees."""
    return at(relative(lon), lat)
