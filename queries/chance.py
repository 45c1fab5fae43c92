"""What chance would give: permutations of labels, degree-preserving tables, Monte Carlo p-values, intervals.

Every generator takes a seed; the same seed gives the same numbers on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Z = 1.959963984540054  # 97.5 % quantile of the normal distribution
_TRADES = 5  # trades per row between two tables; Strona et al. 2014 find a few per row enough to forget the start
LEVEL = 0.05  # corrected p up to which a finding is called one


@dataclass(frozen=True, slots=True)
class Against:
    """A number against those of a null model.

    observed; expected and sd: mean and standard deviation of the null; z = (observed - expected) / sd, empty without
    spread; p_more, p_less: share of null numbers at least as large or as small, the observed one counted among them
    (Davison and Hinkley 1997, p. 159), so that no p is 0; n: null numbers drawn.
    """

    observed: float
    expected: float
    sd: float
    z: float | None
    p_more: float
    p_less: float
    n: int


def against(observed: float, null: Sequence[float] | NDArray[Any]) -> Against:
    """Compares an observed number with those of a null model."""
    import numpy as np

    drawn = np.asarray(null, dtype=float)
    n = len(drawn)
    mean, sd = float(drawn.mean()), float(drawn.std())
    more = (1 + int((drawn >= observed - 1e-9).sum())) / (n + 1)
    less = (1 + int((drawn <= observed + 1e-9).sum())) / (n + 1)
    return Against(observed, mean, sd, (observed - mean) / sd if sd > 1e-12 else None, more, less, n)


def two_sided(result: Against) -> float:
    """Twice the smaller one-sided p, at most 1."""
    return min(1.0, 2 * min(result.p_more, result.p_less))


def permutations(number: int) -> int:
    """The number of draws asked for; UsageError below 99, where no p could come near 0.01."""
    if not 99 <= number <= 100_000:
        raise UsageError("ask for 99 to 100,000 permutations")
    return number


def shuffles(rng: np.random.Generator, classes: Sequence[str], n: int) -> NDArray[np.int64]:
    """n permutations of positions, each position changing places only with those of its class; shape (n, positions)."""
    import numpy as np

    out = np.tile(np.arange(len(classes), dtype=np.int64), (n, 1))
    for value in sorted(set(classes)):
        at = np.array([i for i, own in enumerate(classes) if own == value], dtype=np.int64)
        out[:, at] = rng.permuted(np.tile(at, (n, 1)), axis=1)
    return out


def curveball(matrix: NDArray[np.int8], n: int, seed: int) -> Iterator[NDArray[np.int8]]:
    """n random tables with the row and column sums of the given one.

    Curveball: Strona, Nappo, Boccacci, Fattorini and San-Miguel-Ayanz (2014), Nature Communications 5:4114; it draws
    all such tables alike (Carstens 2015, Phys. Rev. E 91). A trade swaps what two rows have alone.
    """
    import numpy as np

    rng = np.random.default_rng(seed)
    height, width = matrix.shape
    held = [set(np.flatnonzero(row).tolist()) for row in matrix]
    trades = _TRADES * height
    for draw in range(n + 1):
        pairs = rng.integers(0, height, (trades * (4 if draw == 0 else 1), 2))
        for one, other in pairs.tolist():
            if one != other:
                _trade(held, one, other, rng)
        if draw:  # the first round only leaves the observed table behind
            out = np.zeros((height, width), dtype=np.int8)
            for row, columns in enumerate(held):
                out[row, sorted(columns)] = 1
            yield out


def _trade(held: list[set[int]], one: int, other: int, rng: np.random.Generator) -> None:
    mine, yours = held[one] - held[other], held[other] - held[one]
    if not mine or not yours:
        return
    pool = sorted(mine | yours)
    mixed = rng.permutation(pool).tolist()
    both = held[one] & held[other]
    held[one] = both | set(mixed[: len(mine)])
    held[other] = both | set(mixed[len(mine) :])


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % interval of a share: Wilson (1927), J. Am. Stat. Assoc. 22.

    >>> [round(x, 3) for x in wilson(4, 12)]
    [0.138, 0.609]
    """
    if n == 0:
        return 0.0, 1.0
    share = hits / n
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def ratio_interval(hits: int, n: int, other_hits: int, other_n: int) -> tuple[float, float | None]:
    """95 % interval of the ratio of two shares, from Wilson's intervals of both (method of variance estimates
    recovery: Donner and Zou 2012, Stat. Methods Med. Res. 21; Fagerland and Newcombe 2013, Stat. Med. 32). The upper
    end is None, without bound, where the other share is 0."""
    one, two = hits / n if n else 0.0, other_hits / other_n if other_n else 0.0
    (low1, high1), (low2, high2) = wilson(hits, n), wilson(other_hits, other_n)
    product = one * two
    under = high2 * (2 * two - high2)
    inner = math.sqrt(max(0.0, product**2 - low1 * (2 * one - low1) * under))
    low = (product - inner) / under if abs(under) > 1e-12 else low1 * (2 * one - low1) / (2 * product or 1)
    if other_hits == 0:
        return max(0.0, low), None
    over = low2 * (2 * two - low2)
    high = (product + math.sqrt(max(0.0, product**2 - high1 * (2 * one - high1) * over))) / over
    return max(0.0, low), high


def log_choose(n: int, k: int) -> float:
    """The natural logarithm of the number of ways to choose k of n."""
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def fisher(hits: int, n: int, other_hits: int, other_n: int) -> float:
    """Two-sided exact p for equal shares: Fisher's test, all tables as unlikely as the observed one added up.

    >>> round(fisher(3, 3, 0, 3), 6)
    0.1
    """
    good, total = hits + other_hits, n + other_n

    def log_p(k: int) -> float:
        return log_choose(good, k) + log_choose(total - good, n - k) - log_choose(total, n)

    seen = log_p(hits)
    each = (log_p(k) for k in range(max(0, n - (total - good)), min(n, good) + 1))
    return min(1.0, math.fsum(math.exp(value) for value in each if value <= seen + 1e-9))
