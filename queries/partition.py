"""Partitions of a network into communities: the best of several seeds, how alike they are, and their consensus."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from queries.network import Simple

if TYPE_CHECKING:
    import igraph

# Louvain: Blondel et al. (2008), J. Stat. Mech. P10008. Leiden: Traag, Waltman and van Eck (2019), Sci. Rep. 9:5233.
# Label propagation: Raghavan, Albert and Kumara (2007), Phys. Rev. E 76, 036106.
METHODS = ("louvain", "leiden", "label_propagation")


@dataclass(frozen=True, slots=True)
class Stability:
    """How alike the partitions of different seeds are.

    modularity: of the partition given, at most 1 (Newman and Girvan 2004, Phys. Rev. E 69). runs: seeds tried. nmi,
    ari: mean over all pairs of runs of normalised mutual information (Danon et al. 2005) and of the adjusted Rand index
    (Hubert and Arabie 1985), 1 when all agree; empty with one run. consensus: how alike (ARI) the partition given is
    to the consensus of all runs: the method again, on the network weighted by the share of runs in which two neighbours
    are together, without those below one half (after Lancichinetti and Fortunato 2012, Sci. Rep. 2:336); empty with
    one run.
    """

    method: str
    communities: int
    modularity: float
    runs: int
    nmi: float | None
    ari: float | None
    consensus: float | None


def partition(network: Simple, method: str, runs: int, seed: int) -> tuple[list[int], Stability, list[float]]:
    """The best of several seeded partitions, as a community of each node, how alike they are, and for each edge the
    share of runs in which its ends are in one community."""
    import igraph

    graph = network.undirected()
    tried = [_once(graph, method, seed + run) for run in range(runs)]
    scores = [graph.modularity(each, weights="weight") if graph.ecount() else 0.0 for each in tried]
    best = tried[max(range(runs), key=lambda run: (round(scores[run], 12), -run))]
    distinct = Counter(tuple(each) for each in tried)
    together = _together(network, tried)
    stability = Stability(
        method=method,
        communities=len(set(best)),
        modularity=max(scores),
        runs=runs,
        nmi=_mean_likeness(distinct, lambda a, b: igraph.compare_communities(a, b, method="nmi")),
        ari=_mean_likeness(distinct, lambda a, b: igraph.compare_communities(a, b, method="adjusted_rand")),
        consensus=_consensus(graph, together, best, method, seed) if runs > 1 and len(best) > 1 else None,
    )
    return best, stability, together


def _together(network: Simple, tried: Sequence[Sequence[int]]) -> list[float]:
    """For each edge the share of partitions that keep its ends together."""
    import numpy as np

    if not network.edges:
        return []
    one, other = np.array(list(network.edges)).T
    runs = np.array(tried)
    shares: list[float] = (runs[:, one] == runs[:, other]).mean(axis=0).tolist()
    return shares


def _consensus(graph: igraph.Graph, together: Sequence[float], best: list[int], method: str, seed: int) -> float:
    """How alike the partition is to the consensus of the runs, by the adjusted Rand index."""
    import igraph

    firm = graph.copy()
    firm.es["weight"] = list(together)
    firm.delete_edges([at for at, share in enumerate(together) if share < 0.5])
    found = _once(firm, method, seed)
    # The index of two partitions into one part, or into single nodes, is not defined; when equal they are alike.
    return 1.0 if found == best else float(igraph.compare_communities(best, found, method="adjusted_rand"))


def _once(graph: igraph.Graph, method: str, seed: int) -> list[int]:
    import igraph

    igraph.set_random_number_generator(random.Random(seed))
    if method == "louvain":
        found = graph.community_multilevel(weights="weight")
    elif method == "leiden":
        return _canonical(_leiden(graph))
    else:
        found = graph.community_label_propagation(weights="weight")
    return _canonical(found.membership)


def _leiden(graph: igraph.Graph) -> list[int]:
    """Leiden until nothing moves, on the components that may be worth splitting.

    Of two adjacent parts with the strengths A and B, joined with the weight c in a network of the weight m, modularity
    is no greater apart when c ≥ AB / 2m. AB is at most a quarter of the square of the component's strength K, and c at
    least the smallest weight w: a component of K² ≤ 8mw is one community, and need not be tried. The rest is, at the
    resolution that the whole network gives (m, not the weight of that part).
    """
    import numpy as np

    strength = np.array(graph.strength(weights="weight"))
    total = float(strength.sum())
    part = np.array(graph.connected_components().membership)
    parts = np.bincount(part, weights=strength)
    nodes = np.flatnonzero(parts[part] ** 2 > 4 * total * min(graph.es["weight"], default=0.0))
    if not len(nodes):
        return list(part.tolist())
    found = graph.induced_subgraph(nodes).community_leiden(
        objective_function="CPM",
        weights="weight",
        resolution=1 / total,
        node_weights=strength[nodes].tolist(),
        n_iterations=-1,
    )
    part[nodes] = len(parts) + np.array(found.membership)
    return list(part.tolist())


def _canonical(membership: Sequence[int]) -> list[int]:
    """The same partition with communities numbered by their first node, so that equal partitions compare equal."""
    seen: dict[int, int] = {}
    return [seen.setdefault(number, len(seen)) for number in membership]


def _mean_likeness(
    partitions: Counter[tuple[int, ...]], likeness: Callable[[list[int], list[int]], float]
) -> float | None:
    """Mean likeness over all pairs of runs; equal partitions are compared once and count as 1."""
    runs = sum(partitions.values())
    pairs = runs * (runs - 1) / 2
    if not pairs:
        return None
    same = sum(times * (times - 1) / 2 for times in partitions.values())
    different = sum(
        partitions[one] * partitions[other] * likeness(list(one), list(other))
        for one, other in combinations(sorted(partitions), 2)
    )
    return (same + different) / pairs
