"""Change points in counts per year: where the rate of a Poisson process shifts.

Binary segmentation with the likelihood-ratio statistic of Worsley (1986), Biometrika 73: given its total, a stretch of
constant rate spreads its events over its years at random, so the p of the best split is the share of such random
stretches whose own best split is at least as strong (Monte Carlo, seeded). A stretch is split while p is at most 0.05
divided by the number of splits tried so far in its branch. The `ruptures` library was weighed: it needs scipy (112 MB),
its Poisson cost is not among its documented ones, and it gives no p.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEVEL = 0.05
_LEAST = 6  # births in a stretch below which no split is looked for


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A shift in the rate of births. `year`: the first with the new rate; `before`, `after`: births per year from
    `first` to the year before, and from it to `last`; `p`: of that split; `births`, `n`: events and random stretches
    that it rests on."""

    year: int
    first: int
    last: int
    before: float
    after: float
    p: float
    births: int
    n: int


def change_points(counts: Sequence[int], first_year: int, n: int, seed: int) -> tuple[ChangePoint, ...]:
    """Change points of counts of consecutive years, in time."""
    import numpy as np

    rng = np.random.default_rng(seed)
    found: list[ChangePoint] = []
    waiting = [(0, len(counts), 1)]
    while waiting:
        start, stop, depth = waiting.pop()
        own = np.asarray(counts[start:stop], dtype=float)
        total, years = int(own.sum()), stop - start
        if years < 2 or total < _LEAST:
            continue
        scores = likelihood_ratios(own[None, :])[0]
        best = int(scores.argmax())
        drawn = rng.multinomial(total, np.full(years, 1 / years), size=n).astype(float)
        p = (1 + int((likelihood_ratios(drawn).max(axis=1) >= scores[best] - 1e-9).sum())) / (n + 1)
        if p > _LEVEL / depth:
            continue
        cut = start + best + 1
        found.append(
            ChangePoint(
                first_year + cut, first_year + start, first_year + stop - 1, float(own[: best + 1].mean()),
                float(own[best + 1 :].mean()), p, total, n,
            )
        )  # fmt: skip
        waiting += [(start, cut, depth + 1), (cut, stop, depth + 1)]
    return tuple(sorted(found, key=lambda point: point.year))


def likelihood_ratios(counts: NDArray[Any]) -> NDArray[Any]:
    """Twice the log likelihood ratio of every split of each row; shape (rows, years - 1)."""
    import numpy as np

    years = counts.shape[1]
    left = np.cumsum(counts, axis=1)[:, :-1]
    total = counts.sum(axis=1, keepdims=True)
    right = total - left
    width = np.arange(1, years, dtype=float)

    def term(events: NDArray[Any], over: NDArray[Any]) -> NDArray[Any]:
        with np.errstate(divide="ignore", invalid="ignore"):
            each: NDArray[Any] = np.where(events > 0, events * np.log(events * years / (over * total)), 0.0)
        return each

    found: NDArray[Any] = 2 * (term(left, width) + term(right, years - width))
    return found
