"""A table file becomes statements: by the mapping that is given, else by one guessed from its column names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.model import Document, Statement
from ingest.mapping.guess import guess
from ingest.mapping.reading import Mapping, apply
from ingest.readers.tables import read_tables
from ingest.types import Reading, Table, Unread

if TYPE_CHECKING:
    from ingest.tools import Tools

MAX_SHOWN = 20


def read_table_file(data: bytes, document: Document, tools: Tools, mapping: Mapping | None = None) -> Reading:
    """Everything that the tables of a file state. A guessed mapping is shown among the notes.

    A sheet of several that no mapping fits is left out and reported. Raises InputError when the file holds no table, or
    no mapping fits any.
    """
    del tools  # tables name their places in full: nothing is looked up while they are read
    file = read_tables(data, document.format, document.path or document.name)
    whole = replace(document, text=file.text)
    statements: list[Statement] = []
    unread: list[Unread] = list(file.unread)
    notes: list[str] = list(file.notes)
    refused: list[Unread] = []
    for table in file.tables:
        sheet = f"{table.caption}, " if len(file.tables) > 1 and table.caption else ""
        try:
            made, left, said = _read(table, whole, mapping, sheet)
        except InputError as wrong:
            if len(file.tables) == 1:
                raise
            refused.append(Unread("table", table.caption, str(wrong), table.start, table.end))
            continue
        statements.extend(made)
        unread.extend(replace(u, reason=f"{sheet}{u.reason}") for u in left)
        notes.extend(f"{sheet}{note}" for note in said)
    if len(refused) == len(file.tables):
        raise InputError(f"{document.path or document.name}: no sheet can be read; the first: {refused[0].reason}")
    left_out = (*refused, *unread)
    return Reading(whole, tuple(statements), left_out, (*notes, *_shown(left_out)))


def _shown(unread: tuple[Unread, ...]) -> list[str]:
    """Lines that say what was left out and why, the first of them."""
    lines = [u.reason for u in unread[:MAX_SHOWN]]
    return [*lines, f"and {len(unread) - MAX_SHOWN} more (documents --unread)"] if len(unread) > MAX_SHOWN else lines


def _read(
    table: Table, document: Document, mapping: Mapping | None, sheet: str
) -> tuple[list[Statement], list[Unread], tuple[str, ...]]:
    if mapping is not None:
        return *apply(mapping, table, document), ()
    where = table.caption if sheet else document.path or document.name
    guessed = guess(table.columns, table.rows, where=where)
    return *apply(guessed.mapping, table, document), guessed.notes
