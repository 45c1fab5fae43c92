"""Schemes for which a text says that units are chosen, by what they are then called.

"Nanjing and Wuxi became pilot cities for waste sorting", "Kerala was selected as one of four pilot states for health
insurance", "Ordos was listed as one of 24 Low-Carbon Cities": no verb has the scheme for its object by name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from ingest.kinds import UNITS
from ingest.names.listed import run_of
from ingest.names.name import Name
from ingest.spans import over
from ingest.verbless.tie import VerblessTie
from ingest.verbless.zones import PLACE_NOUN
from ingest.words.lexicon import any_of, phrases

_SCHEMES = frozenset(["Policy", "Mechanism", "Project"])
_NUMBER = any_of(phrases("small_numbers"))
_CALLED = (
    rf"\s+(?:{PLACE_NOUN}\s+)?(?:(?:was|were|has\s+been|have\s+been|is|are)\s+)?(?:[a-z]+ly\s+|also\s+|later\s+)?"
    rf"(?:become|becomes|became|{any_of(phrases('chosen'))}(?:\s+(?:as|to\s+be))?|as)\s+"
)
_COUNT = rf"(?:{_NUMBER}|\d+)\s+of\s+(?:the\s+)?"
_OUT_OF = rf"(?:first\s+)?(?:(?:batch\s+of\s+)?(?:\d+|[a-z]+teen|{_NUMBER})\s+)?"
_ONE_OF = rf"(?:(?:an?|the)\s+)?(?:{_COUNT})?{_OUT_OF}"
_PILOT = rf"(?:(?:national|provincial)\s+)?{any_of(phrases('pilot_words'))}"
_TO = rf"\s+(?:to\s+{any_of(phrases('pilot_deeds'))}|for|of)"
_FOR = re.compile(
    rf"{_CALLED}{_ONE_OF}{_PILOT}(?:{_TO}|\s+{PLACE_NOUN}(?:{_TO}|\s+in))\s+"
    r"(?:the\s+)?(?P<what>[^.;,:()]+?)(?=\s+(?:in|since|from|by|under|after)\s|\s*[.;,:()]|\s*$)"
)
_FIRST = re.compile(rf"{_CALLED}{_ONE_OF}(?P<what>(?:[a-z][\w-]*\s+){{1,6}}{_PILOT}\s+{PLACE_NOUN})\b")
_AMONG = re.compile(rf"{_CALLED}{_COUNT}{_OUT_OF}")
_WORD = re.compile(r"\w*")
_LONGEST = 6  # words of what a pilot is for
_HINT = re.compile(rf"\b(?:{any_of(phrases('pilot_words'))}|of)\b")


def pilots(text: str, names: list[Name]) -> list[VerblessTie]:
    """The units of which a sentence says so, with the scheme, PARTICIPATES_IN."""
    if not _HINT.search(text):
        return []
    found: list[VerblessTie] = []
    for at, last in enumerate(names):
        if last.kind not in UNITS or last.demonym:
            continue
        scheme = _scheme(text, last.end, names[at + 1 :])
        if scheme is not None:
            found += [VerblessTie(unit, scheme, "PARTICIPATES_IN", "pilot") for unit in _listed(text, names[: at + 1])]
    return found


def made_of(text: str, at: int, names: list[Name], own: Name) -> list[VerblessTie]:
    """The same for a note that leaves out its unit: "Approved as a pilot area of ..."."""
    lead = f"{own.printed} was "
    moved = [n.moved(len(lead) - at) for n in names if n.start >= at]
    told = lead + text[at : at + 1].lower() + text[at + 1 :]
    unit = replace(own, start=0, end=len(own.printed))
    found = pilots(told, [unit, *moved])
    opener = replace(own, start=at, end=at + len(_WORD.match(text, at)[0]))  # type: ignore[index]
    return [
        replace(tie, subject=opener, object=tie.object.moved(at - len(lead))) for tie in found if tie.subject is unit
    ]


def _scheme(text: str, at: int, following: list[Name]) -> Name | None:
    """The scheme that is named behind an offset: a known one, or called by what the pilot is for."""
    among = _AMONG.match(text, at)
    known = next((n for n in following if among and n.start == among.end() and n.kind in _SCHEMES), None)
    match = None if known else _FOR.match(text, at) or _FIRST.match(text, at)
    if match is None:
        return known
    start, end = match.span("what")
    inside = over(start, end, following)
    if len(inside) == 1 and inside[0].kind in _SCHEMES:
        return inside[0]
    what = text[start:end]
    if inside or len(what.split()) > _LONGEST or {"to", "who", "which"} & set(what.split()):
        return None
    named = match.re is _FIRST or (" " in what and what[:1].isupper() and what.split()[-1][:1].isupper())
    form = what if named else f"{what} pilot"
    return Name(start, end, what, form, kind="Policy", provisional=True)


def _listed(text: str, names: list[Name]) -> list[Name]:
    """The last name, and those before it in the same list."""
    return run_of(text, takewhile(lambda n: n.kind in UNITS and not n.demonym, reversed(names)))[::-1]
