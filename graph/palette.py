"""The colours of entity kinds and tie types, one palette for exports, pictures and Neo4j Browser.

Chosen to be told apart with the common colour vision deficiencies: hues follow Okabe and Ito (2008), "Color Universal
Design", and Tol (2021), "Colour Schemes", SRON/EPS/TN/09-002; within a family they differ in lightness. A tie type's
colour stands for its family where more types than safe colours exist.
"""

from __future__ import annotations

Rgb = tuple[int, int, int]

_GREY = "#777777"

# Kinds: places warm and blue by side, firms green, bodies purple, the rest by lightness.
KINDS: dict[str, str] = {
    "Province": "#D55E00",
    "LocalGovernment": "#E69F00",
    "ForeignSNG": "#0072B2",
    "State": "#56B4E9",
    "SOE": "#005A3C",
    "Enterprise": "#33B48C",
    "Mechanism": "#882255",
    "Organization": "#CC79A7",
    "Policy": "#F0E442",
    "Event": "#B8A37E",
    "Project": "#6B4E16",
    "Region": "#9A9A9A",
}

# Families of tie types: how close they are in meaning.
_FAMILIES: dict[str, tuple[str, ...]] = {
    "#D55E00": ("SISTER_OF",),
    "#0072B2": ("TWINNED_WITH", "CLUSTERS_IN"),
    "#882255": ("PARTICIPATES_IN", "MEMBER_OF", "HOSTS"),
    "#56B4E9": ("VISITED", "REPRESENTED_IN"),
    "#E69F00": ("TRADES_WITH", "INVESTS_IN"),
    "#005A3C": ("OPERATES_IN", "BASED_IN", "OWNS"),
    "#33B48C": ("AIDS", "FUNDS", "SUPPLIES"),
    "#CC79A7": ("COOPERATES_WITH", "IMPLEMENTS", "ESTABLISHED", "INFLUENCES"),
    "#9A9A9A": ("PART_OF", "BORDERS", "LOCATED_IN", "SUCCEEDED_BY"),
    "#222222": ("CONFLICTS_WITH",),
}
TIES: dict[str, str] = {tie: colour for colour, ties in _FAMILIES.items() for tie in ties}


def rgb(colour: str) -> Rgb:
    """Red, green and blue from 0 to 255 of a colour written `#RRGGBB`.

    >>> rgb("#D55E00")
    (213, 94, 0)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def of_kind(kind: str) -> str:
    """Colour of an entity kind as `#RRGGBB`; grey for a kind that is not in the palette."""
    return KINDS.get(kind, _GREY)


def of_tie(tie: str) -> str:
    """Colour of a tie type as `#RRGGBB`; grey for a type that is not in the palette."""
    return TIES.get(tie, _GREY)
