"""Rows of place names that end with a date, rebuilt without heads: the gazetteer tells where one name ends.

    Kitami City Elizabeth, New Jersey June 12, 1969   →   Kitami City | Elizabeth, New Jersey | June 12, 1969

A row with a name less than the others goes on with the first name of the row above; one with a name more opens a
group (a prefecture, a state) to which the rows below belong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.cells.forms import DATE
from ingest.cells.lexicon import role_of
from ingest.cells.names import CellNames
from ingest.flat.heads import heads_of_line
from ingest.flat.loose import mark_of, places_only
from ingest.flat.matrix import Flat
from ingest.flat.ragged import joined
from ingest.flat.segment import segment
from ingest.types import Clean

_MOST_NAMES = 3
_BETTER = 0.15  # by which a cut into more names must be better
_PAIRS = 0.3  # of the rows that have two names where others go on with the name above
_UNDERSTOOD = 0.6  # of the rows, or the lines are no table
_KNOWN_ROW = 0.7  # below which a row is not understood
_KNOWN = 1.0  # mean score of names of which the gazetteer knows about half
_LOST_BLANK = re.compile(r"(?<=[\w,.])\?(?=\w)")  # a blank that a converter turned into a question mark
_RUN_TOGETHER = re.compile(r"[^\W\d_]{3}(?<=[a-z])(?=[A-Z][a-z]{3})|,(?=[^\W\d_])|(?<=[a-z])(?=\()")
_BORDER = re.compile(r"\s+[-–—|↔=:]\s+|\s*[/|↔]\s*|:\s+")
_LEAD = " \t,;:.)）–—-"
_TRIM = " \t,;:–—-(（"


def named_rows(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Rows and columns of lines that hold names of places and, at the end of each row, a date."""
    heads, body = _split_heads(lines, names)
    rows = _rows(body)
    if len(rows) < 2:
        return None
    cut = [_names_of(row, names) for row, _ in rows]
    known = [found if score >= _KNOWN_ROW else [] for found, score in cut]
    scores = [score for found, score in cut if found]
    if sum(map(bool, known)) < _UNDERSTOOD * len(rows) or sum(scores) / len(scores) < _KNOWN:
        return None
    places = [head for head in heads if role_of(head) not in ("date", "ordinal")]
    width = _usual(known)
    opening = next((found for found in known if found), [])
    grouped = len(opening) > width  # the first row must open a group
    if places and len(places) != width:
        places = places[1:] if len(places) == width + 1 and grouped else []
    cells: list[list[Clean | None]] = []
    for found, (_, date) in zip(known, rows, strict=True):
        kept = found[-(width + grouped) :]
        if kept:
            cells.append([*[None] * (width + grouped - len(kept)), *kept, date])
    _carry(cells, grouped, width)
    dates = [head for head in heads if role_of(head) == "date"] or ["Date"]
    own = places or _heads(cells, width, grouped, names)
    return Flat([*(["Region"] if grouped else []), *own, dates[0]], cells, 0.8)


def _split_heads(lines: Sequence[Clean], names: CellNames) -> tuple[list[str], Sequence[Clean]]:
    """The heads of the columns, which may run into the first row, and the lines without them."""
    if not lines:
        return [], lines
    first = lines[0]
    if heads_of_line(first.text):
        return heads_of_line(first.text), lines[1:]
    if places_only(first.text, names):
        found = _names_of(first, names)[0]
        return ([head.text for head in found], lines[1:]) if len(found) > 1 else ([], lines)
    words = [m.end() for m in re.finditer(r"\S+", first.text)][:14]
    for stop in reversed(words):
        heads = heads_of_line(first.text[:stop])
        if heads and not names.is_place(first.text[:stop].split()[-1]):
            return heads, [first.cut(stop, len(first.text)), *lines[1:]]
    return [], lines


def _rows(lines: Sequence[Clean]) -> list[tuple[Clean, Clean]]:
    """The names and the date of each row: rows end with a date, or all open with one."""
    text: Clean | None = None
    for line in lines:
        text = joined(text, line.cut(mark_of(line.text), len(line.text)))
    if text is None:
        return []
    text = _spaced(Clean(_LOST_BLANK.sub(" ", text.text), text.offsets))
    dates = [m.span() for m in DATE.finditer(text.text)]
    opened = sum(1 for line in lines if DATE.match(line.text) and not DATE.fullmatch(line.text))
    if opened > 0.7 * len(lines):
        names = [(b, c) for (_, b), (c, _) in pairwise([*dates, (len(text.text), 0)])]
    else:
        names = list(zip([0, *(b for _, b in dates)], [a for a, _ in dates], strict=False))
    rows = []
    for (start, stop), (a, b) in zip(names, dates, strict=True):
        piece = text.text[start:stop]
        left = start + len(piece) - len(piece.lstrip(_LEAD))
        right = start + len(piece.rstrip(_TRIM))
        if right > left:
            rows.append((text.cut(left, right), text.cut(a, b)))
    return rows


def _spaced(text: Clean) -> Clean:
    """The text with a blank where two words ran together ("Kitami CityElizabeth")."""
    letters: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in _RUN_TOGETHER.finditer(text.text):
        letters += [text.text[at : match.end()], " "]
        offsets += [*text.offsets[at : match.end()], -1]
        at = match.end()
    return Clean("".join([*letters, text.text[at:]]), [*offsets, *text.offsets[at:]]) if at else text


def _names_of(row: Clean, names: CellNames) -> tuple[list[Clean], float]:
    """The names of a row, cut where the gazetteer says, and how well they are known."""
    borders = [m.span() for m in _BORDER.finditer(row.text)]
    parts = list(zip([0, *(b for _, b in borders)], [*(a for a, _ in borders), len(row.text)], strict=True))
    if 2 <= len(parts) <= _MOST_NAMES:
        scores = [segment(row.text[a:b], ["host"], names) for a, b in parts]
        return [row.cut(a, b) for a, b in parts], sum(found[1] if found else 0.0 for found in scores) / len(parts)
    best: tuple[list[tuple[int, int]], float] = ([], 0.0)
    for count in range(1, _MOST_NAMES + 1):
        found = segment(row.text, ["host"] * count, names)
        if found is not None and (not best[0] or found[1] > best[1] + _BETTER):
            best = found
    return [row.cut(a, b) for a, b in best[0]], best[1]


def _usual(cut: Sequence[list[Clean]]) -> int:
    """The number of names of a whole row: two where a good part of the rows has two, as others go on with the first."""
    counts = Counter(len(found) for found in cut if found)
    usual = max(counts, key=lambda n: (counts[n], n))
    return 2 if usual == 1 and sum(counts[n] for n in counts if n > 1) >= _PAIRS * sum(counts.values()) else usual


def _carry(cells: list[list[Clean | None]], grouped: bool, width: int) -> None:
    """Fills the group, and the first name that a row takes over from the one above."""
    for above, row in pairwise(cells):
        first = 1 if grouped else 0
        new_group = grouped and row[0] is not None
        if grouped and row[0] is None:
            row[0] = above[0]
        if width > 1 and row[first] is None and not new_group:
            row[first] = above[first]


def _heads(cells: Sequence[Sequence[Clean | None]], width: int, grouped: bool, names: CellNames) -> list[str]:
    """Heads for columns that have none: whether they hold states or other places."""
    own = []
    for at in range(grouped, grouped + width):
        texts = [cell.text for row in cells if (cell := row[at]) is not None]
        states = sum(1 for text in texts if "," not in text and names.is_country(text))
        own.append("Country" if states > 0.5 * len(texts) else "Place")
    return own
