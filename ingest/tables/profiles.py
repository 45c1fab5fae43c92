"""Profiles: tables that compare units by several things, "Province | Mechanism | Event hosted | Sister province".

Nothing around such a table says what it is about; each column does for itself. It is taken apart into a table for each
column, with the units as its other column and the column's head as its caption. Where the heads are units themselves,
"Linz | Lodz" above their partners, each column is a list of its own unit.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.cells.forms import is_date, is_filler
from ingest.cells.lexicon import Topic, role_of
from ingest.tables.context import TableContext
from ingest.tables.sides import PAIRED
from ingest.tables.topics import ranked_topics, roles_of
from ingest.types import Cell, Table
from ingest.words.lexicon import phrases

_KEYS = frozenset(["unit", "chinese_unit", "country"])
# What a column of these roles says of the units, as a caption would.
_CAPTIONS = {"mechanism": phrases("captions_of_mechanisms")[0], "event": phrases("captions_of_events")[0]}
_YEAR = re.compile(r"\s*[(（](\d{4})[)）]\s*$")
_BARE_YEAR = re.compile(r"((?:19|20)\d\d)(?:\s*年)?")
_SIDE = {"chinese_unit": "unit", "country": "unit", "": "unit"}  # a side of a pair, however it is headed
_PAIRS = 4  # names of the two pairs that stand beside each other
_SEVERAL = re.compile(r"\b(?:and|as well as)\b|&")
_UNIT = PAIRED[0]
_LEAST = 2  # columns that say something each


def parts_of(table: Table) -> list[Table]:
    """The tables that a profile is made of, one for each column that says by its head what it tells; else none."""
    if len(table.columns) <= _LEAST or len(table.rows) < _LEAST or role_of(table.columns[0]) not in _KEYS:
        return []
    keys = [row[0].text for row in table.rows]
    if len(set(keys)) < len(keys) or not all(keys):
        return []
    apart = {topic.shape for head in table.columns[1:] for topic, _ in _told(table, head)}
    several = len(apart) >= _LEAST and _SEVERAL.search(table.caption)  # "Partners and offices of three provinces"
    if not several and ranked_topics(replace(table, columns=())):
        return []
    parts = []
    for at, (head, role) in enumerate(zip(table.columns, roles_of(table), strict=True)):
        dated = at + 1 < len(table.columns) and role_of(table.columns[at + 1]) == "date"
        taken = (0, at, at + 1) if dated else (0, at)
        part = replace(
            table,
            columns=tuple(table.columns[i] for i in taken),
            rows=tuple(tuple(row[i] for i in taken) for row in table.rows),
            caption=_CAPTIONS.get(role, head),
            heading="",
            announced="",
        )
        if at and (role in _CAPTIONS or _told(table, head)):
            parts.append(part)
    return parts if len(parts) >= _LEAST else []


def _told(table: Table, head: str) -> list[tuple[Topic, float]]:
    """The topics that a column's head names by itself."""
    return ranked_topics(replace(table, columns=("",), caption=head, heading="", announced=""))


def transposed(table: Table, context: TableContext) -> Table:
    """The table with a row for each unit, where the units are its heads and its rows what is told of them:
    "Oldest sister region | Hokkaido (1986) | Hyogo (1983)"."""
    heads = table.columns[1:]
    keys = [row[0].text for row in table.rows]
    if len(heads) < _LEAST or len(keys) < _LEAST or not all(map(context.names.is_unit, heads)):
        return table
    told = [
        bool(role_of(key)) or bool(ranked_topics(replace(table, columns=(key,), caption="", heading="", announced="")))
        for key in keys
    ]
    if sum(told) < len(keys) / 2 or any(context.names.is_place(key) or is_date(key) for key in keys):
        return table
    rows = tuple((Cell(head), *(row[at] for row in table.rows)) for at, head in enumerate(heads, 1))
    return replace(table, columns=(_UNIT, *keys), rows=rows, numbers=())


def halves(table: Table) -> Table:
    """The table whose second half stood beside the first under heads of the same roles, as one below the other:
    "State | Province | Year | Council | Chinese city | Year"."""
    width, odd = divmod(len(table.columns), 2)
    roles = [_SIDE.get(role, role) for role in roles_of(table)]
    if odd or width < _LEAST or roles[:width] != roles[width:] or roles.count("unit") < _PAIRS or "date" not in roles:
        return table
    rows = [row[at : at + width] for at in (0, width) for row in table.rows]
    kept = tuple(row for row in rows if not all(is_filler(cell.text) or not cell.text for cell in row))
    return replace(table, columns=table.columns[:width], rows=kept, numbers=())


def under_owners(table: Table, context: TableContext) -> Table:
    """The table with a row for each cell and the unit above it, where all its heads are names of units; a year that
    closes the cell in brackets has a column of its own."""
    if len(table.columns) < _LEAST or not all(context.names.is_unit(head) for head in table.columns):
        return table
    rows = []
    for row in table.rows:
        for head, cell in zip(table.columns, row, strict=True):
            year = _YEAR.search(cell.text)
            if year:
                name = Cell(cell.text[: year.start()], *context.span(cell, 0, year.start()))
                rows.append((Cell(head), name, Cell(year[1], *context.span(cell, *year.span(1)))))
            elif cell.text:
                rows.append((Cell(head), cell, Cell("")))
    return replace(table, columns=(*PAIRED, "Date"), rows=tuple(rows), numbers=())


def under_years(table: Table, context: TableContext) -> Table:
    """The table with a row for each partner and year, where heads are years and names of places stand below them, each
    with its figure in the next column: "Rank | 2018 | Value | 2021 | Value"."""
    headed = {i: found[1] for i, head in enumerate(table.columns) if (found := _BARE_YEAR.fullmatch(head))}
    years = {i: year for i, year in headed.items() if _holds_places(table, i, context)}
    if len(years) < _LEAST:
        return table
    rows = []
    for i, year in years.items():
        beside = i + 1 if i + 1 < len(table.columns) and i + 1 not in years else None
        figures = [row[beside] if beside is not None else Cell("") for row in table.rows]
        rows += [(Cell(year), row[i], figure) for row, figure in zip(table.rows, figures, strict=True) if row[i].text]
    return replace(table, columns=("Year", "Country", "Value"), rows=tuple(rows), numbers=())


def _holds_places(table: Table, column: int, context: TableContext) -> bool:
    texts = [row[column].text for row in table.rows if row[column].text]
    return bool(texts) and sum(context.names.is_place(text) for text in texts) > len(texts) / 2
