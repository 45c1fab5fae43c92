"""Journeys that a list tells without a verb: "Ann Lee, Chief Minister of Gujarat, to Beijing and Chengdu; eight MoUs".

An office with its place, perhaps with its holder's name, and where its holder went or was. There is no other small
word before "to" or "in": with one, the parser has the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.kinds import GOVERNED
from ingest.names.listed import run_of
from ingest.names.name import Name
from ingest.verbless.tie import VerblessTie
from ingest.words.forms import inflected
from ingest.words.lexicon import any_of, offices, phrases, words

_CLAUSE = re.compile(r"[;:–—]\s|(?<=[a-z)]{2})\.(?:\s|$)")
_WHITHER = re.compile(r",?\s+(?P<how>to|in)\s+(?:the\s+)?(?=[A-Z])")
_WORD = re.compile(r"[\w’'-]+")
_OPENS = re.compile(r"[A-Z][\w-]*\s+[a-z]")
_SAYS_MORE = re.compile(rf"\s+(?:{any_of(words('stands_behind_subjects'))})\b")
_HOLDER = re.compile(r"\b(?:of|from)\s+(?:the\s+)?$")


@lru_cache(maxsize=1)
def _travellers() -> frozenset[str]:
    """The last words of those who travel for their place."""
    persons = {noun.split()[-1] for noun, role in offices().items() if role == "person"}
    return frozenset(persons | inflected(phrases("travellers")))


@lru_cache(maxsize=1)
def _said_of_them() -> frozenset[str]:
    known = {word for noun, role in offices().items() if role in ("person", "organ") for word in noun.split()}
    return frozenset(known | _travellers() | {*phrases("said_of_travellers")})


def journeys(text: str, at: int, names: Sequence[Name], own: Name | None) -> list[VerblessTie]:
    """VISITED for each clause of an entry, from an offset on, that tells a journey; whose place is not said, that of
    the entry's unit `own`."""
    found: list[VerblessTie] = []
    start = at
    for stop in [*(m.start() for m in _CLAUSE.finditer(text, at)), len(text)]:
        way = next((m for m in _WHITHER.finditer(text, start, stop) if _stands(names, m.end())), None)
        if way is not None:
            found += _told(text, start, way, names, own)
        start = stop + 1
    return found


def _stands(names: Sequence[Name], at: int) -> bool:
    return any(n.start == at and n.kind in GOVERNED and not n.demonym and not n.anaphor for n in names)


def _told(text: str, start: int, way: re.Match[str], names: Sequence[Name], own: Name | None) -> list[VerblessTie]:
    who = [n for n in names if start <= n.start and n.end <= way.start()]
    if not _is_traveller(text, start, way.start(), who):
        return []
    places = [n for n in who if n.kind in GOVERNED]
    persons = [n for n in places if n.person]
    held = persons or [n for n in places if n.demonym or _HOLDER.search(text, start, n.start)] or places[:1]
    homes = run_of(text, [n for n in places if n.start >= held[0].start]) if held else [own] if own else []
    ahead = [n for n in names if n.start >= way.end()]
    targets = run_of(text, [n for n in ahead if n.kind in GOVERNED and not n.demonym]) if ahead else []
    if targets and way["how"] == "in" and _SAYS_MORE.match(text, targets[-1].end):
        return []  # "The delegations in A and B are ...": a sentence
    return [
        VerblessTie(home, target, "VISITED", "journey")
        for home in homes
        for target in targets
        if home.key != target.key and (way["how"] == "to" or home.land != target.land)
    ]


def _opens(text: str, start: int, word: re.Match[str]) -> bool:
    """Whether a word opens its clause and is no name of a person: "Visits of", "Delegation led by"."""
    return not text[start : word.start()].strip() and _OPENS.match(text, word.start()) is not None


def _is_traveller(text: str, start: int, stop: int, names: Sequence[Name]) -> bool:
    """Whether a stretch is an office or a delegation with, perhaps, its place and its holder's name."""
    said = [
        match[0].lower()
        for match in _WORD.finditer(text, start, stop)
        if not any(n.start <= match.start() < n.end for n in names)
        and (match[0].islower() or match[0].lower() in _travellers() or _opens(text, start, match))
    ]
    some = any(n.person for n in names) or any(word in _travellers() for word in said)
    return some and all(word in _said_of_them() for word in said)
