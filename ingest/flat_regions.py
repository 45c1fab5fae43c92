"""Where the tables are that a PDF flattened into lines: which lines of the text belong to which table.

A table opens under its caption. Its lines may follow at once, or stand at the foot of the page, where the PDF drew them
last; they may go on on the next page. They end at a source line, a heading, the next caption, or with running text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from ingest.flat_bars import bar_runs
from ingest.flat_cells import (
    ends_typed,
    prose_like,
    share,
    trailing_figures,
    year_of_start,
    years_open_rows,
)
from ingest.flat_dashes import pair_run
from ingest.flat_loose import loose_runs
from ingest.flat_spaced import spaced_runs
from ingest.layout_footnotes import Footnotes
from ingest.layout_kinds import caption, is_continued, is_source, names_table, numbered_heading, wants_more
from ingest.layout_lines import Lines, ends_sentence
from ingest.layout_pages import Pages
from ingest.table_lexicon import is_head, split_heads
from ingest.table_names import CellNames, default_names

_LOOK_AHEAD = 30  # lines by which a table's shape is judged
_HEAD_LINES = 5  # above the first row
_FEWEST = 3  # rows of a table without a caption
_APART = re.compile(r"^(?!(?:[^\w\s]{1,2}|\(?\w{1,3}[.)])\s+\S[^\t]*$)\S.*?(?: {3,}|\t+)\S")  # a bullet is no cell
_MOST_LINES = 3000  # of one table


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of one flattened table. `anchor` is the line before which its block stands."""

    lines: tuple[int, ...]
    anchor: int
    caption: tuple[int, ...] = ()
    loose: bool = False  # told by the shape of its lines alone: running text again where it cannot be rebuilt


def find_regions(lines: Lines, pages: Pages, footnotes: Footnotes, names: CellNames | None = None) -> list[Region]:
    """Regions of flattened tables, in order; no line belongs to two of them. `names` knows the names of places; where
    it is missing and needed, the gazetteer that ships is loaded."""
    return _Finder(lines, pages, footnotes, names).regions()


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


class _Finder:
    def __init__(self, lines: Lines, pages: Pages, footnotes: Footnotes, names: CellNames | None) -> None:
        self.names: Callable[[], CellNames] = lambda: names or default_names()
        self.lines, self.pages, self.footnotes = lines, pages, footnotes
        self.page: list[int] = []
        count = 0
        for i in range(len(lines)):
            count += bool(pages.first[i]) and not (i and pages.furniture[i - 1] and pages.first[i - 1])
            self.page.append(count)
        self.flow = [i for i in range(len(lines)) if not pages.furniture[i] and not footnotes.inside[i]]
        self.taken: set[int] = set()
        self.spaced: dict[int, list[int]] = {}

    def regions(self) -> list[Region]:
        found = []
        spaced = self.spaced = {run[0]: run for run in spaced_runs(self.lines, self.flow, self.taken, self._stops)}
        for at, i in enumerate(self.flow):
            if i in self.taken or not opens_caption(self.lines, self.pages, i):
                continue
            match = caption(self.lines.text(i))
            if match and names_table(match):
                region = self._region(at)
                if region:
                    found.append(region)
        for body in bar_runs(self.lines, self.flow, self.taken, self._stops):
            self.taken.update(body)
            found.append(Region(tuple(body), body[0], loose=True))
        for at, i in enumerate(self.flow):
            body = pair_run(self.lines, self.flow, at, self._stops, self.names) if i not in self.taken else []
            if body and not self.taken.intersection(body):
                self.taken.update(body)
                found.append(Region(tuple(body), body[0], loose=True))
        for at, i in enumerate(self.flow):
            if i not in self.taken and (i in spaced or self._opens_without_caption(at)):
                body = spaced[i] if i in spaced else self._run(at)
                if len(body) >= _FEWEST and not self.taken.intersection(body):
                    self.taken.update(body)
                    found.append(Region(tuple(body), body[0]))
        loose = loose_runs(self.lines, self.flow, self.taken, self._stops, _MOST_LINES, self.names)
        found += [Region(tuple(body), body[0], loose=True) for body in loose]
        return sorted(found, key=lambda region: region.anchor)

    def _stops(self, i: int) -> bool:
        return i in self.taken or opens_caption(self.lines, self.pages, i)

    def _opens_without_caption(self, at: int) -> bool:
        """Whether a table without a caption opens: a line of known heads or columns apart by blanks, and rows."""
        some = self.flow[at : at + 1 + _FEWEST]
        if len(some) <= _FEWEST or self.taken.intersection(some):
            return False
        if all(_APART.search(self.lines.text(i)) for i in some):
            return True
        head = self.lines.text(some[0])
        if len(head) > 90 or head.endswith((".", ":", ";", ",")) or any(char.isdigit() for char in head):
            return False
        spans = split_heads(head)
        if not spans or len(spans) < 2 or not all(is_head(head[a:b]) for a, b in spans):
            return False
        rows = [self.lines.text(i) for i in some[1:]]
        return sum(1 for text in rows if ends_typed(text) or year_of_start(text) is not None) >= _FEWEST - 1

    def _region(self, at: int) -> Region | None:
        """The table whose caption is line `flow[at]`."""
        first = at
        while self._caption_goes_on(at):
            at += 1
        heads = tuple(self.flow[first : at + 1])
        body: list[int] = []
        if at + 1 < len(self.flow) and self._table_like(at + 1):
            body = self._run(at + 1)
        run = self.spaced.get(self.flow[at + 1], []) if at + 1 < len(self.flow) else []
        if len(run) > len(body):
            self.taken.update(run)
            return Region(tuple(run), run[0], heads)
        if not body:
            body = self._tail(self.page[heads[-1]], at + 1, [])
        last = self.page[body[-1]] if body else self.page[heads[-1]]
        while True:
            more = self._tail(last + 1, at + 1, body)
            if not more:
                break
            body += more
            last += 1
        if not body:
            return None
        self.taken.update(body)
        return Region(tuple(body), body[0], heads)

    def _caption_goes_on(self, at: int) -> bool:
        if at + 1 >= len(self.flow):
            return False
        i, after = self.flow[at], self.flow[at + 1]
        if after != i + 1 or self.lines.gaps[after] > max(1, self.lines.pad) or self.pages.first[after]:
            return False
        text = self.lines.text(after)
        return wants_more(self.lines.text(i)) or (text[0].islower() and self.lines.size(i) > 0.6 * self.lines.width)

    def _table_like(self, at: int) -> bool:
        """Whether the lines from `flow[at]` look like the start of a table."""
        some = self.flow[at : at + 12]
        texts = [self.lines.text(i) for i in some]
        if not texts or is_source(texts[0]) or numbered_heading(texts[0]):
            return False
        if split_heads(texts[0]) and len(texts[0].split()) <= 14:
            return True
        short = sum(1 for text in texts[:6] if len(text) < 0.6 * self.lines.width and not prose_like(text))
        years = sum(1 for text in texts if year_of_start(text) is not None)
        return short >= 0.6 * len(texts[:6]) or years >= 2 or trailing_figures(texts[0]) >= 3

    def _run(self, at: int) -> list[int]:
        """The lines of a table from `flow[at]` until something ends it."""
        keyed = self._keyed(at)
        until = self._source_below(at)
        body: list[int] = []
        for where in range(at, min(len(self.flow), at + _MOST_LINES)):
            i = self.flow[where]
            if body and where >= until and self._ends(where, body, keyed):
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
        return years_open_rows(texts) and any(year_of_start(text) is not None for text in texts[:_HEAD_LINES])

    def _ends(self, where: int, body: list[int], keyed: bool) -> bool:
        i = self.flow[where]
        text = self.lines.text(i)
        if is_source(text) or numbered_heading(text) or opens_caption(self.lines, self.pages, i):
            return True
        if self.page[i] != self.page[body[-1]]:
            return not self._continues(where, body, keyed)
        if keyed and year_of_start(text) is not None:
            return False
        apart = any(self.lines.gaps[j] > self.lines.pad for j in body[1:])
        if self.lines.gaps[i] > max(self.lines.pad, 1 if keyed and apart else 0) and self._running_text(i):
            return True
        return not keyed and self._running_text(i) and not self._prose_cells(body)

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

    def _tail(self, page: int, after: int, body: list[int]) -> list[int]:
        """Rows at the foot of a page: behind its footnotes, or behind its last line of running text."""
        if not self.page or not self.page[-1] or page > self.page[-1]:
            return []  # a text without pages has nothing at their feet
        inside = self._page_lines(page, after)
        inside = [i for i in inside if i not in self.taken and i not in body]
        if not inside or (body and any(opens_caption(self.lines, self.pages, i) for i in inside)):
            return []
        notes = [i for i in range(inside[0], self._page_end(inside[-1])) if self.footnotes.inside[i]]
        texts = [self.lines.text(i) for i in body]
        keyed = years_open_rows(texts)
        if notes:
            rest = [i for i in inside if i > notes[-1]]
            return rest if rest and self._fits(rest, texts, keyed) else []
        return self._suffix(inside, texts, keyed)

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
        return self._table_like(bisect_left(self.flow, rest[0]))

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
