"""The data inside an HTML report: what its script draws, filters and shows, as one JSON text.

Indices stand for ids: a tie names its ends by their positions in `nodes`, its layer, and its sentences likewise.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from graph import palette
from graph.model import Resolved, Statement, Tie
from queries.projection import HEIGHT, WIDTH, Point
from queries.report_parts import birth_year
from queries.scene import Node, Scene, layer_words, years

Json = dict[str, Any]

_ROWS = ("csv", "tsv", "xlsx", "json", "jsonl")  # formats whose statements are rows, not sentences


def payload(resolved: Resolved, drawn: Scene) -> Json:
    """Everything that the script of a report needs; see the functions below for the parts."""
    order = [node.entity.id for node in drawn.ranked]
    at = {entity_id: position for position, entity_id in enumerate(order)}
    counted = Counter(tie.layer for tie in drawn.ties)
    layers = sorted(counted, key=lambda layer: (-counted[layer], layer))
    said = [s for tie in drawn.ties for each in tie.statements if (s := resolved.statements.get(each))]
    statements = {statement.id: statement for statement in said}
    place = {statement_id: position for position, statement_id in enumerate(statements)}
    documents = sorted({statement.document_id for statement in statements.values()})
    return {
        "map": {"width": WIDTH, "height": HEIGHT},
        "kinds": _kinds(drawn),
        "layers": [_layer(layer, counted[layer]) for layer in layers],
        "nodes": [_node(resolved, drawn.nodes[entity_id]) for entity_id in order],
        "ties": [_tie(tie, at, layers.index(tie.layer), place) for tie in drawn.ties],
        "statements": [_statement(statement, documents) for statement in statements.values()],
        "documents": [_document(resolved, document_id) for document_id in documents],
    }


def script_json(data: Json) -> str:
    """JSON that may stand inside a script element: nothing in it can end the element or begin a comment."""
    text = json.dumps(_without_none(data), ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")


def _without_none(value: Any) -> Any:
    """The same without what is not known, to keep the file small."""
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None and item not in ([], "")}
    if isinstance(value, list):
        return [_without_none(item) for item in value]
    return value


def _kinds(drawn: Scene) -> list[Json]:
    counted = Counter(node.entity.kind for node in drawn.nodes.values())
    known = [*palette.KINDS, *sorted(counted.keys() - palette.KINDS.keys())]
    return [
        {"id": kind, "n": counted[kind], "light": palette.of_kind(kind), "dark": palette.on_dark(palette.of_kind(kind))}
        for kind in known
        if counted[kind]
    ]


def _layer(layer: str, n: int) -> Json:
    colour = palette.of_tie(layer.partition(":")[0])
    return {
        "id": layer,
        "words": layer_words(layer),
        "type": layer_words(layer.partition(":")[0]),
        "n": n,
        "light": colour,
        "dark": palette.on_dark(colour),
    }


def _node(resolved: Resolved, node: Node) -> Json:
    entity = node.entity
    country = resolved.entities.get(entity.country or "")
    return {
        "id": entity.id,
        "name": entity.name,
        "aliases": " ".join(entity.aliases),
        "kind": entity.kind,
        "country": country.name if country and country.id != entity.id else None,
        "provisional": True if entity.status == "provisional" else None,
        "radius": node.radius,
        "at": list(node.at),
        "map": _spot(node.on_map),
    }


def _spot(point: Point | None) -> list[float] | None:
    return [round(point[0], 1), round(point[1], 1)] if point else None


def _tie(tie: Tie, at: dict[str, int], layer: int, place: dict[str, int]) -> Json:
    stated = sorted({interval.when for interval in tie.intervals} | {o.date for o in tie.occasions if o.date})
    return {
        "id": tie.id,
        "ends": [at[tie.subject], at[tie.object]],
        "layer": layer,
        "start": tie.start,
        "end": tie.end,
        "dates": stated,
        "years": [list(span) for span in years(tie)],
        "born": birth_year(tie),
        "status": tie.status,
        "sector": tie.sector,
        "confidence": round(tie.confidence, 2),
        "contested": list(tie.contradictions) if tie.contested else None,
        "documents": len(tie.documents),
        "said": [place[each] for each in tie.statements if each in place],
    }


def _statement(statement: Statement, documents: Sequence[str]) -> Json:
    return {
        "document": documents.index(statement.document_id),
        "page": statement.page,
        "mode": None if statement.mode.value == "done" else statement.mode.value,
        "text": " ".join(statement.text.split()),
        "source": statement.source,
    }


def _document(resolved: Resolved, document_id: str) -> Json:
    document = resolved.documents.get(document_id)
    if document is None:
        return {"name": document_id}
    title = document.title if document.title != document.name else None
    return {"name": document.name, "title": title, "rows": True if document.format in _ROWS else None}
