"""Tables that tell by marks who takes part in what: rows of units, columns of mechanisms, a tick where they meet.

They are read as what they mean, one row a tick: "Yunnan | GMS".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.cells.forms import is_filler
from ingest.flat.marks import is_mark, says_yes
from ingest.tables.context import TableContext
from ingest.types import Cell, Table

_FEWEST = 2  # columns of marks
_BODIES = frozenset({"Mechanism", "Organization", "Policy", "Event"})


def unmarked(table: Table, context: TableContext) -> Table:
    """The table with its marks told: a row for each that says yes; as it is where it holds no marks."""
    marked = [i for i in range(1, len(table.columns)) if _holds_marks([row[i].text for row in table.rows])]
    if len(marked) < _FEWEST or len(table.rows) < _FEWEST:
        return table
    keys = [i for i in range(len(table.columns)) if i not in marked]
    heads = [table.columns[i] for i in keys]
    if _head([row[keys[0]].text for row in table.rows], context) == "Mechanism":
        heads[0] = "Mechanism"
    columns = (_head([table.columns[i] for i in marked], context), *heads)
    rows = [
        (Cell(table.columns[i]), *(row[key] for key in keys))
        for row in table.rows
        for i in marked
        if says_yes(row[i].text)
    ]
    return replace(table, columns=columns, rows=tuple(rows)) if rows and columns[0] else table


def _holds_marks(texts: Sequence[str]) -> bool:
    return any(map(says_yes, texts)) and all(is_mark(text) or is_filler(text) or not text.strip() for text in texts)


def _head(names: Sequence[str], context: TableContext) -> str:
    """What most of some names are: bodies or places; empty where most are unknown."""
    if sum(bool(context.names.kinds(name) & _BODIES) for name in names) >= len(names) / 2:
        return "Mechanism"
    return "Members" if sum(map(context.names.is_place, names)) >= len(names) / 2 else ""
