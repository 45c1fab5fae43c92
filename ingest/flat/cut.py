"""A flattened table cut anew: all its words into rows and cells, by what its columns may hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cells.forms import is_date
from ingest.cells.lexicon import is_head
from ingest.cells.names import CellNames
from ingest.flat.heads import roles_at_heads, ways
from ingest.flat.matrix import Flat
from ingest.flat.ragged import joined
from ingest.flat.segment import score
from ingest.flat.stream import STRICT, Cut, cut_stream
from ingest.types import Clean

_FITS = 0.4  # mean score of the cells of a cut that is kept
WELL = 1.7  # mean score of the cells of a cut that needs no other
_STATES = 0.6  # of the cells of a column of states without a head
_SAMPLE = 60  # rows by which a cut is judged
_BAD, _MISFIT = -0.5, 1.5  # score of a cell that does not fit, and what it costs
_INSIDE = 0.35  # what a line end inside a cell costs
_WHOLE = 1.2  # mean score of the cells of a cut under heads that are known whole
FREEDOM = 0.15  # by which a cut must be better that had more freedom


def _streamed(
    heads: Sequence[str], body: Sequence[Clean], names: CellNames, roles: Sequence[str] = (), way: Cut = STRICT
) -> Flat | None:
    """The best cut of all words into rows and cells under known heads."""
    roles = roles or roles_at_heads(heads)
    if not body:
        return None
    cut = cut_stream([line.text for line in body], roles, names, way)
    if cut is None:
        return None
    rows, total = cut
    mean = total / (len(rows) * len(heads))
    if mean < _FITS:
        return None
    words = _words(body)
    cells: list[list[Clean | None]] = [[_span_of(words, a, b) if b > a else None for a, b in row] for row in rows]
    lines = [at for at, line in enumerate(body) for _ in line.text.split()]
    inside = sum(lines[b - 1] - lines[a] for row in rows for a, b in row if b > a)
    fit = _fit(cells, roles, names) - (0.0 if way.anywhere else _INSIDE * inside / (len(rows) * len(heads)))
    return Flat(list(heads), cells, round(min(0.95, 0.55 + 0.2 * mean), 2), fit)


def _fit(rows: Sequence[Sequence[Clean | None]], roles: Sequence[str], names: CellNames) -> float:
    """How well cells fit their columns: the mean of their scores, less for those that do not fit at all."""
    scores = [
        score(c.text, role, names) if c else 0.0 for row in rows[:_SAMPLE] for c, role in zip(row, roles, strict=True)
    ]
    return sum(scores) / len(scores) - _MISFIT * sum(1 for one in scores if one <= _BAD) / len(scores)


def best_heads(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """The cut under the heads under which the rows fit best ("Partner | Country", not "Partner Country").

    Where no cut fits well, rows may open in the middle of lines, and cells may be empty.
    """
    found = ways(lines, names)
    if not found:
        return _unheaded(lines, names)
    best: Flat | None = None
    for way in (STRICT, Cut(empty=True), Cut(anywhere=True)):
        if best is not None and fits_well(best):
            break
        some = [(heads, rest) for heads, rest in found if way.anywhere or len(rest) != 1]  # one line says no rows
        flats = [flat for heads, rest in some if (flat := _streamed(heads, rest, names, way=way)) is not None]
        flat = _finest(flats)
        if flat is not None and (best is None or flat.fit > best.fit + FREEDOM):
            best = flat
    return best


def _finest(flats: Sequence[Flat]) -> Flat | None:
    """The cut that fits best, unless a head of it is none but two of another cut all of whose heads are known whole
    ("Lender Project", "Lender" and "Project")."""
    best = max(flats, key=lambda one: (one.fit, len(one.columns)), default=None)
    if best is None or all(map(is_head, best.columns)):
        return best
    whole = [one for one in flats if one.fit >= _WHOLE and all(map(is_head, one.columns))]
    same = [one for one in whole if " ".join(one.columns) == " ".join(best.columns)]
    return max(same, key=lambda one: one.fit, default=best)


def fits_well(flat: Flat) -> bool:
    """Whether a cut needs no other: its cells fit, and none breaks off at a comma."""
    return flat.fit >= WELL and not any(cell and cell.text.endswith(",") for row in flat.rows for cell in row)


def names_by_year(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """A head of years, then rows of a rank and one name for each year."""
    years: list[str] = []
    at = 0
    while at < len(lines) and all(is_date(word) and len(word) == 4 for word in lines[at].text.split()):
        years += lines[at].text.split()
        at += 1
    if len(years) < 2 or at >= len(lines):
        return None
    return _streamed(["No", *years], lines[at:], names, ["ordinal", *["country"] * len(years)])


def _unheaded(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Lists without heads: the columns that fit best of a few common ones."""
    best: Flat | None = None
    for roles, heads in (
        (("unit", "country", "date"), ("Unit", "Country", "Date")),
        (("country", "unit", "date"), ("Country", "Unit", "Date")),
        (("unit", "date"), ("Unit", "Date")),
        (("country", "date"), ("Country", "Date")),
        (("unit", "country"), ("Unit", "Country")),
    ):
        if len(lines) < 3 or len(lines) > 200:
            return None
        cut = cut_stream([line.text for line in lines], roles, names)
        if cut is None:
            continue
        rows, total = cut
        mean = total / (len(rows) * len(roles))
        confidence = round(min(0.75, 0.3 + 0.2 * mean), 2)
        if mean >= 1.6 and len(rows) >= 3 and (best is None or confidence > best.confidence):
            words = _words(lines)
            cells: list[list[Clean | None]] = [[_span_of(words, a, b) for a, b in row] for row in rows]
            if _holds_states(cells, roles, names):
                best = Flat(list(heads), cells, confidence)
    return best


def _holds_states(rows: Sequence[Sequence[Clean | None]], roles: Sequence[str], names: CellNames) -> bool:
    """Whether a column taken for one of states holds states: other places score well in it, too."""
    if "country" not in roles:
        return True
    cells = [cell.text for row in rows if (cell := row[roles.index("country")]) is not None]
    return sum(map(names.is_country, cells)) >= _STATES * len(cells)


def _words(lines: Sequence[Clean]) -> list[Clean]:
    return [line.cut(*m.span()) for line in lines for m in re.finditer(r"\S+", line.text)]


def _span_of(words: Sequence[Clean], start: int, stop: int) -> Clean:
    whole = words[start]
    for word in words[start + 1 : stop]:
        whole = joined(whole, word) if not whole.text.endswith("-") else _spaced(whole, word)
    return whole


def _spaced(left: Clean, right: Clean) -> Clean:
    """Two words with a blank between, whatever the first ends with, unless they touch across a line end."""
    near = right.offsets[0] - left.offsets[-1] <= 2
    if not near:
        offsets = left.offsets[:]
        offsets.append(offsets[-1] + 1)
        left = Clean(left.text + " ", offsets)
    return joined(left, right)
