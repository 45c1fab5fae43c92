"""Tables of records: projects with lenders and values, firms abroad, zones abroad."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.fold import fold
from graph.model import Mention
from ingest.kinds import GOVERNED
from ingest.tables.cells import Named, figure_of, is_no_name, names_in
from ingest.tables.members import named_body
from ingest.tables.owner import owning_firm
from ingest.tables.placed import Placed, part_of, places_of
from ingest.tables.rows import Rows, whole_name
from ingest.tables.topics import measure_of, side_of
from ingest.types import Cell, Clean
from ingest.words.lexicon import any_of, phrases

_BETWEEN_FIRMS = re.compile(rf"\s*[;；、/]\s*|,\s+(?!{any_of(phrases('behind_commas'))}\b)|\s+and\s+(?=[A-Z]{{2,}}\b)")
_BEHIND = re.compile(r"[(（]([^()（）]+)[)）]\s*$")
_OWNED = tuple(map(fold, phrases("owned_firms")))  # in a caption or head


def read_projects(rows: Rows) -> str | None:
    """FUNDS from each lender, IMPLEMENTS from each builder, INVESTS_IN from each investor, PART_OF where stated."""
    column = rows.column("project", "event", "leader")  # "Name"
    if column is None:
        return "no column of projects was found"
    funders, builders = rows.columns("funder"), rows.columns("implementer", "company")
    if not funders and rows.topic.tie == "FUNDS":
        funders = rows.columns("mechanism")  # "Organization"
    common = named_body(rows, ("Organization",)) if not funders and _says_funded(rows) else None
    owner = owning_firm(rows) if not builders else None
    tie = "INVESTS_IN" if rows.topic.tie == "INVESTS_IN" else "IMPLEMENTS"
    funders = [*funders, *rows.columns("cofunder")]
    for row in rows.table.rows:
        project = whole_name(rows, row[column], "Project")
        if project is None:
            continue
        _lenders(rows, row, project, funders, common)
        firms = [owner] if owner else [firm for i in builders for firm in _bodies(rows, row[i], "Enterprise")]
        if firms and not funders and _described(row[column].text):
            _at_work(rows, row, firms)
            continue
        for firm in firms:
            rows.add(row, tie, firm, project, when=rows.when(row))
            _owners_beside(rows, row, builders, firm)
        _sites(rows, row, project, rows.columns("country", "venue", "chinese_unit", "unit", "places"))
    return None if rows.statements else "no funder, builder or place of its projects was recognised"


def _lenders(rows: Rows, row: Sequence[Cell], project: Mention, columns: Sequence[int], common: Mention | None) -> None:
    """FUNDS by the lenders of a row, and by the one that the table has in `common` for all of them."""
    value, currency = _row_value(rows, row)
    for funder in (body for i in columns for body in _bodies(rows, row[i], "Organization")):
        rows.add(row, "FUNDS", funder, project, when=rows.when(row), value=value, currency=currency)
    heads = _lending_heads(rows)
    for i, lender in heads.items():
        own, _, money = figure_of(row[i].text, measure_of(rows.table.columns[i], rows.table.caption))
        if own:
            rows.add(row, "FUNDS", lender, project, when=rows.when(row), value=own, currency=money)
    if common is not None and not heads:
        rows.add(row, "FUNDS", common, project, when=rows.when(row), value=value, currency=currency, weight=0.9)


def _lending_heads(rows: Rows) -> dict[int, Mention]:
    """The columns of sums whose head names the one known body that lends them: "ADB loan ($ million)"."""
    found = {}
    for i in rows.columns("value"):
        head = rows.table.columns[i]
        hits = [hit for hit in rows.context.places(Clean(head, [-1] * len(head))) if hit.kind == "Organization"]
        if len(hits) == 1 and _says_lent(head):
            found[i] = hits[0].mention
    return found


def _says_lent(head: str) -> bool:
    return bool(re.search(rf"\b{any_of(phrases('sums_lent'))}\b", head.lower()))


def _sites(rows: Rows, row: Sequence[Cell], project: Mention, columns: Sequence[int]) -> list[Named]:
    """PART_OF for the known places of a row in which its project lies; these places."""
    places = [place for i in columns for place in names_in(row[i], rows.context, kind="place") if place.id is not None]
    for place in places:
        rows.add(row, "PART_OF", project, place.mention, weight=0.9)
    return places


def _described(text: str) -> bool:
    """Whether a cell tells what is built ("Television plant") rather than names it."""
    words = text.split()
    return len(words) > 1 and words[1][:1].islower() and words[1] not in ("of", "de", "du", "del")


def _at_work(rows: Rows, row: Sequence[Cell], firms: Sequence[Mention]) -> None:
    """OPERATES_IN for the firms of a row in its states."""
    states = [
        n for i in rows.columns("country", "places") for n in names_in(row[i], rows.context, kind="State") if n.id
    ]
    for firm in firms:
        for state in states:
            rows.add(row, "OPERATES_IN", firm, state.mention, when=rows.when(row))


def _says_funded(rows: Rows) -> bool:
    text = f"{rows.table.caption} {rows.table.announced}".lower()
    return bool(re.search(rf"\b{any_of(phrases('stems_of_funding'))}", text))


def _row_value(rows: Rows, row: Sequence[Cell]) -> tuple[float | None, str | None]:
    for i in rows.columns("value"):
        value, _, currency = figure_of(row[i].text, measure_of(rows.table.columns[i], rows.table.caption))
        if value is not None:
            return value, currency
    return None, None


def _bodies(rows: Rows, cell: Cell, kind: str) -> list[Mention]:
    """Bodies or firms of a cell, several between commas; provisional where nobody knows them."""
    if is_no_name(cell.text):
        return []
    found = []
    at = 0
    edges = [*((m.start(), m.end()) for m in _BETWEEN_FIRMS.finditer(cell.text)), (len(cell.text), len(cell.text))]
    for stop, after in edges:
        text = cell.text[at:stop].strip()
        lead = at + cell.text[at:stop].find(text)
        at = after
        if not is_no_name(text) and _looks_named(text):
            part = Cell(text, *rows.context.span(cell, lead, lead + len(text)))
            mention = whole_name(rows, part, kind)
            found += [mention] if mention else []
    return found


def _looks_named(form: str) -> bool:
    words = form.split()
    return 0 < len(words) <= 12 and words[0][:1].isupper() and any(char.isalpha() for char in form)


def read_firms(rows: Rows) -> str | None:
    """OPERATES_IN (INVESTS_IN in a table of investors): each firm and the places in which the row says that it is."""
    tie = "INVESTS_IN" if rows.topic.tie == "INVESTS_IN" else "OPERATES_IN"
    company = rows.column("company", "implementer")
    owner = owning_firm(rows) if company is None else None
    if owner is not None and rows.columns("project"):
        return read_projects(rows)
    if company is None and owner is None:
        return "no column of firms was found"
    abroad = rows.columns("country", "places", "venue")
    homes = rows.columns("unit") if abroad and company is not None else []
    if not _lie_elsewhere(rows, homes, abroad):
        abroad, homes = rows.columns("country", "places", "venue", "unit"), []
    sector_column = rows.column("sector")
    own, here = rows.subject.own, list[Placed]()
    if own is not None and not abroad and side_of(rows.table, own, at_home=False) == "to":  # "Foreign firms in Wuhan"
        here = [Placed(Named(own.mention, own.id, own.kind, own.country))]
    for row in rows.table.rows:
        firms = _bodies(rows, row[company], "Enterprise") if company is not None else [owner] if owner else []
        sector = row[sector_column].text.strip().lower() if sector_column is not None else None
        places = [place for i in abroad for place in _where(rows, row[i])] or here
        for place in places if firms else ():
            part_of(rows, row, place)
        for firm in firms:
            for place in places:
                rows.add(row, tie, firm, place.unit.mention, when=rows.when(row), sector=sector)
            _homes(rows, row, [row[i] for i in rows.columns("chinese_unit", "home") + homes], firm)
            _owners_beside(rows, row, [company] if company is not None else [], firm)
    return None if rows.statements else "no firm with a place was found in it"


def _where(rows: Rows, cell: Cell) -> list[Placed]:
    """The places of a cell, each with what it says this lies in ("Moraine, Ohio")."""
    named = [place for place in names_in(cell, rows.context, kind="place") if place.id and place.kind in GOVERNED]
    states = [place for place in named if place.kind == "State"]
    placed = places_of(rows, cell, None) if "," in cell.text and not states else []
    return placed if any(one.within is not None for one in placed) else [Placed(place) for place in named]


def _lie_elsewhere(rows: Rows, homes: Sequence[int], abroad: Sequence[int]) -> bool:
    """Whether the units of a table of firms lie in other states than those where the firms work: it is their home."""

    def states(columns: Sequence[int]) -> set[str | None]:
        named = [n for row in rows.table.rows for i in columns for n in names_in(row[i], rows.context, kind="place")]
        return {n.id if n.kind == "State" else n.country for n in named if n.id}

    own, others = states(homes), states(abroad)
    return bool(own) and bool(others) and not own & others


def _owners_beside(rows: Rows, row: Sequence[Cell], columns: Sequence[int], firm: Mention) -> None:
    """OWNS or BASED_IN for the unit in brackets behind a firm: "China Wu Yi (Fujian Province)"."""
    for i in columns:
        bracket = _BEHIND.search(row[i].text)
        if bracket and row[i].text.startswith(firm.form):
            _homes(rows, row, [Cell(bracket[1], *rows.context.span(row[i], *bracket.span(1)))], firm)


def _homes(rows: Rows, row: Sequence[Cell], cells: Sequence[Cell], firm: Mention) -> None:
    """BASED_IN for the units of a row from which its firm comes; OWNS by them where the table is of firms they own."""
    around = f" {fold(' '.join((rows.table.caption, *rows.table.columns)))} "
    owned = any(f" {word} " in around for word in _OWNED)
    for home in (home.mention for cell in cells for home in names_in(cell, rows.context, kind="unit") if home.id):
        if owned:
            rows.add(row, "OWNS", home, firm)
        else:
            rows.add(row, "BASED_IN", firm, home)


def read_overseas_zones(rows: Rows) -> str | None:
    """IMPLEMENTS by the row's firm, which OPERATES_IN the zone's state; ESTABLISHED by the table's unit where the row
    names no firm; PART_OF the state in which the zone lies."""
    column, own = rows.column("project"), rows.own()
    sites = rows.columns("country", "venue", "places", "unit")
    if column is None or not (sites or own):
        return "no column of zones was found"
    builders, homes = _builders_and_homes(rows)
    sites = [i for i in sites if i not in homes]
    named = bool(rows.columns("implementer", "company"))
    for row in rows.table.rows:
        zone = whole_name(rows, row[column], "Project")
        if zone is None:
            continue
        firms = [firm for i in builders for firm in _bodies(rows, row[i], "Enterprise")]
        if not firms and own is not None:
            rows.add(row, "ESTABLISHED", own, zone, when=rows.when(row))
        for firm in firms:
            rows.add(row, "IMPLEMENTS", firm, zone, when=rows.when(row))
        for place in _sites(rows, row, zone, sites):
            for firm in firms if place.kind == "State" and named else ():
                rows.add(row, "OPERATES_IN", firm, place.mention)
        for firm in firms:
            _homes(rows, row, [row[i] for i in homes], firm)
    return None if rows.statements else "no zone with its place or founder was found in it"


def _builders_and_homes(rows: Rows) -> tuple[list[int], list[int]]:
    """The columns of those who built the zones of a table, and of the units from which these come."""
    firms, homes = rows.columns("implementer", "company"), rows.columns("chinese_unit", "home")
    if not firms:
        return homes, []
    if _lie_elsewhere(rows, rows.columns("unit"), rows.columns("country", "venue", "places")):
        homes += rows.columns("unit")
    return firms, homes
