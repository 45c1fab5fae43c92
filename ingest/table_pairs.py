"""Tables of pairs: sister units, units twinned with states, offices abroad."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.model import Mention
from ingest.table_cells import Named, is_no_name, names_in, resolved
from ingest.table_rows import Rows
from ingest.table_topics import is_chinese
from ingest.types import Cell

_WITH_COUNTRY = re.compile(r"^(?P<unit>[^,(（]+?)\s*[,(（]\s*(?P<country>[^,()（）]+?)\s*[)）]?$")


def read_sisters(rows: Rows) -> str | None:
    """SISTER_OF between the own unit (of the row or of the table) and the partner, PART_OF partner and country."""
    own_column, partner_column = _unit_columns(rows)
    if partner_column is None:
        return "no column of partner units was found"
    if own_column is None and rows.own() is None:
        return "the table does not say whose partners these are"
    countries = rows.countries(rows.column("country"))
    default = _caption_country(rows)
    done = 0
    last_own: list[Mention] = []
    for row, (code, country) in zip(rows.table.rows, countries, strict=True):
        own = _own_units(rows, row, own_column) or last_own
        last_own = own
        partners = _partners(rows, row[partner_column], code or default, country)
        when = rows.when(row)
        for partner, stated in partners:
            for one in own:
                if partner.mention.form != one.form and _may_be_sister(rows, partner):
                    rows.add(row, "SISTER_OF", one, partner.mention, when=when, kind=rows.topic.kind)
                    done += 1
            if stated is not None and stated.id and partner.mention.form != stated.mention.form:
                rows.add(row, "PART_OF", partner.mention, stated.mention)
        if not partners and not is_no_name(row[partner_column].text):
            rows.skip(row, "the partner's name was not recognised, and the row states no country")
    return None if done else "no pair of units was found in it"


def _may_be_sister(rows: Rows, partner: Named) -> bool:
    own = rows.subject.own
    return partner.kind != "State" and not (own is not None and partner.id == own.id)


def _partners(
    rows: Rows, cell: Cell, code: str | None, country: Named | None
) -> list[tuple[Named, Named | None]]:
    """The partners of a cell with the country that the row or the cell itself states."""
    if is_no_name(cell.text):
        return []
    split = _WITH_COUNTRY.match(cell.text)
    if split and rows.context.names.is_country(split["country"]):
        at = split.start("country")
        inner = Cell(cell.text[at : split.end("country")], *rows.context.span(cell, at, split.end("country")))
        named = names_in(inner, rows.context, kind="State")
        inner_code = named[0].id if len(named) == 1 and named[0].kind == "State" else None
        units = names_in(cell, rows.context, kind="unit", country=inner_code, until=split.end("unit"))
        return [(unit, named[0] if named else None) for unit in units]
    units = names_in(cell, rows.context, kind="unit", country=code)
    return [(unit, country) for unit in units if unit.id or code]


def _caption_country(rows: Rows) -> str | None:
    """The one foreign state that the caption names: the country of partners that state none."""
    states = {h.id for h in rows.subject.others if h.kind == "State" and not is_chinese(h.id)}
    return states.pop() if len(states) == 1 else None


def _unit_columns(rows: Rows) -> tuple[int | None, int | None]:
    """The columns of the own unit (None: it is the table's) and of the partner."""
    candidates = rows.columns("chinese_unit", "unit", "leader", "venue")
    if not rows.columns("chinese_unit", "unit"):
        candidates = [i for i in range(len(rows.table.columns)) if _share_of_units(rows, i) >= 0.5]
    if not candidates:
        return None, None
    shares = {i: _chinese_share(rows, i) for i in candidates}
    chinese = [i for i in candidates if shares[i] > 0.6]
    foreign = [i for i in candidates if shares[i] <= 0.4]
    if chinese and foreign:
        return chinese[0], foreign[0]
    if len(foreign) >= 2 and rows.own() is None:
        return foreign[0], foreign[1]
    if foreign:
        return None, foreign[0]
    own = rows.subject.own
    if own is not None and not is_chinese(own.country or own.id):
        return None, candidates[0]
    return None, None


def _sample(rows: Rows, column: int) -> list[str]:
    texts = [row[column].text for row in rows.table.rows[:60]]
    return [text for text in texts if not is_no_name(text)]


def _share_of_units(rows: Rows, column: int) -> float:
    texts = _sample(rows, column)
    return sum(1 for text in texts if rows.context.names.is_unit(text)) / len(texts) if texts else 0.0


def _chinese_share(rows: Rows, column: int) -> float:
    texts = _sample(rows, column)
    found = [resolved(text, rows.context, "unit", None)[2] for text in texts]
    return sum(1 for country in found if is_chinese(country)) / len(texts) if texts else 0.0


def _own_units(rows: Rows, row: Sequence[Cell], column: int | None) -> list[Mention]:
    if column is None:
        own = rows.own()
        return [own] if own else []
    return [named.mention for named in names_in(row[column], rows.context, kind="unit")]


def read_twinned(rows: Rows) -> str | None:
    """TWINNED_WITH between Chinese units and states, as each row pairs them."""
    country_column = rows.column("country", "member") or rows.column("places")
    unit_column = rows.column("chinese_unit", "unit", "host")
    if country_column is None:
        country_column = _column_of_states(rows)
    if country_column is None or (unit_column is None and rows.own() is None):
        return "it pairs no units with states"
    if unit_column == country_column:
        unit_column = None
    done = 0
    last: list[Mention] = []
    for row in rows.table.rows:
        units = _twin_units(rows, row, unit_column) or (last if unit_column is not None else [])
        last = units or last
        states = [n for n in names_in(row[country_column], rows.context, kind="State") if n.kind == "State"]
        for unit in units:
            for state in states:
                rows.add(
                    row, rows.topic.tie, unit, state.mention, when=rows.when(row), kind=rows.topic.kind
                )  # fmt: skip
                done += 1
        _implementers(rows, row, states)
    return None if done else "no pair of a unit and a state was found in it"


def _twin_units(rows: Rows, row: Sequence[Cell], column: int | None) -> list[Mention]:
    if column is None:
        own = rows.own()
        return [own] if own else []
    named = names_in(row[column], rows.context, kind="unit")
    return [n.mention for n in named if n.kind in ("Province", "LocalGovernment", "ForeignSNG")]


def _column_of_states(rows: Rows) -> int | None:
    for i in range(len(rows.table.columns)):
        texts = _sample(rows, i)
        if texts and sum(1 for t in texts if rows.context.names.is_country(t)) > 0.5 * len(texts):
            return i
    return None


def _implementers(rows: Rows, row: Sequence[Cell], states: Sequence[Named]) -> None:
    column = rows.column("implementer", "company")
    if column is None or is_no_name(row[column].text):
        return
    firm = whole_name(rows, row[column], "Enterprise")
    if firm is not None:
        for state in states:
            rows.add(row, "OPERATES_IN", firm, state.mention, sector=rows.topic.sector, weight=0.9)


def read_representations(rows: Rows) -> str | None:
    """REPRESENTED_IN: who has an office where."""
    place = rows.column("country", "venue", "places", "unit")
    holder = rows.column("company", "implementer", "chinese_unit")
    if place is None or (holder is None and rows.own() is None):
        return "it does not say who is represented where"
    done = 0
    for row in rows.table.rows:
        own = rows.own() if holder is None else whole_name(rows, row[holder], "Enterprise")
        for named in names_in(row[place], rows.context, kind="place"):
            if own is not None and named.id is not None:
                rows.add(row, "REPRESENTED_IN", own, named.mention, when=rows.when(row))
                done += 1
    return None if done else "no place of an office was found in it"


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
