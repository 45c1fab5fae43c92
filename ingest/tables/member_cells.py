"""The members that one cell names, each with the country that the cell puts before or behind it.

Austria: Tyrol, Vorarlberg Germany: Bavaria      Catalonia (Spain) Lombardy (Italy)      active observer: Salzburg
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.tables.cells import Named, country_code, names_in
from ingest.tables.context import TableContext
from ingest.tables.placed import Placed, placed_units
from ingest.types import Cell

_KEY = re.compile(r"\s*[:：]\s*")
_WORD = re.compile(r"\S+")
_LONGEST = 5  # words of a country's name
_LABEL_WORDS = 4
_PIECE = re.compile(r"\s*[;；]\s*|(?<=[)）])\s+(?=[^\W\d_a-z])|\s*[•·▪●]\s*")
_LIST = re.compile(r"\s*[(（](?P<inside>[^()（）]+)[)）]\s*$")
_BRACKET = re.compile(r"[(（][^()（）]+[)）]\s*\W*$")


def members_in(cell: Cell, context: TableContext, code: str | None = None) -> list[Placed]:
    """The members of a cell, and what it says they lie in; `code` is the country that the row states. Of a stated
    country they are its units, known or not."""
    found: list[Placed] = []
    for part, country in _keyed(cell, context):
        own, named = country_code(country, context) if country is not None else (code, None)
        found += [
            placed if placed.within is not None or named is None else Placed(placed.unit, named)
            for piece in _pieces(part, context)
            for placed in _members(piece, context, own)
        ]
    return found


def _members(cell: Cell, context: TableContext, code: str | None) -> list[Placed]:
    inside = _inside(cell, context)
    if inside:
        return inside
    if code is not None:
        units = [n for n in names_in(cell, context, kind="unit", country=code) if n.mention.country or n.id]
        if any(n.id is not None for n in units):
            return [Placed(unit) for unit in units]
    elif (bracket := _BRACKET.search(cell.text)) and _places_it(cell.text, bracket, context):
        placed = placed_units(cell, context)
        if placed and all(_known(one.unit) and one.within is not None for one in placed):
            return placed
    return [Placed(n) for n in names_in(cell, context) if n.id is not None]


def _inside(cell: Cell, context: TableContext) -> list[Placed]:
    """The units of a country that a bracket behind it lists: "Vietnam (Hanoi, Lao Cai)"; none where one is unknown."""
    bracket = _LIST.search(cell.text)
    if bracket is None:
        return []
    code, state = country_code(_cut(cell, 0, bracket.start(), context), context)
    if code is None or state is None:
        return []
    units = names_in(_cut(cell, *bracket.span("inside"), context), context, kind="unit", country=code)
    return [Placed(unit, state) for unit in units] if all(unit.id and unit.id != code for unit in units) else []


def _places_it(text: str, bracket: re.Match[str], context: TableContext) -> bool:
    """Whether a bracket says in what the name before it lies: of a country it says so only by another country's."""
    inside = bracket.group().strip(" ()（）.,;")
    return context.names.is_country(inside) or not context.names.is_country(text[: bracket.start()].strip())


def _known(named: Named) -> bool:
    return named.id is not None or named.mention.country is not None


def _keyed(cell: Cell, context: TableContext) -> Iterator[tuple[Cell, Cell | None]]:
    """The parts of a cell, each behind its key where that is a country; other labels are left out."""
    text = cell.text
    at, key = 0, None
    for mark in _KEY.finditer(text):
        country = _country_before(cell, at, mark.start(), context)
        start = country if country is not None else _label_before(text, at, mark.start())
        if start is None:
            continue
        if text[at:start].strip():
            yield _cut(cell, at, start, context), key
        key = _cut(cell, start, mark.start(), context) if country is not None else None
        at = mark.end()
    if text[at:].strip():
        yield _cut(cell, at, len(text), context), key


def _country_before(cell: Cell, at: int, stop: int, context: TableContext) -> int | None:
    """Where the name of a country starts that ends before a colon; the longest."""
    starts = [at + m.start() for m in _WORD.finditer(cell.text[at:stop])][-_LONGEST:]
    return next((start for start in starts if context.names.is_country(cell.text[start:stop])), None)


def _label_before(text: str, at: int, stop: int) -> int | None:
    """Where a label in small letters starts ("active observer"), behind the sign that ends what stands before it."""
    start = max(text.rfind(sign, at, stop) for sign in ";,.") + 1
    words = text[max(start, at) : stop].split()
    return max(start, at) if 0 < len(words) <= _LABEL_WORDS and words[-1][0].islower() else None


def _pieces(cell: Cell, context: TableContext) -> Iterator[Cell]:
    at = 0
    for mark in _PIECE.finditer(cell.text):
        if cell.text[at : mark.start()].strip():
            yield _cut(cell, at, mark.start(), context)
        at = mark.end()
    if cell.text[at:].strip():
        yield _cut(cell, at, len(cell.text), context)


def _cut(cell: Cell, start: int, stop: int, context: TableContext) -> Cell:
    """A part of a cell without the signs around it."""
    text = cell.text[start:stop]
    left = start + len(text) - len(text.lstrip(" ,;.•"))
    right = start + len(text.rstrip(" ,;"))
    if right <= left:
        return Cell("")
    return Cell(cell.text[left:right], *context.span(cell, left, right))
