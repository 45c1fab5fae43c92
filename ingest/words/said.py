"""The words of a text as a set: what is asked of every sentence before anything longer is tried."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[a-z]+")


@lru_cache(maxsize=512)  # a sentence is asked by many, and once more before its parse
def said_in(text: str) -> frozenset[str]:
    """The words of a text in small letters; digits, hyphens and letters with accents part them.

    >>> sorted(said_in("The Osaka-Shanghai ferry of 1985"))
    ['ferry', 'of', 'osaka', 'shanghai', 'the']
    """
    return frozenset(_WORD.findall(text.lower()))


def openings(phrases: Iterable[str]) -> frozenset[str]:
    """The first words of some phrases, as `said_in` gives them: a text without any of them holds none of the phrases.

    Raises ValueError where a phrase has no such word.
    """
    found = []
    for phrase in phrases:
        first = _WORD.search(phrase.lower())
        if first is None:
            raise ValueError(f"'{phrase}' has no word of plain letters")
        found.append(first[0])
    return frozenset(found)
