"""Tables that a PDF flattened, rebuilt: from the lines of a region to rows and columns, with confidence.

The shape decides which way is tried: ragged columns, ranks by year, figures under labels, years with text, or, where
the heads are known, the best cut of all words into cells. What cannot be rebuilt stays a table of one column with
little confidence; it is reported as unread and never read as prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.cells.forms import YEAR_START, trailing_figures, year_of_start
from ingest.cells.lexicon import role_of
from ingest.cells.names import CellNames
from ingest.flat.bars import barred
from ingest.flat.batches import batched
from ingest.flat.blocks import cell_blocks, row_blocks
from ingest.flat.cell_matrix import cell_matrix
from ingest.flat.cut import FREEDOM, WELL, best_heads, fits_well, names_by_year
from ingest.flat.dashes import paired
from ingest.flat.gapped import gapped
from ingest.flat.grid import cell_grid, delimited, unwrapped, whole_cells, without_folios, without_repeats
from ingest.flat.groups import grouped
from ingest.flat.heads import dated_heads, heads_and_body, heads_of_line, ways
from ingest.flat.labelled import bulleted, keyed, keyed_by_place, records, side_by_side
from ingest.flat.marks import mark_matrix
from ingest.flat.matrix import Flat, rank_matrix, under_years, value_matrix
from ingest.flat.outline import outlined, without_pages
from ingest.flat.pairs import named_rows
from ingest.flat.parted import group_lines, with_groups, without_group_head
from ingest.flat.ragged import joined, ragged
from ingest.flat.regions import Region
from ingest.flat.registers import registered
from ingest.flat.signed import signed
from ingest.flat.unfold import unfolded
from ingest.flat.years import month_rows, years_side_by_side
from ingest.lines.clean import Cleaner
from ingest.lines.lines import Lines
from ingest.types import Cell, Clean, Table
from ingest.words.lexicon import any_of, phrases

_UNREAD = 0.2
_MOST_CUT = 0.1  # of the cells of a table that may end in the middle of a list
_PAIR_HEADS = ("Year", "Place", "Partner")
_MOST = 0.75  # of the names that must be of units
_GAP = re.compile(r"\S(?: {2,}|\t)\S")
_OPEN_END = re.compile(rf"(?:[-–—,&(]|\b{any_of(phrases('ends_no_line'))})$", re.IGNORECASE)


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
    flat = unfolded(_rebuilt(lines, names, raw, loose, captioned, breaks), lines, names)
    return Flat([""], [[line] for line in lines], _UNREAD) if len(flat.columns) > 1 and _cut_off(flat) else flat


def _in_groups(
    groups: Sequence[int],
    lines: Sequence[Clean],
    names: CellNames,
    raw: Sequence[str],
    captioned: bool,
    breaks: Sequence[bool],
) -> Flat:
    """The rows of all groups under one head, each with the state that heads its group."""
    kept = [at for at in range(len(lines)) if at not in groups]
    blanks = [breaks[at] for at in kept] if len(breaks) == len(lines) else ()
    rest, texts = without_group_head([lines[at] for at in kept], [raw[at] for at in kept])
    flat = _rebuilt(rest, names, texts, False, captioned, blanks)
    return with_groups(flat, [lines[at] for at in groups], names)


def _cut_off(flat: Flat) -> bool:
    """Whether many cells end with a sign behind which they must go on: the cut went through them."""
    cells = [cell.text for row in flat.rows for cell in row if cell and cell.text]
    return sum(text.endswith((";", ",")) for text in cells) > _MOST_CUT * len(cells)


def _rebuilt(
    lines: Sequence[Clean],
    names: CellNames,
    raw: Sequence[str],
    loose: bool,
    captioned: bool,
    breaks: Sequence[bool],
) -> Flat:
    lines, raw, breaks = without_folios(lines, raw, breaks)
    signed_rows = _by_signs(lines, names, raw, breaks)
    if signed_rows:
        return signed_rows
    groups = group_lines(lines, raw, names)
    if groups:
        return _in_groups(groups, lines, names, raw, captioned, breaks)
    apart = ragged(lines, raw, breaks, names)
    lines, raw = without_repeats(lines, raw)
    whole = _by_blanks(lines, names, raw, apart)
    if whole:
        return whole
    if loose or not captioned:
        streamed = best_heads(lines, names) if ways(lines, names) else None
        if streamed and (fits_well(streamed) or (not loose and not heads_of_line(lines[0].text))):
            return streamed
        named = named_rows(lines, names)
        if named or loose:
            return named or streamed or Flat([""], [[line] for line in lines], _UNREAD)
    return _by_words(lines, names) or Flat([""], [[line] for line in lines], _UNREAD)


def _by_blanks(lines: Sequence[Clean], names: CellNames, raw: Sequence[str], apart: Flat | None) -> Flat | None:
    """The table whose cells the runs of blanks part, or the lines; `apart` is what they part with empty lines in it."""
    whole = (
        delimited(lines, raw)
        or (None if _apart(raw) else _whole_cells(lines, names))
        or apart
        or ragged(lines, raw, (), names)
    )
    figures = value_matrix(lines, names) if under_years(lines) else None
    if figures and (whole is None or len(whole.columns) < len(figures.columns)):
        return figures  # the blanks between a name and its first figure are no border
    return whole


def _by_words(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """The table whose cells are told by what its words are: years, ranks, figures, names under known heads."""
    side = years_side_by_side(lines, names) or month_rows(lines)
    for way in (side, rank_matrix(lines, names) if lines else None, cell_matrix(lines)):
        if way:
            return way
    heads, body = heads_and_body(lines, names)
    figures = value_matrix(lines, names) if not heads or _figures(body) > 0.4 else None
    return figures or _year_rows(heads, body, names) or best_heads(lines, names) or names_by_year(lines, names)


def _by_signs(lines: Sequence[Clean], names: CellNames, raw: Sequence[str], breaks: Sequence[bool]) -> Flat | None:
    """The table of lines that say by signs, labels, indents or empty lines between them what their cells are."""
    if sum(line.text.endswith("|") for line in lines) > 1:
        bars = barred(lines, names)
        if bars:
            return bars
    listed, listed_raw = without_pages(lines, raw, names)
    said = (
        mark_matrix(lines)
        or grouped(listed, names)
        or outlined(listed, listed_raw, names)
        or registered(lines, names)
        or signed(lines, names)
        or batched(lines, names)
    )
    if said:
        return said
    labelled = records(lines) or keyed(lines, names) or (None if _apart(raw, 2) else keyed_by_place(lines, names))
    labelled = labelled or side_by_side(lines, raw, names)
    labelled = labelled or paired(lines, names) or bulleted(lines, names)
    return labelled or cell_blocks(lines, breaks) or row_blocks(lines, breaks, names)


def _whole_cells(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """The rows of cells that stand one to a line, unless cells of several lines fit the heads better."""
    as_one = cell_grid(unwrapped(lines), names)
    cut_off = any(line.text.endswith((";", ",")) for line in lines)  # no whole cell ends so
    if as_one and cut_off:
        return as_one
    whole = whole_cells(lines, names) or as_one
    if whole is not None and whole.fit >= WELL:
        return whole
    whole = whole or gapped(lines, names)
    if whole is None:
        return None
    wrapped = best_heads(lines, names) if ways(lines, names) else None
    return wrapped if wrapped is not None and wrapped.fit > whole.fit + FREEDOM else whole


def _apart(raw: Sequence[str], gaps: int = 1) -> bool:
    """Whether most lines hold pieces with so many runs of blanks between, and so more cells than that."""
    return sum(len(_GAP.findall(text)) >= gaps for text in raw) > 0.5 * len(raw)


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


def _pairs_by_year(body: Sequence[Clean], starts: Sequence[int], names: CellNames) -> Flat | None:
    """Rows of a year and two places, one to a line and without heads: "1981 | Guilin | Hastings (New Zealand)"."""
    groups = [body[start:stop] for start, stop in pairwise([*starts, len(body)])]
    if any(len(group) != len(_PAIR_HEADS) or _key_length(group[0].text) < len(group[0].text) for group in groups):
        return None
    places = [cell.text.split("(")[0].strip() for group in groups for cell in group[1:]]
    if sum(names.is_unit(place) for place in places) < _MOST * len(places):
        return None
    return Flat(list(_PAIR_HEADS), [list(group) for group in groups], 0.85)


def _year_rows(heads: Sequence[str], body: Sequence[Clean], names: CellNames) -> Flat | None:
    """Rows that open with a year, and text behind it; the text is cut further where there are more heads."""
    if not heads:
        heads, body = dated_heads(body)
    roles = [role_of(head) for head in heads]
    if heads and (roles[0] != "date" or len(heads) > 2):
        return None
    starts = _year_starts(body)
    if len(starts) < 2 or (not heads and starts[0] > 0):
        return None
    paired = None if heads else _pairs_by_year(body, starts, names)
    if paired:
        return paired
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
