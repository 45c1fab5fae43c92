"""Zones made in places: "Peru set up special economic zones in Ilo and Paita". Each is called by its place."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.kinds import PARTIES, UNITS
from ingest.names.listed import run_of
from ingest.names.name import Name
from ingest.verbless.tie import VerblessTie
from ingest.words.forms import inflected
from ingest.words.lexicon import any_of, phrases, unit_nouns

_KINDS = phrases("zone_kinds")
_FULL = {"".join(word[0] for word in kind.split()).lower(): kind for kind in _KINDS if kind.count(" ") >= 2}
_SHORT = any_of(inflected(short.upper() for short in _FULL))
ZONE = rf"(?:(?:[A-Z][\w-]+\s+(?=[Dd]))?{any_of(inflected(_KINDS), either_case=True)}|{_SHORT})"
"""A regular expression for the kinds of zones, their short forms too."""
PLACE_NOUN = any_of(inflected(unit_nouns() | {*phrases("places_chosen")}))
"""A regular expression for what a place is that is chosen for something: "city", "ports"."""
_MADE = any_of(phrases("makes_zones"))
_HOW_MANY = any_of([*phrases("small_numbers"), *phrases("of_new_zones")])
_IN = re.compile(
    rf"\b{_MADE}\s+(?:(?:{_HOW_MANY}|\d+)\s+)*(?P<zone>{ZONE})(?:\s*\([A-Z]+s?\))?\s+in\s+(?:the\s+)?"
    rf"(?:(?:[a-z]+\s+)?{PLACE_NOUN}\s+of\s+)?"
)
_NOT_YET = re.compile(rf"\b(?:to|{any_of(phrases('not_yet'))})\s+$")  # "proposed to establish a zone in A"


def zones(text: str, names: list[Name]) -> list[VerblessTie]:
    """The zones that an actor is said to have made in places: each is called by its place."""
    found: list[VerblessTie] = []
    for match in _IN.finditer(text):
        ahead = [n for n in names if n.end <= match.start() and n.kind in PARTIES and not n.demonym]
        places = [n for n in names if n.start >= match.end() and n.kind in UNITS]
        if not ahead or len(text[ahead[-1].end : match.start()].split()) > 5 or not places:
            continue
        if places[0].start != match.end() or _NOT_YET.search(text, 0, match.start()):
            continue
        noun = zone_noun(match["zone"])
        for place in run_of(text, places):
            zone = replace(place, form=f"{place.printed} {noun}", kind="Project", entity=None, provisional=True)
            found.append(VerblessTie(ahead[-1], zone, "ESTABLISHED", "zones"))
    return found


def zone_noun(text: str) -> str:
    """The name of the kind of zone, in the singular, in capitals."""
    bare = text.removesuffix("s")
    full = _FULL.get(bare.lower(), bare)
    return " ".join(word[:1].upper() + word[1:] for word in full.split())
