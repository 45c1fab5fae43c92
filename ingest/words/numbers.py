"""Numbers in words, up to ninety-nine: "two", "twenty-seven", "a", and ordinals: "tenth", "twenty-fifth"."""

from __future__ import annotations

import re

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
              "twelve": "twelfth"}  # fmt: skip
_CARDINALS = {word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)} | {
    word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)
}


def _ordinal(word: str) -> str:
    return _IRREGULAR.get(word) or (f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th")


_ORDINALS = {_ordinal(word): number for word, number in _CARDINALS.items()}
_VALUES = {"a": 1, "an": 1} | _CARDINALS | _ORDINALS


def _any_of(numbers: dict[str, int]) -> str:
    listed = "|".join(sorted(numbers, key=lambda word: (-len(word), word)))
    ones = "|".join(word for word, number in numbers.items() if number < 10)
    return rf"(?:(?:{'|'.join(_TENS)})[\s-](?:{ones})|{listed}|\d{{1,3}})"


CARDINAL = _any_of(_CARDINALS)  # patterns without groups, for re.IGNORECASE
ORDINAL = rf"(?:{_any_of(_ORDINALS)}(?:st|nd|rd|th)?)"


def counting(first: int, last: int) -> dict[str, int]:
    """The words for the whole numbers from one to the other, up to twenty: "three" → 3."""
    return {word: number for word, number in _CARDINALS.items() if first <= number <= last}


def ranking(last: int) -> tuple[str, ...]:
    """The ordinals from the first to that one, up to the twentieth: "first", "second"."""
    return tuple(word for word, number in _ORDINALS.items() if number <= last)


def number_of(text: str) -> int:
    """The number that a text of these forms says: "Twenty-seven" → 27, "10th" → 10. KeyError for other words."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    return sum(_VALUES[word] for word in re.split(r"[\s-]+", text.lower()))
