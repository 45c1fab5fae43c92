"""Question 4: who is central, how clustered and how unequal the network is.

Measured on the simple network (one edge per pair, see `queries.network`), unweighted but for strength. Components:
degree, strength, core and clustering need no treatment; betweenness counts paths inside components and is normalised by
the whole network; closeness is scaled by the share of nodes that a node can reach (Wasserman and Faust 1994);
eigenvector, hub and authority are given in the largest component only and are empty elsewhere; PageRank covers the
whole directed network.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from graph.errors import UsageError
from graph.model import Resolved
from queries.inequality import gini, top_share
from queries.measures import measures, takes_long
from queries.network import Simple, simple
from queries.progress import Progress, watched
from queries.selection import Selection, count, kind, require

_CLOSE = 1e-12  # what is nearer to zero is noise of floating point


@dataclass(frozen=True, slots=True)
class NodeCentrality:
    """One node.

    degree: distinct neighbours. strength: ties (Barrat et al. 2004, PNAS 101). betweenness: share of shortest paths
    through it, 0 to 1 (Freeman 1977, Sociometry 40). closeness: 0 to 1 (Freeman 1979; Wasserman and Faust 1994, p.
    201). eigenvector: relative to the greatest, 0 to 1 (Bonacich 1987, AJS 92). pagerank: sums to 1, damping 0.85 (Brin
    and Page 1998). hub, authority: relative to the greatest (Kleinberg 1999, JACM 46). core: k of the innermost k-core
    (Seidman 1983, Social Networks 5). clustering: share of its pairs of neighbours that are joined, empty below two
    neighbours (Watts and Strogatz 1998, Nature 393).
    bipartite_clustering: mean overlap (Jaccard) of its neighbours with those of the nodes two steps away, for networks
    without triangles by nature: empty in a network that is not bipartite and for a node with none two steps away
    (Latapy, Magnien and Del Vecchio 2008, Social Networks 30).
    """

    SHOWN: ClassVar[tuple[str, ...]] = (
        "name",
        "kind",
        "degree",
        "strength",
        "betweenness",
        "closeness",
        "eigenvector",
        "pagerank",
        "core",
        "clustering",
        "bipartite_clustering",
        "id",
    )

    id: str
    name: str
    kind: str
    country: str | None
    degree: int
    strength: int
    betweenness: float | None
    closeness: float | None
    eigenvector: float | None
    pagerank: float
    hub: float | None
    authority: float | None
    core: int
    clustering: float | None
    bipartite_clustering: float | None


@dataclass(frozen=True, slots=True)
class NetworkMeasures:
    """The network as a whole.

    nodes, edges (joined pairs), ties: counts. density: edges per possible pair. mean_degree: neighbours per node.
    components, largest: number of connected components and nodes in the largest. transitivity: three times the
    triangles per connected triple, empty without triples (Newman 2003, SIAM Review 45). gini_degree, gini_strength:
    inequality of degree and of ties over the nodes, 0 to 1 (Gini 1912). top_tenth: share of all ends of ties that the
    tenth of the nodes with most ties holds (rounded up).
    """

    nodes: int
    edges: int
    ties: int
    density: float | None
    mean_degree: float
    components: int
    largest: int
    transitivity: float | None
    gini_degree: float | None
    gini_strength: float | None
    top_tenth: float | None


@dataclass(frozen=True, slots=True)
class Centrality:
    """The answer: nodes by the measure asked for (greatest first, then by id) and the network as a whole."""

    by: str
    nodes: tuple[NodeCentrality, ...]
    network: NetworkMeasures
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`nodes` and `network`."""
        return {"nodes": self.nodes, "network": (self.network,)}

    def notes(self) -> tuple[str, ...]:
        """The selection, and how components were treated."""
        return self.remarks


MEASURES = (
    "degree", "strength", "betweenness", "closeness", "eigenvector", "pagerank", "hub", "authority", "core",
    "clustering",
    "bipartite_clustering",
)  # fmt: skip


def centrality(
    resolved: Resolved,
    selection: Selection | None = None,
    *,
    by: str = "degree",
    rank: Sequence[str] = (),
    top: int | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> Centrality:
    """Measures of the selected network; `rank` lists nodes of these kinds only, `top` the first so many.

    `seed` sets igraph's generator (its eigenvector solver may draw a start). `progress` hears how far the
    long measures are. NotFoundError for an empty selection, UsageError for an unknown measure.
    """
    if by not in MEASURES:
        raise UsageError(f"'{by}' is not a measure of centrality; known are {', '.join(MEASURES)}")
    if top is not None and top < 1:
        raise UsageError("ask for the top 1 or more")
    kinds = {kind(name) for name in rank}
    selected = require(resolved, selection)
    network = simple(selected.ties)
    far = by in ("betweenness", "closeness") or not takes_long(network)
    with watched(progress):
        columns = measures(network, seed, far=far)
    rows = [_row(resolved, entity_id, columns, at) for at, entity_id in enumerate(network.nodes)]
    listed = [row for row in rows if not kinds or row.kind in kinds]
    listed.sort(key=lambda row: (getattr(row, by) is None, -(getattr(row, by) or 0), row.id))
    whole = _whole(network, columns)
    remarks = [*selected.notes()]
    if whole.components > 1:
        remarks.append(
            f"{count(whole.components, 'component')}, the largest of {whole.largest} nodes: eigenvector, hub and "
            "authority are given there only; closeness is scaled by the share of nodes that a node can reach"
        )
    if not far:
        remarks.append(
            f"betweenness and closeness left out: with {whole.nodes:,} nodes and {whole.edges:,} edges they take very "
            "long; order by one of them to have both"
        )
    return Centrality(by, tuple(listed[:top]), whole, tuple(remarks))


def _row(resolved: Resolved, entity_id: str, columns: Mapping[str, Sequence[Any]], at: int) -> NodeCentrality:
    entity = resolved.entities[entity_id]
    values = {name: _clean(columns[name][at]) for name in MEASURES}
    return NodeCentrality(id=entity.id, name=entity.name, kind=entity.kind, country=entity.country, **values)


def _clean(value: Any) -> Any:
    """A measure without the noise of floating point: what is nearer to zero than 1e-12 is zero."""
    return 0.0 if isinstance(value, float) and abs(value) < _CLOSE else value


def _whole(network: Simple, columns: Mapping[str, Sequence[Any]]) -> NetworkMeasures:
    n, edges = len(network.nodes), len(network.edges)
    sizes: dict[int, int] = {}
    for number in columns["component"]:
        sizes[number] = sizes.get(number, 0) + 1
    transitivity = columns["transitivity"][0]
    return NetworkMeasures(
        nodes=n,
        edges=edges,
        ties=sum(network.weights),
        density=edges / (n * (n - 1) / 2) if n > 1 else None,
        mean_degree=2 * edges / n,
        components=len(sizes),
        largest=max(sizes.values()),
        transitivity=None if math.isnan(transitivity) else transitivity,
        gini_degree=gini(columns["degree"]),
        gini_strength=gini(columns["strength"]),
        top_tenth=top_share(columns["strength"], math.ceil(n / 10)),
    )
