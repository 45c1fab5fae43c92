"""Grouping of dates that may mean the same moment.

Dates are as precise as their source states them: `1987` and `1987-07-24` may be one, `1987` and `1988` may not. The
finer one is kept. A vague date that would bridge two incompatible finer ones joins neither (as zavod groups edges).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from graph.edtf import bounds, is_interval, precision, sort_key

_APPROXIMATE = ("~", "%")
_QUALIFIED = ("?", "~", "%")


def within(finer: str, vaguer: str) -> bool:
    """Whether all that `finer` may mean lies in what `vaguer` may mean; an interval contains nothing but itself.

    An approximate date (`1987~`) reaches as far again to both sides: it may be the year before or after.
    """
    if finer == vaguer:
        return True
    if is_interval(vaguer):
        return False
    a, b = bounds(finer), bounds(vaguer)
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    reach = timedelta(days=_reach(vaguer))
    return b.first - reach <= a.first and a.last <= b.last + reach


def _reach(date: str) -> int:
    """Days by which an approximate date may lie beside itself; a few more, since years and months differ in length."""
    return precision(date) + 4 if date[-1:] in _APPROXIMATE else 0


def _rank(date: str) -> tuple[int, bool, str]:
    return precision(date) + 2 * _reach(date), date[-1:] in _QUALIFIED, date


@dataclass(frozen=True, slots=True)
class Grouping:
    """`of` gives for each date the one that stands for it; `vague` are those that would bridge several others."""

    of: dict[str, str]
    vague: frozenset[str]


def same_dates(dates: Iterable[str]) -> Grouping:
    """Group dates: each stands under the finest date that it may mean, where there is only one such, else by itself."""
    out: dict[str, str] = {}
    heads: list[str] = []
    vague: set[str] = set()
    for date in sorted(set(dates), key=_rank):
        fitting = [head for head in heads if within(head, date)]
        if len(fitting) == 1:
            out[date] = fitting[0]
        else:
            out[date] = date
            heads.append(date)
            if fitting:
                vague.add(date)
    return Grouping(dict(sorted(out.items(), key=lambda item: sort_key(item[0]))), frozenset(vague))
