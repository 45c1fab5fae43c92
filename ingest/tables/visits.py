"""Tables of visits: who came from where, or who went where; one tie for each place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Mention
from ingest.kinds import PARTIES, UNITS
from ingest.tables.cells import Named, is_no_name, names_in
from ingest.tables.events import read_guests
from ingest.tables.offices import homes_in
from ingest.tables.rows import Rows
from ingest.tables.stays import read_stays
from ingest.tables.topics import is_chinese, says_whose, side_of
from ingest.types import Cell

_UNITS_INSIDE = re.compile(r"(?P<state>[^()（）,;]+?)\s*[(（](?P<units>[^()（）]+)[)）]\s*")
_SEGMENT = re.compile(r"\s*[;；]\s*")
_BRACKET = re.compile(r"\s*[(（](?P<inside>[^()（）]+)[)）]\s*(?:[,;]\s*(?:and\s+)?|and\s+)?")


def read_visits(rows: Rows) -> str | None:
    """VISITED for each visit of a row."""
    reverse = _received(rows)
    leaders = rows.columns("leader", "title")
    places = rows.columns("places", "venue")
    origins = rows.columns("origin_of_visit")
    countries = rows.columns("country", "member")
    if reverse or places:
        origins = origins + countries
    if not places:
        places = rows.columns("unit") or ([] if reverse else countries)
    texts = rows.columns("text", "")
    done = 0
    for row in rows.table.rows:
        if leaders or origins or places:
            done += _columns_row(rows, row, (leaders, origins, places), reverse)
        if texts and reverse:
            done += sum(_text_cell(rows, row, row[i]) for i in texts)
    if not done:
        done += read_stays(rows, texts)
    if rows.columns("member"):
        done += read_guests(rows)
    return None if done else "no visit with its home and its place was found in it"


def _received(rows: Rows) -> bool:
    """Whether the table's unit is the one that is visited."""
    side = side_of(rows.table, rows.subject.own) if rows.subject.own else ""
    return side == "to" if side else rows.topic.reverse


def _caption_home(rows: Rows) -> list[Mention]:
    """The one state or foreign unit that the caption puts beside the table's unit ("Visits of Thai leaders to ...")."""
    caption = rows.table.caption
    told = [h for h in rows.subject.others if not says_whose(caption, h)]  # of "Thai provinces" each is its own
    others = {h.id: h.mention for h in told if h.kind in PARTIES and not is_chinese(h.id)}
    return list(others.values()) if len(others) == 1 else []


def _columns_row(
    rows: Rows, row: Sequence[Cell], columns: tuple[Sequence[int], Sequence[int], Sequence[int]], reverse: bool
) -> int:
    leaders, origins, places = columns
    own = rows.own()
    homes = [n.mention for i in origins for n in names_in(row[i], rows.context, kind="place") if n.id]
    led = [hit for i in leaders for hit in homes_in(rows, row[i])]
    if not homes or any(hit.kind in UNITS for hit in led):  # "Premier of Victoria | Australia"
        homes = [hit.mention for hit in led]
    if not homes:
        homes = _caption_home(rows) if reverse else [own] if own is not None else []
    inside = rows.subject.own.id if rows.subject.own and reverse else None
    told = [pair for i in places for pair in _with_states(rows, row[i], inside)]
    found = [place for place, _ in told]
    targets = [n.mention for n in found if n.id is not None]
    if not targets and own is not None and (reverse or not places):
        targets = [own]
    detail = " ".join(row[i].text for i in leaders if row[i].text)[:200] or None
    done = 0
    for home in homes:
        for target in targets:
            if home.form != target.form:
                rows.add(row, "VISITED", home, target, when=rows.when(row), detail=detail)
                done += 1
    for place, state in told if done else []:
        if state is not None and place.id is not None and place.kind in UNITS:
            rows.add(row, "PART_OF", place.mention, state.mention)
    if not done and any(not is_no_name(row[i].text) for i in leaders):
        rows.skip(row, "a visit without a known home or place")
    return done


def _with_states(rows: Rows, cell: Cell, within: str | None) -> list[tuple[Named, Named | None]]:
    """The places of a cell, each with the state that stands in brackets behind it: "Lyon, Nice (France), Turin"."""
    found: list[tuple[Named, Named | None]] = []
    at = 0
    for match in _BRACKET.finditer(cell.text):
        inner = Cell(match["inside"], *rows.context.span(cell, *match.span("inside")))
        states = [named for named in names_in(inner, rows.context, kind="State") if named.kind == "State"]
        if len(states) != 1:
            break
        part = Cell(cell.text[at : match.start()], *rows.context.span(cell, at, match.start()))
        country = states[0].id
        found += [(place, states[0]) for place in names_in(part, rows.context, kind="place", country=country)]
        at = match.end()
    rest = Cell(cell.text[at:], *rows.context.span(cell, at, len(cell.text)))
    inside = _UNITS_INSIDE.fullmatch(rest.text)
    if inside is not None and rows.context.names.is_country(inside["state"]):
        return found + _in_state(rows, rest, inside)
    for place in names_in(rest, rows.context, kind="place", within=within):
        before = found[-1][0] if found and found[-1][1] is None else None
        if before is not None and place.kind == "State" and before.kind in UNITS and before.country == place.id:
            found[-1] = (before, place)  # "Davao City, the Philippines"
        else:
            found.append((place, None))
    return found


def _in_state(rows: Rows, cell: Cell, inside: re.Match[str]) -> list[tuple[Named, Named | None]]:
    """The state and its units in the bracket behind it: "Malaysia (Kuantan, Pahang)"."""
    outer, inner = (Cell(inside[part], *rows.context.span(cell, *inside.span(part))) for part in ("state", "units"))
    state = names_in(outer, rows.context, kind="State")[0]
    units = names_in(inner, rows.context, kind="place", country=state.id)
    return [(state, None), *((unit, state) for unit in units if unit.kind != "State")]


def _text_cell(rows: Rows, row: Sequence[Cell], cell: Cell) -> int:
    """A cell that lists guests by their offices, one between semicolons: "Speaker of ..., Prime Minister of ..."."""
    own = rows.own()
    if own is None:
        return 0
    done = 0
    for start, end in _segments(cell.text):
        part = Cell(cell.text[start:end], *rows.context.span(cell, start, end))
        for hit in homes_in(rows, part):
            if rows.subject.own is None or hit.id != rows.subject.own.id:
                rows.add(row, "VISITED", hit.mention, own, when=rows.when(row), detail=part.text[-120:], weight=0.95)
                done += 1
    return done


def _segments(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for match in _SEGMENT.finditer(text):
        spans.append((at, match.start()))
        at = match.end()
    spans.append((at, len(text)))
    return [(a, b) for a, b in spans if b > a]
