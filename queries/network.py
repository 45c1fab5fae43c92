"""Networks of the selected ties: a networkx.MultiDiGraph for notebooks, an igraph.Graph for heavy measures.

Conventions, used by every measure: nodes are the ends of the selected ties (an entity without a tie is no node); the
simple network joins two nodes by one edge however many ties they have, and the edge's weight is that number; in the
directed network a symmetric tie (sister relation, trade) points both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from graph.model import Resolved, Tie
from graph.schema import schema
from queries.selection import Selection, make, select

if TYPE_CHECKING:
    import igraph
    import networkx


@dataclass(frozen=True)
class Simple:
    """The simple undirected network of some ties.

    `nodes` are entity ids in order; `edges` maps an ordered pair of positions in `nodes` (smaller first) to the ties
    that join the two. `arcs` holds directed pairs of positions, both ways for symmetric types.
    """

    nodes: tuple[str, ...]
    edges: dict[tuple[int, int], tuple[Tie, ...]]
    arcs: tuple[tuple[int, int], ...]

    @cached_property
    def weights(self) -> list[int]:
        """Number of ties of each edge, in the order of `edges`."""
        return [len(ties) for ties in self.edges.values()]

    def undirected(self) -> igraph.Graph:
        """Undirected igraph: vertex attribute `name` is the entity id, edge attribute `weight` the number of ties."""
        import igraph

        graph = igraph.Graph(n=len(self.nodes), edges=list(self.edges), directed=False)
        graph.vs["name"] = list(self.nodes)
        graph.es["weight"] = self.weights
        return graph

    def directed(self) -> igraph.Graph:
        """Directed igraph with one arc per ordered pair."""
        import igraph

        graph = igraph.Graph(n=len(self.nodes), edges=list(self.arcs), directed=True)
        graph.vs["name"] = list(self.nodes)
        return graph


def simple(ties: Iterable[Tie]) -> Simple:
    """The simple network of the ties, in an order that depends on ids only."""
    import numpy as np

    listed = sorted(ties, key=attrgetter("id"))
    nodes = sorted({end for tie in listed for end in (tie.subject, tie.object)})
    at = {entity_id: position for position, entity_id in enumerate(nodes)}
    types = schema().ties
    subject = np.array([at[tie.subject] for tie in listed], dtype=np.int64)
    object_ = np.array([at[tie.object] for tie in listed], dtype=np.int64)
    symmetric = np.array([types[tie.tie].symmetric for tie in listed], dtype=bool)
    # A pair of positions is one number while it is sorted: a million tuples would take half a minute.
    n = len(nodes)
    joins = np.flatnonzero(subject != object_)  # a tie of a place with itself joins nothing
    low, high = np.minimum(subject, object_)[joins], np.maximum(subject, object_)[joins]
    order = np.argsort(low * n + high, kind="stable")
    pairs, first = np.unique((low * n + high)[order], return_index=True)
    grouped = [listed[each] for each in joins[order].tolist()]
    bounds = [*first.tolist(), len(grouped)]
    edges = {
        pair: tuple(grouped[bounds[number] : bounds[number + 1]])
        for number, pair in enumerate(zip((pairs // n).tolist(), (pairs % n).tolist(), strict=True))
    }
    both = joins[symmetric[joins]]
    arcs = np.unique(np.concatenate((subject[joins] * n + object_[joins], object_[both] * n + subject[both])))
    return Simple(tuple(nodes), edges, tuple(zip((arcs // n).tolist(), (arcs % n).tolist(), strict=True)))


def to_igraph(resolved: Resolved, selection: Selection | None = None, directed: bool = False) -> igraph.Graph:
    """The simple network of the selected ties as igraph.

    Vertex attributes: `name` (entity id), `label`, `kind`, `country`; edge attribute `weight` (number of ties; in the
    undirected network only).
    """
    network = simple(select(resolved, selection).ties)
    graph = network.directed() if directed else network.undirected()
    entities = [resolved.entities[entity_id] for entity_id in network.nodes]
    graph.vs["label"] = [entity.name for entity in entities]
    graph.vs["kind"] = [entity.kind for entity in entities]
    graph.vs["country"] = [entity.country for entity in entities]
    return graph


def network(
    resolved: Resolved,
    selection: Selection | None = None,
    *,
    layers: Sequence[str] | None = None,
    year: int | None = None,
) -> networkx.MultiDiGraph[str]:
    """The selected ties as a networkx.MultiDiGraph, every tie an edge from subject to object under its id as key.

    Node attributes: `name`, `kind`, `country`, `jurisdiction`, `level`, `lat`, `lon`, `status`. Edge attributes: `tie`,
    `kind`, `layer`, `symmetric`, `start`, `end` (EDTF), `intervals`, `occasions` (EDTF), `status`, `sector`,
    `contested`, `confidence`, `n_statements`, `n_documents`. What is not known is absent, so that exports of networkx
    accept it. `layers` and `year` are short for a selection of them; give either.
    """
    import networkx

    wanted = selection or make(layers=layers, year=year)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    ties = sorted(select(resolved, wanted).ties, key=lambda tie: tie.id)
    for entity_id in sorted({end for tie in ties for end in (tie.subject, tie.object)}):
        graph.add_node(entity_id, **_node(resolved, entity_id))
    for tie in ties:
        graph.add_edge(tie.subject, tie.object, key=tie.id, **_edge(tie))
    return graph


def _node(resolved: Resolved, entity_id: str) -> dict[str, Any]:
    entity = resolved.entities[entity_id]
    names = ("name", "kind", "country", "jurisdiction", "level", "lat", "lon", "status")
    return {name: value for name in names if (value := getattr(entity, name)) is not None}


def _edge(tie: Tie) -> dict[str, Any]:
    values = {
        "tie": tie.tie,
        "kind": tie.kind,
        "layer": tie.layer,
        "symmetric": schema().tie(tie.tie).symmetric,
        "start": tie.start,
        "end": tie.end,
        "intervals": "; ".join(interval.when for interval in tie.intervals) or None,
        "occasions": "; ".join(occasion.date for occasion in tie.occasions if occasion.date) or None,
        "status": tie.status,
        "sector": tie.sector,
        "contested": tie.contested,
        "confidence": tie.confidence,
        "n_statements": len(tie.statements),
        "n_documents": len(tie.documents),
    }
    return {name: value for name, value in values.items() if value is not None}
