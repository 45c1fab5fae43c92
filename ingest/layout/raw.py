"""Blocks of a document as spans, before their text is cleaned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ingest.flat.regions import Region
from ingest.lines.lines import Lines
from ingest.types import BlockKind, Table

Span = tuple[int, int]


@dataclass(slots=True)
class RawBlock:
    """A block as spans of the document, before its text is cleaned."""

    kind: BlockKind
    spans: list[Span]
    page: int | None = None
    level: int = 0
    after_page: bool = False  # it is the first of a page, with nothing that ends a paragraph before it
    full: bool = False  # its last line nearly reaches the full width
    filled: bool = False  # its last line reaches it
    wrapped: bool = False  # the document breaks its lines at a width
    ends: bool = True  # its last line ends a sentence
    announces: bool = False  # a sentence that ends in a colon, with items behind it: no heading
    region: Region | None = None
    piped: Callable[[str], Table] | None = None  # gives the pipe table of a Markdown document


@dataclass(slots=True)
class RawText:
    """The blocks of a plain text, and the footnote marks that its clean text leaves out."""

    blocks: list[RawBlock] = field(default_factory=list)
    marks: Sequence[Span] = ()
    lines: Lines | None = None  # of a plain text: the lines that its tables are rebuilt from
