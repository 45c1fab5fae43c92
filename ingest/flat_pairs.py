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

from ingest.flat_cells import DATE
from ingest.flat_loose import heads_of_line, places_only
from ingest.flat_matrix import Flat
from ingest.flat_ragged import joined
from ingest.flat_segment import segment
from ingest.table_lexicon import role_of
from ingest.table_names import CellNames
from ingest.types import Clean

_MOST_NAMES = 3
_BETTER = 0.15  # by which a cut into more names must be better
_KNOWN = 1.2  # mean score of names of which the gazetteer knows about half
_LOST_BLANK = re.compile(r"(?<=[\w,.])\?(?=\w)")  # a blank that a converter turned into a question mark
_LEAD = " \t,;:.)）–—-"
_TRIM = " \t,;:–—-(（"


def named_rows(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Rows and columns of lines that hold names of places and, at the end of each row, a date."""
    heads = heads_of_line(lines[0].text) if lines else []
    if not heads and lines and places_only(lines[0].text):
        found = _names_of(lines[0], names)[0]
        heads = [head.text for head in found] if len(found) > 1 else []
    rows = _rows(lines[1:] if heads else lines)
    if len(rows) < 2:
        return None
    cut = [_names_of(row, names) for row, _ in rows]
    scores = [score for found, score in cut if found]
    if len(scores) < 0.7 * len(rows) or sum(scores) / len(scores) < _KNOWN:
        return None
    places = [head for head in heads if role_of(head) not in ("date", "ordinal")]
    width = _usual(cut)
    if places and len(places) != width:
        grouped_heads = len(places) == width + 1 and any(len(found) > width for found, _ in cut)
        places = places[1:] if grouped_heads else []
    grouped = any(len(found) > width for found, _ in cut)
    cells: list[list[Clean | None]] = []
    for (found, _), (_, date) in zip(cut, rows, strict=True):
        size = width + grouped
        kept = found[-size:]
        cells.append([*[None] * (size - len(kept)), *kept, date])
    _carry(cells, grouped, width)
    dates = [head for head in heads if role_of(head) == "date"] or ["Date"]
    own = places or _heads(cells, width, grouped, names)
    return Flat([*(["Region"] if grouped else []), *own, dates[0]], cells, 0.8)


def _rows(lines: Sequence[Clean]) -> list[tuple[Clean, Clean]]:
    """The names and the date of each row: rows end with a date, or all open with one."""
    text: Clean | None = None
    for line in lines:
        text = joined(text, line)
    if text is None:
        return []
    text = Clean(_LOST_BLANK.sub(" ", text.text), text.offsets)
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


def _names_of(row: Clean, names: CellNames) -> tuple[list[Clean], float]:
    """The names of a row, cut where the gazetteer says, and how well they are known."""
    best: tuple[list[tuple[int, int]], float] = ([], 0.0)
    for count in range(1, _MOST_NAMES + 1):
        found = segment(row.text, ["host"] * count, names)
        if found is not None and (not best[0] or found[1] > best[1] + _BETTER):
            best = found
    return [row.cut(a, b) for a, b in best[0]], best[1]


def _usual(cut: Sequence[tuple[list[Clean], float]]) -> int:
    """The number of names of most rows."""
    counts = Counter(len(found) for found, _ in cut if found)
    return max(counts, key=lambda n: (counts[n], n)) if counts else 0


def _carry(cells: list[list[Clean | None]], grouped: bool, width: int) -> None:
    """Fills the group, and the first name that a row takes over from the one above."""
    for above, row in zip(cells, cells[1:], strict=False):
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
