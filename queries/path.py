"""Question 14: how one actor is linked with another, through chosen layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

from graph.errors import NotFoundError, UsageError
from graph.model import Entity, Resolved
from queries.network import Simple, simple
from queries.place import find
from queries.selection import Selection, count, require

_MOST = 1000  # shortest paths that are looked through


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: `path` and `step` count from 1; the pair that is joined, by which `layers` and `ties` (ids)."""

    SHOWN: ClassVar[tuple[str, ...]] = ("path", "step", "from_name", "layers", "to_name", "to_kind", "n_ties")

    path: int
    step: int
    from_id: str
    from_name: str
    to_id: str
    to_name: str
    to_kind: str
    layers: tuple[str, ...]
    n_ties: int
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The answer: the shortest paths step by step; of equally short ones those with most ties first."""

    steps: tuple[Step, ...]
    length: int
    paths: int
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """The one table: steps."""
        return {"steps": self.steps}

    def notes(self) -> tuple[str, ...]:
        """How many paths of which length."""
        return self.remarks


def path(resolved: Resolved, actor: str, other: str, selection: Selection | None = None, *, top: int = 5) -> Paths:
    """Shortest paths between two actors in the simple network of the selected ties (whatever their direction).

    NotFoundError when one has no such tie or they are in different components.
    """
    if top < 1:
        raise UsageError("ask for the top 1 or more")
    one, two = find(resolved, actor), find(resolved, other)
    if one.id == two.id:
        raise UsageError(f"{one.name} and {two.name} are the same; name two")
    selected = require(resolved, selection)
    network = simple(selected.ties)
    conditions = selected.selection.describe()
    at = {id_: position for position, id_ in enumerate(network.nodes)}
    for entity in (one, two):
        if entity.id not in at:
            raise NotFoundError(f"{entity.name} ({entity.id}) has no ties ({conditions})")
    found = _shortest(network, at[one.id], at[two.id])
    if not found:
        raise NotFoundError(f"{one.name} and {two.name} are not linked ({conditions}): {_apart(network, one, two, at)}")
    ranked = sorted(found, key=lambda nodes: (-_ties(network, nodes), [network.nodes[n] for n in nodes]))
    steps = tuple(
        _step(resolved, network, (number, place), pair)
        for number, nodes in enumerate(ranked[:top], start=1)
        for place, pair in enumerate(pairwise(nodes), start=1)
    )
    length = len(found[0]) - 1
    number = f"at least {_MOST:,} shortest paths" if len(found) >= _MOST else count(len(found), "shortest path")
    remark = f"{number} of {count(length, 'step')} from {one.name} ({one.id}) to {two.name} ({two.id})"
    return Paths(steps, length, len(found), (remark, *selected.notes()))


def _shortest(network: Simple, start: int, goal: int) -> list[list[int]]:
    """All shortest paths as lists of positions, up to a limit, by breadth-first search from the goal.

    igraph counts every path before it returns; in a network of many equal ones that does not end.
    """
    near: list[list[int]] = [[] for _ in network.nodes]
    for one, other in network.edges:
        near[one].append(other)
        near[other].append(one)
    far = {goal: 0}
    border = [goal]
    while border and start not in far:
        border = [n for node in border for n in near[node] if n not in far and far.setdefault(n, far[node] + 1)]
    if start not in far:
        return []
    paths = [[start]]
    for left in range(far[start] - 1, -1, -1):
        paths = [[*p, n] for p in paths for n in sorted(near[p[-1]]) if far.get(n) == left][:_MOST]
    return paths


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _ties(network: Simple, nodes: Sequence[int]) -> int:
    return sum(len(network.edges[_pair(a, b)]) for a, b in pairwise(nodes))


def _step(resolved: Resolved, network: Simple, numbers: tuple[int, int], pair: tuple[int, int]) -> Step:
    one, two = (resolved.entities[network.nodes[node]] for node in pair)
    ties = network.edges[_pair(*pair)]
    layers = tuple(sorted({tie.layer for tie in ties}))
    ids = tuple(sorted(tie.id for tie in ties))
    return Step(*numbers, one.id, one.name, two.id, two.name, two.kind, layers, len(ties), ids)


def _apart(network: Simple, one: Entity, two: Entity, at: Mapping[str, int]) -> str:
    parts = network.undirected().connected_components()
    sizes = parts.sizes()
    mine, yours = (sizes[parts.membership[at[entity.id]]] for entity in (one, two))
    return f"they stand in components of {count(mine, 'node')} and {count(yours, 'node')}"
