"""Offices in pairs of units: of those that stand under each other, who is represented where."""

from __future__ import annotations

import re

from ingest.tables.cells import names_in
from ingest.tables.placed import placed_units
from ingest.tables.rows import Rows

_INSIDE = re.compile(r"\b(?:in|inside|within|at)\s+(?:the\s+)?$")
_MOSTLY = 0.6  # of the units of a column


def seats_first(rows: Rows) -> bool:
    """Whether the first units lie in what the caption names ("Offices of foreign regions in A"): the second ones have
    their offices there."""
    where = {
        hit.id
        for text in rows.context.about[:1]
        for hit in rows.context.places(text)
        if _INSIDE.search(text.text[: text.text.find(hit.mention.printed)])
    }
    first, second = (_lie_in(rows, column, where) for column in (0, 1))
    return first > max(_MOSTLY, second)


def read_guests_of_seats(rows: Rows) -> int:
    """REPRESENTED_IN for rows of a seat and one who has an office there."""
    done = 0
    for row in rows.table.rows:
        seats = names_in(row[0], rows.context, kind="place")
        for placed in placed_units(row[1], rows.context, None) if len(seats) == 1 and seats[0].id else ():
            if placed.unit.id:
                rows.add(row, "REPRESENTED_IN", placed.unit.mention, seats[0].mention, when=rows.when(row))
                done += 1
    return done


def _lie_in(rows: Rows, column: int, where: set[str]) -> float:
    """The part of a column's known units that lie in some places."""
    named = [n.id for row in rows.table.rows for n in names_in(row[column], rows.context, kind="place") if n.id]
    above = [where & {one, *rows.context.gazetteer.ancestors(one)} for one in named]
    return sum(map(bool, above)) / len(named) if named else 0.0
