"""The measures of nodes behind question 4, on the simple network; what each means stands in `queries.centrality`."""

from __future__ import annotations

import math
import random
import warnings
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from queries.network import Simple

if TYPE_CHECKING:
    import igraph

_ROUNDS = 1000  # of the power iteration for hubs and authorities
_CLOSE = 1e-12
_STEPS = 10_000_000_000  # nodes times edges


def takes_long(network: Simple) -> bool:
    """Whether betweenness and closeness, which walk the network from every node, take more than some ten minutes."""
    return len(network.nodes) * len(network.edges) > _STEPS


def measures(network: Simple, seed: int = 1, *, far: bool = True) -> dict[str, list[Any]]:
    """Every node measure by name, each a list in the order of `network.nodes`; without `far`, betweenness and closeness
    are left empty."""
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
    none = [None] * n
    return {
        "degree": graph.degree(),
        "strength": [int(value) for value in graph.strength(weights="weight")],
        "betweenness": [value / pairs if pairs else 0.0 for value in graph.betweenness(directed=False)]
        if far
        else none,
        "closeness": [
            0.0 if math.isnan(value) else value * (size - 1) / (n - 1)
            for value, size in zip(graph.closeness(normalized=True), size_of, strict=True)
        ]
        if far
        else none,
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
