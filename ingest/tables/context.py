"""What a table's reader knows beside its cells: the names of the world, and what the text around speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from graph.model import Mention
from ingest.cells.lexicon import topics_named
from ingest.cells.names import CellNames
from ingest.kinds import PLACES, UNITS
from ingest.names.around import has_cue
from ingest.types import Block, BlockKind, Cell, Clean, Layout, Table

if TYPE_CHECKING:
    from graph.gazetteer import Gazetteer
    from graph.matcher import Matcher
    from graph.resolve import Resolver

_SENTENCE = re.compile(r"[.!?]\s*(?=[A-Z])")
_WORD = re.compile(r"\S+")
_LEFT_OUT = 300  # characters between two words of a cell: what other cells have on its lines
_OPENING = 80  # characters of a section's first paragraph that say whom it is about
_ABOVE = 8  # blocks before a table among which a body is looked for
_LEAD_BLOCKS = 3  # before a table, among which its paragraph is looked for
_ENOUGH = 3  # mentions that make a unit the document's own
_AHEAD = 1.5  # times the mentions of the next unit


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place in a text around the table: who is meant, and the mention with its span in the document."""

    id: str
    kind: str
    country: str | None
    mention: Mention


@dataclass(frozen=True)
class TableContext:
    """All that `read_table` may ask. `about` holds the texts that say what the table is about, the nearest first:
    caption, announcing sentence, headings from inside out, title. `clean` is the text of the table's block, which
    gives the offsets inside cells; `lead` is the paragraph that stands before it. `main_unit` is the unit that the
    document speaks of most, `spoken` holds the topics of tables that it names in words of their own anywhere,
    `above` are the texts right before it, the nearest first."""

    gazetteer: Gazetteer
    matcher: Matcher
    resolver: Resolver
    names: CellNames
    about: tuple[Clean, ...] = ()
    clean: Clean | None = None
    main_unit: PlaceHit | None = None
    spoken: frozenset[str] = frozenset()
    lead: Clean | None = None
    above: tuple[Clean, ...] = ()
    memory: dict[str, tuple[PlaceHit, ...]] = field(default_factory=dict, compare=False)

    def places(self, text: Clean) -> tuple[PlaceHit, ...]:
        """The places that a text names, in order."""
        if text.text not in self.memory:
            self.memory[text.text] = tuple(_places(text, self.matcher, self.resolver, self.gazetteer))
        return self.memory[text.text]

    def span(self, cell: Cell, start: int, end: int) -> tuple[int, int]:
        """Document span of `cell.text[start:end]`; (-1, -1) where it is not known."""
        if cell.start < 0:
            return -1, -1
        if self.clean is not None:
            at = bisect_left(self.clean.offsets, cell.start)
            if self.clean.text.startswith(cell.text, at):
                return self.clean.span(at + start, at + end)
        if cell.end - cell.start == len(cell.text):
            return cell.start + start, cell.start + end
        return cell.start, cell.end

    def clean_of(self, cell: Cell) -> Clean | None:
        """The cell as clean text with offsets; None where it has no place in the document."""
        if self.clean is None or cell.start < 0:
            return None
        at = bisect_left(self.clean.offsets, cell.start)
        if self.clean.text.startswith(cell.text, at):
            return self.clean.cut(at, at + len(cell.text))
        return _aligned(cell.text, self.clean, at)


def _aligned(text: str, clean: Clean, at: int) -> Clean | None:
    """The text of a cell with the offsets of the block, where its lines stand apart, between those of other cells, or
    lost the hyphens at their ends; None where the block says something else."""
    offsets: list[int] = []
    for word in _WORD.finditer(text):
        offsets += [-1] * (word.start() - len(offsets))
        where = clean.text.find(word[0], at, at + _LEFT_OUT)
        own = range(where, where + len(word[0])) if where >= 0 else _mended(word[0], clean.text, at)
        if own is None:
            return None
        offsets += [clean.offsets[i] for i in own]
        at = own[-1] + 1
    return Clean(text, offsets + [-1] * (len(text) - len(offsets)))


def _mended(word: str, text: str, at: int) -> list[int] | None:
    """Where the letters of a word stand that a line end broke; None where they do not."""
    for start in (m.start() for m in re.finditer(re.escape(word[0]), text[at : at + _LEFT_OUT])):
        found: list[int] = []
        here = at + start
        for char in word:
            while here < len(text) and text[here] != char and not text[here].isalnum():
                here += 1
            if here >= len(text) or text[here] != char:
                break
            found.append(here)
            here += 1
        if len(found) == len(word):
            return found
    return None


class TableContexts:
    """Contexts of the tables of one document."""

    def __init__(self, layout: Layout, gazetteer: Gazetteer, matcher: Matcher, resolver: Resolver) -> None:
        self._layout = layout
        self._gazetteer, self._matcher, self._resolver = gazetteer, matcher, resolver
        self.names = CellNames(gazetteer)
        self._headings = {b.clean.text: b.clean for b in layout.blocks if b.kind == BlockKind.HEADING}
        self._places = {id(b): n for n, b in enumerate(layout.blocks)}
        starts = (b.clean.offsets[0] if b.clean.offsets else -1 for b in layout.blocks)
        self._reached = list(accumulate(starts, max))  # how far into the document the blocks up to each have come
        paragraphs = [b for b in layout.blocks if b.kind == BlockKind.PARAGRAPH]
        self._first_paragraphs = {b.section: b.clean for b in reversed(paragraphs)}
        self._captions = {b.clean.text: b.clean for b in layout.blocks if b.kind == BlockKind.CAPTION}
        self._main: list[PlaceHit | None] = []
        self._topics: frozenset[str] | None = None

    def of(self, block: Block) -> TableContext:
        """The context of a table's block."""
        return TableContext(
            self._gazetteer,
            self._matcher,
            self._resolver,
            self.names,
            about=tuple(self._about(block)),
            clean=block.clean,
            main_unit=self._main_unit() if block.table is None or block.table.caption or self._near(block) else None,
            spoken=self._spoken(),
            lead=self._lead(block),
            above=self._above(block),
        )

    def _lead(self, block: Block) -> Clean | None:
        """The paragraph right before a block, in its section."""
        at = self._places.get(id(block), 0)
        for before in reversed(self._layout.blocks[max(0, at - _LEAD_BLOCKS) : at]):
            if before.kind == BlockKind.PARAGRAPH and before.section == block.section:
                return before.clean
        return None

    def _above(self, block: Block) -> tuple[Clean, ...]:
        """The texts right before a block, the nearest first."""
        at = self._places.get(id(block), 0)
        some = self._layout.blocks[max(0, at - _ABOVE) : at]
        return tuple(other.clean for other in reversed(some) if not other.table)

    def of_list(self, block: Block, label: Clean, before: Clean) -> TableContext:
        """The context of a list: what its label says, the sentence before it, then the headings, the title and how its
        section opens."""
        context = self.of(block)
        lead = _last_sentence(before)
        own = self._unit_heading(block)
        about = (label, *([lead] if lead.text else []), *own, *context.about, *self._opening(block))
        return replace(context, about=about, lead=lead if lead.text else context.lead)

    def _unit_heading(self, block: Block) -> list[Clean]:
        """The heading that is a unit's name and nothing else, right above a list or the few lines before it: whose the
        list is, whatever the headings between say ("Lower Hutt", "3 sister cities")."""
        start = block.clean.offsets[0] if block.clean.offsets else 0
        at = bisect_left(self._reached, start)
        for other in reversed(self._layout.blocks[max(0, at - _ABOVE) : at]):
            if other.kind == BlockKind.HEADING and self.names.is_unit(other.clean.text):
                return [other.clean]
        return []

    def _opening(self, block: Block) -> list[Clean]:
        """What the section of a block opens with, up to its verb's end: the first words of its first paragraph."""
        first = self._first_paragraphs.get(block.section)
        if first is None:
            return []
        stop = first.text.find(" ", _OPENING)
        return [first.cut(0, stop if stop > 0 else len(first.text))]

    def _near(self, block: Block) -> bool:
        """Whether the document's unit is named in the block's section, in the title or in the first paragraph: a list
        under a heading of its own may be anybody's."""
        main = self._main_unit()
        if main is None:
            return False
        texts = [other.clean for other in self._layout.blocks if other.section[:1] == block.section[:1]]
        texts += [_loose(self._layout.title), *_opens(self._layout.blocks)]
        return any(hit.id == main.id for text in texts for hit in self.places(text))

    def places(self, text: Clean) -> tuple[PlaceHit, ...]:
        """The places that a text names, in order."""
        return tuple(_places(text, self._matcher, self._resolver, self._gazetteer))

    def _spoken(self) -> frozenset[str]:
        if self._topics is None:
            self._topics = frozenset(name for block in self._layout.blocks for name in topics_named(block.clean.text))
        return self._topics

    def _about(self, block: Block) -> list[Clean]:
        table = block.table
        texts: list[Clean] = []
        if table is not None:
            if table.caption:
                texts.append(self._captions.get(table.caption) or _loose(table.caption))
            if table.announced:
                texts.append(self._announced(table))
        texts += [self._headings.get(heading) or _loose(heading) for heading in reversed(block.section)]
        if self._layout.title and self._layout.title not in block.section:
            texts.append(self._headings.get(self._layout.title) or _loose(self._layout.title))
        return texts

    def _announced(self, table: Table) -> Clean:
        for block in self._layout.blocks:
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
                at = block.clean.text.find(table.announced)
                if at >= 0:
                    return block.clean.cut(at, at + len(table.announced))
        return _loose(table.announced)

    def _main_unit(self) -> PlaceHit | None:
        """The unit named most often in headings (which count fivefold) and paragraphs, if it is well ahead."""
        if not self._main:
            self._main.append(self._count_units())
        return self._main[0]

    def _count_units(self) -> PlaceHit | None:
        counts: Counter[str] = Counter()
        first: dict[str, PlaceHit] = {}
        for block in self._layout.blocks:
            if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION):
                continue
            for hit in _places(block.clean, self._matcher, self._resolver, self._gazetteer):
                if hit.kind in UNITS:
                    counts[hit.id] += 1 if block.kind == BlockKind.PARAGRAPH else 5
                    first.setdefault(hit.id, hit)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < _ENOUGH:
            return None
        if len(ranked) > 1 and ranked[0][1] < _AHEAD * ranked[1][1]:
            return None
        return first[ranked[0][0]]


def _opens(blocks: Sequence[Block]) -> list[Clean]:
    return [block.clean for block in blocks[:3] if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)][:2]


def _last_sentence(text: Clean) -> Clean:
    """The last sentence of a text, with its full stop."""
    bare = text.text.rstrip()
    at = max((m.end() for m in _SENTENCE.finditer(bare)), default=0)
    return text.cut(at, len(bare))


def _loose(text: str) -> Clean:
    """A text without a place in the document."""
    return Clean(text, [-1] * len(text))


_SPOKEN = 5  # words of a caption or heading, in which a name that is also a word needs a cue


def _places(text: Clean, matcher: Matcher, resolver: Resolver, gazetteer: Gazetteer) -> Sequence[PlaceHit]:
    found = []
    hits = matcher.find(text.text)
    sentence = len(text.text.split()) >= _SPOKEN
    for hit in hits:
        if sentence and hit.cue and not has_cue(hit, hits, text.text):
            continue  # "the Länder" of a caption are not a town of Venezuela
        if not hit.printed.removeprefix("the ")[:1].isupper() and hit.printed.isascii():
            continue
        decision = resolver.resolve(hit.printed)
        if decision.id is None:
            continue
        entity = gazetteer.get(decision.id)
        if entity is None or entity.kind not in PLACES | {"Organization"}:
            continue
        start, end = text.span(hit.start, hit.end)
        mention = Mention(hit.printed, hit.printed, start, end)
        found.append(PlaceHit(entity.id, entity.kind, entity.country, mention))
    return found
