"""Where the tables are that a PDF flattened into lines: which lines of the text belong to which table.

A table opens under its caption, or without one where its lines have the shape of one; `ingest.flat.extent` says how far
it goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.cells.forms import (
    ends_typed,
    year_of_start,
)
from ingest.cells.lexicon import is_head, split_heads
from ingest.cells.names import CellNames, default_names
from ingest.flat.bars import bar_runs
from ingest.flat.dashes import PairRuns
from ingest.flat.extent import MOST_LINES, Extents, opens_caption, without_tail
from ingest.flat.loose import loose_runs
from ingest.flat.spaced import spaced_runs
from ingest.lines.footnotes import Footnotes
from ingest.lines.kinds import caption, names_table, wants_more
from ingest.lines.lines import Lines
from ingest.lines.pages import Pages

_FEWEST = 3  # rows of a table without a caption
_APART = re.compile(r"^(?!(?:[^\w\s]{1,2}|\(?\w{1,3}[.)])\s+\S[^\t]*$)\S.*?(?: {3,}|\t+)\S")  # a bullet is no cell


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


class _Finder:
    def __init__(self, lines: Lines, pages: Pages, footnotes: Footnotes, names: CellNames | None) -> None:
        self.names: Callable[[], CellNames] = lambda: names or default_names()
        self.lines, self.pages = lines, pages
        self.flow = [i for i in range(len(lines)) if not pages.furniture[i] and not footnotes.inside[i]]
        self.taken: set[int] = set()
        self.extents = Extents(lines, pages, footnotes, self.flow, self.taken)
        self.page = self.extents.page
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
        pairs = PairRuns(self.lines, self.flow, self._stops, self.names)
        for at, i in enumerate(self.flow):
            body = pairs.at(at) if i not in self.taken else []
            if body and not self.taken.intersection(body):
                self.taken.update(body)
                found.append(Region(tuple(body), body[0], loose=True))
        for at, i in enumerate(self.flow):
            if i not in self.taken and (i in spaced or self._opens_without_caption(at)):
                body = spaced[i] if i in spaced else self.extents.run(at)
                if len(body) >= _FEWEST and not self.taken.intersection(body):
                    self.taken.update(body)
                    found.append(Region(tuple(body), body[0]))
        loose = loose_runs(self.lines, self.flow, self.taken, self._stops, MOST_LINES, self.names)
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
        if at + 1 < len(self.flow) and self.extents.table_like(at + 1):
            body = self.extents.run(at + 1)
        run = self.spaced.get(self.flow[at + 1], []) if at + 1 < len(self.flow) else []
        run, body = without_tail(self.lines, run), without_tail(self.lines, body)
        if len(run) > len(body):
            self.taken.update(run)
            return Region(tuple(run), run[0], heads)
        if not body:
            body = self.extents.tail(self.page[heads[-1]], at + 1, [])
        last = self.page[body[-1]] if body else self.page[heads[-1]]
        while True:
            more = self.extents.tail(last + 1, at + 1, body)
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
