"""Prose → statements: names, sentences that may hold a tie, their parse, ties, and what surrounds them (dates, values).

Every stage has its own module; this one walks a document's blocks and keeps what reaches over sentences: the topic,
what the document defined and whom its names meant, the antecedents of pronouns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from graph.edtf import start_year
from graph.gazetteer import Gazetteer
from graph.matcher import Matcher
from graph.model import Document, Statement
from graph.resolve import Resolver
from ingest.chronicle import dated_entries, lead
from ingest.circumstances import circumstances
from ingest.containment import Contained, Containment
from ingest.continuation import subjects_after
from ingest.coreference import takes_place
from ingest.introduced import introduced
from ingest.labelled import bracketed, labelled_members, paired, placed, policies_of
from ingest.lexicon import words
from ingest.linear import LinearReader
from ingest.metonyms import as_states
from ingest.models import has_parser
from ingest.names import PLACES, Context, Name
from ingest.names_find import NameFinder
from ingest.names_firms import add_firms, may_name_a_firm
from ingest.names_joint import joint_members, meeting_members, sited_members
from ingest.notes import NOTING, edition, founded, nominal, opener
from ingest.parse import Parsed, parse_all
from ingest.pending import Pending, containers, dateline, in_brackets, prepared, statements_of
from ingest.people import People
from ingest.pilots import pilots, zones
from ingest.relations import RelationReader
from ingest.sentences import LONGEST, Sentence, split_sentences
from ingest.shallow import ShallowReader
from ingest.ties import Tie
from ingest.topic import document_country, topic_of
from ingest.triggers import Triggers
from ingest.types import Block, BlockKind, Clean, Layout, Unread

if TYPE_CHECKING:
    from spacy.language import Language

_READ = frozenset([BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FOOTNOTE])
_WORD = re.compile(r"[a-z]+")
_TOKEN = re.compile(r"[^\W_]+|-")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
_REFERENCE = re.compile(
    r"\bIbid\b|\beds?\.|\bpp?\.\s?\d|https?://|\bVol\.|\bPress\b,?\s|\(\d{4}\)\.|\bJournal of\b|\bdoi\b"
)
_PRONOUNS = words("place_pronouns") | words("person_pronouns") | {"which"}
MOST_NAMES = 400  # names of one block: a block with more is an index or a table
_PERSONS = words("concludes") | {"governor", "premier", "mayor", "delegation"}  # may be of the place named before
_BODIES = frozenset(["Mechanism", "Organization"])
_MET = frozenset(["Event", "Mechanism", "Organization"])
_BATCH = 256  # sentences that wait; a quarter of them is parsed, and a parser is fastest with some sixty at a time
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
        self._gazetteer = gazetteer
        self._names = NameFinder(gazetteer, matcher, resolver)
        self._containment = Containment(gazetteer)
        self._relations = RelationReader(triggers, self._containment.lies_in)
        self._linear = LinearReader(triggers)
        self._shallow = ShallowReader(triggers)
        self._triggers = triggers
        self._topic_words = triggers.topic_words
        self._implying_words = triggers.implying_words
        self._firm_words = triggers.firm_words
        self._deeds = triggers.deeds
        self._recognises = "ner" in nlp.pipe_names
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
                context.topic = topic_of(section, layout.title, self._names, context) or context.topic
                context.carried, context.bodies, context.who, context.opens = (), (), (), True
                context.body = self._heads((layout.title, *section), ("Mechanism",)) or context.body
                context.firm = self._heads(section[-1:], ("SOE", "Enterprise"))
            when = entries.get(number)
            _dated(context, when, context.topic if when else None)
            goes_on = above is not None and above.section == section and _goes_on(above, block, document.text)
            pending += self._sentences(block, context, out, goes_on and when is None)
            above = block
            if len(pending) >= _BATCH:
                self._flush(pending, document, context, out)
                if progress:
                    progress(number + 1, len(layout.blocks))
        self._flush(pending, document, context, out)
        return out.statements, out.unread

    def _heads(self, headings: tuple[str, ...], kinds: tuple[str, ...]) -> Name | None:
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
        pending = self._sentences(block, context, out)
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
        return context

    # -- from blocks to sentences --------------------------------------------------------------------------------------

    def _sentences(self, block: Block, context: Context, out: _Out, goes_on: bool = False) -> list[Pending]:
        """The sentences of a block with their names; `goes_on` says that it carries on the paragraph before."""
        text = block.clean.text
        if self._names.many(text, MOST_NAMES):
            start, end = block.clean.span(0, len(text))
            reason = f"more than {MOST_NAMES} names in one paragraph: read as a list"
            out.unread.append(Unread("sentence", text[:200], reason, start, end))
            return []
        names = self._names.find(text, context)
        if context.own is not None and context.year is not None:
            names = [edition(n, context.year) for n in names]
        found: list[Pending] = []
        near = list(context.near) if goes_on else []
        for number, (sentence, contained, inside) in enumerate(self._with_people(text, names, context)):
            piece = text[sentence.start : sentence.end]
            moved = [n.moved(-sentence.start) for n in inside]
            moved = as_states(piece, moved, {n for c in contained for n in (c.inner, c.outer)}, self._called)
            first, topic = number == 0 and not goes_on, _unit(context.topic)
            pending = Pending(block.clean, sentence, piece, moved, contained, block.page, first, topic, near)
            pending.who, pending.opens = list(context.who), first and context.opens
            pending.opening = (dateline(piece) or (lead(piece) if context.when else 0)) if first else 0
            pending.own, pending.year, pending.when = context.own, context.year, context.when
            if own := context.own:
                pending.members = founded(piece, moved, own)
                pending.opener = opener(piece, pending.opening, moved, own, self._triggers.verbs)
                if pending.opener is None:
                    pending.opener = nominal(piece, pending.opening, moved, own, self._triggers.nouns)
                    pending.owned = pending.opener is not None
            pending.members += labelled_members(piece, moved, context.body) + placed(piece, moved)
            pending.members += bracketed(piece, moved) + paired(piece, moved) + pilots(piece, moved)
            pending.members += zones(piece, moved)
            outer = {c.outer for c in contained}
            pending.members += meeting_members(piece, moved, outer)
            pending.members += joint_members(piece, moved, partial(self._apart, context))
            apart = partial(self._apart, context)
            pending.members += sited_members(piece, moved, apart) + policies_of(piece, moved, apart)
            pending.names += [pending.opener] if pending.opener else []
            pending.met = _met([*names[: _before(names, sentence.start)]], context.bodies, moved)
            found.append(pending)
            near = [n for n in moved if not n.demonym][:4] or near
            named = [n for n in inside if n.kind in _BODIES and not n.stands_for]
            context.body = named[0] if named else context.body
        told = [n for item in found for n in item.names if n.kind in PLACES]
        places = [n for n in told if not n.demonym and not n.anaphor]
        context.opens, context.near = False, tuple(near)
        context.who = tuple(n for item in found for n in item.names if n.person)[-4:] or context.who
        if places:
            context.carried = tuple(places[-4:])
        bodies = tuple(n for n in names if n.kind not in PLACES and n.kind and not n.anaphor and not n.stands_for)
        firms = tuple(n for n in bodies if n.kind in ("SOE", "Enterprise"))
        known = tuple(n for n in (*context.bodies, *bodies) if n.kind not in ("SOE", "Enterprise"))
        context.bodies = (*known[-6:], *firms[-3:])  # a list of firms makes no event forgotten
        context.firm = firms[0] if firms else context.firm
        return found

    def _with_people(
        self, text: str, names: list[Name], context: Context
    ) -> list[tuple[Sentence, list[Contained], list[Name]]]:
        """The sentences of a paragraph, what each says of containment, and its names with the persons among them."""
        people = context.people = context.people or People()
        people.next_paragraph()
        concerned = context.own is not None or people.concerned(text)
        read: list[tuple[Sentence, list[Contained]]] = []
        told: list[Name] = []
        earlier = [*context.carried, *([context.topic] if context.topic else [])]
        for sentence in split_sentences(text, context.own is not None):
            piece = text[sentence.start : sentence.end]
            moved = [n.moved(-sentence.start) for n in names if sentence.start <= n.start and n.end <= sentence.end]
            contained = self._containment.read(piece, moved, earlier)
            earlier += [n for n in moved if n.kind in PLACES and not n.anaphor]
            if concerned:
                moved = people.read(piece, moved, [(c.inner, c.outer) for c in contained], context.own)
            told += [n.moved(sentence.start) for n in moved]
            read.append((sentence, contained))
        if any(n.person for n in told):
            told = self._names.again(text, told, context)
        return [(s, c, [n for n in told if s.start <= n.start and n.end <= s.end]) for s, c in read]

    def _apart(self, context: Context, text: str) -> list[Name]:
        """The names of a short text by itself: what it would teach is not kept."""
        return self._names.find(text, Context(country=context.country, seen=dict(context.seen)))

    def _called(self, id_: str) -> str | None:
        """The name of a known entity."""
        entity = self._gazetteer.get(id_)
        return entity.name if entity else None

    def _may_hold_a_tie(self, item: Pending) -> bool:
        """Two names (or a pronoun and one), a trigger word, and no endless sentence."""
        ends = {n.key for n in item.names}
        said = _WORD.findall(item.text.lower())
        if len(said) > LONGEST:
            return False
        if not self._implying_words.isdisjoint(said) and len(ends) < 2:
            return self._relations.possible(_TOKEN.findall(item.text.lower()), item.names + item.near)
        if not ends:
            return False
        if item.own is not None and not self._triggers.words.isdisjoint(said):
            return self._relations.possible(_TOKEN.findall(item.text.lower()), [*item.names, item.own])
        came = item.met is not None and not self._triggers.met_words.isdisjoint(said)
        if came and item.met and self._relations.attended(_TOKEN.findall(item.text.lower()), item.names, item.met):
            return True
        alone = len(ends) < 2 and not (_PRONOUNS | _PERSONS).intersection(said)
        if alone and (item.topic is None or item.topic.key in ends or self._topic_words.isdisjoint(said)):
            return False
        if self._triggers.words.isdisjoint(said):
            return False
        near = item.near + item.who if (_PRONOUNS | _PERSONS).intersection(said) else []
        topic = [item.topic] if item.topic is not None and not self._topic_words.isdisjoint(said) else []
        return self._relations.possible(_TOKEN.findall(item.text.lower()), item.names + near + topic)

    def _may_hold_a_firm(self, item: Pending) -> bool:
        """A trigger for firms, and a capitalised word that is part of no name."""
        said = [m for m in _WORD.finditer(item.text.lower()) if m[0] in self._firm_words]
        free = any(not any(n.start <= m.start() < n.end for n in item.names) for m in said)
        return free and may_name_a_firm(item.text, item.names)

    def _may_hold_a_tie_of_a_firm(self, item: Pending) -> bool:
        """Whether a firm that only the parse can tell might have a tie with one of the names."""
        if not self._recognises or not item.names or not self._may_hold_a_firm(item):
            return False
        said = _TOKEN.findall(item.text.lower())
        return len(said) <= LONGEST and self._relations.possible_of_a_firm(said, item.names)

    # -- from sentences to statements ----------------------------------------------------------------------------------

    def _flush(self, pending: list[Pending], document: Document, context: Context, out: _Out) -> None:
        chosen = [item for item in pending if self._may_hold_a_tie(item) or self._may_hold_a_tie_of_a_firm(item)]
        waiting = {id(item) for item in chosen}
        parsed: dict[int, Parsed] = {}
        if self._parses and chosen:
            ready = parse_all(self._nlp, [prepared(item) for item in chosen])
            for item, parse in zip(chosen, ready, strict=True):
                parsed[id(item)] = parse
                if self._recognises and self._may_hold_a_firm(item):
                    firms = add_firms(self._nlp, parse, item.text, self._deeds)
                    free = [n for n in item.names if not any(f.start <= n.start and n.end <= f.end for f in firms)]
                    item.names = sorted(free + firms, key=lambda n: n.start)
        before = context.before
        date: str | None = None
        for item in pending:
            if item.opens:
                context.held = {}
            if item.first:
                before, date = [n for n in before if n.person and not item.opens], None
            tree = parsed.get(id(item))
            ties = self._ties(item, tree, before) if id(item) in waiting else []
            stated = bool(ties or item.members or item.contained)
            around = circumstances(
                item.text, item.names, date, item.year, item.when, opening=item.opening, valued=stated
            )
            made = list(statements_of(item, ties, around, document, context.held))
            out.statements += made
            if not made and len({n.key for n in item.names if not n.demonym}) >= 2:
                start, end = item.clean.span(item.sentence.start, item.sentence.end)
                out.unread.append(Unread("sentence", item.text, "two names and no tie", start, end))
            before = subjects_after(before, tree, item.names, item.text)
            date = around.last_date or date
        context.before = before
        pending.clear()

    def _ties(self, item: Pending, parse: Parsed | None, before: list[Name]) -> list[Tie]:
        left_out = containers(item) | in_brackets(item.text, item.names)
        if parse is None:
            return self._linear.read(item.text, [n for n in item.names if n not in left_out])
        left_out |= {n for n in item.names if n.end <= item.opening}
        implied = (item.topic, item.near, item.own, item.met)
        ties = self._relations.read(parse, item.text, item.names, left_out, before, *implied)
        return ties or self._shallow.read(item.text, [n for n in item.names if n not in left_out])


def _before(names: list[Name], start: int) -> int:
    return next((at for at, name in enumerate(names) if name.start >= start), len(names))


def _met(before: list[Name], earlier: tuple[Name, ...], inside: list[Name]) -> Name | None:
    """The event or body of which the text spoke last; none where the sentence has one of its own."""
    if any(n.kind in _MET and not n.stands_for for n in inside):
        return None
    own = [n for n in before if n.kind in _MET and not n.stands_for]
    if own:
        return own[-1]
    last = [n for n in earlier if n.kind in _MET][-1:]  # of a paragraph before: only what takes place
    return last[0] if last and takes_place(last[0]) else None


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
    context.own = own if own is not None and own.kind in NOTING else None


def _unit(name: Name | None) -> Name | None:
    """The topic where it is a unit: what a section on a province says of trade is said of the province's."""
    return name if name is not None and name.kind in ("Province", "LocalGovernment", "ForeignSNG") else None
