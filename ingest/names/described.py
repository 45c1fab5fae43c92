"""Proper names without a run of capitals: quoted ("the ‘Going Out’ strategy"), numbered ("the one-child policy"), or
told by who meets and how ("a six-sided cooperation meeting among").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.names.name import ProperName
from ingest.words.lexicon import any_of, head_nouns, phrases, words
from ingest.words.numbers import counting
from ingest.words.said import said_in

MODIFIERS = words("name_modifiers")
_QUOTED = re.compile(
    r"(?:‘(?P<a>[^‘’“”\n]{3,70})’|“(?P<b>[^“”\n]{3,70})”|(?<!\w)'(?P<c>[^'’\n]{3,60})'(?!\w)|\"(?P<d>[^\"\n]{3,70})\")(?P<after>(?:\s+[a-z-]+){0,2})?"
)
_NUMBERED = re.compile(
    rf"\b(?:the|a|its|this)\s+(?P<name>(?:{any_of(counting(1, 12))}|\d{{1,4}})-[a-z]+(?:-[a-z]+)?\s+"
    rf"(?P<head>{any_of(phrases('numbered_works'))}))\b"
)
_NUMBERED_HEADS = frozenset(phrases("numbered_works"))
_AMONG_WORDS = frozenset(phrases("before_partners"))
_WAYS = words("ways_of_meeting")


@lru_cache(maxsize=1)
def _legal() -> re.Pattern[str]:
    forms = "|".join(sorted(word.upper() for word in words("legal_forms_ahead")))
    name = r"[^\W\d_][^\"“”«»\n]{1,60}"
    return re.compile(
        rf"\b(?:{forms})\s+[\"“«](?P<a>{name})[\"”»]|[\"“«](?P<b>{name})[\"”»]\s+(?:{forms})\b"
        r"|\bPT\.?\s+(?P<c>[A-Z]\w+(?:\s[A-Z]\w+){0,4})"
    )


_OFFICES = words("offices_of_fields")
_FIELDS = words("fields_of_work") | words("general_name_words") | {"and", "&"}
_FIELD = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
_OF_FIELDS = re.compile(
    rf"\b(?:(?!The )[A-Z][\w'’-]+ )?(?i:{any_of(_OFFICES)}) (?:of|for) (?:the )?"
    rf"(?P<fields>{_FIELD}(?:, {_FIELD})+,? (?:and|&) {_FIELD})"
)
_AMONG = re.compile(rf"\s+{any_of(phrases('before_partners'))}\s")
_TWO_AMONG = re.compile(r"(?:the\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3}(?:,|\s+and)\s")
_SMALL_WORD_ANY = re.compile(r"[a-z]+(?:-[a-z]+)*")


def quoted_names(text: str) -> Iterator[ProperName]:
    """ "the ‘Going Out’ strategy", "the “Ten Ports” initiative": a head noun inside the quotes or right behind them."""
    for match in _QUOTED.finditer(text) if any(sign in text for sign in "‘“'\"") else ():
        group = next(g for g in "abcd" if match[g] is not None)
        inside = match[group]
        words = re.findall(r"[\w'’-]+", inside)
        if not 1 <= len(words) <= 9 or not (words[0][0].isupper() or words[0][0].isdigit() or len(words) <= 6):
            continue
        for noun in head_nouns().get(words[-1].lower(), ()):
            if tuple(w.lower() for w in words[-len(noun.words) :]) == noun.words and len(words) > len(noun.words):
                end = match.start(group) + len(inside.rstrip(",.;"))  # "came for “Amber Week,” which ..."
                yield ProperName(match.start(group), end, noun.kind, False, True)
                break
        else:
            after = re.findall(r"[a-z-]+", match["after"] or "")
            for at, word in enumerate(after):
                found = next((n for n in head_nouns().get(word, ()) if n.small_letters and len(n.words) == 1), None)
                if found:
                    stop = match.start("after") + [m.end() for m in re.finditer(r"[a-z-]+", match["after"])][at]
                    yield ProperName(match.start(group), stop, found.kind, False, True)
                    break


def legal_names(text: str) -> Iterator[ProperName]:
    """Firms that their legal form tells: "PJSC “Sever”", "LLC "Altai"", "PT Pupuk Kaltim"."""
    for match in _legal().finditer(text):
        group = next(g for g in "abc" if match[g] is not None)
        yield ProperName(match.start(group), match.end(group), "Enterprise", False, True)


def numbered_names(text: str) -> Iterator[ProperName]:
    """ "the two-promotion strategy", "the one-child policy": small letters, but a name."""
    for match in () if _NUMBERED_HEADS.isdisjoint(said_in(text)) else _NUMBERED.finditer(text):
        for noun in head_nouns().get(match["head"].lower(), ()):
            if noun.small_letters and len(noun.words) == 1:
                yield ProperName(match.start("name"), match.end("name"), noun.kind, False, True)
                break


def department_names(text: str) -> Iterator[ProperName]:
    """ "Ministry of Trade, Industry and Energy": its fields of work are a list, over whose commas the name goes on."""
    for match in _OF_FIELDS.finditer(text) if ", " in text and not _OFFICES.isdisjoint(said_in(text)) else ():
        fields = {word.lower() for word in re.findall(r"[\w'’-]+", match["fields"])}
        if fields <= _FIELDS:
            yield ProperName(match.start(), match.end(), "Organization", False)


def described_names(text: str) -> Iterator[ProperName]:
    """ "a six-sided cooperation meeting among", "the trade fair between A and B": named by who meets and how."""
    for match in () if _AMONG_WORDS.isdisjoint(said_in(text)) else _AMONG.finditer(text):
        said = [*_SMALL_WORD_ANY.finditer(text, max(0, match.start() - 80), match.start())]
        held = [n for n in head_nouns().get(said[-1][0], ()) if n.kind == "Event"] if said else []
        if not held or said[-1].end() != match.start():
            continue
        first = len(said) - 1
        while (
            first > 0 and said[first - 1][0] in MODIFIERS | _WAYS and said[first - 1].end() == said[first].start() - 1
        ):
            first -= 1
        if any(word[0] in _WAYS for word in said[first:-1]):
            yield ProperName(said[first].start(), said[-1].end(), "Event", False)
        elif first < len(said) - 1 and held[-1].small_letters and _TWO_AMONG.match(text, match.end()):
            yield ProperName(said[first].start(), said[-1].end(), "Event", True, True)
