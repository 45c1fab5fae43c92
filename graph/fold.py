"""Folding of names: the one form in which names are compared.

Case, diacritics, hyphens, apostrophes and spacing are evened out; everything else is kept, so that names that
differ in a letter stay different. `folded` keeps, for each character of the result, the offset of the character it
came from, so that a match in folded text can be cut from the original.
"""

from __future__ import annotations

import unicodedata
from array import array
from functools import lru_cache

# Letters that NFKD leaves whole although readers take them for plain ones.
_PLAIN = {
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ħ": "h",
    "ŋ": "n", "ə": "e", "&": " and ",
}  # fmt: skip
_JOINERS = frozenset("-‐‑‒–—―−_/·•・.,;:()[]{}\"“”«»|")
_DROPPED = frozenset("'’‘ʼʻ`´ʹ′\u00ad\u200b\u200c\u200d\u2060\ufeff")


@lru_cache(maxsize=65536)
def _fold_char(char: str) -> str:
    """The folded form of one character: letters and digits, a single blank, or nothing."""
    if char in _DROPPED:
        return ""
    if char.isspace() or char in _JOINERS:
        return " "
    if char in _PLAIN:
        return _PLAIN[char]
    out = []
    for part in unicodedata.normalize("NFKD", char):
        if unicodedata.combining(part):
            continue
        low = part.casefold()
        out.append(_PLAIN.get(low, low))
    return "".join(out)


def fold(name: str) -> str:
    """The comparison key of a name.

    >>> fold("  Hồ Chí-Minh ")
    'ho chi minh'
    """
    return " ".join("".join(map(_fold_char, name)).split())


class Folded:
    """A text folded, with the way back.

    `text` is the folded text; runs of blanks are one blank. `offsets[i]` is the offset in the original of the
    character that `text[i]` came from.
    """

    __slots__ = ("offsets", "source", "text")

    def __init__(self, source: str) -> None:
        chars: list[str] = []
        offsets = array("q")
        blank = True  # a leading blank is dropped
        for at, char in enumerate(source):
            for piece in _fold_char(char):
                if piece == " ":
                    if blank:
                        continue
                    blank = True
                else:
                    blank = False
                chars.append(piece)
                offsets.append(at)
        self.source = source
        self.text = "".join(chars)
        self.offsets = offsets

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original for `text[start:end]`; the end is exclusive."""
        return self.offsets[start], self.offsets[end - 1] + 1
