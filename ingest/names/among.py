"""Among whom a body or a meeting is: "the trade forum between A, B and C", "Asian states, including A and B"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from ingest.kinds import MEETINGS, PARTIES
from ingest.names.name import Name
from ingest.words.lexicon import any_of, phrases, unit_nouns, words

_AMONG = re.compile(
    rf"\s*(?:\([^()]*\)\s*)?(?:,\s*)?(?:held\s+)?{any_of(phrases('before_partners'))}\s+(?:the\s+)?"
    r"(?:(?:[\w’'-]+\s+){1,4}(?:of|in|from)\s+(?:the\s+)?)?"
)
_TOLD = re.compile(r"\s*,?\s*(?:including|such\s+as|namely|like)\s+(?:the\s+)?")
_BRACKETS = re.compile(r"\([^()]*\)")
_LIST_WORDS = words("list_words")
_OWN_WORDS = 3  # a name of fewer is anybody's: "Youth Workshop"
_WORD = re.compile(r"[a-z]+")


def listed_among(text: str, body: Name, following: list[Name], outer: set[Name]) -> list[Name]:
    """The two or more that a text names behind a body as those among whom it is; `outer` only say where others lie."""
    if body.kind not in MEETINGS or body.anaphor or body.stands_for:
        return []
    last = body.end
    listed: list[Name] = []
    for name in following:
        between = text[last : name.start]
        if between.rstrip().endswith("(") and (listed or name.entity == body.entity):
            continue  # where the last one lies; the body's own short form
        if not (_join(between) if listed else _AMONG.fullmatch(between)):
            break
        last = name.end
        listed += [name] if name not in outer and name.kind in PARTIES and name.entity and not name.demonym else []
    return listed if len({n.key for n in listed}) > 1 else []


def _join(between: str) -> bool:
    """Whether a text joins two members of a list: commas, "and", and words that say what kind of unit they are."""
    bare = _BRACKETS.sub(" ", between)
    small = set(_WORD.findall(bare.lower()))
    return not small - _LIST_WORDS - unit_nouns() and not re.search(r"[.;:]", bare)


def called_by_members(text: str, names: list[Name]) -> list[Name]:
    """The names, those of general words called after whom they join: "Annual Conference between A and B"."""
    out = []
    for at, name in enumerate(names):
        plain = name.generic or len(name.form.split()) < _OWN_WORDS
        listed = listed_among(text, name, names[at + 1 :], set()) if plain and name.provisional else []
        if listed:
            name = replace(name, form=f"{name.form}{text[name.end : listed[-1].end]}", generic=False)
        nameless = name.generic and name.provisional and name.kind == "Event" and name.printed[0].islower()
        if not (nameless and _AMONG.match(text, name.end)):
            out.append(name)  # "the trade fair between the two" names none
    return out


def without_regions_told(text: str, names: list[Name]) -> list[Name]:
    """The names without regions whose members follow: "Central Asian states, including Uzbekistan and Tajikistan"."""
    return [
        name
        for name, after in zip_longest(names, names[1:])
        if not (
            after and name.kind == "Region" and after.kind == "State" and _TOLD.fullmatch(text, name.end, after.start)
        )
    ]
