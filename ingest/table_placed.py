"""Units in cells together with what they lie in: "Seward, Alaska", "Suzhou (Jiangsu)", "Lyon, France", "Kisumu of Kenya".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.fold import fold
from ingest.table_cells import Named, is_no_name, names_in, resolved
from ingest.table_context import TableContext
from ingest.types import Cell

_CUT = re.compile(r"\s*[,，]\s*|\s*[(（]\s*|\s+of\s+(?:the\s+)?(?=[A-Z])")
_END = re.compile(r"\s*[)）]?\s*$")
_UNITS = ("Province", "LocalGovernment", "ForeignSNG")


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit, and what the cell says it lies in."""

    unit: Named
    within: Named | None = None


def placed_units(cell: Cell, context: TableContext, code: str | None = None, within: str | None = None) -> list[Placed]:
    """The units of a cell, each with its country or the larger unit that the cell names behind it.

    `code` is the country that the row states, `within` the unit that the column's head does.
    """
    if is_no_name(cell.text):
        return []
    found = _unit_in_place(cell, context, code)
    if found is not None:
        return [found]
    return [Placed(named) for named in names_in(cell, context, kind="unit", country=code, within=within)]


def _unit_in_place(cell: Cell, context: TableContext, code: str | None) -> Placed | None:
    """A cell of the form "unit, place": the unit and the place; None where it is not of that form."""
    marks = [m for m in _CUT.finditer(cell.text) if m.start() > 0]
    if not marks or re.search(r"[;；/、]|\band\b|&", cell.text):
        return None
    for mark in marks[:1] if "of" in marks[0].group() else marks:
        stop = _END.search(cell.text).start()  # type: ignore[union-attr]
        rest = cell.text[mark.end() : stop]
        last = re.split(r"\s*[,，]\s*", rest)[0] if len(marks) > 1 and mark is marks[0] else rest
        place = _place(cell, mark.end(), mark.end() + len(last), context, code)
        if place is None or place.id is None:
            continue
        country = place.id if place.kind == "State" else place.country
        own = resolved(cell.text[: mark.start()].strip(), context, "unit", country)
        if place.kind != "State" and not _lies_in(own, place, cell.text[: mark.start()], context):
            continue
        within = place.id if place.kind != "State" else None
        units = names_in(
            cell, context, kind="unit", country=country or code, until=mark.start(), within=within
        )
        if len(units) == 1:
            return Placed(units[0], place)
    return None


def _place(cell: Cell, start: int, stop: int, context: TableContext, code: str | None) -> Named | None:
    inner = Cell(cell.text[start:stop], *context.span(cell, start, stop))
    found = names_in(inner, context, kind="State")
    if len(found) == 1 and found[0].kind == "State":
        return found[0]
    found = names_in(inner, context, kind="unit", country=code)
    return found[0] if len(found) == 1 and found[0].kind in _UNITS else None


def _lies_in(
    own: tuple[str | None, str | None, str | None], place: Named, text: str, context: TableContext
) -> bool:
    """Whether a unit may lie in a larger one: the gazetteer says so, or does not know it and the place is a first-level
    unit."""
    if own[0] is None:
        return place.kind == "Province" or _first_level(place, context)
    if own[0] == place.id or fold(text) == fold(place.mention.form):
        return False
    if place.id in context.gazetteer.ancestors(own[0]):
        return True
    inside = resolved(text.strip(), context, "unit", None, place.id)[0]
    return inside is not None and inside != place.id and _first_level(place, context)


def _first_level(place: Named, context: TableContext) -> bool:
    """Whether a unit lies in no other unit."""
    above = context.gazetteer.within(place.id) if place.id else None
    return above is None or context.gazetteer.entity_kind(above) == "State"
