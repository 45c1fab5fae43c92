"""Capitals that stand for their governments: "Washington and Beijing imposed tariffs", "an agreement with Hanoi".

A capital is read as its state where the sentence speaks of politics between states, or of what a government grants to
its own units, where nothing in it speaks of a city, and where the name stands as an actor, not as a place one goes to.
What is printed is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.kinds import BODIES, PLACES, UNITS
from ingest.names.capitals import capital_of, capitals_pattern
from ingest.names.listed import is_join
from ingest.names.name import Name
from ingest.spans import over
from ingest.words.lexicon import any_of, phrases, words
from ingest.words.said import said_in

_POLITICS = words("politics")
_OF_CITIES = words("of_cities")
_BEFORE = re.compile(
    rf"(?:^|[.;:,—–\"“]\s*|\b{any_of(phrases('before_governments'))}\s+"
    r"|(?:([a-z]+)\s+)?\b([a-z]+)\s+)$"
)


_PAPER_BETWEEN = re.compile(rf"\b{any_of(phrases('papers'))}s?\s+between\s+$")


@dataclass(frozen=True, slots=True)
class _Capital:
    start: int
    end: int
    country: str
    name: Name | None  # as it was read: none where several places bear it


def as_states(text: str, names: Sequence[Name], fixed: set[Name], name_of: Callable[[str], str | None]) -> list[Name]:
    """The names of a sentence, capitals that stand for their governments as states.

    `fixed` are left as they are (places that the text says to lie somewhere); `name_of` gives a state's name.
    """
    said = said_in(text)
    politics = not _POLITICS.isdisjoint(said) or _two_capitals(text, names)
    if not politics or not _OF_CITIES.isdisjoint(said) or any(n.kind == "Event" for n in names):
        return list(names)
    found = [c for c in _found(text, names, fixed) if _acts(text, c, names)]
    found = [c for c in found if _beside_others(c, found, names, said)]
    out = list(names)
    for capital in found:
        form = name_of(capital.country)
        if form is None:
            continue
        old = capital.name or Name(capital.start, capital.end, text[capital.start : capital.end], form)
        state = replace(old, form=form, kind="State", entity=capital.country, country=None, within=None)
        out = [n for n in out if n != old] + [state]
        out = [  # "the two", "both" of the same sentence mean the same two
            replace(n, form=form, kind="State", entity=capital.country, country=None, within=None)
            if n.anaphor and n.entity and n.entity == old.entity else n
            for n in out
        ]  # fmt: skip
    return sorted(out, key=lambda n: (n.start, n.end))


def _two_capitals(text: str, names: Sequence[Name]) -> bool:
    """ "an agreement between Kathmandu and Beijing": two capitals of two states, side by side."""
    return "between " in text and any(
        one.country != other.country
        and one.kind in UNITS
        and other.kind in UNITS
        and capital_of(one.printed) == one.country
        and capital_of(other.printed) == other.country
        and text[one.end : other.start] == " and "
        and _PAPER_BETWEEN.search(text, max(0, one.start - 40), one.start)
        for one, other in pairwise(names)
    )


def _found(text: str, names: Sequence[Name], fixed: set[Name]) -> list[_Capital]:
    """The capitals of a sentence that stand there by their bare names."""
    out: list[_Capital] = []
    for match in capitals_pattern().finditer(text):
        inside = over(*match.span(), names)
        country = capital_of(match[0]) or ""
        if not inside:
            out.append(_Capital(match.start(), match.end(), country, None))
        elif len(inside) == 1 and (inside[0].start, inside[0].end) == match.span() and inside[0] not in fixed:
            name = inside[0]
            if name.kind in UNITS and name.country == country and not name.anaphor:
                out.append(_Capital(name.start, name.end, country, name))
    return out


def _acts(text: str, capital: _Capital, names: Sequence[Name]) -> bool:
    """Whether it stands where an actor stands: at the head of a clause, after "with" or "between", or joined to one."""
    places = sorted((n for n in names if n.kind in PLACES and not n.demonym), key=lambda n: n.start)
    for one, other in pairwise(places):  # "Shanghai and Beijing": a member of a list of units is one
        joined = is_join(text, one.end, other.start)
        mate = other if capital.name == one else one if capital.name == other else None
        if joined and mate is not None and mate.kind in UNITS and capital_of(mate.printed) is None:
            return False
    start = capital.start
    while joined_before := re.search(r"([A-Z][\w'’ ]*?)(?:\s*,|\s+and)\s+$", text[:start]):
        if capital_of(joined_before[1]) is None:
            break
        start = joined_before.start()
    before = _BEFORE.search(text[:start])
    if before is None or before[2] is None:
        return before is not None
    return bool({before[2], f"{before[1]}-{before[2]}"} & words("before_actors"))


def _beside_others(capital: _Capital, found: list[_Capital], names: Sequence[Name], said: frozenset[str]) -> bool:
    """Whether another state, its capital, its own unit or a body of states is the other party."""
    if any(c.country != capital.country for c in found) or said & words("of_states"):
        return True
    for name in names:
        if name == capital.name or name.demonym:
            continue
        if name.kind == "State" and name.entity != capital.country:
            return True
        if name.kind in BODIES and said & words("of_members"):
            return True
        if name.kind in UNITS and name.country == capital.country and said & words("of_the_centre"):
            return True
    return False
