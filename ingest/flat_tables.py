"""Tables that a PDF flattened, rebuilt: from the lines of a region to rows and columns, with confidence.

The shape decides which way is tried: ragged columns, ranks by year, figures under labels, years with text, or, where
the heads are known, the best cut of all words into cells. What cannot be rebuilt stays a table of one column with
little confidence; it is reported as unread and never read as prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.flat_bars import barred
from ingest.flat_blocks import cell_blocks, row_blocks
from ingest.flat_cell_matrix import cell_matrix
from ingest.flat_cells import YEAR_START, is_date, trailing_figures, year_of_start
from ingest.flat_dashes import paired
from ingest.flat_grid import delimited, whole_cells, without_repeats
from ingest.flat_heads import dated_heads, heads_and_body, heads_of_line, role_of_head, ways
from ingest.flat_labelled import bulleted, keyed, records, side_by_side
from ingest.flat_marks import mark_matrix
from ingest.flat_matrix import Flat, rank_matrix, value_matrix
from ingest.flat_pairs import named_rows
from ingest.flat_ragged import joined, ragged
from ingest.flat_regions import Region
from ingest.flat_segment import score
from ingest.flat_stream import STRICT, Cut, cut_stream
from ingest.layout_clean import Cleaner
from ingest.layout_lines import Lines
from ingest.table_lexicon import role_of
from ingest.table_names import CellNames
from ingest.types import Cell, Clean, Table

_FITS = 0.4  # mean score of the cells of a cut that is kept
_UNREAD = 0.2
_WELL = 1.7  # mean score of the cells of a cut that needs no other
_SAMPLE = 60  # rows by which a cut is judged
_BAD, _MISFIT = -0.5, 1.5  # score of a cell that does not fit, and what it costs
_INSIDE = 0.35  # what a line end inside a cell costs
_FREEDOM = 0.15  # by which a cut must be better that had more freedom
_GAP = re.compile(r"\S(?: {2,}|\t)\S")
_OPEN_END = re.compile(r"(?:[-–—,&(]|\b(?:of|in|the|and|by|to|from|since|for|until|with|between))$", re.IGNORECASE)


def rebuild(
    lines: Sequence[Clean],
    names: CellNames,
    raw: Sequence[str] = (),
    loose: bool = False,
    captioned: bool = True,
    breaks: Sequence[bool] = (),
) -> Flat:
    """Rows and columns of a flattened table. `raw` are its lines as they stand, with their runs of blanks; `loose`
    says that only their shape tells them for a table; `breaks` before which lines empty ones stand."""
    return _unfolded(_rebuilt(lines, names, raw, loose, captioned, breaks))


def _unfolded(flat: Flat) -> Flat:
    """The table whose second half stood beside the first, under the same heads again, as one."""
    count = len(flat.columns)
    for width in range(2, count // 2 + 1):
        heads = flat.columns[:width]
        if count % width == 0 and list(heads) * (count // width) == list(flat.columns) and all(heads):
            parts = [row[at : at + width] for at in range(0, count, width) for row in flat.rows]
            return replace(
                flat, columns=heads, rows=[part for part in parts if any(cell and cell.text for cell in part)]
            )
    return flat


def _rebuilt(
    lines: Sequence[Clean],
    names: CellNames,
    raw: Sequence[str],
    loose: bool,
    captioned: bool,
    breaks: Sequence[bool],
) -> Flat:
    if sum(line.text.endswith("|") for line in lines) > 1:
        bars = barred(lines, names)
        if bars:
            return bars
    marks = mark_matrix(lines)
    if marks:
        return marks
    labelled = records(lines) or keyed(lines, names) or side_by_side(lines, raw, names)
    labelled = labelled or paired(lines, names) or bulleted(lines, names)
    if labelled:
        return labelled
    blocks = cell_blocks(lines, breaks) or row_blocks(lines, breaks, names)
    if blocks:
        return blocks
    apart = ragged(lines, raw, breaks)
    lines, raw = without_repeats(lines, raw)
    whole = (
        delimited(lines, raw) or (None if _apart(raw) else _whole_cells(lines, names)) or apart or ragged(lines, raw)
    )
    if whole:
        return whole
    if loose or not captioned:
        streamed = _best_heads(lines, names) if ways(lines, names) else None
        if streamed and (_fits_well(streamed) or (not loose and not heads_of_line(lines[0].text))):
            return streamed
        named = named_rows(lines, names)
        if named or loose:
            return named or streamed or Flat([""], [[line] for line in lines], _UNREAD)
    for way in (rank_matrix(lines, names) if lines else None, cell_matrix(lines)):
        if way:
            return way
    heads, body = heads_and_body(lines, names)
    figures = value_matrix(lines, names) if not heads or _figures(body) > 0.4 else None
    if figures:
        return figures
    by_year = _year_rows(heads, body)
    if by_year:
        return by_year
    streamed = _best_heads(lines, names) or _names_by_year(lines, names)
    if streamed:
        return streamed
    return Flat([""], [[line] for line in lines], _UNREAD)


def _whole_cells(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """The rows of cells that stand one to a line, unless cells of several lines fit the heads better."""
    whole = whole_cells(lines, names)
    if whole is None or whole.fit >= _WELL:
        return whole
    wrapped = _best_heads(lines, names) if ways(lines, names) else None
    return wrapped if wrapped is not None and wrapped.fit > whole.fit + _FREEDOM else whole


def _apart(raw: Sequence[str]) -> bool:
    """Whether most lines hold several pieces with runs of blanks between, and so more than one cell."""
    return sum(bool(_GAP.search(text)) for text in raw) > 0.5 * len(raw)


def table_of(region: Region, source: Lines, cleaner: Cleaner, names: CellNames) -> Table:
    """The table of a region. Caption, heading and announcement are added by the layout."""
    spans = [(source.starts[i], source.ends[i]) for i in region.lines]
    pad = min((source.gaps[i] for i in region.lines[1:]), default=0)
    flat = rebuild(
        [cleaner.clean([span]) for span in spans],
        names,
        [source.source[source.starts[i] - source.indents[i] : source.ends[i]] for i in region.lines],
        region.loose,
        bool(region.caption),
        [source.gaps[i] > pad for i in region.lines],
    )
    width = len(flat.columns)
    rows = tuple(tuple(_cell(c) for c in [*row, *[None] * (width - len(row))][:width]) for row in flat.rows)
    return Table(tuple(flat.columns), rows, confidence=flat.confidence, start=spans[0][0], end=spans[-1][1])


def _cell(clean: Clean | None) -> Cell:
    if clean is None or not clean.text.strip():
        return Cell("")
    return Cell(clean.text.strip(), *clean.span(0, len(clean.text)))


def _figures(lines: Sequence[Clean]) -> float:
    return sum(1 for line in lines if trailing_figures(line.text) >= 2) / len(lines) if lines else 0.0


def _year_rows(heads: Sequence[str], body: Sequence[Clean]) -> Flat | None:
    """Rows that open with a year, and text behind it; the text is cut further where there are more heads."""
    if not heads:
        heads, body = dated_heads(body)
    roles = [role_of(head) for head in heads]
    if heads and (roles[0] != "date" or len(heads) > 2):
        return None
    starts = _year_starts(body)
    if len(starts) < 2 or (not heads and starts[0] > 0):
        return None
    rows: list[list[Clean | None]] = []
    for start, stop in pairwise([*starts, len(body)]):
        text = body[start]
        for line in body[start + 1 : stop]:
            text = joined(text, line)
        key = _key_length(text.text)
        rest = text.text[key:]
        skip = key + len(rest) - len(rest.lstrip(" :–—-"))
        rows.append([text.cut(0, key), text.cut(skip, len(text.text))])
    if not heads and sum(1 for row in rows if row[1] is None or not row[1].text) > 0.3 * len(rows):
        return None
    columns = list(heads) if len(heads) == 2 else ["Year", ""]
    return Flat(columns, rows, 0.9 if heads else 0.75)


def _key_length(text: str) -> int:
    found = YEAR_START.match(text)
    return found.end() if found else 0


def _year_starts(body: Sequence[Clean]) -> list[int]:
    """Lines that open a row with a year; a wrapped line that happens to start with one does not."""
    found: list[tuple[int, int]] = []
    for at, line in enumerate(body):
        year = year_of_start(line.text)
        if year is not None and not (at and _OPEN_END.search(body[at - 1].text)):
            found.append((at, year))
    if len(found) < 2:
        return [at for at, _ in found]
    rising = found[-1][1] >= found[0][1]
    kept: list[tuple[int, int]] = []
    for at, year in found:
        if not kept or (year >= kept[-1][1]) == rising or year == kept[-1][1]:
            kept.append((at, year))
    return [at for at, _ in kept]


def _streamed(
    heads: Sequence[str], body: Sequence[Clean], names: CellNames, roles: Sequence[str] = (), way: Cut = STRICT
) -> Flat | None:
    """The best cut of all words into rows and cells under known heads."""
    roles = roles or [role_of_head(head) for head in heads]
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


def _best_heads(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """The cut under the heads under which the rows fit best ("Partner | Country", not "Partner Country").

    Where no cut fits well, rows may open in the middle of lines, and cells may be empty.
    """
    found = ways(lines, names)
    if not found:
        return _unheaded(lines, names)
    best: Flat | None = None
    for way in (STRICT, Cut(empty=True), Cut(anywhere=True)):
        if best is not None and _fits_well(best):
            break
        flats = [flat for heads, rest in found if (flat := _streamed(heads, rest, names, way=way)) is not None]
        flat = max(flats, key=lambda one: (one.fit, len(one.columns)), default=None)
        if flat is not None and (best is None or flat.fit > best.fit + _FREEDOM):
            best = flat
    return best


def _fits_well(flat: Flat) -> bool:
    """Whether a cut needs no other: its cells fit, and none breaks off at a comma."""
    return flat.fit >= _WELL and not any(cell and cell.text.endswith(",") for row in flat.rows for cell in row)


def _names_by_year(lines: Sequence[Clean], names: CellNames) -> Flat | None:
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
            best = Flat(list(heads), cells, confidence)
    return best


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
