"""Lists that say what a table would: "Sister cities: Kobe (Japan, 1973); Recife (Brazil, 1999)", and items under a line
that announces them ("Member countries", "Twin towns of the province:").

Such a list becomes a table of one row an entry, and is read as one. Running text is left to the reader of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.flat_cells import DATE
from ingest.flat_ragged import joined
from ingest.table_lexicon import topics_named
from ingest.table_names import CellNames
from ingest.types import Block, BlockKind, Cell, Clean, Table

_LABEL_WORDS = 30  # of the clause before the colon
_ITEM_WORDS = 14  # of an item that is an entry
_PLACES = 0.6  # of the entries that must be places
_MARK = re.compile(r"^[-–—*•·\s]*")
_LABEL = re.compile(r"^(?P<label>[^:：]{3,200}?)\s*[:：]\s*(?P<value>\S.*)?$", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_SEPARATOR = re.compile(r"\s*[;；、]\s*|\s*,\s*(?:and\s+)?|\s+and\s+|\s+&\s+")
_STRONG = re.compile(r"\s*[;；]\s*(?:and\s+)?")
_TRIM = " \t,;:–—-(（)）."


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list with the text that announces it: the blocks it stands in, the label, the table of its entries."""

    block: Block
    label: Clean
    table: Table


def named_lists(blocks: Sequence[Block], names: CellNames) -> Iterator[NamedList]:
    """The lists of a document whose label names what tables are about and whose entries are places."""
    for at, block in enumerate(blocks):
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING):
            continue
        found = _labelled(block)
        if found is None:
            continue
        label, value = found
        entries = _entries(value, names) if value is not None else _items(blocks, at)
        heading = block.section[-1] if block.section else ""
        if not entries or not (topics_named(label.text) or (value is None and topics_named(heading))):
            continue
        whole = value or _whole(entries)
        table = _table(entries, names, label.text, heading, block)
        if table is not None:
            yield NamedList(Block(BlockKind.TABLE, whole, block.page, 0, block.section, table), label, table)


def _labelled(block: Block) -> tuple[Clean, Clean | None] | None:
    """The label of a block and the value behind it (None where the items below are the value)."""
    text = block.clean
    lead = len(_MARK.match(text.text).group())  # type: ignore[union-attr]
    found = _LABEL.match(text.text[lead:])
    if block.kind == BlockKind.HEADING and (found is None or not found["value"] or len(found["value"]) < 60):
        return text, None
    if found is None:
        return None
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


def _items(blocks: Sequence[Block], at: int) -> list[Clean]:
    """The short items right below a label or heading."""
    found = []
    for block in blocks[at + 1 :]:
        text = block.clean.text
        short = len(text.split()) <= _ITEM_WORDS and not text.endswith((".", ":"))
        if block.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH) or not short:
            break
        lead = len(_MARK.match(text).group())  # type: ignore[union-attr]
        found.append(block.clean.cut(lead, len(text)))
    return found if len(found) > 1 else []


def _entries(value: Clean, names: CellNames) -> list[Clean]:
    """The entries of a value: between semicolons; else between commas outside brackets, a country that follows its
    city left with it."""
    if _STRONG.search(value.text):
        return [part for part in _split(value, _STRONG) if part.text.strip(_TRIM)]
    bounds: list[tuple[int, int]] = []
    for start, stop in _spans(value.text, _SEPARATOR):
        piece = value.text[start:stop].strip(_TRIM)
        if not piece:
            continue
        before = value.text[bounds[-1][0] : bounds[-1][1]] if bounds else ""
        follows = bounds and (DATE.fullmatch(piece) or (names.is_country(piece) and _city(before, names)))
        if follows:
            bounds[-1] = (bounds[-1][0], stop)
        else:
            bounds.append((start, stop))
    return [value.cut(a, b) for a, b in bounds]


def _city(text: str, names: CellNames) -> bool:
    """Whether a text is one name and not that of a state."""
    bare = text.strip(_TRIM)
    return bool(bare) and "," not in bare and not names.is_country(bare)


def _split(value: Clean, mark: re.Pattern[str]) -> list[Clean]:
    return [value.cut(a, b) for a, b in _spans(value.text, mark)]


def _spans(text: str, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    """The pieces between separators that stand outside brackets."""
    spans, at = [], 0
    for match in mark.finditer(text):
        before = text[: match.start()]
        if before.count("(") + before.count("（") > before.count(")") + before.count("）"):
            continue
        spans.append((at, match.start()))
        at = match.end()
    return [*spans, (at, len(text))]


def _whole(entries: Sequence[Clean]) -> Clean:
    whole: Clean | None = None
    for entry in entries:
        whole = joined(whole, entry)
    return whole or Clean("", [])


def _table(entries: Sequence[Clean], names: CellNames, label: str, heading: str, block: Block) -> Table | None:
    """Entries as rows of country, place and date; None where they are hardly places."""
    rows = []
    known = 0
    country = Cell("")
    for entry in entries:
        head, colon, _ = entry.text.partition(":")
        rest = entry
        if colon and names.is_country(head):
            country = _cell(entry.cut(0, len(head)))
            rest = entry.cut(len(head) + 1, len(entry.text))
        name, date = _dated(rest)
        known += any(names.is_place(part) for part in _names(name.text))
        rows.append((country, _cell(name), _cell(date) if date else Cell("")))
    if known < _PLACES * len(rows):
        return None
    with_country = any(row[0].text for row in rows)
    columns = ("Country", "Place", "Date") if with_country else ("Place", "Date")
    cells = tuple(row if with_country else row[1:] for row in rows)
    start, end = _whole(entries).span(0, len(_whole(entries).text))
    return Table(columns, cells, "", heading, label, block.page, 0.85, start, end)


def _names(text: str) -> list[str]:
    """What of an entry may be a name: all of it, what stands before a comma or bracket, what stands behind "of"."""
    bare = text.strip(_TRIM)
    return [
        bare,
        re.split(r"\s*[,(（]|\s+of\s+", bare)[0],
        re.split(r"[,(（]\s*|\s+of\s+(?:the\s+)?", bare)[-1].strip(_TRIM),
    ]


def _dated(entry: Clean) -> tuple[Clean, Clean | None]:
    """An entry as its name (with what it lies in) and its date."""
    dates = [*DATE.finditer(entry.text)]
    if not dates:
        return _bare(entry), None
    first = dates[0]
    name = _bare(entry.cut(0, first.start()))
    tail = entry.cut(dates[-1].end(), len(entry.text))
    rest = tail.text.lstrip(_TRIM)
    if rest.startswith("of "):
        name = joined(name, tail.cut(len(tail.text) - len(rest), len(tail.text)))
    return name, entry.cut(first.start(), first.end())


def _bare(text: Clean) -> Clean:
    left = len(text.text) - len(text.text.lstrip(_TRIM))
    right = len(text.text.rstrip(" \t,;:–—-(（."))
    return text.cut(min(left, right), right)


def _cell(clean: Clean) -> Cell:
    text = clean.text.strip()
    return Cell(text, *clean.span(0, len(clean.text))) if text else Cell("")
