"""From what a sentence was found to tell to its statements, with their dates, values and mechanism."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from graph.model import Document, Mention, Mode, Statement
from ingest.kinds import UNITS
from ingest.names.containment import Contained, states_part_of
from ingest.names.coreference import takes_place
from ingest.names.name import Name
from ingest.prose.circumstances import Circumstances
from ingest.prose.pending import Pending
from ingest.prose.ties import Tie
from ingest.verbless.tie import VerblessTie
from ingest.words.lexicon import any_of, phrases

_VENUES = ("in>obj", "at>obj")
_UNDER = re.compile(
    r"\b(?:under|within|through|as\s+part\s+of|in\s+the\s+framework\s+of)\s+(?:the\s+)?(?:framework\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_REGULARLY = re.compile(rf"\b{any_of(phrases('said_of_rules'))}\b", re.IGNORECASE)
_SURE_OF_PARTS, _SURE_WITHOUT_VERB = 0.9, 0.8


def statements_of(
    item: Pending,
    ties: list[Tie],
    around: Circumstances,
    document: Document,
    told: dict[str, str],
    inside: Callable[[Name, Name], bool],
) -> Iterator[Statement]:
    """All that a sentence states: where places lie, what no verb states, ties with their dates and values.

    `told` holds when the events of the section took place, and learns it; `inside` says whether one place lies in
    another.
    """
    verbless, ties = _hosted_once(_without_founders(item.verbless, ties), ties, inside)
    maker = _Maker(item, around, document, told)
    yield from maker.of_parts()
    yield from maker.of_verbless(verbless)
    yield from maker.of_ties(ties)


class _Maker:
    """Makes the statements of one sentence."""

    def __init__(self, item: Pending, around: Circumstances, document: Document, told: dict[str, str]) -> None:
        self._item = item
        self._around = around
        self._document = document
        self._told = told
        self._span = item.clean.span(item.sentence.start, item.sentence.end)

    def of_parts(self) -> Iterator[Statement]:
        """Where places lie."""
        for inner, outer, pattern in _parts(self._item.contained):
            ends = self._mention(inner), self._mention(outer)
            yield self._statement("PART_OF", f"containment:{pattern}", *ends, confidence=_SURE_OF_PARTS)

    def of_verbless(self, ties: list[VerblessTie]) -> Iterator[Statement]:
        """What no verb states; its body may stand in another sentence."""
        text = self._item.text
        for tie in ties:
            body = tie.object
            here = body.start >= 0 and text[body.start : body.end] == body.printed
            at, until = (body.start, body.end) if here else (0, len(text))
            when = self._around.of_body(tie.tie, at, until, body.kind == "Event")
            ends = self._mention(tie.subject), self._mention(body) if here else tie.afar()
            when = self._when(tie.tie, body, when)
            yield self._statement(tie.tie, tie.rule, *ends, confidence=_SURE_WITHOUT_VERB, when=when)

    def of_ties(self, ties: list[Tie]) -> Iterator[Statement]:
        """The ties that words of the sentence state, each once for every date and value."""
        for tie in ties:
            trigger, done = tie.trigger, tie.mode is Mode.DONE
            under = _mechanism(self._item, tie)
            mechanism = self._mention(under) if under else None
            ends = self._mention(tie.subject), self._mention(tie.object)
            if ends[0].form == ends[1].form and trigger.tie != "SISTER_OF":
                continue  # two places of one name: only namesakes that are sisters are meant both
            for details in self._around.of(tie, alone=sum(t.at == tie.at for t in ties) == 1):
                yield self._statement(
                    trigger.tie, f"{trigger.id}:{tie.pattern}", *ends, kind=trigger.kind, mode=tie.mode,
                    when=self._when(trigger.tie, tie.object, details.when) if done else details.when,
                    sector=trigger.sector or details.sector, value=details.value, unit=details.unit,
                    currency=details.currency, share=details.share, flow=trigger.flow, manner=trigger.manner,
                    confidence=tie.confidence, mechanism=mechanism,
                )  # fmt: skip

    def _statement(self, tie: str, rule: str, subject: Mention, object_: Mention, **more: Any) -> Statement:
        start, end = self._span
        return Statement(
            document_id=self._document.id, tie=tie, subject=subject, object=object_, text=self._item.text,
            rule=f"prose:{rule}", start=start, end=end, page=self._item.page, **more,
        ).with_id()  # fmt: skip

    def _mention(self, name: Name) -> Mention:
        item = self._item
        return name.moved(item.sentence.start).mention(item.clean, self._document.text)

    def _when(self, tie: str, event: Name, when: tuple[str, ...]) -> tuple[str, ...]:
        """The dates of a tie to an event: without one of its own, that on which the section said that it was held."""
        if not takes_place(event):
            return when
        if tie == "HOSTS" and len(when) == 1 and ".." not in when[0]:
            self._told[event.key] = when[0]
        if when or event.key not in self._told or _REGULARLY.search(self._item.text):
            return when
        return (self._told[event.key],)


def _parts(contained: list[Contained]) -> Iterator[tuple[Name, Name, str]]:
    """The containments that are statements, each once."""
    seen: set[tuple[str, str]] = set()
    for one in contained:
        pair = (one.inner.key, one.outer.key)
        if states_part_of(one) and pair not in seen:
            seen.add(pair)
            yield one.inner, one.outer, one.pattern


def _hosted_once(
    verbless: list[VerblessTie], ties: list[Tie], inside: Callable[[Name, Name], bool]
) -> tuple[list[VerblessTie], list[Tie]]:
    """The ties without venues abroad of what another one holds, "Kyoto held its fair in Xi'an": Kyoto is the host.

    What one holds at home its city hosts, too, and what two units hold together the place where they do.
    """
    hosts: dict[str, list[Name]] = {}
    for tie in ties:
        if tie.trigger.tie == "HOSTS" and tie.pattern == "subj>obj" and tie.subject.kind in UNITS:
            hosts.setdefault(tie.object.key, []).append(tie.subject)
    venues = {t.object.key for t in ties if t.trigger.tie == "HOSTS" and t.pattern in _VENUES}
    venues |= {m.object.key for m in verbless if m.rule == "placed"}

    def at_home(venue: Name, event: Name) -> bool:
        own = hosts.get(event.key, ())
        return len(own) != 1 or inside(venue, own[0])

    def stays(tie: Tie) -> bool:
        if tie.trigger.tie != "HOSTS":
            return True
        if tie.pattern in _VENUES:
            return at_home(tie.subject, tie.object)
        return len(hosts.get(tie.object.key, ())) < 2 or tie.object.key not in venues

    placed = [m for m in verbless if m.rule != "placed" or m.tie != "HOSTS" or at_home(m.subject, m.object)]
    return placed, [tie for tie in ties if stays(tie)]


def _without_founders(verbless: list[VerblessTie], ties: list[Tie]) -> list[VerblessTie]:
    """The ties of names without the members of a body who are said to found it."""
    founded = {(t.subject.key, t.object.key) for t in ties if t.trigger.tie == "ESTABLISHED"}
    return [m for m in verbless if m.rule != "named-after" or (m.subject.key, m.object.key) not in founded]


def _mechanism(item: Pending, tie: Tie) -> Name | None:
    """The mechanism under which a tie stands: "under the framework of the GMS"."""
    for name in item.names:
        other = name.kind == "Mechanism" and name.key not in (tie.subject.key, tie.object.key)
        if other and _UNDER.search(item.text, max(0, name.start - 48), name.start):
            return name
    return None
