"""Tables of a policy year by year: which places it opened, which zones it made."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Mention
from ingest.kinds import UNITS
from ingest.tables.cells import names_in
from ingest.tables.context import PlaceHit
from ingest.tables.opened import read_opened
from ingest.tables.placed import part_of, placed_units
from ingest.tables.rows import Rows, whole_name
from ingest.types import Cell
from ingest.verbless.zones import ZONE, zone_noun
from ingest.words.lexicon import any_of, phrases

_MADE = any_of(phrases("made_zones"))
_MADE_IN = re.compile(
    rf"(?P<zone>{ZONE})\s*(?:\([A-Z]+s?\)\s*)?(?:were |was |are |is )?{_MADE}\s+in\s+(?P<where>[^.;]+)"
)
_MADE_AS = re.compile(
    rf"(?P<where>[^.;]+?)\s+(?:were |was |is |are )?{_MADE}\s+as\s+(?:an?\s+|the\s+)?(?P<zone>{ZONE})"
)
_BY = re.compile(r"\bby\s+(?:the\s+)?$")
_NAMED = re.compile(
    rf"(?P<name>(?:[A-Z][\w-]+ |\([A-Z][\w-]+\) ){{1,4}}(?=[A-Z]){ZONE})\s+(?:were |was |is |are )?{_MADE}(?! in\b)"
)


def read_zones(rows: Rows) -> str | None:
    """ESTABLISHED by the table's own actor for every zone of a place that a cell names."""
    approved = _approved(rows)
    if approved:
        return None
    own = _maker(rows)
    if own is None:
        return "the table does not say whose policy it is"
    done = read_opened(rows, own)
    for row in rows.table.rows:
        for i in rows.columns("text", ""):
            done += _cell(rows, row, row[i], own)
    return None if done else "no zone or opened place was found in it"


def _approved(rows: Rows) -> int:
    """ESTABLISHED by those that a row names as who approved or made its zone, PART_OF for what its places lie in."""
    column, makers = rows.column("project"), rows.columns("approver")
    done = 0
    for row in rows.table.rows if column is not None and makers else ():
        zone = whole_name(rows, row[column or 0], "Project")
        for named in (n for i in makers for n in names_in(row[i], rows.context)):
            if named.id is not None and zone is not None:
                rows.add(row, "ESTABLISHED", named.mention, zone, when=rows.when(row))
                done += 1
        for placed in (p for i in rows.columns("unit", "places", "venue") for p in placed_units(row[i], rows.context)):
            part_of(rows, row, placed)
    return done


def _maker(rows: Rows) -> Mention | None:
    """Whose policy the rows are: the organ that the caption names behind "by", else the table's own state."""
    for text in rows.context.about[:1]:
        for hit in rows.context.places(text):
            before = text.text[: text.text.find(hit.mention.printed)]
            if hit.kind in ("State", "Organization") and _BY.search(before):
                return hit.mention
    return rows.own() if rows.subject.own is not None and rows.subject.own.kind == "State" else None


def _cell(rows: Rows, row: Sequence[Cell], cell: Cell, own: Mention) -> int:
    done = 0
    for pattern in (_MADE_IN, _MADE_AS):
        for match in pattern.finditer(cell.text):
            noun = zone_noun(match["zone"])
            start, end = match.span("where")
            for place in _places(rows, cell, start, end):
                if re.search(r"[A-Z][\w-]+ of (?:the )?$", cell.text[:end].partition(place.mention.printed)[0]):
                    continue  # "Pudong District of Shanghai": the zone is not Shanghai's name
                form = f"{place.mention.printed} {noun}"
                zone = Mention(
                    place.mention.printed, form, place.mention.start, place.mention.end, "Project", provisional=True
                )
                rows.add(row, "ESTABLISHED", own, zone, when=rows.when(row), weight=0.85)
                done += 1
    for match in _NAMED.finditer(cell.text):
        start, end = match.span("name")
        if _places(rows, cell, start, end) or rows.context.names.is_named(match["name"]):
            zone = Mention(
                match["name"], match["name"], *rows.context.span(cell, start, end), "Project", provisional=True
            )
            rows.add(row, "ESTABLISHED", own, zone, when=rows.when(row), weight=0.85)
            done += 1
    return done


def _places(rows: Rows, cell: Cell, start: int, end: int) -> list[PlaceHit]:
    """Units named in a part of a cell; those in brackets only say where the others lie."""
    clean = rows.context.clean_of(cell)
    if clean is None:
        return []
    part = clean.cut(start, end)
    depth, inside = 0, set()
    for at, char in enumerate(part.text):
        depth += (char in "(（") - (char in ")）")
        if depth > 0:
            inside.add(part.offsets[at])
    hits = [h for h in rows.context.places(part) if h.kind in UNITS]
    return [hit for hit in hits if hit.mention.start not in inside]
