"""Pages of a plain text: where they start, what their numbers are, which lines are page furniture.

Evidence is a form feed, a line that holds nothing but a number that grows along the text, a line that repeats at the
edge of pages, and, in padded text, a line that is set off by one blank and follows without the padding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from ingest.lines.kinds import is_continued
from ingest.lines.lines import Lines, ends_sentence

_NUMBER = re.compile(r"^(?:[-–—|]\s*)?(?:[Pp](?:age|\.)\s*)?(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—|])?$")
_CENTRED = re.compile(r"^(?:[-–—]\s*)?(?:(\d{1,4})|[A-Z]-\d{1,3})(?:\s*[-–—])?$")
_CENTRE = 12  # blanks by which a page number stands further in than most lines
_HEAD_LENGTH = 90  # characters of a running head
_EDGE_DIGITS = re.compile(r"^\W*\d{1,4}\s+(?=\D)|(?<=\D)\s+\d{1,4}\W*$")
_CITATION = re.compile(r"\b(?:eds?\.?|pp?\.|[Ii]bid|Press)\b|https?:|\((?:1[89]|20)\d\d\)|\[")
_CHARS_PER_PAGE = (500, 9000)  # what lies between two printed page numbers
_LEAST_APART = 60  # characters between two running heads, even on a page of a few lines
_LOOK_BACK = 40  # candidates that a page number may follow; keeps the search linear


@dataclass(frozen=True, slots=True)
class Pages:
    """`furniture[i]`: line i is a page number or a running head. `first[i]`: it is the first of its page.

    `number[i]` is the page that line i stands on, None where it cannot be known.
    """

    furniture: bytearray
    first: bytearray
    number: list[int | None]


def find_pages(lines: Lines) -> Pages:
    """Pages, page numbers and running heads of a text."""
    furniture = bytearray(len(lines))
    first = bytearray(lines.breaks)
    _padded_starts(lines, first)
    centred = _centred_numbers(lines)
    numbers = _page_numbers(lines, first) or {i: value for i, value in centred.items() if value}
    for i in centred:
        furniture[i] = 1
        if i + 1 < len(lines):
            first[i + 1] = 1
    for i in numbers:
        furniture[i] = 1
    headers = _number_stands_on_top(lines, numbers, first)
    for i in numbers:
        at = i if headers else i + 1
        if at < len(lines):
            first[at] = 1
            if not headers and at + 1 < len(lines) and i + 2 < len(lines):
                first[i] = 0
    _running_heads(lines, first, furniture)
    _heads_below(lines, centred, furniture)
    _carry_starts(furniture, first)
    return Pages(furniture, first, _numbering(lines, first, furniture, numbers))


def _padded_starts(lines: Lines, first: bytearray) -> None:
    """In padded text, a page opens with a line set off by one blank that follows without the padding."""
    if not lines.pad:
        return
    found = [i for i in range(1, len(lines)) if lines.indents[i] == 1 and lines.gaps[i] < lines.pad]
    if len(found) <= max(1, 0.1 * len(lines)):
        for i in found:
            first[i] = 1


def _page_numbers(lines: Lines, first: bytearray) -> dict[int, int]:
    """Line → page number, for the longest chain of numbers that grow as pages do."""
    candidates = []
    for i in range(len(lines)):
        if lines.size(i) <= 16:
            match = _NUMBER.match(lines.text(i))
            if match and int(match.group(1)) > 0:
                candidates.append((i, int(match.group(1)), lines.starts[i]))
    best: list[tuple[int, int]] = []  # chain length and predecessor for each candidate
    low, high = _CHARS_PER_PAGE
    for at, (_, value, offset) in enumerate(candidates):
        length, before = 1, -1
        for back in range(max(0, at - _LOOK_BACK), at):
            pages = value - candidates[back][1]
            if 0 < pages < 60 and pages * low <= offset - candidates[back][2] <= pages * high:
                length, before = max((length, before), (best[back][0] + 1, back))
        best.append((length, before))
    if not best:
        return {}
    at = max(range(len(best)), key=lambda k: best[k][0])
    years = 1900 <= candidates[at][1] < 2100  # a column of years, unless there are many of them
    if best[at][0] < (5 if years else 3 if not any(first) else 2):
        near = [(i, value) for i, value, _ in candidates if first[i] or (i + 1 < len(lines) and first[i + 1])]
        edge = [(i, value) for i, value in near if value > 20 and not 1900 <= value < 2100]
        return dict(edge) if len(edge) == 1 else {}
    chain = {}
    while at >= 0:
        chain[candidates[at][0]] = candidates[at][1]
        at = best[at][1]
    return dict(sorted(chain.items()))


def _centred_numbers(lines: Lines) -> dict[int, int]:
    """Line → number (0 for "A-7") of the page numbers that stand alone in the middle of a line: one is enough, as
    nothing else in a text is set like that. They grow."""
    usual = sorted(lines.indents)[len(lines) // 2] if len(lines) else 0
    found: dict[int, int] = {}
    for i in range(1, len(lines) - 1):
        match = _CENTRED.match(lines.text(i)) if lines.indents[i] >= usual + _CENTRE and lines.gaps[i] else None
        if match:
            found[i] = int(match.group(1) or 0)
    values = [value for value in found.values() if value]
    return found if values == sorted(set(values)) else {}


def _heads_below(lines: Lines, numbers: dict[int, int], furniture: bytearray) -> None:
    """The running heads right below page numbers in the middle of lines: what stands elsewhere too, or goes before the
    caption of a table that goes on."""
    for i in numbers:
        text = lines.text(i + 1)
        if lines.size(i + 1) > _HEAD_LENGTH or lines.gaps[i + 1] or ends_sentence(text):
            continue
        again = any(lines.text(j) == text for j in range(len(lines)) if j != i + 1)
        if again or (i + 2 < len(lines) and is_continued(lines.text(i + 2))):
            furniture[i + 1] = 1


def _number_stands_on_top(lines: Lines, numbers: dict[int, int], first: bytearray) -> bool:
    """Whether page numbers open their pages (else they close them)."""
    top = sum(1 for i in numbers if lines.breaks[i])
    bottom = sum(1 for i in numbers if i + 1 < len(lines) and (lines.breaks[i + 1] or first[i + 1]))
    if top != bottom:
        return top > bottom
    return bool(numbers) and min(numbers) < 3 < len(lines)


def _running_heads(lines: Lines, first: bytearray, furniture: bytearray) -> None:
    """Short lines that return, apart from digits at their edges, at the edges of pages."""
    places: dict[str, list[int]] = defaultdict(list)
    for i in range(len(lines)):
        if 3 < lines.size(i) <= 110 and not furniture[i]:
            key = _EDGE_DIGITS.sub("", lines.text(i)).strip().casefold()
            if len(key) > 3 and not key.isdigit():
                places[key].append(i)
    for key, found in places.items():
        if len(found) < 3 or ends_sentence(key) or _CITATION.search(lines.text(found[0])):
            continue
        apart = [lines.starts[b] - lines.starts[a] for a, b in pairwise(found)]
        if (
            sorted(apart)[len(apart) // 2] < _CHARS_PER_PAGE[0]
            or min(apart) < _LEAST_APART
            or any(lines.ruled[i] for i in found)
        ):
            continue
        edge = [i for i in found if _at_edge(i, first, furniture)]
        numbered = [i for i in found if _EDGE_DIGITS.search(lines.text(i))]
        growing = _growing([lines.text(i) for i in numbered])
        if len(edge) >= max(3, 0.6 * len(found)):
            chosen = edge
        elif growing and len(numbered) >= max(3, 0.6 * len(found)):
            chosen = numbered
        else:
            continue
        for i in chosen:
            furniture[i] = 1
            if chosen is numbered:
                first[i] = 1


def _at_edge(i: int, first: bytearray, furniture: bytearray) -> bool:
    """Whether line i is the first or the last of a page, page numbers left out."""
    if i == 0 or first[i] or furniture[i - 1] or (i + 1 < len(furniture) and furniture[i + 1]):
        return True
    return i + 1 < len(first) and bool(first[i + 1])


def _growing(texts: list[str]) -> bool:
    """Whether the digits at the edges of running heads grow from one to the next."""
    values = []
    for text in texts:
        digits = re.findall(r"^\W*(\d{1,4})\s|\s(\d{1,4})\W*$", text)
        if digits:
            values.append(int(digits[0][0] or digits[0][1]))
    pairs = list(pairwise(values))
    return len(values) >= 3 and sum(a < b for a, b in pairs) >= 0.8 * len(pairs)


def _carry_starts(furniture: bytearray, first: bytearray) -> None:
    """A page that opens with furniture opens its text with the next line."""
    for i in range(len(first) - 1):
        if first[i] and furniture[i] and not first[i + 1]:
            first[i + 1] = 1


def _numbering(lines: Lines, first: bytearray, furniture: bytearray, numbers: dict[int, int]) -> list[int | None]:
    """The page of each line: by form feeds alone, else by printed numbers where the breaks between them agree."""
    ordinal, count = [], 0
    for i in range(len(lines)):
        if i and first[i] and not (furniture[i - 1] and first[i - 1]):
            count += 1
        ordinal.append(count)
    if not numbers:
        return [page + 1 for page in ordinal] if any(lines.breaks) else [None] * len(lines)
    shifts = sorted((i, value - ordinal[i]) for i, value in numbers.items())
    pages: list[int | None] = [None] * len(lines)
    edges = [(-1, shifts[0][1]), *shifts, (len(lines), shifts[-1][1])]
    for (left, shift), (right, other) in pairwise(edges):
        for i in range(max(left, 0), min(right + 1, len(lines))):
            if shift == other or ordinal[i] == ordinal[max(left, 0)]:
                pages[i] = ordinal[i] + shift
            elif right < len(lines) and ordinal[i] == ordinal[right]:
                pages[i] = ordinal[i] + other
    return [page if page and page > 0 else None for page in pages]
