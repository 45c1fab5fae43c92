"""Files → tables: `.csv .tsv .xlsx .json .jsonl .graphml .gexf`, each cell with its place in the document's text."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import InputError
from ingest.readers import delimited, objects, workbook
from ingest.readers.network_files import network_csv
from ingest.readers.records import to_table
from ingest.types import Table, Unread

NETWORKS = ("graphml", "gexf")
FORMATS = ("csv", "tsv", "xlsx", "json", "jsonl", *NETWORKS)


@dataclass(frozen=True, slots=True)
class TableFile:
    """What one file holds: its text as decoded (of a workbook a text made of its rows), its tables, the rows that were
    left out with the reason, and notes for people. Cells and tables count offsets in `text`."""

    text: str
    tables: tuple[Table, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()


def read_tables(data: bytes, fmt: str, name: str) -> TableFile:
    """Reads the bytes of a table file of format `fmt` (one of FORMATS); `name` is used in messages.

    Raises InputError when the file is empty, no text, no such format, or holds no table.
    """
    if fmt not in FORMATS:
        raise InputError(f"{name}: '{fmt}' is not a table format; known are {', '.join(FORMATS)}")
    if not data.strip():
        raise InputError(f"{name}: the file is empty")
    if fmt == "xlsx":
        return _workbook(data, name)
    text = network_csv(data, fmt, name) if fmt in NETWORKS else _decoded(data, name)
    if fmt in NETWORKS:
        table, skipped = to_table(delimited.records(text, ","), name)
    elif fmt in ("csv", "tsv"):
        separator = "\t" if fmt == "tsv" else delimited.separator_of(text)
        table, skipped = to_table(delimited.records(text, separator), name)
    else:
        read = objects.json_records if fmt == "json" else objects.jsonl_records
        records, unread = read(text, name)
        table, skipped = to_table(records, name)
        skipped = [*unread, *skipped]
    if table is None:
        raise InputError(f"{name}: the file holds no table")
    return TableFile(text, (table,), tuple(skipped), _rowless(table))


def _decoded(data: bytes, name: str) -> str:
    from ingest.decode import decode

    return decode(data, name)


def _rowless(table: Table) -> tuple[str, ...]:
    return () if table.rows else ("the table has column names and no rows",)


def _workbook(data: bytes, name: str) -> TableFile:
    text, sheets, notes = workbook.read_workbook(data, name)
    tables: list[Table] = []
    unread: list[Unread] = []
    for sheet in sheets:
        where = name if len(sheets) == 1 else f"{name}, sheet '{sheet.title}'"
        table, skipped = to_table(sheet.records, where, sheet.title if len(sheets) > 1 else "", sheet.number)
        if table is not None:
            tables.append(table)
            unread.extend(skipped)
            notes.extend(_rowless(table))
    if not tables:
        raise InputError(f"{name}: the workbook holds no table")
    return TableFile(text, tuple(tables), tuple(unread), tuple(notes))
