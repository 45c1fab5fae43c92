"""The palette covers the schema and can be told apart, with and without colour vision deficiency."""

from __future__ import annotations

from itertools import combinations

import pytest

from graph.palette import KINDS, TIES, of_kind, of_tie, rgb
from graph.schema import schema

Vector = tuple[float, float, float]

# Machado, Oliveira and Fernandes (2009), IEEE TVCG 15(6): full deficiency, on linear RGB.
MATRICES: dict[str, tuple[Vector, Vector, Vector]] = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LEAST = 12.0  # CIE76 distance: about five just noticeable differences


def linear(colour: str) -> Vector:
    parts = [channel / 255 for channel in rgb(colour)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def seen(colour: str, deficiency: str) -> Vector:
    """CIE L*a*b* of a colour as a person with the deficiency sees it."""
    raw = linear(colour)
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, raw, strict=True)))) for row in MATRICES[deficiency])
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, deficiency: str) -> float:
    pairs = zip(seen(one, deficiency), seen(other, deficiency), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@pytest.mark.parametrize("deficiency", MATRICES)
@pytest.mark.parametrize("palette", [KINDS, {c: c for c in set(TIES.values())}], ids=["kinds", "ties"])
def test_colours_can_be_told_apart(palette: dict[str, str], deficiency: str) -> None:
    close = {
        (one, other): round(d, 1)
        for one, other in combinations(sorted(palette), 2)
        if (d := distance(palette[one], palette[other], deficiency)) < LEAST
    }
    assert close == {}


def test_covers_the_schema() -> None:
    assert set(KINDS) == set(schema().kinds)
    assert set(TIES) == set(schema().ties) | set(schema().links)


def test_unknown_ones_are_grey() -> None:
    assert of_kind("Village") == of_tie("LOVES") == "#777777"
