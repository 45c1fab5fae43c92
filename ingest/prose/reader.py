"""Prose → statements: names, sentences that may hold a tie, their parse, ties, and what surrounds them (dates, values).

Every stage has its own module; this one walks a document's blocks and keeps what reaches over them: the topic, what the
document defined and whom its names meant, the antecedents of pronouns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
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
from ingest.names.name import Context, Name
from ingest.parse.models import has_parser
from ingest.parse.parse import Parsed, parse_all
from ingest.prose.adjacent import AdjacentReader
from ingest.prose.again import shares_a_post, told_again
from ingest.prose.announced import announced
from ingest.prose.chronicle import dated_entries
from ingest.prose.circumstances import circumstances
from ingest.prose.continuation import centre, meant_by_it, owner_of, subjects_after
from ingest.prose.firms_parsed import add_firms, recognise
from ingest.prose.gate import Gate
from ingest.prose.introduced import introduced
from ingest.prose.linear import LinearReader
from ingest.prose.named_beside import named_beside
from ingest.prose.pending import Pending, aside, prepared, statements_of
from ingest.prose.relations import RelationReader
from ingest.prose.sentence_finder import SentenceFinder
from ingest.prose.shallow import ShallowReader
from ingest.prose.ties import Tie, best_of
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


@dataclass(slots=True)
class _Out:
    """What a reading gives."""

    statements: list[Statement] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


class ProseReader:
    """Reads the prose of documents. One object serves many documents; it keeps nothing between them."""

    def __init__(
        self, gazetteer: Gazetteer, matcher: Matcher, resolver: Resolver, nlp: Language, triggers: Triggers
    ) -> None:
        self._names = NameFinder(gazetteer, matcher, resolver)
        containment = Containment(gazetteer)
        self._lies_in = containment.lies_in
        self._sentences = SentenceFinder(gazetteer, self._names, containment, triggers)
        self._find = triggers.find
        self._relations = RelationReader(triggers, containment.lies_in)
        self._linear = LinearReader(triggers)
        self._shallow = ShallowReader(triggers)
        self._gate = Gate(triggers, containment.lies_in, recognises="ner" in nlp.pipe_names)
        self._adjacent = AdjacentReader(triggers, containment.lies_in)
        self._deeds = triggers.deeds
        self._nlp = nlp
        self._parses = has_parser(nlp)

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
        out = _Out()
        context = context or self.context(layout)
        pending: list[Pending] = []
        section: tuple[str, ...] | None = None
        entries = dated_entries(layout.blocks)
        above: Block | None = None
        for number, block in enumerate(introduced(layout.blocks)):
            if block.kind not in _READ or (block.kind is BlockKind.FOOTNOTE and _REFERENCE.search(block.clean.text)):
                continue
            if block.section != section:
                section = block.section
                context.topic = self._section_topic(section, layout.title, context)
                context.heading = frozenset(_WORD.findall(section[-1].lower())) if section else frozenset()
                context.carried, context.bodies, context.who, context.opens = (), (), (), True
                context.body = self._heads((layout.title, *section), frozenset(["Mechanism"])) or context.body
                context.firm = self._heads(section[-1:], FIRMS)
            when = entries.get(number)
            _dated(context, when, context.topic if when else None)
            goes_on = above is not None and above.section == section and _goes_on(above, block, document.text)
            try:
                pending += self._read_block(block, context, out, goes_on and when is None)
            except faults.FAULTS as fault:
                out.unread.append(_faulty(block.clean, 0, len(block.clean.text), fault))
            above = block
            if len(pending) >= _BATCH:
                self._flush(pending, document, context, out)
                if progress:
                    progress(number + 1, len(layout.blocks))
        self._flush(pending, document, context, out)
        return out.statements, out.unread

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
        out = _Out()
        known = known or Context()
        context = Context(topic, known.country, dict(known.seen), known.definitions, known.learned)
        _dated(context, when, topic)
        block = Block(BlockKind.PARAGRAPH, clean, page=page)
        pending = self._read_block(block, context, out)
        self._flush(pending, document, context, out)
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

    def _read_block(self, block: Block, context: Context, out: _Out, goes_on: bool = False) -> list[Pending]:
        """The sentences of a block, unless it is an index."""
        text = block.clean.text
        if self._names.many(text, MOST_NAMES):
            start, end = block.clean.span(0, len(text))
            reason = f"more than {MOST_NAMES} names in one paragraph: read as a list"
            out.unread.append(Unread("sentence", text[:200], reason, start, end))
            return []
        return self._sentences.of(block, context, goes_on)

    # -- from sentences to statements ----------------------------------------------------------------------------------

    def _flush(self, pending: list[Pending], document: Document, context: Context, out: _Out) -> None:
        chosen = [item for item in pending if self._gate.opens(item)]
        waiting = {id(item) for item in chosen}
        parsed: dict[int, Parsed] = {}
        if self._parses and chosen:
            ready = parse_all(self._nlp, [prepared(item) for item in chosen])
            parsed = {id(item): parse for item, parse in zip(chosen, ready, strict=True)}
            self._add_firms([(item, parsed[id(item)]) for item in chosen if self._gate.may_name_a_firm(item)])
        before = context.before
        date: str | None = None
        told: list[Tie] = []
        said = ""
        for item in pending:
            if item.opens:
                context.held = {}
            if item.first:
                before, date = [n for n in before if n.person and not item.opens], None
                told, said = [t for t in told if shares_a_post(item.text)], ""
            tree = parsed.get(id(item))
            try:
                ties = self._ties(item, tree, meant_by_it(item, before)) if id(item) in waiting else []
                after = subjects_after(before, tree, item.names, item.text)
                ties = self._pointing_back(item, ties, told, [(said, before), (item.text, after)])
                told, said = ties or told, item.text
                stated = bool(ties or item.members or item.contained)
                around = circumstances(
                    item.text,
                    item.names,
                    date,
                    item.year,
                    item.when,
                    opening=item.opening,
                    valued=stated,
                    account=item.account,
                )
                made = list(statements_of(item, ties, around, document, context.held, self._lies_in))
                out.statements += made
                if not made and len({n.key for n in item.names if not n.demonym}) >= 2:
                    start, end = item.clean.span(item.sentence.start, item.sentence.end)
                    out.unread.append(Unread("sentence", item.text, "two names and no tie", start, end))
            except faults.FAULTS as fault:
                out.unread.append(_faulty(item.clean, item.sentence.start, item.sentence.end, fault))
                continue
            before = after
            date = around.last_date or date
        context.before = before
        pending.clear()

    def _add_firms(self, items: list[tuple[Pending, Parsed]]) -> None:
        """Adds the firms that only the parse tells to the names of sentences."""
        recognise(self._nlp, [parse for _, parse in items])
        for item, parse in items:
            firms = add_firms(parse, item.text, self._deeds)
            free = [n for n in item.names if not any(f.start <= n.start and n.end <= f.end for f in firms)]
            item.names = sorted(free + firms, key=lambda n: n.start)

    def _pointing_back(
        self, item: Pending, ties: list[Tie], told: list[Tie], announcing: list[tuple[str, list[Name]]]
    ) -> list[Tie]:
        """The ties of a sentence with those that it tells by the ones `told` before, or that were announced.

        `announcing` are the sentence before and this one, each with what was its subject.
        """
        if not (item.names or ties or told):
            return ties
        beside = aside(item)
        more = told_again(item.text, item.names, beside, ties, told)
        for said, subjects in announcing:
            owner = centre(subjects) or owner_of(subjects) or item.topic
            more += announced(item.text, item.names, beside, said, owner, self._find, told)
        return best_of(ties + more) if more else ties

    def _ties(self, item: Pending, parse: Parsed | None, before: list[Name]) -> list[Tie]:
        left_out = aside(item)
        if parse is None:
            return self._linear.read(item.text, [n for n in item.names if n not in left_out])
        left_out |= {n for n in item.names if n.end <= item.opening}
        implied = (centre(before) or item.topic, item.near, item.own, item.met)
        ties = self._relations.read(parse, item.text, item.names, left_out, before, *implied, item.heading)
        free = [n for n in item.names if n not in left_out]
        ties = ties + self._adjacent.read(item.text, free, ties)
        return named_beside(item.text, item.names, left_out, ties or self._shallow.read(item.text, free))


def _faulty(clean: Clean, start: int, end: int, fault: Exception) -> Unread:
    """A piece of text that a fault of ours left unread."""
    return Unread("sentence", clean.text[start:end][:200], faults.told(fault), *clean.span(start, end))


def _goes_on(above: Block, block: Block, text: str) -> bool:
    """Whether a block carries on the paragraph above: the next line of it, or news that gives each sentence its own."""
    if not above.kind == block.kind == BlockKind.PARAGRAPH:
        return False
    start, end = above.clean.span(0, len(above.clean.text))[1], block.clean.span(0, len(block.clean.text))[0]
    return 0 <= start < end and text.count("\n", start, end) <= 1


def _dated(context: Context, when: str | None, own: Name | None) -> None:
    """Sets the date of what is read next, and the unit whose deeds it notes."""
    context.year = start_year(when) if when else None
    first = when.split("/")[0] if when else ""
    context.when = first if _DAY.fullmatch(first) else None
    context.own = own if own is not None and own.kind in GOVERNED else None
