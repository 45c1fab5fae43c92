"""Names that a sentence sets beside an end of its ties, without saying them in the clause.

"In addition to A, B also works with C", "ties with the states of A, in particular B and C".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from ingest.kinds import PLACES
from ingest.names.listed import run_of
from ingest.names.name import Name
from ingest.prose.again import LIST, listed, masked
from ingest.prose.best import best_of
from ingest.prose.ties import Tie, fits_ends, weakened
from ingest.words.lexicon import any_of, words

_MORE = any_of(w.replace("_", " ") for w in words("in_addition_to"))
_IN_ADDITION = re.compile(rf"^(?:{_MORE})\s+(?:the\s+)?", re.IGNORECASE)
_CLAUSE = re.compile(r"\s*,\s+(?:the\s+)?")
_SUCH_AS = any_of(w.replace("_", " ") for w in words("including") | words("introduces_members"))
_AMONG_THEM = re.compile(rf"\s*,?\s+(?:{_SUCH_AS}|such\s+as)\b,?\s+(?P<who>{LIST})")
_NOUN = re.compile(rf"\s+(?:{any_of(words('introduces_others'))})\b")
_WIDE = frozenset(["State", "Region", "Organization"])
_LESS = 0.9


def named_beside(text: str, names: list[Name], aside: set[Name], found: list[Tie]) -> list[Tie]:
    """The ties `found` in a sentence, and the same with the names that it sets beside one of their ends."""
    if not found:
        return found
    out = [
        weakened(tie, _LESS)
        for tie in (*_in_addition(text, names, aside, found), *_among_them(text, names, aside, found))
        if tie.subject.key != tie.object.key and fits_ends(tie.trigger, tie.subject, tie.object)
    ]
    return best_of(found + out) if out else found


def _in_addition(text: str, names: list[Name], aside: set[Name], found: list[Tie]) -> Iterator[Tie]:
    """ "In addition to A, B also works with C": A stands where the end stands that it is like."""
    for name in _in_front(text, [n for n in names if n not in aside and not n.demonym], found):
        for tie in found:
            like_subject, like_object = _like(name, tie.subject), _like(name, tie.object)
            if name.key not in (tie.subject.key, tie.object.key) and like_subject != like_object:
                yield replace(tie, object=name) if like_object else replace(tie, subject=name)


def _among_them(text: str, names: list[Name], aside: set[Name], found: list[Tie]) -> Iterator[Tie]:
    """ "ties with the states of A, in particular B and C": B and C stand where A stands."""
    wide = {n.end: n for tie in found for n in (tie.subject, tie.object) if n.kind in _WIDE and not n.anaphor}
    mask = masked(text, names, aside) if wide else ""
    for end, whole in wide.items():
        match = _AMONG_THEM.match(mask, _behind_noun(text, end))
        for name, tie in product(listed(names, match.span("who"), aside) if match else (), found):
            if tie.subject.key == whole.key:
                yield replace(tie, subject=name)
            elif tie.object.key == whole.key:
                yield replace(tie, object=name)


def _in_front(text: str, names: list[Name], found: list[Tie]) -> list[Name]:
    """The names of "In addition to A and B, ..." at the front of a sentence, before the first end of its ties."""
    opens = _IN_ADDITION.match(text)
    if opens is None:
        return []
    first = min(min(t.subject.start, t.object.start) for t in found)
    out = [n for n in names if n.end <= first]
    opening = bool(out) and out[0].start == opens.end() and len(run_of(text, out)) == len(out)
    return out if opening and _CLAUSE.fullmatch(text, out[-1].end, first) else []


def _behind_noun(text: str, at: int) -> int:
    """Behind the noun for places that follows an adjective: "Asian countries"."""
    noun = _NOUN.match(text, at)
    return noun.end() if noun else at


def _like(one: Name, other: Name) -> bool:
    """Whether two names may stand in one list: both states, or both units of the same country."""
    if one.kind not in PLACES or other.kind not in PLACES:
        return one.kind == other.kind
    return (one.kind == "State") == (other.kind == "State") and (one.kind == "State" or one.country == other.country)
