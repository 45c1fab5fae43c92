"""What a text says about where a place lies: its containers ("Suzhou, Anhui"), and what stands in a list with it.

`plain` holds, for each hit of the text, the entity that it means by itself, or nothing.
"""

from __future__ import annotations

import re

from graph.matcher import Hit

_CONTAINER_AFTER = re.compile(
    r"^\s*(?:,\s*|\(\s*|\s+in\s+|\s+of\s+)(?:(?:the|a|north|south|east|west|northern|southern|eastern|western|central)\s+){0,2}",
    re.IGNORECASE,
)
_OWNER = re.compile(  # "Japan's Gifu", "Vietnam's border province of Ha Giang", "the Mexican state of Sonora"
    r"['’]s?\s+(?:[a-z-]+\s+){0,3}(?:of\s+)?"
    r"|\s+(?:[a-z-]+\s+){0,2}"
    r"(?:cit|provinc|stat|prefectur|region|count|district|town|capital|aimag)[a-z]*\s+(?:of\s+)?"
)
_OWNS = re.compile(r"['’]s\s+")
_APPOSED_IN = re.compile(  # "Gwadar, a port in Balochistan", "Kashgar, an old trading town of western Xinjiang"
    r"\s*,\s*(?:a|an|the)\s+(?:[\w’'-]+\s+){0,3}?(?:city|town|port|county|district|village|municipality|capital|region"
    r"|province|prefecture|state|township|hub|centre|center|resort|island)\s+(?:in|of)\s+(?:the\s+)?"
    r"(?:(?:north|south|east|west|central)[a-z-]*\s+)?"
)
_LIST_JOIN = re.compile(r"^\s*(?:,|,?\s*and|,?\s*or|&|/)\s*(?:the\s+)?$")


def containers(at: int, end: int, hits: list[Hit], plain: list[str | None], text: str) -> list[str]:
    """States and units in which the text says that the hit lies: "Suzhou, Anhui", "Gifu in Japan"."""
    out: list[str] = []
    if at + 1 < len(hits) and plain[at + 1]:
        between = text[end : hits[at + 1].start]
        near = len(between) < 40 and _CONTAINER_AFTER.fullmatch(between)
        if near or (len(between) < 70 and _APPOSED_IN.fullmatch(between)):
            if at + 2 < len(hits) and plain[at + 2] and _OWNS.fullmatch(text, hits[at + 1].end, hits[at + 2].start):
                out.append(str(plain[at + 2]))  # "Hekou in China's Yunnan"
            out.append(str(plain[at + 1]))
    if at and plain[at - 1]:
        between = text[hits[at - 1].end : hits[at].start]
        if between == " " or _OWNER.fullmatch(between):
            out.append(str(plain[at - 1]))
    return out


def neighbours(at: int, hits: list[Hit], plain: list[str | None], text: str, reach: int = 4) -> list[str]:
    """Entities that stand in one list with the hit, at most `reach` names away."""
    out: list[str] = []
    for step in (-1, 1):
        here = at
        while 0 <= here + step < len(hits) and abs(here + step - at) <= reach:
            left, right = sorted((here, here + step))
            if not _LIST_JOIN.match(text[hits[left].end : hits[right].start]):
                break
            here += step
            if plain[here]:
                out.append(str(plain[here]))
    return out
