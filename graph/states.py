"""When a state held: intervals from the statements of one tie, with what contradicts what.

A plain date of a `done` statement is a start, of an `ended` one an end; explicit intervals stand as they are. Several
disjoint intervals are no contradiction (a team that came, left and came back); a second start without an end in
between is one. Contradicting intervals are kept side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from graph.claims import Claim
from graph.dating import same_dates, within
from graph.edtf import bounds, ends, is_interval, precision, sort_key
from graph.model import Interval, Mode

_OPEN = ("", "..")


@dataclass(frozen=True, slots=True)
class History:
    """The intervals of a state in order, the first start and last end, its status, and its contradictions."""

    intervals: tuple[Interval, ...] = ()
    start: str | None = None
    end: str | None = None
    status: str = "unknown"
    contradictions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Span:
    left: str
    right: str
    claims: list[Claim] = field(default_factory=list)

    @property
    def when(self) -> str:
        return f"{self.left}/{self.right}"

    @property
    def fineness(self) -> tuple[int, int, str]:
        sides = [side for side in (self.left, self.right) if side not in _OPEN]
        return -len(sides), sum(map(precision, sides)), self.when

    def stated(self) -> str:
        """For people: the interval and who states it."""
        return f"{self.when} ({', '.join(sorted({claim.document_id for claim in self.claims}))})"


_Dated = dict[str, list[Claim]]


def history(claims: Iterable[Claim]) -> History:
    """When the state held, by all the claims on it."""
    spans: _Dated = {}
    starts: _Dated = {}
    stops: _Dated = {}
    over = False
    for claim in claims:
        over = over or (claim.mode is Mode.ENDED and not claim.when)
        for when in claim.when:
            kind = spans if is_interval(when) else stops if claim.mode is Mode.ENDED else starts
            kind.setdefault(when, []).append(claim)
    held = _explicit(spans)
    _apply_starts(held, starts)
    _apply_stops(held, stops)
    return _history(held, over)


def _grouped(dated: Mapping[str, list[Claim]]) -> _Dated:
    """Dates that stand for others, with all their claims; those that would bridge several date nothing."""
    groups = same_dates(dated)
    out: _Dated = {}
    for when, head in groups.of.items():
        if when not in groups.vague:
            out.setdefault(head, []).extend(dated[when])
    return dict(sorted(out.items(), key=lambda item: sort_key(item[0])))


def _explicit(spans: Mapping[str, list[Claim]]) -> list[_Span]:
    """Explicit intervals; one that a finer one may mean is joined to it, if it is the only one."""
    held: list[_Span] = []
    for span in sorted((_Span(*ends(when), claims=list(of)) for when, of in spans.items()), key=lambda s: s.fineness):
        fitting = [other for other in held if _may_mean(span, other)]
        if len(fitting) == 1:
            fitting[0].claims += span.claims
        else:
            held.append(span)
    return held


def _may_mean(vaguer: _Span, finer: _Span) -> bool:
    """Whether the one interval may be the other: an open side may be any, if the other side tells."""
    left = vaguer.left in _OPEN or (finer.left not in _OPEN and within(finer.left, vaguer.left))
    right = vaguer.right in _OPEN or (finer.right not in _OPEN and within(finer.right, vaguer.right))
    return left and right


def _fits(one: str, other: str) -> bool:
    return other not in _OPEN and (within(one, other) or within(other, one))


def _apply_starts(held: list[_Span], starts: Mapping[str, list[Claim]]) -> None:
    """Join starts to the intervals that start then (the finer date is kept), or open new intervals."""
    new = []
    for when, claims in _grouped(starts).items():
        fitting = [span for span in held if _fits(when, span.left)]
        if len(fitting) == 1:
            fitting[0].claims += claims
            fitting[0].left = min(when, fitting[0].left, key=lambda d: (precision(d), d))
        elif not fitting:
            new.append(_Span(when, "", list(claims)))
    held += new


def _apply_stops(held: list[_Span], stops: Mapping[str, list[Claim]]) -> None:
    """Close the intervals that were open by then, or keep the end by itself."""
    for when, claims in _grouped(stops).items():
        last = bounds(when).last or date.max
        fitting = [span for span in held if _fits(when, span.right)]
        opened = [s for s in held if s.right in _OPEN and (bounds(s.when).first or date.min) <= last]
        if len(fitting) == 1:
            fitting[0].claims += claims
            fitting[0].right = min(when, fitting[0].right, key=lambda d: (precision(d), d))
        elif opened:
            for span in opened:
                span.claims += claims
                span.right = when
        elif not fitting:
            held.append(_Span("", when, list(claims)))


def _apart(one: _Span, other: _Span) -> bool:
    """Whether the first may be over when the second, which starts later, begins."""
    if one.right in _OPEN or other.left in _OPEN:
        return False
    over, begins = bounds(one.right).first, bounds(other.left).last
    return over is not None and begins is not None and over <= begins


def _history(held: list[_Span], over: bool) -> History:
    held = sorted(held, key=lambda span: sort_key(span.when))
    contradictions = tuple(
        f"{one.stated()} does not agree with {other.stated()}"
        for at, one in enumerate(held)
        for other in held[at + 1 :]
        if not _apart(one, other)
    )
    intervals = tuple(Interval(s.when, tuple(sorted({c.statement_id for c in s.claims}))) for s in held)
    start = min((s.left for s in held if s.left not in _OPEN), key=sort_key, default=None)
    closed = sorted((s.right for s in held if s.right not in _OPEN), key=sort_key)
    goes_on = any(s.right == ".." for s in held)
    found = History(intervals, start, None, "unknown", contradictions)
    if over and not (closed and goes_on):
        return replace(found, status="ended", end=closed[-1] if closed else None)
    if goes_on:
        return replace(found, status="active")
    if closed and len(closed) == len(held):
        return replace(found, status="ended", end=closed[-1])
    return found
