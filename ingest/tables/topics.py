"""What a table is about: its topic, the unit it speaks of, its year, what its figures count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.fold import fold
from graph.identity import GREATER_CHINA
from ingest.cells.lexicon import Topic, roles_of_heads, topics
from ingest.figures.currencies import code_of, names, signs
from ingest.kinds import UNITS
from ingest.tables.context import PlaceHit, TableContext
from ingest.types import Table
from ingest.words.forms import inflected
from ingest.words.lexicon import any_of, phrases, scales

_ACTORS = any_of(phrases("actors_of_a_state"))
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_RANGE = re.compile(r"(?<!\d)(?:19|20)\d\d\s?(?:[-–—/]|to|and)\s?(?:19|20)?\d\d(?!\d)")
_BY = rf"10[ ,]?000|100 million|{any_of(scales())}"
_SIGN = rf"(?i:{signs()}|{names(figures=False)})"
_MONEY = re.compile(rf"(?<!\w)({_SIGN})(?!\w)\s*({_BY})?|({_BY})\s+(?:of\s+)?({_SIGN})(?!\w)")
_SCALE = scales() | {"10000": 1e4, "100 million": 1e8}
_TO = frozenset(phrases("whither"))
_FROM = frozenset({"by", "from"})
_SHARES = re.compile(rf"%|\b{any_of(phrases('shares'))}\b", re.IGNORECASE)
_GOING_OUT = re.compile(
    rf"(?:['’]s)?\s+(?:\w+\s+){{0,3}}(?:{any_of(inflected(phrases('those_going_out')))}|investments?\s+(?:in|to|by\s+destination))\b"
)
_RECEIVED = re.compile(r"\b(?:received|hosted|welcomed)\s+(?:by|in|at)\s+(?:the\s+)?$", re.IGNORECASE)
_TELLING = frozenset({"form", "giver", "receiver"})  # roles of heads that say what a table is whatever stands around it
_BY_HEADS = 1.6
_WEIGHTS = (4.0, 1.5, 1.0)  # of a word in the caption, the announcing sentence, the heading


@dataclass(frozen=True, slots=True)
class Measure:
    """What the figures of a table or column are: a share, or a value in a currency times a scale."""

    share: bool = False
    currency: str | None = None
    scale: float = 1.0
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The unit that the table is about, and the other places that its caption names."""

    own: PlaceHit | None
    others: tuple[PlaceHit, ...] = ()


def ranked_topics(table: Table) -> list[tuple[Topic, float]]:
    """The topics whose words stand around the table, the likeliest first; where there are none, those of its heads."""
    texts = [f" {fold(text)} " for text in (table.caption, table.announced, table.heading)]
    heads = f" {fold(' | '.join(table.columns))} "
    found = []
    for topic in topics():
        total = 0.0
        for weight, text in zip(_WEIGHTS, texts, strict=True):
            total += weight * _weight(topic.words, text)
        total += 1.5 * _weight(topic.words, heads)
        if total > 0:
            found.append((topic, round(total, 3)))
    roles = {role for role in roles_of(table) if role}
    known = {topic.shape for topic, _ in found}
    for topic in topics():
        said = [some for some in topic.heads if some <= roles and (not known or some & _TELLING)]
        if said and topic.shape not in known:
            found.append((topic, _BY_HEADS if known else 1.0))
    return sorted(found, key=lambda item: -item[1])


def _weight(words: Sequence[str], text: str) -> float:
    """How much of a topic a text holds: the longest of its words counts most, further ones add a little."""
    sizes = sorted((len(word.split()) for word in words if f" {word} " in text), reverse=True)
    return 1.0 + 0.5 * (sizes[0] - 1) + 0.1 * (len(sizes) - 1) if sizes else 0.0


def subject_of(table: Table, context: TableContext) -> Subject:
    """Whom the table is about: the first unit that caption, announcement, headings or title name and whose name is no
    cell of the table; the state itself where the caption names only the state; else the document's main unit."""
    inside = _names_inside(table)
    for text in context.about:
        hits = [h for h in context.places(text) if fold(h.mention.printed) not in inside]
        hits = [h for h in hits if not _says_where(text.text, h)] or hits
        units = [h for h in hits if h.kind in UNITS]
        if units and text.text.rstrip().endswith((".", ":")):
            units = _of_sentence(units, context)
        if units:
            own = _best_unit(units)
            return Subject(own, tuple(h for h in hits if h.id != own.id))
        states = [h for h in hits if h.kind == "State" and h.id == "CN" and not says_whose(text.text, h)]
        if states:
            return Subject(states[0], tuple(h for h in hits if h.id != states[0].id))
    return Subject(context.main_unit)


def says_whose(text: str, hit: PlaceHit) -> bool:
    """ "Chinese provinces", "firms of China": many of its actors, not the state."""
    name = re.escape(hit.mention.printed)
    before, behind = rf"{name}(?:['’]s)?\s+(?:\w+\s+)?{_ACTORS}", rf"{_ACTORS}\s+(?:of|in|from)\s+{name}"
    return re.search(rf"\b(?:{before}|{behind})\b", text, re.IGNORECASE) is not None


def _says_where(text: str, hit: PlaceHit) -> bool:
    """ "Chengdu, the capital of Sichuan": Sichuan only says which city is meant."""
    return re.search(rf"\bcapital\s+(?:city\s+)?of\s+(?:the\s+)?{re.escape(hit.mention.printed)}\b", text) is not None


def _of_sentence(units: list[PlaceHit], context: TableContext) -> list[PlaceHit]:
    """A sentence may name units as examples: only the document's own, or one alone, is what the table is about."""
    if len({h.id for h in units}) == 1:
        return units
    return [h for h in units if context.main_unit is not None and h.id == context.main_unit.id]


def _best_unit(units: Sequence[PlaceHit]) -> PlaceHit:
    """Of several units the Chinese province first, then the one named most, then the first."""
    counts = Counter(h.id for h in units)
    return min(units, key=lambda h: (h.kind != "Province", -counts[h.id]))


def _names_inside(table: Table) -> set[str]:
    names = {fold(column) for column in table.columns}
    roles = roles_of(table)
    for row in table.rows[:200]:
        for cell, role in zip(row, roles, strict=True):
            if role != "covers" and 0 < len(cell.text) < 60:
                bare = re.sub(r"[\d.,%]+\s*$", "", cell.text)
                names.update(fold(part) for part in re.split(r"[/,;]", bare))
    return names


def said_of(table: Table) -> tuple[str, ...]:
    """The texts that say what a table is, the nearest first: its caption, else the sentence that announces it and the
    heading."""
    return (table.caption,) if table.caption else (table.announced, table.heading)


def side_of(table: Table, hit: PlaceHit, at_home: bool = True) -> str:
    """Whether the caption puts a place at the start ("visits by Yunnan", "Yunnan's investment") or at the end ("visits
    to Yunnan", "investment in Yunnan") of what it speaks of: `from`, `to` or nothing.

    `at_home`: "in" says nothing, as visits "in Yunnan" may be paid or received.
    """
    name = re.escape(hit.mention.printed)
    for text in said_of(table):
        found = re.search(rf"\b{name}\b", text)
        if found is None:
            continue
        if _RECEIVED.search(text[: found.start()]):
            return "to"
        words = [w.lower() for w in re.findall(r"\w+", text[: found.start()]) if w.lower() != "the"]
        word = next((w for w in reversed(words[-2:]) if w in _TO | _FROM | {"in"}), "")
        after = _GOING_OUT.match(text, found.end())
        if word in _TO or (word == "in" and not at_home):
            return "to"
        if word in _FROM or after:
            return "from"
    return ""


def year_of(table: Table) -> str | None:
    """The one year that caption (else announcement or heading) or heads give to the whole table; None for none,
    several, or a span."""
    for text in (*said_of(table), " ".join(table.columns)):
        bare = re.sub(r"^\s*Table\s*[\dA-Z.–-]+", " ", text)
        if _RANGE.search(bare):
            return None
        years = sorted(set(_YEAR.findall(bare)))
        if years:
            return years[0] if len(years) == 1 else None
    return None


def measure_of(*texts: str) -> Measure:
    """What figures count, from column head and caption: the first text that says it."""
    for text in texts:
        money = _MONEY.search(text)
        if money:
            sign = money.group(1) or money.group(4) or ""
            scale = (money.group(2) or money.group(3) or "").lower().replace(",", "").replace("10 000", "10000")
            return Measure(False, code_of(sign), _SCALE.get(scale, 1.0))
        if _SHARES.search(text):
            return Measure(True)
    return Measure()


def roles_of(table: Table) -> list[str]:
    """The role of each column, by its head."""
    return roles_of_heads(table.columns)


def foreign_to(subject: PlaceHit | None, country: str | None, kind: str | None) -> bool:
    """Whether a place lies outside the subject's jurisdiction (Hong Kong, Macao, Taiwan are outside the mainland)."""
    if subject is None:
        return True
    own = subject.country or subject.id
    if kind == "State":
        return country != own and country is not None
    return country != own


def is_chinese(country: str | None) -> bool:
    """Whether a country code is one of Greater China's."""
    return country in GREATER_CHINA
