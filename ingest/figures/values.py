"""Sums of money, shares and counts in prose: value, unit, currency (ISO 4217), share in percent."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.figures.currencies import code_of, names, signs
from ingest.words.lexicon import any_of, phrases, scales
from ingest.words.numbers import counting

_SCALE = scales() | {"m": 1e6}  # "m" right behind a figure only: by itself it is metres
_WRITTEN = {"a": 1.0, "half a": 0.5, **{word: float(number) for word, number in counting(1, 10).items()}}
_FIGURE = re.compile(r"\d|illion|crore|lakh|thousand", re.IGNORECASE)
_AMOUNT = r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALES = any_of(scales())
_BY = rf"(?:[\s-]?(?P<scale>{_SCALES}|m(?=\W|$)))?"
_COUNTS = rf"(?P<u>{any_of(phrases('counted'))})\b"
_MONEY = (
    re.compile(rf"(?<![\w$])(?P<c>{signs()})\s?{_AMOUNT}{_BY}"),
    re.compile(rf"(?<![\w.,]){_AMOUNT}{_BY}\s+(?:of\s+)?(?P<c>{names()})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<n>{'|'.join(_WRITTEN)})\s+(?P<scale>{_SCALES})\s+(?P<c>{names()})\b", re.IGNORECASE),
)
_SHARE = re.compile(rf"(?<![\w.,]){_AMOUNT}\s?(?:%|percent\b|per\s+cent\b)", re.IGNORECASE)
_COUNT = re.compile(rf"(?<![\w.,$]){_AMOUNT}{_BY}\s+(?:\w+\s+)?{_COUNTS}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A sum, a share or a count: its span, and what it says. `share` is in percent."""

    start: int
    end: int
    value: float | None = None
    unit: str | None = None
    currency: str | None = None
    share: float | None = None
    printed: str = ""  # the sign or word of the currency

    def in_countries(self, countries: Collection[str]) -> FoundValue:
        """The same where those countries are spoken of: ¥ may be yuan or yen."""
        return replace(self, currency=code_of(self.printed, countries)) if self.printed else self


def _number(match: re.Match[str]) -> float:
    scale = _SCALE.get(" ".join((match["scale"] or "").lower().split()), 1.0)
    said = match["n"].lower()
    return round((_WRITTEN[said] if said in _WRITTEN else float(said.replace(",", ""))) * scale, 6)


@lru_cache(maxsize=512)
def find_values(text: str) -> tuple[FoundValue, ...]:
    """The sums, shares and counts of a sentence, in order; a sum is never read again as a count."""
    found: list[FoundValue] = []
    if not _FIGURE.search(text):
        return ()

    def free(start: int, end: int) -> bool:
        return not any(start < f.end and f.start < end for f in found)

    for pattern in _MONEY:
        for match in pattern.finditer(text):
            if free(*match.span()):
                sign = match["c"]
                found.append(
                    FoundValue(match.start(), match.end(), _number(match), "money", code_of(sign), printed=sign)
                )
    for match in _SHARE.finditer(text) if "%" in text or "cent" in text.lower() else ():
        if free(*match.span()):
            found.append(FoundValue(match.start(), match.end(), share=float(match["n"].replace(",", ""))))
    for match in _COUNT.finditer(text):
        if free(*match.span()) and not re.fullmatch(r"1[89]\d\d|20\d\d", match["n"]):
            unit = " ".join(match["u"].lower().replace("-", " ").split())
            found.append(FoundValue(match.start(), match.end(), _number(match), unit))
    return tuple(sorted(found, key=lambda v: v.start))


_ADJUNCT = re.compile(
    rf"(?:,\s*)?\s?\b{any_of(phrases('before_sums'))}\s+(?:{any_of(phrases('about_sums'))}\s+)?$",
    re.IGNORECASE,
)
_WORTH_OF = re.compile(r"\s*worth\s+of\s", re.IGNORECASE)


def sums_aside(text: str) -> list[tuple[int, int]]:
    """Spans of sums that only say how much: "(rice) worth 5 million dollars", "5 million dollars worth of (rice)"."""
    found: list[tuple[int, int]] = []
    for value in find_values(text):
        if value.unit != "money":
            continue
        before = _ADJUNCT.search(text, max(0, value.start - 60), value.start)
        behind = _WORTH_OF.match(text, value.end)
        if before:
            found.append((before.start(), value.end))
        elif behind:
            found.append((value.start, behind.end()))
    return found
