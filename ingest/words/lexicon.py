"""Small word lists that the reading leans on, from `data/`: offices, head nouns, unit and other words, phrases."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from ingest.words.forms import noun_forms

WORD_FILES = ("words.yaml", "persons.yaml")  # lists of single words, parted by spaces
PHRASE_FILES = ("phrases.yaml", "discourse.yaml", "figures.yaml", "naming.yaml", "layout.yaml")  # parted by commas


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("data") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {}
    for name in WORD_FILES:
        raw = yaml.safe_load((files("data") / name).read_text(encoding="utf-8"))
        lists |= {key: frozenset(str(text).split()) for key, text in raw.items()}
    return lists


def words(key: str) -> frozenset[str]:
    """One of the word lists of `data/words.yaml` and `data/persons.yaml`, in small letters."""
    return _word_lists()[key]


@lru_cache(maxsize=1)
def _phrase_lists() -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for name in PHRASE_FILES:
        raw = yaml.safe_load((files("data") / name).read_text(encoding="utf-8"))
        lists |= {key: tuple(" ".join(p.split()) for p in str(text).split(",")) for key, text in raw.items()}
    return lists


def phrases(key: str) -> tuple[str, ...]:
    """One of the lists of `data/phrases.yaml` and its siblings, in its order; a phrase may have several words."""
    return _phrase_lists()[key]


def any_of(listed: Iterable[str], *, either_case: bool = False) -> str:
    """A group of a regular expression that takes any of the phrases, the longest first, over the ends of lines too.

    With `either_case` the first letter of each word may be a capital.
    """

    def pattern(word: str) -> str:
        capital = either_case and word[0].islower()
        return f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" if capital else re.escape(word)

    longest_first = sorted(set(listed), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(r"\s+".join(map(pattern, phrase.split())) for phrase in longest_first) + ")"


def many_units() -> dict[str, str]:
    """Nouns that in the plural close or open a list of units ("A, B and C provinces") → the same in the singular."""
    return {many: one for one in phrases("units_listed") for many in noun_forms(one) - {one}}


@lru_cache(maxsize=1)
def offices() -> dict[str, str]:
    """Nouns that stand for the place to which they belong ("the governor of Shizuoka") → organ, person, group, place.

    Single and plural forms, in small letters; of a phrase the last word is inflected. A noun in two roles keeps
    the first.
    """
    found: dict[str, str] = {}
    for row in _rows("offices.csv"):
        words = row["noun"].split()
        for last in noun_forms(words[-1]):
            found.setdefault(" ".join([*words[:-1], last]), row["role"])
    return found


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """A noun that ends (or opens, before of / on / for) proper names of a kind."""

    words: tuple[str, ...]
    kind: str
    small_letters: bool  # whether it counts without a capital, right after a proper name


def is_work(noun: str) -> bool:
    """Whether a noun is that of a work, a zone or a project, of which names end with it: "dam", "park"."""
    return any(n.kind == "Project" and len(n.words) == 1 for n in head_nouns().get(noun, ()))


@lru_cache(maxsize=1)
def head_nouns() -> dict[str, tuple[HeadNoun, ...]]:
    """Head nouns by their last word in small letters (singular and plural), the longest first."""
    found: dict[str, list[HeadNoun]] = {}
    for row in _rows("head_nouns.csv"):
        words = tuple(row["noun"].split())
        for last in noun_forms(words[-1]):
            found.setdefault(last, []).append(HeadNoun((*words[:-1], last), row["kind"], row["small_letters"] == "yes"))
    return {last: tuple(sorted(nouns, key=lambda n: (-len(n.words), n.words))) for last, nouns in found.items()}


@lru_cache(maxsize=1)
def body_nouns() -> dict[str, tuple[str, ...]]:
    """The nouns by which a text comes back to a body, event, firm or work that it named → the kinds they may mean."""
    return {row["noun"]: tuple(row["kinds"].split()) for row in _rows("body_nouns.csv")}


@lru_cache(maxsize=1)
def scales() -> dict[str, float]:
    """The words by which figures are multiplied → their factor: "crore" → 10,000,000 (`data/scales.csv`)."""
    return {row["word"]: float(row["factor"]) for row in _rows("scales.csv")}


@dataclass(frozen=True, slots=True)
class UnitWord:
    """What a word by which a text comes back to a place may mean: its kind, its level, or how its units end."""

    kind: str | None
    level: str | None
    ends: tuple[str, ...]


@lru_cache(maxsize=1)
def unit_anaphors() -> dict[str, UnitWord]:
    """The words by which a text comes back to a place, "the province", "both cities" (`data/unit_anaphors.csv`)."""
    rows = _rows("unit_anaphors.csv")
    return {r["word"]: UnitWord(r["kind"] or None, r["level"] or None, tuple(r["ends"].split())) for r in rows}


@lru_cache(maxsize=1)
def leaders() -> dict[str, str]:
    """Heads of state and government as texts name them → the id of their state (`data/leaders.csv`)."""
    return {row["name"]: row["country"] for row in _rows("leaders.csv")}


@lru_cache(maxsize=1)
def unit_nouns() -> frozenset[str]:
    """Words that say what kind of unit a place is: province, prefecture, city …"""
    return frozenset(row["word"] for row in _rows("unit_words.csv"))
