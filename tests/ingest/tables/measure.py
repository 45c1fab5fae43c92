"""How much of what tables state is read, over every kind of table in every layout.

python -m tests.ingest.tables.measure [SEEDS]      prints precision and recall by layout and by kind of table
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graph.fold import fold
from graph.gazetteer import Gazetteer
from graph.matcher import Matcher
from graph.model import Mention
from graph.resolve import Resolver
from ingest.cells.names import CellNames
from ingest.layout.build import layout_of
from ingest.tables.reading import read_tables
from tests.ingest.tables.layouts import LAYOUTS
from tests.ingest.tables.layouts_apart import LAYOUTS_APART
from tests.ingest.tables.sheets import KINDS, End, Sheet, drawn

ALL_LAYOUTS = LAYOUTS | LAYOUTS_APART
_LOW = 0.9  # what the report shows in detail


@dataclass
class Tally:
    """Ties in the sheets, read, and right; of the right ones those whose date was stated, and came out right."""

    gold: int = 0
    read: int = 0
    right: int = 0
    dated: int = 0
    in_time: int = 0
    spurious: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def years(self) -> float:
        return self.in_time / self.dated if self.dated else 1.0

    def add(self, other: Tally) -> None:
        for name in ("gold", "read", "right", "dated", "in_time"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Reader:
    """Reads the tables of a text and compares what they are found to state."""

    def __init__(self) -> None:
        self.gazetteer = Gazetteer.load()
        self.matcher, self.resolver = Matcher(self.gazetteer), Resolver(self.gazetteer)
        self.names = CellNames(self.gazetteer)

    def _who(self, mention: Mention) -> str:
        found = self.resolver.resolve(mention.form, mention.kind, mention.country, mention.within).id
        return found or fold(mention.form)

    @lru_cache(maxsize=4096)  # noqa: B019 - one reader lives as long as its caller
    def _meant(self, end: End) -> str:
        state = self.resolver.resolve(end.country, "State").id if end.country else None
        return self.resolver.resolve(end.name, end.kind, state).id or fold(end.name)

    def _key(self, subject: str, tie: str, object_: str) -> tuple[str, str, str]:
        if tie in ("SISTER_OF", "TRADES_WITH") and object_ < subject:
            subject, object_ = object_, subject
        return subject, tie, object_

    def found(self, text: str, fmt: str = "txt") -> dict[tuple[str, str, str], set[str]]:
        """The ties that the tables of a text state, with their years."""
        layout = layout_of(text, fmt, self.names)
        out: dict[tuple[str, str, str], set[str]] = {}
        for s in read_tables(layout, "doc:t", self.gazetteer, self.matcher, self.resolver).statements:
            key = self._key(self._who(s.subject), s.tie, self._who(s.object))
            out.setdefault(key, set()).update(when[:4] for when in s.when)
        return out

    def tally(self, sheet: Sheet, text: str, fmt: str = "txt", dated: bool = True) -> Tally:
        """How much of a sheet is read from its printed form; `dated` says that all its dates are printed."""
        found = self.found(text, fmt)
        gold: dict[tuple[str, str, str], set[str]] = {}
        for a, tie, b, when in sheet.ties:
            gold.setdefault(self._key(self._meant(a), tie, self._meant(b)), set()).update([when[:4]] if when else [])
        also = {self._key(self._meant(a), tie, self._meant(b)) for a, tie, b, _ in sheet.also}
        out = Tally(len(gold), len(found.keys() - (also - gold.keys())), len(gold.keys() & found.keys()))
        for key in gold.keys() & found.keys() if dated else ():
            out.dated += bool(gold[key])
            out.in_time += bool(gold[key]) and bool(gold[key] & found[key])
        out.spurious.update(" ".join(key) for key in found.keys() - gold.keys() - also)
        return out


def measure(seeds: range, reader: Reader, every: int = 1) -> Iterator[tuple[str, str, int, Tally]]:
    """Layout, kind, seed and tally of every sheet in every layout that can print it; with `every`, of a part of them
    in which each layout and each kind has its turn."""
    turns: Counter[str] = Counter()
    for seed in seeds:
        for kind in KINDS:
            sheet = drawn(kind, seed)
            for number, (name, layout) in enumerate(ALL_LAYOUTS.items()):
                text = layout(sheet)
                turns[name] += text is not None
                if text is not None and (turns[name] == 1 or (number + turns[name]) % every == 0):
                    yield (
                        name,
                        kind,
                        seed,
                        reader.tally(sheet, text, "md" if name == "pipes" else "txt", name != "gaps"),
                    )


def _table(title: str, tallies: dict[str, Tally]) -> list[str]:
    lines = [f"{title:28} gold   P     R    years"]
    for name, tally in tallies.items():
        lines.append(f"{name:28} {tally.gold:4}  {tally.precision:.2f}  {tally.recall:.2f}  {tally.years:.2f}")
    return [*lines, ""]


def report(seeds: range) -> str:
    """Precision and recall by layout, by kind, and where both meet badly."""
    whole = Tally()
    by_layout: dict[str, Tally] = {}
    by_kind: dict[str, Tally] = {}
    grid: dict[tuple[str, str], Tally] = {}
    for layout, kind, _, tally in measure(seeds, Reader()):
        whole.add(tally)
        by_layout.setdefault(layout, Tally()).add(tally)
        by_kind.setdefault(kind, Tally()).add(tally)
        grid.setdefault((layout, kind), Tally()).add(tally)
    lines = [*_table("layout", by_layout), *_table("kind", by_kind), *_table("all", {"all": whole}), "below .9 (R/P):"]
    for layout in by_layout:
        cells = [(kind, grid[layout, kind]) for kind in by_kind if (layout, kind) in grid]
        low = [f"{kind} {t.recall:.2f}/{t.precision:.2f}" for kind, t in cells if min(t.recall, t.precision) < _LOW]
        lines += [f"  {layout}: {', '.join(low)}"] if low else []
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report(range(int(sys.argv[1]) if len(sys.argv) > 1 else 3)) + "\n")
