"""Blocks of a Markdown document: headings, lists, quotes, pipe tables, footnotes, code (left out)."""

from __future__ import annotations

import re

from ingest.layout.raw import RawBlock, RawText, Span
from ingest.lines.kinds import caption, is_source
from ingest.types import BlockKind, Cell, Table

_LINE = re.compile(r"[^\n]*(?:\n|$)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_SETEXT = re.compile(r"^\s{0,3}(=+|-{2,})\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+•·]|\d{1,3}[.)])\s+")
_FOOTNOTE = re.compile(r"^\s{0,3}\[\^[^\]]{1,40}\]:\s*")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")
_DIVIDER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_RULE = re.compile(r"^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_MARKUP = re.compile(
    r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)"  # images
    r"|(?<=\])\([^)\n]{1,500}\)"  # the address of a link
    r"|\[\^[^\]\n]{1,40}\]"  # footnote marks
    r"|<!--.{0,2000}?-->|</?[A-Za-z][^<>\n]{0,300}>"  # comments and tags
    r"|\*{1,3}|(?<![\w])_{1,3}(?=\w)|(?<=\w)_{1,3}(?![\w])|`{1,3}|~~"
    r"|(?<!\\)\[(?=[^\]\n]{1,300}\]\()|(?<=[^\n])\](?=\()",
    re.DOTALL,
)


class PipeTable:
    """A pipe table as the lines give it: the spans of its cells, row by row; the first row is the head."""

    __slots__ = ("rows", "span")

    def __init__(self, rows: list[list[Span]], span: Span) -> None:
        self.rows = rows
        self.span = span

    def table(self, source: str) -> Table:
        """The table, every row filled up or cut to the number of columns."""
        columns = tuple(_plain(source[start:end]) for start, end in self.rows[0])
        rows = []
        for spans in self.rows[1:]:
            cells = [Cell(_plain(source[start:end]), start, end) for start, end in spans[: len(columns)]]
            cells += [Cell("")] * (len(columns) - len(cells))
            rows.append(tuple(cells))
        return Table(columns, tuple(rows), start=self.span[0], end=self.span[1])


def read_markdown(source: str) -> RawText:
    """Blocks of a Markdown document in reading order."""
    reader = _Reader(source)
    for match in _LINE.finditer(source):
        if match.start() == match.end():
            break
        reader.line(match.start(), match.end())
    reader.close()
    marks = [match.span() for match in _MARKUP.finditer(source)]
    return RawText(reader.blocks, marks)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[RawBlock] = []
        self.open: RawBlock | None = None
        self.table: list[tuple[Span, list[Span]]] = []
        self.fenced = ""
        self.start = True  # nothing but a YAML head may have come so far
        self.front = False

    def line(self, start: int, stop: int) -> None:
        """Takes one line."""
        raw = self.source[start:stop]
        text = raw.strip()
        left = start + len(raw) - len(raw.lstrip())
        right = left + len(text)
        if self._skipped(text):
            return
        if not text:
            self.close()
            return
        if self._row(text, left, right):
            return
        quote = _QUOTE.match(raw)
        if quote and start + quote.end() > left:
            left = min(start + quote.end(), right)
        self._block(self.source[left:right], left, right)

    def _skipped(self, text: str) -> bool:
        """Code blocks and a YAML head are no text."""
        if self.start and text == "---":
            self.start, self.front = False, True
            return True
        if text:
            self.start = False
        if self.front:
            self.front = text not in ("---", "...")
            return True
        fence = _FENCE.match(text)
        if fence:
            self.close()
            if not self.fenced:
                self.fenced = fence.group(1)
            elif fence.group(1) == self.fenced:
                self.fenced = ""
            return True
        return bool(self.fenced)

    def _row(self, text: str, left: int, right: int) -> bool:
        """A row of a pipe table; the line before a divider is the head."""
        if self.table:
            if "|" in text:
                self.table.append(((left, right), _cells(self.source, left, right)))
                return True
            self.close()
            return False
        if "|" in text and "-" in text and _DIVIDER.match(text) and self.open and len(self.open.spans) >= 1:
            head = self.open.spans[-1]
            cells = _cells(self.source, *head)
            if "|" in self.source[head[0] : head[1]] and len(cells) == len(_cells(self.source, left, right)):
                self.open.spans.pop()
                if not self.open.spans:
                    self.blocks.remove(self.open)
                self.open = None
                self.table = [(head, cells)]
                return True
        return False

    def _block(self, text: str, left: int, right: int) -> None:
        heading = _HEADING.match(text)
        if heading and heading.group(2):
            self.close()
            at = left + heading.start(2)
            self._add(BlockKind.HEADING, at, at + len(heading.group(2)), len(heading.group(1)))
            self.open = None
            return
        if _SETEXT.match(text) and self.open and self.open.kind == BlockKind.PARAGRAPH and len(self.open.spans) == 1:
            self.open.kind, self.open.level = BlockKind.HEADING, 1 if text[0] == "=" else 2
            self.open = None
            return
        if _RULE.match(text):
            self.close()
            return
        for pattern, kind in ((_FOOTNOTE, BlockKind.FOOTNOTE), (_ITEM, BlockKind.ITEM)):
            found = pattern.match(text)
            if found and found.end() < len(text):
                self._add(kind, left + found.end(), right)
                return
        bare = text.strip("*_ ")
        if caption(bare) and self.open is None:
            self._add(BlockKind.CAPTION, left, right)
        elif is_source(bare) and (self.open is None or self.open.kind != BlockKind.NOTE):
            self._add(BlockKind.NOTE, left, right)
        elif self.open is not None:
            self.open.spans.append((left, right))
        else:
            self._add(BlockKind.PARAGRAPH, left, right)

    def _add(self, kind: BlockKind, left: int, right: int, level: int = 0) -> None:
        self.open = RawBlock(kind, [(left, right)], None, level)
        self.blocks.append(self.open)

    def close(self) -> None:
        """Ends the open block or table."""
        if len(self.table) > 1:
            rows = [cells for _, cells in self.table]
            spans = [span for span, _ in self.table]
            block = RawBlock(BlockKind.TABLE, spans)
            block.piped = PipeTable(rows, (spans[0][0], spans[-1][1])).table
            self.blocks.append(block)
        elif self.table:
            self._add(BlockKind.PARAGRAPH, *self.table[0][0])
        self.table = []
        self.open = None


def _cells(source: str, left: int, right: int) -> list[Span]:
    """Spans of the cells between the bars of one line, white space around them left out."""
    if source[left] == "|":
        left += 1
    if right > left and source[right - 1] == "|" and source[right - 2 : right - 1] != "\\":
        right -= 1
    spans, at = [], left
    for match in re.compile(r"(?<!\\)\|").finditer(source, left, right):
        spans.append(_trimmed(source, at, match.start()))
        at = match.end()
    spans.append(_trimmed(source, at, right))
    return spans


def _trimmed(source: str, start: int, end: int) -> Span:
    piece = source[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def _plain(text: str) -> str:
    """Cell text without markup, white space evened out."""
    return " ".join(_MARKUP.sub("", text).replace("\\|", "|").split())
