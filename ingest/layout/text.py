"""Blocks of a plain text: lines grouped into paragraphs, headings, items, captions, notes; page breaks mended."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cells.names import CellNames
from ingest.flat.extent import opens_caption
from ingest.flat.regions import Region, find_regions
from ingest.layout.mend import mend
from ingest.layout.raw import RawBlock, RawText, Span
from ingest.lines.footnotes import Footnotes, find_footnotes, mark_spans
from ingest.lines.kinds import (
    caption,
    is_item,
    is_references,
    is_source,
    item_mark,
    note_mark,
    numbered_heading,
    wants_more,
)
from ingest.lines.lines import Lines, ends_sentence
from ingest.lines.pages import Pages, find_pages
from ingest.types import BlockKind


def read_plain(source: str, names: CellNames | None = None) -> RawText:
    """Blocks of a plain text in reading order; a page break never ends a paragraph. `names` tells places in tables."""
    lines = Lines(source)
    pages = find_pages(lines)
    footnotes = find_footnotes(lines, pages)
    regions = find_regions(lines, pages, footnotes, names)
    blocks = Grouping(lines, pages, footnotes, regions).blocks()
    return RawText(mend(blocks, source), mark_spans(lines, footnotes, pages), lines)


_UNNUMBERED = 7  # level of a heading that bears no number


class Grouping:
    """One pass over the lines that opens and fills blocks."""

    def __init__(self, lines: Lines, pages: Pages, footnotes: Footnotes, regions: Sequence[Region]) -> None:
        self.lines, self.pages, self.footnotes = lines, pages, footnotes
        self.of_table: dict[int, Region] = {i: region for region in regions for i in region.lines}
        self.anchors: dict[int, Region] = {region.anchor: region for region in regions}
        self.out: list[RawBlock] = []
        self.open: RawBlock | None = None
        self.note: RawBlock | None = None
        self.last = -1  # last line of running text
        self.paged = False  # a page started since then

    def blocks(self) -> list[RawBlock]:
        """All blocks, in the order in which they open."""
        for i in range(len(self.lines)):
            if self.pages.first[i]:
                self.paged = True
            if self.pages.furniture[i]:
                continue
            if i in self.anchors:
                self._table(self.anchors[i], i)
            if i in self.of_table:
                self.open = None
                continue
            if self.footnotes.inside[i]:
                self._footnote(i)
            else:
                self._running(i)
        return self.out

    def _add(self, kind: BlockKind, i: int, level: int = 0) -> RawBlock:
        block = RawBlock(kind, [self._span(i)], self.pages.number[i], level)
        self.out.append(block)
        return block

    def _span(self, i: int) -> Span:
        return self.lines.starts[i], self.lines.ends[i]

    @staticmethod
    def _cut_mark(block: RawBlock, length: int) -> None:
        """Leaves the bullet or number out that opens the block."""
        start, end = block.spans[0]
        block.spans[0] = (start + length, end)

    def _table(self, region: Region, i: int) -> None:
        block = RawBlock(BlockKind.TABLE, [self._span(j) for j in region.lines], self.pages.number[i], region=region)
        self.out.append(block)

    def _footnote(self, i: int) -> None:
        if i in self.footnotes.number or self.note is None:
            self.note = self._add(BlockKind.FOOTNOTE, i)
            self._cut_mark(self.note, note_mark(self.lines.text(i)))
        else:
            self.note.spans.append(self._span(i))

    def _running(self, i: int) -> None:
        """Line i of running text: it goes on with the open block or opens one."""
        lines = self.lines
        text = lines.text(i)
        self.note = None
        kind, level = self._opens(i, text)
        after_page = self.paged and lines.gaps[i] <= max(1, lines.pad)
        if kind is None and self.open is not None and not self._apart(i):
            self.open.spans.append(self._span(i))
        else:
            self.open = self._add(kind or BlockKind.PARAGRAPH, i, level)
            self.open.after_page = after_page and kind is None
            if kind == BlockKind.ITEM:
                self._cut_mark(self.open, item_mark(text))
        self.open.ends = ends_sentence(text)
        self.open.wrapped = lines.wrapped
        self.open.full = not lines.wrapped or lines.size(i) >= 0.8 * lines.width
        self.open.filled = lines.wrapped and lines.size(i) >= 0.93 * lines.width
        self.last, self.paged = i, False

    def _opens(self, i: int, text: str) -> tuple[BlockKind | None, int]:
        """The kind of block that line i opens by its own words; None where they do not say."""
        if caption(text) and opens_caption(self.lines, self.pages, i):
            return BlockKind.CAPTION, 0
        if is_source(text):
            return BlockKind.NOTE, 0
        level = numbered_heading(text) or (_UNNUMBERED if is_references(text) else 0)
        if level and self._may_open(i):
            return BlockKind.HEADING, level
        if is_item(text) and self._item_may_open(i):
            return BlockKind.ITEM, 0
        return None, 0

    def _may_open(self, i: int) -> bool:
        """Whether something else than a wrapped sentence ends before line i."""
        lines = self.lines
        if self.last < 0 or self.open is None or self.open.kind in (BlockKind.CAPTION, BlockKind.HEADING):
            return True
        apart = lines.gaps[i] != lines.pad or lines.breaks[i] or self.paged
        return bool(apart) or ends_sentence(lines.text(self.last))

    def _item_may_open(self, i: int) -> bool:
        lines = self.lines
        if self.last < 0 or self.open is None or not lines.wrapped or self.open.kind == BlockKind.ITEM:
            return True
        return lines.gaps[i] > lines.pad or ends_sentence(lines.text(self.last)) or lines.text(i)[0] in "•·▪●○◦"

    def _apart(self, i: int) -> bool:
        """Whether line i stands apart from the open block."""
        lines, block = self.lines, self.open
        if block is None or self.last < 0:
            return True
        if self.paged and block.kind == BlockKind.PARAGRAPH:
            return True  # mended afterwards where the paragraph goes on
        gap = lines.gaps[i] if self.last == i - 1 else lines.pad
        before, text = lines.text(self.last), lines.text(i)
        if block.kind in (BlockKind.HEADING, BlockKind.CAPTION):
            return not self._heading_goes_on(i, before, text, gap)
        if not lines.wrapped or text[:1] == "【":
            return True
        if gap > lines.pad or (lines.pad and gap < lines.pad and block.kind == BlockKind.PARAGRAPH):
            return True
        if lines.pad and gap < lines.pad and block.kind == BlockKind.ITEM and lines.size(self.last) < 0.8 * lines.width:
            return text[:1].isupper()
        if lines.pad == 0 and lines.indents[i] >= lines.indents[self.last] + 2 and ends_sentence(before):
            return block.kind != BlockKind.ITEM
        short = lines.size(self.last) < 0.7 * lines.width
        return lines.pad == 0 and short and ends_sentence(before) and text[:1].isupper()

    def _heading_goes_on(self, i: int, before: str, text: str, gap: int) -> bool:
        lines = self.lines
        if gap > max(1, lines.pad) or self.pages.first[i]:
            return False
        if wants_more(before):
            return True
        if not lines.wrapped or lines.size(self.last) < 0.5 * lines.width or lines.size(i) > 0.5 * lines.width:
            return False
        follows = i + 1 >= len(lines) or lines.gaps[i + 1] != lines.pad or bool(numbered_heading(lines.text(i + 1)))
        return follows and not ends_sentence(text) and not text[:1].isdigit()
