"""What a section and a document speak of: the place in the heading or title, the unit and year of an account."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from ingest.figures.dates_leaning import months_alone
from ingest.kinds import PLACES
from ingest.names.anaphors import find_anaphors
from ingest.names.find import NameFinder
from ingest.names.name import Context, Name
from ingest.types import BlockKind, Layout
from ingest.words.lexicon import any_of, phrases

_SAMPLE = 120  # blocks that are looked at to learn from where a document speaks
_OWN_WORDS = frozenset(phrases("own_units"))
_OFTEN = 3  # times at which a unit must be named, and "the province" be said, for a document to be that unit's own

_YEAR = re.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?!\d|[/,-]\d)")
_OF_THE_YEAR = re.compile(rf"\b{any_of(phrases('of_the_year'), either_case=True)}\b")
_BRACKET = re.compile(r"\([^()]*\)")


def topic_of(section: tuple[str, ...], title: str, finder: NameFinder, context: Context) -> Name | None:
    """The place that the innermost heading names, else an outer one, else the title; units before states."""
    for heading in (*reversed(section), title):
        if not heading:
            continue
        blank = Context(country=context.country)
        places = [n for n in finder.find(heading, blank) if n.kind in PLACES and not n.anaphor]
        units = [n for n in places if n.kind not in ("State", "Region")]
        if len({n.key for n in units}) == 1:
            return units[0]
        states = [n for n in places if n.kind == "State" and not n.demonym]
        if not units and len({n.key for n in states}) == 1 and heading != title:
            return states[0]
    return None


def document_country(layout: Layout, finder: NameFinder) -> str | None:
    """The state from which the document speaks: that of most of the places in its first blocks."""
    counts: Counter[str] = Counter()
    paragraphs = [b for b in layout.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)]
    for block in paragraphs[:_SAMPLE]:
        counts.update(finder.countries(block.clean.text))
    best = counts.most_common(2)
    if not best or (len(best) > 1 and best[0][1] < 1.5 * best[1][1]):
        return None
    return best[0][0]


def document_unit(
    layout: Layout, finder: NameFinder, country: str | None, contains: Callable[[Name, Name], bool]
) -> Name | None:
    """The unit whose own account a document is, as a province's yearbook: "the province" means it, named or not.

    That unit lies in the state from which the document speaks, is named oftener than any other, twice as often as
    others of its state that do not lie in it, and the text says "the province" or "the city" again and again.
    `contains` says whether the first place lies in the second.
    """
    named: Counter[Name] = Counter()
    own = 0
    for block in layout.blocks[:_SAMPLE]:
        named.update(finder.units(block.clean.text))
        own += sum(a.what in _OWN_WORDS for a in find_anaphors(block.clean.text))
    if own < _OFTEN or not named:
        return None
    (unit, count), *others = named.most_common()
    others = [(other, n) for other, n in others if not contains(other, unit)]
    rivals = (n if other.country != country else 2 * n for other, n in others)
    return unit if unit.country == country and count >= _OFTEN and all(count >= n for n in rivals) else None


def document_year(layout: Layout) -> int | None:
    """The year of which a document gives an account, as a chapter of a yearbook does: its months name no year.

    That year is named oftenest by far, the text says "in the year" again and again, and days and months stand alone.
    """
    running = [b.clean for b in layout.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)]
    said = sum(len(_OF_THE_YEAR.findall(_BRACKET.sub("", c.text))) for c in running if "year" in c.text.lower())
    if said < _OFTEN:
        return None  # asked first: most documents give no such account
    named: Counter[str] = Counter()
    alone = 0
    for clean in running:
        text = _BRACKET.sub("", clean.text)
        named.update(_YEAR.findall(text))
        alone += months_alone(text)
    best = named.most_common(2)
    if alone < _OFTEN or not best or best[0][1] < 2 * (best[1][1] if len(best) > 1 else 1):
        return None
    return int(best[0][0])
