"""What the members of a group have in common: values that it holds more of than chance would give."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from queries.chance import log_choose

_LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Enriched:
    """A value that is over-represented in a group.

    `inside` of the group's `size` labelled members have it, `outside` of the `rest` of the network; `ratio` is the
    share in the group over the share in the whole; `p` is the hypergeometric probability of at least so many by drawing
    `size` members at random, corrected for all values tried by Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57.
    """

    group: int
    attribute: str
    value: str
    inside: int
    size: int
    outside: int
    rest: int
    ratio: float
    p: float


def hypergeometric_tail(k: int, n: int, good: int, total: int) -> float:
    """Probability of at least k good ones among n drawn without replacement from `total` of which `good` are good.

    >>> round(hypergeometric_tail(2, 2, 2, 4), 6)
    0.166667
    """
    if k <= max(0, n - (total - good)):
        return 1.0
    if k > min(n, good):
        return 0.0

    first = log_choose(good, k) + log_choose(total - good, n - k) - log_choose(total, n)
    terms = [1.0]
    for i in range(k, min(n, good)):  # relative to the first, each from the last: a factor, not nine logarithms
        terms.append(terms[-1] * (good - i) * (n - i) / ((i + 1) * (total - good - n + i + 1)))
    return math.exp(min(0.0, first + math.log(math.fsum(terms))))


def corrected(p_values: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's adjusted p-values, in the order given.

    >>> [round(p, 4) for p in corrected([0.01, 0.02, 0.5])]
    [0.03, 0.03, 0.5]
    """
    order = sorted(range(len(p_values)), key=lambda at: p_values[at], reverse=True)
    out = [0.0] * len(p_values)
    least = 1.0
    for rank, at in zip(range(len(p_values), 0, -1), order, strict=True):
        least = min(least, p_values[at] * len(p_values) / rank)
        out[at] = least
    return out


def enriched(
    groups: Mapping[int, Sequence[str]], labels: Mapping[str, Mapping[str, str]], level: float = _LEVEL
) -> tuple[Enriched, ...]:
    """Over-represented values per group, at a corrected p of at most `level`.

    `groups` maps a group's number to member ids, `labels` an attribute to the values of ids; ids without a value are
    left out of that attribute. A value needs two members in the group: one alone has nothing in common with anybody.
    """
    tried: list[Enriched] = []
    for attribute in sorted(labels):
        value_of = labels[attribute]
        whole = Counter(value_of[each] for members in groups.values() for each in members if each in value_of)
        total = sum(whole.values())
        for group in sorted(groups):
            own = Counter(value_of[each] for each in groups[group] if each in value_of)
            size = sum(own.values())
            for value, inside in sorted(own.items()):
                ratio = (inside / size) / (whole[value] / total)
                if inside < 2 or ratio <= 1:
                    continue
                p = hypergeometric_tail(inside, size, whole[value], total)
                outside = whole[value] - inside
                tried.append(Enriched(group, attribute, value, inside, size, outside, total - size, ratio, p))
    adjusted = corrected([each.p for each in tried])
    kept = [
        Enriched(e.group, e.attribute, e.value, e.inside, e.size, e.outside, e.rest, e.ratio, p)
        for e, p in zip(tried, adjusted, strict=True)
        if p <= level
    ]
    return tuple(sorted(kept, key=lambda e: (e.group, e.p, e.attribute, e.value)))
