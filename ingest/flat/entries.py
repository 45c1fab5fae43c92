"""The entries of a list as rows of a table: "Kobe (Japan, 1973)", "Japan: Kobe, Sapporo", "Gujarat and Kobe (2014)".

An entry has a name (with what it lies in), perhaps a date, perhaps a key before a colon that holds for several names,
perhaps a second name with which the first is paired.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.cells.forms import DATE
from ingest.cells.lexicon import nouns
from ingest.cells.names import CellNames
from ingest.flat.keys import is_keyed, key_head, match_key
from ingest.flat.ragged import joined
from ingest.types import Clean

_PLACES = 0.6  # of the names that must be places
_SURE = 0.9  # of them that must be where nothing else says what the list is
_KEYED = 0.7  # of the entries that must have a key
_FEWEST_PAIRS = 3  # and nearly all entries: "Kobe and Osaka" is two entries among others of one name
_SEPARATOR = re.compile(r"\s*[;；、]\s*|\s*,\s*(?:and\s+)?|\s+and\s+|\s+&\s+")
_STRONG = re.compile(r"\s*[;；]\s*(?:and\s+)?")
_BETWEEN = re.compile(r"\s+(?:and|with|&|↔|<->|[–—-])\s+|\s*[↔–—]\s*")
_BETWEEN_CLOSE = re.compile(r"\s+(?:and|with|&)\s+|\s*(?:<->|[↔–—-])\s*")
_WHAT = re.compile(r"\s*(?:\s[–—-]\s|,\s)\s*(?!and\b|since\b|from\b|opened\b|in\b|ca\b)[a-z][a-z -]{3,30}$")
_OWN_BRACKET = re.compile(r"^[^(（,]+[(（][^)）]*\d{4}[^)）]*[)）]\s*,")
_PLURAL_OF = re.compile(r"(?:the\s+)?[a-z]+s\s+of\s+(?:the\s+)?(?=[A-Z])")  # "the voivodeships of Lodz and Opole"
PAIRS = ("Place", "Partner", "Date")
"""The heads of a list of pairs."""
_LETTER = re.compile(r"\s*\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})[.)]\s+")
_TRIM = " \t,;:–—-(（)）."


@dataclass(frozen=True, slots=True)
class Grid:
    """Heads and rows of pieces of the document; `sure`: all of it is known and dated, so that it needs no label."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Clean | None, ...], ...]
    sure: bool = False


def split_entries(value: Clean, names: CellNames) -> list[Clean]:
    """The entries of a value: between semicolons; else between commas outside brackets, a country that follows its
    city left with it."""
    kinds = _PLURAL_OF.match(value.text)
    value = value.cut(kinds.end(), len(value.text)) if kinds else value
    parts = parted(value)
    if len(parts) > 1:
        return [entry for part in parts for entry in (_by_commas(part, names) if _each_dated(part) else [part])]
    return _by_commas(value, names)


def _each_dated(part: Clean) -> bool:
    """Whether the first of several names between commas has a bracket of its own: "Gifu (1988), Toyama (1984)"."""
    return _OWN_BRACKET.search(part.text) is not None


def _by_commas(value: Clean, names: CellNames) -> list[Clean]:
    """The entries of a value between commas outside brackets, a country that follows its city left with it."""
    bounds: list[tuple[int, int]] = []
    for start, stop in _spans(value.text, _SEPARATOR):
        piece = value.text[start:stop].strip(_TRIM)
        if not piece:
            continue
        before = value.text[bounds[-1][0] : bounds[-1][1]] if bounds else ""
        follows = bounds and (DATE.fullmatch(piece) or (names.is_country(piece) and _city(before, names)))
        if follows:
            bounds[-1] = (bounds[-1][0], stop)
        else:
            bounds.append((start, stop))
    return [value.cut(a, b) for a, b in bounds]


def parted(value: Clean) -> list[Clean]:
    """The pieces of a value between semicolons."""
    return [part for part in _split(value, _STRONG) if part.text.strip(_TRIM)]


def _city(text: str, names: CellNames) -> bool:
    """Whether a text is one name and not that of a state."""
    bare = text.strip(_TRIM)
    return bool(bare) and "," not in bare and "(" not in bare and not names.is_country(bare)


def _split(value: Clean, mark: re.Pattern[str]) -> list[Clean]:
    return [value.cut(a, b) for a, b in _spans(value.text, mark)]


def _spans(text: str, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    """The pieces between separators that stand outside brackets."""
    spans, at = [], 0
    for match in mark.finditer(text):
        before = text[: match.start()]
        if before.count("(") + before.count("（") > before.count(")") + before.count("）"):
            continue
        spans.append((at, match.start()))
        at = match.end()
    return [*spans, (at, len(text))]


def entry_grid(entries: Sequence[Clean], names: CellNames) -> Grid | None:
    """Entries as rows; None where they are hardly places."""
    keyed = sum(1 for entry in entries if is_keyed(entry.text))
    if keyed >= _KEYED * len(entries) and keyed > 1:
        return _keyed(entries, names)
    return _pairs(entries, names) or _plain(entries, names)


def _plain(entries: Sequence[Clean], names: CellNames) -> Grid | None:
    """Place and date, with the country before a colon that holds until the next."""
    rows = []
    known = 0
    country: Clean | None = None
    above = _over_groups(entries, names)
    for at, entry in enumerate(entries):
        if at in above:
            country = entry
            continue
        head, colon, _ = entry.text.partition(":")
        rest = entry
        if colon and names.is_country(head):
            country = entry.cut(0, len(head))
            rest = entry.cut(len(head) + 1, len(entry.text))
        name, date = dated(rest)
        known += any(names.is_place(part) for part in _names(name.text))
        rows.append((country, name, date))
    if known < _PLACES * len(rows):
        return None
    if any(row[0] for row in rows):
        return Grid(("Country", "Place", "Date"), tuple(rows))
    return Grid(("Place", "Date"), tuple(row[1:] for row in rows))


def _over_groups(entries: Sequence[Clean], names: CellNames) -> frozenset[int]:
    """The entries that are states, each above others that lie in it: headings, no entries of their own."""
    states = [at for at, entry in enumerate(entries) if names.is_country(entry.text.strip(_TRIM))]
    grouped = len(states) > 1 and states[0] == 0 and all(b - a > 1 for a, b in pairwise([*states, len(entries)]))
    return frozenset(states) if grouped else frozenset()


def _pairs(entries: Sequence[Clean], names: CellNames) -> Grid | None:
    """Two units and the date of their tie."""
    rows = []
    known = 0
    for entry in entries:
        letter = _LETTER.match(entry.text)  # "a. Kobe–Riga (1974); b. ..."
        name, date = dated(entry.cut(letter.end(), len(entry.text)) if letter else entry)
        cut = next((m for m in _BETWEEN.finditer(name.text) if _is_name(name.text[: m.start()], names.is_unit)), None)
        if cut is None:
            continue
        left, right = name.cut(0, cut.start()), name.cut(cut.end(), len(name.text))
        inside = right.text.rpartition(",")[2].strip(_TRIM)  # "Luganville, Vanuatu"
        known += names.is_country(inside) or any(names.is_unit(part) for part in _names(right.text))
        rows.append((left, right, date))
    if len(rows) < max(_FEWEST_PAIRS, _SURE * len(entries)) or known < _PLACES * len(rows):
        return None
    return Grid(PAIRS, tuple(rows))


def _is_name(text: str, test: Callable[[str], bool]) -> bool:
    return any(test(part) for part in _names(text))


def _keyed(entries: Sequence[Clean], names: CellNames) -> Grid | None:
    """Rows of a key and one of its names."""
    cut: list[tuple[Clean, Clean]] = []
    for entry in entries:
        found = match_key(entry.text)
        if found:
            cut.append((entry.cut(*found.span("key")), entry.cut(found.end(), len(entry.text))))
    head = key_head([key.text for key, _ in cut], names)
    if not head:
        return None
    if head == "Country" and (pairs := _pairs_of(cut, names)):
        return pairs
    rows: list[tuple[Clean, Clean, Clean | None]] = []
    states = known = 0
    for key, value in cut:
        for part in split_entries(value, names):
            name, date = dated(part)
            if name.text.strip(_TRIM):
                rows.append((key, name, date))
                known += _is_name(name.text, names.is_place)
                states += names.is_country(name.text.strip(_TRIM))
    if not rows or known < _PLACES * len(rows):
        return None
    second = "Country" if states > _PLACES * len(rows) else "Partner" if head == "Place" else "Place"
    second = "Members" if head == "Mechanism" or (head == "Country" and not any(row[2] for row in rows)) else second
    sure = head == "Place" and known >= _SURE * len(rows) and sum(bool(row[2]) for row in rows) >= _SURE * len(rows)
    if head == "Date" or not any(row[2] for row in rows):
        return Grid((head, second), tuple((row[0], row[1]) for row in rows))
    return Grid((head, second, "Date"), tuple(rows), sure)


def _pairs_of(keyed: Sequence[tuple[Clean, Clean]], names: CellNames) -> Grid | None:
    """Pairs of units below the state in which the second lies: "Morocco: Xi'an–Marrakesh (2010)"."""
    rows = []
    values = [(key, part) for key, value in keyed for part in split_entries(value, names)]
    for key, value in values:
        name, date = dated(value)
        cut = next((m for m in _BETWEEN_CLOSE.finditer(name.text) if names.is_unit(name.text[: m.start()])), None)
        if cut is not None:
            rows.append((key, name.cut(0, cut.start()), name.cut(cut.end(), len(name.text)), date))
    return Grid(("Country", "Place", "Partner", "Date"), tuple(rows)) if len(rows) >= _SURE * len(values) else None


def _names(text: str) -> list[str]:
    """What of an entry may be a name: all of it, what stands before a comma or bracket, what stands behind "of"."""
    bare = text.strip(_TRIM)
    return [
        bare,
        re.split(r"\s*[,(（]|\s+of\s+", bare)[0],
        re.split(r"[,(（]\s*|\s+of\s+(?:the\s+)?", bare)[-1].strip(_TRIM),
    ]


def dated(entry: Clean) -> tuple[Clean, Clean | None]:
    """An entry as its name (with what it lies in) and its date, which may stand before or behind it; what it is, in
    small letters behind ("Berlin – antenna"), is left out."""
    entry = entry.cut(0, len(without_what(entry.text)))
    dates = [*DATE.finditer(entry.text)]
    if not dates:
        return _bare(entry), None
    first = dates[0]
    opened = not entry.text[: first.start()].strip(_TRIM)
    name = _bare(entry.cut(first.end(), len(entry.text)) if opened else entry.cut(0, first.start()))
    tail = entry.cut(dates[-1].end(), len(entry.text))
    rest = tail.text.lstrip(_TRIM)
    if rest.startswith("of ") and not opened:
        name = joined(name, tail.cut(len(tail.text) - len(rest), len(tail.text)))
    return name, entry.cut(first.start(), first.end())


def without_what(text: str) -> str:
    """An entry without what it is, in small letters behind a dash or comma: "Berlin – antenna"."""
    return _WHAT.sub("", text)


def _bare(text: Clean) -> Clean:
    """A name without the signs around it, and without the words that led to its date ("opened in", "since")."""
    left = len(text.text) - len(text.text.lstrip(_TRIM))
    right = len(text.text.rstrip(" \t,;:–—-(（."))
    words = text.text[:right].split()
    while len(words) > 1 and words[-1].strip("(（").casefold() in nouns()["before_date"]:
        right = len(text.text[:right].removesuffix(words.pop()).rstrip(" \t,;:–—-(（."))
    return text.cut(min(left, right), right)
