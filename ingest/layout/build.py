"""The layout of a document: its blocks in reading order, with clean text, sections and pages.

    text → lines → pages, footnotes, tables → blocks → clean text

`layout_of` is the only door; the modules `layout_*` are its stages.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.cells.names import CellNames, default_names
from ingest.decode import mojibake
from ingest.flat.tables import table_of
from ingest.layout.markdown import read_markdown
from ingest.layout.raw import RawBlock, RawText
from ingest.layout.tables import with_context
from ingest.layout.text import read_plain
from ingest.lines.clean import Cleaner, joined_words
from ingest.lines.kinds import is_citation, is_references, run_in_heading
from ingest.types import Block, BlockKind, Layout, Table

_RUN_IN = 9  # level of a heading that opens its paragraph
_REBUILT = 0.35  # confidence below which a table told by its shape alone is running text after all


def layout_of(text: str, fmt: str, names: CellNames | None = None) -> Layout:
    """The layout of a plain text (`txt`) or a Markdown document (`md`); offsets count in `text`.

    `names` tells countries and units in flattened tables; without it the gazetteer that ships is loaded when a table
    needs it.

    Paragraphs are rejoined from padded or wrapped lines and over page breaks; page numbers and running heads are gone;
    footnotes, captions, source lines, bibliography and tables are blocks of their own kind. Time is linear in the text.
    """
    return finished_layout(text, read_markdown(text) if fmt in ("md", "markdown") else read_plain(text, names), names)


def finished_layout(text: str, raw: RawText, names: CellNames | None = None, notes: Iterable[str] = ()) -> Layout:
    """The layout of a text whose blocks are known as spans: clean text, sections, what stands around the tables.

    `notes` are lines for people about what could not be read.
    """
    cleaner = Cleaner(text, raw.marks, joined_words(text, _line_spans(raw)))
    blocks = with_context(_finished(raw, cleaner, names))
    spoilt = mojibake(text)
    return Layout(tuple(blocks), _title(blocks), (*notes, *([spoilt] if spoilt else [])))


def _line_spans(raw: RawText) -> Iterable[tuple[int, int]]:
    for block in raw.blocks:
        yield from block.spans


def _finished(raw: RawText, cleaner: Cleaner, names: CellNames | None) -> list[Block]:
    """Blocks with clean text, the headings above them, and the bibliography told from the body."""
    plain = [b for b in raw.blocks if b.kind == BlockKind.HEADING and b.level < 7]
    headings: list[tuple[int, str]] = []
    references = 0  # level of the heading that opened the bibliography, 0 outside
    blocks: list[Block] = []
    for block in raw.blocks:
        clean = cleaner.clean(block.spans)
        if not clean.text:
            continue
        kind, level = block.kind, block.level
        if kind == BlockKind.HEADING:
            level = level if plain or level < 7 else level - 5
            while headings and headings[-1][0] >= level:
                headings.pop()
            if references and level <= references:
                references = 0
            if is_references(clean.text):
                references = level
        elif references and kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            kind = BlockKind.REFERENCE
        run_in = run_in_heading(clean.text) if kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else 0
        if run_in:
            while headings and headings[-1][0] >= _RUN_IN:
                headings.pop()
            above, head = tuple(text for _, text in headings), clean.cut(0, run_in)
            blocks.append(Block(BlockKind.HEADING, head, block.page, _RUN_IN, above))
            headings.append((_RUN_IN, head.text.strip(" 【】[]")))
            clean = clean.cut(run_in + len(clean.text[run_in:]) - len(clean.text[run_in:].lstrip()), len(clean.text))
        section = tuple(text for _, text in headings)
        table = _table(block, raw, cleaner, names)
        if table is not None and block.region is not None and block.region.loose and table.confidence < _REBUILT:
            lines = [cleaner.clean([span]) for span in block.spans]
            blocks += [Block(BlockKind.PARAGRAPH, line, block.page, 0, section) for line in lines]
            continue
        blocks.append(Block(kind, clean, block.page, level, section, table))
        if kind == BlockKind.HEADING:
            headings.append((level, clean.text))
    return _loose_bibliography(blocks)


def _table(block: RawBlock, raw: RawText, cleaner: Cleaner, names: CellNames | None) -> Table | None:
    if block.piped is not None:
        return block.piped(cleaner.source)
    if block.region is None or raw.lines is None:
        return None
    return table_of(block.region, raw.lines, cleaner, names or default_names())


def _loose_bibliography(blocks: list[Block]) -> list[Block]:
    """Marks a run of at least five paragraphs at the end that all read as citations, where no heading opened it."""
    at = len(blocks)
    while (
        at and blocks[at - 1].kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and is_citation(blocks[at - 1].clean.text)
    ):
        at -= 1
    if len(blocks) - at < 5 or any(len(b.clean.text) > 600 for b in blocks[at:]):
        return blocks
    return blocks[:at] + [Block(BlockKind.REFERENCE, b.clean, b.page, b.level, b.section) for b in blocks[at:]]


def _title(blocks: list[Block]) -> str:
    """The first heading, if the document opens with one; else a short first block."""
    for block in blocks[:3]:
        if block.kind == BlockKind.HEADING:
            return block.clean.text
    if blocks and len(blocks[0].clean.text) <= 200 and blocks[0].kind == BlockKind.PARAGRAPH:
        return blocks[0].clean.text
    return ""
