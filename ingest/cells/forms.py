"""What a piece of a flattened table looks like: a year, a date, a number, a filler, words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from ingest.figures.date_forms import MONTH_NAME
from ingest.words.forms import conjugated
from ingest.words.lexicon import any_of, phrases
from ingest.words.numbers import ranking

_MONTH = rf"{MONTH_NAME}\.?"
_YEAR = r"(?:1[6-9]|20)\d\d"
YEAR_START = re.compile(
    rf"^(?:{any_of(phrases('before_years_in_cells'), either_case=True)}\s+)*"
    rf"(?P<first>{_YEAR})(?:s\b|\s?[-–—/~]\s?(?:{_YEAR}|\d\d(?!\d)|present|now|$)|\s+(?:to|and)\s+{_YEAR}|[./]\d{{1,2}}(?:[./]\d{{1,2}})?(?=\s|$)|(?![\d.,%]))"
)
MONTH_START = re.compile(
    rf"(?P<date>(?:\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})?\s+)?{_MONTH}(?:\s+\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})?)?)\s*[:：–—-]\s*(?=\S)"
)
"""A month or a day that opens a row, with the sign behind it: "March —", "12–14 May:"."""
_MONTH_ALONE = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[–-]\s?\d{{1,2}}(?:st|nd|rd|th)?)?\s+)?{_MONTH}"
    rf"(?:\s?[–—/-]\s?{_MONTH}|\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[–-]\s?\d{{1,2}}(?:st|nd|rd|th)?)?)?"
)
DATE = re.compile(
    rf"{_YEAR}\s?[-./年]\s?\d{{1,2}}(?:\s?[-./月]\s?\d{{1,2}}日?|月)?(?!\d)|{_YEAR}\s?[-–—,]?\s?{_MONTH}(?![a-z])|"
    rf"(?:\d{{1,2}}\s?[-–—]\s?)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+|-){_MONTH}(?:,\s*|-|\s+){_YEAR}|"
    rf"{_MONTH}\s*(?:\d{{1,2}}(?:st|nd|rd|th)?(?:[,.]\s*|\s+)|\s+|,\s*){_YEAR}|"
    rf"\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR}|{_YEAR}s?\s?[-–—/]\s?(?:{_YEAR}|\d\d(?!\d)|present|now)|{_YEAR}s?(?![\d%])"
)
_DATED_ENTRY = re.compile(rf"(?:\d{{1,3}}[.)]\s+)?(?:{DATE.pattern})\s*[:–—-]\s+(?P<told>\S.*)")
_OFFICE_OF = re.compile(r"\b[Dd]elegation\s|,\s(?:[A-Z][\w-]*\s)+of\s")  # "A. Lee, Governor of ..., to"
NUMBER = re.compile(
    r"[<>≈~]?[-−+]?(?:US\$|USD|RMB|CNY|EUR|HK\$|[$€£¥])?\s?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?%?|"
    r"[<>≈~]?[-−+]?(?:US\$|USD|RMB|CNY|EUR|HK\$|[$€£¥])?\s?\d+(?:\.\d+)?\s?%?"
)
FILLER = re.compile(r"^(?:[-–—―]+|\.{2,}|…+|n\.?\s?/?\s?a\.?|N\.?\s?/?\s?A\.?|/|\*|nil|none|_+|×|\\)$")
RANK = re.compile(
    r"^(?:No\.?\s?\d{1,3}|#\d{1,3}|\d{1,2}(?:st|nd|rd|th)|Rank\s?\d{1,2}|Top\s?\d{1,2}|第[一二三四五六七八九十])$"
)
_FEWEST_TELLING = 3  # words
_UNIT_AFTER = re.compile(r"^(?:%|percent|per cent|million|billion|trillion|thousand|mn|bn)$", re.IGNORECASE)


def is_filler(text: str) -> bool:
    """A dash or the like that stands for an empty cell."""
    return bool(FILLER.match(text))


_ORDINAL = re.compile(
    rf"(?:the\s+)?(?:\d{{1,3}}(?:st|nd|rd|th)|[IVXL]{{1,7}}\.?|{any_of(ranking(12))})",
    re.IGNORECASE,
)


def is_number(text: str) -> bool:
    """A figure, with sign, currency or percent sign."""
    return bool(NUMBER.fullmatch(text.strip()))


def is_date(text: str) -> bool:
    """A year, a date or a span of years, and nothing else."""
    return bool(DATE.fullmatch(text.strip()))


def is_month(text: str) -> bool:
    """A month or a day without its year, and nothing else: "March", "12-14 May", "Sept. 3"."""
    return bool(_MONTH_ALONE.fullmatch(text.strip()))


def year_of_start(text: str) -> int | None:
    """The year with which a line opens, None where it does not open with one."""
    found = YEAR_START.match(text)
    return int(found["first"]) if found else None


def months_open_rows(texts: Sequence[str]) -> bool:
    """Whether rows open with months or days: the first, and at least three."""
    return bool(texts) and bool(MONTH_START.match(texts[0])) and sum(bool(MONTH_START.match(t)) for t in texts) >= 3


def is_ordinal(text: str) -> bool:
    """A number of an edition: "40th", "XII", "Third"."""
    return bool(_ORDINAL.fullmatch(text.strip()))


def is_figure(word: str) -> bool:
    """A number or a filler: what stands in the body of a table of figures."""
    return is_number(word) or is_filler(word)


def trailing_figures(text: str) -> int:
    """Number of words at the end of a line that are figures or fillers."""
    count = 0
    for word in reversed(text.split()):
        if not is_figure(word) and not _UNIT_AFTER.match(word):
            break
        count += is_figure(word)
    return count


def prose_like(text: str) -> bool:
    """Whether a line reads as running text: many words, mostly small letters."""
    words = text.split()
    if len(words) < 8:
        return False
    small = sum(1 for word in words if word[:1].islower())
    return small >= 0.55 * len(words)


def tells(text: str) -> bool:
    """Whether a cell tells something ("Sister agreement signed in Kobe") rather than names it."""
    words = text.split()
    if len(words) < _FEWEST_TELLING:
        return False
    acts = [word.strip(",;.:") for n, word in enumerate(words) if n == 0 or word[:1].islower()]
    return prose_like(text) or any(word.lower() in _acts() for word in acts)


@lru_cache(maxsize=1)
def _acts() -> frozenset[str]:
    return conjugated(phrases("acts_in_notes"))


def opens_entry(text: str) -> bool:
    """Whether a line opens an entry of a chronicle: perhaps a number, a date with a sign, and what was done then."""
    found = _DATED_ENTRY.match(text)
    return found is not None and (tells(found["told"]) or _OFFICE_OF.search(found["told"]) is not None)


def row_figures(text: str) -> int:
    """Figures of a row: those at the end of its line, a year that opens the line left out."""
    count = trailing_figures(text)
    words = text.split()
    return count - 1 if count == len(words) and count > 1 and year_of_start(words[0]) is not None else count


def years_open_rows(texts: Sequence[str]) -> bool:
    """Whether rows open with years in order. Where cells stand one to a line, a year is a cell like any other."""
    years = [year for year in map(year_of_start, texts) if year is not None]
    if len(years) < 2 or (years != sorted(years) and years != sorted(years, reverse=True)):
        return False
    return share(texts, lambda text: len(text.split()) <= 3) < 0.7


def ends_typed(text: str) -> bool:
    """Whether a line ends with a figure or a date."""
    tail = text[-30:]
    return trailing_figures(tail) >= 1 or any(m.end() == len(tail) for m in DATE.finditer(tail))


def share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    """The part of some texts that passes a test; 0 of none."""
    return sum(1 for text in texts if test(text)) / len(texts) if texts else 0.0
