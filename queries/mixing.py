"""Question 9: do like join like: mixing by level, position, macro-region; degree; and nesting of city ties.

Measured on the simple undirected network. Chance: the values are dealt out anew among the nodes that have one
(positions and macro-regions each among their own).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import NotFoundError
from graph.model import Resolved
from queries.chance import against, permutations, two_sided
from queries.groups import POSITIONS, check, labels
from queries.incidence import small
from queries.nesting import Nesting, nesting
from queries.network import Simple, simple
from queries.selection import Selection, count, require

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Assortativity:
    """How much like joins like. `r`: Newman's coefficient (2003, Phys. Rev. E 67, 026126), 1 when like joins only like,
    0 by chance, empty where all are alike; `degree` stands for the correlation of degrees at the two ends. `error`: its
    standard error by leaving out one edge at a time (jackknife, ibid. p. 3); `edges`, `nodes`: what it rests on;
    `expected`, `p` (two-sided): from `n` permutations of the values."""

    attribute: str
    r: float | None
    error: float | None
    expected: float | None
    p: float | None
    edges: int
    nodes: int
    n: int


@dataclass(frozen=True, slots=True)
class Mixed:
    """Two values and the edges between their holders: `edges`; `expected`: by permutation; `ratio`: observed over
    expected, empty where none is expected; `share`: of all edges, 0 to 1."""

    a: str
    b: str
    edges: int
    expected: float
    ratio: float | None
    share: float


@dataclass(frozen=True, slots=True)
class Mixing:
    """The answer: the coefficients, the matrix of values as a list, and the nesting of city ties."""

    assortativity: tuple[Assortativity, ...]
    mixing: tuple[Mixed, ...]
    nesting: tuple[Nesting, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`assortativity`, `mixing`, `nesting`."""
        return {"assortativity": self.assortativity, "mixing": self.mixing, "nesting": self.nesting}

    def notes(self) -> tuple[str, ...]:
        """The selection, and what has no value."""
        return self.remarks


def mixing(
    resolved: Resolved,
    selection: Selection | None = None,
    *,
    group: str = "level",
    permutations: int = 1000,
    seed: int = 1,
) -> Mixing:
    """Mixing by an attribute of `queries.groups`. NotFoundError when no tie has the attribute at both ends."""
    attribute = check(group)
    selected = require(resolved, selection)
    network = simple(selected.ties)
    values = labels(resolved, list(network.nodes), attribute)
    test, rows = _mixed(network, values, attribute, permutations, seed)
    if test is None:
        raise NotFoundError(
            f"no tie has a {attribute.replace('_', ' ')} at both ends ({selected.selection.describe()})"
        )
    nested = nesting(resolved, selected.ties, permutations, seed)
    without = sum(value is None for value in values)
    remarks = [*selected.notes()]
    if without:
        remarks.append(f"{count(without, 'node')} without a {attribute.replace('_', ' ')} left out of its mixing")
    if not nested:
        remarks.append("nesting: no unit below a known one has ties abroad here")
    remarks += small(test.edges, "edges")
    return Mixing((test, _by_degree(network)), rows, nested, tuple(remarks))


def _ends(network: Simple) -> NDArray[Any]:
    import numpy as np

    return np.array(list(network.edges), dtype=np.int64).reshape(-1, 2)


def coefficient(table: NDArray[Any]) -> float | None:
    """Newman's coefficient of a symmetric table of edge ends; None where every edge joins one value."""
    total = table.sum()
    if not total:
        return None
    share = table / total
    chance = float((share.sum(axis=0) * share.sum(axis=1)).sum())
    return (float(share.trace()) - chance) / (1 - chance) if chance < 1 - 1e-12 else None


def _table(codes: NDArray[Any], ends: NDArray[Any], n: int) -> NDArray[Any]:
    """Symmetric table of edge ends: each edge counts once at each of its ends."""
    import numpy as np

    one, two = codes[ends[:, 0]], codes[ends[:, 1]]
    table: NDArray[Any] = np.bincount(one * n + two, minlength=n * n).reshape(n, n)
    both: NDArray[Any] = table + table.T
    return both


def _mixed(
    network: Simple, values: Sequence[str | None], attribute: str, n: int, seed: int
) -> tuple[Assortativity | None, tuple[Mixed, ...]]:
    import numpy as np

    permutations(n)
    names = sorted({value for value in values if value is not None})
    at = {name: position for position, name in enumerate(names)}
    codes = np.array([at[value] if value is not None else -1 for value in values], dtype=np.int64)
    ends = _ends(network)
    ends = ends[(codes[ends[:, 0]] >= 0) & (codes[ends[:, 1]] >= 0)]
    if not len(ends):
        return None, ()
    table = _table(codes, ends, len(names))
    r = coefficient(table)
    known = np.unique(ends)
    inside = np.array([value in POSITIONS if attribute == "position" else True for value in values])
    parts = [part for part in (known[inside[known]], known[~inside[known]]) if len(part)]
    rng = np.random.default_rng(seed)
    total, drawn = np.zeros_like(table, dtype=float), []
    for _ in range(n):
        moved = codes.copy()
        for part in parts:
            moved[part] = rng.permutation(codes[part])
        found = _table(moved, ends, len(names))
        total += found
        drawn.append(coefficient(found) or 0.0)
    test = against(r, drawn) if r is not None else None
    row = Assortativity(
        attribute, r, _error(table, codes, ends, r), test.expected if test else None,
        two_sided(test) if test else None, len(ends), len(known), n,
    )  # fmt: skip
    return row, _rows(names, table, total / n, len(ends))


def _error(table: NDArray[Any], codes: NDArray[Any], ends: NDArray[Any], r: float | None) -> float | None:
    """Jackknife over edges; edges of the same two values give the same, and are counted together."""
    if r is None or len(ends) < 2:
        return None
    total = 0.0
    for (one, two), times in _kinds(codes, ends).items():
        less = table.copy()
        less[one, two] -= 1
        less[two, one] -= 1
        without = coefficient(less)
        total += times * ((without if without is not None else r) - r) ** 2
    return math.sqrt(total)


def _kinds(codes: NDArray[Any], ends: NDArray[Any]) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for one, two in zip(codes[ends[:, 0]].tolist(), codes[ends[:, 1]].tolist(), strict=True):
        pair = (min(one, two), max(one, two))
        found[pair] = found.get(pair, 0) + 1
    return dict(sorted(found.items()))


def _rows(names: Sequence[str], table: NDArray[Any], mean: NDArray[Any], edges: int) -> tuple[Mixed, ...]:
    """The matrix as a list, most edges first; a value with itself stands twice in the table."""
    rows = []
    for i, a in enumerate(names):
        for j in range(i, len(names)):
            half = 2 if i == j else 1
            seen, expected = int(table[i, j]) // half, float(mean[i, j]) / half
            if seen or expected >= 0.5:
                ratio = seen / expected if expected > 0 else None
                rows.append(Mixed(a, names[j], seen, expected, ratio, seen / edges))
    return tuple(sorted(rows, key=lambda row: (-row.edges, -row.expected, row.a, row.b)))


def _by_degree(network: Simple) -> Assortativity:
    """Correlation of the degrees at the two ends; chance has no part in it, so it bears no p."""
    graph = network.undirected()
    r = graph.assortativity_degree(directed=False) if graph.ecount() else math.nan
    return Assortativity(
        "degree", None if math.isnan(r) else r, None, None, None, graph.ecount(), graph.vcount(), 0
    )  # fmt: skip
