"""Which of the sums and shares of a sentence is that of a tie: the one next to its trigger."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.figures.date_forms import FoundDate
from ingest.figures.values import FoundValue
from ingest.prose.ties import Tie

_MONEY_TIES = frozenset(
    ["TRADES_WITH", "INVESTS_IN", "FUNDS", "AIDS", "SUPPLIES", "OWNS", "IMPLEMENTS", "OPERATES_IN", "COOPERATES_WITH"]
)
_BESIDE = len(" into the ")  # between a sum and the end to which it went
_SHARE_TIES = frozenset(["TRADES_WITH", "INVESTS_IN", "OWNS"])


def value_of(tie: Tie, values: Sequence[FoundValue]) -> FoundValue | None:
    """The value of a tie, a bare currency word in that of the countries of its ends; None for ties that have none."""
    if tie.trigger.tie not in _MONEY_TIES:
        return None
    sums = [v for v in values if v.share is None]
    money = [v for v in sums if v.unit == "money"]
    best: FoundValue | None
    beside = [v for v in money if 0 < tie.object.start - v.end <= _BESIDE] if len(money) > 1 else []
    if tie.zipped is not None and tie.zipped < len(money) > 1:
        best = money[tie.zipped]
    elif beside:
        best = beside[-1]  # "invested 60 million dollars in A, 40 million dollars in B"
    else:
        best = min(sums, key=lambda v: (abs(v.start - tie.stop), v.start), default=None)
    lands = [code for end in (tie.subject, tie.object) if (code := end.land)]
    return best.in_countries(lands) if best else None


def share_of(tie: Tie, values: Sequence[FoundValue]) -> float | None:
    """The share of a tie in per cent, of a whole that the sentence names; None for ties that have none."""
    if tie.trigger.tie not in _SHARE_TIES:
        return None
    shares = [v for v in values if v.share is not None]
    best = min(shares, key=lambda v: (abs(v.start - tie.stop), v.start), default=None)
    return best.share if best else None


def sums_by_date(
    text: str, values: Sequence[FoundValue], dates: Sequence[FoundDate]
) -> list[tuple[FoundValue, FoundDate]]:
    """The sums of a sentence with their dates: "from USD 1 billion in 2000 to USD 3 billion in 2005"; else none."""
    money = [v for v in values if v.unit == "money"]
    sums = [v for v in money if not _converted(v, text, money)]
    if not len(sums) == len(dates) > 1:
        return []
    marks = sorted([(v.start, 0) for v in sums] + [(d.start, 1) for d in dates])
    alternate = all(kind == at % 2 for at, (_, kind) in enumerate(marks))
    return list(zip(sums, dates, strict=True)) if alternate else []


def _converted(value: FoundValue, text: str, money: Sequence[FoundValue]) -> bool:
    """Whether a sum only says another one in another currency: "12 billion yuan ($1.8 billion)"."""
    return text[: value.start].rstrip().endswith("(") and any(0 <= value.start - v.end <= 3 for v in money)
