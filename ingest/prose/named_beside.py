"""Names that a sentence sets beside an end of its ties, without saying them in the clause.

"In addition to A, B also works with C", "ties with the states of A, in particular B and C".
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.kinds import PLACES
from ingest.names.listed import run_of
from ingest.names.name import Name
from ingest.prose.again import LIST, listed, masked
from ingest.prose.ties import Tie, best_of, fits_ends, weakened
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
    out: list[Tie] = []
    for name in _in_front(text, [n for n in names if n not in aside and not n.demonym], found):
        for tie in found:
            if name.key in (tie.subject.key, tie.object.key):
                continue
            like_subject, like_object = _like(name, tie.subject), _like(name, tie.object)
            if like_object and not like_subject:
                out.append(weakened(replace(tie, object=name), _LESS))
            elif like_subject and not like_object:
                out.append(weakened(replace(tie, subject=name), _LESS))
    wide = {n.end: n for tie in found for n in (tie.subject, tie.object) if n.kind in _WIDE and not n.anaphor}
    if wide and _AMONG_THEM.search(masked(text, names, aside)):
        mask = masked(text, names, aside)
        for end, whole in wide.items():
            match = _AMONG_THEM.match(mask, _behind_noun(text, end))
            for name in listed(names, match.span("who"), aside) if match else ():
                for tie in found:
                    if tie.subject.key == whole.key and name.key != tie.object.key:
                        out.append(weakened(replace(tie, subject=name), _LESS))
                    elif tie.object.key == whole.key and name.key != tie.subject.key:
                        out.append(weakened(replace(tie, object=name), _LESS))
    out = [t for t in out if fits_ends(t.trigger, t.subject, t.object)]
    return best_of(found + out) if out else found


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
