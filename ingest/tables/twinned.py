"""Tables of units twinned with states: which province sends its medical team, its experts, its aid where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Mention
from ingest.kinds import UNITS
from ingest.tables.cells import Named, is_no_name, names_in
from ingest.tables.rows import Rows, whole_name
from ingest.tables.sides import sample
from ingest.types import Cell

_YEAR_BEHIND = re.compile(r"\s*[(（](?:since\s+|from\s+)?(\d{4})[)）]")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")


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
        merged = unit_column is not None and not row[unit_column].text.strip()
        units = _twin_units(rows, row, unit_column) or (last if merged else [])
        last = units or last
        states = _states(rows, row[country_column])
        for unit in units:
            for state in states:
                rows.add(
                    row, rows.topic.tie, unit, state.mention,
                    when=_since(row[country_column], state) or rows.when(row), kind=rows.topic.kind,
                )  # fmt: skip
                done += 1
        _implementers(rows, row, states)
    return None if done else "no pair of a unit and a state was found in it"


def _since(cell: Cell, state: Named) -> tuple[str, ...]:
    """The year in brackets behind a name of a cell: "Algeria (1963), Lesotho (1997)"."""
    at = cell.text.find(state.mention.printed)
    year = _YEAR_BEHIND.match(cell.text, at + len(state.mention.printed)) if at >= 0 else None
    return (year[1],) if year else ()


def _states(rows: Rows, cell: Cell) -> list[Named]:
    """The states of a cell; of "Zanzibar (Tanzania)" the one in brackets."""
    states = [n for n in names_in(cell, rows.context, kind="State") if n.kind == "State"]
    inner = _IN_BRACKETS.search(cell.text) if not states else None
    if inner is None:
        return states
    part = Cell(inner[1], *rows.context.span(cell, *inner.span(1)))
    return [n for n in names_in(part, rows.context, kind="State") if n.kind == "State"]


def _twin_units(rows: Rows, row: Sequence[Cell], column: int | None) -> list[Mention]:
    if column is None:
        own = rows.own()
        return [own] if own else []
    named = names_in(row[column], rows.context, kind="unit")
    return [n.mention for n in named if n.kind in UNITS]


def _column_of_states(rows: Rows) -> int | None:
    for i in range(len(rows.table.columns)):
        texts = sample(rows, i)
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
