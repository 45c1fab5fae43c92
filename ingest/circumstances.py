"""What surrounds a tie in its sentence: dates, sums, shares, sector, each given to the tie that it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph import edtf
from graph.model import Mode
from graph.schema import schema
from ingest.dates_in_text import FoundDate, find_dates
from ingest.names import Name
from ingest.sectors import sector_of
from ingest.ties import Tie
from ingest.values import FoundValue, find_values

_CLAUSE = re.compile(
    r"[;:]|,\s+(?:which|who|where|while|and\s+(?:it|they|he|she)|and\s+(?:then|later|finally|also)?\s*\w+ed)\b|\s+while\s+|\s+but\s+"
)
_MONEY_TIES = frozenset(
    ["TRADES_WITH", "INVESTS_IN", "FUNDS", "AIDS", "SUPPLIES", "OWNS", "IMPLEMENTS", "OPERATES_IN", "COOPERATES_WITH"]
)


_ANNIVERSARY = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\s+anniversar(?:y|ies)\b|\banniversar(?:y|ies)\b", re.IGNORECASE)
_AT_LATEST = re.compile(r"\b(?:by|as of|as at|until now|up to)\s+(?:the\s+end\s+of\s+)?$", re.IGNORECASE)
_FOUNDED = re.compile(
    r"[^.;]{0,24}\b(?:formed|founded|established|launched|created|initiated|inaugurated|set\s+up|started|began|was\s+born)\b"
    r"[^.;,]{0,24}"
)
_YEARLY = frozenset(["TRADES_WITH", "INVESTS_IN"])


@dataclass(frozen=True, slots=True)
class Details:
    """What one tie takes from its sentence."""

    when: tuple[str, ...] = ()
    value: float | None = None
    unit: str | None = None
    currency: str | None = None
    share: float | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The dates and values of a sentence, and its text."""

    text: str
    dates: tuple[FoundDate, ...]
    values: tuple[FoundValue, ...]
    year: int | None = None

    @property
    def last_date(self) -> str | None:
        """The date on which "the same year" of the next sentence leans."""
        return self.dates[-1].edtf if self.dates else None

    def of_body(self, tie: str, end: int) -> tuple[str, ...]:
        """The dates of a tie to a body that no verb states; `end` is where the body's name ends.

        An occasion takes the sentence's only date; membership begins when the body is said to have been founded.
        """
        if not self.dates:
            return (f"{self.year:04d}",) if self.year else ()
        if not schema().ties[tie].is_state:
            return (self.dates[0].edtf,) if len(self.dates) == 1 else ()
        later = [d for d in self.dates if d.start >= end]
        founded = later and _FOUNDED.fullmatch(self.text[end : later[0].start])
        return (later[0].edtf,) if founded else ()

    def of(self, tie: Tie) -> tuple[Details, ...]:
        """The details that belong to a tie: several where it gives one sum after another, each with its date."""
        sums = [v for v in self.values if v.unit == "money"]
        if tie.trigger.tie in _YEARLY and len(sums) == len(self.dates) > 1 and _alternate(sums, self.dates):
            return tuple(
                Details((d.edtf,), v.value, v.unit, v.currency, None, sector_of(self.text, tie.at))
                for v, d in zip(sums, self.dates, strict=True)
            )
        return (self._one(tie),)

    def _one(self, tie: Tie) -> Details:
        value = self._value(tie)
        return Details(
            when=self._when(tie),
            value=value.value if value and value.share is None else None,
            unit=value.unit if value and value.value is not None else None,
            currency=value.currency if value else None,
            share=self._share(tie),
            sector=sector_of(self.text, tie.at),
        )

    def _when(self, tie: Tie) -> tuple[str, ...]:
        chosen = self._date(tie)
        held = (
            _ANNIVERSARY.search(self.text)
            if schema().ties[tie.trigger.tie].is_state and tie.mode is Mode.DONE
            else None
        )
        if held and self._near(tie, held):
            year = edtf.start_year(chosen.edtf) if chosen else None
            years = int(held[1]) if held[1] else None
            return (f"{year - years:04d}",) if year is not None and years is not None else ()
        if chosen is None:
            return (f"{self.year:04d}",) if self.year else ()
        if self._only_known_by(tie, chosen):
            return ()
        text = chosen.edtf
        if not schema().ties[tie.trigger.tie].is_state and edtf.is_interval(text) and tie.mode is Mode.DONE:
            left, right = edtf.ends(text)
            if right == ".." and left:
                return (left,)
        return (text,)

    def _near(self, tie: Tie, anniversary: re.Match[str]) -> bool:
        """ "signed in 1979, and this year marks the 45th anniversary": the year of the tie is another clause's."""
        gap = self.text[min(anniversary.end(), tie.stop) : max(anniversary.start(), tie.at)]
        return not _CLAUSE.search(gap) and ", and " not in gap

    def _only_known_by(self, tie: Tie, date: FoundDate) -> bool:
        """ "By 2017 its 25th team was at work": the date says that the state held, not when it began."""
        state = schema().ties[tie.trigger.tie].is_state and tie.mode is Mode.DONE and not edtf.is_interval(date.edtf)
        return state and bool(_AT_LATEST.search(self.text[: date.start]))

    def _date(self, tie: Tie) -> FoundDate | None:
        if not self.dates:
            return None
        if len(self.dates) == 1:
            return self.dates[0]
        if tie.zipped is not None and tie.zipped < len(self.dates):
            return self.dates[tie.zipped]
        last = max(tie.subject.end, tie.object.end)
        first = min(tie.at, tie.object.start)

        def distance(date: FoundDate) -> tuple[int, int]:
            if date.start >= last:
                gap = self.text[last : date.start]
            elif date.end <= first:
                gap = self.text[date.end : first]
            else:
                gap = self.text[min(date.start, tie.at) : max(date.end, tie.at)]
            clauses = len(_CLAUSE.findall(gap))
            if date.start > tie.at and self._opens_clause(date):
                clauses += 1
            return clauses, len(gap)

        return min(self.dates, key=lambda d: (*distance(d), d.start))

    def _opens_clause(self, date: FoundDate) -> bool:
        """ "... and in 1984, the province ...": the date belongs to what follows it."""
        return bool(
            re.search(
                r"(?:\band|,|;|\bbut)\s+(?:in|on|by|since|from)?\s*$", self.text[max(0, date.start - 12) : date.start]
            )
            and re.match(r",|\s+(?:[A-Z]|the\s)", self.text[date.end : date.end + 6])
        )

    def _value(self, tie: Tie) -> FoundValue | None:
        if tie.trigger.tie not in _MONEY_TIES:
            return None
        sums = [v for v in self.values if v.share is None]
        money = [v for v in sums if v.unit == "money"]
        best: FoundValue | None
        if tie.zipped is not None and tie.zipped < len(money) > 1:
            best = money[tie.zipped]
        else:
            best = min(sums, key=lambda v: (abs(v.start - tie.stop), v.start), default=None)
        return best.in_countries(_countries(tie)) if best else None

    def _share(self, tie: Tie) -> float | None:
        if tie.trigger.tie not in ("TRADES_WITH", "INVESTS_IN", "OWNS"):
            return None
        shares = [v for v in self.values if v.share is not None]
        best = min(shares, key=lambda v: (abs(v.start - tie.stop), v.start), default=None)
        return best.share if best else None


def _countries(tie: Tie) -> list[str]:
    """The countries of which a tie speaks, those of the ends."""
    ends = (tie.subject, tie.object)
    return [code for end in ends if (code := end.entity if end.kind == "State" else end.country)]


def _alternate(sums: list[FoundValue], dates: tuple[FoundDate, ...]) -> bool:
    """Whether each sum is followed by its date: "from USD 1 billion in 2000 to USD 3 billion in 2005"."""
    marks = sorted([(v.start, 0) for v in sums] + [(d.start, 1) for d in dates])
    return all(kind == at % 2 for at, (_, kind) in enumerate(marks))


def circumstances(
    text: str, names: list[Name], previous: str | None, year: int | None, *, valued: bool = True
) -> Circumstances:
    """The dates and, if asked for, the values of a sentence; dates inside names ("Expo 2010") are not of what is said."""
    inside = [(n.start, n.end) for n in names if not n.anaphor and n.kind != "Event"]
    dates = tuple(d for d in find_dates(text, previous, year) if not any(s < d.end and d.start < e for s, e in inside))
    return Circumstances(text, dates, tuple(find_values(text)) if valued else (), year)
