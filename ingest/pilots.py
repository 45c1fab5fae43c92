"""Schemes in which a text says of a unit that it is a pilot, or one of so many places, and zones made in places.

"Nanjing and Wuxi became pilot cities for waste sorting", "Ordos was listed as one of 24 low-carbon cities", "Peru set
up special economic zones in Ilo and Paita": no verb has the scheme or the zone for its object by name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from ingest.labelled import Member
from ingest.names import Name
from ingest.table_zones import ZONE, zone_noun

_UNITS = frozenset(["Province", "LocalGovernment", "ForeignSNG"])
_SCHEMES = frozenset(["Policy", "Mechanism", "Project"])
_NOUN = (
    r"(?:cit(?:y|ies)|provinces?|areas?|zones?|regions?|units?|count(?:y|ies)|districts?|municipalit(?:y|ies)|ports?"
    r"|bases?)"
)
_CALLED = (
    r"\s+(?:(?:city|province|county|district)\s+)?(?:was\s+|were\s+|has\s+been\s+|have\s+been\s+|is\s+|are\s+)?"
    r"(?:(?:also|officially|finally|later)\s+)?"
    r"(?:become|becomes|became|(?:listed|approved|selected|designated|chosen|named|identified|included|appointed|established)"
    r"(?:\s+(?:as|to\s+be))?|as)\s+"
)
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|\d+)\s+of\s+(?:the\s+)?"
_OUT_OF = r"(?:first\s+)?(?:(?:batch\s+of\s+)?(?:\d+|[a-z]+teen|ten|eleven|twelve)\s+)?"
_ONE_OF = rf"(?:(?:an?|the)\s+)?(?:{_COUNT})?{_OUT_OF}"
_PILOT = r"(?:national\s+|provincial\s+)?(?:pilot|experimental|trial|demonstration)"
_FOR = re.compile(
    rf"{_CALLED}{_ONE_OF}{_PILOT}(?:\s+{_NOUN})?\s+"
    r"(?:to\s+(?:conduct|carry\s+out|implement|develop|launch|start|try|test)|for|of|in)\s+"
    r"(?:the\s+)?(?P<what>[^.;,:()]+?)(?=\s+(?:in|since|from|by|under|after)\s|\s*[.;,:()]|\s*$)"
)
_FIRST = re.compile(rf"{_CALLED}{_ONE_OF}(?P<what>(?:[a-z][\w-]*\s+){{1,6}}{_PILOT}\s+{_NOUN})\b")
_AMONG = re.compile(rf"{_CALLED}{_COUNT}{_OUT_OF}")
_ZONES_IN = re.compile(
    r"\b(?:establish(?:ed|es)?|set(?:s)?\s+up|creat(?:ed|es)|launch(?:ed|es)"
    r"|approv(?:ed|es)(?:\s+the)?\s+(?:establishment|creation)\s+of)"
    rf"\s+(?:(?:the|its|first|national|new|tentative|\d+|two|three|four|five|six|seven|several)\s+)*(?P<zone>{ZONE})"
    rf"(?:\s*\([A-Z]+s?\))?\s+in\s+(?:the\s+)?(?:(?:[a-z]+\s+)?{_NOUN}\s+of\s+)?"
)
_MAKERS = _UNITS | {"State", "Organization"}
_LIST = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_LONGEST = 6  # words of what a pilot is for
_HINT = re.compile(r"\b(?:pilot|experimental|trial|demonstration|of)\b")


def pilots(text: str, names: list[Name]) -> list[Member]:
    """The units of which a sentence says so, with the scheme, PARTICIPATES_IN."""
    if not _HINT.search(text):
        return []
    found: list[Member] = []
    for at, last in enumerate(names):
        if last.kind not in _UNITS or last.demonym:
            continue
        scheme = _scheme(text, last.end, names[at + 1 :])
        if scheme is not None:
            found += [Member(unit, scheme, "PARTICIPATES_IN", "pilot") for unit in _listed(text, names[: at + 1])]
    return found


def zones(text: str, names: list[Name]) -> list[Member]:
    """The zones that an actor is said to have made in places: each is called by its place."""
    found: list[Member] = []
    for match in _ZONES_IN.finditer(text):
        ahead = [n for n in names if n.end <= match.start() and n.kind in _MAKERS and not n.demonym]
        places = [n for n in names if n.start >= match.end() and n.kind in _UNITS]
        if not ahead or len(text[ahead[-1].end : match.start()].split()) > 5 or not places:
            continue
        if places[0].start != match.end():
            continue
        inside = [places[0]]
        for place in places[1:]:
            if not _LIST.fullmatch(text, inside[-1].end, place.start):
                break
            inside.append(place)
        noun = zone_noun(match["zone"])
        for place in inside:
            zone = replace(place, form=f"{place.printed} {noun}", kind="Project", entity=None, provisional=True)
            found.append(Member(ahead[-1], zone, "ESTABLISHED", "zones"))
    return found


def _scheme(text: str, at: int, following: list[Name]) -> Name | None:
    """The scheme that is named behind an offset: a known one, or called by what the pilot is for."""
    among = _AMONG.match(text, at)
    known = next((n for n in following if among and n.start == among.end() and n.kind in _SCHEMES), None)
    match = None if known else _FOR.match(text, at) or _FIRST.match(text, at)
    if match is None:
        return known
    start, end = match.span("what")
    inside = [n for n in following if n.start < end and start < n.end]
    if len(inside) == 1 and inside[0].kind in _SCHEMES:
        return inside[0]
    what = text[start:end]
    if inside or len(what.split()) > _LONGEST or {"to", "who", "which"} & set(what.split()):
        return None
    form = what if match.re is _FIRST else f"{what} pilot"
    return Name(start, end, what, form, kind="Policy", provisional=True)


def _listed(text: str, names: list[Name]) -> list[Name]:
    """The last name, and those before it in the same list."""
    units = [names[-1]]
    for name in takewhile(lambda n: n.kind in _UNITS and not n.demonym, reversed(names[:-1])):
        if not _LIST.fullmatch(text, name.end, units[0].start):
            break
        units.insert(0, name)
    return units
