"""How far a flattened table goes: the lines from its first to what ends it, on the next page, at the foot of a page.

Its lines may follow its caption at once, or stand at the foot of the page, where the PDF drew them last; they may go on
on the next page. They end at a source line, a heading, the next caption, or with running text.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.cells.forms import (
    MONTH_START,
    ends_typed,
    months_open_rows,
    prose_like,
    share,
    trailing_figures,
    year_of_start,
    years_open_rows,
)
from ingest.cells.lexicon import role_of, split_heads
from ingest.flat.column_heads import heads_in_column
from ingest.lines.footnotes import Footnotes
from ingest.lines.kinds import caption, is_continued, is_source, numbered_heading
from ingest.lines.lines import Lines, ends_sentence
from ingest.lines.pages import Pages

_LOOK_AHEAD = 30  # lines by which a table's shape is judged
_HEAD_LINES = 5  # above the first row
_FEWEST = 3  # lines of a table
_NOTE = re.compile(r"(?:\([a-z\d]\)|[a-z]\)?|[*†‡§]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹])\s?(?=[A-Z])")  # "a Until 2004.", "(a) Closed."
_SENTENCE = re.compile(r"[A-Z](?:(?! {2}|\t).)* [a-z](?:(?! {2}|\t).)*\.$")
MOST_LINES = 3000  # of one table


def opens_caption(lines: Lines, pages: Pages, i: int) -> bool:
    """Whether line i is the caption of a table or figure, not a sentence that names one at a line's start."""
    found = caption(lines.text(i))
    if not found:
        return False
    if is_continued(lines.text(i)):
        return True
    apart = i == 0 or lines.gaps[i] != lines.pad or pages.first[i] or not lines.wrapped
    if found["stop"].strip() in (":", "|"):
        return bool(apart) or ends_sentence(lines.text(i - 1)) or lines.size(i - 1) < 0.7 * lines.width
    return bool(apart)


def without_tail(lines: Lines, body: list[int]) -> list[int]:
    """The lines of a table without those below its last row: notes to its marks, and one sentence that stands apart."""
    while len(body) > _FEWEST and lines.text(body[-1]).endswith("."):
        text, inner = lines.text(body[-1]), body[1:-1]
        apart = lines.gaps[body[-1]] > max(lines.gaps[i] for i in inner)
        sentence = apart and bool(_SENTENCE.match(text)) and not any(lines.text(i).endswith(".") for i in inner)
        if not sentence and not _NOTE.match(text):
            break
        body = body[:-1]
    return body


class Extents:
    """How far the tables of one document go. `flow` are the numbers of the lines of its running text and tables, in
    order, `taken` those that belong to a table already (the finder adds to it)."""

    def __init__(self, lines: Lines, pages: Pages, footnotes: Footnotes, flow: list[int], taken: set[int]) -> None:
        self.lines, self.pages, self.footnotes = lines, pages, footnotes
        self.flow, self.taken = flow, taken
        self.page: list[int] = []  # of each line
        count = 0
        for i in range(len(lines)):
            count += bool(pages.first[i]) and not (i and pages.furniture[i - 1] and pages.first[i - 1])
            self.page.append(count)

    def table_like(self, at: int) -> bool:
        """Whether the lines from `flow[at]` look like the start of a table."""
        some = self.flow[at : at + 12]
        texts = [self.lines.text(i) for i in some]
        if not texts or is_source(texts[0]) or numbered_heading(texts[0]):
            return False
        if months_open_rows(texts):
            return True
        if split_heads(texts[0]) and len(texts[0].split()) <= 14:
            return True
        short = sum(1 for text in texts[:6] if len(text) < 0.6 * self.lines.width and not prose_like(text))
        years = sum(1 for text in texts if year_of_start(text) is not None)
        return short >= 0.6 * len(texts[:6]) or years >= 2 or trailing_figures(texts[0]) >= 3

    def run(self, at: int) -> list[int]:
        """The lines of a table from `flow[at]` until something ends it."""
        keyed, stacked = self._keyed(at), self._stacked(at)
        until = self._source_below(at)
        body: list[int] = []
        for where in range(at, min(len(self.flow), at + MOST_LINES)):
            i = self.flow[where]
            if body and where >= until and self._ends(where, body, keyed, stacked):
                break
            if i in self.taken:
                break
            body.append(i)
        return body

    def _source_below(self, at: int) -> int:
        """Where the source line of the table stands, if it follows on the same page; else the start."""
        for where in range(at + 1, min(len(self.flow), at + 60)):
            i = self.flow[where]
            text = self.lines.text(i)
            if is_source(text):
                return where
            apart = self.lines.gaps[i] > max(1, self.lines.pad) or self.page[i] != self.page[self.flow[at]]
            if apart or numbered_heading(text) or opens_caption(self.lines, self.pages, i):
                break
        return at

    def _keyed(self, at: int) -> bool:
        """Whether the rows open with years, the first soon below the heads."""
        texts = [self.lines.text(i) for i in self.flow[at : at + _LOOK_AHEAD]]
        soon = any(year_of_start(text) is not None for text in texts[:_HEAD_LINES])
        return months_open_rows(texts) or (soon and years_open_rows(texts))

    def _stacked(self, at: int) -> bool:
        """Whether heads stand one to a line, one of them over cells of running text."""
        texts = [self.lines.text(i) for i in self.flow[at : at + _LOOK_AHEAD]]
        return any(role_of(text) == "text" for text in texts[: heads_in_column(texts)])

    def _ends(self, where: int, body: list[int], keyed: bool, stacked: bool) -> bool:
        i = self.flow[where]
        text = self.lines.text(i)
        if is_source(text) or numbered_heading(text) or opens_caption(self.lines, self.pages, i):
            return True
        if self.page[i] != self.page[body[-1]]:
            return not self._continues(where, body, keyed)
        if keyed and (year_of_start(text) is not None or MONTH_START.match(text)):
            return False
        apart = any(self.lines.gaps[j] > self.lines.pad for j in body[1:])
        if self.lines.gaps[i] > max(self.lines.pad, 1 if keyed and apart else 0) and self._running_text(i):
            return True
        return not (keyed or stacked) and self._running_text(i) and not self._prose_cells(body)

    def _running_text(self, i: int) -> bool:
        return prose_like(self.lines.text(i)) and self.lines.size(i) > 0.6 * min(self.lines.width, 120)

    def _prose_cells(self, body: list[int]) -> bool:
        some = body[1:9]
        return sum(1 for i in some if prose_like(self.lines.text(i))) > 0.3 * len(some) if some else False

    def _continues(self, where: int, body: list[int], keyed: bool) -> bool:
        """Whether a table goes on at the top of a page, with `flow[where]`."""
        lines = self.lines
        ahead: list[str] = []
        for i in self.flow[where : where + 15]:
            text = lines.text(i)
            new = self.page[i] != self.page[self.flow[where]]
            if new or numbered_heading(text) or opens_caption(lines, self.pages, i):
                break
            if ahead and lines.gaps[i] > max(1, lines.pad) and not is_source(text):
                break
            ahead.append(text)
            if is_source(text):
                break
        if not ahead or is_source(ahead[0]):
            return False
        if keyed:
            last = max((y for y in (year_of_start(lines.text(i)) for i in body) if y is not None), default=0)
            years = [y for y in map(year_of_start, ahead) if y is not None]
            return any(y >= last for y in years[:1]) or (len(ahead) < 15 and is_source(ahead[-1]))
        if is_source(ahead[-1]) and not any(prose_like(text) for text in ahead[:-1]):
            return True
        return self._alike(ahead[:4], [lines.text(i) for i in body])

    def _alike(self, some: list[str], body: list[str]) -> bool:
        """Whether lines have the shape of the rows of a table: figures or dates at the end, or short cells."""
        if not some or (prose_like(some[0]) and len(some[0]) > 0.6 * self.lines.width):
            return False
        figures = share(body, ends_typed)
        if figures > 0.5:
            return share(some, ends_typed) >= 0.5 * figures
        return share(some, lambda text: len(text) < 0.8 * self.lines.width and not prose_like(text)) >= 0.75

    def tail(self, page: int, after: int, body: list[int]) -> list[int]:
        """Rows at the foot of a page: behind its footnotes, or behind its last line of running text."""
        if not self.page or not self.page[-1] or page > self.page[-1]:
            return []  # a text without pages has nothing at their feet
        inside = self._page_lines(page, after)
        inside = [i for i in inside if i not in self.taken and i not in body]
        if not inside or (body and self._caption_between(body[-1], inside[-1])):
            return []
        notes = [i for i in range(inside[0], self._page_end(inside[-1])) if self.footnotes.inside[i]]
        texts = [self.lines.text(i) for i in body]
        keyed = years_open_rows(texts)
        if notes:
            rest = [i for i in inside if i > notes[-1]]
            return rest if rest and self._fits(rest, texts, keyed) else []
        return self._suffix(inside, texts, keyed)

    def _caption_between(self, start: int, stop: int) -> bool:
        """Whether another table opens between two lines, to which the rows at the foot of a page then belong."""
        between = self.flow[bisect_left(self.flow, start + 1) : bisect_left(self.flow, stop + 1)]
        return any(opens_caption(self.lines, self.pages, i) for i in between)

    def _page_lines(self, page: int, after: int) -> list[int]:
        found = []
        for at in range(after, len(self.flow)):
            i = self.flow[at]
            if self.page[i] > page:
                break
            if self.page[i] == page:
                found.append(i)
        return found

    def _page_end(self, i: int) -> int:
        end = i + 1
        while end < len(self.lines) and self.page[end] == self.page[i]:
            end += 1
        return end

    def _fits(self, rest: list[int], body: list[str], keyed: bool) -> bool:
        some = [self.lines.text(i) for i in rest]
        if keyed:
            return any(year_of_start(text) is not None for text in some)
        if body:
            return share(some, prose_like) < 0.5 or self._alike(some[:6], body)
        return self.table_like(bisect_left(self.flow, rest[0]))

    def _suffix(self, inside: list[int], body: list[str], keyed: bool) -> list[int]:
        """The rows that end a page without footnotes: only what opens with years that go on, or ends in dates."""
        if not body:
            return []
        last = max((y for y in map(year_of_start, body) if y is not None), default=0)
        dated = not keyed and share(body, ends_typed) > 0.5
        starts = []
        for i in inside:
            text = self.lines.text(i)
            year = year_of_start(text)
            if (keyed and year is not None and year >= last) or (dated and ends_typed(text)):
                starts.append(i)
                last = year or last
        if len(starts) < 2:
            return []
        at = inside.index(starts[0])
        wide = 0.85 * self.lines.width
        while at > 0 and self.lines.size(inside[at - 1]) < wide and not self._closes_paragraph(inside, at - 1):
            at -= 1
        return inside[at:]

    def _closes_paragraph(self, inside: list[int], at: int) -> bool:
        """Whether a short line is the last of a paragraph rather than a wrapped cell."""
        if at == 0 or self.lines.gaps[inside[at]] > self.lines.pad:
            return False
        before_is_full = self.lines.size(inside[at - 1]) >= 0.85 * self.lines.width
        return before_is_full and ends_sentence(self.lines.text(inside[at]))
