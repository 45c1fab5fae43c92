"""What the lines of a PDF are, by place and size: running heads, page numbers, footnotes, headings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby

from ingest.lines.kinds import caption, is_source
from ingest.lines.lines import ends_sentence
from ingest.readers.pdf_lines import PageLine

_NUMBER = re.compile(r"^[-–—|\s]*(?:[Pp](?:age|\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?[-–—|\s]*$")
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"^\[?(?:\d{1,3}\]?[.)]?\s+(?=[^\W\d_“\"‘(])|[*†‡§¹²³⁴-⁹]+\s*(?=[^\W\d_]))")
_CONTENTS = re.compile(r"(?:\s?[.…·]){5,}\s*(?:\d{1,4}|[ivxlc]{1,7})$")
_EDGE_NUMBER = re.compile(r"^(\d{1,4})\b|\b(\d{1,4})$")
_EDGE = 3  # lines at the head and the foot of a page that may be furniture
_NEAR = 5.0  # points by which the place of a running head may vary
_MARGIN = 0.14  # of the page's height
_SMALL = 0.94  # of the body's size, at most, for a footnote
_LARGE = 1.1  # of the body's size, at least, for a heading
_LONGEST_HEADING = 160


def body_size(lines: Sequence[PageLine]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(2 * line.size) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def mark_furniture(pages: Sequence[Sequence[PageLine]], heights: Sequence[float]) -> None:
    """Marks page numbers, the lines of a table of contents, and what returns at the same place on several pages: the
    same words, or words before or behind a number that counts the pages."""
    places: dict[str, list[PageLine]] = defaultdict(list)
    numbered: dict[int, list[PageLine]] = defaultdict(list)  # printed page less page of the file → lines
    for lines, height in zip(pages, heights, strict=True):
        for line in lines:
            line.furniture = bool(_CONTENTS.search(line.text))
        texts = sorted((line for line in lines if line.ruled is None), key=lambda line: line.bottom)
        for line in (*texts[:_EDGE], *texts[max(_EDGE, len(texts) - _EDGE) :]):
            if _MARGIN * height < line.bottom and line.top < (1 - _MARGIN) * height:
                continue
            if _NUMBER.match(line.text):
                line.furniture = _outermost(line, texts)
                continue
            places[_DIGITS.sub("#", line.text).casefold()].append(line)
            for number in _EDGE_NUMBER.findall(line.text):
                numbered[int(number[0] or number[1]) - line.page].append(line)
    wanted = 2 if len(pages) < 5 else 3
    for found in (*places.values(), *numbered.values()):
        for line in found:
            near = {other.page for other in found if abs(other.top - line.top) <= _NEAR}
            if len(near) >= wanted:
                line.furniture = True


def _outermost(line: PageLine, texts: Sequence[PageLine]) -> bool:
    """Whether only one other line stands between a number and the edge of the page."""
    above = sum(1 for other in texts if other.bottom < line.top + 1)
    below = sum(1 for other in texts if other.top > line.bottom - 1)
    return min(above, below) <= 1


def mark_notes(pages: Sequence[Sequence[PageLine]], body: float) -> None:
    """Marks the footnotes: smaller lines at the foot of a column, from the first that opens with a mark."""
    unfinished = False
    for lines in pages:
        kept = [line for line in lines if not line.furniture]
        going_on = False
        for _, group in groupby(kept, key=lambda line: line.column):
            column = list(group)
            at = len(column)
            while at and column[at - 1].ruled is None and column[at - 1].size <= _SMALL * body:
                at -= 1
            small = column[at:]
            first = next((i for i, line in enumerate(small) if opens_note(line)), None)
            if first is None and not (unfinished and small and at):
                continue
            if unfinished or first is None:
                source = next((i for i, line in enumerate(small) if is_source(line.text) or caption(line.text)), None)
                first = 0 if source is None else first
            for line in small[first:] if first is not None else ():
                line.note = True
            going_on = bool(small) and small[-1].note and not ends_sentence(small[-1].text)
        unfinished = going_on


def opens_note(line: PageLine) -> bool:
    """Whether a small line opens a footnote."""
    if is_source(line.text) or caption(line.text):
        return False
    return line.lead > 0 or bool(_NOTE.match(line.text))


def mark_headings(pages: Sequence[Sequence[PageLine]], body: float) -> None:
    """Gives headings their level: larger letters first, then bold lines of the body's size."""
    groups = [group for lines in pages for group in _heading_groups(lines, body)]
    sizes = sorted({round(group[0].size) for group in groups}, reverse=True)
    levels = {size: min(rank, 5) for rank, size in enumerate(sizes, 1)}
    for group in groups:
        for line in group:
            line.level = levels[round(line.size)]


def _heading_groups(lines: Sequence[PageLine], body: float) -> list[list[PageLine]]:
    """Runs of lines of one column and dress that are larger or bolder than the body, and read as headings."""

    def dress(line: PageLine) -> tuple[bool, float, bool, int]:
        stands_out = line.ruled is None and not line.note and (line.size >= _LARGE * body or line.bold)
        return stands_out and line.size >= _SMALL * body, round(line.size, 1), line.bold, line.column

    found = []
    for (stands_out, size, bold, _), group in groupby([line for line in lines if not line.furniture], key=dress):
        run = list(group)
        if not stands_out:
            continue
        for part in _apart(run):
            text = " ".join(line.text for line in part)
            lines_allowed = 4 if size >= _LARGE * body else 2
            if len(part) > lines_allowed or len(text) > _LONGEST_HEADING or caption(text) or is_source(text):
                continue
            if not any(char.isalpha() for char in text) or text.endswith((".", ",", ";")) or "   " in text:
                continue
            if size >= _LARGE * body or bold:
                found.append(part)
    return found


def _apart(run: Sequence[PageLine]) -> list[list[PageLine]]:
    """A run cut where lines stand further apart than lines of one heading do."""
    parts: list[list[PageLine]] = []
    for line in run:
        if parts and line.top - parts[-1][-1].bottom < 0.8 * line.size:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts
