"""Tables of visits: who came from where, or who went where; one tie for each place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graph.model import Mention
from ingest.cells.lexicon import nouns
from ingest.tables.cells import Named, is_no_name, names_in
from ingest.tables.context import PlaceHit
from ingest.tables.rows import Rows
from ingest.tables.topics import is_chinese, side_of
from ingest.types import Cell, Clean

_SEGMENT = re.compile(r"\s*[;；]\s*")
_BRACKET = re.compile(r"\s*[(（](?P<inside>[^()（）]+)[)）]\s*(?:[,;]\s*(?:and\s+)?|and\s+)?")
_UNITS = ("Province", "LocalGovernment", "ForeignSNG")
_HOMES = ("State", *_UNITS, "Organization")


def read_visits(rows: Rows) -> str | None:
    """VISITED for each visit of a row."""
    reverse = _received(rows)
    leaders = rows.columns("leader", "title")
    places = rows.columns("places", "venue")
    origins = rows.columns("origin_of_visit")
    countries = rows.columns("country")
    if reverse or places:
        origins = origins + countries
    if not places:
        places = rows.columns("unit") or ([] if reverse else countries)
    texts = rows.columns("text")
    done = 0
    for row in rows.table.rows:
        if leaders or origins or places:
            done += _columns_row(rows, row, (leaders, origins, places), reverse)
        if texts and reverse:
            done += sum(_text_cell(rows, row, row[i]) for i in texts)
    return None if done else "no visit with its home and its place was found in it"


def _received(rows: Rows) -> bool:
    """Whether the table's unit is the one that is visited."""
    side = side_of(rows.table, rows.subject.own) if rows.subject.own else ""
    return side == "to" if side else rows.topic.reverse


def _caption_home(rows: Rows) -> list[Mention]:
    """The one state or foreign unit that the caption puts beside the table's unit ("Visits of Thai leaders to ...")."""
    others = {h.id: h.mention for h in rows.subject.others if h.kind in _HOMES and not is_chinese(h.id)}
    return list(others.values()) if len(others) == 1 else []


def _columns_row(
    rows: Rows, row: Sequence[Cell], columns: tuple[Sequence[int], Sequence[int], Sequence[int]], reverse: bool
) -> int:
    leaders, origins, places = columns
    own = rows.own()
    homes = [n.mention for i in origins for n in names_in(row[i], rows.context, kind="place") if n.id]
    if not homes:
        homes = [hit.mention for i in leaders for hit in homes_in(rows, row[i])]
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
        if state is not None and place.id is not None and place.kind in _UNITS:
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
    return found + [(place, None) for place in names_in(rest, rows.context, kind="place", within=within)]


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


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    words = sorted(set(nouns()["office"]), key=len, reverse=True)
    some = "|".join(re.escape(w).replace(r"\ ", r"[\s-]+") for w in words)
    return re.compile(rf"(?<![\w-])(?i:(?:former|acting)\s+)?(?=[A-Z])(?i:{some})s?(?![\w-])")


def homes_in(rows: Rows, cell: Cell) -> list[PlaceHit]:
    """Whom the offices in a cell stand for: "President of Togo" is Togo, "Former Japanese Prime Minister" Japan.

    A cell that is a place's name and nothing else stands for itself.
    """
    clean = rows.context.clean_of(cell) or Clean(cell.text, list(range(cell.start, cell.start + len(cell.text))))
    hits = [h for h in rows.context.places(clean) if h.kind in _HOMES]
    offices = list(_office().finditer(cell.text))
    if len(hits) == 1 and rows.context.names.is_place(cell.text):
        return hits
    if not offices or not hits:
        return []
    if len({h.id for h in hits}) == 1:
        return hits[:1]
    found: dict[str, PlaceHit] = {}
    positions = [(cell.text.find(h.mention.printed), h) for h in hits]
    for office in offices:
        near = _nearest(cell.text, office, positions)
        if near is not None:
            found.setdefault(near.id, near)
    return list(found.values())


def _nearest(text: str, office: re.Match[str], hits: Sequence[tuple[int, PlaceHit]]) -> PlaceHit | None:
    """The place whose office it is: right before it ("Lao President"), else the first behind an "of"."""
    for at, hit in hits:
        between = text[at + len(hit.mention.printed) : office.start()]
        if 0 <= at < office.start() and re.fullmatch(r"(?:['’]s)?\s*(?:[A-Z][\w-]*\s*){0,2}", between):
            return hit
    behind = [(at, hit) for at, hit in hits if at >= office.end()]
    if behind and re.match(r"\s*(?:of|from|to|for)\b|\s*,", text[office.end() :]):
        return min(behind, key=lambda pair: pair[0])[1]
    return None
