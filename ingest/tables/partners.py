"""Tables of partners with figures: trade and investment by country and year, in any of the ways they are laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Mention
from ingest.cells.lexicon import role_of
from ingest.flat.matrix import is_rank
from ingest.tables.cells import Named, figure_of, is_no_name, names_in, split_figure, when_of
from ingest.tables.homes import giver_column, heads_of_partners, home_column, with_home
from ingest.tables.partner_ties import add_figure, add_tie, may_be_partner
from ingest.tables.records import read_firms
from ingest.tables.rows import Rows
from ingest.tables.topics import measure_of
from ingest.tables.transfers import read_transfers
from ingest.types import Cell

_FIGURE_BEHIND = re.compile(r"[(（]\s*([\d.,]+\s?%?)\s*[)）]\s*$")
_FEWEST_STATES = 3  # beside which "Asia" is a sum
_MOST = 0.5  # share of cells or heads that must name a place


def read_partners(rows: Rows) -> str | None:
    """Statements of trade or investment between the table's unit and each partner; else the reason why not."""
    told = rows.columns("home", "chinese_unit") or "(" in " ".join(
        h for h in rows.table.columns if role_of(h) == "company"
    )
    if rows.topic.tie == "INVESTS_IN" and rows.columns("company") and told:
        return read_firms(rows)
    if rows.columns("giver") and rows.columns("receiver", "country"):
        return read_transfers(rows)
    home = giver_column(rows) if rows.topic.tie == "AIDS" else home_column(rows)
    if rows.own() is None and home is None:
        return "the table does not say whose partners these are"
    table = rows.table
    heads = [Cell(head) for head in table.columns]
    if home is not None:
        done = _by_head(rows, home) if heads_of_partners(rows, home) else _by_row(rows, home)
    elif sum(1 for h in heads[1:] if _rank(h.text)) >= 0.7 * max(1, len(heads) - 2):
        done = _ranks(rows)
    elif len(heads) > 1 and all(when_of(h) for h in heads[1:]) and _named_cells(rows):
        done = _by_year_of_ranks(rows)
    elif _places(rows, heads[1:]) >= _MOST * max(1, len(heads) - 1) and len(heads) > 2:
        done = _by_head(rows)
    else:
        done = _by_row(rows)
    if not any(s.object.start >= 0 or s.subject.start >= 0 for s in rows.statements) or not _resolved_share(rows, done):
        rows.statements.clear()
        return "no partner outside the table's own country was found in it"
    return None


def _resolved_share(rows: Rows, done: int) -> bool:
    """Whether most partners are known; else the columns are no partners (industries, goods)."""
    return done > 0 and rows.known >= _MOST * done


def _rank(text: str) -> bool:
    bare = text.strip(". ")
    return is_rank(text) or (bare.isdigit() and len(bare) < 3)


def _named_cells(rows: Rows) -> bool:
    """Whether the cells behind the key hold names rather than figures."""
    cells = [cell for row in rows.table.rows[:20] for cell in row[1:] if not is_no_name(cell.text)]
    return bool(cells) and _places(rows, cells) + _places(rows, [Cell(split_figure(c)[0]) for c in cells]) > 0.5 * len(
        cells
    )


def _by_year_of_ranks(rows: Rows) -> int:
    """Columns are years, rows are ranks, cells hold a name and perhaps its figure."""
    measure = measure_of(rows.table.caption, rows.table.announced)
    done = 0
    for row in rows.table.rows:
        for head, cell in zip(rows.table.columns[1:], row[1:], strict=True):
            name, figure = split_figure(cell)
            year = when_of(Cell(head))
            for partner in names_in(cell, rows.context, until=len(name), partner=True):
                done += add_figure(rows, row, partner, figure, measure, (year,) if year else ())
    return done


def _places(rows: Rows, cells: Sequence[Cell]) -> int:
    names = rows.context.names
    return sum(1 for cell in cells if names.is_place(cell.text) or names.is_country(cell.text))


def _ranks(rows: Rows) -> int:
    """Columns are ranks, cells hold a name and mostly a figure; the key is the year."""
    measure = measure_of(*rows.table.columns, rows.table.caption, rows.table.announced)
    done = 0
    for row in rows.table.rows:
        when = _row_date(row[0], rows)
        for cell in row[1:]:
            name, figure = split_figure(cell)
            if is_no_name(name):
                continue
            for partner in names_in(cell, rows.context, until=len(name), partner=True):
                done += add_figure(rows, row, partner, figure, measure, when)
    return done


def _by_head(rows: Rows, home: int | None = None) -> int:
    """Columns are partners, rows are years (or one row a measure), or the units whose partners they are."""
    table = rows.table
    key_column = home or 0
    heads = [names_in(Cell(head), rows.context, partner=True) for head in table.columns[key_column + 1 :]]
    measure = measure_of(table.caption, *table.columns, table.announced)
    done = 0
    seen: set[str] = set()
    for row in table.rows:
        if home is not None and not with_home(rows, row, home):
            continue
        when = _row_date(row[key_column], rows)
        key = when[0] if when and home is None else row[key_column].text
        if key in seen:
            continue  # a second figure for the same year: of what is not said
        seen.add(key)
        for partners, cell in zip(heads, row[key_column + 1 :], strict=True):
            for partner in partners:
                if not is_no_name(cell.text):
                    done += add_figure(rows, row, _printed_in(rows, partner), cell.text, measure, when)
    return done


def _printed_in(rows: Rows, partner: Named) -> Named:
    """A name of the head, with its span in the document."""
    clean = rows.context.clean
    if clean is None:
        return partner
    at = clean.text.find(partner.mention.printed)
    if at < 0:
        return partner
    start, end = clean.span(at, at + len(partner.mention.printed))
    mention = Mention(partner.mention.printed, partner.mention.form, start, end, partner.mention.kind)
    return Named(mention, partner.id, partner.kind, partner.country)


def _by_row(rows: Rows, home: int | None = None) -> int:
    """One partner a row, perhaps with the unit whose it is; figures in columns of years or of value and share."""
    column = _partner_column(rows, home)
    if column is None:
        return _one_partner(rows)
    others = [i for i in range(len(rows.table.columns)) if i != column]
    years = _years_of(rows, others)
    by_years = bool(years) and all(i in years for i in rows.columns("date"))
    named = [names_in(row[column], rows.context, partner=True) for row in rows.table.rows]
    states = sum(partner.kind == "State" for partners in named for partner in partners)
    done = 0
    for row, partners in zip(rows.table.rows, named, strict=True):
        if home is not None and not with_home(rows, row, home):
            rows.skip(row, "nobody knows whose partner this is")
            continue
        for partner in partners:
            if partner.kind == "Region" and states >= _FEWEST_STATES:
                continue  # a sum of the states below it
            done += _years(rows, row, partner, years) if by_years else _one_row(rows, row, partner, others)
    return done


def _years_of(rows: Rows, columns: Sequence[int]) -> dict[int, str]:
    """The first column of figures that each year heads; beside years, a stretch of them heads a change."""
    figures = [i for i in columns if rows.roles[i] in ("", "date", "value", "share")]
    dated = {i: year for i in reversed(figures) if (year := when_of(Cell(rows.table.columns[i])))}
    dated = {i: year for year, i in sorted({year: i for i, year in dated.items()}.items(), key=lambda one: one[1])}
    return {i: year for i, year in dated.items() if "/" not in year} or dated


def _years(rows: Rows, row: Sequence[Cell], partner: Named, years: dict[int, str]) -> int:
    """A figure of the partner for each of the years."""
    heads, caption = rows.table.columns, rows.table.caption
    return sum(
        add_figure(rows, row, partner, row[i].text, measure_of(heads[i], caption), (year,))
        for i, year in years.items()
        if not is_no_name(row[i].text)
    )


def _one_partner(rows: Rows) -> int:
    """Rows of years and figures of the trade with the one state that the caption names."""
    states = {hit.id: hit for hit in rows.subject.others if hit.kind == "State"}
    if len(states) != 1 or not rows.columns("date") or not rows.columns("value", "share"):
        return 0
    hit = next(iter(states.values()))
    partner = Named(hit.mention, hit.id, hit.kind, hit.id)
    others = rows.columns("value", "share")
    return sum(_one_row(rows, row, partner, others) for row in rows.table.rows if rows.when(row))


def _one_row(rows: Rows, row: Sequence[Cell], partner: Named, others: Sequence[int]) -> int:
    table = rows.table
    figures = [i for i in others if rows.roles[i] in ("value", "share") and not is_no_name(row[i].text)]
    when = rows.when(row)
    value = share = currency = None
    for i in figures:
        measure = measure_of(table.columns[i], table.caption)
        own_value, own_share, own_currency = figure_of(row[i].text, measure)
        value, currency = (own_value, own_currency) if value is None and own_value is not None else (value, currency)
        share = own_share if share is None else share
    if not may_be_partner(rows, partner):
        return 0
    behind = _FIGURE_BEHIND.search(" | ".join(cell.text for cell in row if partner.mention.printed in cell.text))
    if not figures and behind:  # "United States (24.1)"
        value, share, currency = figure_of(behind[1], measure_of(table.caption))
    add_tie(rows, row, partner, when, value, currency, share)
    return 1


def _partner_column(rows: Rows, home: int | None = None) -> int | None:
    """The column that names partners: by its head, else the one with most places."""
    table = rows.table
    sample = table.rows[:60]
    found = []
    for i in range(len(table.columns)):
        texts = [row[i].text for row in sample if not is_no_name(row[i].text)]
        texts = [split_figure(Cell(text))[0].rstrip(" (") for text in texts]
        places = sum(1 for text in texts if rows.context.names.is_place(text) or rows.context.names.is_country(text))
        if i != home and texts and places >= _MOST * len(texts):
            found.append((rows.roles[i] not in ("country", "unit", "places"), -places, i))
    return min(found)[2] if found else None


def _row_date(cell: Cell, rows: Rows) -> tuple[str, ...]:
    date = when_of(cell)
    return (date,) if date else rows.when([cell] * len(rows.table.columns))
