"""DOCX as a layout: headings by style, list items, tables with their spans, footnotes, superscripts.

The text is what a reader of the final version sees: insertions are taken, deletions left out. Headers, footers,
comments and fields' codes are no part of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graph.errors import InputError
from ingest.faults import in_one_line
from ingest.layout.build import finished_layout
from ingest.readers.docx_archive import DAMAGE, refuse_unsafe
from ingest.readers.grid import Grid
from ingest.readers.written import Run, Writer, is_mark
from ingest.types import BlockKind, Cell, Layout

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SKIPPED = {f"{_W}{tag}" for tag in ("del", "moveFrom", "drawing", "pict", "object", "instrText", "delText")} | {
    _ALTERNATE
}
_NOTES = ("footnotes", "endnotes")
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def read_docx(data: bytes, name: str) -> tuple[Layout, str]:
    """The layout and the extracted text of a DOCX. Raises InputError for what cannot be one."""
    refuse_unsafe(data, name)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        reader.read()
    except InputError:
        raise
    except (*DAMAGE, KeyError, AttributeError, SyntaxError) as wrong:
        raise InputError(
            f"{name}: the DOCX is damaged ({in_one_line(wrong)}); open it in a word processor and save it again"
        ) from wrong
    text = reader.writer.text
    if not text.strip():
        raise InputError(f"{name}: the DOCX holds no text")
    return finished_layout(text, reader.writer.raw()), text


class _Reader:
    """Walks the body once and writes what it finds."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.writer = Writer()
        body: Any = document.element.body
        self.body = body
        # Word leaves a mark where it last broke a page; without any, page numbers are not known
        self.paged = next(body.iter(f"{_W}lastRenderedPageBreak"), None) is not None
        self.page = 1
        self.levels: dict[str, int] = {}
        self.lists: dict[str, bool] = {}

    def read(self) -> None:
        self._blocks(self.body)
        for kind in _NOTES:
            for note in self._notes(kind):
                for paragraph in note.iter(f"{_W}p"):
                    self.writer.block(BlockKind.FOOTNOTE, self._runs(paragraph))

    def _notes(self, kind: str) -> Iterator[Any]:
        """The footnotes or endnotes of the package, separators left out."""
        from docx.oxml import parse_xml

        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                for note in parse_xml(relation.target_part.blob):
                    if note.get(f"{_W}type") in (None, "normal"):
                        yield note

    def _blocks(self, parent: Any) -> None:
        for element in parent:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
                self._blocks(element)

    def _paragraph(self, element: Any) -> None:
        page = self.page + _opens_page(element) if self.paged else None
        runs = list(self._runs(element))
        style = element.find(f"{_W}pPr/{_W}pStyle")
        key = style.get(f"{_W}val", "") if style is not None else ""
        if re.match(r"toc", key, re.IGNORECASE):
            return
        level = self._level(element, key)
        if level:
            self.writer.block(BlockKind.HEADING, runs, level, page)
        elif self._in_list(element, key):
            self.writer.block(BlockKind.ITEM, runs, page=page)
        else:
            self.writer.block(BlockKind.PARAGRAPH, runs, page=page)

    def _level(self, element: Any, key: str) -> int:
        """Level of a heading, by the paragraph's own outline level or its style's; 0 for what is none."""
        own = element.find(f"{_W}pPr/{_W}outlineLvl")
        if own is not None:
            value = int(own.get(f"{_W}val", "9"))
            return value + 1 if value < 6 else 0
        if key not in self.levels:
            self.levels[key] = self._style_level(key)
        return self.levels[key]

    def _style_level(self, key: str) -> int:
        for style in self._styles(key):
            name = style.name or ""
            found = _HEADING.match(name)
            if found:
                return min(6, int(found.group(1)))
            if name.casefold() == "title":
                return 1
            outline = style.element.find(f"{_W}pPr/{_W}outlineLvl")
            if outline is not None:
                value = int(outline.get(f"{_W}val", "9"))
                return value + 1 if value < 6 else 0
        return 0

    def _styles(self, key: str) -> Iterator[Any]:
        """A paragraph's style and those that it is based on."""
        from docx.enum.style import WD_STYLE_TYPE

        if not key:
            return
        style: Any = self.document.styles.get_by_id(key, WD_STYLE_TYPE.PARAGRAPH)
        for _ in range(12):  # a chain that runs in a circle must end
            if style is None:
                return
            yield style
            style = style.base_style

    def _in_list(self, element: Any, key: str) -> bool:
        number = element.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None:
            return bool(number.get(f"{_W}val") != "0")
        if key not in self.lists:
            self.lists[key] = any(
                (style.name or "").startswith("List") or style.element.find(f"{_W}pPr/{_W}numPr") is not None
                for style in self._styles(key)
            )
        return self.lists[key]

    def _runs(self, paragraph: Any) -> Iterator[Run]:
        """The text of a paragraph in pieces; superscripts that are footnote marks are marked."""
        before = ""
        for run in _runs_in(paragraph):
            raised = run.find(f"{_W}rPr/{_W}vertAlign")
            superscript = raised is not None and raised.get(f"{_W}val") == "superscript"
            text = self._text(run)
            if text:
                yield text, superscript and is_mark(text, before)
                before = text

    def _text(self, run: Any) -> str:
        parts = []
        for child in run:
            tag = child.tag
            if tag == f"{_W}t":
                parts.append(child.text or "")
            elif tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                parts.append(" ")
            elif tag == f"{_W}noBreakHyphen":
                parts.append("-")
            elif tag == f"{_W}lastRenderedPageBreak":
                self.page += 1
        return "".join(parts)

    def _table(self, table: Any) -> None:
        page = self.page if self.paged else None
        rows = [row for row in table.iter(f"{_W}tr") if _table_of(row) is table]
        if _is_frame(rows):
            for cell in table.iter(f"{_W}tc"):
                if _table_of(cell) is table:
                    self._blocks(cell)
            return
        grid: Grid = []
        spans = []
        for row in rows:
            start = self.writer.at
            grid.append(self._row(row, grid[-1] if grid else []))
            spans.append(self.writer.row_end(start))
        self.writer.table(grid, spans, page)

    def _row(self, row: Any, above: list[Cell]) -> list[Cell]:
        """The cells of a row; a cell that a cell above spans is that cell."""
        skipped = row.find(f"{_W}trPr/{_W}gridBefore")
        cells = [Cell("")] * _number(skipped)
        for element in row.iter(f"{_W}tc"):
            if _table_of(element) is not _table_of(row):
                continue
            width = max(1, _number(element.find(f"{_W}tcPr/{_W}gridSpan")))
            merge = element.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val") != "restart" and len(cells) < len(above):
                cell = above[len(cells)]
            else:
                cell = self.writer.cell(self._cell_runs(element))
            cells += [cell] * min(width, 200)
        return cells

    def _cell_runs(self, cell: Any) -> Iterator[Run]:
        for paragraph in cell.iter(f"{_W}p"):
            yield from self._runs(paragraph)
            yield " ", False


def _number(element: Any) -> int:
    """The value of an element, 0 where there is none."""
    return int(element.get(f"{_W}val", "0")) if element is not None else 0


def _runs_in(element: Any) -> Iterator[Any]:
    """The runs of a paragraph in order, also those inside links and insertions."""
    for child in element:
        if child.tag == f"{_W}r":
            yield child
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _runs_in(child)


def _opens_page(paragraph: Any) -> bool:
    """Whether a page break stands before the first word."""
    for element in paragraph.iter(f"{_W}lastRenderedPageBreak", f"{_W}t"):
        if element.tag.endswith("Break"):
            return True
        if (element.text or "").strip():
            return False
    return False


def _table_of(element: Any) -> Any:
    """The table that a row or cell belongs to."""
    return next(element.iterancestors(f"{_W}tbl"), None)


def _is_frame(rows: list[Any]) -> bool:
    """Whether a table only frames text: it has one cell a row, or one row."""
    return len(rows) < 2 or all(sum(1 for c in row if c.tag == f"{_W}tc") < 2 for row in rows)
