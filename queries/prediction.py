"""Scores of missing pairs in a two-mode network, and their test on pairs that came later (see `queries.missing`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queries.incidence import Incidence

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCORES = ("combined", "neighbours", "adamic_adar", "katz", "degree")
_LEAST = 5
_RESAMPLED = 1000


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a method was. `auc`: chance that a later pair scores above one that never came, 0.5 for random (Hanley
    and McNeil 1982, Radiology 143); `ap`: average precision, `ap_random`: what random order gives (the share of later
    pairs); `positives`, `candidates`: later pairs among open ones; `gain`: AUC less that of `degree`, with the 95 %
    interval `gain_low` to `gain_high` over 1,000 bootstrap samples of the later pairs; empty for the baselines."""

    method: str
    auc: float
    ap: float
    ap_random: float
    positives: int
    candidates: int
    gain: float
    gain_low: float | None
    gain_high: float | None


def scores(matrix: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Every score by method, in the shape of the table."""
    import numpy as np

    a = matrix.astype(float)
    rows, columns = a.sum(axis=1), a.sum(axis=0)

    def weight(degree: NDArray[Any]) -> NDArray[Any]:
        found: NDArray[Any] = 1 / np.log(np.maximum(degree, 2))
        return found

    neighbours = a @ (a.T @ a)
    adamic = (a * weight(columns)) @ (a.T @ (a * weight(rows)[:, None]))
    largest = float(np.sqrt(np.linalg.eigvalsh(a.T @ a).max())) if a.size else 1.0
    beta = 0.5 / max(largest, 1e-9)  # below one over the largest singular value, so that longer paths count less
    katz = beta * a + beta**3 * neighbours + beta**5 * (neighbours @ (a.T @ a))
    found = {
        "neighbours": neighbours,
        "adamic_adar": adamic,
        "katz": katz,
        "degree": rows[:, None] * columns[None, :],
    }
    parts = [_ranks(found[name].ravel()) / a.size for name in ("neighbours", "adamic_adar", "katz")]
    found["combined"] = np.mean(parts, axis=0).reshape(a.shape)
    return found


def _ranks(values: NDArray[Any]) -> NDArray[Any]:
    """Ranks from 1, equal values sharing their mean rank."""
    import numpy as np

    _, place, times = np.unique(np.round(values, 12), return_inverse=True, return_counts=True)
    ends = np.cumsum(times)
    means: NDArray[Any] = (ends - (times - 1) / 2)[place]
    return means


def auc(values: NDArray[Any], positive: NDArray[Any]) -> float:
    """Area under the receiver operating curve, ties counting half (Mann and Whitney 1947)."""
    yes = int(positive.sum())
    no = len(values) - yes
    return float((_ranks(values)[positive].sum() - yes * (yes + 1) / 2) / (yes * no))


def average_precision(values: NDArray[Any], positive: NDArray[Any]) -> float:
    """Mean precision at each later pair from the top; equal scores are taken as one group."""
    import numpy as np

    order = np.argsort(-np.round(values, 12), kind="stable")
    ranked, hits = np.round(values, 12)[order], positive[order]
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    found = np.cumsum(hits)[last]
    gained = np.diff(np.concatenate(([0], found)))
    return float((gained * found / (last + 1)).sum() / positive.sum())


def held_out(
    table: Incidence,
    born: Mapping[tuple[str, str], int],
    closed: Collection[tuple[str, str | None]],
    year: int,
    seed: int,
) -> tuple[tuple[Quality, ...] | None, int]:
    """Quality of every method on the pairs born from `year` on, and how many of these could be tested; None when fewer
    than five. Undated pairs are neither learnt from nor tested; `closed` ones cannot come and are no candidates."""
    import numpy as np

    rows = sorted({row for (row, _), when in born.items() if when < year})
    columns = sorted({column for (_, column), when in born.items() if when < year})
    down, across = ({id_: at for at, id_ in enumerate(ids)} for ids in (rows, columns))
    early = np.zeros((len(rows), len(columns)), dtype=np.int8)
    state = np.zeros(early.shape, dtype=np.int8)  # 0 open, 1 later, 2 taken or unknown
    for row, column in table.cells:
        if row in down and column in across:
            at = down[row], across[column]
            when = born.get((row, column))
            early[at] = when is not None and when < year
            state[at] = 1 if when is not None and when >= year else 2
    for unit, own in closed:
        if unit in down and own in across:
            state[down[unit], across[own]] = 2
    candidate = state.ravel() != 2
    positive = (state.ravel() == 1)[candidate]
    later = int(positive.sum())
    if later < _LEAST or later == len(positive):
        return None, later
    found = {name: score.ravel()[candidate] for name, score in scores(early).items()}
    return tuple(_row(name, found, positive, seed) for name in SCORES), later


def _row(name: str, found: Mapping[str, NDArray[Any]], positive: NDArray[Any], seed: int) -> Quality:
    import numpy as np

    value, base = auc(found[name], positive), auc(found["degree"], positive)
    n, later = len(positive), int(positive.sum())
    low: float | None = None
    high: float | None = None
    if name != "degree":
        rng = np.random.default_rng(seed)
        mine, theirs = (_placements(found[each], positive) for each in (name, "degree"))
        drawn = rng.integers(0, later, (_RESAMPLED, later))
        gains = (mine - theirs)[drawn].mean(axis=1)
        low, high = (float(x) for x in np.quantile(gains, (0.025, 0.975)))
    ap = average_precision(found[name], positive)
    return Quality(name, value, ap, later / n, later, n, value - base, low, high)


def _placements(values: NDArray[Any], positive: NDArray[Any]) -> NDArray[Any]:
    """For each later pair the share of pairs that never came which it outscores; their mean is the AUC."""
    ranks, own = _ranks(values), _ranks(values[positive])
    share: NDArray[Any] = (ranks[positive] - own) / (len(values) - int(positive.sum()))
    return share
