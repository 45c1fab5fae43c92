"""What column heads and captions mean: the lexicons `data/tables/headers.yaml` and `data/tables/topics.yaml`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from graph.fold import fold
from ingest.words.lexicon import phrases

_LONGEST = 5  # words of the longest head in the lexicon
_SIDES = ("unit", "chinese_unit")
_LOOSE = ("", "project", "country")  # roles of a noun that may be another
_BRACKETS = re.compile(r"[(\[（][^)\]）]{0,60}[)\]）]")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a table may be about: the shape of its rows, and the words (folded) that say so.

    `tie`, `kind`, `flow` and `sector` qualify the ties; `reverse` says that the rows name who acts; `heads` are roles
    of columns that together say it without words, `alone` the single words that name it in running text. Where the
    document speaks of the topic `means`, this is its general word for it.
    """

    name: str
    shape: str
    words: tuple[str, ...]
    tie: str = ""
    kind: str | None = None
    flow: str | None = None
    sector: str | None = None
    reverse: bool = False
    heads: tuple[frozenset[str], ...] = ()
    alone: frozenset[str] = frozenset()
    means: str = ""


def _yaml(name: str) -> Any:
    return yaml.safe_load((files("data") / "tables" / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    """Folded head → role, in singular and plural."""
    known = {fold(str(head)): role for role, heads in _yaml("headers.yaml").items() for head in heads}
    for head, role in list(known.items()):
        for form in _numbers(head):
            known.setdefault(form, role)
    return known


def _with_numbers(words: Iterable[str]) -> tuple[str, ...]:
    """Words, folded, in singular and plural; single ones as they stand, as "visit" is a verb too."""
    folded = [fold(word) for word in words]
    return tuple(dict.fromkeys(form for word in folded for form in (word, *(_numbers(word) if " " in word else ()))))


def _numbers(head: str) -> Iterator[str]:
    """The other number of a head's last word."""
    if head.endswith("ies"):
        yield head[:-3] + "y"
    elif head.endswith("s") and not head.endswith("ss"):
        yield head[:-1]
    elif head[-1:].isalpha() and len(head) > 2:
        yield head[:-1] + "ies" if head.endswith("y") and head[-2] not in "aeo" else head + "s"


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """The topics of tables, in the order of the file."""
    return tuple(
        Topic(
            name=name,
            shape=entry["shape"],
            words=_with_numbers((*entry.get("words", ()), *_combined(entry))),
            tie=entry.get("tie", ""),
            kind=entry.get("kind"),
            flow=entry.get("flow"),
            sector=entry.get("sector"),
            reverse=bool(entry.get("reverse", False)),
            means=entry.get("means", ""),
            alone=frozenset(fold(word) for word in entry.get("alone", ())),
            heads=tuple(frozenset(roles) for roles in entry.get("heads", ())),
        )
        for name, entry in _yaml("topics.yaml").items()
    )


def _combined(entry: dict[str, Any]) -> Iterator[str]:
    """The words that `kinds` and `of` make together ("sister" and "towns")."""
    for kind in entry.get("kinds", ()):
        yield from (f"{kind} {noun}" for noun in entry["of"])


@lru_cache(maxsize=1)
def _said_of_topics() -> dict[str, list[tuple[str, str]]]:
    """What names topics in running text, by its first word: the topic, and the phrase with blanks around it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for topic in topics():
        for phrase in topic.words:
            if " " in phrase or phrase in topic.alone:
                found.setdefault(phrase.partition(" ")[0], []).append((topic.name, f" {phrase} "))
    return found


def topics_named(text: str) -> list[str]:
    """The topics that a text names in words of their own ("sister cities", "medical teams")."""
    folded = f" {fold(text)} "
    known = _said_of_topics()
    some = {said for word in set(folded.split()) for said in known.get(word, ())}
    named = {name for name, phrase in some if phrase in folded}
    return [topic.name for topic in topics() if topic.name in named]


@lru_cache(maxsize=1)
def kinds_of_tie() -> frozenset[str]:
    """Folded words for what pairs of units are ("sister city", "friendship cities"): in a cell they are no name."""
    return frozenset(word for topic in topics() if topic.shape in ("sister", "twinned") for word in topic.words)


@lru_cache(maxsize=1)
def partner_names() -> dict[str, str]:
    """Folded short name → full name: what tables of trade and investment call some states."""
    lines = (files("data") / "tables" / "partner_names.csv").read_text(encoding="utf-8").splitlines()
    return {fold(row["printed"]): row["form"] for row in csv.DictReader(lines)}


def is_head(text: str) -> bool:
    """Whether the lexicon knows the whole text as a head."""
    return fold(_BRACKETS.sub(" ", text)) in _roles()


@lru_cache(maxsize=1)
def nouns() -> dict[str, tuple[str, ...]]:
    """The lists of `data/tables/nouns.yaml`, folded."""
    return {kind: tuple(fold(str(word)) for word in words) for kind, words in _yaml("nouns.yaml").items()}


def says(text: str, *kinds: str) -> bool:
    """Whether a text holds a word or phrase of these lists of `nouns()`.

    >>> says("Twinning agreement, 2000", "pact_form")
    True
    """
    words = f" {fold(text)} "
    return any(f" {word} " in words for kind in kinds for word in nouns()[kind])


@lru_cache(maxsize=4096)
def role_of(head: str) -> str:
    """The role of a column by its head; empty where the lexicon does not know it.

    >>> role_of("Date Established")
    'date'
    """
    folded = fold(_BRACKETS.sub(" ", head))
    known = _roles()
    if folded in known:
        return known[folded]
    words = folded.split()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            role = known.get(" ".join(words[at : at + size]))
            if role and (size > 1 or len(words) <= 4):
                return role
    return "share" if "%" in head else ""


def roles_of_heads(heads: Sequence[str]) -> list[str]:
    """The role of each column by its head; a noun that another head repeats for the other side holds units, too
    ("Port" beside "Opposite Port", "Chinese port" beside "Russian port").

    >>> roles_of_heads(("Port", "Opposite Port"))
    ['unit', 'unit']
    """
    roles = [role_of(head) for head in heads]
    folded = [fold(_BRACKETS.sub(" ", head)) for head in heads]
    ends = {
        words.rpartition(" ")[2] for words, role in zip(folded, roles, strict=True) if role in _SIDES and " " in words
    }
    roles = [
        "unit" if role in _LOOSE and words.rpartition(" ")[2] in ends else role
        for words, role in zip(folded, roles, strict=True)
    ]
    if "leader" in roles:  # "Rank" behind who leads a visit
        roles[1:] = ["title" if role == "ordinal" else role for role in roles[1:]]
    return roles


def split_heads(text: str, short: bool = False) -> list[tuple[int, int]] | None:
    """Spans of the column heads in a line of heads, by the lexicon; None where it is no such line.

    A head starts with a capital and a word of the lexicon; words that it does not know belong to the head before.
    With `short` the shortest heads are taken: "Partner Country" is then two.
    """
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    known = _roles()
    folded = [fold(text[a:b]) for a, b in words]
    starts: list[int] = []
    covered = 0
    at = 0
    while at < len(words):
        open_end = bool(starts) and folded[at - 1] in ("", *phrases("ends_no_phrase"))
        size = _match_size(folded, at, known, short) if _may_start(text, words[at][0]) else 0
        if size and open_end:  # "Name of Sister City" is one head
            covered += size
            at += size
        elif size:
            starts.append(at)
            covered += size
            at += size
        else:
            at += 1
    if not starts or starts[0] > 2 or covered < 0.3 * len(words):
        return None
    edges = [0, *starts[1:], len(words)] if starts[0] else [*starts, len(words)]
    return [(words[a][0], words[b - 1][1]) for a, b in pairwise(edges)]


def _match_size(folded: list[str], at: int, known: dict[str, str], short: bool) -> int:
    longest = min(_LONGEST, len(folded) - at)
    for size in range(1, longest + 1) if short else range(longest, 0, -1):
        if " ".join(w for w in folded[at : at + size] if w) in known:
            return size
    return 0


def _may_start(text: str, at: int) -> bool:
    return text[at].isupper() or text[at] in "#%" or not text[at].isascii()
