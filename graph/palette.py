"""The colours of entity kinds and tie types, one palette for exports, pictures and Neo4j Browser.

Chosen to be told apart with the common colour vision deficiencies (a test simulates them): hues start from Okabe and
Ito (2008), "Color Universal Design", and Tol (2021), "Colour Schemes", SRON/EPS/TN/09-002, and differ in lightness. A
tie type's colour stands for its family where more types than safe colours exist.
"""

from __future__ import annotations

Rgb = tuple[int, int, int]

_GREY = "#777777"

# Kinds: places warm and blue by side, firms green, bodies purple, the rest by lightness.
KINDS: dict[str, str] = {
    "Province": "#D55E00",
    "LocalGovernment": "#EF9B31",
    "ForeignSNG": "#0072B2",
    "State": "#56B4E9",
    "SOE": "#014E29",
    "Enterprise": "#31DA9D",
    "Mechanism": "#882255",
    "Organization": "#D983B5",
    "Policy": "#F0E442",
    "Event": "#AA9570",
    "Project": "#6D5A1D",
    "Region": "#878C7F",
}

# Families of tie types: how close they are in meaning.
_FAMILIES: dict[str, tuple[str, ...]] = {
    "#D55E00": ("SISTER_OF",),
    "#0072B2": ("TWINNED_WITH", "CLUSTERS_IN"),
    "#882255": ("PARTICIPATES_IN", "MEMBER_OF", "HOSTS"),
    "#56B4E9": ("VISITED", "REPRESENTED_IN"),
    "#EF9B31": ("TRADES_WITH", "INVESTS_IN"),
    "#014E29": ("OPERATES_IN", "BASED_IN", "OWNS"),
    "#31DA9D": ("AIDS", "FUNDS", "SUPPLIES"),
    "#D983B5": ("COOPERATES_WITH", "IMPLEMENTS", "ESTABLISHED", "INFLUENCES"),
    "#878C7F": ("PART_OF", "BORDERS", "LOCATED_IN", "SUCCEEDED_BY", "STATES", "SUBJECT", "OBJECT", "UNDER"),
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


_DARK_GROUND = "#15181d"
_CONTRAST = 3.0  # of graphical objects, WCAG 2.2, criterion 1.4.11


def on_dark(colour: str) -> str:
    """The colour as it is shown on a dark ground: itself where it stands out, else mixed with white until it does.

    >>> on_dark("#56B4E9")
    '#56B4E9'
    """
    for share in range(0, 100, 5):
        mixed = tuple(round(c + (255 - c) * share / 100) for c in rgb(colour))
        found = "#{:02X}{:02X}{:02X}".format(*mixed)
        if contrast(found, _DARK_GROUND) >= _CONTRAST:
            return found
    return "#FFFFFF"


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in rgb(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
