"""Ties that no verb states: labelled lists ("Member countries: Laos, Thailand"), meetings and missions in a place.

The label has no verb; the body is the one that the line or the text before it names. A state is a member, a unit takes
part.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from ingest.kinds import BODIES, GOVERNED, MEETINGS, UNITS
from ingest.names.capitals import capital_of
from ingest.names.name import Name
from ingest.verbless.tie import VerblessTie
from ingest.words.lexicon import any_of, phrases, words
from ingest.words.said import said_in

_MEMBERS = any_of(phrases("what_members_are"))
_LABEL = re.compile(
    rf"(?:(?:current|full|founding)\s+)?(?:(?:member|participating|participant)\s+{_MEMBERS}"
    rf"|members|membership|(?P<present>participants|{any_of(phrases('present_at'))}"
    r"(?:\s+from\s+(?:the\s+)?[\w ]{3,40}?)?))\s*(?:\(\d+\))?\s*[:：]\s*",
    re.IGNORECASE,
)
# "in Linz", "(Irkutsk", "at the Harbour Convention Centre in Lagos"
_HALL = rf"(?:at\s+)?the\s+(?:[A-Z][\w'’-]*\s+){{0,5}}{any_of(phrases('halls'))}(?:,\s+|\s+)"
_IN = re.compile(
    rf"(?:\s+(?:on|this|last)\s+[A-Z][a-z]+(?:\s\d{{1,2}})?|\s+(?:this|last)\s+(?:week|month|year))?"
    rf"\)?\s*(?:,\s*(?:\d{{4}}(?=\s))?)?(?:\s(?:{_HALL})?(?:in|at)\s+|\s\()"
    r"(?:the\s+)?(?:[a-z]+\s+(?:city|capital|province)\s+(?:of\s+)?)?"
)
_SITE = re.compile(r"\)|,\s*(?:[A-Z][a-z]+\s+)?\d")  # "(Irkutsk, September 2008)"
_SESSION = re.compile(rf"\b{any_of(phrases('sessions'))}s?\b", re.IGNORECASE)
_NTH = re.compile(rf"\d|\b[IVXL]{{2,7}}\b|\b(?i:{'|'.join(sorted(words('ordinals')))})\b")
_AND_EVENT = re.compile(r"(?:\s+\([^()]*\))?\s+and\s+(?:the\s+)?(?:\d+(?:st|nd|rd|th)\s+)?")
_MISSION = re.compile(rf"\b{any_of(phrases('missions'))}\b", re.IGNORECASE)
_AHEAD_OF_US = re.compile(
    rf"\b{any_of(phrases('still_to_come'), either_case=True)}\b"
    rf"|\b{any_of(phrases('stems_of_intending'))}[a-z]*\s+to\b"
    r"|\b(?:planned|proposed|expected)\s+(?:\d+\w*\s+)?[A-Z]"
)
_NOT_HELD = re.compile(rf"\b{any_of(phrases('not_held'))}\b")
_CLAUSE_ENDS = re.compile(r"[.;:]|,\s+(?:and|but|while|which|who)\b")
_BRACKET = re.compile(
    rf"\s*(?:(?:member|participating)\s+)?(?:{any_of(phrases('members_in_brackets'))}\s*)?"
    r"\(\s*(?:(?:namely|i\.e\.,?|including|comprising|of|the|:)\s+)*"
)
_ONLY_LIST = re.compile(r"(?:[\s,;&/]|\band\b|\bthe\b|[-–])*")
_POSSESSIVE = re.compile(rf"['’]s?\s+(?:{any_of(phrases('adjectives_of_plans'))}\s+)?[\"“‘']?")
_OTHER = re.compile(rf"\s+(?:{'|'.join(sorted(words('nouns_after_bodies') - {'policy', 'strategy', 'initiative'}))})\b")
_PLANS = frozenset(["Mechanism", "Project"])
_PLAN = re.compile(rf"\b{any_of(phrases('called_plans'))}$", re.IGNORECASE)
_PAIRING = words("pairing_verbs")
_WITH = re.compile(r"\s+(?:(?:is|was|are|were|has\s+been)\s+)?(?:[a-z]+ed\s+)?(?:with|to)\s+(?:the\s+)?")
_AND = re.compile(r"\s*(?:,\s*)?(?:and\s+)?(?:the\s+)?")
_AHEAD = 60  # characters of a line before its label: "Members", "NEAR members", "The six members of GMS"


def was_held(text: str, body: Name) -> bool:
    """Whether nothing in the clause says that a meeting is still to come, or was put off."""
    if body.kind != "Event" and not _SESSION.search(body.printed):
        return True
    before = max((m.end() for m in _CLAUSE_ENDS.finditer(text, 0, body.start)), default=0)
    after = _CLAUSE_ENDS.search(text, body.end)
    clause = text[before : after.start() if after else len(text)]
    return not (_AHEAD_OF_US.search(clause) or _NOT_HELD.search(clause))


def labelled_members(text: str, names: list[Name], known: Name | None, met: Name | None = None) -> list[VerblessTie]:
    """The members that a line lists, or who came; `known` is the body of which the text spoke before, `met` the event
    or mechanism."""
    if text.find(":", 0, 2 * _AHEAD) < 0 and text.find("：", 0, 2 * _AHEAD) < 0:
        return []
    label = _LABEL.search(text, 0, 2 * _AHEAD)
    if label is None or label.start() > _AHEAD:
        return []
    own = [n for n in names if n.kind in MEETINGS and n.end <= label.end()]
    body = own[-1] if own else (met or known) if label["present"] else known
    if body is None:
        return []
    present = label["present"] is not None and _SESSION.search(body.printed) is not None
    found = []
    for name in names:
        if name.start < label.end() or name.demonym or name.anaphor:
            continue
        if name.kind in GOVERNED:
            if body.printed.endswith(f" of {name.printed}"):
                return []  # the ministry of one state has no others for members
            member = name.kind == "State" and body.kind in BODIES and not present
            found.append(VerblessTie(name, body, "MEMBER_OF" if member else "PARTICIPATES_IN", "labelled"))
    return found


def bracketed(text: str, names: list[Name]) -> list[VerblessTie]:
    """ "the BCIM (Bangladesh, China, India and Myanmar) Forum": the states in brackets are its members."""
    found: list[VerblessTie] = []
    for at, body in enumerate(names):
        opens = _BRACKET.match(text, body.end) if body.kind in BODIES and not body.anaphor else None
        close = text.find(")", opens.end()) if opens else -1
        inside = [n for n in names[at + 1 :] if opens and opens.end() <= n.start and n.end <= close]
        if opens is None or len(inside) < 2 or any(n.kind != "State" or n.demonym for n in inside):
            continue
        rest = "".join(text[a:b] for a, b in _between(opens.end(), inside, close))
        if _ONLY_LIST.fullmatch(rest):
            found += [VerblessTie(n, body, "MEMBER_OF", "bracketed") for n in inside]
    return found


def paired(text: str, names: list[Name]) -> list[VerblessTie]:
    """ "paired with African states: Shandong with Seychelles and Tanzania, Qinghai with Burundi": each with its own."""
    if _PAIRING.isdisjoint(said_in(text)):
        return []
    found: list[VerblessTie] = []
    unit: Name | None = None
    for first, second in pairwise(names):
        between = text[first.end : second.start]
        if first.kind in UNITS and not first.demonym and _WITH.fullmatch(between):
            unit = first
        elif unit is not None and not _AND.fullmatch(between):
            unit = None
        if unit is not None and second.kind == "State" and not second.demonym and second.land != unit.land:
            found.append(VerblessTie(unit, second, "TWINNED_WITH", "paired"))
        elif second.kind in UNITS:
            unit = None
    return found


def _between(start: int, names: list[Name], stop: int) -> list[tuple[int, int]]:
    ends = [start, *(n.end for n in names)]
    return list(zip(ends, [*(n.start for n in names), stop], strict=True))


def placed(text: str, names: list[Name]) -> list[VerblessTie]:
    """What stands right before a place: a meeting that it hosts, a mission that is there."""
    found = []
    sessions = {n.key for n in names if n.kind in ("Event", "Mechanism") and _SESSION.search(n.printed)}
    for at, (first, second) in enumerate(pairwise(names)):
        if second.kind not in GOVERNED or second.demonym or second.anaphor:
            continue
        between = text[first.end : second.start]
        if _inside(text, second, inner := next(iter(names[at + 2 : at + 3]), None)) and inner is not None:
            second = inner
        if not _IN.fullmatch(between) or ("(" in between and not _SITE.match(text, second.end)):
            continue
        again = first.anaphor and not _NTH.search(first.printed)
        held = first.key in sessions and not again
        if held and not _AHEAD_OF_US.search(text):
            both = [first, *_beside(text, names[:at], first)]
            found += [VerblessTie(second, event, "HOSTS", "placed") for event in both]
        elif first.stands_for and _MISSION.search(first.printed) and first.land != second.land:
            found.append(VerblessTie(first, second, "REPRESENTED_IN", "placed"))
    return found


def _beside(text: str, before: list[Name], event: Name) -> list[Name]:
    """ "The Silk Expo and the 10th Mekong Summit in A": the event before another."""
    other = before[-1] if before else None
    joined = other is not None and _AND_EVENT.fullmatch(text, other.end, event.start)
    return [other] if other is not None and joined and other.kind == "Event" and not other.anaphor else []


def _inside(text: str, state: Name, unit: Name | None) -> bool:
    """ "in Japan's Yamaguchi": the state only says where the unit lies."""
    owned = unit is not None and unit.kind in GOVERNED and unit.country == state.entity is not None
    return owned and unit is not None and _POSSESSIVE.fullmatch(text, state.end, unit.start) is not None


def policies_of(text: str, names: list[Name], find: Callable[[str], list[Name]]) -> list[VerblessTie]:
    """ "China's ‘Going Global’ strategy": a state or unit carries out what is called its policy or programme."""
    return [
        VerblessTie(owner, policy, "IMPLEMENTS", "policy-of")
        for owner, policy in pairwise(names)
        if policy.kind == "Policy" or (policy.kind in _PLANS and policy.provisional and _PLAN.search(policy.printed))
        if not policy.generic and not policy.anaphor and not _OTHER.match(text, policy.end)
        if owner.kind in GOVERNED and not owner.demonym and not owner.stands_for
        if owner.kind == "State" or owner.anaphor or capital_of(owner.printed) is None  # "London's policy": whose?
        if _POSSESSIVE.fullmatch(text, owner.end, policy.start)
        if policy.entity or policy.printed.count(" ") > 1 or not find(policy.printed.split()[0])
    ]  # "China's Africa policy" is that towards Africa
