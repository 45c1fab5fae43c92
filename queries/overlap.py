"""Question 3: do two layers overlap more than chance would have it?

Two layers meet in a pair when both join the same two: the same unit and foreign state (`by=state`), or the very same
entities (`by=partner`). Chance: the units of the first layer are permuted among each other and the states among
each other (QAP: Hubert 1987, Assignment Methods; Krackhardt 1988, Social Networks 10), which keeps the whole structure
of both layers and breaks only who is who. Entities change places only with those of their kind, among all that either
layer has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, ClassVar

from graph.errors import NotFoundError, UsageError
from graph.model import Resolved
from queries.chance import LEVEL, Against, against, permutations, shuffles, two_sided
from queries.enrichment import corrected
from queries.incidence import COLUMNS, incidence, name_of, small
from queries.selection import Selection, count, kind, make, select

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two layers. `pairs_a`, `pairs_b`: pairs that each joins; `shared`: joined by both; `jaccard`: shared over all
    pairs of either, 0 to 1 (Jaccard 1912). `expected`, `sd`, `z`: shared pairs under permutation; `p_more`, `p_less`:
    one-sided; `p`: two-sided; `q`: `p` corrected over all rows (Benjamini and Hochberg 1995); `n`: permutations."""

    SHOWN: ClassVar[tuple[str, ...]] = (
        "layer_a", "layer_b", "pairs_a", "pairs_b", "shared", "jaccard", "expected", "z", "p_more", "p_less", "q",
    )  # fmt: skip

    layer_a: str
    layer_b: str
    pairs_a: int
    pairs_b: int
    shared: int
    jaccard: float
    expected: float
    sd: float
    z: float | None
    p_more: float
    p_less: float
    p: float
    q: float
    n: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A pair that both layers join."""

    a: str
    a_name: str
    b: str
    b_name: str


@dataclass(frozen=True, slots=True)
class AtState:
    """A state (or partner) that both layers reach, by whom in each; `same` counts who is in both. `chance` is the
    chance that a unit of the first, drawn at random from the units of the second layer, would be in it."""

    b: str
    b_name: str
    units_a: tuple[str, ...]
    units_b: tuple[str, ...]
    same: int
    chance: float


@dataclass(frozen=True, slots=True)
class LayerOverlap:
    """The answer: the test of each pair of layers; for one pair also what they share and where both are."""

    overlaps: tuple[Overlap, ...]
    shared: tuple[Shared, ...]
    meeting: tuple[AtState, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`overlap`, `shared` pairs and `meeting`: states that both reach."""
        return {"overlap": self.overlaps, "shared": self.shared, "meeting": self.meeting}

    def notes(self) -> tuple[str, ...]:
        """The selection, the null model, and how small the sample is."""
        return self.remarks


def overlap(
    resolved: Resolved,
    layer: str | None = None,
    other: str | None = None,
    selection: Selection | None = None,
    *,
    by: str = "state",
    rank: Sequence[str] = (),
    permutations: int = 1000,
    seed: int = 1,
) -> LayerOverlap:
    """Overlap of two layers, or of all pairs of layers when none is named; `rank` takes actors of these kinds only.

    NotFoundError for a layer without ties, UsageError for one layer alone or twice the same.
    """
    if (layer is None) != (other is None):
        raise UsageError("name two layers, or none for all pairs of layers")
    if by not in COLUMNS:
        raise UsageError(f"layers overlap by {' or '.join(COLUMNS)}, not by '{by}'")
    chosen = selection or Selection()
    kinds = tuple(kind(name) for name in rank)
    tokens = make(layers=[layer, other]).layers if layer and other else _layers(resolved, chosen)
    if layer and len(set(tokens)) < 2:
        raise UsageError(f"a layer overlaps with itself altogether; name another than {tokens[0]}")
    found = {token: _pairs(resolved, token, chosen, (by, kinds), named=layer is not None) for token in tokens}
    return _answer(resolved, {t: p for t, p in found.items() if p}, layer is not None, by, permutations, seed)


def _answer(
    resolved: Resolved, layers: Mapping[str, set[Pair]], named: bool, by: str, n: int, seed: int
) -> LayerOverlap:
    if len(layers) < 2:
        raise NotFoundError(
            f"an overlap needs two layers with ties of units abroad; there is {', '.join(layers) or 'none'}"
        )
    rows = [
        _tested(resolved, (one, layers[one]), (two, layers[two]), n, seed + at)
        for at, (one, two) in enumerate(combinations(layers, 2))
    ]
    rows = [replace(row, q=q) for row, q in zip(rows, corrected([row.p for row in rows]), strict=True)]
    rows.sort(key=lambda row: (row.q, row.p, -row.jaccard, row.layer_a, row.layer_b))
    remarks = [f"pairs of {'a unit and a state' if by == 'state' else 'entities'}; {n:,} permutations from seed {seed}"]
    least = min(1.0, 2 * len(rows) / (n + 1))
    if least > LEVEL:
        remarks.append(f"with {n:,} permutations no q of {len(rows)} tests falls below {least:.2g}; ask for more")
    shared: tuple[Shared, ...] = ()
    meeting: tuple[AtState, ...] = ()
    if named:
        a, b = layers.values()
        shared = tuple(Shared(x, name_of(resolved, x), y, name_of(resolved, y)) for x, y in sorted(a & b))
        meeting = _meeting(resolved, a, b)
        remarks += [_meeting_line(meeting), *small(min(len(a), len(b)), "pairs in the smaller layer")]
    return LayerOverlap(tuple(rows), shared, meeting, tuple(remarks))


def _layers(resolved: Resolved, selection: Selection) -> tuple[str, ...]:
    return tuple(sorted({tie.layer for tie in select(resolved, selection).ties}))


def _pairs(
    resolved: Resolved, layer: str, selection: Selection, how: tuple[str, tuple[str, ...]], named: bool
) -> set[Pair]:
    """Pairs that a layer joins; of a pair of units the smaller id comes first."""
    by, kinds = how
    selected = select(resolved, replace(selection, layers=(layer,)))
    pairs = set(incidence(resolved, selected.ties, kinds, by).cells)
    if not pairs and named:
        why = "no ties" if not selected.ties else "no tie of a unit with a foreign state or one of its parts"
        there = ", ".join(_layers(resolved, replace(selection, layers=())))
        raise NotFoundError(f"layer {layer} has {why} ({selected.selection.describe()}); layers with ties are {there}")
    return {(min(p), max(p)) for p in pairs} if by == "partner" else pairs


def _tested(resolved: Resolved, a: tuple[str, set[Pair]], b: tuple[str, set[Pair]], n: int, seed: int) -> Overlap:
    shared, union = len(a[1] & b[1]), len(a[1] | b[1])
    null = permuted(resolved, a[1], b[1], n, seed)
    return Overlap(
        a[0], b[0], len(a[1]), len(b[1]), shared, shared / union, null.expected, null.sd, null.z, null.p_more,
        null.p_less, two_sided(null), 1.0, null.n,
    )  # fmt: skip


def permuted(resolved: Resolved, a: set[Pair], b: set[Pair], n: int, seed: int) -> Against:
    """Shared pairs of two layers against n permutations of the entities of the first, inside their kinds."""
    import numpy as np

    permutations(n)
    ids = sorted({end for pair in a | b for end in pair})
    at = {id_: position for position, id_ in enumerate(ids)}
    kinds = [e.kind if (e := resolved.entities.get(id_)) else "State" for id_ in ids]
    ends = np.array([(at[x], at[y]) for x, y in sorted(a)], dtype=np.int64)
    width = len(ids)
    held = np.sort(np.array([min(at[x], at[y]) * width + max(at[x], at[y]) for x, y in b], dtype=np.int64))
    rng = np.random.default_rng(seed)
    counts: list[int] = []
    step = max(1, 4_000_000 // max(len(ids), len(ends)))  # so that one round stays within tens of megabytes
    for start in range(0, n, step):
        moved = shuffles(rng, kinds, min(step, n - start))
        one, two = moved[:, ends[:, 0]], moved[:, ends[:, 1]]
        keys = np.minimum(one, two) * width + np.maximum(one, two)
        place = np.searchsorted(held, keys)
        place[place == len(held)] = 0
        counts += (held[place] == keys).sum(axis=1).tolist()
    return against(len(a & b), counts)


def _meeting(resolved: Resolved, a: set[Pair], b: set[Pair]) -> tuple[AtState, ...]:
    """States that both layers reach, with the chance that a random unit of the second layer's hits one there."""
    pool = {x for x, _ in b}
    sorts = {_sort(resolved, x) for x in pool}
    rows = []
    for column in sorted({y for _, y in a} & {y for _, y in b}):
        mine, theirs = {x for x, y in a if y == column}, {x for x, y in b if y == column}
        able = sum(_sort(resolved, x) in sorts for x in mine)
        one, two = (tuple(sorted(name_of(resolved, x) for x in ids)) for ids in (mine, theirs))
        rows.append(
            AtState(column, name_of(resolved, column), one, two, len(mine & theirs), able * len(theirs) / len(pool))
        )
    return tuple(rows)


def _sort(resolved: Resolved, id_: str) -> tuple[str, str | None]:
    """Kind and country: only a unit of a sort that the other layer has could be in it."""
    entity = resolved.entities.get(id_)
    return (entity.kind, entity.country) if entity else ("State", id_)


def _meeting_line(rows: Sequence[AtState]) -> str:
    same, chance = sum(row.same for row in rows), sum(row.chance for row in rows)
    return (
        f"both layers are in {count(len(rows), 'state')}; the same unit in {same}, where units drawn at random would "
        f"give {chance:.2f}"
    )
