"""How long ties lasted: survival by Kaplan and Meier (1958), J. Am. Stat. Assoc. 53.

A tie whose end is not stated is taken to have lasted at least to the latest year that any tie of the selection names,
and is censored there: that the sources fall silent is no end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from graph.edtf import bounds, ends
from graph.model import Tie
from graph.schema import schema
from queries.selection import dates

_AT = (1, 5, 10, 20, 30, 40)
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Survival:
    """A layer of states. `ties`: with a start stated to the year; `ended`: of these, with a stated end; `years`:
    duration; `share`: that lasted longer, 0 to 1, with its 95 % interval `low` to `high` (Greenwood's variance on the
    log-log scale, Kalbfleisch and Prentice 1980); `at_risk`: ties still watched at that duration."""

    layer: str
    ties: int
    ended: int
    years: int
    share: float
    low: float
    high: float
    at_risk: int


def survival(ties: Sequence[Tie]) -> tuple[Survival, ...]:
    """Survival by layer at 1, 5, 10 … years; layers without a stated end are left out: nothing could be learnt."""
    named = [b for tie in ties for when, _ in dates(tie) for b in (bounds(when).first, bounds(when).last) if b]
    if not named:
        return ()
    horizon = max(day.year for day in named)
    layers: dict[str, list[tuple[int, bool]]] = {}
    for tie in ties:
        spell = _spell(tie, horizon)
        if spell is not None and schema().tie(tie.tie).is_state:
            layers.setdefault(tie.layer, []).append(spell)
    rows = []
    for layer, spells in sorted(layers.items()):
        if any(over for _, over in spells):
            rows += _curve(layer, spells)
    return tuple(rows)


def _spell(tie: Tie, horizon: int) -> tuple[int, bool] | None:
    """Years from the start of a tie to its stated end, or to the horizon; None without a start to the year."""
    if not tie.start:
        return None
    start = bounds(tie.start)
    if start.first is None or start.last is None or start.first.year != start.last.year:
        return None
    closed = [day for i in tie.intervals if (day := bounds(i.when).last) and ends(i.when)[1] not in ("", "..")]
    if tie.status == "ended" and closed:
        return max(0, max(closed).year - start.first.year), True
    return max(0, horizon - start.first.year), False


def _curve(layer: str, spells: Sequence[tuple[int, bool]]) -> list[Survival]:
    ended = sum(over for _, over in spells)
    rows = []
    for years in _AT:
        at_risk = sum(length >= years for length, _ in spells)
        if not at_risk:
            break
        share, variance = 1.0, 0.0
        for when in sorted({length for length, over in spells if over and length <= years}):
            risk = sum(length >= when for length, _ in spells)
            gone = sum(over and length == when for length, over in spells)
            share *= 1 - gone / risk
            variance += gone / (risk * (risk - gone)) if risk > gone else math.inf
        low, high = _interval(share, variance)
        rows.append(Survival(layer, len(spells), ended, years, share, low, high, at_risk))
    return rows


def _interval(share: float, variance: float) -> tuple[float, float]:
    if share in (0.0, 1.0) or not math.isfinite(variance):
        return (0.0, 1.0) if share not in (0.0, 1.0) else (share, share)
    spread = _Z * math.sqrt(variance) / abs(math.log(share))
    return share ** math.exp(spread), share ** math.exp(-spread)
