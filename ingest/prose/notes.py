"""Notes of a table's cell, which leave out whose they are: "Visited Osaka; deputy governor signed an agreement".

The table says it, in its caption or heading: what an office of that kind of unit does in such a cell, and what nobody
is said to have done, the table's unit did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.names.name import Name
from ingest.names.unit_offices import offices_of
from ingest.verbless.tie import VerblessTie
from ingest.words.lexicon import any_of, phrases, words

_FOUNDED = frozenset(["Mechanism", "Organization", "Project", "Policy"])
_MADE = re.compile(
    r"\s*(?:\([A-Z]+\)\s*)?(?:was\s+|were\s+|is\s+)?(?:officially\s+|formally\s+|first\s+)?"
    rf"{any_of(phrases('noted_as_made'))}\s*(?:[.;,]|$|in\s+\d)"
)
_NOMINAL = re.compile(
    r"\s*(?:(?:a|an|the|first|second|third|\d+(?:st|nd|rd|th))\s+)*(?:[A-Za-z][a-z-]+\s+){0,4}?(?P<noun>[A-Za-z][a-z-]+)"
    r"\s+(?:of\s+[a-z]+(?:\s+[a-z]+)?\s+)?(?:with|to)\s+(?=(?:the\s+)?[A-Z])",
    re.IGNORECASE,
)
_DEED_IN = re.compile(
    rf"\s*(?:[A-Za-z-]+\s+){{0,2}}?(?P<noun>(?i:{any_of(phrases('deeds_in'))}))\s+(?:in|into|at)\s+(?:the\s+)?(?=[A-Z])"
)
_ROLE = re.compile(rf"\s*(?:[A-Za-z]+\s+){{0,2}}?(?i:{any_of(phrases('roles_in_notes'))})\s+of\s+(?:the\s+)?(?=[A-Z])")
_BY = re.compile(r"\bby\s+(?:the\s+)?((?:[\w-]+\s*){1,5})")
_FIRST = re.compile(r"\s*(?P<word>[A-Za-z]+)\s+(?P<next>[^\s,;]+)")


def edition(name: Name, year: int) -> Name:
    """An event of general words is that of its row's year: "Trade Fair" of 1997 is another than that of 2002."""
    if name.kind != "Event" or not name.generic or name.anaphor or str(year) in name.form:
        return name
    return replace(name, form=f"{name.form} {year}", generic=False)


def founded(text: str, names: Sequence[Name], own: Name) -> list[VerblessTie]:
    """What a note says to be there, and by nobody: "Sino-German Park established", "Opening-up policy launched"."""
    found = []
    for name in names:
        tie = "IMPLEMENTS" if name.kind == "Policy" else "ESTABLISHED"
        if own.kind != "State" and (name.kind == "Policy" or name.entity):
            continue  # a policy or a known body that a province's table tells of may be anybody's
        if name.kind not in _FOUNDED or name.anaphor or not _MADE.match(text, name.end):
            continue
        if name.start == 0 or text[: name.start].strip().lower() in ("the", "a", "an", "first"):
            found.append(
                VerblessTie(replace(own, start=name.start, end=name.end, printed=name.printed), name, tie, "founded")
            )
    return found


def nominal(text: str, at: int, names: Sequence[Name], own: Name, nouns: frozenset[str]) -> Name | None:
    """The unit as the owner of what a note opens with: "Agreement with Wales", "Visit to Bavaria by the premier"."""
    first = _DEED_IN.match(text, at) or _NOMINAL.match(text, at)
    if first is None or first["noun"].lower() not in nouns or any(at <= n.start < first.end() for n in names):
        return None
    doer = _BY.search(text, first.end())
    if doer is not None and offices_of(own).isdisjoint(doer[1].lower().split()):
        return None  # "visits of experts to Perm by the university"
    start, end = first.span("noun")
    return replace(own, start=start, end=end, printed=first["noun"], anaphor=True, stands_for=True)


def opener(text: str, at: int, names: Sequence[Name], own: Name, verbs: frozenset[str]) -> Name | None:
    """The unit as the subject that a note leaves out which opens with a verb, at an offset; printed there is the
    verb."""
    first = _FIRST.match(text, at)
    if first is None or any(at <= n.start <= first.start("word") for n in names):
        return None
    word, behind = first["word"].lower(), first["next"].lower()
    if word not in verbs or word.endswith("ing") or behind in words("after_nouns"):
        return None
    if word in words("done_to_it") and behind in words("where_and_when"):
        return None
    return first_word(text, at, own)


def role(text: str, at: int, own: Name) -> Name | None:
    """The unit as that of which a note says what it is: "Sister province of A since 1982", "Founding member of B"."""
    return first_word(text, at, own) if _ROLE.match(text, at) else None


def first_word(text: str, at: int, own: Name) -> Name | None:
    """The unit as the subject that is left out before the word at an offset; printed there is that word."""
    first = re.compile(r"\s*([A-Za-z]+)").match(text, at)
    if first is None:
        return None
    start, end = first.span(1)
    return replace(own, start=start, end=end, printed=first[1], anaphor=True, stands_for=True)
