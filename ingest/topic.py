"""What a section and a document speak of: the place in the heading or title, else the one named most."""

from __future__ import annotations

from collections import Counter

from ingest.names import PLACES, Context, Name
from ingest.names_find import NameFinder
from ingest.types import BlockKind, Layout

_SAMPLE = 120  # blocks that are looked at to learn from where a document speaks


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
