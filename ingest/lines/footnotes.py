"""Footnotes of a plain text, and the marks that point to them.

A footnote region opens under a rule (a long blank line, a line of dashes) or, without one, where a line starts with the
number of a mark that was seen shortly before. It closes with the page, or where a table that the text's former life
as a PDF put at the end of the page begins.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from ingest.lines.lines import Lines, ends_sentence
from ingest.lines.pages import Pages
from ingest.words.lexicon import any_of, phrases

_START = re.compile(r"^\[?(\d{1,3})\]?[.)]?\s+(?=\S)")
_SYMBOL = re.compile(r"^[*†‡§¹²³⁴-⁹]+\s*(?=[A-Z“\"‘])")
_ROW_LIKE = re.compile(r"^\d{4}\b|\d{4}-\d\d-\d\d\s*$|\d\s*%\s*$")
_CITES = re.compile(rf"\b(?:pp?\.\s?\d|{any_of(phrases('citing'))}\b|https?://|www\.|op\. ?cit|cf\.)")
_GLUED = re.compile(r"(?<=[^\W\d_])[”’\"')\]]?[.,;:!?]?[”’\"')\]]?(\d{1,3})(?=\s|$|[”’)\],;])")
_GLUED_NUMBER = re.compile(r"(?<=\d)[%)]?[.,;:][”’\"')]?(\d{1,3})(?=\s|$)")
_SPACED = re.compile(r"[.,;:!?”’\"')\]]\s(\d{1,3})(?=\s{2,}|\s*$|\s+[A-Z])")
_SUPERSCRIPT = re.compile(r"(?<!\bkm)(?<!\bm)(?<!\bcm)[¹²³⁰⁴-⁹]+")
_RAISED = re.compile(r"[¹²³⁰⁴-⁹]")
_MAY_BE_MARK = re.compile(r"\d{1,3}(?=\s|$|[”’\]),;])")  # what marks without brackets need: a cheap check
_BRACKETED = re.compile(r"(?<=[\w.,;:!?”’\"')])[ \u00a0]?\[[ \u00a0]?(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|[a-z])[ \u00a0]?\]")
_OPENING_YEAR = re.compile(r"\s*(?:1[89]|20)\d\d\.")
_MONTHS = 12
_ABBREVIATION = re.compile(rf"(?:\b{any_of(phrases('shortened_before_numbers'))}\.?|[A-Z])$")
_NEAR = 12_000  # characters between a mark and its footnote at the foot of the page


@dataclass(frozen=True, slots=True)
class Footnotes:
    """`inside[i]`: line i belongs to a footnote; `number[i]` for the line that opens one (0 where it has a symbol)."""

    inside: bytearray
    number: dict[int, int]


def find_footnotes(lines: Lines, pages: Pages) -> Footnotes:
    """Footnotes under rules and, on pages without a rule, by the numbers of marks just before."""
    inside = bytearray(len(lines))
    number: dict[int, int] = {}
    marks = _mark_positions(lines)
    i = 0
    last = 0
    while i < len(lines):
        opened = _opens(lines, pages, marks, i, last)
        if opened is None:
            i += 1
            continue
        number[i] = opened
        last = opened or last
        inside[i] = 1
        i += 1
        while i < len(lines) and not _closes(lines, pages, i, last):
            if not pages.furniture[i]:
                inside[i] = 1
                found = _START.match(lines.text(i))
                if found and last < int(found.group(1)) <= last + 3:
                    last = number[i] = int(found.group(1))
            i += 1
    return Footnotes(inside, number)


def _mark_positions(lines: Lines) -> dict[int, list[int]]:
    """Number → lines on which it stands glued to a word, as a footnote mark does."""
    found: dict[int, list[int]] = {}
    for i in range(len(lines)):
        text = lines.text(i)
        for pattern in (_GLUED, _GLUED_NUMBER, _SPACED) if _MAY_BE_MARK.search(text) else ():
            for match in pattern.finditer(text):
                found.setdefault(int(match.group(1)), []).append(i)
    return found


def _opens(lines: Lines, pages: Pages, marks: dict[int, list[int]], i: int, last: int) -> int | None:
    """The number of the footnote that line i opens (0 for a symbol), None where it opens none."""
    if pages.furniture[i]:
        return None
    text = lines.text(i)
    found = _START.match(text)
    if lines.ruled[i]:
        if found and not _ROW_LIKE.match(text):
            return int(found.group(1))
        return 0 if _SYMBOL.match(text) else None
    if not found:
        return None
    value = int(found.group(1))
    if last and not last < value <= last + 3:
        return None
    near = marks.get(value, ())
    at = bisect_left(near, i)
    if at == 0 or lines.starts[i] - lines.starts[near[at - 1]] > 6000 or near[at - 1] == i:
        return None
    cited = bool(_CITES.search(text)) or (i + 1 < len(lines) and bool(_CITES.search(lines.text(i + 1))))
    return value if cited and (i == 0 or ends_sentence(lines.text(i - 1)) or lines.gaps[i] != lines.pad) else None


def _closes(lines: Lines, pages: Pages, i: int, last: int) -> bool:
    """Whether the footnote region ends before line i; `last` is the number of the footnote that is open."""
    if pages.first[i]:
        return True
    if lines.gaps[i] <= (lines.pad - 1 if lines.pad else 0):
        return False
    before = lines.text(i - 1)
    text = lines.text(i)
    found = _START.match(text)
    if found and last < int(found.group(1)) <= last + 3 and not _ROW_LIKE.match(text):
        return False
    if before.count("[") > before.count("]") or text[:1] in "\ufffd[(])" or text[:1].islower():
        return False
    if "http" in before or text.startswith("http"):
        return False
    if lines.pad:
        return ends_sentence(before) and not _CITES.search(text)
    return lines.gaps[i] > 0 and ends_sentence(before)


def mark_spans(lines: Lines, footnotes: Footnotes, pages: Pages) -> list[tuple[int, int]]:
    """Document spans of the footnote marks in running text, in order: what the clean text leaves out."""
    where: dict[int, list[int]] = {}
    for i, value in footnotes.number.items():
        where.setdefault(value, []).append(lines.starts[i])
    spans: list[tuple[int, int]] = []
    for i in range(len(lines)):
        if footnotes.inside[i] or pages.furniture[i]:
            continue
        text, base = lines.text(i), lines.starts[i]
        if _RAISED.search(text):
            spans += [(base + m.start(), base + m.end()) for m in _SUPERSCRIPT.finditer(text)]
        if "[" in text:
            spans += [(base + m.start(), base + m.end()) for m in _BRACKETED.finditer(text)]
        for pattern in (_GLUED, _GLUED_NUMBER, _SPACED) if _MAY_BE_MARK.search(text) else ():
            for match in pattern.finditer(text):
                at, end = match.span(1)
                if _is_mark(text, match, pattern is _SPACED, base, where):
                    start = at - 1 if pattern is _SPACED else at
                    spans.append((base + start, base + end))
    return _merged(spans)


def _is_mark(text: str, match: re.Match[str], spaced: bool, base: int, where: dict[int, list[int]]) -> bool:
    """Whether digits at the end of a word or after a stop are a footnote mark."""
    value, at = int(match.group(1)), match.start(1)
    if value <= _MONTHS and _OPENING_YEAR.fullmatch(text, 0, at):
        return False  # "1990.8  The governor ...": August
    here = base + at
    stops = where.get(value, ())
    nearest = bisect_right(stops, here)
    if nearest < len(stops) and stops[nearest] - here < _NEAR:
        word = text[max(0, at - 12) : at]
        return not _ABBREVIATION.search(word.rstrip(".")) or word.endswith((". ", ", "))
    if where or spaced:
        return False
    # No footnote was found at all: only what can be nothing else, a lower-case word or a year, a stop, the digits.
    before = text[max(0, at - 8) : at]
    after = text[match.end(1) :].lstrip()
    return bool(re.search(r"(?:[a-z]{3}[”’\"')]?|(?:1[89]|20)\d\d)[.,;]$", before)) and (
        not after or after[0].isupper()
    )


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted, without overlaps."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
