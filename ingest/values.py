"""Sums of money, shares and counts in prose: value, unit, currency (ISO 4217), share in percent."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CURRENCIES = {
    "usd": "USD", "us$": "USD", "$": "USD", "us dollar": "USD", "us dollars": "USD", "u.s. dollars": "USD",
    "american dollars": "USD", "dollars": "USD", "dollar": "USD", "rmb": "CNY", "cny": "CNY", "yuan": "CNY",
    "renminbi": "CNY", "¥": "CNY", "rmb yuan": "CNY", "yuan rmb": "CNY", "eur": "EUR", "€": "EUR", "euro": "EUR",
    "euros": "EUR", "gbp": "GBP", "£": "GBP", "pounds": "GBP", "hk$": "HKD", "hkd": "HKD", "jpy": "JPY", "yen": "JPY",
    "japanese yen": "JPY", "aud": "AUD", "a$": "AUD", "thb": "THB", "baht": "THB", "kip": "LAK", "dong": "VND",
    "rub": "RUB", "rubles": "RUB", "roubles": "RUB", "won": "KRW", "rupees": "INR", "nt$": "TWD", "s$": "SGD",
}  # fmt: skip
_SCALE = {
    "thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
    "hundred million": 1e8,
}  # fmt: skip
_AMOUNT = r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_BY = r"(?:[\s-]?(?P<scale>hundred million|thousand|million|billion|trillion|mn|bn|m(?=\W|$)))?"
_SIGN = r"(?P<c>US\$|HK\$|NT\$|A\$|S\$|USD|RMB|CNY|EUR|GBP|HKD|JPY|AUD|THB|RUB|[$€£¥])"
_WORD = (
    r"(?P<c>(?:US|U\.S\.|American)\s+dollars?|yuan\s+RMB|RMB\s+yuan|Japanese\s+yen|dollars?|yuan|RMB|renminbi|euros?|yen"
    r"|pounds|baht|kip|dong|rubles|roubles|won|rupees|USD|EUR|CNY)\b"
)
_COUNTS = (
    r"(?P<u>tons?|tonnes?|kilowatt[\s-]hours?|kWh|megawatts?|MW|GWh|barrels|cubic\s+met(?:er|re)s|kilomet(?:er|re)s|km|hectares"
    r"|mu|students|scholarships|doctors|experts|medical\s+workers|teachers|trainees|officials|people|persons|enterprises"
    r"|companies|firms|projects|contracts|agreements|pairs|passengers|tourists|visitors)\b"
)
_MONEY = (
    re.compile(rf"(?<![\w$]){_SIGN}\s?{_AMOUNT}{_BY}", re.IGNORECASE),
    re.compile(rf"(?<![\w.,]){_AMOUNT}{_BY}\s+{_WORD}", re.IGNORECASE),
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


def _number(match: re.Match[str]) -> float:
    scale = _SCALE.get((match["scale"] or "").lower(), 1.0)
    return round(float(match["n"].replace(",", "")) * scale, 6)


def find_values(text: str) -> list[FoundValue]:
    """The sums, shares and counts of a sentence, in order; a sum is never read again as a count."""
    found: list[FoundValue] = []

    def free(start: int, end: int) -> bool:
        return not any(start < f.end and f.start < end for f in found)

    for pattern in _MONEY:
        for match in pattern.finditer(text):
            if free(*match.span()):
                code = _CURRENCIES.get(" ".join(match["c"].lower().split()))
                found.append(FoundValue(match.start(), match.end(), _number(match), "money", code))
    for match in _SHARE.finditer(text):
        if free(*match.span()):
            found.append(FoundValue(match.start(), match.end(), share=float(match["n"].replace(",", ""))))
    for match in _COUNT.finditer(text):
        if free(*match.span()) and not re.fullmatch(r"1[89]\d\d|20\d\d", match["n"]):
            unit = " ".join(match["u"].lower().replace("-", " ").split())
            found.append(FoundValue(match.start(), match.end(), _number(match), unit))
    return sorted(found, key=lambda v: v.start)
