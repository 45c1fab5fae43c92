"""The ledger's tables, and the way between their rows and the model's values.

One declaration serves DuckDB, Arrow and Parquet. A row is a tuple in the order of the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from graph.model import Document, Mention, Mode, Statement

if TYPE_CHECKING:
    import pyarrow

Row = tuple[Any, ...]

TABLES: Mapping[str, Mapping[str, str]] = {
    "documents": dict.fromkeys(
        ("id", "name", "title", "format", "sha256", "text", "path", "licence", "source", "dataset", "read_at",
         "version"), "VARCHAR",
    ) | {"content": "VARCHAR"},
    "statements": {
        "id": "VARCHAR", "document_id": "VARCHAR", "tie": "VARCHAR", "kind": "VARCHAR", "mode": "VARCHAR",
        "dates": "VARCHAR[]", "text": "VARCHAR", "rule": "VARCHAR", "span_start": "BIGINT", "span_end": "BIGINT",
        "page": "BIGINT", "sector": "VARCHAR", "value": "DOUBLE", "unit": "VARCHAR", "currency": "VARCHAR",
        "share": "DOUBLE", "flow": "VARCHAR", "manner": "VARCHAR", "detail": "VARCHAR", "source": "VARCHAR",
        "confidence": "DOUBLE",
    },
    "mentions": {
        "statement_id": "VARCHAR", "role": "VARCHAR", "printed": "VARCHAR", "form": "VARCHAR",
        "span_start": "BIGINT", "span_end": "BIGINT", "kind": "VARCHAR", "country": "VARCHAR", "within": "VARCHAR",
        "provisional": "BOOLEAN", "generic": "BOOLEAN",
    },
    "unread": {
        "document_id": "VARCHAR", "what": "VARCHAR", "text": "VARCHAR", "reason": "VARCHAR", "span_start": "BIGINT",
        "span_end": "BIGINT",
    },
}  # fmt: skip
"""Columns and types. `content` is a hash of all that was read from the document; `dates` is `Statement.when`."""

ROLES = ("subject", "object", "mechanism")


class UnreadRow(NamedTuple):
    """Something that was seen and not read: `what` is sentence, table, name or row."""

    what: str
    text: str
    reason: str
    start: int = -1
    end: int = -1


class UnreadLike(Protocol):
    """Whatever has the fields of an UnreadRow."""

    @property
    def what(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def document_row(document: Document, content: str) -> Row:
    """The row of a document."""
    d = document
    return (
        d.id, d.name, d.title, d.format, d.sha256, d.text, d.path, d.licence, d.source, d.dataset, d.read_at,
        d.version, content,
    )  # fmt: skip


def statement_row(s: Statement) -> Row:
    """The row of a statement; its mentions have rows of their own."""
    return (
        s.id, s.document_id, s.tie, s.kind, s.mode.value, list(s.when), s.text, s.rule, s.start, s.end, s.page,
        s.sector, s.value, s.unit, s.currency, s.share, s.flow, s.manner, s.detail, s.source, s.confidence,
    )  # fmt: skip


def mention_rows(s: Statement) -> list[Row]:
    """The rows of a statement's mentions: subject, object and, where it is there, mechanism."""
    return [
        (s.id, role, m.printed, m.form, m.start, m.end, m.kind, m.country, m.within, m.provisional, m.generic)
        for role, m in zip(ROLES, (s.subject, s.object, s.mechanism), strict=True)
        if m is not None
    ]


def unread_row(document_id: str, unread: UnreadLike | tuple[Any, ...]) -> Row:
    """The row of something unread, given as a tuple (what, text, reason[, start, end]) or by its fields."""
    u = UnreadRow(*unread) if isinstance(unread, tuple) else unread
    return document_id, u.what, u.text, u.reason, u.start, u.end


def _rank(s: Statement) -> tuple[float, int, int]:
    return -s.confidence, s.start, s.end


def by_id(document_id: str, statements: Iterable[Statement]) -> dict[str, Statement]:
    """Statements by id; of two with the same content the surer, then the earlier one."""
    best: dict[str, Statement] = {}
    for statement in statements:
        if not statement.id or statement.document_id != document_id:
            statement = replace(statement, document_id=document_id).with_id()
        other = best.get(statement.id)
        if other is None or _rank(statement) < _rank(other):
            best[statement.id] = statement
    return dict(sorted(best.items()))


def statements_from(rows: Iterable[Row], mentions: Iterable[Row]) -> Iterator[Statement]:
    """The statements of statement rows and of the rows of their mentions, in the order of the former."""
    named = {(m[0], m[1]): Mention(m[2], m[3], m[4], m[5], m[6], m[7], m[8], bool(m[9]), bool(m[10])) for m in mentions}
    modes = {mode.value: mode for mode in Mode}
    for r in rows:
        yield Statement(
            document_id=r[1], tie=r[2], subject=named[r[0], "subject"], object=named[r[0], "object"], text=r[6],
            rule=r[7], start=r[8], end=r[9], page=r[10], kind=r[3], mechanism=named.get((r[0], "mechanism")),
            mode=modes[r[4]], when=tuple(r[5] or ()), sector=r[11], value=r[12], unit=r[13], currency=r[14],
            share=r[15], flow=r[16], manner=r[17], detail=r[18], source=r[19], confidence=r[20], id=r[0],
        )  # fmt: skip


def arrow_schema(name: str) -> pyarrow.Schema:
    """The Arrow schema of one of the tables."""
    import pyarrow as pa

    types = {
        "VARCHAR": pa.string(), "VARCHAR[]": pa.list_(pa.string()), "BIGINT": pa.int64(), "DOUBLE": pa.float64(),
        "BOOLEAN": pa.bool_(),
    }  # fmt: skip
    return pa.schema([(column, types[type_]) for column, type_ in TABLES[name].items()])


def arrow_table(name: str, rows: Sequence[Row]) -> pyarrow.Table:
    """Rows of one of the tables as an Arrow table."""
    import pyarrow as pa

    schema = arrow_schema(name)
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in schema]
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
