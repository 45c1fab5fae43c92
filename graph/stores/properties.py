"""Entities, ties, statements and documents as properties of nodes and relationships, as `schema.yaml` declares them.

What is not known is left out. Every list holds values of one type, as Neo4j asks for.
"""

from __future__ import annotations

from typing import Any

from graph.edtf import bounds, sort_key
from graph.model import Document, Entity, Occasion, Statement, Tie
from graph.schema import schema
from graph.stores.plain import text

Properties = dict[str, Any]

OPEN_START, OPEN_END = 0, 9999  # years that stand for an open side in `since` and `until`


def entity_properties(entity: Entity) -> Properties:
    """Properties of an entity's node."""
    found = {p.name: getattr(entity, p.name) for p in schema().properties["entity"]}
    found["search_text"] = " | ".join((entity.name, *entity.aliases, entity.id))
    return _stated(found)


def tie_properties(tie: Tie) -> Properties:
    """Properties of a tie's relationship."""
    latest = latest_valued(tie)
    years = [_years(when) for when in _dates(tie)]
    found: Properties = {
        "id": tie.id,
        "kind": tie.kind,
        "layer": tie.layer,
        "start": tie.start,
        "end": tie.end,
        "intervals": [interval.when for interval in tie.intervals],
        "occasions": [occasion.date for occasion in tie.occasions if occasion.date],
        "sector": tie.sector,
        "mechanism": tie.mechanism,
        "value": latest.value if latest else None,
        "unit": latest.unit if latest else None,
        "currency": latest.currency if latest else None,
        "manner": tie.manner,
        "status": tie.status,
        "contested": tie.contested,
        "confidence": float(tie.confidence),
        "n_statements": len(tie.statements),
        "n_documents": len(tie.documents),
        "foreign": tie.foreign,
        "greater_china": tie.greater_china,
        "as_printed": tie.as_printed,
        "statements": tie.statements,
        "since": [first for first, _ in years],
        "until": [last for _, last in years],
        "symmetric": schema().tie(tie.tie).symmetric,
        "figures": [line for line in map(figure, tie.occasions) if line],
        "contradictions": tie.contradictions,
    }
    return _stated(found)


def statement_properties(statement: Statement, outcome: str) -> Properties:
    """Properties of a statement's node; `outcome` says what became of it."""
    subject, object_ = statement.subject.printed, statement.object.printed
    return _stated(
        {
            "id": statement.id,
            "name": f"{subject} \u2013 {object_}",
            "tie": statement.tie,
            "kind": statement.kind,
            "mode": str(statement.mode.value),
            "when": statement.when,
            "text": statement.text,
            "start": statement.start if statement.start >= 0 else None,
            "end": statement.end if statement.end >= 0 else None,
            "page": statement.page,
            "rule": statement.rule,
            "confidence": float(statement.confidence),
            "source": statement.source,
            "subject": subject,
            "object": object_,
            "outcome": outcome,
        }
    )


def document_properties(document: Document) -> Properties:
    """Properties of a document's node; its text stays in the ledger."""
    names = [p.name for owner in ("document", "document_in_graph") for p in schema().properties[owner]]
    return _stated({name: getattr(document, name) for name in names if name != "subties"})


def latest_valued(tie: Tie) -> Occasion | None:
    """The latest occasion with a value; undated ones come first, of equal ones the later in the list wins."""
    valued = [occasion for occasion in tie.occasions if occasion.value is not None]
    return max(valued, key=lambda occasion: (sort_key(occasion.date),) if occasion.date else (), default=None)


def figure(occasion: Occasion) -> str:
    """What an occasion counts, for people: `2009: 9.5 USD million, 12 %, export`; empty when it counts nothing."""
    number = "" if occasion.value is None else f"{occasion.value:.15g}"
    amount = " ".join(part for part in (number, occasion.currency, occasion.unit) if part) if number else ""
    share = "" if occasion.share is None else f"{occasion.share:.15g} %"
    said = ", ".join(part for part in (amount, share) if part)
    if not said:
        return ""
    return f"{occasion.date or 'undated'}: {said}" + (f", {occasion.flow}" if occasion.flow else "")


def _dates(tie: Tie) -> list[str]:
    return [interval.when for interval in tie.intervals] + [o.date for o in tie.occasions if o.date]


def _years(when: str) -> tuple[int, int]:
    """First and last year that a date or interval may cover: a year is covered when it lies between them."""
    b = bounds(when)
    return b.first.year if b.first else OPEN_START, b.last.year if b.last else OPEN_END


_NUMBERS = frozenset({bool, int, float})


def _stated(found: Properties) -> Properties:
    """What is known: no None, no empty text and no empty list."""
    return {name: _value(value) for name, value in found.items() if value or type(value) in _NUMBERS}


def _value(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return value if value.isascii() else text(value)
    if kind is tuple or kind is list:
        return [_value(inner) for inner in value]
    return text(value) if isinstance(value, str) else value
