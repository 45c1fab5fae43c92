"""The lines of a PDF as the text that is kept, and its blocks.

Paragraphs, captions, items and unruled tables are found as in a plain text; pages, footnotes, headings, footnote marks
and ruled tables are known from the page and need not be guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.flat.regions import Region, find_regions
from ingest.layout.mend import mend
from ingest.layout.raw import RawBlock, RawText, Span
from ingest.layout.text import Grouping
from ingest.lines.footnotes import Footnotes, find_footnotes, mark_spans
from ingest.lines.kinds import caption
from ingest.lines.lines import Lines
from ingest.lines.pages import Pages
from ingest.readers.grid import EMPTY, Grid, filled_up, head_rows, table_of_grid, title_of
from ingest.readers.pdf_lines import PageLine, runs_of
from ingest.readers.pdf_roles import opens_note
from ingest.readers.pdf_tables import Ruled, goes_on
from ingest.readers.written import Writer
from ingest.types import BlockKind

_WORD = re.compile(r"[^\W\d_]+")
_GAP = 1.25  # of the usual distance of lines, at least, between paragraphs
_INDENT = 0.8  # sizes by which a first line is indented, at least


@dataclass(slots=True)
class _Table:
    """A ruled table, also over pages: its rows of cells, the spans of its rows, where it starts."""

    grid: Grid
    spans: list[Span]
    last: Ruled
    page: int
    captions: list[Span] = field(default_factory=list)


class PdfText:
    """Writes the lines of all pages, furniture left out."""

    def __init__(self, pages: Sequence[Sequence[PageLine]]) -> None:
        self.writer = Writer()
        self.lines: dict[int, PageLine] = {}  # offset → the line that starts there
        self.tables: dict[int, _Table] = {}  # offset of a row → its table
        self._open: _Table | None = None  # the table that the next page may go on with
        self._known = frozenset(word for lines in pages for line in lines for word in _WORD.findall(line.text))
        self._usual = _usual_distance(pages)
        before: PageLine | None = None
        for lines in pages:
            for line in lines:
                if not line.furniture:
                    self._line(line, before)
                    before = line
        self._rows = sorted(self.tables)

    def _line(self, line: PageLine, before: PageLine | None) -> None:
        if before is not None and line.page != before.page:
            self.writer.put("\f")
        elif before is not None and self._gap(line, before):
            self.writer.put("\n")
        if line.ruled is not None:
            self._ruled(line.ruled)
            return
        if not line.note and not caption(line.text):
            self._open = None
        self.writer.put(" " * self._indent(line))
        start = self.writer.at
        self.lines[start] = line
        self.writer.put(line.text + "\n")
        if line.lead and not line.note:
            self.writer.marks.append((start, start + line.lead))
        self.writer.marks += [(start + a, start + b) for a, b in line.marks]

    def _gap(self, line: PageLine, before: PageLine) -> bool:
        """Whether more than the usual space stands between two lines, or they are of different kinds."""
        if line.ruled is not None or before.ruled is not None or line.note != before.note:
            return True
        if line.column != before.column and line.top < before.bottom:  # up to the next column
            return bool(line.level or before.level)
        if line.level != before.level:
            return True
        return line.bottom - before.bottom > _GAP * self._usual * max(line.size, 0.9 * before.size)

    def _indent(self, line: PageLine) -> int:
        """Four blanks for a first line that is set in; what stands in a column of its own keeps its place."""
        inset = line.x0 - line.left
        if "   " in line.text:
            return max(0, round(inset / (0.5 * line.size)))
        return 4 if _INDENT * line.size < inset < 6 * line.size else 0

    def _ruled(self, ruled: Ruled) -> None:
        cells = dict.fromkeys(range(-1, len(ruled.cells)), EMPTY)
        grid: Grid = []
        spans: list[Span] = []
        written: set[int] = set()
        for row in ruled.grid:
            start = self.writer.at
            for i in row:
                if i >= 0 and i not in written:
                    written.add(i)
                    cells[i] = self.writer.cell(runs_of(ruled.cells[i], self._known))
            spans.append(self.writer.row_end(start))
            grid.append([cells[i] for i in row])
        table = self._open
        if table is not None and goes_on(table.last, ruled):
            table.grid += grid[_repeated(table.grid, grid) :]
            table.spans += spans
            table.last = ruled
        else:
            table = self._open = _Table(grid, spans, ruled, ruled.page)
        for start, _ in spans:
            self.tables[start] = table

    def raw(self) -> RawText:
        """The blocks of the text that was written."""
        lines = Lines(self.writer.text)
        lines.pad, lines.wrapped = 0, True
        page_of: list[int | None] = []
        first, inside = bytearray(len(lines)), bytearray(len(lines))
        number: dict[int, int] = {}
        levels: dict[int, int] = {}
        ready: dict[int, _Table] = {}
        for i in range(len(lines)):
            line = self.lines.get(lines.starts[i])
            first[i] = lines.breaks[i]
            if line is None:
                table = ready[i] = self._table_at(lines, i)
                page_of.append(table.page)
                continue
            page_of.append(line.page)
            inside[i] = line.note
            if line.note and opens_note(line):
                number[i] = len(number) + 1
            if line.level:
                levels[i] = line.level
        pages = Pages(bytearray(len(lines)), first, page_of)
        unruled = Pages(bytearray(i in ready for i in range(len(lines))), first, page_of)
        footnotes = Footnotes(inside, number) if number else find_footnotes(lines, unruled)
        marks = self.writer.marks or mark_spans(lines, footnotes, unruled)
        regions = find_regions(lines, unruled, footnotes)
        blocks = _Blocks(lines, pages, footnotes, regions, levels, ready).blocks()
        return RawText(mend(blocks, lines.source), sorted(marks), lines)

    def _table_at(self, lines: Lines, i: int) -> _Table:
        """The table of a row. A row that opens with empty cells starts before its first word."""
        return self.tables[self._rows[bisect_right(self._rows, lines.starts[i]) - 1]]


class _Blocks(Grouping):
    """Grouping that knows headings and ruled tables."""

    def __init__(
        self, lines: Lines, pages: Pages, footnotes: Footnotes, regions: Sequence[Region],
        levels: dict[int, int], ready: dict[int, _Table],
    ) -> None:  # fmt: skip
        super().__init__(lines, pages, footnotes, regions)
        self.levels = levels
        self.ready: dict[Region, _Table] = {}
        rows: dict[int, list[int]] = {}
        for i, table in ready.items():
            rows.setdefault(id(table), []).append(i)
        for found in rows.values():
            region = Region(tuple(found), found[0])
            self.ready[region] = ready[found[0]]
            self.anchors[found[0]] = region
            self.of_table.update(dict.fromkeys(found, region))

    def _table(self, region: Region, i: int) -> None:
        known = self.ready.get(region)
        if known is None:
            super()._table(region, i)
            return
        grid, spans = known.grid, known.spans
        title = title_of(grid)
        if title is not None:
            self.out.append(RawBlock(BlockKind.CAPTION, [(title.start, title.end)], known.page))
            grid, spans = grid[1:], spans[1:]
        table = table_of_grid(grid)
        if table is None:  # a frame around text
            self.out.append(RawBlock(BlockKind.PARAGRAPH, list(spans), known.page))
            return
        block = RawBlock(BlockKind.TABLE, list(spans), known.page)
        block.piped = lambda _source: table
        self.out.append(block)

    def _opens(self, i: int, text: str) -> tuple[BlockKind | None, int]:
        level = self.levels.get(i, 0)
        if level:
            goes_on = self.last == i - 1 and self.levels.get(self.last) == level and not self.lines.gaps[i]
            return (None, 0) if goes_on else (BlockKind.HEADING, level)
        return super()._opens(i, text)

    def _heading_goes_on(self, i: int, before: str, text: str, gap: int) -> bool:
        if self.last in self.levels:
            return i in self.levels
        return super()._heading_goes_on(i, before, text, gap)


def _repeated(grid: Grid, rest: Grid) -> int:
    """How many rows at the top of a table's rest repeat its head."""
    head = head_rows(filled_up(grid))
    for count in range(min(head, len(rest)), 0, -1):
        if all(
            [c.text.casefold() for c in a] == [c.text.casefold() for c in b]
            for a, b in zip(grid[:count], rest[:count], strict=True)
        ):
            return count
    return 0


def _usual_distance(pages: Sequence[Sequence[PageLine]]) -> float:
    """The distance from line to line in running text, in sizes."""
    found = [
        (b.bottom - a.bottom) / b.size
        for lines in pages
        for a, b in pairwise(lines)
        if a.column == b.column and a.size == b.size > 0 and 0 < b.bottom - a.bottom < 3 * b.size
    ]
    return median(found) if found else 1.2
