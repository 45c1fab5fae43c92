"""Which of the dates of a sentence is that of a tie: the one behind its name, else the nearest in its own clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph import edtf
from graph.model import Mode
from graph.schema import schema
from ingest.figures.date_forms import FoundDate
from ingest.names.name import Name
from ingest.prose.ties import Tie

CLAUSE = re.compile(
    r"[;:]|,\s+(?:which|who|where|while|and\s+(?:it|they|he|she)|and\s+(?:then|later|finally|also)?\s*\w+ed)\b|\s+while\s+|\s+but\s+"
)  # where another clause begins
ASIDE = re.compile(r",\s+(?:which|who|where|whose)\b[^,;]*,")
_LISTED = re.compile(
    r"\s*(?:,|(?:,\s*)?(?:and|then|as\s+well\s+as)(?:\s+(?:again|later|then))*)\s+(?:(?:in|on)\s+)?", re.IGNORECASE
)
_NEW_SUBJECT = re.compile(r"\)?,\s+(?:and|but|while|whereas)\s+(?:the\s+)?")  # "in 2015, and B has been ... since 2007"
_OPENS = re.compile(r"(?:\band|,|;|\bbut)\s+(?:in|on|by|since|from)?\s*$")
_GOES_ON = re.compile(r",|\s+(?:[A-Z]|the\s)")


def date_of(
    tie: Tie, text: str, dates: tuple[FoundDate, ...], behind: Sequence[tuple[FoundDate, Name]]
) -> FoundDate | None:
    """The date of a tie in the `text` of its sentence; `behind` are those of its dates that stand behind a name."""
    own = [date for date, name in behind if name in (tie.object, tie.subject)]
    if own:
        return own[-1]
    others = [date for date, _ in behind]
    free = [date for date in dates if date not in others]
    if len(free) < 2:
        return free[0] if free else None
    if tie.zipped is not None and tie.zipped < len(dates):
        return dates[tie.zipped]
    asides = [m.span() for m in ASIDE.finditer(text)]
    return min(free, key=lambda d: (*_distance(tie, d, text, asides), d.start))


def _distance(tie: Tie, date: FoundDate, text: str, asides: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """How far a date stands from a tie: in clauses, then in characters."""
    last = max(tie.subject.end, tie.object.end)
    first = min(tie.at, tie.object.start)
    if date.start >= last:
        gap = text[last : date.start]
    elif date.end <= first:
        gap = text[date.end : first]
    else:
        gap = text[min(date.start, tie.at) : max(date.end, tie.at)]
    apart = (
        any(a < date.start < b and not a < tie.at < b for a, b in asides),
        date.end <= tie.subject.start and _NEW_SUBJECT.fullmatch(text, date.end, tie.subject.start) is not None,
        date.start > tie.at and _opens_clause(date, text),
    )
    return len(CLAUSE.findall(gap)) + sum(apart), len(gap)


def _opens_clause(date: FoundDate, text: str) -> bool:
    """ "... and in 1984, the province ...": the date belongs to what follows it."""
    ahead = _OPENS.search(text[max(0, date.start - 12) : date.start])
    return bool(ahead and _GOES_ON.match(text[date.end : date.end + 6]))


def dates_listed_with(chosen: FoundDate, tie: Tie, text: str, dates: tuple[FoundDate, ...]) -> list[FoundDate]:
    """The other dates of the list in which the `chosen` date of an occasion stands."""
    done = tie.mode is Mode.DONE and tie.zipped is None and not schema().ties[tie.trigger.tie].is_state
    if not done or edtf.is_interval(chosen.edtf):
        return []
    at = dates.index(chosen)
    later, last = [], chosen
    for date in dates[at + 1 :]:
        if edtf.is_interval(date.edtf) or not _LISTED.fullmatch(text, last.end, date.start):
            break
        later.append(date)
        last = date
    earlier, first = [], chosen
    for date in reversed(dates[:at]):
        if edtf.is_interval(date.edtf) or not _LISTED.fullmatch(text, date.end, first.start):
            break
        earlier.append(date)
        first = date
    return later + earlier
