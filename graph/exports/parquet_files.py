"""Typed columns for data frames: `x.parquet` gives `x.nodes.parquet` and `x.ties.parquet`.

Lists are lists, numbers are numbers. In full, the ledger stands beside them (documents, statements, mentions, what was
not read) with the judgements and the user's own tables of names, so that `subties ingest` can read everything back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.exports.atomic import beside
from graph.exports.columns import edge_columns, ends, node_columns, parts
from graph.exports.context import Context, account
from graph.exports.summary import Export
from graph.judgements import COLUMNS
from graph.ledger_rows import TABLES, arrow_table, document_row, mention_rows, statement_row
from graph.model import Resolved
from graph.schema import Property
from graph.stores.properties import figure, latest_valued

if TYPE_CHECKING:
    import pyarrow

_BATCH = 50_000
ACCOUNT = b"subties"
"""Key of the account of the export in the metadata of each file."""


def write(resolved: Resolved, path: Path, context: Context, *, full: bool = False, each: bool = False) -> Export:
    """Writes the files. Raises OSError."""
    import pyarrow.parquet as pq

    nodes = ends(resolved.ties)
    told = account(resolved, context, len(nodes), len(resolved.ties), "parquet")
    tables = {
        "nodes": (_node_schema(), _node_rows(resolved, nodes)),
        "ties": (_tie_schema(), _tie_rows(resolved, each)),
    }
    ledger = _ledger(resolved, context) if full else {}
    targets = [path.with_suffix(f".{name}.parquet") for name in (*tables, *ledger)]
    rows = 0
    with beside(*targets) as made:
        for (schema, values), part in zip(tables.values(), made, strict=False):
            stated = schema.with_metadata({ACCOUNT: told.encode()})
            with pq.ParquetWriter(part, stated, compression="zstd") as out:
                for batch in _batches(values):
                    out.write_table(_table(batch, stated))
                    rows += len(batch)
        for table, part in zip(ledger.values(), made[len(tables) :], strict=True):
            pq.write_table(table.replace_schema_metadata({ACCOUNT: told.encode()}), part, compression="zstd")
    return Export(tuple(targets), len(nodes), rows - len(nodes))


def _batches(rows: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    stream = iter(rows)
    while batch := list(islice(stream, _BATCH)):
        yield batch


def _table(batch: Sequence[list[Any]], schema: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow as pa

    columns = zip(*batch, strict=True)
    return pa.Table.from_arrays([pa.array(c, type=f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def _schema(columns: Iterable[Property]) -> pyarrow.Schema:
    import pyarrow as pa

    types = {
        "string": pa.string(), "string[]": pa.list_(pa.string()), "int": pa.int64(), "long": pa.int64(),
        "double": pa.float64(), "boolean": pa.bool_(),
    }  # fmt: skip
    return pa.schema([pa.field(c.name, types[c.type], metadata={"meaning": c.meaning}) for c in columns])


def _node_schema() -> pyarrow.Schema:
    return _schema([Property("id", "string", "Identity of the entity"), *node_columns()])


def _tie_schema() -> pyarrow.Schema:
    named = [Property(name, "string", name.replace("_", " ")) for name in ("subject_name", "object_name")]
    first = [Property(name, "string", f"Id of the {name}") for name in ("subject", "object")]
    return _schema([Property("id", "string", "Identity of the tie"), *first, *named, *edge_columns()])


def _node_rows(resolved: Resolved, nodes: list[str]) -> Iterator[list[Any]]:
    names = [column.name for column in node_columns()]
    for node in nodes:
        entity = resolved.entities[node]
        yield [node, *(_plain(getattr(entity, name)) for name in names)]


def _tie_rows(resolved: Resolved, each: bool) -> Iterator[list[Any]]:
    names = [column.name for column in edge_columns()]
    entities, documents = resolved.entities, resolved.documents
    for whole in sorted(resolved.ties, key=lambda tie: tie.id):
        for tie in parts(whole) if each else (whole,):
            latest = latest_valued(tie)
            found = {
                "intervals": [interval.when for interval in tie.intervals],
                "occasions": [occasion.date for occasion in tie.occasions if occasion.date],
                "value": latest.value if latest else None,
                "unit": latest.unit if latest else None,
                "currency": latest.currency if latest else None,
                "n_statements": len(tie.statements),
                "n_documents": len(tie.documents),
                "documents": sorted({documents[d].name if d in documents else d for d in tie.documents}),
                "figures": [line for line in map(figure, tie.occasions) if line],
            }
            cells = (found[name] if name in found else _plain(getattr(tie, name)) for name in names)
            shown = entities[tie.subject].name, entities[tie.object].name
            yield [tie.id, tie.subject, tie.object, *map(_plain, shown), *cells]


def _plain(value: Any) -> Any:
    """A value as Arrow takes it: lists for tuples, no lone surrogates."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) and not value.isascii() else value


def _ledger(resolved: Resolved, context: Context) -> dict[str, pyarrow.Table]:
    """The ledger without the texts of the documents, the judgements and the tables of names."""
    documents = [replace(d, text="", path="", read_at="") for _, d in sorted(resolved.documents.items())]
    statements = [s for _, s in sorted(resolved.statements.items())]
    rows = {
        "documents": [document_row(d, "") for d in documents],
        "statements": [statement_row(s) for s in statements],
        "mentions": [row for s in statements for row in mention_rows(s)],
        "unread": sorted((id_, *row) for id_, row in context.unread),
    }
    tables = {name: arrow_table(name, [tuple(map(_plain, row)) for row in rows[name]]) for name in TABLES}
    decided = [astuple(judgement)[: len(COLUMNS)] for judgement in context.decided]
    tables["judgements"] = _texts(COLUMNS, decided)
    tables["names"] = _texts(("file", "text"), sorted(context.tables.items()))
    return tables


def _texts(names: Sequence[str], rows: Sequence[tuple[str, ...]]) -> pyarrow.Table:
    import pyarrow as pa

    schema = pa.schema([(name, pa.string()) for name in names])
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in names]
    return pa.Table.from_arrays([pa.array(c, type=pa.string()) for c in columns], schema=schema)
