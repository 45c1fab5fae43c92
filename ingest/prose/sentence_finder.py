"""From a block of prose to its sentences, each with its names and all that is known of it before it is parsed.

What one sentence leaves for the next (places, persons, bodies, the firm spoken of) is kept in the document's context.
"""

from __future__ import annotations

import re
from functools import partial

from graph.gazetteer import Gazetteer
from ingest.kinds import BODIES, FIRMS, MEETINGS, PLACES, UNITS
from ingest.names.containment import Contained, Containment
from ingest.names.coreference import takes_place
from ingest.names.find import NameFinder
from ingest.names.listed import run_of
from ingest.names.metonyms import as_states
from ingest.names.name import Context, Name
from ingest.names.people import People
from ingest.prose.chronicle import lead
from ingest.prose.headlines import designated, passives
from ingest.prose.notes import edition, first_word, founded, nominal, opener, role
from ingest.prose.pending import Pending, dateline
from ingest.prose.sentences import Sentence, split_sentences
from ingest.triggers.trigger import Triggers
from ingest.types import Block
from ingest.verbless.journeys import journeys
from ingest.verbless.pilots import made_of
from ingest.verbless.read import verbless_ties
from ingest.verbless.tie import VerblessTie
from ingest.words.forms import inflected
from ingest.words.lexicon import any_of, phrases

_SISTERS = re.compile(rf"\b{any_of(inflected(phrases('sister_units')))}\b", re.IGNORECASE)
_SISTER_WORDS = frozenset(["sister"])
_SISTERLY = ("sister", "friend", "twin", "cit")  # no text without one of these is searched
_AGENT = re.compile(r"\bby\s+(?:the\s+)?$")
_HELD = frozenset(["Event", "Mechanism"])


class SentenceFinder:
    """Finds the sentences of a document's blocks. It keeps nothing between blocks: `context` does."""

    def __init__(self, gazetteer: Gazetteer, names: NameFinder, containment: Containment, triggers: Triggers) -> None:
        self._gazetteer = gazetteer
        self._names = names
        self._containment = containment
        self._triggers = triggers

    def of(self, block: Block, context: Context, goes_on: bool = False) -> list[Pending]:
        """The sentences of a block with their names; `goes_on` says that it carries on the paragraph before."""
        text, entry = block.clean.text, context.entry
        names = self._names.find(text, context)
        if entry.own is not None and entry.year is not None:
            names = [edition(n, entry.year) for n in names]
        found: list[Pending] = []
        near = list(context.near) if goes_on else []
        spoken = [m.end() for m in _SISTERS.finditer(text)] if any(word in text for word in _SISTERLY) else []
        for number, (sentence, contained, inside) in enumerate(self._with_people(text, names, context)):
            piece = text[sentence.start : sentence.end]
            moved = [n.moved(-sentence.start) for n in inside]
            moved = as_states(piece, moved, {n for c in contained for n in (c.inner, c.outer)}, self._called)
            before = names[: _before(names, sentence.start)]
            first = number == 0 and not goes_on
            sisterly = any(end < sentence.start for end in spoken)
            pending = Pending(
                clean=block.clean,
                sentence=sentence,
                text=piece,
                names=moved,
                contained=contained,
                page=block.page,
                first=first,
                opens=first and context.opens,
                opening=(dateline(piece) or (lead(piece) if entry.when else 0)) if first else 0,
                topic=_unit(context.topic),
                heading=context.heading | _SISTER_WORDS if sisterly else context.heading,
                account=context.account,
                entry=entry,
                near=near,
                who=list(context.who),
                met=_met(text, before, context.bodies, moved),
            )
            self._add_verbless(pending, context, before)
            found.append(pending)
            near = [n for n in moved if not n.demonym][:4] or near
            named = [n for n in inside if n.kind in BODIES and not n.stands_for]
            doers = _doers(text, inside) if named else set()
            context.body = next((n for n in named if n.key not in doers), context.body)
        context.opens, context.near = False, tuple(near)
        _leave(found, names, context)
        return found

    def _add_verbless(self, item: Pending, context: Context, before: list[Name]) -> None:
        """Adds the ties that no verb states, and what a note leaves out; `before` are the paragraph's earlier names."""
        text, names, entry = item.text, list(item.names), item.entry
        if own := entry.own:
            item.verbless = founded(text, names, own)
            self._fill_in(item, names, own)
        if names:
            item.verbless += self._verbless(text, names, item.contained, context, before)
        if entry.when or entry.own:
            item.verbless += journeys(text, item.opening, names, entry.own)

    def _fill_in(self, item: Pending, names: list[Name], own: Name) -> None:
        """Finds what a note leaves out: who did what it opens with, and the auxiliaries of its participles."""
        text, at = item.text, item.opening
        if designated(text, at):
            item.opener, item.joint = first_word(text, at, own), " was"
            item.verbless += made_of(text, at, names, own)
        else:
            item.opener = role(text, at, own)
            item.joint = " is" if item.opener else ""
            item.opener = item.opener or opener(text, at, names, own, self._triggers.verbs)
        if item.opener is None:
            item.opener = nominal(text, at, names, own, self._triggers.nouns)
            item.joint = "'s" if item.opener else ""
        item.inserts = passives(text, at, names, None if item.joint == "'s" else own)  # whose it is, it did
        item.names += [n for n in (item.opener, *(insert.name for insert in item.inserts)) if n]

    def _verbless(
        self, text: str, names: list[Name], contained: list[Contained], context: Context, before: list[Name]
    ) -> list[VerblessTie]:
        """The ties of a sentence that no verb states; `before` are the names of its paragraph that precede it."""
        outer = {c.outer for c in contained}
        last = next((n for n in reversed(before) if n.kind in MEETINGS and not n.stands_for), None)
        event = last if last is not None and last.kind == "Event" and not last.anaphor else None
        met = (n for n in (*reversed(before), *reversed(context.bodies)) if n.kind in _HELD and not n.anaphor)
        known = (event or context.body, next(met, None) or context.body)
        return verbless_ties(text, names, known, outer, partial(self._apart, context))

    def _with_people(
        self, text: str, names: list[Name], context: Context
    ) -> list[tuple[Sentence, list[Contained], list[Name]]]:
        """The sentences of a paragraph, what each says of containment, and its names with the persons among them."""
        people = context.people = context.people or People()
        people.next_paragraph()
        concerned = context.entry.own is not None or people.concerned(text)
        read: list[tuple[Sentence, list[Contained]]] = []
        told: list[Name] = []
        earlier = [*context.carried, *([context.topic] if context.topic else [])]
        for sentence in split_sentences(text, context.entry.own is not None):
            piece = text[sentence.start : sentence.end]
            inside = [n for n in names if sentence.start <= n.start and n.end <= sentence.end]
            moved = [n.moved(-sentence.start) for n in inside]
            contained = self._containment.read(piece, moved, earlier)
            earlier += [n for n in moved if n.kind in PLACES and not n.anaphor]
            if concerned:
                moved = people.read(piece, moved, [(c.inner, c.outer) for c in contained], context.entry.own)
                inside = [n.moved(sentence.start) for n in moved]
            told += inside
            read.append((sentence, contained))
        if any(n.person for n in told):
            told = self._names.again(text, told, context)
        return [(s, c, [n for n in told if s.start <= n.start and n.end <= s.end]) for s, c in read]

    def _apart(self, context: Context, text: str) -> list[Name]:
        """The names of a short text by itself: what it would teach is not kept."""
        return self._names.find(
            text, Context(country=context.country, seen=dict(context.seen), learned=dict(context.learned))
        )

    def _called(self, id_: str) -> str | None:
        """The name of a known entity."""
        entity = self._gazetteer.get(id_)
        return entity.name if entity else None


def _doers(text: str, names: list[Name]) -> set[str]:
    """Those who did what is told ("initiated by the bank and the ministry"), and so not what the text is about."""
    bodies = [n for n in names if n.kind == "Organization"]
    first = [i for i, n in enumerate(bodies) if _AGENT.search(text, max(0, n.start - 8), n.start)]
    return {n.key for i in first for n in run_of(text, bodies[i:])}


def _leave(found: list[Pending], names: list[Name], context: Context) -> None:
    """Keeps what a block spoke of for the blocks behind it: its persons, places, bodies and firms."""
    said = [n for item in found for n in item.names]
    context.who = tuple(n for n in said if n.person)[-4:] or context.who
    places = tuple(n for n in said if n.kind in PLACES and not n.demonym and not n.anaphor)
    earlier = () if any(n.kind in UNITS for n in places) else tuple(n for n in context.carried if n.kind in UNITS)
    context.carried = (*earlier[-2:], *places)[-4:] or context.carried  # "the province" a paragraph on Russia later
    bodies = tuple(n for n in names if n.kind not in PLACES and n.kind and not n.anaphor and not n.stands_for)
    firms = tuple(n for n in bodies if n.kind in FIRMS)
    known = tuple(n for n in (*context.bodies, *bodies) if n.kind not in FIRMS)
    context.bodies = (*known[-6:], *firms[-3:])  # a list of firms makes no event forgotten
    context.firm = firms[0] if firms else context.firm


def _before(names: list[Name], start: int) -> int:
    return next((at for at, name in enumerate(names) if name.start >= start), len(names))


def _met(text: str, before: list[Name], earlier: tuple[Name, ...], inside: list[Name]) -> Name | None:
    """The event or body of which the text spoke last; none where the sentence has one of its own.

    Who did something ("initiated by the bank") is not what it is about.
    """
    named = {n.kind for n in inside if n.kind in MEETINGS and not n.stands_for}
    if named - {"Organization"}:
        return None
    own = [n for n in before if n.kind in MEETINGS and not n.stands_for]
    doers = _doers(text, own)
    own = [n for n in own if n.key not in doers] or own
    last = own[-1:] or [n for n in earlier if n.kind in MEETINGS][-1:]
    held = bool(last) and takes_place(last[0])  # of a paragraph before, or beside a ministry: only what takes place
    return last[0] if last and (held or (own and not named)) else None


def _unit(name: Name | None) -> Name | None:
    """The topic where it is a unit: what a section on a province says of trade is said of the province's."""
    return name if name is not None and name.kind in UNITS else None
