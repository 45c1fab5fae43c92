"""Lists of pairs, one to a row: "2004  Manitoba – Jalisco. Cooperation agreement; education, transport".

The sign between the two names says that they are the ends; what stands behind them (the form of their tie, its fields,
who signed it) is detail and never a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from graph.fold import fold
from graph.unit_words import unit_words
from ingest.cells.forms import DATE, is_date, prose_like
from ingest.cells.names import CellNames
from ingest.flat.loose import mark_of
from ingest.flat.matrix import Flat
from ingest.flat.ragged import joined
from ingest.lines.kinds import is_source, numbered_heading
from ingest.lines.lines import Lines
from ingest.types import Clean

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
    small = [word for word in words if word[:1].islower() and len(word) > 3 and fold(word) not in _unit_words()]
    return 0 < len(words) <= _WORDS and words[0][0].isupper() and not small


@lru_cache(maxsize=1)
def _unit_words() -> frozenset[str]:
    return frozenset(unit.word for unit in unit_words())


def pair_run(
    lines: Lines, flow: Sequence[int], at: int, stops: Callable[[int], bool], names: Callable[[], CellNames]
) -> list[int]:
    """The lines of such a list from `flow[at]`: rows of pairs, each with what follows it."""
    first = lines.text(flow[at])
    sign = _SIGNS.search(first)
    if sign is None or len(first[: sign.start()].split()) > _DATE_WORDS + _WORDS:
        return []
    if (opening := pair_of(first, names())) is None:
        return []
    if opening.sign == "and" and mark_of(first):
        return []  # items of a list, which its label explains
    body: list[int] = []
    opened: list[int] = []  # where rows open in the body
    known = since = 0
    for i in flow[at : at + _MOST_LINES]:
        text = lines.text(i)
        if body and (stops(i) or is_source(text) or numbered_heading(text) or lines.gaps[i] > 2 + lines.pad):
            break
        pair = pair_of(text, names(), sure=False) if _SIGNS.search(text) else None
        if pair is not None and pair.sign == opening.sign and _dated(pair) == _dated(opening):
            known, since = known + pair.known, 0
            opened.append(len(body))
        else:
            since += 1
            running = prose_like(text) and (lines.gaps[i] > lines.pad or not _wrapped(lines, i))
            if since > _MORE or running or lines.gaps[i] > lines.pad:
                break
        body.append(i)
    usual = max((b - a for a, b in pairwise(opened)), default=1)
    body = body[: opened[-1] + usual]
    if len(opened) < _FEWEST or known < (_KNOWN if opening.sign != "and" else _KNOWN_AND) * len(opened):
        return []
    dates = sum(bool(DATE.search(lines.text(i))) for i in body)
    return [] if opening.sign == "and" and dates < _KNOWN * len(opened) else body


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
