"""The words of a PDF page as lines: who stands on one line, what is raised, how far words are apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.layout.raw import Span
from ingest.readers.pdf_tables import Ruled
from ingest.readers.written import Run, is_mark

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ODD = re.compile("[\f\v\x1c-\x1e\x85\u2028\u2029\t\r\n]")
_OPENS = re.compile(r"^(?:[•·▪●○◦‣∙■□–—*-]|\(?\w{1,4}[.)]|\d{1,2}(?:\.\d{1,2})*\.?)$")
_TAIL, _HEAD = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_BULLET = re.compile("\\(cid:\\d+\\)|[\ue000-\uf8ff]")  # a sign of a font of its own, at the start of a line
_RAISED = 0.85  # of the line's size, at most, for a superscript
_WIDE = 1.6  # sizes between two words of one line that stand in two columns


@dataclass(slots=True)
class Word:
    """A word as it stands on the page; points from the upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    ruled: Ruled | None = None  # not a word but a ruled table, which takes its place among the words

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class PageLine:
    """A line of text, or a ruled table. `marks` are spans of superscripts in `text`; `lead` is the length of the one
    that opens the line. `left` and `right` are the edges of its column; `column` numbers the columns of the page."""

    text: str
    marks: tuple[Span, ...]
    lead: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    page: int
    column: int
    left: float
    right: float
    ruled: Ruled | None = None
    furniture: bool = False
    note: bool = False
    level: int = field(default=0)


def words_of(found: Iterable[dict[str, Any]]) -> list[Word]:
    """Words as pdfplumber gives them."""
    return [
        Word(
            _ODD.sub(" ", w["text"]).strip(), float(w["x0"]), float(w["x1"]), float(w["top"]), float(w["bottom"]),
            float(w["size"]), bool(_BOLD.search(w.get("fontname") or "")),
        )
        for w in found
        if w["text"].strip()
    ]  # fmt: skip


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped by line, from top to bottom; small raised words belong to the line that they overlap most."""
    rows: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: (-round(w.size), w.top, w.x0)):
        at = _row_at(word, rows, spans)
        if at is None:
            rows.append([word])
            spans.append((word.top, word.bottom))
        else:
            rows[at].append(word)
    order = sorted(range(len(rows)), key=lambda i: (spans[i][1], rows[i][0].x0))
    return [sorted(rows[i], key=lambda w: w.x0) for i in order]


def _row_at(word: Word, rows: list[list[Word]], spans: list[tuple[float, float]]) -> int | None:
    if word.ruled is not None:
        return None
    best, share = None, 0.5
    for i, (top, bottom) in enumerate(spans):
        if rows[i][0].ruled is not None:
            continue
        common = (min(bottom, word.bottom) - max(top, word.top)) / max(0.1, word.bottom - word.top)
        if common > share:
            best, share = i, common
    return best


def line_of(row: Sequence[Word], page: int, column: int, left: float, right: float) -> PageLine:
    """One line out of its words, from left to right."""
    first = row[0]
    x0, x1 = first.x0, max(w.x1 for w in row)
    if first.ruled is not None:
        return PageLine(
            "", (), 0, x0, x1, first.top, first.bottom, 0.0, False, page, column, left, right, ruled=first.ruled
        )
    size = _main_size(row)
    body = [w for w in row if w.size >= _RAISED * size]
    top, bottom = min(w.top for w in body), max(w.bottom for w in body)
    text, marks = "", []
    lead = 0
    for i, word in enumerate(row):
        raised = word.size < _RAISED * size and word.bottom < bottom - 0.1 * size
        if i and text:
            text += _blank(row[i - 1], word, text, size, left)
        start = len(text)
        text += "•" if i == 0 and len(row) > 1 and _BULLET.fullmatch(word.text) else word.text
        if raised and i == 0 and len(row) > 1 and is_mark(word.text, ""):
            lead = len(text)
            text += " "
        elif raised and is_mark(word.text, text[:start]):
            marks.append((start, len(text)))
    text = text.rstrip()
    letters = sum(len(w.text) for w in body)
    bold = sum(len(w.text) for w in body if w.bold) > 0.9 * letters
    return PageLine(text, tuple(marks), lead, x0, x1, top, bottom, size, bold, page, column, left, right)


def _main_size(row: Sequence[Word]) -> float:
    sizes: Counter[float] = Counter()
    for word in row:
        sizes[word.size] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _blank(before: Word, word: Word, text: str, size: float, left: float) -> str:
    """What stands between two words: nothing, a blank, or as many blanks as keep the columns of a table apart."""
    gap = word.x0 - before.x1
    if text.endswith(" "):
        return ""
    if gap > _WIDE * size and not _OPENS.match(text.strip()):
        return " " * max(3, round((word.x0 - left) / (0.5 * size)) - len(text))
    return " " if gap > 0.12 * min(before.size, word.size) else ""


def _one_word(above: str, below: str, known: Collection[str]) -> bool:
    """Whether a word goes on from the end of one line to the start of the next."""
    left, right = _TAIL.search(above), _HEAD.match(below)
    if not left or not right:
        return False
    pieces = left.group(), right.group()
    return "".join(pieces) in known and not (pieces[0] in known and pieces[1] in known)


def runs_of(words: Sequence[Word], known: Collection[str] = ()) -> list[Run]:
    """The words of a cell as runs, line by line; superscripts that are footnote marks are marked.

    A narrow cell breaks words without a hyphen: two pieces are one where the document knows the whole (`known`, words
    of its text) and does not know both pieces.
    """
    runs: list[Run] = []
    tail = ""
    for row in rows_of(words):
        line = line_of(row, 0, 0, row[0].x0, row[-1].x1)
        if runs and not _one_word(tail, line.text, known):
            runs.append((" ", False))
        tail = line.text
        at = 0
        for start, end in line.marks:
            runs += [(line.text[at:start], False), (line.text[start:end], True)]
            at = end
        runs.append((line.text[at:], False))
    return runs
