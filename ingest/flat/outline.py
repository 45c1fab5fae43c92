"""Lists of two levels under a caption: units, and under each, indented or with a date in brackets, its partners.

Victoria                          Fukuoka-ken
    Shanghai (opened 1999)        Jiangsu (1992)
    Nanjing, Jiangsu              Nagasaki-ken
Queensland                        Fujian (agreement on exchange, 1982)
    Hong Kong; Guangzhou
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.cells.forms import DATE, is_filler
from ingest.cells.names import CellNames
from ingest.flat.entries import dated, parted, split_entries
from ingest.flat.groups import PAIRED_HEADS
from ingest.flat.matrix import Flat
from ingest.types import Clean
from ingest.words.lexicon import any_of, phrases

_FEWEST_HEADS, _FEWEST = 2, 4  # units above others, and entries below them
_WORDS = 6  # of a unit above others
_ENTRY_WORDS = 14
_MOSTLY = 0.75  # of the units, and of the places below them, that must be known as places
_COLUMNS = re.compile(r"\S {3,}\S")
_BRACKET = re.compile(r"\s*[(（](?P<said>[^()（）]*)[)）]\s*$")
_COUNT = re.compile(r"\s*[(（]\d{1,3}[)）]$|\s*[:：]$")
_PAIR = re.compile(r"\s+[—–-]\s+")
_NONE = re.compile(rf"[—–:-]\s*{any_of(phrases('no_entries'))}$", re.IGNORECASE)  # "Munich — none"
_PAGE = re.compile(r"^\W*\d{1,4}\W*$")
_TRIM = " ,;.:*"


def outlined(lines: Sequence[Clean], raw: Sequence[str], names: CellNames) -> Flat | None:
    """Rows of a unit and one of what stands below it, with date and form; None where the lines are no such list."""
    if len(lines) < 2 * _FEWEST_HEADS or any(len(line.text.split()) > _ENTRY_WORDS for line in lines):
        return None
    heads = _by_indent(lines, raw) or _by_bracket(lines, names)
    if not heads or not _whole(lines, heads, names):
        return None
    rows: list[list[Clean | None]] = []
    above: Clean | None = None
    for line, head in zip(lines, heads, strict=True):
        if head:
            above = line.cut(0, len(_COUNT.sub("", line.text)))
        else:
            several = line.text.count("(") > 1
            entries = split_entries(line, names) if several else parted(line)
            rows += [row for entry in entries for row in _entry(entry, above)]
    return Flat([*_columns(rows, names), "Date", "Form"], rows, 0.85)


def _columns(rows: Sequence[Sequence[Clean | None]], names: CellNames) -> tuple[str, str]:
    """What the units, states or bodies above hold, and what stands below them."""
    above, below = ([row[i].text for row in rows if row[i] is not None] for i in (0, 1))  # type: ignore[union-attr]
    if all(names.is_country(_bare(text)) for text in above):
        return "Country", "Place"
    if sum(_is_body(text, names) for text in above) > len(above) / 2:
        return "Mechanism", "Members"
    states = sum(names.is_country(text) for text in below) >= _MOSTLY * len(below)
    return ("Place", "Country") if states else (PAIRED_HEADS[0], PAIRED_HEADS[1])


def _is_body(text: str, names: CellNames) -> bool:
    return bool(names.kinds(_bare(text)) & {"Mechanism", "Organization"}) and not names.is_place(_bare(text))


def without_pages(
    lines: Sequence[Clean], raw: Sequence[str], names: CellNames
) -> tuple[Sequence[Clean], Sequence[str]]:
    """The lines without the numbers of pages inside, and without a running title right below one."""
    pages = {at for at, line in enumerate(lines) if at and _PAGE.match(line.text)}
    titles = {at + 1 for at in pages if at + 1 < len(lines) and not names.is_place(_bare(lines[at + 1].text))}
    kept = [at for at in range(len(lines)) if at not in pages | titles]
    return [lines[at] for at in kept], [raw[at] for at in kept] if len(raw) == len(lines) else []


def _by_indent(lines: Sequence[Clean], raw: Sequence[str]) -> list[bool]:
    """Of each line whether it stands at the left, above others that are indented; empty where none is indented."""
    if len(raw) != len(lines) or any(_COLUMNS.search(text.strip()) for text in raw):
        return []
    indents = [len(text) - len(text.lstrip()) for text in raw]
    heads = [indent == indents[0] for indent in indents]
    return heads if min(indents) == indents[0] < max(indents) else []


def _by_bracket(lines: Sequence[Clean], names: CellNames) -> list[bool]:
    """The same where units stand alone and what is below them has a bracket, or is a dash; empty where other lines
    stand between."""
    heads = []
    for line in lines:
        bracket = _BRACKET.search(line.text)
        known = names.is_unit(_bare(line.text)) or _is_body(line.text, names)
        if not bracket and not is_filler(line.text) and not known:
            return []
        heads.append(not bracket and not is_filler(line.text))
    return heads


def _whole(lines: Sequence[Clean], heads: Sequence[bool], names: CellNames) -> bool:
    """Whether the list opens with a unit, each has something below it, and most are places."""
    above = [line.text for line, head in zip(lines, heads, strict=True) if head]
    below = [line.text for line, head in zip(lines, heads, strict=True) if not head]
    if not heads[0] or heads[-1] or any(a and b for a, b in pairwise(heads)):
        return False
    entries = sum(max(1, text.count("("), text.count(";") + 1) for text in below)
    if len(above) < _FEWEST_HEADS or entries < _FEWEST or any(DATE.search(text) for text in above):
        return False
    if any(len(text.split()) > _WORDS for text in above):
        return False
    first = [_bare(re.split(r"[;,]|\s+[—–-]\s+", text)[0]) for text in below if not is_filler(text)]
    placed = sum(map(names.is_place, first)) >= _MOSTLY * len(first)
    known = sum(names.is_place(_bare(text)) or _is_body(text, names) for text in above)
    return placed and known >= _MOSTLY * len(above)


def _entry(entry: Clean, above: Clean | None) -> list[list[Clean | None]]:
    """The row of an entry: below its unit, or, of a pair ("Dresden – Hangzhou"), of its own."""
    if is_filler(entry.text) or _NONE.search(entry.text):
        return []
    bracket = _BRACKET.search(entry.text)
    said = entry.cut(*bracket.span("said")) if bracket else None
    name, date = dated(entry)
    if bracket and not date:
        name = entry.cut(0, bracket.start())
    elif bracket:
        name = name.cut(0, len(_BRACKET.split(f"{name.text})")[0].partition("(")[0].rstrip()))
    pair = _PAIR.search(name.text)
    if pair is None:
        return [[above, name, date, said]]
    left, right = name.cut(0, pair.start()), name.cut(pair.end(), len(name.text))
    return [] if is_filler(right.text) or right.text[:1].islower() else [[left, right, date, said]]


def _bare(text: str) -> str:
    return _COUNT.sub("", _BRACKET.sub("", text)).strip(_TRIM)
