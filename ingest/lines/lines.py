"""A text as lines: where each stands, how far they are apart, how wide they are, where pages end.

Text that once was a PDF comes in several dresses: lines padded with empty lines between them, paragraphs on one long
line, hard-wrapped lines. `Lines` measures which one it is; everything else in layout goes by these measures.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter

from ingest.lines.bullets import BULLETS

_LINE = re.compile(r"[^\n\f\v\x85\u2028\u2029]*(?:[\n\f\v\x85\u2028\u2029]|$)")
_ENDS_SENTENCE = re.compile(r"[.!?。！？:;][\"'”’)\]]*\d{0,3}\s*$")
WIDE_BLANK = 20  # a line of at least so many blanks is a rule (above footnotes), not padding


class Lines:
    """The lines of a text that hold something, and the space between them.

    `starts[i]`, `ends[i]` bound line i without the white space around it; `indents[i]` counts the blanks before it;
    `gaps[i]` is the number of empty lines before it; `breaks[i]` says that a form feed stands before it; `ruled[i]`
    that a long blank line or a line of dashes does; `spaced[i]` that one of the empty lines holds blanks.
    """

    __slots__ = ("breaks", "ends", "gaps", "indents", "pad", "ruled", "source", "spaced", "starts", "width", "wrapped")

    def __init__(self, source: str) -> None:
        self.source = source
        self.starts = array("q")
        self.ends = array("q")
        self.indents = array("l")
        self.gaps = array("l")
        self.breaks = bytearray()
        self.ruled = bytearray()
        self.spaced = bytearray()
        self._split()
        self.pad, self.wrapped, self.width = self._measure()

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, i: int) -> str:
        """Line i, white space around it left out."""
        return self.source[self.starts[i] : self.ends[i]]

    def size(self, i: int) -> int:
        """Number of characters of line i."""
        return self.ends[i] - self.starts[i]

    def _split(self) -> None:
        gap, feed, rule, spaced = 0, False, False, False
        source = self.source
        for match in _LINE.finditer(source):
            start, end = match.span()
            if start == end:
                break
            line = match.group()
            stripped = line.strip()
            if not stripped or _is_rule(stripped):
                blanks = len(line.rstrip("\r\n\f"))
                rule = rule or bool(stripped) or blanks >= WIDE_BLANK
                spaced = spaced or blanks > 0
                gap += line != "\f"
            else:
                indent = len(line) - len(line.lstrip())
                self.starts.append(start + indent)
                self.ends.append(start + indent + len(stripped))
                self.indents.append(indent)
                self.gaps.append(gap)
                self.breaks.append(feed)
                self.ruled.append(rule)
                self.spaced.append(spaced)
                gap, feed, rule, spaced = 0, False, False, False
            if line.endswith("\f"):
                feed = True

    def _goes_on(self, width: int) -> bool:
        """Whether lines without a full stop go on in the next one with a small letter, as wrapped sentences do and
        the cells of tables and the items of lists do not."""
        some = [i + 1 for i in range(len(self) - 1) if self.size(i) > 0.6 * width and not ends_sentence(self.text(i))]
        small = sum(1 for i in some if not self.text(i)[0].isupper() and self.text(i)[0] not in BULLETS)
        return small >= 0.15 * len(some)

    def _measure(self) -> tuple[int, bool, int]:
        """Padding between the lines of one paragraph, whether lines are wrapped, and the width of a full line."""
        count = len(self)
        if count < 2:
            return 0, False, max((self.size(i) for i in range(count)), default=0)
        sizes = sorted(self.size(i) for i in range(count))
        # the width that most running text reaches: long lines count by what they hold
        total, seen, width = sum(sizes), 0, sizes[-1]
        for size in sizes:
            seen += size
            if seen >= 0.6 * total:
                width = size
                break
        # the space between the lines of a paragraph stands behind full lines; cells of a table would mislead
        after = [i for i in range(1, count) if self.size(i - 1) > 0.6 * width]
        gaps = Counter(min(self.gaps[i], 5) for i in (after if len(after) >= 5 else range(1, count)))
        pad = max(gaps, key=lambda gap: (gaps[gap], -gap))
        open_ends = sum(1 for i in range(count) if self.size(i) > 0.6 * width and not ends_sentence(self.text(i)))
        full = sum(1 for i in range(count) if self.size(i) > 0.6 * width)
        wrapped = width < 400 and open_ends > 0.4 * max(1, full) and self._goes_on(width)
        if not wrapped or gaps[pad] < 0.5 * sum(gaps.values()):
            pad = 0
        return pad, wrapped, width


def _is_rule(stripped: str) -> bool:
    return len(stripped) >= 5 and not stripped.strip("_-—–=*·~ ") and "|" not in stripped


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence may end (a footnote mark after the stop does not count)."""
    return bool(_ENDS_SENTENCE.search(text[-40:]))
