"""One sentence on its way through the reading of prose: what is known of it, and made ready for the parser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.figures.dates import find_dates
from ingest.figures.values import sums_aside
from ingest.kinds import PLACES, UNITS
from ingest.names.containment import Contained
from ingest.names.name import Entry, Name
from ingest.parse.parse import Insert, Prepared, prepare, with_inserts, with_subject
from ingest.prose.sentences import Sentence
from ingest.types import Clean
from ingest.verbless.tie import VerblessTie
from ingest.words.lexicon import any_of, phrases
from ingest.words.numbers import CARDINAL

# Where and by whom news is filed ("NANNING, May 3 (Xinhua) -- "), before the news itself.
_DATELINE = re.compile(
    r"[A-Z][\w.'’-]+(?:[ ,]+(?:[A-Z][\w.'’-]*|\d{1,4})){0,6},?\s*"
    r"(?:\((?:[A-Z][\w /]+)\)|/[A-Z]+/)?\s*(?:\.\s+|-\s|--\s?|[–—]\s?|(?<=\)):\s)(?=\S)"
)
_LABEL = re.compile(r"[\[【][^\W\d_][^\[\]【】]{2,60}[\]】]\s*(?=[A-Z])")  # "[Relations with Osaka] Shanghai and"
_GOES_ON = re.compile(r"\s*,\s*which\b")
# "forty Brazilian municipalities", "Russia's border regions", "Polish and Ukrainian states": units that nobody names
_UNNAMED = re.compile(
    rf"(?:['’]s?)?(?:(?:\s+and|,)\s+[A-Z][a-z]+)?(?:\s+[a-z][a-z-]+){{0,2}}?\s+{any_of(phrases('unnamed_units'))}\b"
    r"(?!\s*['’,:(–—-]?\s*(?:of\s+|(?:such\s+as|like|including|namely)\s+)?(?:the\s+)?[A-Z])"
)
# "the 19th Chinese medical team sent by Zhejiang": of whose country the team is
_SENT_ABROAD = re.compile(rf"\s+(?:[a-z]+\s+){{0,2}}?{any_of(phrases('teams_abroad'))}\b")
# "thirteen provinces of China, including A and B": of the state that they lie in nothing is said
_UNITS_OF = re.compile(
    rf"(?:\d|\b(?i:{CARDINAL})\b)\s+(?:[a-z]+\s+){{0,4}}?{any_of(phrases('unnamed_units'))}\s+(?:of|in|from)\s+(?:the\s+)?$"
)
_NAMED = re.compile(r"\s*,?\s*[(:–—]?\s*(?:including|namely|such\s+as|like|among\s+them)\b|\s*[(:–—]\s*[A-Z]")
_BEHIND_A_NAME = re.compile(r"\b[A-Z][\w'’-]+(?:\s+[a-z]{3,13})?\s*\((?:the\s+)?$")
_ANY_YEAR = 2000  # "in late March" is a date wherever it stands: for the parser its year does not matter
_ANY_DATE = str(_ANY_YEAR)


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


def dateline(text: str) -> int:
    """Where a sentence starts behind its dateline; a dateline has its dash or agency, and capitals or a comma.

    Or behind the label in brackets that opens a paragraph.
    """
    if text[:1] in ("[", "【") and (label := _LABEL.match(text)):
        return label.end()
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
    """States of whose units a text speaks without names, "Japanese prefectures", or before it names them: what these do
    is not their state's."""
    states = [n for n in names if n.kind == "State" and not n.anaphor]
    counted = {n for n in states if _NAMED.match(text, n.end) and _UNITS_OF.search(text, max(0, n.start - 60), n.start)}
    return counted | {n for n in states if _UNNAMED.match(text, n.end)}


def of_their_units(text: str, names: list[Name]) -> set[Name]:
    """States of whose teams abroad a text says which unit sends them: what these do is not their state's."""
    lands = {n.country for n in names if n.kind in UNITS} - {None}
    return {n for n in names if n.demonym and n.entity in lands and _SENT_ABROAD.match(text, n.end)}


def aside(item: Pending) -> set[Name]:
    """The names of a sentence that are no ends of its ties."""
    outside = containers(item) | in_brackets(item.text, item.names) | unnamed_units(item.text, item.names)
    return outside | of_their_units(item.text, item.names)
