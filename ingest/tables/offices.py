"""Whom the offices in a cell stand for: "President of Togo" is Togo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graph.fold import fold
from graph.unit_words import unit_words
from ingest.cells.lexicon import nouns
from ingest.kinds import PARTIES
from ingest.tables.context import PlaceHit
from ingest.tables.rows import Rows
from ingest.types import Cell, Clean

_GIVEN_NAME = re.compile(r"\s+(?P<name>[A-Z][a-z][\w’'-]*)(?:\s+[A-Z][a-z][\w’'-]*)?\s*(?:[,(]|$)")
_BRACKET = re.compile(r"[(（][^()（）]+[)）]\s*$")
"""Kinds of those whom a visitor may stand for."""


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    words = sorted(set(nouns()["office"]), key=len, reverse=True)
    some = "|".join(re.escape(w).replace(r"\ ", r"[\s-]+") for w in words)
    return re.compile(rf"(?<![\w-])(?i:(?:former|acting)\s+)?(?=[A-Z])(?i:{some})s?(?![\w-])")


@lru_cache(maxsize=1)
def _office_parts() -> frozenset[str]:
    return frozenset({unit.word for unit in unit_words()} | set(nouns()["office_part"]))


def homes_in(rows: Rows, cell: Cell) -> list[PlaceHit]:
    """Whom the offices in a cell stand for: "President of Togo" is Togo, "Former Japanese Prime Minister" Japan.

    A cell that is a place's name and nothing else stands for itself.
    """
    clean = rows.context.clean_of(cell) or Clean(cell.text, list(range(cell.start, cell.start + len(cell.text))))
    hits = [
        h for h in rows.context.places(clean) if h.kind in PARTIES and not (_everywhere(h) or _is_persons(cell.text, h))
    ]
    if any(h.kind != "Organization" for h in hits):  # "Secretary of the CPC Guangxi Committee" is Guangxi's
        hits = [h for h in hits if h.kind != "Organization"]
    offices = list(_office().finditer(cell.text))
    if len(hits) == 1 and rows.context.names.is_place(cell.text):
        return hits
    bracket = _BRACKET.search(cell.text)
    inside = [h for h in hits if bracket is not None and h.mention.printed in bracket[0]]
    if len(inside) == 1 and inside[0].kind != "Organization":  # "Beto Richa (Paraná)"
        return inside
    if not hits or (not offices and not _is_government(cell.text, hits)):
        return []
    if not offices:
        return [hit for hit in hits if hit.kind != "State"][:1] or hits[:1]
    if len({h.id for h in hits}) == 1:
        return hits[:1]
    found: dict[str, PlaceHit] = {}
    positions = [(cell.text.find(h.mention.printed), h) for h in hits]
    for office in offices:
        near = _nearest(cell.text, office, positions)
        if near is not None:
            found.setdefault(near.id, near)
    return list(found.values())


def _everywhere(hit: PlaceHit) -> bool:
    """Whether a body has its like in each unit: the "Secretary of the CPC committee" is some unit's."""
    return hit.kind == "Organization" and fold(hit.mention.printed) in nouns()["home_office"]


def _is_persons(text: str, hit: PlaceHit) -> bool:
    """Whether what opens a cell like a place is a person's name: "Xian Hui, Vice Chairwoman"."""
    opened = text.startswith(hit.mention.printed)
    goes_on = _GIVEN_NAME.match(text, len(hit.mention.printed)) if opened else None
    if goes_on is None or _office().match(text, goes_on.start("name")):
        return False
    return goes_on["name"].casefold() not in _office_parts()


def _is_government(text: str, hits: Sequence[PlaceHit]) -> bool:
    """Whether a cell is the name of a unit with words for its government: "Government of Oaxaca, Mexico"."""
    for hit in hits:
        text = text.replace(hit.mention.printed, " ", 1)
    known = _office_parts() | {"of", "the", "delegation", "mission"}
    return all(word in known for word in fold(text).split())


def _nearest(text: str, office: re.Match[str], hits: Sequence[tuple[int, PlaceHit]]) -> PlaceHit | None:
    """The place whose office it is: right before it ("Lao President"), else the first behind an "of"."""
    for at, hit in hits:
        between = text[at + len(hit.mention.printed) : office.start()]
        if 0 <= at < office.start() and re.fullmatch(r"(?:['’]s)?\s*(?:[A-Z][\w-]*\s*){0,2}", between):
            return hit
    behind = [(at, hit) for at, hit in hits if at >= office.end()]
    if behind and re.match(r"\s*(?:of|from|to|for)\b|\s*,", text[office.end() :]):
        return min(behind, key=lambda pair: pair[0])[1]
    return None
