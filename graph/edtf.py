"""Dates as precise as stated: Extended Date/Time Format (ISO 8601-2), level 1, the part that sources need.

Dates `1987`, `1987-07`, `1987-07-24`, unspecified digits `195X`, `19XX`, qualifiers `?`, `~`, `%`, and intervals with
open or unknown ends: `1978/1979`, `2006/..`, `../1979`, `/1979`. Seasons are not used.
Source: Library of Congress, Extended Date/Time Format (EDTF) Specification, 4 February 2019.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.errors import InputError

_DATE = re.compile(r"^(?:(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?|(\d{3})X|(\d{2})XX)([?~%]?)$")
_OPEN = ("", "..")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last day that a date can mean; None where it is open or unknown."""

    first: date | None
    last: date | None


@lru_cache(maxsize=65536)
def _date_bounds(text: str) -> Bounds:
    match = _DATE.match(text)
    if not match:
        raise InputError(f"'{text}' is not a date in EDTF (write 1987, 1987-07, 1987-07-24, 195X or 1978/1979)")
    year, month, day, decade, century, _ = match.groups()
    try:
        if decade:
            return Bounds(date(int(decade) * 10, 1, 1), date(int(decade) * 10 + 9, 12, 31))
        if century:
            return Bounds(date(int(century) * 100, 1, 1), date(int(century) * 100 + 99, 12, 31))
        if day:
            whole = date(int(year), int(month), int(day))
            return Bounds(whole, whole)
        if month:
            last = calendar.monthrange(int(year), int(month))[1]
            return Bounds(date(int(year), int(month), 1), date(int(year), int(month), last))
        return Bounds(date(int(year), 1, 1), date(int(year), 12, 31))
    except (ValueError, calendar.IllegalMonthError) as wrong:
        raise InputError(f"'{text}' is not a day of the calendar") from wrong


def is_interval(text: str) -> bool:
    """Whether the text has the form of an interval."""
    return "/" in text


def ends(text: str) -> tuple[str, str]:
    """The two sides of an interval as written; a plain date stands on both."""
    if not is_interval(text):
        return text, text
    left, _, right = text.partition("/")
    return left, right


@lru_cache(maxsize=65536)
def bounds(text: str) -> Bounds:
    """First and last possible day of a date or an interval.

    Raises InputError for what is not EDTF, a day that does not exist, or an interval that ends before it starts.
    """
    if not is_interval(text):
        return _date_bounds(text)
    left, right = ends(text)
    if left in _OPEN and right in _OPEN:
        raise InputError(f"'{text}' is an interval without a date")
    first = None if left in _OPEN else _date_bounds(left).first
    last = None if right in _OPEN else _date_bounds(right).last
    if first and last and last < first:
        raise InputError(f"'{text}' ends before it starts")
    return Bounds(first, last)


def valid(text: str) -> str:
    """The text itself where it is EDTF; InputError otherwise."""
    bounds(text)
    return text


def start_year(text: str) -> int | None:
    """The year in which the date or interval starts; None where that is open."""
    first = bounds(text).first
    return first.year if first else None


def precision(text: str) -> int:
    """Days between the first and the last possible day; a finer date has a smaller one. Open sides count as 10**6."""
    b = bounds(text)
    return (b.last - b.first).days if b.first and b.last else 10**6


def sort_key(text: str) -> tuple[date, date, str]:
    """Chronological order: by first day, then by last, then by the text; open starts come first, open ends last."""
    b = bounds(text)
    return b.first or date.min, b.last or date.max, text
