"""Dates as people write them → EDTF, as precise as stated, never more.

`parse_date` reads a whole cell or phrase ("11 May 1981", "1990s", "circa 1990", "2005-2010"); `find_dates` finds the
dates of a sentence. A day that the calendar does not have is an InputError in a cell and no date in prose.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph import edtf
from graph.errors import InputError
from ingest.figures.currencies import signs
from ingest.figures.date_forms import ABOUT, FORMS, MONTH_NAME, TO, YEAR, FoundDate, span
from ingest.figures.dates_leaning import leaning, leans
from ingest.words.lexicon import any_of, phrases
from ingest.words.numbers import CARDINAL, number_of

_EDTF = re.compile(
    r"(?:\d{4}(?:-\d\d){0,2}|\d{3}X|\d\dXX|\.\.)?[?~%]?/(?:\d{4}(?:-\d\d){0,2}|\d{3}X|\d\dXX|\.\.)?[?~%]?|\d{3}X|\d\dXX|\d{4}-(?:0[1-9]|1[0-2])"
)
_LEAD = re.compile(rf"^\s*{any_of(phrases('before_dates'))}\s+", re.IGNORECASE)


def _whole(text: str) -> str | None:
    """The EDTF of a text that is one date and nothing else."""
    wrong: InputError | None = None
    for pattern, read in FORMS:
        match = pattern.fullmatch(text)
        if match:
            try:
                return read(match)
            except InputError as error:
                wrong = wrong or error
    if wrong:
        raise wrong
    return None


def parse_date(text: str) -> str | None:
    """The EDTF form of a cell or phrase that is a date; None where it is none.

    Raises InputError for what has the form of a date but is no day of the calendar.

    >>> parse_date("11 May 1981"), parse_date("circa 1990"), parse_date("since 2006"), parse_date("n.a.")
    ('1981-05-11', '1990~', '2006/..', None)
    """
    text = " ".join(text.split()).strip(" ,;:()[]")
    if not text or not any(c.isdigit() for c in text):
        return None
    if _EDTF.fullmatch(text):
        return edtf.valid(text)
    text = text.strip(" .")
    about = re.fullmatch(rf"{ABOUT}\s*(.+)", text, re.IGNORECASE)
    if about:
        inner = parse_date(about[1])
        return f"{inner}~" if inner and not edtf.is_interval(inner) and inner[-1].isalnum() else inner
    since = re.fullmatch(r"(?:since|after|from|starting(?: from| in)?)\s+(.+?)", text, re.IGNORECASE)
    if since and not re.search(TO, since[1]):
        inner = parse_date(since[1])
        return f"{inner}/.." if inner and not edtf.is_interval(inner) else inner
    ongoing = re.fullmatch(
        r"(.+?)(?:\s*(?:-|–|—|to|until|till)\s*(?:the\s+)?(?:present|now|today|date)?|\s+onwards?)",
        text,
        re.IGNORECASE,
    )
    if ongoing and (inner := _whole(ongoing[1])):
        return inner if edtf.is_interval(inner) else f"{inner}/.."
    until = re.fullmatch(r"(?:until|till|up to|up until|to)\s+(.+)", text, re.IGNORECASE)
    if until:
        inner = parse_date(until[1])
        return f"../{inner}" if inner and not edtf.is_interval(inner) else inner
    both = re.fullmatch(rf"(?:from|between)?\s*(.+?)(?:{TO}|\s+and\s+)(.+)", text, re.IGNORECASE)
    found = _whole(text) or _whole(_LEAD.sub("", text))
    if found or not both:
        return found
    left, right = _whole(both[1]), _whole(both[2])
    if right and not left:
        left = _shared_year(both[1], right)
    return span(left, right) if left and right else None


def _shared_year(text: str, right: str) -> str | None:
    """ "May" in "May to July 2004": the date that lacks its year takes it from the other side."""
    return _whole(f"{text} {right[:4]}")


_CITED = re.compile(  # "(Wong et al., 2018)"; "(opened in 1961)" and "(May 1961)" are dates
    rf"\((?:see\s+|cf\.?\s+|e\.g\.,?\s+)?[^()]{{0,120}}?"
    rf"(?:(?<!\w)(?!{MONTH_NAME})[^\W\d_a-z][^\W\d_]*|\bal|\.|’|'|(?<=[^\W\d_])(?=\s*,))\s*,?\s*{YEAR}[a-z]?"
    rf"(?:\s*[:,]\s*(?:pp?\.\s*)?\d+(?:[-–]\d+)?)?(?:\s*;[^()]*)?\)"
)
_REPORTS = any_of(phrases("reports_of_authors"))
_AUTHOR = re.compile(
    rf"[A-Z][\w’'-]+(?:\s+(?:and|&|et al\.?)(?:\s+[A-Z][\w’'-]+)?)?\s*\(({YEAR})[a-z]?\)\s*(?:also\s+)?{_REPORTS}"
)
_COUNTED = re.compile(
    rf"\s*(?:{any_of(phrases('counted_like_years'))}|{any_of(phrases('counted_in_full'))}\b)",
    re.IGNORECASE,
)
_MONEY = re.compile(rf"(?:{signs()})\s*$")
_MODIFIED = re.compile(
    rf"(?P<since>\b{any_of(phrases('says_since'))}\s+(?:the\s+)?)$"
    rf"|(?P<until>\b{any_of(phrases('says_until'))}\s+(?:the\s+)?)$|(?P<about>\b{ABOUT}\s+)$"
    rf"|(?P<before>\b(?:before|prior\s+to)\s+(?:the\s+)?)$|(?P<after>\bafter\s+)$",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s*(?:,\s*)?(?:to|until|till|through|and|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)
_RANGE_LEAD = re.compile(r"\b(?:from|between)\s+(?:the\s+)?(?:the\s+year\s+)?$", re.IGNORECASE)
_YEARS_FROM = re.compile(
    rf"\b(?P<n>a|{CARDINAL})\s+years?\s+(?P<way>after|before|prior\s+to)\s+"
    r"(?:the\s+|its\s+|their\s+)?(?:[a-z-]+\s+){0,3}$",
    re.IGNORECASE,
)
_HINT = re.compile(r"\d\d")


def _raw_dates(text: str) -> list[FoundDate]:
    """Every absolute date, longest first at each place, without its modifier."""
    taken: list[FoundDate] = []
    cited = [m.span() for m in _CITED.finditer(text)] + [m.span(1) for m in _AUTHOR.finditer(text)]
    for pattern, read in FORMS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < t.end and t.start < end for t in taken) or any(a <= start and end <= b for a, b in cited):
                continue
            if end - start == 4 and (_COUNTED.match(text, end) or _MONEY.search(text, max(0, start - 8), start)):
                continue
            try:
                taken.append(FoundDate(start, end, read(match)))
            except InputError:
                cited.append((start, end))  # a false date is no date in prose, nor is a part of it
    return sorted(taken, key=lambda d: d.start)


def _joined(text: str, dates: list[FoundDate]) -> list[FoundDate]:
    """ "between 2005 and 2010", "from 1978 to 1979": two dates that are one stretch."""
    out: list[FoundDate] = []
    for date in dates:
        last = out[-1] if out else None
        if last and not edtf.is_interval(last.edtf) and not edtf.is_interval(date.edtf):
            lead = _RANGE_LEAD.search(text, 0, last.start)
            if lead and _JOIN.fullmatch(text, last.end, date.start):
                try:
                    out[-1] = FoundDate(lead.start(), date.end, span(last.edtf, date.edtf))
                    continue
                except InputError:
                    pass
        out.append(date)
    return out


def _modified(text: str, date: FoundDate) -> FoundDate:
    """The date with what stands before it: since, until, about, "two years after the"."""
    if edtf.is_interval(date.edtf):
        return date
    off = _YEARS_FROM.search(text, max(0, date.start - 60), date.start)
    year = edtf.start_year(date.edtf)
    if off and year is not None:
        years = number_of(off["n"])
        return FoundDate(off.start(), date.end, f"{year + (years if off['way'].lower() == 'after' else -years):04d}")
    match = _MODIFIED.search(text, max(0, date.start - 24), date.start)
    if not match:
        return date
    form = {
        "since": f"{date.edtf}/..", "after": f"{date.edtf}/..", "until": f"../{date.edtf}", "before": f"../{date.edtf}",
        "about": f"{date.edtf}~",
    }[str(match.lastgroup)]  # fmt: skip
    return FoundDate(match.start(), date.end, form)


@lru_cache(maxsize=1024)
def _absolute(text: str) -> tuple[FoundDate, ...]:
    """The dates that lean on nothing (a sentence is asked for them several times)."""
    return tuple(_modified(text, d) for d in _joined(text, _raw_dates(text)))


def find_dates(text: str, previous: str | None = None, document_year: int | None = None) -> list[FoundDate]:
    """The dates of a sentence in order.

    `previous` is the last date of the sentences before ("the same year", "in May" lean on it); `document_year` is the
    year in which the document speaks ("last year"). Years of citations ("(Wong, 2018)") are no dates.
    """
    dates = list(_absolute(text)) if _HINT.search(text) else []
    if not leans(text):
        return dates
    return sorted(dates + leaning(text, dates, previous, document_year), key=lambda d: d.start)
