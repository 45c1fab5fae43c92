"""Bodies and meetings that are named after those who belong to them: "Sonora-Utah Commission", "Rhine-Alps Forum"."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations, pairwise, zip_longest

from ingest.kinds import BODIES, MEETINGS, PARTIES, UNITS
from ingest.names.among import listed_among
from ingest.names.name import Name
from ingest.verbless.labelled import was_held
from ingest.verbless.tie import VerblessTie
from ingest.words.forms import conjugated
from ingest.words.lexicon import words
from ingest.words.said import said_in

_NTH = rf"\d+(?:st|nd|rd|th)|{'|'.join(sorted(words('ordinals')))}"
_LEAD = re.compile(rf"(?:(?:the|joint|annual|{_NTH}|(?:conference|meeting|session|assembly)\s+of)\s+)*", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—]\s?")
_WORD = re.compile(r"[a-z]+")
_TOKEN = re.compile(r"\S+")
_ACTS = conjugated(words("joint_acts")) | words("joint_act_nouns")
_SITED = words("sited_sessions")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_OF_WHOM = re.compile(r"\b(?:of|[Bb]etween|[Aa]mong)\s+(?:the\s+)?(?=(?:[A-Z][\w'’.-]*[, ]*)+and (?:the )?[A-Z][^,]*$)")
_JOIN = re.compile(r",?\s+and\s+(?:the\s+)?|,\s+(?:the\s+)?")
_SITE = re.compile(r"[A-Z][\w'’-]+")
_SITED_OF = re.compile(
    rf"(?:(?:\d+(?:st|nd|rd|th)|\d{{4}})\s+)?(?P<site>[A-Z][\w'’-]+)\s+(?i:{'|'.join(sorted(_SITED))})\s+of\s+"
)
_LONGEST = 4  # words of a place's name
_JOINT = words("joint_bodies")


def joint_members(text: str, names: list[Name], find: Callable[[str], list[Name]]) -> list[VerblessTie]:
    """The members after whom bodies among `names` are called; `find` reads the names of a short text.

    Only where the sentence says that they meet or what they set up: a name alone is mentioned for many reasons.

    Only where the name opens with two or more places (or unions of states) joined by hyphens, or closes with them
    ("of Omsk and Pavlodar"), and has the head noun of a meeting or joint body: an expo or a trade office is often
    called after those at whom it aims.
    """
    found: list[VerblessTie] = []
    if _ACTS.isdisjoint(said_in(text)):
        return found
    for body in names:
        if body.kind not in MEETINGS or body.anaphor or body.stands_for:
            continue
        whose = _OF_WHOM.search(body.printed)
        if whose is None and not _DASH.search(body.printed):
            continue
        joint = not _JOINT.isdisjoint(_WORD.findall(body.printed.lower()))
        if not joint and (whose or body.entity is None or body.kind != "Mechanism"):
            continue
        parts = _closing_parts(body, whose.end(), find) if whose else _opening_parts(body, find)
        if not joint and parts and parts[-1].end < len(body.printed):
            continue  # "China-Myanmar Project": but a mechanism known by its members' names alone
        if not was_held(text, body):
            continue
        found += [VerblessTie(part.moved(body.start), body, _tie(part, body), "named-after") for part in parts]
    return found


def sited_members(text: str, names: list[Name], find: Callable[[str], list[Name]]) -> list[VerblessTie]:
    """ "the SCO Qingdao Summit", "the Riga Summit of the Amber Forum": the city after which one session is called."""
    found: list[VerblessTie] = []
    for event, following in zip_longest(names, names[1:]):
        if event.kind not in MEETINGS or event.anaphor or event.stands_for:
            continue
        whose = following if following is not None and following.kind in MEETINGS else None
        of_body = whose is not None and _OF.fullmatch(text, event.end, whose.start)
        if of_body and whose and (site := _site_of(event, find)):  # "the Riga summit of the Amber Forum"
            found.append(VerblessTie(site, whose, "HOSTS", "sited"))
            continue
        of = _SITED_OF.match(event.printed)
        said = list(_TOKEN.finditer(of["site"] if of else event.printed))
        last = event.printed[said[-1].start() :].lower() if said else ""
        if not of and (last not in _SITED or len(said) < 3 or not _whole_body(event.printed, said, find)):
            continue
        ahead = of["site"] if of else event.printed[: said[-1].start()].rstrip()
        start = 0 if of else said[-2].start()
        site = _whole(ahead[start:], find) if _SITE.fullmatch(ahead[start:]) else None
        if site is not None and site.kind in UNITS:
            at = event.start + start + (of.start("site") if of else 0)
            found.append(VerblessTie(site.moved(at), event, "HOSTS", "sited"))
    return found


def _site_of(event: Name, find: Callable[[str], list[Name]]) -> Name | None:
    """The city of "Riga summit"."""
    said = event.printed.split()
    if len(said) != 2 or said[1].lower() not in _SITED:
        return None
    site = _whole(said[0], find)
    return site.moved(event.start) if site is not None and site.kind not in ("State", "Organization") else None


def _whole_body(printed: str, said: list[re.Match[str]], find: Callable[[str], list[Name]]) -> bool:
    """Whether what stands before the city is a body: "G20 Hangzhou Summit", not "North Nagoya Summit"."""
    ahead = printed[: said[-2].start()].strip()
    names = find(ahead)
    return (ahead.isupper() and len(ahead) > 1) or any(n.end == len(ahead) and n.kind in BODIES for n in names)


def meeting_members(text: str, names: list[Name], outer: set[Name]) -> list[VerblessTie]:
    """ "the joint forum between A, B and C": those among whom a named body or meeting is, and that they cooperate over
    a border; `outer` are names that only say where another one lies."""
    found: list[VerblessTie] = []
    for at, body in enumerate(names):
        listed = listed_among(text, body, names[at + 1 :], outer)
        listed = listed if listed and was_held(text, body) else []
        found += [VerblessTie(name, body, _tie(name, body), "meeting-between") for name in listed]
        found += [
            VerblessTie(one, other, "COOPERATES_WITH", "meeting-between")
            for one, other in combinations(listed, 2)
            if one.key != other.key and one.land != other.land
        ]
    return found


def _tie(part: Name, body: Name) -> str:
    """States are members of a body; units take part in it, and all take part in a meeting."""
    return "MEMBER_OF" if part.kind in ("State", "Organization") and body.kind != "Event" else "PARTICIPATES_IN"


def _opening_parts(body: Name, find: Callable[[str], list[Name]]) -> list[Name]:
    """The names, joined by hyphens, with which a body's name opens; offsets are those of the body's text."""
    lead = _LEAD.match(body.printed)
    start = lead.end() if lead else 0
    parts: list[Name] = []
    dashes = [*_DASH.finditer(body.printed, start), None]
    for dash in dashes:
        segment = body.printed[start : dash.start() if dash else None]
        part = _whole(segment, find) if " " not in segment.strip() else _longest_opening(segment, find)
        if part is None:
            break
        parts.append(part.moved(start))
        start = dash.end() if dash else start
        if part.end < len(segment):
            break  # the rest of the name follows
    return parts if len(parts) > 1 and all(a.entity != b.entity for a, b in pairwise(parts)) else []


def _closing_parts(body: Name, start: int, find: Callable[[str], list[Name]]) -> list[Name]:
    """The names with which a body's name closes, "... of A, B and C", from `start` on."""
    parts: list[Name] = []
    for join in [*_JOIN.finditer(body.printed, start), None]:
        part = _whole(body.printed[start : join.start() if join else None], find)
        if part is None:
            return []
        parts.append(part.moved(start))
        start = join.end() if join else start
    return parts


def _longest_opening(segment: str, find: Callable[[str], list[Name]]) -> Name | None:
    """ "Utah" of "Utah Commission", "North Laos" of "North Laos Cooperation Working Group"."""
    ends = [m.end() for m in _TOKEN.finditer(segment)][:_LONGEST]
    return next((name for end in reversed(ends) if (name := _whole(segment[:end], find)) is not None), None)


def _whole(text: str, find: Callable[[str], list[Name]]) -> Name | None:
    """The name that the whole of a text is."""
    for name in find(text):
        if (name.start, name.end) == (0, len(text)) and name.kind in PARTIES and name.entity and not name.demonym:
            return name
    return None
