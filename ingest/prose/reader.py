"""Prose → statements: names, sentences that may hold a tie, their parse, ties, and what surrounds them (dates, values).

Every stage has its own module; this one walks a document's blocks and keeps what reaches over them: the topic, what the
document defined and whom its names meant, the antecedents of pronouns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from graph.edtf import start_year
from graph.gazetteer import Gazetteer
from graph.matcher import Matcher
from graph.model import Document, Statement
from graph.resolve import Resolver
from ingest import faults
from ingest.kinds import FIRMS, GOVERNED
from ingest.names.containment import Containment
from ingest.names.find import NameFinder
from ingest.names.name import Context, Entry, Name
from ingest.prose.chronicle import dated_entries
from ingest.prose.introduced import introduced
from ingest.prose.pending import Pending
from ingest.prose.sentence_finder import SentenceFinder
from ingest.prose.tie_reader import Reading, TieReader
from ingest.prose.topic import document_country, document_unit, document_year, topic_of
from ingest.triggers.trigger import Triggers
from ingest.types import Block, BlockKind, Clean, Layout, Unread

if TYPE_CHECKING:
    from spacy.language import Language

_READ = frozenset([BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FOOTNOTE])
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
_WORD = re.compile(r"[a-z]+")
_REFERENCE = re.compile(
    r"\bIbid\b|\beds?\.|\bpp?\.\s?\d|https?://|\bVol\.|\bPress\b,?\s|\(\d{4}\)\.|\bJournal of\b|\bdoi\b"
)
MOST_NAMES = 400  # names of one block: a block with more is an index or a table
_BATCH = 384  # sentences that wait; a quarter of them is parsed: a parser is fastest with a hundred at a time
BlockProgress = Callable[[int, int], None]


class ProseReader:
    """Reads the prose of documents. One object serves many documents; it keeps nothing between them."""

    def __init__(
        self, gazetteer: Gazetteer, matcher: Matcher, resolver: Resolver, nlp: Language, triggers: Triggers
    ) -> None:
        self._names = NameFinder(gazetteer, matcher, resolver)
        containment = Containment(gazetteer)
        self._lies_in = containment.lies_in
        self._sentences = SentenceFinder(gazetteer, self._names, containment, triggers)
        self._ties = TieReader(nlp, triggers, containment)

    def read(
        self,
        layout: Layout,
        document: Document,
        progress: BlockProgress | None = None,
        context: Context | None = None,
    ) -> tuple[list[Statement], list[Unread]]:
        """All that the document's paragraphs, list items and footnotes state, in their order.

        `progress` is told now and then how many of the blocks are read, and of how many. `context`, from `context()`,
        learns what the document defines; cells of its tables are then read with it.
        """
        out = Reading()
        context = context or self.context(layout)
        pending: list[Pending] = []
        section: tuple[str, ...] | None = None
        headed: Name | None = None  # the unit that the nearest heading names
        captioned: Name | None = None  # the unit that the caption above entries names
        above: Block | None = None
        blocks = list(introduced(layout.blocks))
        entries = dated_entries(blocks)
        for number, block in enumerate(blocks):
            if block.kind is BlockKind.CAPTION:
                captioned = self.topic(block.clean.text)
            if not _is_prose(block):
                continue
            if block.section != section:
                section, captioned = block.section, captioned if section is None else None
                headed = self.topic(section[-1]) if section else None
                self._open_section(section, layout.title, context)
            when = entries.get(number)
            whose = (captioned or context.topic) if when else headed if block.kind is BlockKind.ITEM else None
            context.entry = _entry(when, whose)
            try:
                pending += self._read_block(block, context, out, when is None and _goes_on(above, block, document.text))
            except faults.FAULTS as fault:
                out.failed(block.clean, 0, len(block.clean.text), fault)
            above = block
            if len(pending) >= _BATCH:
                self._ties.read(pending, document, context, out)
                pending = []
                if progress:
                    progress(number + 1, len(layout.blocks))
        self._ties.read(pending, document, context, out)
        return out.statements, out.unread

    def _open_section(self, section: tuple[str, ...], title: str, context: Context) -> None:
        """Tells the context what the headings of a section say, and lets go of what the section before named."""
        context.topic = self._section_topic(section, title, context)
        context.heading = frozenset(_WORD.findall(section[-1].lower())) if section else frozenset()
        context.carried, context.bodies, context.who, context.opens = (), (), (), True
        context.body = self._heads((title, *section), frozenset(["Mechanism"])) or context.body
        context.firm = self._heads(section[-1:], FIRMS)

    def _section_topic(self, section: tuple[str, ...], title: str, context: Context) -> Name | None:
        """Whom a section speaks of. In a unit's account of a year it is that unit, for headings name the partners."""
        told = topic_of(section, title, self._names, context)
        if (
            context.home
            and context.account
            and (told is None or told.country != context.home.country or told.kind == "State")
        ):
            return context.home
        return told or context.topic

    def _heads(self, headings: tuple[str, ...], kinds: frozenset[str]) -> Name | None:
        """The body of these kinds that the nearest heading names."""
        for heading in reversed(headings):
            for name in self._names.find(heading, Context()) if heading else ():
                if name.kind in kinds and not name.generic:
                    return name
        return None

    def read_clean(
        self,
        clean: Clean,
        document: Document,
        *,
        topic: Name | None = None,
        when: str | None = None,
        page: int | None = None,
        known: Context | None = None,
    ) -> tuple[list[Statement], list[Unread]]:
        """What a piece of prose outside the paragraphs states (a table's cell). `when` (EDTF) dates what has no date;
        `known` is what the document's paragraphs said of its names."""
        out = Reading()
        known = known or Context()
        context = Context(topic, known.country, dict(known.seen), known.definitions, known.learned)
        context.entry = _entry(when, topic)
        block = Block(BlockKind.PARAGRAPH, clean, page=page)
        pending = self._read_block(block, context, out)
        self._ties.read(pending, document, context, out)
        return out.statements, out.unread

    def topic(self, text: str) -> Name | None:
        """The place that a heading, title or caption speaks of, for `read_clean`."""
        return topic_of((text,), "", self._names, Context())

    def context(self, layout: Layout) -> Context:
        """What is known of a document before its first paragraph."""
        self._names.forget()
        context = Context()
        context.country = document_country(layout, self._names)
        context.topic = topic_of((), layout.title, self._names, context)
        context.account = document_year(layout)
        context.home = document_unit(layout, self._names, context.country, self._lies_in)
        context.topic = context.topic or context.home
        return context

    def _read_block(self, block: Block, context: Context, out: Reading, goes_on: bool = False) -> list[Pending]:
        """The sentences of a block, unless it is an index."""
        text = block.clean.text
        if self._names.many(text, MOST_NAMES):
            start, end = block.clean.span(0, len(text))
            reason = f"more than {MOST_NAMES} names in one paragraph: read as a list"
            out.unread.append(Unread("sentence", text[:200], reason, start, end))
            return []
        return self._sentences.of(block, context, goes_on)


def _is_prose(block: Block) -> bool:
    """Whether a block is read as sentences; footnotes that cite works are not."""
    return block.kind in _READ and not (block.kind is BlockKind.FOOTNOTE and _REFERENCE.search(block.clean.text))


def _goes_on(above: Block | None, block: Block, text: str) -> bool:
    """Whether a block carries on the paragraph above: the next line of it, or news that gives each sentence its own."""
    if above is None or above.section != block.section or not above.kind == block.kind == BlockKind.PARAGRAPH:
        return False
    start, end = above.clean.span(0, len(above.clean.text))[1], block.clean.span(0, len(block.clean.text))[0]
    return 0 <= start < end and text.count("\n", start, end) <= 1


def _entry(when: str | None, whose: Name | None) -> Entry:
    """The entry dated `when` (EDTF) that notes the deeds of a unit; of what is no unit it notes none."""
    first = when.split("/")[0] if when else ""
    return Entry(
        year=start_year(when) if when else None,
        when=first if _DAY.fullmatch(first) else None,
        own=whose if whose is not None and whose.kind in GOVERNED else None,
    )
