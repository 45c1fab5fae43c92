"""One sentence on its way through the reading of prose: what is known of it, its parse made ready, its statements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.model import Document, Mention, Mode, Statement
from ingest.figures.dates import find_dates
from ingest.figures.values import sums_aside
from ingest.kinds import PLACES, UNITS
from ingest.names.containment import Contained, states_part_of
from ingest.names.coreference import takes_place
from ingest.names.name import Entry, Name
from ingest.parse.parse import Insert, Prepared, prepare, with_inserts, with_subject
from ingest.prose.circumstances import Circumstances
from ingest.prose.sentences import Sentence
from ingest.prose.ties import Tie
from ingest.types import Clean
from ingest.verbless.tie import VerblessTie
from ingest.words.lexicon import any_of, phrases

_VENUES = ("in>obj", "at>obj")
_UNDER = re.compile(
    r"\b(?:under|within|through|as\s+part\s+of|in\s+the\s+framework\s+of)\s+(?:the\s+)?(?:framework\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_REGULARLY = re.compile(rf"\b{any_of(phrases('said_of_rules'))}\b", re.IGNORECASE)
# Where and by whom news is filed ("NANNING, May 3 (Xinhua) -- "), before the news itself.
_DATELINE = re.compile(
    r"[A-Z][\w.'’-]+(?:[ ,]+(?:[A-Z][\w.'’-]*|\d{1,4})){0,6},?\s*"
    r"(?:\((?:[A-Z][\w /]+)\)|/[A-Z]+/)?\s*(?:\.\s+|-{1,2}\s|[–—]\s?|(?<=\)):\s)(?=\S)"
)
_GOES_ON = re.compile(r"\s*,\s*which\b")
# "forty Brazilian municipalities", "Russia's border regions", "Polish and Ukrainian states": units that nobody names
_UNNAMED = re.compile(
    rf"(?:['’]s?)?(?:(?:\s+and|,)\s+[A-Z][a-z]+)?(?:\s+[a-z][a-z-]+){{0,2}}?\s+{any_of(phrases('unnamed_units'))}\b"
    r"(?!\s*['’,:(–—-]?\s*(?:of\s+|(?:such\s+as|like|including|namely)\s+)?(?:the\s+)?[A-Z])"
)
_BEHIND_A_NAME = re.compile(r"\b[A-Z][\w'’-]+(?:\s+[a-z]{3,13})?\s*\((?:the\s+)?$")
_ANY_YEAR = 2000  # "in late March" is a date wherever it stands: for the parser its year does not matter
_ANY_DATE = str(_ANY_YEAR)
_SURE_OF_PARTS, _SURE_WITHOUT_VERB = 0.9, 0.8


@dataclass(slots=True)
class Pending:
    """A sentence that waits for its parse."""

    clean: Clean
    sentence: Sentence
    text: str
    names: list[Name]
    contained: list[Contained]
    page: int | None
    first: bool  # whether it opens its paragraph
    opens: bool  # whether it opens its section
    opening: int  # where the sentence starts behind its dateline
    topic: Name | None  # the unit that the section speaks of
    heading: frozenset[str]  # the words of the nearest heading
    account: int | None  # the year of which the document gives an account
    entry: Entry  # the entry or cell that it stands in
    near: list[Name]  # what the sentence before named: pronouns may mean it
    who: list[Name]  # the persons of the paragraph before
    met: Name | None  # the event of which the text spoke last, where this sentence names none
    verbless: list[VerblessTie] = field(default_factory=list)  # the ties that no verb of it states
    opener: Name | None = None  # the unit whose deeds these are, where a note opens with what it did
    joint: str = ""  # what joins it to the note's first word: "'s" to a noun, " was" to a participle
    inserts: tuple[Insert, ...] = ()  # the auxiliaries that a note leaves out, and who did it

    def mention(self, name: Name, source: str) -> Mention:
        """The mention of one of its names in the document whose text is `source`."""
        return name.moved(self.sentence.start).mention(self.clean, source)


def dateline(text: str) -> int:
    """Where a sentence starts behind its dateline; a dateline has its dash or agency, and capitals or a comma."""
    match = _DATELINE.match(text)
    if not match or not re.search(r"[-–—/)]", match[0]):
        return 0
    return match.end() if match[0].split(" ")[0].strip(",").isupper() or "," in match[0] or "/" in match[0] else 0


def prepared(item: Pending) -> Prepared:
    """The sentence for the parser, without its dates and sums (those inside names stay)."""
    inside = [(n.start, n.end) for n in item.names]
    dates = [(d.start, d.end) for d in find_dates(item.text, _ANY_DATE, _ANY_YEAR)] + sums_aside(item.text)
    dates = [(a, b) for a, b in dates if not any(s < b and a < e for s, e in inside)]
    said = {id(insert.name) for insert in item.inserts}
    names = [n for n in item.names if n.end > item.opening and n is not item.opener and id(n) not in said]
    if item.opening:
        dates = [(0, item.opening), *((a, b) for a, b in dates if a >= item.opening)]
    outer = containers(item)
    ready = prepare(item.text, names, [(c.inner, c.outer) for c in item.contained if c.outer in outer], dates)
    ready = with_inserts(ready, item.inserts)
    return ready if item.opener is None else with_subject(ready, item.opener, item.joint)


def containers(item: Pending) -> set[Name]:
    """The names that only say where another place lies: they are no ends of the sentence's ties.

    What a clause goes on to tell of ("in Zhejiang, which has been a partner of ...") is meant itself; in "Ningbo,
    Zhejiang, which ..." the clause tells of the first.
    """
    held = [c for c in item.contained if c.inner.kind in PLACES]
    beside = {c.outer for c in held if item.text[c.inner.end : c.outer.start].strip() == ","}
    return {c.outer for c in held if c.outer in beside or not _GOES_ON.match(item.text, c.outer.end)}


def in_brackets(text: str, names: list[Name]) -> set[Name]:
    """States in brackets behind a place that nobody knows, "Bornholm County (Denmark)": they say where it lies."""
    return {
        n
        for n in names
        if n.kind == "State"
        and text[n.end : n.end + 1] == ")"
        and _BEHIND_A_NAME.search(text, max(0, n.start - 40), n.start)
    }


def unnamed_units(text: str, names: list[Name]) -> set[Name]:
    """States of whose units a text speaks without names, "Japanese prefectures": what these do is not their state's."""
    return {n for n in names if n.kind == "State" and not n.anaphor and _UNNAMED.match(text, n.end)}


def aside(item: Pending) -> set[Name]:
    """The names of a sentence that are no ends of its ties."""
    return containers(item) | in_brackets(item.text, item.names) | unnamed_units(item.text, item.names)


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
    verbless, ties = _told_once(item.verbless, ties, inside)
    source = document.text
    start, end = item.clean.span(item.sentence.start, item.sentence.end)

    def statement(tie: str, rule: str, subject: Mention, object_: Mention, **more: Any) -> Statement:
        return Statement(
            document_id=document.id, tie=tie, subject=subject, object=object_, text=item.text, rule=f"prose:{rule}",
            start=start, end=end, page=item.page, **more,
        ).with_id()  # fmt: skip

    for inner, outer, pattern in _parts(item.contained):
        ends = item.mention(inner, source), item.mention(outer, source)
        yield statement("PART_OF", f"containment:{pattern}", *ends, confidence=_SURE_OF_PARTS)
    for plain in verbless:
        here = plain.object.start >= 0 and item.text[plain.object.start : plain.object.end] == plain.object.printed
        at, until = (plain.object.start, plain.object.end) if here else (0, len(item.text))
        when = around.of_body(plain.tie, at, until, plain.object.kind == "Event")
        body = item.mention(plain.object, source) if here else plain.afar()
        yield statement(
            plain.tie, plain.rule, item.mention(plain.subject, source), body, confidence=_SURE_WITHOUT_VERB,
            when=_of_event(item, plain.tie, plain.object, when, told),
        )  # fmt: skip
    for tie in ties:
        under = _mechanism(item, tie)
        mechanism = item.mention(under, source) if under else None
        ends = item.mention(tie.subject, source), item.mention(tie.object, source)
        trigger, done = tie.trigger, tie.mode is Mode.DONE
        for details in around.of(tie, alone=sum(t.at == tie.at for t in ties) == 1):
            yield statement(
                trigger.tie, f"{trigger.id}:{tie.pattern}", *ends, kind=trigger.kind, mode=tie.mode,
                when=_of_event(item, trigger.tie, tie.object, details.when, told) if done else details.when,
                sector=trigger.sector or details.sector, value=details.value, unit=details.unit,
                currency=details.currency, share=details.share, flow=trigger.flow, manner=trigger.manner,
                confidence=tie.confidence, mechanism=mechanism,
            )  # fmt: skip


def _parts(contained: list[Contained]) -> Iterator[tuple[Name, Name, str]]:
    """The containments that are statements, each once."""
    seen: set[tuple[str, str]] = set()
    for one in contained:
        pair = (one.inner.key, one.outer.key)
        if states_part_of(one) and pair not in seen:
            seen.add(pair)
            yield one.inner, one.outer, one.pattern


def _told_once(
    verbless: list[VerblessTie], ties: list[Tie], inside: Callable[[Name, Name], bool]
) -> tuple[list[VerblessTie], list[Tie]]:
    """Without venues abroad of what another one holds, and without the members of a body who are said to found it.

    "Kyoto held its fair in Xi'an": Kyoto is the host; what one holds at home its city hosts, too, and what two units
    hold together the place where they do.
    """
    hosts = [t for t in ties if t.trigger.tie == "HOSTS"]
    held = {t.object.key: t.subject for t in hosts if t.pattern == "subj>obj" and t.subject.kind in UNITS}
    both = Counter(t.object.key for t in hosts if t.pattern == "subj>obj" and t.subject.kind in UNITS)
    shared = {event for event, count in both.items() if count > 1}
    founded = {(t.subject.key, t.object.key) for t in ties if t.trigger.tie == "ESTABLISHED"}

    venues = {t.object.key for t in hosts if t.pattern in _VENUES} | {
        m.object.key for m in verbless if m.rule == "placed"
    }

    def at_home(venue: Name, event: Name) -> bool:
        return event.key not in held or event.key in shared or inside(venue, held[event.key])

    kept = [m for m in verbless if m.rule != "placed" or m.tie != "HOSTS" or at_home(m.subject, m.object)]
    return (
        [m for m in kept if m.rule != "named-after" or (m.subject.key, m.object.key) not in founded],
        [
            t
            for t in ties
            if t not in hosts
            or (at_home(t.subject, t.object) if t.pattern in _VENUES else t.object.key not in shared & venues)
        ],
    )


def _of_event(item: Pending, tie: str, event: Name, when: tuple[str, ...], told: dict[str, str]) -> tuple[str, ...]:
    """The dates of a tie to an event: without one of its own, that on which the section said that it was held."""
    if not takes_place(event):
        return when
    if tie == "HOSTS" and len(when) == 1 and ".." not in when[0]:
        told[event.key] = when[0]
    if when or event.key not in told or _REGULARLY.search(item.text):
        return when
    return (told[event.key],)


def _mechanism(item: Pending, tie: Tie) -> Name | None:
    """The mechanism under which a tie stands: "under the framework of the GMS"."""
    for name in item.names:
        other = name.kind == "Mechanism" and name.key not in (tie.subject.key, tie.object.key)
        if other and _UNDER.search(item.text, max(0, name.start - 48), name.start):
            return name
    return None
