"""The ledger as Parquet files and back, so that statements can be made on many machines and brought together.

A folder holds `documents.parquet`, `statements.parquet`, `mentions.parquet` and `unread.parquet`, each a file or a
folder of parts, with the columns of graph.ledger_rows. Statement ids and the hash `content` are made anew on the way
in, so that whoever writes the files can leave them out: mentions then name their statement by any id of the writer's.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

from graph.edtf import valid
from graph.errors import InputError
from graph.ledger import Change, Ledger
from graph.ledger_rows import TABLES, Row, arrow_schema, arrow_table, statements_from
from graph.model import Document, Statement
from graph.schema import schema

_OPTIONAL = {"content"}


def to_parquet(ledger: Ledger, folder: Path) -> tuple[Path, ...]:
    """Write the whole ledger into the folder and return the files; rows are sorted, so that the same ledger gives the
    same files. The files that were there stay as they were if anything fails (InputError)."""
    import pyarrow.parquet as pq

    order = {"documents": "id", "statements": "id", "mentions": "statement_id, role DESC"}
    new: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in TABLES:
            by = order.get(name, ", ".join(TABLES[name]))
            rows = ledger.connection.execute(f"SELECT * FROM {name} ORDER BY {by}").fetchall()
            target = folder / f"{name}.parquet"
            new.append((folder / f".{name}.parquet.new", target))
            pq.write_table(arrow_table(name, rows), new[-1][0])
        for made, target in new:
            made.replace(target)
    except OSError as wrong:
        for made, _ in new:
            with suppress(OSError):
                made.unlink()
        raise InputError(f"{folder}: the Parquet files could not be written ({wrong.strerror or wrong})") from wrong
    return tuple(target for _, target in new)


def from_parquet(ledger: Ledger, folder: Path) -> list[Change]:
    """Record all documents of the folder, all or nothing, as if they had been read now.

    InputError names the file and what is wrong with it: a missing column, a mention without its statement, an unknown
    tie type, a date that is none.
    """
    rows = {name: _read(folder / f"{name}.parquet", name) for name in TABLES}
    columns = list(TABLES["documents"])
    documents = [Document(*(row[columns.index(f.name)] or "" for f in fields(Document))) for row in rows["documents"]]
    statements: dict[str, list[Statement]] = {document.id: [] for document in documents}
    for statement in _statements(rows, folder / "statements.parquet"):
        if statement.document_id not in statements:
            raise InputError(
                f"{folder / 'statements.parquet'}: a statement is of the document '{statement.document_id}', which "
                f"documents.parquet does not have"
            )
        statements[statement.document_id].append(statement.with_id())
    unread: dict[str, list[Row]] = {}
    for row in rows["unread"]:
        unread.setdefault(row[0], []).append(row[1:])
    ordered = sorted(documents, key=lambda d: d.id)
    return ledger.record_all([(d, statements[d.id], unread.get(d.id, [])) for d in ordered])


def _statements(rows: Mapping[str, list[Row]], path: Path) -> list[Statement]:
    try:
        found = list(statements_from(rows["statements"], rows["mentions"]))
        for statement in found:
            schema().tie(statement.tie)
            for when in statement.when:
                valid(when)
    except KeyError as wrong:
        raise InputError(f"{path}: no mention or mode {wrong.args[0]!r} (subject and object are needed)") from wrong
    except InputError as wrong:
        raise InputError(f"{path}: {wrong}") from wrong
    return found


def _read(path: Path, name: str) -> list[Row]:
    """The rows of one table, in the order of its columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not path.exists():
        if name == "unread":
            return []
        raise InputError(f"{path}: no such file; the folder must hold {', '.join(f'{n}.parquet' for n in TABLES)}")
    try:
        table = pq.read_table(path)
        missing = [column for column in TABLES[name] if column not in table.column_names and column not in _OPTIONAL]
        if missing:
            raise InputError(f"{path}: the column '{missing[0]}' is missing")
        kept = [field for field in arrow_schema(name) if field.name in table.column_names]
        table = table.select([field.name for field in kept]).cast(pa.schema(kept))
    except (pa.ArrowException, OSError) as wrong:
        raise InputError(f"{path}: cannot be read as Parquet ({str(wrong).splitlines()[0]})") from wrong
    columns: dict[str, list[Any]] = {column: table.column(column).to_pylist() for column in table.column_names}
    return list(zip(*(columns.get(column, [""] * table.num_rows) for column in TABLES[name]), strict=True))
