"""The forms in which one date or stretch of time is written, each with its reading as EDTF."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph import edtf
from graph.errors import InputError
from ingest.words.lexicon import any_of, phrases


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date of a sentence: its span and its EDTF form. `relative` is True where it leans on an earlier date."""

    start: int
    end: int
    edtf: str
    relative: bool = False


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
MONTH = rf"{any_of(MONTHS)}\.?"  # for re.IGNORECASE
MONTH_NAME = any_of(name.title() for name in MONTHS)
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
TO = r"(?:\s*[-–—~]\s*|\s+(?:to|until|till|through)\s+)"
_AND = r"(?:\s*[-–—]\s*|\s+(?:to|and|until)\s+)"
ABOUT = rf"(?:{any_of(phrases('about_dates'))}|ca\.?|c\.)"
_PART = rf"(?:(?:the\s+)?(?:very\s+)?(?:{any_of(phrases('parts_of_time'))}|Q[1-4]|FY)(?:[\s-]+of)?[\s,-]*)"


def number(text: str) -> int:
    """The digits of a text as a number: `3rd` is 3."""
    return int(re.sub(r"\D", "", text))


def month_number(text: str) -> int:
    """Month from 1 to 12, for its English name or abbreviation."""
    return MONTHS[text.lower().rstrip(".")]


def iso(year: str, month: int | None = None, day: int | None = None) -> str:
    """A date as precise as its parts; InputError for a day that does not exist."""
    text = f"{int(year):04d}"
    if month is not None:
        text += f"-{month:02d}"
        if day is not None:
            text += f"-{day:02d}"
    return edtf.valid(text)


def span(left: str, right: str) -> str:
    """The interval between two dates; an empty side is open. InputError where it ends before it starts."""
    return edtf.valid(f"{left}/{right}")


_DECADES = {"first": 0, "second": 1, "third": 2}


def _short(year: str, tail: str) -> str:
    """The second year of "1986-87" in full."""
    full = tail if len(tail) == 4 else year[: 4 - len(tail)] + tail
    if full < year:
        raise InputError(f"'{year}-{tail}' is not a date")
    return full


def _slashed(first: str, second: str, year: str) -> str:
    """`11.05.1981`: day first where that can be told; where it cannot, only the year is sure."""
    a, b = int(first), int(second)
    if a > 12 >= b:
        return iso(year, b, a)
    if b > 12 >= a:
        return iso(year, a, b)
    if a == b:
        return iso(year, a, b)
    if a > 12 or b > 12:
        raise InputError(f"'{first}.{second}.{year}' is not a day of the calendar")
    return iso(year)


def _dotted(first: str, second: str, year: str) -> str:
    """`11.05.1981` with dots is day, month, year everywhere."""
    return iso(year, int(second), int(first))


def _century(ordinal: str) -> str:
    return edtf.valid(f"{int(ordinal) - 1:02d}XX")


Reader = Callable[[re.Match[str]], str]

# The forms of one date, the more precise first. Each is (pattern, reader); groups are numbered inside the pattern.
_SINGLE: tuple[tuple[str, Reader], ...] = (
    (rf"({YEAR})-(\d\d)-(\d\d)(?:T[\d:.Z+-]+| \d\d:\d\d(?::\d\d)?)?", lambda m: iso(m[1], int(m[2]), int(m[3]))),
    (rf"({YEAR})[./](\d\d?)[./](\d\d?)", lambda m: iso(m[1], int(m[2]), int(m[3]))),
    (rf"({YEAR})\s?年\s?(\d\d?)\s?月\s?(\d\d?)\s?[日号]", lambda m: iso(m[1], int(m[2]), int(m[3]))),
    (rf"({YEAR})\s?年\s?(\d\d?)\s?月", lambda m: iso(m[1], int(m[2]))),
    (rf"({YEAR})\s?年", lambda m: iso(m[1])),
    (rf"(\d\d?)/(\d\d?)/({YEAR})", lambda m: _slashed(m[1], m[2], m[3])),
    (rf"(\d\d?)[.-](\d\d?)[.-]({YEAR})", lambda m: _dotted(m[1], m[2], m[3])),
    (rf"({DAY})(?:\s+of)?[\s-]+({MONTH}),?[\s-]+({YEAR})", lambda m: iso(m[3], month_number(m[2]), number(m[1]))),
    (rf"({MONTH})[\s-]+({DAY}),?[\s-]+({YEAR})", lambda m: iso(m[3], month_number(m[1]), number(m[2]))),
    (rf"({YEAR}),?\s+({MONTH})\s+({DAY})", lambda m: iso(m[1], month_number(m[2]), number(m[3]))),
    (rf"({MONTH}),?(?:\s+of|\s+in)?[\s-]+({YEAR})", lambda m: iso(m[2], month_number(m[1]))),
    (rf"({YEAR}),?\s+({MONTH})", lambda m: iso(m[1], month_number(m[2]))),
    (rf"({YEAR})[-/.](0[1-9]|1[0-2])", lambda m: iso(m[1], int(m[2]))),
    (
        r"(?:the\s+)?(first|second|third)\s+decade\s+of\s+(?:the|this)\s+(\d\d)(?:st|nd|rd|th)\s+century",
        lambda m: edtf.valid(f"{int(m[2]) - 1:02d}{_DECADES[m[1].lower()]}X"),
    ),
    (r"(?:the\s+)?(\d\d?)(?:st|nd|rd|th)\s+century", lambda m: _century(m[1])),
    (rf"{_PART}?(?:the\s+)?(\d{{3}})0['’]?s", lambda m: edtf.valid(f"{m[1]}X")),
    (rf"{_PART}?(?:the\s+)?['’‘]([2-9])0s", lambda m: edtf.valid(f"19{m[1]}X")),
    (rf"{_PART}?(?:the\s+year\s+)?({YEAR})([?~%]?)", lambda m: edtf.valid(m[1] + m[2])),
)

# Stretches of time, written as one.
_STRETCH: tuple[tuple[str, Reader], ...] = (
    (
        rf"({DAY}){_AND}({DAY})(?:\s+of)?\s+({MONTH}),?\s+({YEAR})",
        lambda m: span(iso(m[4], month_number(m[3]), number(m[1])), iso(m[4], month_number(m[3]), number(m[2]))),
    ),
    (
        rf"({MONTH})\s+({DAY}){_AND}({DAY}),?\s+({YEAR})",
        lambda m: span(iso(m[4], month_number(m[1]), number(m[2])), iso(m[4], month_number(m[1]), number(m[3]))),
    ),
    (
        rf"({MONTH})\s+({DAY}){_AND}({MONTH})\s+({DAY}),?\s+({YEAR})",
        lambda m: span(iso(m[5], month_number(m[1]), number(m[2])), iso(m[5], month_number(m[3]), number(m[4]))),
    ),
    (
        rf"({DAY})\s+({MONTH}){_AND}({DAY})\s+({MONTH}),?\s+({YEAR})",
        lambda m: span(iso(m[5], month_number(m[2]), number(m[1])), iso(m[5], month_number(m[4]), number(m[3]))),
    ),
    (
        rf"({MONTH}){TO}({MONTH}),?\s+({YEAR})",
        lambda m: span(iso(m[3], month_number(m[1])), iso(m[3], month_number(m[2]))),
    ),
    (rf"({YEAR})\s?[-–—]\s?({YEAR})", lambda m: span(m[1], m[2])),
    (rf"({YEAR})\s?[-–—/]\s?(\d\d)(?!\d|-)", lambda m: span(m[1], _short(m[1], m[2]))),
)


def _compiled(forms: tuple[tuple[str, Reader], ...]) -> list[tuple[re.Pattern[str], Reader]]:
    return [(re.compile(rf"(?<![\w$€£¥.,])(?:{p})(?!\w|,\d{{3}}|\.\d)", re.IGNORECASE), read) for p, read in forms]


FORMS = _compiled(_STRETCH) + _compiled(_SINGLE)
