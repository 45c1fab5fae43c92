"""Tables of offices abroad and of consulates: who is represented where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model import Mention
from ingest.kinds import UNITS
from ingest.tables.cells import is_no_name, names_in
from ingest.tables.placed import part_of, places_of
from ingest.tables.posts import read_guests_of_seats, seats_first
from ingest.tables.rows import Rows, whole_name
from ingest.tables.sides import PAIRED
from ingest.tables.topics import side_of
from ingest.types import Cell, Clean

_MOST_ROWS = 0.6  # that name a state and a seat


def read_representations(rows: Rows) -> str | None:
    """REPRESENTED_IN: who has an office where. Offices "in" the table's unit are those of its rows' places."""
    mission = _mission(rows)
    if mission is not None:
        return _named_missions(rows, mission)
    if rows.table.columns[:2] == PAIRED and seats_first(rows):
        return None if read_guests_of_seats(rows) else "no place of an office was found in it"
    place, country = rows.column("unit", "venue", "places", "host"), rows.column("country")
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


def _mission(rows: Rows) -> int | None:
    """The column of missions, if it names them; "Embassy" and "Consulate General" say of what rank they are."""
    column = rows.column("mission")
    cells = [row[column].text for row in rows.table.rows if row[column].text] if column is not None else []
    named = [text for text in cells if rows.context.places(Clean(text, [-1] * len(text)))]
    return column if len(named) > _MOST_ROWS * len(cells) else None


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
    if _mission(rows) is not None or unit is None or own is None or unit.kind == "State" or column is None:
        return read_representations(rows)
    done = sum(_missions(rows, row, column, own) for row in rows.table.rows)
    return None if done else "no state with a consulate was found in it"


def _seats(rows: Rows) -> int:
    """REPRESENTED_IN for rows of a state and the unit in which its consulate sits, as a list for several cities has."""
    states, seats = rows.column("country"), rows.column("venue", "unit", "chinese_unit", "places")
    if states is None or seats is None or _mission(rows) is not None:
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


def _missions(rows: Rows, row: Sequence[Cell], column: int, own: Mention) -> int:
    """Those of a cell that are represented in the table's unit."""
    names = [n for n in names_in(row[column], rows.context, kind="place") if n.kind == "State"]
    for named in names:
        rows.add(row, "REPRESENTED_IN", named.mention, own, when=rows.when(row))
    return len(names)
