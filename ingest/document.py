"""One document of prose and tables: layout, then its tables by their own reader, then everything else as prose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import Document, Statement
from ingest.layout import layout_of
from ingest.types import BlockKind, Layout, Reading, Unread

if TYPE_CHECKING:
    from ingest.pipeline import Tools


def read_document(document: Document, tools: Tools) -> Reading:
    """Everything that a document's text states; `document.text` and `.format` are set."""
    layout = layout_of(document.text, document.format)
    titled = replace(document, title=layout.title or document.title)
    statements, unread = tools.prose.read(layout, titled)
    return Reading(titled, tuple(statements), tuple(unread), layout.notes)
