"""What stands in the columns of nodes and edges of an export, named and typed by the schema."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from graph.edtf import ends as edtf_ends
from graph.model import Entity, Resolved, Tie
from graph.schema import Property, schema
from graph.stores.properties import figure, latest_valued

Value = str | int | float | bool | None
Values = dict[str, Value]


def finite(value: Any) -> Any:
    """A value that JSON and a spreadsheet can hold: NaN and infinities are no numbers, so None for them."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


# Columns of an edge beside the schema's: what a tie is by its type, and where it is stated.
_EDGE_EXTRA = (
    Property("tie", "string", "Tie type"),
    Property("documents", "string[]", "Names of the documents that state it"),
    Property("figures", "string[]", "What its occasions count, by date"),
)


class Edge(NamedTuple):
    """What Gephi shows as one edge: a tie, or with `each` one of its intervals or occasions.

    `layer` is the kind of the edge, no two of one pair (any order when undirected) have the same. `weight` is the
    number of occasions for a tie made of occasions, else 1; always positive.
    """

    id: str
    source: str
    target: str
    layer: str
    directed: bool
    weight: float
    tie: Tie


@lru_cache(maxsize=1)
def node_columns() -> tuple[Property, ...]:
    """Columns of a node, without its id."""
    return tuple(p for p in schema().properties["entity"] if p.name != "id")


@lru_cache(maxsize=1)
def edge_columns() -> tuple[Property, ...]:
    """Columns of an edge, without its id."""
    return (_EDGE_EXTRA[0], *(p for p in schema().properties["tie"] if p.name != "id"), *_EDGE_EXTRA[1:])


def node_reader(only: Callable[[str], bool] | None = None) -> Callable[[Entity], Values]:
    """A function that gives what is known of an entity by column, in their order; lists are joined by `; `.

    `only` says by its name whether a column is wanted.
    """
    names = tuple(column.name for column in node_columns() if only is None or only(column.name))
    values = attrgetter(*names)

    def read(entity: Entity) -> Values:
        found: Values = {}
        for name, value in zip(names, values(entity), strict=True):
            if type(value) is tuple:
                value = "; ".join(map(str, value))
            if value is not None and value != "":
                found[name] = value
        return found

    return read


def edge_reader(resolved: Resolved, only: Callable[[str], bool] | None = None) -> Callable[[Tie], Values]:
    """A function that gives what is known of a tie by column, in their order; lists are joined by `; `.

    `only` says by its name whether a column is wanted.
    """
    plain = {"kind", "start", "end", "sector", "mechanism", "manner", "status", "contested", "confidence"}
    plain |= {"foreign", "greater_china", "as_printed", "statements", "layer", "tie"}
    getters = [(column.name, _GETTERS.get(column.name)) for column in edge_columns()]
    lacking = {name for name, getter in getters if getter is None} - plain - {"documents"}
    if lacking:
        raise RuntimeError(f"schema.yaml has tie properties that exports do not know: {', '.join(sorted(lacking))}")
    getters = [(name, getter) for name, getter in getters if only is None or only(name)]
    documents = _document_names(resolved)

    def read(tie: Tie) -> Values:
        found: Values = {}
        for name, getter in getters:
            if getter is not None:
                value = getter(tie)
            elif name == "documents":
                value = documents(tie.documents)
            else:
                value = getattr(tie, name)
            if value is None or value == "" or value == ():
                continue
            found[name] = "; ".join(value) if type(value) is tuple else value
        return found

    return read


def _document_names(resolved: Resolved) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def names(ids: tuple[str, ...]) -> tuple[str, ...]:
        found = known.get(ids)
        if found is None:
            there = resolved.documents
            found = known[ids] = tuple(sorted({there[d].name if d in there else d for d in ids}))
        return found

    return names


def _of_latest(name: str) -> Callable[[Tie], Any]:
    return lambda tie: getattr(latest_valued(tie), name, None) if tie.occasions else None


_GETTERS: dict[str, Callable[[Tie], Any]] = {
    "intervals": lambda tie: tuple([interval.when for interval in tie.intervals]),
    "occasions": lambda tie: tuple([o.date for o in tie.occasions if o.date]) if tie.occasions else None,
    "value": _of_latest("value"),
    "unit": _of_latest("unit"),
    "currency": _of_latest("currency"),
    "n_statements": lambda tie: len(tie.statements),
    "n_documents": lambda tie: len(tie.documents),
    "figures": lambda tie: tuple([text for text in map(figure, tie.occasions) if text]) if tie.occasions else None,
}


def arranged(ties: Iterable[Tie]) -> list[Tie]:
    """The ties in the order in which they are written: by pair of ends, whatever their direction, then by layer.

    Sorted by one attribute after the other, so that a million ties need no million keys.
    """
    listed = sorted(ties, key=attrgetter("id"))
    listed.sort(key=attrgetter("subject"))
    listed.sort(key=lambda tie: tie.kind or "")
    listed.sort(key=attrgetter("tie"))
    listed.sort(key=lambda tie: max(tie.subject, tie.object))
    listed.sort(key=lambda tie: min(tie.subject, tie.object))
    return listed


def edges(listed: Sequence[Tie], each: bool = False) -> Iterator[Edge]:
    """One edge per pair and layer, of ties that are `arranged`; with `each` one per interval and occasion.

    Gephi sums up edges of one pair and kind. Ties are one per pair, type and kind already; where several edges would
    meet nevertheless, the later ones get a number behind their layer.
    """
    types = schema().ties
    pair: tuple[str, str] = ("", "")
    met: dict[tuple[str, str], int] = {}
    for tie in listed:
        subject, object_ = tie.subject, tie.object
        one, other = (subject, object_) if subject <= object_ else (object_, subject)
        if (one, other) != pair:
            pair = (one, other)
            met.clear()
        type_ = types[tie.tie]
        for part in parts(tie) if each else (tie,):
            key = ("" if type_.symmetric else subject, tie.layer)
            number = met[key] = met.get(key, 0) + 1
            layer = tie.layer if number == 1 else f"{tie.layer}#{number}"
            weight = 1.0 if type_.is_state else float(len(part.occasions) or 1)
            yield Edge(part.id, subject, object_, layer, not type_.symmetric, weight, part)


def parts(tie: Tie) -> Iterator[Tie]:
    """The tie once for each of its intervals and occasions, in their order, with what is stated of that one only."""
    if len(tie.intervals) + len(tie.occasions) < 2:
        yield tie
        return
    number = 0
    for interval in tie.intervals:
        number += 1
        first, last = edtf_ends(interval.when)
        yield replace(
            tie, id=f"{tie.id}#{number}", intervals=(interval,), occasions=(), statements=interval.statements,
            start=_stated(first), end=_stated(last) if "/" in interval.when else None,
        )  # fmt: skip
    for occasion in tie.occasions:
        number += 1
        first, last = edtf_ends(occasion.date) if occasion.date else ("", "")
        yield replace(
            tie, id=f"{tie.id}#{number}", intervals=(), occasions=(occasion,), statements=occasion.statements,
            start=_stated(first), end=_stated(last),
        )  # fmt: skip


def _stated(side: str) -> str | None:
    return side if side not in ("", "..") else None


def ends(ties: Iterable[Tie]) -> list[str]:
    """Ids of the entities that the ties join, in order."""
    return sorted({tie.subject for tie in ties} | {tie.object for tie in ties})
