"""Question 5: which provinces are alike: one-mode projection of a two-mode network, with a significance backbone.

Two actors are alike when they share more states (or partners) than chance gives. `svn`: the statistically validated
network of Tumminello, Miccichè, Lillo, Piilo and Mantegna (2011), PLoS ONE 6(3): the hypergeometric chance of so many
shared states, given how many each has, corrected for all pairs tried by Benjamini and Hochberg (1995). `curveball`: the
share of random tables with the same row and column sums in which the pair shares as many; it also allows for states
that everybody reaches (see `queries.chance`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from graph.errors import UsageError
from graph.model import Resolved
from queries.chance import LEVEL, curveball, permutations
from queries.enrichment import corrected, hypergeometric_tail
from queries.incidence import Incidence, name_of, required, small
from queries.selection import Selection, count, kind, require

if TYPE_CHECKING:
    from numpy.typing import NDArray

METHODS = ("svn", "curveball")
_MOST = 2000  # actors whose pairs are all tried: two million tests


@dataclass(frozen=True, slots=True)
class Alike:
    """Two actors. `shared`: states (partners) that both have, `states`: which; `n_a`, `n_b`: how many each has;
    `expected`: shared ones by chance; `jaccard`: shared over all of either, 0 to 1; `p`: chance of at least so many
    shared; `q`: corrected over all pairs tried; `kept`: in the backbone, `q` at most 0.05."""

    SHOWN: ClassVar[tuple[str, ...]] = (
        "a_name", "b_name", "shared", "n_a", "n_b", "expected", "jaccard", "p", "q", "kept", "states",
    )  # fmt: skip

    a: str
    a_name: str
    b: str
    b_name: str
    shared: int
    n_a: int
    n_b: int
    expected: float
    jaccard: float
    p: float
    q: float
    kept: bool
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """The answer: pairs that share anything, the most significant first."""

    pairs: tuple[Alike, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Alike]]:
        """The one table: pairs."""
        return {"pairs": self.pairs}

    def notes(self) -> tuple[str, ...]:
        """The selection, the null model, how many pairs were tried and kept."""
        return self.remarks


def alike(
    resolved: Resolved,
    selection: Selection | None = None,
    *,
    by: str = "state",
    rank: Sequence[str] = ("Province",),
    method: str = "svn",
    permutations: int = 1000,
    top: int | None = None,
    seed: int = 1,
) -> Projection:
    """Pairs of actors of the kinds `rank` by the states (`by=partner`: the partners) that they share.

    `top` lists the first so many. NotFoundError with fewer than two actors, UsageError for an unknown method.
    """
    if method not in METHODS:
        raise UsageError(f"'{method}' is not a method for likeness; known are {', '.join(METHODS)}")
    selected = require(resolved, selection)
    kinds = [kind(name) for name in rank]
    table = required(resolved, selected.ties, kinds, "likeness", by=by)
    if len(table.rows) > _MOST:
        raise UsageError(
            f"{len(table.rows):,} actors make too many pairs (at most {_MOST:,}); choose a kind, a layer or a year"
        )
    rows = _pairs(resolved, table, method, permutations, seed)
    kept = sum(row.kept for row in rows)
    tried = len(table.rows) * (len(table.rows) - 1) // 2
    what = "states" if by == "state" else "partners"
    null = "hypergeometric chance" if method == "svn" else f"{permutations:,} curveball tables from seed {seed}"
    remark = (
        f"{count(len(table.rows), 'actor')}, {len(table.columns):,} {what}, {count(tried, 'pair')} tried by {null}; "
        f"{len(rows):,} share anything, {kept:,} more than chance (q at most {LEVEL})"
    )
    notes = (*selected.notes(), remark, *small(len(table.rows), "actors"))
    return Projection(tuple(rows[:top]), notes)


def _pairs(resolved: Resolved, table: Incidence, method: str, n: int, seed: int) -> list[Alike]:
    import numpy as np

    matrix = table.matrix.astype(np.int64)
    shared = matrix @ matrix.T
    each = matrix.sum(axis=1)
    width = len(table.columns)
    one, two = np.triu_indices(len(table.rows), k=1)
    observed = shared[one, two]
    if method == "svn":
        expected = each[one] * each[two] / width
        chances = [
            hypergeometric_tail(int(k), int(each[i]), int(each[j]), width)
            for k, i, j in zip(observed, one, two, strict=True)
        ]
    else:
        expected, chances = _by_curveball(table.matrix, observed, (one, two), n, seed)
    adjusted = corrected(chances)
    states = [set(np.flatnonzero(row).tolist()) for row in matrix]
    rows = []
    for at, (i, j) in enumerate(zip(one.tolist(), two.tolist(), strict=True)):
        k = int(observed[at])
        if not k:
            continue
        both = tuple(sorted(name_of(resolved, table.columns[column]) for column in states[i] & states[j]))
        a, b = table.rows[i], table.rows[j]
        rows.append(
            Alike(
                a, name_of(resolved, a), b, name_of(resolved, b), k, int(each[i]), int(each[j]), float(expected[at]),
                k / int(each[i] + each[j] - k), chances[at], adjusted[at], adjusted[at] <= LEVEL, both,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row.p, -row.shared, row.a, row.b))


def _by_curveball(
    matrix: NDArray[Any], observed: NDArray[Any], at: tuple[NDArray[Any], NDArray[Any]], n: int, seed: int
) -> tuple[NDArray[Any], list[float]]:
    """Mean of shared columns over random tables, and the chance of at least so many."""
    import numpy as np

    permutations(n)
    total = np.zeros(len(observed))
    reached = np.ones(len(observed))
    for drawn in curveball(matrix, n, seed):
        wide = drawn.astype(np.int64)
        found = (wide @ wide.T)[at]
        total += found
        reached += found >= observed
    return total / n, (reached / (n + 1)).tolist()
