"""What stands in the columns of nodes and edges of an export, named and typed by the schema."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.model import Entity, Resolved, Tie
from graph.schema import Property, schema
from graph.stores.properties import figure, latest_valued

Value = str | int | float | bool | None

# Columns of an edge beside the schema's: what a tie is by its type, and where it is stated.
_EDGE_EXTRA = (
    Property("tie", "string", "Tie type"),
    Property("documents", "string[]", "Names of the documents that state it"),
    Property("figures", "string[]", "What its occasions count, by date"),
)


@dataclass(frozen=True, slots=True)
class Edge:
    """All ties of one ordered pair (any order when undirected) and one layer: what Gephi shows as one edge.

    `weight` is the number of occasions for a tie made of occasions, else 1; always positive.
    """

    id: str
    source: str
    target: str
    layer: str
    directed: bool
    weight: float
    tie: Tie


def node_columns() -> tuple[Property, ...]:
    """Columns of a node, without its id."""
    return tuple(p for p in schema().properties["entity"] if p.name != "id")


def edge_columns() -> tuple[Property, ...]:
    """Columns of an edge, without its id."""
    return (_EDGE_EXTRA[0], *(p for p in schema().properties["tie"] if p.name != "id"), *_EDGE_EXTRA[1:])


def node_value(entity: Entity, column: Property) -> Value:
    """The value of an entity in a column; lists are joined by `; `, None where nothing is known."""
    return flat(getattr(entity, column.name))


def edge_value(resolved: Resolved, tie: Tie, column: Property) -> Value:
    """The value of a tie in a column, like `node_value`."""
    return flat(_DERIVED[column.name](resolved, tie) if column.name in _DERIVED else getattr(tie, column.name))


def _of_latest(name: str) -> Any:
    return lambda _resolved, tie: getattr(latest_valued(tie), name, None)


def _documents(resolved: Resolved, tie: Tie) -> list[str]:
    names = (resolved.documents[d].name if d in resolved.documents else d for d in tie.documents)
    return sorted(set(names))


_DERIVED: dict[str, Any] = {
    "layer": lambda _resolved, tie: tie.layer,
    "intervals": lambda _resolved, tie: [interval.when for interval in tie.intervals],
    "occasions": lambda _resolved, tie: [occasion.date for occasion in tie.occasions if occasion.date],
    "value": _of_latest("value"),
    "unit": _of_latest("unit"),
    "currency": _of_latest("currency"),
    "n_statements": lambda _resolved, tie: len(tie.statements),
    "n_documents": lambda _resolved, tie: len(tie.documents),
    "documents": _documents,
    "figures": lambda _resolved, tie: [line for line in map(figure, tie.occasions) if line],
}


def flat(value: Any) -> Value:
    """A value as one cell: lists joined by `; ` (empty ones and empty texts are None)."""
    if isinstance(value, (list, tuple)):
        return "; ".join(str(item) for item in value) or None
    if value == "":
        return None
    cell: Value = value
    return cell


def edges(ties: Iterable[Tie]) -> list[Edge]:
    """One edge per pair and layer, by id of its ends and layer.

    Ties are one per pair, type and kind already; should two of them meet on one edge nevertheless, the later gets a
    number behind its layer so that Gephi does not sum them up.
    """
    seen: dict[tuple[str, str, str], int] = {}
    out = []
    for tie in sorted(ties, key=lambda tie: (tie.subject, tie.object, tie.layer, tie.id)):
        type_ = schema().tie(tie.tie)
        pair = (tie.subject, tie.object)
        one, other = (min(pair), max(pair)) if type_.symmetric else pair
        number = seen[one, other, tie.layer] = seen.get((one, other, tie.layer), 0) + 1
        layer = tie.layer if number == 1 else f"{tie.layer}#{number}"
        weight = 1.0 if type_.is_state else float(max(1, len(tie.occasions)))
        out.append(Edge(tie.id, tie.subject, tie.object, layer, not type_.symmetric, weight, tie))
    return sorted(out, key=lambda edge: (edge.source, edge.target, edge.layer, edge.id))


def ends(ties: Iterable[Tie]) -> list[str]:
    """Ids of the entities that the ties join, in order."""
    return sorted({end for tie in ties for end in (tie.subject, tie.object)})
