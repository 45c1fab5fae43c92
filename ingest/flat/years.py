"""Partners of two or more years side by side, flattened: "2001 | 2016 | Germany | 21.0 | Germany | 33.8 | Japan | ...".

The heads are years alone; then, rank by rank, comes for each year a name and its figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cells.forms import MONTH_START, is_figure
from ingest.cells.lexicon import role_of
from ingest.cells.names import CellNames
from ingest.flat.matrix import Flat, pieces_of
from ingest.flat.ragged import joined
from ingest.types import Clean

_YEARS = re.compile(r"(?:19|20)\d\d(?:\s+(?:19|20)\d\d)*")
_PAGE = re.compile(r"\d{1,4}")
_FEWEST = 2  # ranks
_FEWEST_MONTHS = 3  # rows
_KNOWN = 0.6  # of the names that must be of places


def years_side_by_side(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """One row a year, one column a rank, as `rank_matrix` gives them; None where the lines are no such table."""
    heads: list[Clean] = []
    ranked = bool(lines) and role_of(lines[0].text) == "ordinal"
    at = int(ranked)
    while at < len(lines) and _YEARS.fullmatch(lines[at].text):
        heads += [lines[at].cut(*m.span()) for m in re.finditer(r"\d{4}", lines[at].text)]
        at += 1
    pieces = [piece for line in lines[at:] for piece in pieces_of(line, names)] if len(heads) > 1 else []
    pairs = _pairs(pieces, len(heads) if ranked else 0)
    if not pairs or len(pairs) % len(heads) or len(pairs) < _FEWEST * len(heads):
        return None
    if sum(names.is_place(name.text) for name, _ in pairs) < _KNOWN * len(pairs):
        return None
    cells: list[Clean | None] = [joined(name, figure) for name, figure in pairs]
    rows: list[list[Clean | None]] = [[year, *cells[k :: len(heads)]] for k, year in enumerate(heads)]
    return Flat(["Year", *(f"No. {k + 1}" for k in range(len(pairs) // len(heads)))], rows, 0.85)


def _pairs(pieces: Sequence[Clean], width: int) -> list[tuple[Clean, Clean]] | None:
    """Names with their figures in turn; of two figures behind a name the first may be the number of a page. Where each
    rank of `width` pairs begins with its number, that number is left out (a width of 0 says that none does)."""
    found: list[tuple[Clean, Clean]] = []
    name: Clean | None = None
    for k, piece in enumerate(pieces):
        if width and name is None and not len(found) % width and piece.text == str(len(found) // width + 1):
            continue
        after = pieces[k + 1] if k + 1 < len(pieces) else None
        if width and after is not None and after.text == str((len(found) + 1) // width + 1):
            after = None
        if is_figure(piece.text):
            page = bool(_PAGE.fullmatch(piece.text)) and (name is None or (after and is_figure(after.text)))
            if name is None and not page:
                return None
            if name is not None and not page:
                found.append((name, piece))
                name = None
        elif name is not None:
            return None
        else:
            name = piece
    return found if name is None else None


def month_rows(lines: Sequence[Clean]) -> Flat | None:
    """Rows that open with a month or a day and a sign, each perhaps on several lines: "March — Deputy governor in
    Toyama". The year is the caption's."""
    opening = [MONTH_START.match(line.text) for line in lines]
    if not lines or opening[0] is None or sum(found is not None for found in opening) < _FEWEST_MONTHS:
        return None
    rows: list[list[Clean | None]] = []
    for line, found in zip(lines, opening, strict=True):
        if found is not None:
            rows.append([line.cut(0, found.end("date")), line.cut(found.end(), len(line.text))])
        else:
            rows[-1][1] = joined(rows[-1][1], line)
    return Flat(["Date", ""], rows, 0.75) if all(cell and cell.text for row in rows for cell in row) else None
