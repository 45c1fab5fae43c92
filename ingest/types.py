"""What the stages of reading hand to each other: layout → sentences → names → resolution → ties.

Every piece of text keeps the way back to the document: `Clean` is repaired text (line breaks joined, hyphens at line
ends removed, footnotes lifted out) with, for each character, its offset in the document's text.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Document, Statement


class BlockKind(StrEnum):
    """What a stretch of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    NOTE = "note"  # source lines under tables and figures
    REFERENCE = "reference"  # bibliography: never read for ties


class Clean:
    """Repaired text with the way back: `offsets[i]` is the document offset of `text[i]`; -1 for an inserted blank."""

    __slots__ = ("offsets", "text")

    def __init__(self, text: str, offsets: Sequence[int]) -> None:
        if len(text) != len(offsets):
            raise ValueError("one offset for each character")
        self.text = text
        self.offsets = offsets if isinstance(offsets, array) else array("q", offsets)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Document span of `text[start:end]`; blanks that the repair inserted are left out at both sides."""
        offsets, end = self.offsets, min(end, len(self.offsets))
        while start < end and offsets[start] < 0:
            start += 1
        while end > start and offsets[end - 1] < 0:
            end -= 1
        return (offsets[start], offsets[end - 1] + 1) if start < end else (-1, -1)

    def cut(self, start: int, end: int) -> Clean:
        """A part, with its offsets."""
        return Clean(self.text[start:end], self.offsets[start:end])


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text (white space evened out) and its span in the document (-1 when there is none)."""

    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head. Every row has as many cells as there are columns.

    `caption`, `heading` (the section it stands in) and `announced` (the sentence of the prose that names it) say what
    it is about. `confidence` is that of its reconstruction: 1 for a real table, less for one rebuilt from lines.
    `numbers` are the rows' numbers in the file as people count them (the head is 1); empty where there are none.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    heading: str = ""
    announced: str = ""
    page: int | None = None
    confidence: float = 1.0
    start: int = -1
    end: int = -1
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document: a paragraph, a heading, a table. `section` holds the headings above it."""

    kind: BlockKind
    clean: Clean
    page: int | None = None
    level: int = 0
    section: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's blocks in reading order, and what could not be understood (line for people)."""

    blocks: tuple[Block, ...]
    title: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was seen and not read: a sentence with two ends and no tie, a table, a name, a row."""

    what: str  # sentence | table | name | row
    text: str
    reason: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reading of one document gave."""

    document: Document
    statements: tuple[Statement, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
