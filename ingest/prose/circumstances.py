"""What surrounds a tie in its sentence: dates, sums, shares, sector, each given to the tie that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph import edtf
from graph.model import Mode
from graph.schema import schema
from ingest.figures.date_forms import FoundDate
from ingest.figures.dates import find_dates
from ingest.figures.values import FoundValue, find_values
from ingest.names.name import Name
from ingest.prose.dates_behind import dates_behind_names
from ingest.prose.tie_dates import ASIDE, CLAUSE, date_of, dates_listed_with
from ingest.prose.tie_values import share_of, sums_by_date, value_of
from ingest.prose.ties import Tie
from ingest.words.lexicon import any_of, phrases
from ingest.words.numbers import CARDINAL, ORDINAL, number_of
from ingest.words.sectors import sector_of

_ANNIVERSARY = re.compile(
    rf"\b(?P<n>{ORDINAL}|\d{{1,3}})(?:[\s-]+years?)?[\s-]+anniversar(?:y|ies)\b|\banniversar(?:y|ies)\b"
    rf"|\b(?:celebrat|mark|commemorat)(?:e|ed|es|ing|s)\s+(?:the\s+|their\s+)?(?P<of>{CARDINAL})\s+years\s+(?:of|since)\b",
    re.IGNORECASE,
)
_AT_LATEST = re.compile(r"\b(?:by|as of|as at|until now|up to)\s+(?:the\s+end\s+of\s+)?$", re.IGNORECASE)
_FOUNDED = re.compile(rf"[^.;]{{0,24}}\b{any_of(phrases('says_founded'))}\b[^.;,]{{0,24}}")
_YEARLY = frozenset(["TRADES_WITH", "INVESTS_IN"])
_MEETING = any_of(phrases("meetings_of_series"))
_HELD = re.compile(rf"\b(?:{_MEETING}\s+of\s+(?:the\s+)?|(?:{ORDINAL}|inaugural)\s+)$", re.IGNORECASE)
_HELD_NAME = re.compile(rf"(?:{ORDINAL}|inaugural)\s|{_MEETING}\s+of\s", re.IGNORECASE)
_DAY_ONLY = re.compile(rf"\b{any_of(phrases('bare_days'))}\b|\b(?:last|this)\s+week\b", re.IGNORECASE)
_OTHER_TIME = re.compile(  # a figure of another time than that of the sentence before, or of none
    rf"\b{any_of(phrases('other_times'))}\s+(?:\w+\s+)?(?:years?|months?|quarter|decades?)\b"
    rf"|\b{any_of(phrases('of_no_time'))}\b",
    re.IGNORECASE,
)


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
    when: str | None = None  # the date of what has none of its own
    carried: str | None = None  # the last date of the sentences before
    filed: str | None = None  # the date under which a piece of news was filed
    behind: tuple[tuple[FoundDate, Name], ...] = ()  # dates in the brackets right behind names, one for each of several

    @property
    def last_date(self) -> str | None:
        """The date on which "the same year" of the next sentence leans; none told aside (", which began in ...,")."""
        asides = [m.span() for m in ASIDE.finditer(self.text)] if len(self.dates) == 1 else []
        dates = [d for d in self.dates if not any(a < d.start < b for a, b in asides)]
        return dates[-1].edtf if dates else self.filed

    def of_body(self, tie: str, start: int, end: int, event: bool = False) -> tuple[str, ...]:
        """The dates of a tie to a body that no verb states; from `start` to `end` stands the body's name.

        An occasion, an `event` or a session of the body, takes the date next to it; membership begins when the
        body is said to have been founded.
        """
        if not self.dates:
            return (self.when,) if self.when else ()
        held = event or _HELD_NAME.match(self.text, start, end) or _HELD.search(self.text, max(0, start - 40), start)
        if held or not schema().ties[tie].is_state:
            near = min(self.dates, key=lambda d: max(start - d.end, d.start - end))
            return (near.edtf,)
        later = [d for d in self.dates if d.start >= end]
        founded = later and _FOUNDED.fullmatch(self.text[end : later[0].start])
        return (later[0].edtf,) if founded else ()

    def of(self, tie: Tie, alone: bool = False) -> tuple[Details, ...]:
        """The details that belong to a tie: several where it gives one sum after another, each with its date.

        `alone` says that the trigger made no other tie: the dates of a list ("in 1985, 1995 and 2003") are all its own.
        """
        told = sums_by_date(self.text, self.values, self.dates) if tie.trigger.tie in _YEARLY else []
        if told:
            return tuple(
                Details((d.edtf,), v.value, v.unit, v.currency, None, sector_of(self.text, tie.at)) for v, d in told
            )
        one = self._one(tie)
        chosen = self._date(tie) if alone and len(self.dates) > 1 else None
        again = dates_listed_with(chosen, tie, self.text, self.dates) if chosen else []
        return (one, *(replace(one, when=(d.edtf,)) for d in again))

    def _one(self, tie: Tie) -> Details:
        value = value_of(tie, self.values)
        return Details(
            when=self._when(tie),
            value=value.value if value and value.share is None else None,
            unit=value.unit if value and value.value is not None else None,
            currency=value.currency if value else None,
            share=share_of(tie, self.values),
            sector=sector_of(self.text, tie.at),
        )

    def _when(self, tie: Tie) -> tuple[str, ...]:
        chosen = self._date(tie)
        lasting = schema().ties[tie.trigger.tie].is_state and any(pos == "noun" for pos, _ in tie.trigger.phrases)
        held = _ANNIVERSARY.search(self.text) if lasting and tie.mode is Mode.DONE else None
        if held and self._near(tie, held):
            at = chosen.edtf if chosen else self.when
            year = edtf.start_year(at) if at else None
            said = held["n"] or held["of"]
            years = number_of(said) if said else None
            return (f"{year - years:04d}",) if year is not None and years is not None else ()
        if chosen is None:
            return self._undated(tie)
        if self._only_known_by(tie, chosen):
            return ()
        text = chosen.edtf
        if not schema().ties[tie.trigger.tie].is_state and edtf.is_interval(text) and tie.mode is Mode.DONE:
            left, right = edtf.ends(text)
            if right == ".." and left:
                return (left,)
        return (text,)

    def _undated(self, tie: Tie) -> tuple[str, ...]:
        """What dates a tie in a sentence without a date: its cell; its news; for a yearly figure the one before."""
        if self.when:
            return (self.when,)
        yearly = tie.trigger.tie in _YEARLY
        happened = not schema().ties[tie.trigger.tie].is_state or bool(_DAY_ONLY.search(self.text))
        if self.filed and happened and not yearly and tie.mode is Mode.DONE:
            return (self.filed[:4],)
        plain = self.carried and not edtf.is_interval(self.carried)
        if plain and self.carried and yearly and self.values and not _OTHER_TIME.search(self.text):
            return (self.carried,)
        return ()

    def _near(self, tie: Tie, anniversary: re.Match[str]) -> bool:
        """ "signed in 1979, and this year marks the 45th anniversary": the year of the tie is another clause's."""
        gap = self.text[min(anniversary.end(), tie.stop) : max(anniversary.start(), tie.at)]
        return not CLAUSE.search(gap) and ", and " not in gap

    def _only_known_by(self, tie: Tie, date: FoundDate) -> bool:
        """ "By 2017 its 25th team was at work": the date says that the state held, not when it began."""
        state = schema().ties[tie.trigger.tie].is_state and tie.mode is Mode.DONE and not edtf.is_interval(date.edtf)
        return state and bool(_AT_LATEST.search(self.text[: date.start]))

    def _date(self, tie: Tie) -> FoundDate | None:
        return date_of(tie, self.text, self.dates, self.behind)


def circumstances(
    text: str,
    names: list[Name],
    previous: str | None,
    year: int | None,
    when: str | None = None,
    *,
    opening: int = 0,
    valued: bool = True,
    account: int | None = None,
    held: Mapping[Name, Name] | None = None,
) -> Circumstances:
    """The dates and, if asked for, the values of a sentence; dates inside names ("Expo 2010") are not of what is said.

    `year` and, where it is known more precisely, `when` date what has no date of its own. Up to `opening` stands where
    and when news was filed, which dates only what has no other date; so does the year of which the document is the
    `account`. `held` are places by what the text says that they lie in.
    """
    said = when or (f"{year:04d}" if year else None)
    own, year = (f"{account:04d}", year or account) if account else (None, year)
    filed = next((d.edtf for d in find_dates(text[:opening], None, year)), None) if opening else None
    inside = [(n.start, n.end) for n in names if not n.anaphor and n.kind != "Event"]
    dates = tuple(
        d
        for d in find_dates(text, filed or previous or own, year)
        if d.start >= opening and not any(s < d.end and d.start < e for s, e in inside)
    )
    values = find_values(text) if valued else ()
    return Circumstances(
        text, dates, values, said, previous, filed or own, dates_behind_names(text, names, dates, held or {})
    )
