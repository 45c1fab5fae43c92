"""Visits that cells tell without a verb: "June: governor of Khabarovsk krai V. Petrov in Harbin, opening of the fair".

An office, whose it is, and where its holder was. An office that names no place is the table's own unit's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.fold import fold
from graph.model import Mention
from graph.unit_words import unit_words
from ingest.cells.lexicon import nouns
from ingest.kinds import GOVERNED, PARTIES
from ingest.tables.rows import Rows
from ingest.types import Cell, Clean

_CLAUSE = re.compile(r"\s*[;；]\s*|(?<=[a-z)\d]{2})\.\s+(?=[A-Z])|(?<=[a-z)\d]{2})\.$")
_LEAD = re.compile(
    r"(?:[^\W\d_]+\.?\s*\d{0,2}|\d{1,2}(?:[./]\d{1,2})?(?:\s+[^\W\d_]+)?)\s*[:：–—-]\s*"
)  # "June:", "12 May –"
_STAY = re.compile(r"(?P<who>\S.*?)\s+(?:in|to|at)\s+(?:the\s+)?(?=[A-Z])")
_WHOSE = re.compile(r"^$|\b(?:of|from)\s+(?:the\s+)?$")
_JOINT = re.compile(r"\s*(?:,|and|&|,\s*and)?\s*(?:in|to|at)?\s*(?:the\s+)?", re.IGNORECASE)
_SMALL = frozenset({"of", "the", "and", "for", "led", "by", "s"})
_MOSTLY = 0.5  # of the clauses that must tell a stay


def read_told_stays(rows: Rows) -> str | None:
    """VISITED where the cells of running text tell nothing but stays; else the reader of prose has them."""
    return (
        None if read_stays(rows, rows.columns("text", "")) else "no visit with its home and its place was found in it"
    )


def read_stays(rows: Rows, columns: Sequence[int]) -> int:
    """VISITED for each clause of some columns that tells a stay; nothing where most tell something else."""
    clauses = [(row, part) for row in rows.table.rows for i in columns for part in _clauses(rows, row[i])]
    told = [(row, part, stay) for row, part in clauses if (stay := _STAY.match(part.text)) and _is_office(stay["who"])]
    if not told or len(told) < _MOSTLY * len(clauses):
        return 0
    done = 0
    for row, part, stay in told:
        who = Cell(stay["who"], *rows.context.span(part, *stay.span("who")))
        homes = _homes(rows, who)
        for place in _places(rows, part, stay.end()):
            for home in homes:
                if fold(home.form) != fold(place.form):
                    rows.add(row, "VISITED", home, place, when=rows.when(row), detail=who.text[-120:], weight=0.9)
                    done += 1
    return done


def _homes(rows: Rows, who: Cell) -> list[Mention]:
    """Whose office it is: the place behind "of" or before all else, else the table's own unit."""
    clean = rows.context.clean_of(who) or Clean(who.text, list(range(who.start, who.start + len(who.text))))
    for hit in rows.context.places(clean):
        if hit.kind in PARTIES and _WHOSE.search(who.text[: who.text.find(hit.mention.printed)]):
            return [hit.mention]
    own = rows.own()
    return [own] if own is not None else []


def _clauses(rows: Rows, cell: Cell) -> list[Cell]:
    """The clauses of a cell, each without the day or month before it."""
    found, at = [], 0
    for start, end in [*(m.span() for m in _CLAUSE.finditer(cell.text)), (len(cell.text), len(cell.text))]:
        lead = _LEAD.match(cell.text, at, start)
        at = lead.end() if lead else at
        if cell.text[at:start].strip():
            found.append(Cell(cell.text[at:start], *rows.context.span(cell, at, start)))
        at = end
    return found


def _is_office(text: str) -> bool:
    """Whether a text is an office with, perhaps, its place and its holder's name: no other small words, so no verb."""
    folded = fold(text).split()
    offices = {word for office in nouns()["office"] for word in office.split()}
    known = offices | _SMALL | set(nouns()["office_part"]) | {unit.word for unit in unit_words()}
    small = [word for word in re.findall(r"[\w’']+", text) if word[:1].islower()]
    return any(word in offices for word in folded) and all(
        part in known for word in small for part in fold(word).split()
    )


def _places(rows: Rows, part: Cell, at: int) -> list[Mention]:
    """The places named from `at` on, one after the other."""
    clean = rows.context.clean_of(part) or Clean(part.text, list(range(part.start, part.start + len(part.text))))
    rest = clean.cut(at, len(clean.text))
    found: list[Mention] = []
    where = 0
    for hit in rows.context.places(rest):
        start = rest.text.find(hit.mention.printed, where)
        if start < 0 or hit.kind not in GOVERNED or not _JOINT.fullmatch(rest.text, where, start):
            break
        found.append(hit.mention)
        where = start + len(hit.mention.printed)
    return found
