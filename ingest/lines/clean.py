"""Clean text from lines: line breaks joined, words broken at line ends mended, footnote marks left out.

Every character keeps the offset of the character it came from; the blank between two lines has that of the line end.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice

from ingest.types import Clean

_BROKEN = re.compile(r"[^\W\d_][-‐]$")
_FLAG = "\U0001f1e6-\U0001f1ff"  # the letters of which flags are made: "🇯🇵 Japan"
_ODD_SPACE = re.compile(rf"(?:[^\S ]|[{_FLAG}])[\s{_FLAG}]*|  +|\u00ad")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_TAIL = re.compile(r"([^\W\d_]+)[-‐]$")
_HEAD = re.compile(r"[^\W\d_]+")
# "10th?anniversary", "People?s": blanks and apostrophes that some conversion did not know. Addresses keep theirs.
_LOST = re.compile(r"(?<![/=&?])(?<=[\w,;])\?(?=[^\W_])(?!\S*[=&])")
_LOST_APOSTROPHE = re.compile(r"(?<=[^\W\d_])\?(?=s\b)")
_LOST_OFTEN = 3  # as often in one document: no slip of a writer

Span = tuple[int, int]


class Cleaner:
    """Makes clean texts out of spans of one document.

    `skip` holds spans to leave out (footnote marks), in order. `joined` holds the words that line ends broke and that
    stand whole elsewhere in the document, in lower case.
    """

    def __init__(self, source: str, skip: Sequence[Span] = (), joined: frozenset[str] = frozenset()) -> None:
        self.source = source
        self.skip = skip
        self.joined = joined
        self._skip_ends = [end for _, end in skip]
        self._lost = sum(1 for _ in islice(_LOST.finditer(source), _LOST_OFTEN)) >= _LOST_OFTEN

    def clean(self, spans: Iterable[Span]) -> Clean:
        """One text out of several spans (its lines), in order."""
        parts: list[str] = []
        offsets = array("i")
        stop = 0
        for start, end in spans:
            self._line_end(parts, offsets, start, end, stop)
            stop = end
            for left, right in self._kept(start, end):
                self._copy(parts, offsets, left, right)
        while parts and parts[-1].isspace():
            parts.pop()
            offsets.pop()
        text = "".join(parts)
        if self._lost and "?" in text:
            text = _LOST.sub(" ", _LOST_APOSTROPHE.sub("’", text))
        return Clean(text, offsets)

    def _line_end(self, parts: list[str], offsets: array[int], start: int, end: int, stop: int) -> None:
        """Joins what is there, up to `stop`, with a line: by a blank, a kept hyphen, or as one mended word."""
        if not parts:
            return
        if stop and self.source[stop - 1] == "\u00ad":
            return
        tail = parts[-1][-40:]
        if _BROKEN.search(tail):
            head = _HEAD.match(self.source, start, min(end, start + 40))
            left = _TAIL.search(tail)
            if head and left:
                whole = (left.group(1) + head.group()).lower()
                if whole in self.joined:
                    parts[-1] = parts[-1][:-1]
                    offsets.pop()
                return
        if tail.endswith(("-", "‐", "–")) and not tail[:-1].endswith(" ") and self.source[start].isalnum():
            return  # 4-↵15: the dash stays, no blank
        if not tail.endswith(" "):
            parts.append(" ")
            offsets.append(stop)

    def _kept(self, start: int, end: int) -> Iterable[Span]:
        """The span without what is to be left out."""
        at = bisect_left(self._skip_ends, start + 1)
        while at < len(self.skip) and self.skip[at][0] < end:
            left, right = self.skip[at]
            if left > start:
                yield start, left
            start = max(start, right)
            at += 1
        if start < end:
            yield start, end

    def _copy(self, parts: list[str], offsets: array[int], start: int, end: int) -> None:
        """Copies a span, runs of blanks as one blank."""
        source, at = self.source, start
        for match in _ODD_SPACE.finditer(source, start, end):
            self._piece(parts, offsets, at, match.start())
            if match.group() != "\u00ad" and parts and not parts[-1].endswith(" "):
                parts.append(" ")
                offsets.append(match.start())
            at = match.end()
        self._piece(parts, offsets, at, end)

    def _piece(self, parts: list[str], offsets: array[int], start: int, end: int) -> None:
        if start < end and parts and parts[-1].endswith(" ") and self.source[start] == " ":
            start += 1
        if start < end:
            parts.append(self.source[start:end])
            offsets.extend(range(start, end))


def joined_words(source: str, line_spans: Iterable[Span]) -> frozenset[str]:
    """Of the words broken at line ends, those that stand whole somewhere else in the document.

    No dictionary: `govern-/ment` is mended where the document says `government`; `sister-/city` keeps its hyphen
    unless the document writes `sistercity`. What occurs both ways goes by the commoner form.
    """
    broken: dict[str, str] = {}
    last = ""
    for start, end in line_spans:
        if last:
            head = _HEAD.match(source, start, min(end, start + 40))
            if head:
                broken[(last + head.group()).lower()] = f"{last}-{head.group()}".lower()
        tail = source[max(start, end - 40) : end]
        left = _TAIL.search(tail)
        last = left.group(1) if left else ""
    if not broken:
        return frozenset()
    whole = dict.fromkeys(broken, 0)
    hyphened = dict.fromkeys(broken.values(), 0)
    for match in _WORD.finditer(source):
        word = match.group().lower()
        if word in whole:
            whole[word] += 1
        elif word in hyphened:
            hyphened[word] += 1
    return frozenset(word for word, apart in broken.items() if whole[word] > hyphened[apart])
