"""From the sentences of a document to its statements: which are parsed, what ties each states, and what dates them.

A sentence is read with what those before it left: whom pronouns mean, the date that goes on, the ties that it points
back to. Every paragraph begins anew, but for its persons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.model import Document, Statement
from ingest import faults
from ingest.names.containment import Containment
from ingest.names.name import Context, Name
from ingest.parse.models import has_parser
from ingest.parse.parse import Parsed, parse_all
from ingest.prose.adjacent import AdjacentReader
from ingest.prose.again import shares_a_post, told_again
from ingest.prose.announced import announced
from ingest.prose.best import best_of
from ingest.prose.circumstances import circumstances
from ingest.prose.continuation import centre, meant_by_it, owner_of, subjects_after, travellers
from ingest.prose.firms_parsed import add_firms, recognise
from ingest.prose.gate import Gate
from ingest.prose.linear import LinearReader
from ingest.prose.named_beside import named_beside
from ingest.prose.pending import Pending, aside, prepared
from ingest.prose.relations import RelationReader
from ingest.prose.shallow import ShallowReader
from ingest.prose.statements import statements_of
from ingest.prose.ties import Tie
from ingest.triggers.trigger import Triggers
from ingest.types import Clean, Unread

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(slots=True)
class Reading:
    """What a reading gives: statements, and the pieces of text that it left unread, with the reason."""

    statements: list[Statement] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def leave(self, clean: Clean, start: int, end: int, reason: str) -> None:
        """Notes a piece of text that is left unread."""
        self.unread.append(Unread("sentence", clean.text[start:end], reason, *clean.span(start, end)))

    def failed(self, clean: Clean, start: int, end: int, fault: Exception) -> None:
        """Notes a piece of text, by its beginning, that a fault of ours left unread."""
        self.unread.append(Unread("sentence", clean.text[start:end][:200], faults.told(fault), *clean.span(start, end)))


@dataclass(slots=True)
class _Thread:
    """What the sentences so far leave for the next one."""

    before: list[Name]  # whom and what the last one spoke of
    date: str | None = None  # the last date
    told: list[Tie] = field(default_factory=list)  # the ties that were stated last
    said: str = ""  # the last sentence

    def open(self, item: Pending) -> None:
        """Begins the paragraph that a sentence opens."""
        came = [] if item.opens else travellers(self.told, item.text)
        self.before = came + [n for n in self.before if n.person and not item.opens]
        self.date, self.said = None, ""
        self.told = [t for t in self.told if shares_a_post(item.text)]


class TieReader:
    """Reads the ties of sentences. One object serves many documents; it keeps nothing between them."""

    def __init__(self, nlp: Language, triggers: Triggers, containment: Containment) -> None:
        self._nlp = nlp
        self._parses = has_parser(nlp)
        self._find = triggers.find
        self._deeds = triggers.deeds
        self._lies_in = containment.lies_in
        self._gate = Gate(triggers, containment.lies_in, recognises="ner" in nlp.pipe_names)
        self._relations = RelationReader(triggers, containment.lies_in)
        self._adjacent = AdjacentReader(triggers, containment.lies_in)
        self._shallow = ShallowReader(triggers)
        self._linear = LinearReader(triggers)

    def read(self, items: list[Pending], document: Document, context: Context, out: Reading) -> None:
        """Adds to `out` what sentences of a document state, in their order; `context` learns what they leave."""
        chosen = {id(item): item for item in items if self._gate.opens(item)}
        parsed = self._parsed(list(chosen.values()))
        thread = _Thread(context.before)
        for item in items:
            if item.opens:
                context.held = {}
            if item.first:
                thread.open(item)
            try:
                made = self._statements(item, id(item) in chosen, parsed.get(id(item)), thread, document, context.held)
                out.statements += made
                if not made and len({n.key for n in item.names if not n.demonym}) >= 2:
                    out.leave(item.clean, item.sentence.start, item.sentence.end, "two names and no tie")
            except faults.FAULTS as fault:
                out.failed(item.clean, item.sentence.start, item.sentence.end, fault)
        context.before = thread.before

    def _parsed(self, items: list[Pending]) -> dict[int, Parsed]:
        """The parses of sentences, in one batch; none without a parser."""
        if not (self._parses and items):
            return {}
        parses = parse_all(self._nlp, [prepared(item) for item in items])
        told = [(item, parse) for item, parse in zip(items, parses, strict=True) if self._gate.may_name_a_firm(item)]
        self._add_firms(told)
        return {id(item): parse for item, parse in zip(items, parses, strict=True)}

    def _statements(
        self,
        item: Pending,
        stands: bool,
        parse: Parsed | None,
        thread: _Thread,
        document: Document,
        held: dict[str, str],
    ) -> list[Statement]:
        """What one sentence states, and what it leaves in the `thread`; `stands` is true where it may state ties."""
        ties = self._ties(item, parse, meant_by_it(item, thread.before)) if stands else []
        after = subjects_after(thread.before, parse, item.names, item.text)
        ties = self._pointing_back(item, ties, thread, after)
        thread.told, thread.said = ties or thread.told, item.text
        stated = bool(ties or item.verbless or item.contained)
        around = circumstances(
            item.text, item.names, thread.date, item.entry.year, item.entry.when, opening=item.opening, valued=stated,
            account=item.account, held={c.outer: c.inner for c in item.contained},
        )  # fmt: skip
        made = list(statements_of(item, ties, around, document, held, self._lies_in))
        thread.before, thread.date = after, around.last_date or thread.date
        return made

    def _add_firms(self, items: list[tuple[Pending, Parsed]]) -> None:
        """Adds the firms that only the parse tells to the names of sentences."""
        recognise(self._nlp, [parse for _, parse in items])
        for item, parse in items:
            firms = add_firms(parse, item.text, self._deeds)
            free = [n for n in item.names if not any(f.start <= n.start and n.end <= f.end for f in firms)]
            item.names = sorted(free + firms, key=lambda n: n.start)

    def _pointing_back(self, item: Pending, ties: list[Tie], thread: _Thread, after: list[Name]) -> list[Tie]:
        """The ties of a sentence with those that it tells by the ones told before, or that were announced.

        `after` is what it is about: it may itself announce what it then names.
        """
        if not (item.names or ties or thread.told):
            return ties
        beside = aside(item)
        more = told_again(item.text, item.names, beside, ties, thread.told)
        for said, subjects in ((thread.said, thread.before), (item.text, after)):
            owner = centre(subjects) or owner_of(subjects) or item.topic
            more += announced(item.text, item.names, beside, said, owner, self._find, thread.told)
        return best_of(ties + more) if more else ties

    def _ties(self, item: Pending, parse: Parsed | None, before: list[Name]) -> list[Tie]:
        left_out = aside(item)
        if parse is None:
            return self._linear.read(item.text, [n for n in item.names if n not in left_out])
        left_out |= {n for n in item.names if n.end <= item.opening}
        ties = self._relations.read(item, parse, left_out, before)
        free = [n for n in item.names if n not in left_out]
        ties = ties + self._adjacent.read(item.text, free, ties)
        return named_beside(item.text, item.names, left_out, ties or self._shallow.read(item.text, free))
