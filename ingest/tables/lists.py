"""Lists that say what a table would: "Sister cities: Kobe (Japan, 1973); Recife (Brazil, 1999)", and items under a line
that announces them ("Member countries", "Twin towns of the province:"), or below a paragraph or heading that speaks of
sister units, places with what they lie in.

Such a list becomes a table of one row an entry, and is read as one. Running text is left to the reader of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from ingest.cells.lexicon import topics, topics_named
from ingest.cells.names import CellNames
from ingest.flat.body_entries import body_grid
from ingest.flat.entries import PAIRS, Grid, entry_grid, split_entries
from ingest.flat.keys import is_keyed
from ingest.flat.ragged import joined
from ingest.types import Block, BlockKind, Cell, Clean, Table

_LABEL_WORDS = 30  # of the clause before the colon
_TITLE_WORDS = 6  # of a line that says what the items below it are
_ITEM_WORDS = 14  # of an item that is an entry
_KEYED_WORDS = 40  # of an item with a key, "Guangxi: Niger (1976), Comoros (1994)", or that ends as clauses do
_MARK = re.compile(r"^[-–—*•·\s]*")
_LABEL = re.compile(r"^(?P<label>[^:：]{3,200}?)\s*[:：]\s*(?P<value>\S.*)?$", re.DOTALL)
_OPENS_LIST = re.compile(r"\s*[:：]\s*\d{0,3}$")  # perhaps with the mark of a footnote
_NEAR = 3  # blocks between a list and the table that it goes on from, or what speaks of it
_FEWEST = 4  # entries of a list that nothing announces
_PLACE_FIRST = re.compile(r"(?:[A-Z][\w'’-]+\s?){1,3}(?:,| (?:has|had|began|is|was|came|followed)\b)")
_WITH_COUNT = re.compile(r"^[^:：()（）]{3,40}[(（]\d{1,3}[)）]\s?[:：]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list with the text that announces it: the blocks it stands in, the label, the table of its entries, and what
    stands before the label in its paragraph."""

    block: Block
    label: Clean
    table: Table
    before: Clean


def named_lists(blocks: Sequence[Block], names: CellNames) -> Iterator[NamedList]:
    """The lists of a document whose label names what tables are about and whose entries are places."""
    for at, block in enumerate(blocks):
        if (unannounced := _unannounced(blocks, at, names) or _keyed_below(blocks, at, names)) is not None:
            yield unannounced
            continue
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.NOTE):
            continue
        found = _labelled(block) or _opened(blocks, at)
        if found is None:
            continue
        label, value = found
        entries = split_entries(value, names) if value is not None else _items(blocks, at)
        heading = _over(blocks, at) or (block.section[-1] if block.section else "")
        says = topics_named(label.text) or (topics_named(heading) if value is None else [])
        grid = entry_grid(entries, names) if entries else None
        if not says and grid is not None and grid.columns == PAIRS:
            says = topics_named(heading) or topics_named(block.clean.text)  # "Twinning is new here. These stood:"
        above = "" if says or value is not None else _caption_above(blocks, at)
        says = says or (topics_named(above) if _PLACE_FIRST.match(label.text) else [])
        if grid is None and entries and "members" in says:
            grid = body_grid(entries, names)
        if grid is None or not (says or (value is None and grid.sure)):
            continue
        if grid.rows:
            over = blocks[at - 1] if at and block.kind == blocks[at - 1].kind == BlockKind.HEADING else None
            before = over.clean if over else block.clean.cut(0, max(0, block.clean.text.find(label.text)))
            said = f"{label.text} {above or _over(blocks, at)}".strip()
            yield _of_grid(grid, value or _whole(entries), block, label, said, before)


def _over(blocks: Sequence[Block], at: int) -> str:
    """The heading right above one in brackets, which adds to what it says: "Participants: 19" and "(Japan, Korea)"."""
    aside = blocks[at].kind == BlockKind.HEADING and blocks[at].clean.text.startswith("(")
    return blocks[at - 1].clean.text if aside and at and blocks[at - 1].kind == BlockKind.HEADING else ""


def _of_grid(grid: Grid, whole: Clean, block: Block, label: Clean, said: str, before: Clean) -> NamedList:
    """The list as a table, of which is `said` what it is about."""
    start, end = whole.span(0, len(whole.text))
    rows = tuple(tuple(map(_cell, row)) for row in grid.rows)
    heading = block.section[-1] if block.section else ""
    table = Table(grid.columns, rows, "", heading, said, block.page, 0.85, start, end)
    return NamedList(Block(BlockKind.TABLE, whole, block.page, 0, block.section, table), label, table, before)


def _unannounced(blocks: Sequence[Block], at: int, names: CellNames) -> NamedList | None:
    """A list of places whose first item is `at`, where the section spoke of sister units last."""
    block, above = blocks[at], blocks[at - 1] if at else None
    if block.kind != BlockKind.ITEM or above is None or above.kind == BlockKind.ITEM:
        return None
    headed = above.kind == BlockKind.HEADING
    if _OPENS_LIST.search(above.clean.text) or not (headed or block.section == above.section):
        return None
    items = [b.clean for b in takewhile(lambda b: b.kind == BlockKind.ITEM, blocks[at:])]
    if len(items) < _FEWEST or not all(_is_placed(item.text, names) for item in items):
        return None
    said = _speaks_of_sisters(blocks[max(0, at - _NEAR) : at])
    label = said
    if said is None and headed and names.is_unit(above.clean.text):
        label, said = above.clean, _speaks_of_sisters(blocks[:at], of_units=True)
    grid = entry_grid(items, names) if said is not None else None
    if label is None or said is None or grid is None:
        return None
    return _of_grid(grid, _whole(items), block, label, said.text, label.cut(0, 0))


def _keyed_below(blocks: Sequence[Block], at: int, names: CellNames) -> NamedList | None:
    """Lines keyed by states, from `at` on, below a line that speaks of members: "Korea (2): Busan, Ulsan"."""
    if not at or not _counted(blocks[at]) or _counted(blocks[at - 1]):
        return None
    items = [block.clean for block in takewhile(_counted, blocks[at:])]
    above = [b for b in reversed(blocks[max(0, at - _NEAR) : at]) if b.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)]
    label = next((block.clean for block in above if "members" in topics_named(block.clean.text)), None)
    grid = entry_grid(items, names) if label is not None and len(items) > 1 else None
    if label is None or grid is None or grid.columns[0] != "Country":
        return None
    return _of_grid(grid, _whole(items), blocks[at], label, label.text, label.cut(0, 0))


def _counted(block: Block) -> bool:
    """Whether a block is an entry with a key and the number of its names."""
    return block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH) and bool(_WITH_COUNT.search(block.clean.text, 0, 60))


def _is_placed(text: str, names: CellNames) -> bool:
    """Whether an entry says in which state its place lies: "Kofu, Japan; since 1984"."""
    parts = re.split(r"\s*[,;()]\s*", text.rstrip(" .;"))
    return len(text.split()) <= _ITEM_WORDS and any(names.is_country(part) for part in parts[1:])


def _speaks_of_sisters(above: Sequence[Block], of_units: bool = False) -> Clean | None:
    """The last sentence above that speaks of sister units; `of_units`: the units are headings, each over its list."""
    sisters = {topic.name for topic in topics() if topic.shape == "sister"}
    for block in reversed(above):
        if of_units and block.kind in (BlockKind.ITEM, BlockKind.HEADING):
            continue
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            return None
        cuts = [0, *(m.end() for m in _SENTENCE.finditer(block.clean.text)), len(block.clean.text)]
        for start, end in reversed(list(pairwise(cuts))):
            sentence = block.clean.cut(start, end)
            if sisters.intersection(topics_named(sentence.text)):
                return sentence
        if block.kind == BlockKind.HEADING:
            return None
    return None


def _caption_above(blocks: Sequence[Block], at: int) -> str:
    """The caption of the table that a list goes on from: "B, the capital of C, began earlier:" under a table of A."""
    for block in reversed(blocks[max(0, at - _NEAR) : at]):
        if block.section != blocks[at].section:
            break
        if block.table is not None:
            return block.table.caption
    return ""


def _labelled(block: Block) -> tuple[Clean, Clean | None] | None:
    """The label of a block and the value behind it (None where the items below are the value)."""
    text = block.clean
    lead = len(_MARK.match(text.text).group())  # type: ignore[union-attr]
    found = _LABEL.match(text.text[lead:])
    if block.kind == BlockKind.HEADING and (found is None or not found["value"] or len(found["value"]) < 60):
        return text, None
    if found is None:
        return None
    if _OPENS_LIST.search(text.text):
        last = max((m.end() for m in _SENTENCE.finditer(text.text)), default=lead)
        label = text.cut(last, _OPENS_LIST.search(text.text).start())  # type: ignore[union-attr]
        return (label, None) if len(label.text.split()) <= _LABEL_WORDS else None
    start = lead
    for stop in _SENTENCE.finditer(text.text, lead, lead + found.end("label")):
        start = stop.end()
    label = text.cut(start, lead + found.end("label"))
    if len(label.text.split()) > _LABEL_WORDS:
        return None
    if not found["value"]:
        return label, None
    end = _SENTENCE.search(text.text, lead + found.start("value"))
    return label, text.cut(lead + found.start("value"), end.start() if end else len(text.text))


def _opened(blocks: Sequence[Block], at: int) -> tuple[Clean, None] | None:
    """The last clause of a paragraph that breaks off before items with marks: "It has partnerships with"."""
    text, after = blocks[at].clean, blocks[at + 1 : at + 2]
    short = len(text.text.split()) <= _TITLE_WORDS and bool(topics_named(text.text))  # "2 active sister cities."
    open_end = blocks[at].kind == BlockKind.PARAGRAPH and (text.text[-1:].isalpha() or short)
    if not open_end or not after or after[0].kind != BlockKind.ITEM:
        return None
    label = text.cut(max((m.end() for m in _SENTENCE.finditer(text.text)), default=0), len(text.text))
    return (label, None) if len(label.text.split()) <= _LABEL_WORDS else None


def _items(blocks: Sequence[Block], at: int) -> list[Clean]:
    """The short items right below a label or heading."""
    found: list[Clean] = []
    for block in blocks[at + 1 :]:
        text = block.clean.text
        if block.kind == BlockKind.FOOTNOTE and not found:
            continue  # the foot of a page between the label and its list
        most = _KEYED_WORDS if is_keyed(text) or text.endswith(";") else _ITEM_WORDS
        short = len(text.split()) <= most and not text.endswith(":") and not _SENTENCE.search(text)
        if text.endswith(".") and not (found and _closes(found[-1].text)):
            short = False
        if block.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH) or not short:
            break
        lead = len(_MARK.match(text).group())  # type: ignore[union-attr]
        found.append(block.clean.cut(lead, len(text)))
    return found if len(found) > 1 else []


def _closes(before: str) -> bool:
    """Whether the item before ends as those of one sentence do, so that a full stop may end the last."""
    return before.endswith((";", ",", "; and"))


def _whole(entries: Sequence[Clean]) -> Clean:
    whole: Clean | None = None
    for entry in entries:
        whole = joined(whole, entry)
    return whole or Clean("", [])


def _cell(clean: Clean | None) -> Cell:
    text = clean.text.strip() if clean else ""
    return Cell(text, *clean.span(0, len(clean.text))) if clean and text else Cell("")
