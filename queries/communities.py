"""Question 7: communities, how stable they are, and what the members of each have in common.

Found on the simple undirected network, weighted by the number of ties of a pair (see `queries.network`).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from graph.model import Entity, Resolved
from queries.enrichment import Enriched, enriched
from queries.groups import label
from queries.network import Simple, simple
from queries.selection import Selection, count, require

if TYPE_CHECKING:
    import igraph

# Louvain: Blondel et al. (2008), J. Stat. Mech. P10008. Leiden: Traag, Waltman and van Eck (2019), Sci. Rep. 9:5233.
# Label propagation: Raghavan, Albert and Kumara (2007), Phys. Rev. E 76, 036106.
METHODS = ("louvain", "leiden", "label_propagation")
_SHOWN_NAMES = 5


@dataclass(frozen=True, slots=True)
class Community:
    """One community: `number` counts from 1 by size; `size` is its members; `inner` and `outer` count the ties among
    its members and from them to others; `leaders` are the members with most inner neighbours; `common` names the
    attributes that are over-represented in it. `together`: the mean share of runs in which its
    joined pairs stayed in one community, 0 to 1; empty without joined pairs."""

    number: int
    size: int
    inner: int
    outer: int
    leaders: tuple[str, ...]
    common: tuple[str, ...]
    together: float | None


@dataclass(frozen=True, slots=True)
class Member:
    """A node and the number of its community."""

    community: int
    id: str
    name: str
    kind: str
    country: str | None


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


@dataclass(frozen=True, slots=True)
class Communities:
    """The answer: the partition with the greatest modularity over all runs (of equal ones that of the first seed)."""

    communities: tuple[Community, ...]
    members: tuple[Member, ...]
    shared: tuple[Enriched, ...]
    stability: Stability
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`communities`, `members`, `shared` (what they have in common) and `stability`."""
        return {
            "communities": self.communities,
            "members": self.members,
            "shared": self.shared,
            "stability": (self.stability,),
        }

    def notes(self) -> tuple[str, ...]:
        """The selection, how the partition was chosen and how stable it is."""
        return self.remarks


def communities(
    resolved: Resolved,
    selection: Selection | None = None,
    *,
    method: str = "leiden",
    runs: int = 20,
    seed: int = 1,
) -> Communities:
    """Communities of the selected network, tried with the seeds seed, seed + 1, … NotFoundError for an empty
    selection."""
    if method not in METHODS:
        raise UsageError(f"'{method}' is not a method for communities; known are {', '.join(METHODS)}")
    if runs < 1:
        raise UsageError("communities need at least one run")
    selected = require(resolved, selection)
    network = simple(selected.ties)
    membership, stability, together = partition(network, method, runs, seed)
    numbers = _numbered(network, membership)
    members = sorted(
        (_member(resolved.entities[entity_id], numbers[at]) for at, entity_id in enumerate(network.nodes)),
        key=lambda member: (member.community, member.id),
    )
    shared = _shared(resolved, members, network)
    found = _communities(resolved, network, numbers, shared, together)
    likeness = "" if stability.nmi is None else f", alike by NMI {stability.nmi:.2f} and ARI {stability.ari:.2f}"
    number = "1 community" if len(found) == 1 else f"{len(found)} communities"
    remark = (
        f"{number} by {method}, "
        f"modularity {stability.modularity:.3f}; best of {count(runs, 'run')} from seed {seed}{likeness}"
    )
    return Communities(found, tuple(members), shared, stability, (*selected.notes(), remark))


def partition(network: Simple, method: str, runs: int, seed: int) -> tuple[list[int], Stability, list[float]]:
    """The best of several seeded partitions, as a community of each node, how alike they are, and for each edge the
    share of runs in which its ends are in one community."""
    import igraph

    graph = network.undirected()
    tried = [_once(graph, method, seed + run) for run in range(runs)]
    scores = [graph.modularity(each, weights="weight") if graph.ecount() else 0.0 for each in tried]
    best = tried[max(range(runs), key=lambda run: (round(scores[run], 12), -run))]
    distinct = Counter(tuple(each) for each in tried)
    together = [sum(each[a] == each[b] for each in tried) / runs for a, b in network.edges]
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


def _consensus(graph: igraph.Graph, together: Sequence[float], best: list[int], method: str, seed: int) -> float:
    """How alike the partition is to the consensus of the runs, by the adjusted Rand index."""
    import igraph

    firm = graph.copy()
    firm.es["weight"] = list(together)
    firm.delete_edges([at for at, share in enumerate(together) if share < 0.5])
    return float(igraph.compare_communities(best, _once(firm, method, seed), method="adjusted_rand"))


def _once(graph: igraph.Graph, method: str, seed: int) -> list[int]:
    import igraph

    igraph.set_random_number_generator(random.Random(seed))
    if method == "louvain":
        found = graph.community_multilevel(weights="weight")
    elif method == "leiden":
        found = graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=-1)
    else:
        found = graph.community_label_propagation(weights="weight")
    return _canonical(found.membership)


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


def _numbered(network: Simple, membership: Sequence[int]) -> list[int]:
    """Numbers from 1: the largest community first, of equal ones that with the first id."""
    groups: dict[int, list[str]] = {}
    for entity_id, number in zip(network.nodes, membership, strict=True):
        groups.setdefault(number, []).append(entity_id)
    order = sorted(groups, key=lambda number: (-len(groups[number]), groups[number][0]))
    rank = {number: at for at, number in enumerate(order, start=1)}
    return [rank[number] for number in membership]


def _member(entity: Entity, number: int) -> Member:
    return Member(number, entity.id, entity.name, entity.kind, entity.country)


def _shared(resolved: Resolved, members: Sequence[Member], network: Simple) -> tuple[Enriched, ...]:
    """Countries, kinds, macro-regions and sectors that a community has more of than the network; the sector of a node
    is the one that most of its ties name, of equally frequent ones the first by name."""
    groups: dict[int, list[str]] = {}
    labels: dict[str, dict[str, str]] = {"country": {}, "kind": {}, "region": {}, "sector": _sectors(network)}
    for member in members:
        groups.setdefault(member.community, []).append(member.id)
        labels["kind"][member.id] = member.kind
        if member.country:
            labels["country"][member.id] = member.country
        region = label(resolved, resolved.entities[member.id], "macro_region")
        if region:
            labels["region"][member.id] = region
    return enriched(groups, labels)


def _sectors(network: Simple) -> dict[str, str]:
    named: dict[str, Counter[str]] = {}
    for (one, other), ties in network.edges.items():
        for at in (one, other):
            named.setdefault(network.nodes[at], Counter()).update(tie.sector for tie in ties if tie.sector)
    return {id_: min(seen, key=lambda s: (-seen[s], s)) for id_, seen in named.items() if seen}


def _communities(
    resolved: Resolved,
    network: Simple,
    numbers: Sequence[int],
    shared: Sequence[Enriched],
    together: Sequence[float],
) -> tuple[Community, ...]:
    firm: dict[int, list[float]] = {}
    for (one, other), share in zip(network.edges, together, strict=True):
        if numbers[one] == numbers[other]:
            firm.setdefault(numbers[one], []).append(share)
    inner: Counter[int] = Counter()
    outer: Counter[int] = Counter()
    neighbours: Counter[int] = Counter()
    for (one, other), ties in network.edges.items():
        if numbers[one] == numbers[other]:
            inner[numbers[one]] += len(ties)
            neighbours.update((one, other))
        else:
            outer.update({numbers[one]: len(ties)})
            outer.update({numbers[other]: len(ties)})
    members: dict[int, list[int]] = {}
    for at, number in enumerate(numbers):
        members.setdefault(number, []).append(at)
    found = []
    for number in sorted(members):
        leaders = sorted(members[number], key=lambda at: (-neighbours[at], network.nodes[at]))[:_SHOWN_NAMES]
        names = tuple(resolved.entities[network.nodes[at]].name for at in leaders)
        common = tuple(f"{e.attribute} {e.value} ({e.inside} of {e.size})" for e in shared if e.group == number)
        held = sum(firm[number]) / len(firm[number]) if number in firm else None
        found.append(Community(number, len(members[number]), inner[number], outer[number], names, common, held))
    return tuple(found)
