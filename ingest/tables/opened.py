"""Rows of a measure with the places it was for: "1980 | Special economic zones set up | Shenzhen, Zhuhai (Guangdong)".

A zone is called by its place. Where places are designated as something else ("open coastal cities"), they take part in
a scheme of that name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Mention
from ingest.kinds import UNITS
from ingest.tables.cells import Named, names_in
from ingest.tables.placed import Placed
from ingest.tables.rows import Rows
from ingest.types import Cell
from ingest.verbless.zones import PLACE_NOUN, ZONE, zone_noun
from ingest.words.lexicon import any_of, phrases

_MADE = any_of(phrases("made_zones"))
_KIND = re.compile(ZONE)
_SCHEME = re.compile(rf"(?P<scheme>[A-Z][\w-]*(?: [\w-]+){{0,4}} {PLACE_NOUN})\s+(?:were |was |are |is )?{_MADE}\b")
_GROUP = re.compile(r"\s*[(（](?P<within>[^()（）]+)[)）]\s*[,;；、]?\s*(?:and\s+)?|\s*[;；]\s*")
_REST = re.compile(r"\s+and\s+(?:\w+\s+)?(?:others?|more|elsewhere)\b.*$")


@dataclass(frozen=True, slots=True)
class Made:
    """What a cell says was made of places: a kind of zone, or the name of a scheme with its place in the cell."""

    zone: str = ""
    scheme: Mention | None = None


def made_in(rows: Rows, cell: Cell) -> Made | None:
    """What a cell of a measure says was made; None where it says something else."""
    scheme = _SCHEME.search(cell.text)
    kind = _KIND.search(cell.text)
    if kind and (scheme is None or kind.start() <= scheme.start()):
        return Made(zone_noun(kind[0]))
    if scheme is None:
        return None
    name = scheme["scheme"]
    span = rows.context.span(cell, *scheme.span("scheme"))
    return Made(scheme=Mention(name, name, *span, kind="Policy", provisional=True))


def read_opened(rows: Rows, actor: Mention) -> int:
    """ESTABLISHED by the actor for each zone of a place, PARTICIPATES_IN for each place of a scheme, PART_OF for what
    brackets say places lie in; the number of these."""
    texts, places = (
        rows.columns("text", "", "title"),
        rows.columns("unit", "places", "member", "project", "venue", "covers"),
    )
    said = next((Made(zone_noun(m[0])) for t in rows.context.about[:1] if (m := _KIND.search(t.text))), None)
    done = 0
    for row in rows.table.rows:
        made = next((found for i in texts if (found := made_in(rows, row[i]))), said)
        for i in places if made else ():
            for placed in placed_in(rows, row[i]):
                done += _add(rows, row, actor, made or Made(), placed)
    return done


def _add(rows: Rows, row: Sequence[Cell], actor: Mention, made: Made, placed: Placed) -> int:
    unit = placed.unit.mention
    if made.scheme is not None:
        rows.add(row, "PARTICIPATES_IN", unit, made.scheme, when=rows.when(row), weight=0.85)
    else:
        form = unit.form if _KIND.search(unit.form) else f"{unit.form} {made.zone}"
        zone = Mention(unit.printed, form, unit.start, unit.end, "Project", provisional=True)
        rows.add(row, "ESTABLISHED", actor, zone, when=rows.when(row), weight=0.85)
    if placed.within is not None:
        rows.add(row, "PART_OF", unit, placed.within.mention)
    return 1


def placed_in(rows: Rows, cell: Cell) -> list[Placed]:
    """The units of a cell, each with what the bracket behind its group says: "Shenzhen, Zhuhai (Guangdong); Hainan"."""
    found: list[Placed] = []
    text = _REST.sub("", cell.text)
    at = 0
    for match in [*_GROUP.finditer(text), None]:
        stop = match.start() if match else len(text)
        part = Cell(text[at:stop], *rows.context.span(cell, at, stop))
        within = None
        if match and match["within"]:
            inner = Cell(match["within"], *rows.context.span(cell, *match.span("within")))
            holders = [named for named in names_in(inner, rows.context, kind="place") if named.id is not None]
            within = holders[0] if len(holders) == 1 else None
        at = match.end() if match else stop
        units = names_in(part, rows.context, kind="unit", within=within.id if within else None) if part.text else []
        found += [Placed(unit, _holds(rows, within, unit)) for unit in units if unit.id and unit.kind in UNITS]
    return found


def _holds(rows: Rows, within: Named | None, unit: Named) -> Named | None:
    """The place of a bracket where the unit is known to lie in it."""
    inside = within is not None and unit.id is not None and within.id in rows.context.gazetteer.ancestors(unit.id)
    return within if inside else None
