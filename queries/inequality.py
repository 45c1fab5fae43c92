"""How unevenly something is shared out."""

from __future__ import annotations

from collections.abc import Sequence


def gini(values: Sequence[float]) -> float | None:
    """Gini coefficient of non-negative values: 0 when all are equal, (n-1)/n when one has all. None without values or
    when all are zero, where it is not defined.

    Source: Gini (1912), Variabilità e mutabilità; computed from ranks as in Sen (1973), On Economic Inequality, p. 31.

    >>> gini([1, 1, 1, 1]) 0.0 >>> gini([0, 0, 0, 4]) 0.75
    """
    total = sum(values)
    if not values or total == 0:
        return None
    n = len(values)
    ranked = sum(rank * value for rank, value in enumerate(sorted(values), start=1))
    return 2 * ranked / (n * total) - (n + 1) / n


def top_share(values: Sequence[float], k: int) -> float | None:
    """Share (0 to 1) of the k largest values in the sum; None when the sum is zero.

    >>> top_share([1, 1, 2, 4], 1)
    0.5
    """
    total = sum(values)
    return sum(sorted(values, reverse=True)[:k]) / total if total else None
