"""Question 4: who is central, how clustered and how unequal the network is.

Measured on the simple network (one edge per pair, see `queries.network`), unweighted but for strength. Components:
degree, strength, core and clustering need no treatment; betweenness counts paths inside components and is normalised by
the whole network; closeness is scaled by the share of nodes that a node can reach (Wasserman and Faust 1994);
eigenvector, hub and authority are given in the largest component only and are empty elsewhere; PageRank covers the
whole directed network.
"""

from __future__ import annotations

import math
import random
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from graph.errors import UsageError
from graph.model import Resolved
from queries.inequality import gini, top_share
from queries.network import Simple, simple
from queries.progress import Progress, watched
from queries.selection import Selection, count, kind, require

if TYPE_CHECKING:
    import igraph

_ROUNDS = 1000  # of the power iteration for hubs and authorities
_CLOSE = 1e-12


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
    betweenness: float
    closeness: float
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
    with watched(progress):
        columns = measures(network, seed)
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
    return Centrality(by, tuple(listed[:top]), whole, tuple(remarks))


def measures(network: Simple, seed: int = 1) -> dict[str, list[Any]]:
    """Every node measure by name, each a list in the order of `network.nodes`."""
    import igraph

    igraph.set_random_number_generator(random.Random(seed))
    graph = network.undirected()
    n = graph.vcount()
    sizes = graph.connected_components()
    each = sizes.sizes()
    size_of = [each[number] for number in sizes.membership]
    pairs = (n - 1) * (n - 2) / 2
    largest = _largest(sizes)
    hub, authority = _hits(network, largest)
    return {
        "degree": graph.degree(),
        "strength": [int(value) for value in graph.strength(weights="weight")],
        "betweenness": [value / pairs if pairs else 0.0 for value in graph.betweenness(directed=False)],
        "closeness": [
            0.0 if math.isnan(value) else value * (size - 1) / (n - 1)
            for value, size in zip(graph.closeness(normalized=True), size_of, strict=True)
        ],
        "eigenvector": _spread(_eigenvector(graph.induced_subgraph(largest)), largest, n),
        "pagerank": network.directed().pagerank(damping=0.85),
        "hub": hub,
        "authority": authority,
        "core": graph.coreness(),
        "clustering": [None if math.isnan(c) else c for c in graph.transitivity_local_undirected(mode="nan")],
        "bipartite_clustering": _bipartite(graph),
        "component": sizes.membership,
        "transitivity": [graph.transitivity_undirected(mode="nan")],
    }


def _largest(components: igraph.VertexClustering) -> list[int]:
    """Nodes of the largest component; of equal ones the first, which depends on ids only."""
    members: list[list[int]] = [sorted(component) for component in components]
    return max(members, key=_size)


def _size(nodes: Sequence[int]) -> int:
    return len(nodes)


def _spread(values: Sequence[float | None], nodes: Sequence[int], n: int) -> list[float | None]:
    """Values of some nodes over all n, None elsewhere."""
    out: list[float | None] = [None] * n
    for node, value in zip(nodes, values, strict=True):
        out[node] = value
    return out


def _eigenvector(component: igraph.Graph) -> list[float | None]:
    """Eigenvector centrality of a connected graph, the greatest set to 1; None for a single node."""
    if component.ecount() == 0:
        return [None] * component.vcount()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        values: list[float] = component.eigenvector_centrality(scale=True)
    return [max(value, 0.0) for value in values]


def _bipartite(graph: igraph.Graph) -> list[float | None]:
    """Latapy's clustering of each node; None throughout where the network is not bipartite."""
    if not graph.is_bipartite():
        return [None] * graph.vcount()
    neighbours = [set(near) for near in graph.get_adjlist()]
    out: list[float | None] = []
    for node, near in enumerate(neighbours):
        shared = Counter(two for one in near for two in neighbours[one] if two != node)
        overlaps = [common / (len(near) + len(neighbours[two]) - common) for two, common in shared.items()]
        out.append(math.fsum(overlaps) / len(overlaps) if overlaps else None)
    return out


def _hits(network: Simple, largest: Sequence[int]) -> tuple[list[float | None], list[float | None]]:
    """Hubs and authorities of the largest component, by power iteration from equal values.

    A symmetric or bipartite network has several principal vectors, among which a general solver picks one by its random
    start; equal starting values always lead to the same one.
    """
    import numpy as np

    at = {node: position for position, node in enumerate(largest)}
    arcs = [(at[one], at[other]) for one, other in network.arcs if one in at]
    source = np.array([one for one, _ in arcs], dtype=np.int64)
    target = np.array([other for _, other in arcs], dtype=np.int64)
    n, nodes = len(largest), len(network.nodes)
    if not arcs:  # nobody points at anybody
        return [None] * nodes, [None] * nodes
    hub = np.full(n, 1.0)
    authority = np.full(n, 1.0)
    for _ in range(_ROUNDS):
        authority = np.bincount(target, weights=hub[source], minlength=n)
        authority = authority / authority.max()
        previous = hub
        hub = np.bincount(source, weights=authority[target], minlength=n)
        hub = hub / hub.max()
        if np.abs(hub - previous).max() < _CLOSE:
            break
    return _spread(hub.tolist(), largest, nodes), _spread(authority.tolist(), largest, nodes)


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
