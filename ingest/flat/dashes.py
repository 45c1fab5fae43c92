"""Lists of pairs, one to a row: "2004  Manitoba – Jalisco. Cooperation agreement; education, transport".

The sign between the two names says that they are the ends; what stands behind them (the form of their tie, its fields,
who signed it) is detail and never a name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.fold import fold
from ingest.cells.forms import DATE, is_date, opens_entry, prose_like
from ingest.cells.names import CellNames
from ingest.flat.loose import mark_of
from ingest.flat.matrix import Flat
from ingest.flat.ragged import joined
from ingest.lines.kinds import is_source, numbered_heading
from ingest.lines.lines import Lines
from ingest.types import Clean
from ingest.words.lexicon import unit_nouns

_SIGNS = re.compile(r"\s+[–—-]\s+|\s*[–—↔]\s*|\s+and\s+")
_STOP = re.compile(r"[;:(（]|(?<=[^\W\d_]{3})\.(?=\s|$)|\s+\d|,\s*")
_AFTER = " \t:,.–—-"
_FEWEST = 3  # rows
_WORDS = 6  # of a name
_DATE_WORDS = 8  # of a mark and a date before it, at most
_MOST_LINES = 2000  # of one list
_MORE = 3  # lines of a row behind its first
_KNOWN = 0.5  # of the rows, both of whose names must be units
_KNOWN_AND = 0.4  # of rows that "and" joins and that hold dates
_DETAIL = re.compile(r"\s*[.;,:()]+\s*")


@dataclass(frozen=True, slots=True)
class Pair:
    """Spans in the text of a row: its date (empty where it does not open with one), both names, and what follows."""

    date: tuple[int, int]
    left: tuple[int, int]
    right: tuple[int, int]
    rest: int
    sign: str
    known: bool


def pair_of(text: str, names: CellNames, sure: bool = True) -> Pair | None:
    """The two names with which a row opens, perhaps behind a date; None where it opens otherwise, or, where that must
    be `sure`, where neither is known. A line with a link names a source."""
    if "://" in text:
        return None
    at = mark_of(text)
    found = DATE.match(text, at)
    date = found.span() if found else (at, at)
    start = date[1] + (len(text[date[1] :]) - len(text[date[1] :].lstrip(_AFTER)) if found else 0)
    sign = _SIGNS.search(text, start)
    if sign is None or sign.start() == start:
        return None
    stop = _end(text, sign.end(), names)
    left, right = text[start : sign.start()], text[sign.end() : stop]
    if not (_name_like(left) and _name_like(right)):
        return None
    units = [names.is_unit(part.split(",")[0].strip()) for part in (left, right)]
    mark = sign.group().strip()
    if sure and not any(units):
        return None
    return Pair(date, (start, sign.start()), (sign.end(), stop), stop, "–" if mark in "–—-" else mark, all(units))


def _end(text: str, at: int, names: CellNames) -> int:
    """Where the second name ends: at the first sign, unless a comma leads to what it lies in."""
    for mark in _STOP.finditer(text, at):
        if mark.group().startswith(","):
            after = _STOP.search(text, mark.end())
            if names.is_place(text[mark.end() : after.start() if after else len(text)].strip()):
                continue
        return mark.start()
    return len(text)


def _name_like(text: str) -> bool:
    words = text.strip().removeprefix("the ").split()
    small = [word for word in words if word[:1].islower() and len(word) > 3 and fold(word) not in unit_nouns()]
    return 0 < len(words) <= _WORDS and words[0][0].isupper() and not small


class PairRuns:
    """Finds such lists among the lines of a page's flow.

    Where a list ends depends on its kind of row only, not on the row with which it is begun: each line is looked at
    once for each kind, however many of its rows are tried as the first.
    """

    def __init__(
        self, lines: Lines, flow: Sequence[int], stops: Callable[[int], bool], names: Callable[[], CellNames]
    ) -> None:
        self._lines, self._flow, self._stops, self._names = lines, flow, stops, names
        self._pairs: dict[int, Pair | None] = {}
        self._stretches: dict[tuple[str, bool], _Stretch] = {}

    def at(self, at: int) -> list[int]:
        """The lines of the list from `flow[at]`: rows of pairs, each with what follows it. Empty where none begins."""
        first = self._lines.text(self._flow[at])
        sign = _SIGNS.search(first)
        if sign is None or len(first[: sign.start()].split()) > _DATE_WORDS + _WORDS:
            return []
        if (opening := pair_of(first, self._names())) is None:
            return []
        if opening.sign == "and" and mark_of(first):
            return []  # items of a list, which its label explains
        stretch = self._stretch(at, opening)
        stop = min(stretch.stop, at + _MOST_LINES)
        rows = slice(bisect_left(stretch.rows, at), bisect_left(stretch.rows, stop))
        many, known = rows.stop - rows.start, stretch.known[rows.stop] - stretch.known[rows.start]
        if many < _FEWEST or known < (_KNOWN if opening.sign != "and" else _KNOWN_AND) * many:
            return []
        if opening.sign == "and" and stretch.dates_in(at, stop) < _KNOWN * many:
            return []
        opened = stretch.rows[rows]
        stop = min(stop, opened[-1] + max(b - a for a, b in pairwise(opened)))
        if opening.sign == "and" and stretch.dates_in(at, stop) < _KNOWN * many:
            return []
        if opening.sign == "and" and any(opens_entry(self._lines.text(i)) for i in self._flow[at:stop]):
            return []
        return list(self._flow[at:stop])

    def _pair(self, i: int) -> Pair | None:
        if i not in self._pairs:
            text = self._lines.text(i)
            self._pairs[i] = pair_of(text, self._names(), sure=False) if _SIGNS.search(text) else None
        return self._pairs[i]

    def _stretch(self, at: int, opening: Pair) -> _Stretch:
        """The rows that are like the opening one, from it to where something else begins."""
        kind = (opening.sign, _dated(opening))
        if kind in self._stretches and self._stretches[kind].start <= at < self._stretches[kind].stop:
            return self._stretches[kind]
        stretch = self._stretches[kind] = _Stretch(at)
        since = 0
        for place in range(at, len(self._flow)):
            i = self._flow[place]
            text = self._lines.text(i)
            if place > at and self._breaks(i, text):
                break
            pair = self._pair(i)
            if pair is not None and (pair.sign, _dated(pair)) == kind:
                since = 0
                stretch.rows.append(place)
                stretch.known.append(stretch.known[-1] + pair.known)
            else:
                since += 1
                if since > _MORE or self._goes_elsewhere(i, text):
                    break
            stretch.dates.append(stretch.dates[-1] + bool(DATE.search(text)))
        return stretch

    def _breaks(self, i: int, text: str) -> bool:
        """Whether a line ends any list before it."""
        far = self._lines.gaps[i] > 2 + self._lines.pad
        return self._stops(i) or is_source(text) or bool(numbered_heading(text)) or far

    def _goes_elsewhere(self, i: int, text: str) -> bool:
        """Whether a line that is no row is no part of the row above it."""
        apart = self._lines.gaps[i] > self._lines.pad
        return apart or (prose_like(text) and not _wrapped(self._lines, i))


@dataclass(slots=True)
class _Stretch:
    """Places in the flow at which rows of one kind open, and running counts: of known rows, of lines with dates."""

    start: int
    rows: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=lambda: [0])
    dates: list[int] = field(default_factory=lambda: [0])

    @property
    def stop(self) -> int:
        """The place behind the last line."""
        return self.start + len(self.dates) - 1

    def dates_in(self, start: int, stop: int) -> int:
        """How many lines between two places hold a date."""
        return self.dates[stop - self.start] - self.dates[start - self.start]


def _dated(pair: Pair) -> bool:
    return pair.date[0] < pair.date[1]


def _wrapped(lines: Lines, i: int) -> bool:
    """Whether a line may go on with the one above, which is as long as lines are."""
    return i > 0 and lines.size(i - 1) > 0.7 * lines.width


def paired(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Both names, the date and the form of each row."""
    whole: list[Clean] = []
    first: list[Pair | None] = []
    for line in lines:
        opens = pair_of(line.text, names, sure=False)
        if not whole or opens:
            whole.append(line)
            first.append(opens)
        else:
            whole[-1] = joined(whole[-1], line)
    found = [_better(line.text, one, names) for line, one in zip(whole, first, strict=True)]
    if len(whole) < _FEWEST or any(pair is None for pair in found):
        return None
    if first[0] is not None and first[0].sign == "and" and mark_of(whole[0].text):
        return None
    signs = {pair.sign for pair in found if pair}
    if len(signs) > 1 or sum(pair.known for pair in found if pair) < _KNOWN_AND * len(found):
        return None
    rows: list[list[Clean | None]] = []
    for line, pair in zip(whole, found, strict=True):
        if pair is not None:
            date = line.cut(*pair.date) if _dated(pair) else _first_date(line, pair.rest)
            rows.append([line.cut(*pair.left), line.cut(*pair.right), date, _detail(line, pair.rest)])
    return Flat(["Place", "Partner", "Date", "Form"], rows, 0.85)


def _better(text: str, first: Pair | None, names: CellNames) -> Pair | None:
    """The pair of a row as its first line has it or as all its lines together do: the one whose second name is known,
    else the longer."""
    both = [pair for pair in (first, pair_of(text, names, sure=False)) if pair is not None]
    return max(
        both,
        key=lambda pair: (names.is_unit(text[slice(*pair.right)].split(",")[0].strip()), pair.right[1] - pair.right[0]),
        default=None,
    )


def _first_date(line: Clean, at: int) -> Clean | None:
    found = DATE.search(line.text, at)
    return line.cut(*found.span()) if found else None


def _detail(line: Clean, at: int) -> Clean | None:
    """The first piece behind the names, in which the form of the tie stands."""
    lead = _DETAIL.match(line.text, at)
    start = lead.end() if lead else at
    stop = _DETAIL.search(line.text, start)
    end = stop.start() if stop else len(line.text)
    return line.cut(start, end) if end > start and not is_date(line.text[start:end]) else None
