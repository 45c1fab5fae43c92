"""The layouts in which tables reach a plain text.

A layout is what converters and authors make of a table: cells one to a line, columns apart by blanks, rows run together
in a paragraph. Each prints any sheet of `table_sheets`, or gives None where the sheet has not what it needs.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from tests.ingest.tables.sheets import Sheet

_BEFORE = (
    "Local ties across borders have grown for forty years, and nobody has counted all of them. Some began with a "
    "visit, others with a letter that a mayor wrote after a festival. The yearbooks keep what the offices thought "
    "worth keeping, and the rest must be found in the papers of the time. What follows draws on both."
)
_AFTER = (
    "Not all of these ties are still alive. A few were renewed after ten years, others fell asleep when the people who "
    "had made them left their offices, and it would take another study to tell which is which."
)
_MARKS = "¹²³"
Layout = Callable[[Sheet], str | None]


def around(sheet: Sheet, body: str, *, announced: bool = False, heading: bool = False) -> str:
    """The body between paragraphs, under a heading or behind the sentence that announces it."""
    lead = [textwrap.fill(_BEFORE, 90)]
    if heading:
        lead.append(sheet.heading)
    if announced:
        lead.append(sheet.announced)
    return "\n\n".join([*lead, body, textwrap.fill(_AFTER, 90)]) + "\n"


def captioned(sheet: Sheet, body: str, number: str = "Table 3-2: ") -> str:
    return around(sheet, f"{number}{sheet.caption}\n{body}\n\nSource: Yearbook of the province.")


def _lines(sheet: Sheet, sign: str = " ") -> list[str]:
    return [sign.join(sheet.heads), *(sign.join(row) for row in sheet.rows)]


def rows_on_lines(sheet: Sheet) -> str:
    return captioned(sheet, "\n".join(_lines(sheet)))


def rows_wrapped(sheet: Sheet) -> str:
    body = [line for text in _lines(sheet) for line in textwrap.wrap(text, 36)]
    return captioned(sheet, "\n".join(body))


def cells_on_lines(sheet: Sheet) -> str:
    return captioned(sheet, "\n".join(_lines(sheet, "\n")))


def cells_padded(sheet: Sheet) -> str:
    return captioned(sheet, "\n" + "\n\n".join(_lines(sheet, "\n\n")))


def cells_without_caption(sheet: Sheet) -> str:
    return around(sheet, "\n\n".join(_lines(sheet, "\n\n")), announced=True, heading=True)


def cells_numbered(sheet: Sheet) -> str:
    cells = ["No.", *sheet.heads, *(cell for n, row in enumerate(sheet.rows, 1) for cell in (str(n), *row))]
    return around(sheet, "\n\n".join(cells), announced=True, heading=True)


def _apart(rows: list[tuple[str, ...]], most: int, gap: int) -> list[str]:
    widths = [max(6, min(most, max(len(row[i]) for row in rows))) for i in range(len(rows[0]))]
    out = []
    for row in rows:
        cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            parts = [(c[at] if at < len(c) else "").ljust(w) for c, w in zip(cells, widths, strict=True)]
            out.append((" " * gap).join(parts).rstrip())
    return out


def ragged(sheet: Sheet) -> str:
    return captioned(sheet, "\n".join(_apart([sheet.heads, *sheet.rows], 70, 4)))


def ragged_narrow(sheet: Sheet) -> str:
    return captioned(sheet, "\n".join(_apart([sheet.heads, *sheet.rows], 70, 2)))


def ragged_wrapped(sheet: Sheet) -> str:
    return captioned(sheet, "\n".join(_apart([sheet.heads, *sheet.rows], 18, 3)))


def ragged_without_caption(sheet: Sheet) -> str:
    return around(sheet, "\n".join(_apart([sheet.heads, *sheet.rows], 70, 4)), announced=True, heading=True)


def tabs(sheet: Sheet) -> str:
    return captioned(sheet, "\n".join(_lines(sheet, "\t")))


def tabs_without_caption(sheet: Sheet) -> str:
    return around(sheet, "\n".join(_lines(sheet, "\t")), announced=True, heading=True)


def rows_padded(sheet: Sheet) -> str:
    return captioned(sheet, "\n" + "\n\n".join(_lines(sheet)))


def rows_without_caption(sheet: Sheet) -> str:
    return around(sheet, "\n".join(_lines(sheet)), announced=True, heading=True)


def rows_numbered(sheet: Sheet) -> str:
    body = [" ".join(("No.", *sheet.heads)), *(" ".join((f"{n}.", *row)) for n, row in enumerate(sheet.rows, 1))]
    return captioned(sheet, "\n".join(body))


def rows_with_bars(sheet: Sheet) -> str:
    return captioned(sheet, "\n".join(_lines(sheet, " | ")))


def pipes(sheet: Sheet) -> str:
    bars = [f"| {' | '.join(row)} |" for row in (sheet.heads, *sheet.rows)]
    return captioned(sheet, "\n".join(["", bars[0], "|" + "---|" * len(sheet.heads), *bars[1:]]))


def caption_below(sheet: Sheet) -> str:
    body = "\n".join(_apart([sheet.heads, *sheet.rows], 70, 4))
    return around(sheet, f"{body}\n\nTable 3-2: {sheet.caption}")


def _over_pages(sheet: Sheet, head: list[str], rows: list[list[str]], repeat: bool) -> str:
    fill = "\n".join(textwrap.wrap(_BEFORE, 90)) + "\n\n" + "\n".join(textwrap.wrap(_AFTER, 90)) + "\n\n"
    half = len(rows) // 2
    first = [f"Table 3-2: {sheet.caption}", *head, *(line for row in rows[:half] for line in row)]
    second = [*(head if repeat else []), *(line for row in rows[half:] for line in row)]
    pages = [f"Far Friends {n}\n\n{fill * 3}" for n in (10, 11, 12)]
    pages.append(f"Far Friends 13\n\n{fill}" + "\n".join(first) + "\n")
    pages.append("Far Friends 14\n\n" + "\n".join(second) + f"\n\nSource: Yearbook of the province.\n\n{fill}")
    pages.append(f"Far Friends 15\n\n{fill * 3}")
    return "\x0c".join(pages)


def rows_over_pages(sheet: Sheet) -> str:
    return _over_pages(sheet, [" ".join(sheet.heads)], [[" ".join(row)] for row in sheet.rows], False)


def rows_over_pages_head_again(sheet: Sheet) -> str:
    return _over_pages(sheet, [" ".join(sheet.heads)], [[" ".join(row)] for row in sheet.rows], True)


def cells_over_pages(sheet: Sheet) -> str:
    return _over_pages(sheet, list(sheet.heads), [list(row) for row in sheet.rows], True)


def footnoted(sheet: Sheet) -> str:
    """Footnote marks glued to some names."""
    rows = [(row[0] + _MARKS[n % 3], *row[1:]) if n % 2 else row for n, row in enumerate(sheet.rows)]
    return captioned(sheet, "\n".join(_apart([sheet.heads, *rows], 70, 4)))


def gaps(sheet: Sheet) -> str | None:
    """A dash for what is not known: the dates of some rows."""
    if "date" not in sheet.roles or sheet.roles[0] == "date":
        return None
    at = sheet.roles.index("date")
    rows = [tuple("–" if i == at and n % 3 == 1 else c for i, c in enumerate(row)) for n, row in enumerate(sheet.rows)]
    return captioned(sheet, "\n".join([" ".join(sheet.heads), *(" ".join(row) for row in rows)]))


def run_together(sheet: Sheet) -> str | None:
    """All rows in one paragraph, heads first: what is left where a page's markup was dropped."""
    return around(sheet, " ".join(_lines(sheet)), announced=True, heading=True)


def records(sheet: Sheet) -> str:
    """Label and value: one record after another."""
    parts = ["\n".join(f"{h}: {c}" for h, c in zip(sheet.heads, row, strict=True)) for row in sheet.rows]
    return around(sheet, "\n\n".join(parts), announced=True, heading=True)


def columns_in_turn(sheet: Sheet) -> str:
    """Each column from head to foot, then the next: what some converters make of a ruled table."""
    columns = [[head, *(row[i] for row in sheet.rows)] for i, head in enumerate(sheet.heads)]
    return captioned(sheet, "\n".join(cell for column in columns for cell in column))


def _named(sheet: Sheet) -> list[tuple[str, str, str]] | None:
    """Name, country and date of each row of a sheet that lists names in countries."""
    if sheet.kind not in ("sisters", "offices"):
        return None
    at = [sheet.roles.index(role) for role in ("name", "country", "date")]
    return [(row[at[0]], row[at[1]], row[at[2]]) for row in sheet.rows]


def _listed(sheet: Sheet, form: str) -> str | None:
    """One line for each row, in a form that takes its name, country and date."""
    rows = _named(sheet)
    if rows is None:
        return None
    body = "\n".join(form.format(name, country, date) for name, country, date in rows)
    return around(sheet, body, announced=True, heading=True)


def bullets(sheet: Sheet) -> str | None:
    return _listed(sheet, "• {0}, {1} ({2})")


def bullets_in_brackets(sheet: Sheet) -> str | None:
    return _listed(sheet, "- {0} ({1}), {2}")


def dashes(sheet: Sheet) -> str | None:
    return _listed(sheet, "{0} – {1} – {2}")


def date_first(sheet: Sheet) -> str | None:
    return _listed(sheet, "{2}: {0}, {1}")


def sentence_list(sheet: Sheet) -> str | None:
    rows = _named(sheet)
    if rows is None:
        return None
    body = "; ".join(f"{name} ({country}, {date})" for name, country, date in rows)
    return around(sheet, f"{sheet.heading}: {body}.", heading=True)


def _grouped(sheet: Sheet, form: Callable[[str, list[str]], str], between: str) -> str | None:
    """The units of each country with their dates, in a form that takes country and units."""
    rows = _named(sheet)
    if rows is None:
        return None
    groups: dict[str, list[str]] = {}
    for name, country, date in rows:
        groups.setdefault(country, []).append(f"{name} ({date})")
    body = between.join(form(country, units) for country, units in groups.items())
    return around(sheet, body, announced=True, heading=True)


def by_country(sheet: Sheet) -> str | None:
    """The country as heading of a group, its units with their dates below."""
    return _grouped(sheet, lambda country, units: "\n".join([country, *units]), "\n\n")


def country_and_list(sheet: Sheet) -> str | None:
    """One line a country: "Japan: Fukui (1993), Tochigi (1993)"."""
    return _grouped(sheet, lambda country, units: f"{country}: {', '.join(units)}", "\n")


def label_and_list(sheet: Sheet) -> str | None:
    """Key and list with a colon: "China: Heilongjiang, Shandong"."""
    if len(sheet.heads) != 2 and sheet.roles[:2] != ("name", "list"):
        return None
    if "list" not in sheet.roles:
        return None
    body = "\n".join(f"{row[0]}: {row[1]}" for row in sheet.rows)
    return around(sheet, body, announced=True, heading=True)


def country_in_the_cell(sheet: Sheet) -> str | None:
    """Unit and country in one cell."""
    if sheet.kind not in ("sisters", "pairs", "cities"):
        return None
    name, country = sheet.roles.index("name"), sheet.roles.index("country")
    rows = [
        tuple(f"{c}, {row[country]}" if i == name else c for i, c in enumerate(row) if i != country)
        for row in sheet.rows
    ]
    heads = tuple(h for i, h in enumerate(sheet.heads) if i != country)
    return captioned(sheet, "\n".join(_apart([heads, *rows], 70, 4)))


def _paired(sheet: Sheet, between: str, country: bool, dated: bool) -> str | None:
    """Both units of several rows on one line, without heads."""
    if sheet.kind != "cities" and not (country and sheet.kind == "pairs"):
        return None
    parts = [
        f"{unit}{between}{partner}{f', {place}' if country else ''}{f' {date}' if dated else ''}"
        for unit, partner, place, date in sheet.rows
    ]
    return around(sheet, " ".join(parts), announced=True, heading=True)


def pairs_run_together(sheet: Sheet) -> str | None:
    return _paired(sheet, " ", country=True, dated=True)


def pairs_of_names_alone(sheet: Sheet) -> str | None:
    return _paired(sheet, " ", country=False, dated=True)


def pairs_with_dashes(sheet: Sheet) -> str | None:
    return _paired(sheet, " – ", country=False, dated=True)


def pairs_without_dates(sheet: Sheet) -> str | None:
    return _paired(sheet, " – ", country=False, dated=False)


def pairs_two_to_a_line(sheet: Sheet) -> str | None:
    """Two rows side by side, under a caption."""
    if sheet.kind != "cities":
        return None
    cells = [f"{unit} – {partner} ({date})" for unit, partner, _, date in sheet.rows]
    width = max(map(len, cells)) + 5
    rows = [cells[i : i + 2] for i in range(0, len(cells), 2)]
    return captioned(sheet, "\n".join("".join(cell.ljust(width) for cell in row).rstrip() for row in rows))


LAYOUTS: dict[str, Layout] = {
    layout.__name__.replace("_", " "): layout
    for layout in (
        rows_on_lines, rows_wrapped, rows_padded, rows_without_caption, rows_numbered, rows_with_bars, rows_over_pages,
        rows_over_pages_head_again, run_together, cells_on_lines, cells_padded, cells_without_caption, cells_numbered,
        cells_over_pages, columns_in_turn, ragged, ragged_narrow, ragged_wrapped, ragged_without_caption, tabs,
        tabs_without_caption, pipes, caption_below, footnoted, gaps, records, bullets, bullets_in_brackets, dashes,
        date_first, sentence_list, by_country, country_and_list, label_and_list, country_in_the_cell,
        pairs_run_together, pairs_of_names_alone, pairs_with_dashes, pairs_without_dates, pairs_two_to_a_line,
    )
}  # fmt: skip
