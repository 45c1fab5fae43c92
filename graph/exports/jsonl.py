"""JSON Lines: one object per tie with its evidence; in full also documents, entities and statements.

The objects are described by data/schemas/tie.schema.json. Without `full` every line is a tie; in full each line names
what it is in `record`, ties come last, and nothing that the ledger knows of them is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from graph.exports.atomic import all_or_none
from graph.exports.columns import ends, finite
from graph.exports.context import Context, account
from graph.exports.summary import Export
from graph.judgements import COLUMNS
from graph.model import Document, Entity, Mention, Mode, Occasion, Resolved, Statement, Tie

_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT = frozenset({"text", "path", "read_at"})  # of a document: its text is large, the rest tells of one machine


def write(resolved: Resolved, path: Path, context: Context, *, full: bool = False) -> Export:
    """Writes the ties, ordered by id, and the account of the export beside them. Raises OSError."""
    nodes = len(resolved.entities) if full else len(ends(resolved.ties))
    readme = path.with_name(f"{path.name}.README.md")
    with all_or_none(path, readme) as (out, told):
        for record in records(resolved, context, full=full):
            out.write(_line(record))
        told.write(account(resolved, context, nodes, len(resolved.ties), "jsonl"))
    return Export((path, readme), nodes, len(resolved.ties))


def _line(record: dict[str, Any]) -> str:
    """The record as one line, readable; a lone surrogate, which UTF-8 cannot hold, is written as an escape."""
    line = json.dumps(record, ensure_ascii=False, allow_nan=False)
    if not line.isascii() and _SURROGATE.search(line):
        line = json.dumps(record, allow_nan=False)
    return line + "\n"


def records(resolved: Resolved, context: Context | None = None, *, full: bool = False) -> Iterator[dict[str, Any]]:
    """The objects of the file, in order: in full tables of names, judgements, documents, entities, statements and what
    was not read; then ties."""
    if full:
        yield from _decided(context or Context())
        for document_id in sorted(resolved.documents):
            yield {"record": "document", **_fields(resolved.documents[document_id], _TEXT)}
        for entity_id in sorted(resolved.entities):
            yield {"record": "entity", **_fields(resolved.entities[entity_id])}
        for statement_id in sorted(resolved.statements):
            yield _statement(resolved, resolved.statements[statement_id])
        for document_id, row in sorted((context or Context()).unread):
            yield {"record": "unread", "document_id": document_id, **row._asdict()}
    for tie in sorted(resolved.ties, key=lambda tie: tie.id):
        record = tie_object(resolved, tie)
        yield {"record": "tie", **record, **_grounds(tie)} if full else record


def _decided(context: Context) -> Iterator[dict[str, Any]]:
    """What people decided, and their own tables of names."""
    for name, text in sorted(context.tables.items()):
        yield {"record": "names", "file": name, "text": text}
    for judgement in context.decided:
        yield {"record": "judgement", **{name: getattr(judgement, name) for name in COLUMNS}}


def tie_object(resolved: Resolved, tie: Tie) -> dict[str, Any]:
    """One tie with its evidence, as the published schema says."""
    stated = (resolved.statements[each] for each in tie.statements if each in resolved.statements)
    return {
        "id": tie.id,
        "subject": _end(resolved.entities[tie.subject]),
        "tie": tie.tie,
        "kind": tie.kind,
        "object": _end(resolved.entities[tie.object]),
        "start": tie.start,
        "end": tie.end,
        "intervals": [interval.when for interval in tie.intervals],
        "occasions": [_occasion(occasion) for occasion in tie.occasions],
        "sector": tie.sector,
        "mechanism": tie.mechanism,
        "manner": tie.manner,
        "status": tie.status,
        "contested": tie.contested,
        "confidence": tie.confidence,
        "foreign": tie.foreign,
        "greater_china": tie.greater_china,
        "evidence": [evidence(resolved, statement) for statement in stated],
    }


def evidence(resolved: Resolved, statement: Statement) -> dict[str, Any]:
    """Where a statement stands and in which words; offsets count characters of the document's text, end exclusive."""
    document = resolved.documents.get(statement.document_id)
    return {
        "document": document.name if document else statement.document_id,
        "document_id": statement.document_id,
        "page": statement.page,
        "start": _offset(statement.start),
        "end": _offset(statement.end),
        "text": statement.text,
        "rule": statement.rule,
        "mode": statement.mode.value,
        "mentions": [_span(mention) for mention in mentions(statement)],
    }


def mentions(statement: Statement) -> list[Mention]:
    """Subject, object and, where stated, mechanism of a statement."""
    return [m for m in (statement.subject, statement.object, statement.mechanism) if m is not None]


def _end(entity: Entity) -> dict[str, Any]:
    return {"id": entity.id, "name": entity.name, "kind": entity.kind, "country": entity.country}


def _occasion(occasion: Occasion) -> dict[str, Any]:
    names = ("date", "value", "unit", "currency", "share", "flow")
    return {name: finite(getattr(occasion, name)) for name in names}


def _span(mention: Mention) -> dict[str, Any]:
    return {"start": _offset(mention.start), "end": _offset(mention.end), "printed": mention.printed}


def _offset(at: int) -> int | None:
    """An offset; None where there is no text to count in."""
    return at if at >= 0 else None


def _fields(value: Document | Entity | Statement | Mention, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A model value as an object of its fields; what is empty is left out unless every value of the kind must say
    it."""
    out: dict[str, Any] = {}
    for field in fields(value):
        item = finite(getattr(value, field.name))
        empty = item is None or item in ("", ()) or item is False
        if field.name in without or (empty and field.default is not MISSING):
            continue
        if isinstance(item, Mention):
            item = _fields(item)
        elif isinstance(item, Mode):
            item = item.value
        elif isinstance(item, tuple):
            item = list(item)
        out[field.name] = item
    return out


def _statement(resolved: Resolved, statement: Statement) -> dict[str, Any]:
    record = {"record": "statement", "id": statement.id, **_fields(statement, frozenset({"id"}))}
    record["outcome"] = resolved.outcome.get(statement.id, "")
    return record


def _grounds(tie: Tie) -> dict[str, Any]:
    """What of a tie only the full export says: which statements carry it and each of its dates."""
    return {
        "statements": list(tie.statements),
        "interval_statements": [list(interval.statements) for interval in tie.intervals],
        "occasion_statements": [list(occasion.statements) for occasion in tie.occasions],
        "contradictions": list(tie.contradictions),
        "as_printed": list(tie.as_printed),
    }
