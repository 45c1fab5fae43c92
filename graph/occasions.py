"""What happened when, and how much: occasions from the statements of one tie, with what contradicts what.

A second date is a second occasion. Value, unit, currency, share and flow belong to the occasion; two different values
for the same date, flow and unit contradict each other and are kept side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from math import floor, log10

from graph.claims import Claim
from graph.dating import same_dates
from graph.edtf import sort_key
from graph.model import Mode, Occasion

_NEAR = 0.05  # a rounded figure may differ by so much from the exact one


@dataclass(slots=True)
class _Amount:
    """A value of one flow at one date, and the claims that state it; None is not stated."""

    flow: str | None
    unit: str | None
    currency: str | None
    value: float | None
    share: float | None
    claims: list[Claim] = field(default_factory=list)

    @property
    def rank(self) -> tuple[int, str]:
        facts = (self.flow, self.unit, self.currency, self.value, self.share)
        return sum(fact is None for fact in facts), repr(facts)


def occasions(claims: Iterable[Claim], only_values: bool = False) -> tuple[tuple[Occasion, ...], tuple[str, ...]]:
    """The occasions in order of time, and the contradictions among their values as lines for people.

    An undated claim supports the only dated occasion there is; with several it supports the tie alone, unless it gives
    a value. `only_values` leaves out what gives none (for states, whose dates are intervals).
    """
    dated: dict[str | None, list[Claim]] = {}
    for claim in claims:
        amount = claim.value is not None or claim.share is not None
        if claim.mode is Mode.ENDED or (only_values and not amount):
            continue
        for when in claim.when or (None,):
            dated.setdefault(when, []).append(claim)
    moments = _moments(dated)
    out: list[Occasion] = []
    contradictions: list[str] = []
    for when in sorted(moments, key=lambda w: (w is not None, sort_key(w) if w else ())):
        amounts = _amounts(moments[when])
        contradictions += _contradictions(when, amounts)
        out += [
            Occasion(
                when, tuple(sorted({c.statement_id for c in a.claims})), a.value, a.unit, a.currency, a.share, a.flow
            )
            for a in amounts
        ]
    return tuple(out), tuple(contradictions)


def _amount_of(claim: Claim) -> tuple[float | None, str | None, str | None, float | None, str | None]:
    return claim.value, claim.unit, claim.currency, claim.share, claim.flow


def _moments(dated: dict[str | None, list[Claim]]) -> dict[str | None, list[Claim]]:
    """Claims by date; a vaguer date is joined to the only finer one it may mean, unless both give different values."""
    groups = same_dates(when for when in dated if when is not None)
    out: dict[str | None, list[Claim]] = {}
    for when, head in groups.of.items():
        values = {_amount_of(c) for w in (when, head) for c in dated[w] if c.value is not None or c.share is not None}
        out.setdefault(head if len(values) < 2 else when, []).extend(dated[when])
    undated = dated.get(None, [])
    if undated and len(out) == 1 and all(c.value is None and c.share is None for c in undated):
        next(iter(out.values())).extend(undated)
    elif undated:
        kept = undated if not out else [c for c in undated if c.value is not None or c.share is not None]
        if kept:
            out[None] = kept
    return out


def _amounts(claims: Iterable[Claim]) -> list[_Amount]:
    """The distinct amounts of one date; what is not stated may be any, a rounded figure may be the exact one."""
    found: list[_Amount] = []
    bare: list[Claim] = []
    stated = [_Amount(c.flow, c.unit, c.currency, c.value, c.share, [c]) for c in claims]
    for amount in sorted(stated, key=lambda a: (a.rank, a.claims[0].statement_id)):
        if amount.value is None and amount.share is None:
            bare += amount.claims
            continue
        for other in found:
            if _same_amount(amount, other):
                _join(other, amount)
                break
        else:
            found.append(amount)
    if not found:
        flows = {c.flow for c in bare}
        return [_Amount(flows.pop() if len(flows) == 1 else None, None, None, None, None, bare)] if bare else []
    for amount in found:
        amount.claims += [c for c in bare if c.flow in (None, amount.flow)]
    return sorted(found, key=lambda a: (a.flow or "", a.unit or "", a.currency or "", a.value or 0, a.share or 0))


def _same_amount(one: _Amount, other: _Amount) -> bool:
    plain = all(
        a is None or b is None or a == b for a, b in ((one.unit, other.unit), (one.currency, other.currency))
    )  # fmt: skip
    return one.flow == other.flow and plain and agree(one.value, other.value) and agree(one.share, other.share)


def _join(into: _Amount, amount: _Amount) -> None:
    into.claims += amount.claims
    into.unit = into.unit or amount.unit
    into.currency = into.currency or amount.currency
    into.value = _finer(into.value, amount.value)
    into.share = _finer(into.share, amount.share)


def _digits(number: float) -> int:
    """Significant digits as written: 1.2e9 has two."""
    return len(f"{abs(number):.12g}".split("e")[0].replace(".", "").strip("0")) or 1


def agree(one: float | None, other: float | None) -> bool:
    """Whether two figures may be the same: equal, not stated, or one is the other rounded."""
    if one is None or other is None or one == other:
        return True
    rough, exact = sorted((one, other), key=lambda n: (_digits(n), n))
    if rough == 0 or exact == 0 or abs(rough - exact) > _NEAR * abs(exact):
        return False
    return round(exact, _digits(rough) - 1 - floor(log10(abs(exact)))) == rough


def _finer(one: float | None, other: float | None) -> float | None:
    return max((n for n in (one, other) if n is not None), key=lambda n: (_digits(n), n), default=None)


def _contradictions(when: str | None, amounts: Iterable[_Amount]) -> list[str]:
    """Different values of the same flow, unit and currency at one date. Undated ones may be of different years."""
    if when is None:
        return []
    return [
        f"{when}: {_said(one)} does not agree with {_said(other)}"
        for one, other in combinations(amounts, 2)
        if (one.flow, one.unit, one.currency) == (other.flow, other.unit, other.currency)
        and not (agree(one.value, other.value) and agree(one.share, other.share))
    ]


def _said(amount: _Amount) -> str:
    value = f"{amount.value:.12g}" if amount.value is not None else ""
    share = f"{amount.share:.12g} %" if amount.share is not None else ""
    parts = (amount.flow, value, amount.unit, amount.currency, share)
    documents = ", ".join(sorted({claim.document_id for claim in amount.claims}))
    return f"{' '.join(part for part in parts if part)} ({documents})"
