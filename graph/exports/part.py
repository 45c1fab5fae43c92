"""What belongs to the chosen ties: for graphs of a part of the network."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Resolved


def trimmed(resolved: Resolved) -> Resolved:
    """The same ties with their ends and mechanisms, the statements that they rest on, and the documents of those."""
    statements = {id_ for tie in resolved.ties for id_ in tie.statements}
    nodes = {end for tie in resolved.ties for end in (tie.subject, tie.object, tie.mechanism)}
    documents = {resolved.statements[id_].document_id for id_ in statements if id_ in resolved.statements}
    return replace(
        resolved,
        entities={id_: entity for id_, entity in resolved.entities.items() if id_ in nodes},
        statements={id_: said for id_, said in resolved.statements.items() if id_ in statements},
        documents={id_: document for id_, document in resolved.documents.items() if id_ in documents},
    )
