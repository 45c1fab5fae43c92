"""Folding of names: the one form in which names are compared.

Case, diacritics, hyphens, apostrophes and spacing are evened out; everything else is kept, so that names that
differ in a letter stay different. `folded` keeps, for each character of the result, the offset of the character it
came from, so that a match in folded text can be cut from the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import lru_cache

# Letters that NFKD leaves whole although readers take them for plain ones.
_PLAIN = {
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ħ": "h",
    "ŋ": "n", "ə": "e", "&": " and ",
}  # fmt: skip
_JOINERS = frozenset('-‐‑‒–—―−_/·•・.,;:()[]{}"“”«»|')
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
        if part in _DROPPED:  # a wide apostrophe comes apart into a plain one
            continue
        low = " " if part.isspace() or part in _JOINERS else part.casefold()
        out.append(_PLAIN.get(low, low))
    whole = "".join(out)
    return " " if whole.isspace() else whole


def fold(name: str) -> str:
    """The comparison key of a name.

    >>> fold("  Hồ Chí-Minh ")
    'ho chi minh'
    """
    even = name.translate(_TABLE)
    if _NOTHING in even or _MANY in even:
        even = "".join(map(_fold_char, name))
    return " ".join(even.split())


class _Table(dict[int, str]):
    """For `str.translate`: a folded character for each, a blank, or a mark where nothing or more than one comes out."""

    def __missing__(self, code: int) -> str:
        out = _fold_char(chr(code))
        even = len(out) == 1 and out not in (_NOTHING, _MANY)
        self[code] = out if even else _MANY if out else _NOTHING
        return self[code]


_NOTHING, _MANY = "\x00", "\x01"
_TABLE = _Table()
# Where the result is not the translated text character by character: runs of blanks, and what is dropped or expanded.
_BLANKS = re.compile(" {2,}")
_UNEVEN = re.compile("[ \x00\x01]{2,}|[\x00\x01]")


class Folded:
    """A text folded, with the way back.

    `text` is the folded text; runs of blanks are one blank. `span` leads back to the original. Only the places where
    result and original drift apart are stored (in `_at` and `_source_at`), since they are few; and they are looked for
    only when the way back is asked for, since most texts hold no name.
    """

    __slots__ = ("_at", "_source_at", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self._at: array[int] | None = None
        self._source_at: array[int] | None = None
        even = source.translate(_TABLE)
        if _NOTHING in even or _MANY in even:
            self.text = self._drift(even)
        else:
            self.text = _BLANKS.sub(" ", even).lstrip(" ")

    def _drift(self, even: str) -> str:
        """Store where result and original drift apart, and return the result."""
        source = self.source
        pieces: list[str] = []
        at, source_at = array("q", [0]), array("q", [0])
        length = 0  # of what was put out
        done = 1 if even[:1] == " " and even[1:2] not in (" ", _NOTHING, _MANY) else 0  # how far the source is read

        def take(piece: str, origin: int) -> None:
            nonlocal length
            if source_at[-1] - at[-1] != origin - length:
                at.append(length)
                source_at.append(origin)
            pieces.append(piece)
            length += len(piece)

        for run in _UNEVEN.finditer(even):
            start, end = run.span()
            if start > done:
                take(even[done:start], done)
            for offset, char in _folded_run(source, even, start, end, not length or pieces[-1][-1] == " "):
                take(char, offset)
            done = end
        if done < len(even):
            take(even[done:], done)
        self._at, self._source_at = at, source_at
        return "".join(pieces)

    @property
    def offsets(self) -> array[int]:
        """For each character of `text` the offset of the character in the original that it came from."""
        return array("q", map(self._origin, range(len(self.text))))

    def _origin(self, at: int) -> int:
        if self._at is None or self._source_at is None:
            self._drift(self.source.translate(_TABLE))
            return self._origin(at)
        i = bisect_right(self._at, at) - 1
        return self._source_at[i] + at - self._at[i]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original for `text[start:end]`; the end is exclusive."""
        at, source_at = self._at, self._source_at
        if at is None or source_at is None:
            self._drift(self.source.translate(_TABLE))
            return self.span(start, end)
        first = bisect_right(at, start) - 1
        last = bisect_right(at, end - 1, first) - 1
        return source_at[first] + start - at[first], source_at[last] + end - at[last]


def _folded_run(source: str, even: str, start: int, end: int, blank: bool) -> list[tuple[int, str]]:
    """The folded characters of an uneven run with their offsets; `blank` says that a blank stands before it."""
    out: list[tuple[int, str]] = []
    run = even[start:end]
    if _MANY not in run:
        at = run.find(" ")
        return out if at < 0 or blank else [(start + at, " ")]
    for offset in range(start, end):
        for piece in _fold_char(source[offset]):
            if piece != " " or not blank:
                out.append((offset, piece))
            blank = piece == " "
    return out
