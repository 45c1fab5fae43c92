"""Tables of pairs: sister units, offices abroad."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.fold import fold
from graph.model import Mention
from ingest.cells.lexicon import nouns, topics_named
from ingest.kinds import UNITS
from ingest.tables.cells import Named, is_no_name, names_in
from ingest.tables.context import PlaceHit
from ingest.tables.placed import Placed, placed_units
from ingest.tables.posts import read_guests_of_seats, seats_first
from ingest.tables.rows import Rows
from ingest.tables.sides import PAIRED, Sides, find_sides
from ingest.tables.topics import is_chinese, side_of
from ingest.types import Cell, Clean
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
                if not same and _may_be_sister(rows, partner.unit, sides):
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
        words = f" {fold(row[i].text)} "
        if any(f" {word} " in words for word in nouns()["exchange_form"]):
            return "COOPERATES_WITH"
        if any(f" {word} " in words for word in nouns()["sister_form"]):
            return "SISTER_OF"
        if rows.roles[i] == "form" and any(f" {word} " in words for word in nouns()["pact_form"]):
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


def part_of(rows: Rows, row: Sequence[Cell], placed: Placed) -> int:
    """What a unit lies in, where the row says it."""
    unit, within = placed.unit, placed.within
    if within is None or within.id is None or within.id == unit.id or within.mention.form == unit.mention.form:
        return 0
    rows.add(row, "PART_OF", unit.mention, within.mention)
    if placed.state is not None and placed.state.id == within.country:
        rows.add(row, "PART_OF", within.mention, placed.state.mention)
    return 1


def _crosses(rows: Rows, one: Named, other: Named) -> bool:
    """Whether a table that was put together from loose lines pairs two units of one country: most likely the ends of
    two rows."""
    country = one.country if one.id is not None else None
    return rows.table.confidence < _WHOLE and country is not None and other.id is not None and other.country == country


def _says_nobody(cell: Cell) -> bool:
    """Whether a cell says that there is nobody: a dash, "none"."""
    return bool(cell.text.strip()) and is_no_name(cell.text)


def _states(rows: Rows, cell: Cell) -> list[Named]:
    """The states of a cell that lists nothing else: "Philippines, Indonesia" is no town of Indonesia."""
    parts = [part for part in _LIST.split(cell.text.strip(" *")) if part]
    if not parts or not all(map(rows.context.names.is_country, parts)):
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


def read_representations(rows: Rows) -> str | None:
    """REPRESENTED_IN: who has an office where. Offices "in" the table's unit are those of its rows' places."""
    mission = rows.column("mission")
    if mission is not None:
        return _named_missions(rows, mission)
    if rows.table.columns[:2] == PAIRED and seats_first(rows):
        return None if read_guests_of_seats(rows) else "no place of an office was found in it"
    place, country = rows.column("unit", "venue", "places"), rows.column("country")
    holder = rows.column("company", "implementer", "chinese_unit")
    where = rows.column("venue", "places")
    units = [i for i in rows.columns("unit") if where is not None and i < where]
    if holder is None and where is not None and (units or _holds_units(rows, country)):  # "Province | Office in"
        holder, place = (units[0], where) if units else (country, where)
        country = None if holder == country else country
    both = rows.columns("unit")
    if holder is None and where is None and len(both) > 1:  # "Local government | Place"
        holder, place = both[0], both[1]
    if place is None:
        place, country = country, None
    if place is None or (holder is None and rows.own() is None):
        return "it does not say who is represented where"
    hosted = holder is None and rows.subject.own is not None and side_of(rows.table, rows.subject.own, False) == "to"
    codes = rows.countries(country)
    done = 0
    for row, (code, within) in zip(rows.table.rows, codes, strict=True):
        own = rows.own() if holder is None else whole_name(rows, row[holder], "Enterprise")
        if own is None:
            continue
        if hosted:
            done += _missions(rows, row, country if country is not None else place, own)
            continue
        for placed in places_of(rows, row[place], code):
            rows.add(row, "REPRESENTED_IN", own, placed.unit.mention, when=rows.when(row))
            part_of(rows, row, placed if placed.within is not None else replace(placed, within=within))
            done += 1
    return None if done else "no place of an office was found in it"


def _holds_units(rows: Rows, column: int | None) -> bool:
    """Whether a column under a head of states holds units of a federation: "State" over Bahia and Paraná."""
    names = rows.context.names
    texts = [row[column].text for row in rows.table.rows if not is_no_name(row[column].text)] if column == 0 else []
    return bool(texts) and all(names.is_unit(text) and not names.is_country(text) for text in texts)


def read_consulates(rows: Rows) -> str | None:
    """REPRESENTED_IN: the states that have a consulate in the table's unit, which has none of its own abroad."""
    unit, own = rows.subject.own, rows.own()
    if _seats(rows):
        return None
    column = rows.column("country", "places", "unit", "venue")
    if rows.column("mission") is not None or unit is None or own is None or unit.kind == "State" or column is None:
        return read_representations(rows)
    done = sum(_missions(rows, row, column, own) for row in rows.table.rows)
    return None if done else "no state with a consulate was found in it"


def _seats(rows: Rows) -> int:
    """REPRESENTED_IN for rows of a state and the unit in which its consulate sits, as a list for several cities has."""
    states, seats = rows.column("country"), rows.column("venue", "unit", "chinese_unit", "places")
    if states is None or seats is None or rows.column("mission") is not None:
        return 0
    found = []
    for row in rows.table.rows:
        state = [n for n in names_in(row[states], rows.context) if n.kind == "State"]
        seat = [n for n in names_in(row[seats], rows.context, kind="unit") if n.id and n.kind in UNITS]
        if len(state) == len(seat) == 1 and seat[0].country != state[0].id:
            found.append((row, state[0], seat[0]))
    if len(found) < _MOST_ROWS * len(rows.table.rows):
        return 0
    for row, represented, where in found:
        rows.add(row, "REPRESENTED_IN", represented.mention, where.mention, when=rows.when(row))
    return len(found)


def _named_missions(rows: Rows, column: int) -> str | None:
    """Rows that name the mission itself: "Consulate General of Japan", "Thailand Consulate Chengdu". Its state comes
    first or behind "of"; it is in the unit that the cell or another column names, else in the table's own."""
    places = rows.columns("unit", "venue", "places", "chinese_unit")
    done = 0
    for row in rows.table.rows:
        clean = rows.context.clean_of(row[column]) or Clean(row[column].text, [-1] * len(row[column].text))
        hits = rows.context.places(clean)
        states = [hit for hit in hits if hit.kind == "State"]
        units = [hit.mention for hit in hits if hit.kind in UNITS]
        stated = [one.unit.mention for i in places for one in places_of(rows, row[i], None) if one.unit.id is not None]
        own = rows.own()
        where = stated or units or ([own] if own is not None else [])
        if len(states) == 1 and where:
            rows.add(row, "REPRESENTED_IN", states[0].mention, where[0], when=rows.when(row))
            done += 1
        elif not states:
            rows.skip(row, "the state whose mission this is was not recognised")
    return None if done else "no state was recognised in the names of its missions"


def places_of(rows: Rows, cell: Cell, code: str | None) -> list[Placed]:
    """The places of a cell: units with what they lie in, else states."""
    units = [p for p in placed_units(cell, rows.context, code) if p.unit.id or p.unit.mention.country]
    if any(p.unit.kind != "State" for p in units):
        return [p for p in units if p.unit.kind != "State"]
    return [Placed(n) for n in names_in(cell, rows.context, kind="place") if n.kind == "State"]


def _missions(rows: Rows, row: Sequence[Cell], column: int, own: Mention) -> int:
    """Those of a cell that are represented in the table's unit."""
    names = [n for n in names_in(row[column], rows.context, kind="place") if n.kind == "State"]
    for named in names:
        rows.add(row, "REPRESENTED_IN", named.mention, own, when=rows.when(row))
    return len(names)


def whole_name(rows: Rows, cell: Cell, kind: str) -> Mention | None:
    """The whole cell as one name of that kind, provisional where nobody knows it; None where it is no name."""
    text = cell.text.strip()
    if is_no_name(text) or len(text.split()) > 14 or not any(char.isupper() or ord(char) > 0x3000 for char in text):
        return None
    found = names_in(replace(cell, text=text), rows.context)
    if len(found) == 1 and found[0].id is not None:
        return found[0].mention
    span = rows.context.span(cell, 0, len(text))
    form = re.sub(r"\s*[(（][^)）]*[)）]\s*$", "", text)
    return Mention(text, form, *span, kind=kind, provisional=True)
