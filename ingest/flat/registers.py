"""Registers of agreements: units on lines of their own, and below each its partners with what was signed and when.

    EASTERN CAPE
      Zhejiang Province. Twinning agreement, 27/09/2000
      Buffalo City: Jinhua (2008); Wenzhou (2011)

An entry is the head's, unless it opens with a unit of its own and a colon. Lines that name nobody ("no agreement on
file") are passed over, as are towns that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.cells.forms import DATE
from ingest.cells.lexicon import says
from ingest.cells.names import CellNames
from ingest.flat.entries import PAIRS, parted
from ingest.flat.matrix import Flat
from ingest.lines.bullets import without_mark
from ingest.lines.lines import Lines
from ingest.types import Clean

_FEWEST_HEADS, _FEWEST = 2, 4  # and entries
_HEAD_WORDS, _ENTRY_WORDS, _FILLER_WORDS = 5, 14, 8
_TOLD = 0.7  # of the entries that must say what was signed, or when
_MOST = 0.5  # of the rows that must speak of twins for the others to be twins, too
_ABROAD = 0.7  # of them whose partner must lie in another state than their unit
_NAME = re.compile(r"\s*(?P<name>[^.,:;()（）–—\d]*[^.,:;()（）–—\d\s])\s*(?P<sign>[.,:;(（–—]|-\s|$|(?=\d))")
_SIGNS = " .,;:()–—-"
_MOST_LINES = 1000


@dataclass(frozen=True, slots=True)
class _Entry:
    """A partner with what is told of it; `owner` where it is not the head that has it."""

    partner: Clean
    told: Clean
    owner: Clean | None = None


def register_run(
    lines: Lines, flow: Sequence[int], stops: Callable[[int], bool], names: Callable[[], CellNames]
) -> list[int]:
    """The lines of a register from the first of `flow`; none where it opens with no unit and partner."""
    if len(flow) < _FEWEST or not _short(lines.text(flow[0])) or any(c.isdigit() for c in lines.text(flow[0])):
        return []
    if not _opens(lines.text(flow[0]), lines.text(flow[1]), names()):
        return []
    body: list[int] = []
    for i in flow[:_MOST_LINES]:
        if stops(i) or (body and lines.gaps[i] > 1 + lines.pad) or not _is_line(lines.text(i), names()):
            break
        body.append(i)
    texts = [lines.text(i) for i in body]
    return body if _is_register([Clean(text, range(len(text))) for text in texts], names()) else []


def registered(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Rows of a unit, a partner, the date, what was signed and how it stands; None where the lines are no register."""
    if len(lines) < _FEWEST or not _opens(lines[0].text, lines[1].text, names) or not _is_register(lines, names):
        return None
    rows: list[list[Clean | None]] = []
    head: Clean | None = None
    for line in lines:
        if _is_head(line.text, names):
            head = line
            continue
        for entry in _entries(line, names):
            date = DATE.search(entry.told.text)
            when = entry.told.cut(*date.span()) if date else None
            rest = entry.told.cut(date.end() if date else 0, len(entry.told.text))
            rows.append([entry.owner or head, entry.partner, when, entry.told, _status(rest)])
    told = [row[3].text for row in rows if row[3]]
    if not any(says(text, "pact_form", "sister_form") for text in told):
        return Flat(list(PAIRS), [row[:3] for row in rows], 0.8)
    twins = sum(says(text, "sister_form") for text in told) >= _MOST * len(rows)
    return Flat(["Place", "Sister unit" if twins else "Partner", "Date", "Type of agreement", "Status"], rows, 0.85)


def _status(text: Clean) -> Clean:
    """What stands behind a date without the signs around it: ". Dormant." """
    bare = text.text.strip(_SIGNS)
    start = len(text.text) - len(text.text.lstrip(_SIGNS)) if bare else 0
    return text.cut(start, start + len(bare))


def _opens(first: str, second: str, names: CellNames) -> bool:
    return _is_head(first, names) and not _is_head(second, names) and _opening(second, names) is not None


def _short(text: str) -> bool:
    return len(text.split()) <= _HEAD_WORDS


def _is_head(text: str, names: CellNames) -> bool:
    return _short(text) and not without_mark(text) and text[-1:].isalpha() and names.is_unit(text)


def _opening(text: str, names: CellNames) -> re.Match[str] | None:
    """The unit with which an entry opens, and the sign behind it."""
    found = _NAME.match(text, without_mark(text))
    return found if found and found["sign"] and names.is_unit(found["name"]) else None


def _is_line(text: str, names: CellNames) -> bool:
    if _is_head(text, names):
        return True
    if any(len(part.split()) > _ENTRY_WORDS for part in text.split(";")):
        return False
    return _opening(text, names) is not None or _passed_over(text, names)


def _passed_over(text: str, names: CellNames) -> bool:
    """What tells of nobody ("no agreement on file"), or of a town that nobody knows with its partner."""
    if len(text.split()) > _FILLER_WORDS:
        return False
    bare = text[without_mark(text) :]
    _, colon, rest = bare.partition(":")
    partner = _NAME.match(rest)
    return bare[:1].islower() or bool(colon and partner and names.is_unit(partner["name"]))


def _entries(line: Clean, names: CellNames) -> list[_Entry]:
    found = _opening(line.text, names)
    if found is None:
        return []
    first = line.cut(*found.span("name"))
    rest = line.cut(found.end(), len(line.text))
    if found["sign"] == ":":
        inside = [(part, _NAME.match(part.text)) for part in parted(rest)]
        named = [(part, m) for part, m in inside if m and names.is_unit(m["name"])]
        if named:
            return [_Entry(part.cut(*m.span("name")), part.cut(m.end(), len(part.text)), first) for part, m in named]
    return [_Entry(first, rest)]


def _is_register(lines: Sequence[Clean], names: CellNames) -> bool:
    """Whether units and entries alternate, the entries say what was signed or when, and with whom abroad."""
    heads, opened, entries, told, abroad = 0, False, 0, 0, 0
    owner: Clean | None = None
    for line in lines:
        if _is_head(line.text, names):
            heads, opened, owner = heads + (not opened), True, line
            continue
        for entry in _entries(line, names):
            opened = False
            entries += 1
            told += bool(DATE.search(entry.told.text)) or says(entry.told.text, "pact_form", "sister_form")
            mine = entry.owner or owner
            abroad += mine is not None and not names.states(mine.text) & names.states(entry.partner.text)
    enough = heads >= _FEWEST_HEADS and entries >= _FEWEST
    return enough and told >= _TOLD * entries and abroad >= _ABROAD * entries
