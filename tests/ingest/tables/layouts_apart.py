"""Layouts whose cells wrap and stand apart: by blanks under heads of several lines, or by blank lines.

How wide columns are, how far apart, and whether heads end or begin together is drawn with the sheet.
"""

from __future__ import annotations

import textwrap
from random import Random

from tests.ingest.tables.layouts import Layout, around, captioned
from tests.ingest.tables.sheets import Sheet

_WRAPPED = 15  # characters beyond which a cell may be wrapped


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 8), break_on_hyphens=False, break_long_words=False) or [""]


def _grid(sheet: Sheet, rng: Random) -> tuple[list[str], list[list[str]]]:
    """The lines of the heads, and those of each row, under columns apart by blanks."""
    rows = [sheet.heads, *sheet.rows]
    widths = [min(max(len(row[i]) for row in rows), rng.randint(_WRAPPED, 26)) for i in range(len(sheet.heads))]
    cells = [[_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    full = [max(len(line) for row in cells for line in row[i]) for i in range(len(widths))]
    low, gap = rng.random() < 0.5, rng.choice((2, 3, 5))
    out = []
    for n, row in enumerate(cells):
        height = max(map(len, row))
        fill = [[""] * (height - len(c)) + c if low and n == 0 else c + [""] * (height - len(c)) for c in row]
        lines = [(" " * gap).join(c[at].ljust(w) for c, w in zip(fill, full, strict=True)) for at in range(height)]
        out.append([line.rstrip() for line in lines])
    return out[0], out[1:]


def spaced_rows(sheet: Sheet) -> str:
    """Columns apart by blanks, cells wrapped, a blank line between rows."""
    head, rows = _grid(sheet, Random(sheet.caption))
    return captioned(sheet, "\n" + "\n\n".join("\n".join(lines) for lines in (head, *rows)))


def spaced_rows_close(sheet: Sheet) -> str:
    """Columns apart by blanks, cells wrapped, a blank line below the heads only."""
    head, rows = _grid(sheet, Random(sheet.heading))
    return captioned(sheet, "\n".join([*head, "", *(line for lines in rows for line in lines)]))


def spaced_rows_without_caption(sheet: Sheet) -> str:
    head, rows = _grid(sheet, Random(sheet.announced))
    return around(sheet, "\n\n".join("\n".join(lines) for lines in (head, *rows)), announced=True, heading=True)


def spaced_rows_on_two_pages(sheet: Sheet) -> str:
    """The second half under the caption and the heads again."""
    head, rows = _grid(sheet, Random(sheet.caption))
    half = len(rows) // 2
    parts = ["\n\n".join("\n".join(lines) for lines in (head, *some)) for some in (rows[:half], rows[half:])]
    again = f"{' ' * 60}Annex 2       41\n\nTable 3-2 continued\n\n"
    return captioned(sheet, f"\n{parts[0]}\n\n{again}{parts[1]}")


def _blocks(sheet: Sheet, rng: Random, between: str, within: str) -> str:
    width = rng.randint(_WRAPPED, 30)
    rows = [[("\n".join(_wrapped(cell, width))) for cell in row] for row in (sheet.heads, *sheet.rows)]
    return between.join(within.join(cells) for cells in rows)


def cells_in_blocks(sheet: Sheet) -> str:
    """One cell after the other, wrapped, with blank lines between."""
    return captioned(sheet, "\n" + _blocks(sheet, Random(sheet.caption), "\n\n", "\n\n"))


def cells_in_blocks_without_caption(sheet: Sheet) -> str:
    return around(sheet, _blocks(sheet, Random(sheet.heading), "\n\n", "\n\n"), announced=True, heading=True)


def rows_in_blocks(sheet: Sheet) -> str:
    """Cells one to a line, some wrapped, with blank lines between rows."""
    return captioned(sheet, "\n" + _blocks(sheet, Random(sheet.caption), "\n\n", "\n"))


def bars_at_line_ends(sheet: Sheet) -> str:
    """Every cell closed with a bar, the heads torn over lines, without a caption."""
    rng = Random(sheet.caption)
    head = " |\n".join(sheet.heads) + " |" if rng.random() < 0.5 else " | ".join(sheet.heads) + " |\n---|---|"
    return around(
        sheet, "\n".join([head, *(" | ".join(row) + " |" for row in sheet.rows)]), announced=True, heading=True
    )


def keys_between_bars(sheet: Sheet) -> str | None:
    """Key, colon and list in cells of their own, each on its line, the lists wrapped."""
    if sheet.kind != "membership":
        return None
    rows = ["|\n{} |\n: |\n{} |".format(row[0], "\n".join(_wrapped(row[1], 40))) for row in sheet.rows]
    return around(sheet, "\n".join([*rows, "|"]), announced=True, heading=True)


_FIELDS = ("education, science and transport", "trade; health", "signed by Governor Ruiz; agriculture", "culture")


def pairs_with_details(sheet: Sheet) -> str | None:
    """A sign between two names, behind them the form of their tie and what it is about; the date before or behind."""
    if sheet.kind != "pairs":
        return None
    rng = Random(sheet.caption)
    forms, sign, dated = ("Sister province agreement", "Friendship"), rng.choice((" – ", " — ")), rng.random() < 0.5
    rows = []
    for unit, partner, country, date in sheet.rows:
        detail = f"{rng.choice(forms)}; {rng.choice(_FIELDS)}"
        pair = f"{unit}{sign}{partner}, {country}"
        rows.append(f"{date}  {pair}. {detail}." if dated else f"{pair}. {detail}, {date}.")
    return around(sheet, "\n".join(rows), announced=True, heading=True)


def pairs_over_lines(sheet: Sheet) -> str | None:
    """The pair, the form of its tie and the date on lines of their own, pair by pair."""
    if sheet.kind != "pairs":
        return None
    rows = [f"{unit} – {partner}, {country}\nsister province\n{date}" for unit, partner, country, date in sheet.rows]
    return around(sheet, "\n\n".join(rows), announced=True, heading=True)


LAYOUTS_APART: dict[str, Layout] = {
    layout.__name__.replace("_", " "): layout
    for layout in (
        spaced_rows, spaced_rows_close, spaced_rows_without_caption, spaced_rows_on_two_pages, cells_in_blocks,
        cells_in_blocks_without_caption, rows_in_blocks, bars_at_line_ends, keys_between_bars,
        pairs_with_details, pairs_over_lines,
    )
}  # fmt: skip
