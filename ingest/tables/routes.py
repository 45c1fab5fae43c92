"""Tables of lines between places: flights, ships, trains, buses, and who runs them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.kinds import UNITS
from ingest.tables.cells import names_in
from ingest.tables.placed import Placed, part_of, places_of
from ingest.tables.rows import Rows, whole_name
from ingest.types import Cell

_BETWEEN = re.compile(r"\s*[–—→↔]\s*|\s+-+>?\s+|\s+to\s+|(?<=[a-z])-(?=[A-Z])")
_VIA = re.compile(r"\s*[(（]\s*(?:via|through)\b[^)）]*[)）]", re.IGNORECASE)


def read_routes(rows: Rows) -> str | None:
    """COOPERATES_WITH between the ends of each line, OPERATES_IN for who runs it, PART_OF for what an end lies in."""
    origins, country = rows.columns("origin_of_visit", "chinese_unit"), rows.column("country")
    ports = [i for i in rows.columns("project") if _holds_units(rows, i)]
    ends = rows.columns("places", "venue", "unit") or ports or rows.columns("country")
    codes = rows.countries(country if country not in ends else None)
    lines, firms = rows.column("route"), rows.column("company", "implementer")
    if lines is None and not origins and len(ends) == 2 and rows.column("unit") == ends[0]:
        origins, ends = ends[:1], ends[1:]  # "Place | Partner": both ends of the line
    if lines is None and not ends:
        return "no column of destinations was found"
    done = 0
    for row, (code, state) in zip(rows.table.rows, codes, strict=True):
        if lines is not None and not (origins and ends):
            starts, stops = _ends_of_line(rows, row[lines])
        else:
            starts = [one for i in origins for one in _placed(rows, row[i])]
            stops = [one for i in ends for one in _placed(rows, row[i], code)]
            stops = [one if one.within is not None else replace(one, within=state) for one in stops]
            own = rows.subject.own
            if not origins and own is not None and own.kind in UNITS:
                starts = [Placed(named) for named in names_in(Cell(own.mention.form), rows.context, kind="unit")]
        done += _add(rows, row, starts, stops, firms)
    return None if done else "no line between two known places was found in it"


def _holds_units(rows: Rows, column: int) -> bool:
    """Whether most cells of a column ("Port") are names of units."""
    cells = [row[column].text for row in rows.table.rows]
    return sum(map(rows.context.names.is_unit, cells)) > len(cells) / 2


def _add(rows: Rows, row: Sequence[Cell], starts: Sequence[Placed], stops: Sequence[Placed], firms: int | None) -> int:
    firm = whole_name(rows, row[firms], "Enterprise") if firms is not None else None
    done = 0
    for stop in stops:
        for start in starts:
            if start.unit.id != stop.unit.id:
                rows.add(
                    row, "COOPERATES_WITH", start.unit.mention, stop.unit.mention, when=rows.when(row),
                    sector="transport",
                )  # fmt: skip
                done += 1
        if firm is not None:
            rows.add(row, "OPERATES_IN", firm, stop.unit.mention, when=rows.when(row), sector="transport")
            done += 1
    for one in (*starts, *stops) if done else ():
        part_of(rows, row, one)
    return done


def _placed(rows: Rows, cell: Cell, code: str | None = None) -> list[Placed]:
    via = _VIA.search(cell.text)
    bare = replace(cell, text=cell.text[: via.start()], end=cell.start + via.start()) if via else cell
    return [one for one in places_of(rows, bare, code) if one.unit.id is not None or one.unit.mention.country]


def _ends_of_line(rows: Rows, cell: Cell) -> tuple[list[Placed], list[Placed]]:
    """The two ends of "Kunming–Vientiane"."""
    mark = _BETWEEN.search(cell.text)
    if mark is None:
        return [], []
    parts = (cell.text[: mark.start()], cell.text[mark.end() :])
    cells = [
        Cell(text, *rows.context.span(cell, at, at + len(text)))
        for text, at in zip(parts, (0, mark.end()), strict=True)
    ]
    return _placed(rows, cells[0]), _placed(rows, cells[1])
