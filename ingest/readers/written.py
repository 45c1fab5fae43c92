"""The extracted text of a document whose structure its file tells (DOCX, HTML), written block by block.

Each block keeps its span in the text that is written here; that text is what the ledger keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.layout.mend import mend
from ingest.layout.raw import RawBlock, RawText, Span
from ingest.lines.kinds import caption, is_item, is_source, item_mark, numbered_heading
from ingest.readers.grid import Grid, table_of_grid, title_of
from ingest.types import BlockKind, Cell

Run = tuple[str, bool]
"""A piece of text, and whether it is a footnote mark (kept in the text, left out of the clean text)."""

_BLANKS = re.compile(r"\s+")
_NOTHING = re.compile("[\u00ad\u200b\u200c\u2060\ufeff\x00-\x08\x0e-\x1f]")
_MARK = re.compile(r"[\[(]?(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,4})[\])]?")
_POWER = re.compile(r"(?:\b[kcdm]?m|\bha)$")


def is_mark(text: str, before: str) -> bool:
    """Whether a superscript is a footnote mark: no ordinal (19th), no power (km2).

    `before` is the text before it.
    """
    bare = text.strip()
    if not _MARK.fullmatch(bare):
        return False
    return not (bare in ("2", "3") and _POWER.search(before[-4:]))


class Writer:
    """Writes blocks, and remembers where they stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[RawBlock] = []
        self.marks: list[Span] = []

    @property
    def text(self) -> str:
        """Everything written so far."""
        return "".join(self._parts)

    def block(self, kind: BlockKind, runs: Iterable[Run], level: int = 0, page: int | None = None) -> None:
        """Writes one block; nothing where the runs are blank. A paragraph that is a caption, a source line, a list
        item or a numbered heading by its words becomes one."""
        start = self._length
        text = self._runs(runs)
        if not text:
            return
        end = self._length
        self.put("\n\n")
        if kind == BlockKind.PARAGRAPH:
            kind, level, cut = _by_words(text)
            start += cut
        block = RawBlock(kind, [(start, end)], page, level)
        block.ends = text.endswith((".", "!", "?", ":", ";", "。", "！", "？"))
        self.blocks.append(block)

    def cell(self, runs: Iterable[Run]) -> Cell:
        """Writes one cell and the tab behind it."""
        start = self._length
        marks = len(self.marks)
        text = self._runs(runs)
        end = self._length
        self.put("\t")
        kept, at = [], start
        for left, right in self.marks[marks:]:
            kept.append(text[at - start : left - start])
            at = right
        kept.append(text[at - start :])
        return Cell(" ".join("".join(kept).split()), start, end)

    def table(self, rows: Sequence[Sequence[Cell]], spans: Sequence[Span], page: int | None = None) -> None:
        """Takes a table whose cells were written: a title that fills its first row is its caption."""
        grid: Grid = [list(row) for row in rows]
        title = title_of(grid)
        if title is not None:
            self.blocks.append(RawBlock(BlockKind.CAPTION, [(title.start, title.end)], page))
            grid, spans = grid[1:], spans[1:]
        table = table_of_grid(grid)
        if table is not None:
            block = RawBlock(BlockKind.TABLE, list(spans), page)
            block.piped = lambda _source: table
            self.blocks.append(block)

    def row_end(self, start: int) -> Span:
        """Ends a row that began at `start`, and gives its span."""
        end = self._length
        self.put("\n")
        return start, end

    @property
    def at(self) -> int:
        """Where the next character will stand."""
        return self._length

    def raw(self) -> RawText:
        """The blocks, with paragraphs joined that a page break cut."""
        return RawText(mend(self.blocks, self.text), sorted(self.marks))

    def put(self, text: str) -> None:
        """Writes text that belongs to no block."""
        self._parts.append(text)
        self._length += len(text)

    def _runs(self, runs: Iterable[Run]) -> str:
        """Writes runs as one line, white space evened out, and gives it without the blanks at its end."""
        written: list[str] = []
        start = self._length
        length, blank = 0, True
        for text, mark in runs:
            piece = _BLANKS.sub(" ", _NOTHING.sub("", text))
            if blank:
                piece = piece.lstrip()
            if not piece:
                continue
            if mark:
                bare = len(piece.rstrip())
                self.marks.append((start + length, start + length + bare))
            written.append(piece)
            length += len(piece)
            blank = piece.endswith(" ")
        line = "".join(written).rstrip()
        self.put(line)
        return line


def _by_words(text: str) -> tuple[BlockKind, int, int]:
    """Kind, level, and length of the bullet of a paragraph."""
    bare = text.strip()
    level = numbered_heading(bare)
    if level:
        return BlockKind.HEADING, level, 0
    if caption(bare):
        return BlockKind.CAPTION, 0, 0
    if is_source(bare):
        return BlockKind.NOTE, 0, 0
    if is_item(bare):
        return BlockKind.ITEM, 0, item_mark(bare)
    return BlockKind.PARAGRAPH, 0, 0
