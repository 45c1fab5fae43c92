"""Dates that lean on others: "the same year", "two decades later", "in May", "at that time", "during the visit"."""

from __future__ import annotations

import re

from graph import edtf
from graph.errors import InputError
from ingest.figures.date_forms import DAY, MONTH, FoundDate, iso, month_number, number, span
from ingest.words.lexicon import any_of, phrases
from ingest.words.numbers import CARDINAL, number_of
from ingest.words.said import said_in

_OCCASION, _WHOSE = any_of(phrases("occasions")), any_of(phrases("whose_occasion"))
_RELATIVE = re.compile(
    rf"""\b(?:(?:in|of|during|later|earlier)\s+)?(?P<same>(?:the|that)\s+same\s+year|(?<=in\s)that\s+year|that\s+year)\b
    |\b(?P<next>the\s+(?:following|next)\s+year|(?:a|one)\s+year\s+later)\b
    |\b(?P<off>(?:a|{CARDINAL})\s+(?P<unit>years?|decades?)\s+(?:later|earlier))(?=[\s,.;]|$)
    |\b(?P<before>the\s+(?:previous|preceding)\s+year|a\s+year\s+earlier)\b
    |\b(?P<last>last\s+year)\b|\b(?P<this>this\s+year)\b|\b(?P<coming>next\s+year)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# A cheap check of the same.
_SAYS_RELATIVE = re.compile(rf"{any_of(phrases('years_relative'))}\s+years?\b|(?:year|decade)s?\s+(?:later|earlier)\b")
# What says only that it happened then: read where the sentence has no date of its own.
_THEN = re.compile(
    rf"""\bat\s+th(?:at|e)\s+time(?=\s*[,;.]|\s+there\b|\s+of\s+{_WHOSE}\s+{_OCCASION}\b)
    |\b(?:on\s+)?(?:the|that)\s+same\s+(?:day|occasion|month)\b
    |\b(?:on|in)\s+that\s+(?:day|occasion|month)\b
    |\b(?:during|at|on)\s+{_WHOSE}\s+(?:[a-z-]+\s+){{0,2}}?{_OCCASION}
        (?=\s*[,;.)]|\s+(?:the|both|he|she|they|[A-Z])\b|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_HINT_WORDS = frozenset(phrases("hints_of_leaning"))
_HINT = re.compile(rf"\b{any_of(_HINT_WORDS)}\b")
_BEFORE_MONTH = rf"\b(?i:{any_of(phrases('before_months'))})\s+"
_OF_TIME = re.compile(
    rf"{_BEFORE_MONTH}(?:(?:early|late|mid)[\s-])?[ADFJMNOS][a-z]{{2}}|\d (?=[A-Z])|\([ADFJMNOS][a-z]{{2,8}}\)",
)
_SHIFT = {"same": 0, "next": 1, "before": -1, "last": -1, "this": 0, "coming": 1}
_BARE_MONTH = re.compile(
    rf"(?:{_BEFORE_MONTH}|(?<=\())(?:(?:early|late|mid)[\s-])?(?:({DAY})\s+)?((?i:{MONTH}))(?:\s+({DAY}))?"
    rf"(?:\s*(?:-|–|to|until|and)\s*({DAY})(?=\W|$))?(?!\s*,?\s*\d)(?=\W|$)"
)


def leans(text: str) -> bool:
    """Whether it is worth looking for such dates: a cheap check."""
    said = not _HINT_WORDS.isdisjoint(said_in(text)) and _HINT.search(text)
    return bool(said or _OF_TIME.search(text))


def months_alone(text: str) -> int:
    """How many days and months a text names without their year."""
    return sum(match[2][0].isupper() for match in _BARE_MONTH.finditer(text))


def leaning(text: str, dates: list[FoundDate], previous: str | None, document_year: int | None) -> list[FoundDate]:
    """The dates of a sentence that lean on others.

    `dates` are its own absolute dates, `previous` the last one of the sentences before, `document_year` the year in
    which the document speaks.
    """
    found: list[FoundDate] = []

    def year_before(at: int) -> int | None:
        earlier = [d.edtf for d in dates if d.end <= at] or ([previous] if previous else [])
        return edtf.start_year(earlier[-1]) if earlier else None

    for match in _RELATIVE.finditer(text) if _SAYS_RELATIVE.search(text.lower()) else ():
        kind = str(match.lastgroup) if match.lastgroup != "unit" else "off"
        year = document_year if kind in ("last", "this", "coming") else year_before(match.start())
        if year is not None:
            shifted = f"{year + _shift(kind, match[0]):04d}"
            found.append(FoundDate(match.start(), match.end(), shifted, True))
    for match in _BARE_MONTH.finditer(text):
        if not match[2][0].isupper() or any(d.start < match.end() and match.start() < d.end for d in dates + found):
            continue
        year = year_before(match.start())
        if year is not None and (said := _in_year(year, match)):
            found.append(FoundDate(match.start(), match.end(), said, True))
    then = None if dates or found or not previous or edtf.is_interval(previous) else _THEN.search(text)
    if then and previous:
        found.append(FoundDate(then.start(), then.end(), previous, True))
    return found


def _in_year(year: int, match: re.Match[str]) -> str | None:
    """A day, month or stretch of days without its year, in that year; None for a day that it does not have."""
    month, day = month_number(match[2]), match[1] or match[3]
    try:
        first = iso(str(year), month, number(day) if day else None)
        return span(first, iso(str(year), month, number(match[4]))) if day and match[4] else first
    except InputError:
        return None


def _shift(kind: str, said: str) -> int:
    """How many years a leaning date lies after the one on which it leans."""
    if kind != "off":
        return _SHIFT[kind]
    *counted, unit, way = said.split()
    years = number_of(" ".join(counted)) * (10 if unit.lower().startswith("decade") else 1)
    return -years if way.lower() == "earlier" else years
