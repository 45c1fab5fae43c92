"""Chronicles in running text: paragraphs and list items that open with a date and tell what was done then.

"1984: Visited Osaka", "– March 1979, the council approves ...", "21 May 2004. The mayor of ...". An entry's date dates
what it tells, and what nobody is said to have done, the unit did of which its heading speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.edtf import start_year
from ingest.figures.date_forms import FoundDate
from ingest.figures.dates import find_dates
from ingest.types import Block, BlockKind

_ENTRIES = frozenset([BlockKind.PARAGRAPH, BlockKind.ITEM])
_MARK = re.compile(r"(?:[-–—•*·]+\s*)?")
_MAY_OPEN = re.compile(r"(?:[-–—•*·]+\s*)?(?=[\dA-Z][^:]{0,30}\d)")  # cheap: most paragraphs are none
_PARTED = re.compile(r"\s*(?:[:.,;]|[-–—]+(?!\s?\d))\s*\S|\s+[A-Z]")
_BEHIND = re.compile(r"\s*(?:[:.,;]|[-–—]+(?!\s?\d))?\s*")
_OPENING = 48  # characters in which an entry's date stands
_FEWEST = 3  # entries of a chronicle
_APART = 3  # blocks that may stand between two entries


def dated_entries(blocks: Sequence[Block]) -> dict[int, str]:
    """The blocks that are entries of a chronicle, by number, with their dates in EDTF."""
    found: dict[int, str] = {}
    run: list[tuple[int, str]] = []
    year: int | None = None
    for number, block in enumerate(blocks):
        text = block.clean.text
        alone = _year_alone(text)
        if alone is not None or block.kind is BlockKind.HEADING:
            year = alone
        when = _opens(text, year) if block.kind in _ENTRIES and alone is None else None
        if run and (number - run[-1][0] > _APART or (block.kind is BlockKind.HEADING and alone is None)):
            found |= _kept(run)
            run = []
        if when is not None:
            run.append((number, when))
    return found | _kept(run)


def _year_alone(text: str) -> int | None:
    """The year that is all of a block: entries without one follow."""
    return int(text) if len(text) == 4 and re.fullmatch(r"1[89]\d\d|20\d\d", text) else None


def lead(text: str) -> int:
    """Where an entry goes on behind its date."""
    first = _first_date(text, None)
    behind = _BEHIND.match(text, first.end) if first else None
    return behind.end() if behind else 0


def _first_date(text: str, year: int | None) -> FoundDate | None:
    """The date with which a text opens."""
    if not _MAY_OPEN.match(text):
        return None
    mark = _MARK.match(text)
    start = mark.end() if mark else 0
    return next((d for d in find_dates(text[:_OPENING], None, year) if d.start == start), None)


def _opens(text: str, year: int | None) -> str | None:
    first = _first_date(text, year)
    if first is None or not _PARTED.match(text, first.end) or len(text) < first.end + 12:
        return None
    return first.edtf if start_year(first.edtf) is not None else None


def _kept(run: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Entries are several, and in order, the first or the last ones first."""
    years = [start_year(when) or 0 for _, when in run]
    ordered = years == sorted(years) or years == sorted(years, reverse=True)
    return dict(run) if len(run) >= _FEWEST and ordered else {}
