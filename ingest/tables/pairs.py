"""Tables of sister units: whose partner who is, since when, and in what each lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.fold import fold
from ingest.cells.lexicon import says, topics_named
from ingest.kinds import UNITS
from ingest.tables.cells import Named, country_code, is_no_name, names_in, resolved
from ingest.tables.context import PlaceHit
from ingest.tables.placed import Placed, part_of, placed_units
from ingest.tables.rows import Rows
from ingest.tables.sides import Sides, find_sides
from ingest.tables.topics import is_chinese
from ingest.types import Cell
from ingest.words.lexicon import any_of, phrases

_SMALLER = re.compile(rf"\b{any_of(phrases('units_of_a_unit'))}\b", re.IGNORECASE)  # in a caption
_MOST_ROWS = 0.6  # that name a state and a seat
_LIST = re.compile(r"\s*[,;/]\s*(?:and\s+)?|\s+and\s+")
_WHOLE = 0.9  # confidence of a table whose cells stood apart in the document


def read_sisters(rows: Rows) -> str | None:
    """SISTER_OF between the own unit (of the row or of the table) and the partner, PART_OF for what each lies in.

    Where nobody says whose partners these are, what the rows say of their places is kept.
    """
    sides = find_sides(rows)
    if sides.partner is None:
        return "no column of partner units was found"
    owned = sides.own is not None or rows.own() is not None
    countries = rows.countries(rows.column("country"))
    default = _caption_country(rows)
    tie = rows.topic.tie or "SISTER_OF"
    done = parts = 0
    of_states = tie != "SISTER_OF" or "partner" in fold(rows.table.columns[sides.partner])
    last_own: list[Placed] = []
    for row, (code, country) in zip(rows.table.rows, countries, strict=True):
        own = [_inside(rows, placed) for placed in _own_units(rows, row, sides)]
        if not own and not (sides.own is not None and _says_nobody(row[sides.own])):
            own = last_own  # the cell is empty where one unit has several partners; a dash says that it has none
        last_own = own or last_own
        when = rows.when(row)
        states = _states(rows, row[sides.partner])
        for state in states if of_states else ():
            for one in own:
                rows.add(row, "COOPERATES_WITH", one.unit.mention, state.mention, when=when)
                done += 1
        partners = [] if states else _partners(rows, row, sides, code or default, country)
        own_tie = tie_of(rows, row) or tie
        for partner in partners:
            for one in own:
                same = partner.unit.mention.form == one.unit.mention.form or _crosses(rows, one.unit, partner.unit)
                if not same and not _is_state(rows, one.unit) and _may_be_sister(rows, partner.unit, sides):
                    rows.add(row, own_tie, one.unit.mention, partner.unit.mention, when=when, kind=rows.topic.kind)
                    done += 1
        for placed in (*partners, *(own if sides.own is not None else ())):
            parts += part_of(rows, row, placed)
        if not partners and not states and not is_no_name(row[sides.partner].text):
            rows.skip(row, "the partner's name was not recognised, and the row states no country")
    if done or (parts and not owned):
        return None
    return "no pair of units was found in it" if owned else "the table does not say whose partners these are"


def tie_of(rows: Rows, row: Sequence[Cell]) -> str | None:
    """The tie that a row's own cell says: a sister relation, else an agreement of another kind."""
    told = {name for i in rows.columns("text") for name in topics_named(row[i].text)}
    if "sister_relations" in told:
        return "SISTER_OF"
    for i in rows.columns("form", "sector"):
        if says(row[i].text, "exchange_form"):
            return "COOPERATES_WITH"
        if says(row[i].text, "sister_form"):
            return "SISTER_OF"
        if rows.roles[i] == "form" and says(row[i].text, "pact_form"):
            return "COOPERATES_WITH"
    return None


def _inside(rows: Rows, placed: Placed) -> Placed:
    """An own unit with the larger one of whose units the caption tells."""
    whole, unit = _whole(rows), placed.unit
    if placed.within is not None or whole is None or unit.id in (None, whole.id):
        return placed
    if whole.id not in rows.context.gazetteer.ancestors(unit.id or ""):
        return placed
    return replace(placed, within=Named(whole.mention, whole.id, whole.kind, whole.country))


def _whole(rows: Rows) -> PlaceHit | None:
    """The unit of whose units the caption says that it tells: "Sister cities of Jilin units"."""
    whole, caption = rows.subject.own, rows.table.caption
    told = whole is not None and whole.kind in UNITS and whole.mention.printed in caption and _SMALLER.search(caption)
    return whole if told else None


def _crosses(rows: Rows, one: Named, other: Named) -> bool:
    """Whether a table that was put together from loose lines pairs two units of one country: most likely the ends of
    two rows."""
    country = one.country if one.id is not None else None
    return rows.table.confidence < _WHOLE and country is not None and other.id is not None and other.country == country


def _is_state(rows: Rows, unit: Named) -> bool:
    """Whether the own end of a row is a state, which has no sisters: its column says where the partner lies."""
    return unit.kind == "State" or (unit.id is None and rows.context.names.is_country(unit.mention.form))


def _says_nobody(cell: Cell) -> bool:
    """Whether a cell says that there is nobody: a dash, "none"."""
    return bool(cell.text.strip()) and is_no_name(cell.text)


def _states(rows: Rows, cell: Cell) -> list[Named]:
    """The states of a cell that lists nothing else: "Philippines, Indonesia" is no town of Indonesia, but "Gold Coast,
    Australia" is one of Australia."""
    parts = [part for part in _LIST.split(cell.text.strip(" *")) if part]
    if not parts or not all(map(rows.context.names.is_country, parts)):
        return []
    if len(parts) == 2 and resolved(parts[0], rows.context, "unit", country_code(Cell(parts[1]), rows.context)[0])[0]:
        return []
    return [named for named in names_in(cell, rows.context, kind="State") if named.kind == "State"]


def _may_be_sister(rows: Rows, partner: Named, sides: Sides) -> bool:
    own = rows.subject.own
    return partner.kind != "State" and (sides.own is not None or own is None or partner.id != own.id)


def _partners(rows: Rows, row: Sequence[Cell], sides: Sides, code: str | None, country: Named | None) -> list[Placed]:
    """The partners of a row with what the row says they lie in: the cell, a column of larger units, the country."""
    larger = None
    if sides.larger is not None:
        named = names_in(row[sides.larger], rows.context, kind="unit", country=code)
        larger = named[0] if len(named) == 1 else None
    code = code or (larger.country if larger else None) or sides.partner_place.country
    found = placed_units(row[sides.partner or 0], rows.context, code, sides.partner_place.within)
    stated = larger or country or sides.partner_place.named
    kept = [p for p in found if p.unit.id or p.unit.mention.country]
    return [p if p.within is not None else replace(p, within=stated) for p in kept]


def _caption_country(rows: Rows) -> str | None:
    """The one foreign state that the caption names: the country of partners that state none."""
    states = {h.id for h in rows.subject.others if h.kind == "State" and not is_chinese(h.id)}
    return states.pop() if len(states) == 1 else None


def _own_units(rows: Rows, row: Sequence[Cell], sides: Sides) -> list[Placed]:
    if sides.own is None:
        own = rows.own()
        return [Placed(Named(own))] if own else []
    place = sides.own_place
    whole = _whole(rows)
    within = place.within or (whole.id if whole is not None else None)
    found = placed_units(row[sides.own], rows.context, place.country, within)
    group = None
    if sides.group is not None:
        named = names_in(row[sides.group], rows.context, kind="unit")
        group = named[0] if len(named) == 1 else None
    stated = group or place.named
    return [p if p.within is not None else replace(p, within=stated) for p in found]
