"""Question 7: communities, how stable they are, and what the members of each have in common.

Found on the simple undirected network, weighted by the number of ties of a pair (see `queries.network`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import UsageError
from graph.model import Entity, Resolved
from queries.enrichment import Enriched, enriched
from queries.groups import label
from queries.network import Simple, simple
from queries.partition import METHODS, Stability, partition
from queries.selection import Selection, count, require

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
