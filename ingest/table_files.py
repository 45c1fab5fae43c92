"""A table file becomes statements: by the mapping that is given, else by one guessed from its column names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import Document, Statement
from ingest.mapping import Mapping, apply
from ingest.mapping_guess import guess
from ingest.readers.tables import read_tables
from ingest.types import Reading, Unread

if TYPE_CHECKING:
    from ingest.pipeline import Tools


def read_table_file(data: bytes, document: Document, tools: Tools, mapping: Mapping | None = None) -> Reading:
    """Everything that the tables of a file state. A guessed mapping is shown among the notes.

    Raises InputError when the file holds no table, or no mapping fits.
    """
    del tools  # tables name their places in full: nothing is looked up while they are read
    file = read_tables(data, document.format, document.path or document.name)
    whole = replace(document, text=file.text)
    statements: list[Statement] = []
    unread: list[Unread] = list(file.unread)
    notes: list[str] = list(file.notes)
    for table in file.tables:
        chosen = mapping
        if chosen is None:
            guessed = guess(table.columns, table.rows)
            chosen = guessed.mapping
            notes.extend(guessed.notes)
        made, left = apply(chosen, table, whole)
        statements.extend(made)
        unread.extend(left)
    return Reading(whole, tuple(statements), tuple(unread), tuple(notes))
