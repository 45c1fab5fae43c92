"""Question 6: who stands between others: Burt's structural holes, and Gould and Fernandez's roles by group.

Structural holes are measured on the simple undirected, unweighted network. The roles count open two-paths a → b → c
(no tie a → c), symmetric ties running both ways, by the groups of the three; what has no group takes no role.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from graph.errors import UsageError
from graph.model import Resolved
from queries.chance import against, permutations, two_sided
from queries.enrichment import corrected
from queries.groups import check, labels
from queries.network import Simple, simple
from queries.selection import Selection, count, kind, require

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROLES = ("coordinator", "gatekeeper", "representative", "consultant", "liaison")
_MOST = 20_000_000  # open two-paths that are held at once for permutations
ORDERS = ("constraint", "effective_size", "efficiency", *ROLES, "brokerage")


@dataclass(frozen=True, slots=True)
class Broker:
    """One node.

    degree: distinct neighbours. effective_size: neighbours less their mean number of ties among each other (Burt 1992,
    Structural Holes, p. 52; Borgatti 1997, Connections 20). efficiency: effective size over degree, 0 to 1. constraint:
    Burt's (1992, p. 54), small where contacts are apart, empty without neighbours. Roles count two-paths (Gould and
    Fernandez 1989, Sociological Methodology 19): coordinator A-A-A, gatekeeper B-A-A, representative A-A-B, consultant
    B-A-B, liaison B-A-C, the broker in the middle; `brokerage` is their sum.
    """

    SHOWN: ClassVar[tuple[str, ...]] = (
        "name", "kind", "group", "degree", "effective_size", "efficiency", "constraint", *ROLES, "brokerage", "id",
    )  # fmt: skip

    id: str
    name: str
    kind: str
    group: str | None
    degree: int
    effective_size: float
    efficiency: float | None
    constraint: float | None
    coordinator: int
    gatekeeper: int
    representative: int
    consultant: int
    liaison: int
    brokerage: int


@dataclass(frozen=True, slots=True)
class Role:
    """A role over the whole network: `observed` two-paths, `expected` and `z` when groups are dealt out anew at random,
    `p` two-sided, `q` corrected over the five roles, `n` permutations."""

    role: str
    observed: int
    expected: float
    z: float | None
    p: float
    q: float
    n: int


@dataclass(frozen=True, slots=True)
class Brokerage:
    """The answer: nodes by the measure asked for, and the roles over the network."""

    brokers: tuple[Broker, ...]
    roles: tuple[Role, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`brokers` and `roles`."""
        return {"brokers": self.brokers, "roles": self.roles}

    def notes(self) -> tuple[str, ...]:
        """The selection, and which nodes have no group."""
        return self.remarks


def brokerage(
    resolved: Resolved,
    selection: Selection | None = None,
    *,
    group: str = "country",
    by: str = "brokerage",
    rank: Sequence[str] = (),
    top: int | None = None,
    permutations: int = 1000,
    seed: int = 1,
) -> Brokerage:
    """Brokers of the selected network; `group` is an attribute of `queries.groups`, `rank` lists nodes of these kinds.

    Ordered by `by`, greatest first (least first for constraint). NotFoundError for an empty selection.
    """
    if by not in ORDERS:
        raise UsageError(f"'{by}' is not a measure of brokerage; known are {', '.join(ORDERS)}")
    attribute = check(group)
    kinds = {kind(name) for name in rank}
    selected = require(resolved, selection)
    network = simple(selected.ties)
    groups = labels(resolved, list(network.nodes), attribute)
    paths = open_paths(network)
    each = _roles_of_nodes(network, paths, groups)
    holes = structural_holes(network)
    rows = [_row(resolved, network, at, groups[at], holes, each[at]) for at in range(len(network.nodes))]
    rows = [row for row in rows if not kinds or row.kind in kinds]
    sign = 1 if by == "constraint" else -1
    rows.sort(key=lambda row: (getattr(row, by) is None, sign * (getattr(row, by) or 0), row.id))
    without = sum(value is None for value in groups)
    remarks = [*selected.notes(), f"groups by {attribute.replace('_', ' ')}: {len(set(groups) - {None})}"]
    if without:
        remarks.append(f"{count(without, 'node')} without one: two-paths through them or to them have no role")
    return Brokerage(tuple(rows[:top]), _over_network(paths, groups, permutations, seed), tuple(remarks))


def structural_holes(network: Simple) -> dict[str, list[Any]]:
    """Degree, effective size and constraint of each node, in the order of `network.nodes`."""
    graph = network.undirected()
    degree = graph.degree()
    size = []
    triangles = _triangles(network)
    for at, near in enumerate(degree):
        size.append(near - 2 * triangles[at] / near if near else 0.0)
    constraint = [None if math.isnan(value) else value for value in graph.constraint()]
    return {"degree": degree, "effective_size": size, "constraint": constraint}


def _triangles(network: Simple) -> list[int]:
    """Triangles at each node: ties among its neighbours."""
    near: list[set[int]] = [set() for _ in network.nodes]
    for one, other in network.edges:
        near[one].add(other)
        near[other].add(one)
    found = [0] * len(network.nodes)
    for one, other in network.edges:
        for third in near[one] & near[other]:
            found[third] += 1
    return found


def open_paths(network: Simple) -> NDArray[Any]:
    """All two-paths a → b → c without an arc a → c, as rows of node positions."""
    import numpy as np

    out: list[list[int]] = [[] for _ in network.nodes]
    into: list[list[int]] = [[] for _ in network.nodes]
    for one, other in network.arcs:
        out[one].append(other)
        into[other].append(one)
    far = [set(ends) for ends in out]
    total = sum(len(a) * len(c) for a, c in zip(into, out, strict=True))
    if total > _MOST:
        raise UsageError(f"{total:,} two-paths are too many for roles; choose a layer, a year or a kind")
    rows = [(a, b, c) for b in range(len(network.nodes)) for a in into[b] for c in out[b] if a != c and c not in far[a]]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _coded(groups: Sequence[str | None]) -> NDArray[Any]:
    """Groups as numbers, -1 for none."""
    import numpy as np

    numbers = {value: at for at, value in enumerate(sorted({g for g in groups if g is not None}))}
    return np.array([-1 if g is None else numbers[g] for g in groups], dtype=np.int64)


def roles(a: NDArray[Any], b: NDArray[Any], c: NDArray[Any]) -> NDArray[Any]:
    """The role of each two-path by the groups of its three: its position in `ROLES`, -1 where a group is missing."""
    import numpy as np

    found = np.full(a.shape, 4, dtype=np.int64)
    found[(a == c) & (a != b)] = 3
    found[(a == b) & (b != c)] = 2
    found[(a != b) & (b == c)] = 1
    found[(a == b) & (b == c)] = 0
    found[(a < 0) | (b < 0) | (c < 0)] = -1
    return found


def _roles_of_nodes(network: Simple, paths: NDArray[Any], groups: Sequence[str | None]) -> list[list[int]]:
    import numpy as np

    code = _coded(groups)
    found = roles(code[paths[:, 0]], code[paths[:, 1]], code[paths[:, 2]])
    table = np.zeros((len(network.nodes), len(ROLES)), dtype=np.int64)
    known = found >= 0
    np.add.at(table, (paths[known, 1], found[known]), 1)
    rows: list[list[int]] = table.tolist()
    return rows


def _over_network(paths: NDArray[Any], groups: Sequence[str | None], n: int, seed: int) -> tuple[Role, ...]:
    import numpy as np

    permutations(n)
    code = _coded(groups)
    if not len(paths):
        return ()
    known = np.flatnonzero(code >= 0)
    rng = np.random.default_rng(seed)
    counted = path_counter(paths[(code[paths] >= 0).all(axis=1)])
    drawn = np.zeros((n, len(ROLES)), dtype=np.int64)
    for at in range(n):
        moved = code.copy()
        moved[known] = rng.permutation(code[known])
        drawn[at] = counted(moved)
    observed = counted(code)
    tests = [against(float(observed[at]), drawn[:, at]) for at in range(len(ROLES))]
    chances = [two_sided(test) for test in tests]
    return tuple(
        Role(role, int(test.observed), test.expected, test.z, p, q, n)
        for role, test, p, q in zip(ROLES, tests, chances, corrected(chances), strict=True)
    )


def path_counter(paths: NDArray[Any]) -> Callable[[NDArray[Any]], tuple[int, ...]]:
    """A function from the groups of all nodes to the number of paths in each role; the paths' nodes all have one.

    The roles follow from how many paths have equal groups at a and b, at b and c, at a and c, and at all three. Many
    paths share their a and b, and the way back a ← b ← c is alike in all but which of its ends is which, so that each
    pair, and each path or its way back, is looked at once.
    """
    import numpy as np

    a, b, c = paths.T
    nodes = int(paths.max(initial=0)) + 1
    (a1, b1), n_ab = _distinct(nodes, a, b)
    (b2, c2), n_bc = _distinct(nodes, b, c)
    (one, middle, other), n_abc = _distinct(nodes, np.minimum(a, c), b, np.maximum(a, c))

    def counted(groups: NDArray[Any]) -> tuple[int, ...]:
        own = groups.astype(np.int32)  # half the memory to walk through
        same_ab = int(n_ab[own[a1] == own[b1]].sum())
        same_bc = int(n_bc[own[b2] == own[c2]].sum())
        apart = np.flatnonzero(own[one] == own[other])
        same_ac = int(n_abc[apart].sum())
        every = int(n_abc[apart[own[middle[apart]] == own[one[apart]]]].sum())
        found = every, same_bc - every, same_ab - every, same_ac - every
        return *found, len(paths) - sum(found)

    return counted


def _distinct(nodes: int, *columns: NDArray[Any]) -> tuple[list[NDArray[Any]], NDArray[Any]]:
    """The distinct rows of columns of positions below `nodes`, as columns, and how often each occurs."""
    import numpy as np

    keys = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        keys = keys * nodes + column
    keys, times = np.unique(keys, return_counts=True)
    out = []
    for _ in columns:
        keys, column = np.divmod(keys, nodes)
        out.append(column.astype(np.int32))
    return out[::-1], times


def _row(
    resolved: Resolved, network: Simple, at: int, group: str | None, holes: Mapping[str, list[Any]], own: list[int]
) -> Broker:
    entity = resolved.entities[network.nodes[at]]
    degree, size = holes["degree"][at], holes["effective_size"][at]
    efficiency = size / degree if degree else None
    constraint = holes["constraint"][at]
    return Broker(
        entity.id, entity.name, entity.kind, group, degree, size, efficiency, constraint,
        own[0], own[1], own[2], own[3], own[4], sum(own),
    )  # fmt: skip
