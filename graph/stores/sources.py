"""What the records of the graph are made from, cheaply: enough to see which groups of records may have changed.

Making every record takes a fifth of a full load. A line of text of each source says as much: when none of a group's
lines has changed, and the code that makes the records has not, its records have not either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from operator import attrgetter

from graph.identity import successions
from graph.model import Document, Entity, Resolved, Statement, Tie

_ENTITY = attrgetter(*(f.name for f in fields(Entity)))
_TIE = attrgetter(*(f.name for f in fields(Tie)))
_DOCUMENT = attrgetter(*(f.name for f in fields(Document) if f.name != "text"))
# What the id of a statement, a hash of its content, leaves out.
_STATEMENT = attrgetter("start", "end", "page", "rule", "confidence", "source", "text")


def sources(resolved: Resolved) -> Iterator[tuple[str, str]]:
    """For every source the id of the node whose group its records are in, and a line with what they are made from."""
    entities, documents = resolved.entities, resolved.documents
    for id_, entity in entities.items():
        yield id_, f"{_ENTITY(entity)}{entity.parent in entities}"
    for s in successions():
        if s.before in entities and s.after in entities:
            yield s.before, repr(s)
    for id_, document in documents.items():
        yield id_, repr(_DOCUMENT(document))
    for id_, statement in resolved.statements.items():
        ends = [end for end in resolved.ends.get(id_, ()) if end is None or end in entities]
        yield id_, f"{_of(statement)}{resolved.outcome.get(id_)}{ends}{statement.document_id in documents}"
    for tie in resolved.ties:
        yield tie.subject, repr(_TIE(tie))


def _of(statement: Statement) -> str:
    return f"{statement.id}{_STATEMENT(statement)}"
