"""Tables of partners that name, row by row, whose partners they are: "State | Market", "Donor | Recipient"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cells.forms import share
from ingest.tables.cells import is_no_name
from ingest.tables.context import PlaceHit
from ingest.tables.rows import Rows
from ingest.tables.topics import Subject
from ingest.types import Cell

_MOST = 0.5  # share of cells that must name a state
_MOSTLY = 0.6  # of the cells of a column that names units
_SAMPLE = 60  # rows by which a column is judged
_FEWEST = 2  # heads that name partners
_PARTNERS = ("", "country", "places", "unit", "origin_of_visit")  # roles of a column of partners


def home_column(rows: Rows) -> int | None:
    """The column that names a unit of its own for each row, before the column of its partners, or before columns each
    of which a partner heads: "State | Market", "Province | Japan | Korea"."""
    names = rows.context.names
    abroad: list[int] = []
    units: list[int] = []
    for i in range(len(rows.table.columns)):
        texts = _texts(rows, i)
        if len(texts) < 2 or rows.roles[i] == "text":
            continue
        if share(texts, names.is_country) >= _MOST and rows.roles[i] in _PARTNERS:
            abroad.append(i)
        elif len(set(texts)) > 1 and share(texts, names.is_unit) > _MOSTLY >= share(texts, names.is_country):
            units.append(i)
    if units and abroad:
        return units[0] if units[0] < abroad[0] else None
    return units[0] if units and heads_of_partners(rows, units[0]) else None


def heads_of_partners(rows: Rows, home: int) -> bool:
    """Whether each column behind that of the units is headed by a state."""
    heads = rows.table.columns[home + 1 :]
    return len(heads) >= _FEWEST and all(map(rows.context.names.is_country, heads))


def giver_column(rows: Rows) -> int | None:
    """The column of who gives, where another holds who receives; else that of the units whose partners follow."""
    names, receivers = rows.context.names, rows.columns("country", "unit", "places")
    givers = rows.columns("funder", "chinese_unit")
    recipients = rows.columns("country", "receiver")
    if not givers and recipients:  # "Prefecture | Recipient"
        givers = [i for i in rows.columns("unit") if i < recipients[0]]
    if givers and receivers and share(_texts(rows, givers[0]), names.is_unit) > _MOSTLY:
        return givers[0]
    return home_column(rows)


def with_home(rows: Rows, row: Sequence[Cell], home: int) -> bool:
    """Makes the unit that a row names the one whose partner it tells."""
    named = [n for n in rows.names(row, home, "unit") if n.id is not None]
    if len(named) != 1 or named[0].kind is None:
        return False
    rows.subject = Subject(PlaceHit(named[0].id or "", named[0].kind, named[0].country, named[0].mention))
    return True


def _texts(rows: Rows, column: int) -> list[str]:
    return [row[column].text for row in rows.table.rows[:_SAMPLE] if not is_no_name(row[column].text)]
