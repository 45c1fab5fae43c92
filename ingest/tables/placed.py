"""Units in cells together with what they lie in: "Seward, Alaska", "Suzhou (Jiangsu)", "Kisumu of Kenya"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.fold import fold
from graph.unit_words import unit_words
from ingest.cells.lexicon import nouns
from ingest.kinds import UNITS
from ingest.names.capitals import capital_of
from ingest.tables.cells import Named, is_no_name, names_in, resolved
from ingest.tables.context import TableContext
from ingest.tables.rows import Rows
from ingest.types import Cell
from ingest.words.countries import country_of

_CUT = re.compile(r"\s*[,，]\s*|\s*[(（]\s*|\s+of\s+(?:the\s+)?(?=[A-Z])|\s+[–—-]\s+(?=[A-Z])")
_DASHES = ("–", "—", "-")  # behind which a state may stand: "Veneto – Italy"
_PLACED = re.compile(r"(?<=[)）])\s*(?:[,;、]\s*(?:and\s+)?|and\s+)")  # between places that brackets place
_END = re.compile(r"\s*[)）]?\s*$")
_BEHIND_STATE = re.compile(r"\s*[(（\[].*$|[.\s]+$")  # "Japan (1989)"
_FLAG_WORD = re.compile(r"\s+(?=[^\W\d_a-z])\w")  # behind a flag
_FLAG_WORDS = 4  # of the name of a state
_CODE = re.compile(r"[A-Z]{3}\s")
_LISTED = re.compile(r"\s*,\s*[A-Z][^,]*$")  # one more name behind the last comma


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit, what the cell says it lies in, and in which state that lies ("Norfolk, Virginia, USA")."""

    unit: Named
    within: Named | None = None
    state: Named | None = None


def placed_units(cell: Cell, context: TableContext, code: str | None = None, within: str | None = None) -> list[Placed]:
    """The units of a cell, each with its country or the larger unit that the cell names behind it.

    `code` is the country that the row states, `within` the unit that the column's head does.
    """
    if is_no_name(cell.text):
        return []
    cell = _without_flag(cell, context)
    parts = _PLACED.split(cell.text)
    if len(parts) > 1:  # "Catalonia (Spain), Lombardy (Italy)"
        starts = [0, *(m.end() for m in _PLACED.finditer(cell.text))]
        cells = [Cell(t, *context.span(cell, a, a + len(t))) for t, a in zip(parts, starts, strict=True) if t.strip()]
        return [placed for one in cells for placed in placed_units(one, context, code, within)]
    found = _units_in_place(cell, context, code)
    if found:
        return found
    return [Placed(named) for named in names_in(cell, context, kind="unit", country=code, within=within)]


def _without_flag(cell: Cell, context: TableContext) -> Cell:
    """A cell without the name or code of its state that a page prints for its flag: "JPN Kushiro, Japan"."""
    parts = [part.strip() for part in cell.text.split(",")]
    last = country_of(_BEHIND_STATE.sub("", parts[-1])) if len(parts) > 1 else None
    if last is None:
        return cell
    words = list(_FLAG_WORD.finditer(parts[0]))
    for word in words[:_FLAG_WORDS]:
        flag = country_of(parts[0][: word.start()])
        coded = word is words[0] and any(part.startswith(parts[0][0]) for part in parts[1:]) and _CODE.match(parts[0])
        if coded or (flag is not None and flag.code == last.code):
            at = cell.text.find(parts[0][word.end() - 1 :])
            return Cell(cell.text[at:], *context.span(cell, at, len(cell.text)))
    return cell


def _units_in_place(cell: Cell, context: TableContext, code: str | None) -> list[Placed]:
    """A cell of the form "unit, place": the unit (or two with "and" between) and the place; else nothing."""
    text = cell.text
    marks = [m for m in _CUT.finditer(text) if m.start() > 0 and not _only_unit_words(text[: m.start()])]
    if not marks or re.search(r"[;；/、&]", text):
        return []
    if " of " in text and any(entry.type == "name" for entry in context.gazetteer.names(fold(text))):
        return []  # "Port of Spain"
    for at, mark in enumerate(marks):
        stop = marks[at + 1].start() if at + 1 < len(marks) else _END.search(text).start()  # type: ignore[union-attr]
        place = _place(cell, mark.end(), stop, context, code, text[: mark.start()])
        if place is None or place.id is None or (mark[0].strip() in _DASHES and place.kind != "State"):
            continue
        country = place.id if place.kind == "State" else place.country
        within = place.id if place.kind != "State" else None
        heads = re.split(r"\s+and\s+", text[: mark.start()])
        known = [resolved(head, context, "unit", country) for head in heads]
        if within and not all(_lies_in(own, place, head, context) for own, head in zip(known, heads, strict=True)):
            continue
        units = names_in(cell, context, kind="unit", country=country or code, until=mark.start(), within=within)
        if len(units) == len(heads):
            state = _state_behind(cell, stop, context) if place.kind != "State" else None
            if place.kind != "State" and state is None and _LISTED.match(text, stop):
                return []  # "Johannesburg, Dubai, Sydney"
            return [Placed(unit, place, state) for unit in units]
    return []


def _state_behind(cell: Cell, at: int, context: TableContext) -> Named | None:
    """The state that a cell names last, behind the place at whose end `at` stands."""
    mark = _CUT.match(cell.text, at)
    if mark is None:
        return None
    stop = _END.search(cell.text).start()  # type: ignore[union-attr]
    inner = Cell(cell.text[mark.end() : stop], *context.span(cell, mark.end(), stop))
    states = [named for named in names_in(inner, context, kind="State") if named.kind == "State"]
    return states[0] if len(states) == 1 else None


def _only_unit_words(text: str) -> bool:
    """Whether a text is a unit word that "of" joins to a name: "State of Bavaria", "City of London"."""
    return fold(text).removeprefix("the ") in _unit_words()


@lru_cache(maxsize=1)
def _unit_words() -> frozenset[str]:
    return frozenset(fold(entry.word) for entry in unit_words()) | set(nouns()["style"])


def _place(cell: Cell, start: int, stop: int, context: TableContext, code: str | None, unit: str) -> Named | None:
    """The place behind a unit: of all that bear the name the one in which the unit is known to lie, the state first;
    else whoever it means by itself."""
    inner = Cell(cell.text[start:stop], *context.span(cell, start, stop))
    states = [named for named in names_in(inner, context, kind="State") if named.kind == "State"]
    alone = names_in(inner, context, kind="unit", country=code)
    if len(alone) > 1:
        return None
    units = re.split(r"\s+and\s+", unit)
    if not states or context.resolver.resolve(units[0], kind="unit", country=states[0].id).id is None:
        holder = _holder(inner.text, units, code, context)
        entity = context.gazetteer.get(holder) if holder else None
        if entity is not None and alone:
            mention = replace(alone[0].mention, kind="unit", country=entity.country, within=holder, provisional=False)
            return Named(mention, entity.id, entity.kind, entity.country)
    if states:
        return states[0]
    return alone[0] if alone and alone[0].kind in UNITS else None


def _holder(text: str, units: Sequence[str], code: str | None, context: TableContext) -> str | None:
    """The one first-level unit of a name that several places bear ("Washington") in which one of the
    units is known to lie."""
    ids = sorted({entry.entity_id for entry in context.gazetteer.names(fold(text)) if entry.type == "name"})
    found = []
    for id_ in ids:
        above = context.gazetteer.within(id_)
        if not above or context.gazetteer.entity_kind(above) != "State" or code not in (None, above):
            continue
        inside = [context.resolver.resolve(unit, kind="unit", within=id_).id for unit in units]
        if any(one is not None and one != id_ for one in inside):
            found.append(id_)
    return found[0] if len(found) == 1 else None


def _lies_in(own: tuple[str | None, str | None, str | None], place: Named, text: str, context: TableContext) -> bool:
    """Whether a unit may lie in a larger one: the gazetteer says so, or does not know it and the place is a first-level
    unit."""
    if own[0] is None:
        alone = capital_of(place.mention.form) and resolved(text.strip(), context, "unit", None)[0]
        return not alone and (place.kind == "Province" or _first_level(place, context))
    if own[0] == place.id or fold(text) == fold(place.mention.form):
        return False
    if place.id in context.gazetteer.ancestors(own[0]):
        return True
    inside = resolved(text.strip(), context, "unit", None, place.id)[0]
    return inside is not None and inside != place.id and _first_level(place, context)


def _first_level(place: Named, context: TableContext) -> bool:
    """Whether a unit lies in no other unit."""
    above = context.gazetteer.within(place.id) if place.id else None
    return above is None or context.gazetteer.entity_kind(above) == "State"


def places_of(rows: Rows, cell: Cell, code: str | None) -> list[Placed]:
    """The places of a cell: units with what they lie in, else states."""
    units = [p for p in placed_units(cell, rows.context, code) if p.unit.id or p.unit.mention.country]
    if any(p.unit.kind != "State" for p in units):
        return [p for p in units if p.unit.kind != "State"]
    return [Placed(n) for n in names_in(cell, rows.context, kind="place") if n.kind == "State"]


def part_of(rows: Rows, row: Sequence[Cell], placed: Placed) -> int:
    """What a unit lies in, where the row says it."""
    unit, within = placed.unit, placed.within
    if within is None or within.id is None or within.id == unit.id or within.mention.form == unit.mention.form:
        return 0
    rows.add(row, "PART_OF", unit.mention, within.mention)
    if placed.state is not None and placed.state.id == within.country:
        rows.add(row, "PART_OF", within.mention, placed.state.mention)
    return 1
