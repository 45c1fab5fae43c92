"""HTML as a layout: headings, paragraphs, lists, tables with their spans, footnotes; navigation left out.

Nothing is fetched, no script is run, no entity of the page's own is expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graph.errors import InputError
from ingest.decode import decode
from ingest.layout.build import finished_layout
from ingest.readers.grid import EMPTY, Grid
from ingest.readers.html_main import main_of
from ingest.readers.written import Run, Writer, is_mark
from ingest.types import BlockKind, Cell, Layout

_MOST_BYTES = 48 << 20
_MOST_SPAN = 200  # columns or rows that one cell may span
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div"}
    | {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
    | {"hgroup", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td"}
    | {"tfoot", "th", "thead", "tr", "ul"}
)
_NOTES = re.compile(r"(?:foot|end)?notes?(?:-list|-section)?|footnote-\w+|references|reflist|mw-references-wrap")
_NOTE_LINK = re.compile(r"^#?(?:cite|fn|ftn|_ftn|footnote|note|en|_edn)", re.IGNORECASE)
_SITE = re.compile(r"\s+[-–—|·»]\s+(?!.*\s[-–—|·»]\s).*$")


def read_html(data: bytes, name: str) -> tuple[Layout, str]:
    """The layout and the extracted text of a web page. Raises InputError for what is too large or holds no text."""
    if len(data) > _MOST_BYTES:
        raise InputError(
            f"{name}: {len(data) >> 20} MB of HTML; at most {_MOST_BYTES >> 20} MB are read, split the file"
        )
    if _ENTITY.search(data[: 1 << 16]):
        raise InputError(f"{name}: the page declares XML entities, which are never expanded; take them out first")
    from lxml import etree

    # A tree of any size, for the size is capped above; the parser's own caps lose text without a word.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = etree.fromstring(_text(data, name).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError) as wrong:
        reason = " ".join(str(wrong).split())[:120]
        raise InputError(f"{name}: the page cannot be parsed ({reason}); save it again from a browser") from wrong
    if root is None:
        raise InputError(f"{name}: the page holds no text")
    title = _title(root)
    writer = Writer()
    reader = _Reader(writer)
    try:
        reader.read(main_of(root))
    except RecursionError as deep:
        raise InputError(f"{name}: the page nests its elements too deep to be read; save it as text") from deep
    if any("depth" in error.message for error in parser.error_log):
        raise InputError(f"{name}: the page nests its elements too deep to be read; save it as text")
    if not any(char.isalnum() for char in writer.text):
        raise InputError(f"{name}: the page holds no text (made by a script, perhaps: save it from a browser)")
    layout = finished_layout(writer.text, writer.raw())
    return replace(layout, title=layout.title or title), writer.text


def _text(data: bytes, name: str) -> str:
    """The characters of the page: by byte order mark or UTF-8, by what the page declares, else by its letters."""
    found = _CHARSET.search(data[:4096])
    declared = found.group(1).decode("ascii").lower() if found else ""
    if (
        declared
        and declared not in ("utf-8", "utf8")
        and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    ):
        try:
            return data.decode(
                {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "windows-1252"}.get(declared, declared)
            )
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


def _title(root: Any) -> str:
    """The page's title, without the name of its site."""
    found = root.find(".//title")
    text = " ".join("".join(found.itertext()).split()) if found is not None else ""
    short = _SITE.sub("", text)
    return short if len(short) > 8 else text


class _Reader:
    """Walks the tree once; words between block elements gather until a block element ends them."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.runs: list[Run] = []
        self.kind, self.level = BlockKind.PARAGRAPH, 0

    def read(self, root: Any) -> None:
        """Writes everything below an element."""
        self._inside(root)
        self._flush()

    def _flush(self) -> None:
        runs, self.runs = self.runs, []
        if any(text.strip() for text, _ in runs):
            self.writer.block(self.kind, runs, self.level)

    def _inside(self, element: Any) -> None:
        if element.text:
            self._words(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            if child.tail:
                self._words(child.tail)

    def _words(self, text: str, mark: bool = False) -> None:
        self.runs.append((text, mark))

    def _element(self, element: Any) -> None:
        tag = element.tag
        if tag == "table":
            self._flush()
            self._table(element)
        elif tag == "pre":
            self._flush()
            for piece in re.split(r"\n\s*\n", "".join(element.itertext())):
                self._words(piece)
                self._flush()
        elif tag in _BLOCKS:
            self._block(element, tag)
        elif tag == "br":
            self._break()
        elif tag == "sup":
            self._superscript(element)
        else:
            self._inside(element)

    def _block(self, element: Any, tag: str) -> None:
        """A block element: a heading or an item of its own kind; everything else keeps the kind around it."""
        self._flush()
        kept = self.kind, self.level
        if tag in _HEADINGS:
            self.kind, self.level = BlockKind.HEADING, _HEADINGS[tag]
        elif self.kind != BlockKind.FOOTNOTE and _holds_notes(element, tag):
            self.kind, self.level = BlockKind.FOOTNOTE, 0
        elif tag in ("li", "dd", "dt") and self.kind == BlockKind.PARAGRAPH:
            self.kind, self.level = BlockKind.ITEM, 0
        elif tag in ("caption", "figcaption"):
            self.kind, self.level = BlockKind.CAPTION, 0
        self._inside(element)
        self._flush()
        self.kind, self.level = kept

    def _break(self) -> None:
        """Two line breaks in a row end a paragraph, one is a blank."""
        for text, _ in reversed(self.runs):
            if text == "\n":
                self._flush()
                return
            if text.strip():
                break
        self.runs.append(("\n", False))

    def _superscript(self, element: Any) -> None:
        text = "".join(element.itertext())
        before = next((t for t, _ in reversed(self.runs) if t.strip()), "")
        links = any(_NOTE_LINK.match(link.get("href", "")) for link in element.iter("a"))
        self._words(text, links or is_mark(text, before))

    def _table(self, table: Any) -> None:
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        if _is_frame(table, rows):
            self._inside_frame(table, rows)
            return
        for caption in table.findall("caption"):
            self.writer.block(BlockKind.CAPTION, _cell_runs(caption))
        grid: Grid = []
        spans = []
        down: dict[int, tuple[Cell, int]] = {}  # column → the cell that spans it and the rows that are left
        for row in rows:
            start = self.writer.at
            grid.append(self._row(row, down))
            spans.append(self.writer.row_end(start))
        self.writer.table(grid, spans)

    def _inside_frame(self, table: Any, rows: list[Any]) -> None:
        """A table that only places text: each cell is a box of blocks."""
        for caption in table.findall("caption"):
            self._block(caption, "caption")
        for row in rows:
            for cell in row:
                if cell.tag in ("td", "th"):
                    self._block(cell, "td")

    def _row(self, row: Any, down: dict[int, tuple[Cell, int]]) -> list[Cell]:
        cells: list[Cell] = []

        def spanned() -> None:
            while len(cells) in down:
                cell, left = down[len(cells)]
                if left > 1:
                    down[len(cells)] = (cell, left - 1)
                else:
                    del down[len(cells)]
                cells.append(cell)

        for element in row:
            if element.tag not in ("td", "th"):
                continue
            spanned()
            cell = self.writer.cell(_cell_runs(element))
            for _ in range(_span(element, "colspan")):
                if _span(element, "rowspan") > 1:
                    down[len(cells)] = (cell, _span(element, "rowspan") - 1)
                cells.append(cell)
        spanned()
        if down and max(down) >= len(cells):
            last = max(down)
            while len(cells) <= last:
                cells.append(EMPTY)
                spanned()
        return cells


def _cell_runs(element: Any, raised: bool = False, before: str = "") -> Iterator[Run]:
    """The words of a cell; superscripts that are footnote marks are marked, line breaks are blanks."""
    if element.text:
        yield element.text, raised and is_mark(element.text, before)
        before = element.text
    for child in element:
        if isinstance(child.tag, str):
            apart = child.tag in _BLOCKS or child.tag == "br"
            if apart:
                yield " ", False
            yield from _cell_runs(child, raised or child.tag == "sup", before)
            if apart:
                yield " ", False
        if child.tail:
            yield child.tail, False
            before = child.tail


def _holds_notes(element: Any, tag: str) -> bool:
    """Whether an element holds footnotes, by its name."""
    if tag not in ("ol", "ul", "div", "section", "p", "li"):
        return False
    words = f"{element.get('class', '')} {element.get('id', '')}".casefold().split()
    if element.get("role") in ("doc-endnotes", "doc-footnote"):
        return True
    return (
        any(_NOTES.fullmatch(word) for word in words)
        and element.find(".//h1") is None
        and element.find(".//table") is None
    )


def _span(element: Any, attribute: str) -> int:
    value = element.get(attribute, "1").strip()
    return max(1, min(int(value), _MOST_SPAN)) if value.isascii() and value.isdigit() else 1


def _table_of(row: Any) -> Any:
    return next(row.iterancestors("table"), None)


def _is_frame(table: Any, rows: list[Any]) -> bool:
    """Whether a table only places text on the page: it holds tables or headings, or has one row or one column."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    if any(table.find(f".//{tag}") is not None for tag in _HEADINGS):
        return True
    return len(rows) < 2 or all(sum(1 for cell in row if cell.tag in ("td", "th")) < 2 for row in rows)
