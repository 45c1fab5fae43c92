"""Tables whose cells and rows end with a bar, as text taken from web pages has them.

    Country | City | Date |            China |
    Japan | Karatsu | 1982 |           : |
    China | Weihai | 1995 |            Jilin Province, Hunan Province |

Cells may go on over lines, heads may be torn; a cell of its own colon joins the key before it with the list behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ingest.cells.forms import prose_like
from ingest.cells.names import CellNames
from ingest.flat.entries import split_entries
from ingest.flat.heads import role_of_head
from ingest.flat.keys import key_head
from ingest.flat.matrix import Flat
from ingest.flat.ragged import joined
from ingest.lines.kinds import is_source
from ingest.lines.lines import Lines
from ingest.types import Clean

_WITHIN = 8  # lines of one cell
_FEWEST = 3  # lines with bars
_DIVIDER = re.compile(r"^[\s:|+=–—-]*-[\s:|+=–—-]*$")
_KNOWN = 0.4  # of the heads that the lexicon must know


def bar_runs(lines: Lines, flow: Sequence[int], taken: set[int], stops: Callable[[int], bool]) -> Iterator[list[int]]:
    """The lines of each run whose cells end with bars at line ends."""
    at = 0
    while at < len(flow):
        i = flow[at]
        if i in taken or not lines.text(i).endswith("|") or stops(i):
            at += 1
            continue
        body = _run(lines, flow[at:], stops)
        at += max(1, len(body))
        if sum("|" in lines.text(j) for j in body) >= _FEWEST:
            yield body


def _run(lines: Lines, flow: Sequence[int], stops: Callable[[int], bool]) -> list[int]:
    body: list[int] = []
    kept = 0
    for i in flow:
        text = lines.text(i)
        if body and (stops(i) or is_source(text) or lines.gaps[i] > 1 + lines.pad or len(body) - kept > _WITHIN):
            break
        if "|" not in text and prose_like(text):
            break
        body.append(i)
        if "|" in text:
            kept = len(body)
    return body[:kept]


def barred(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Rows and columns of such lines; None where their rows have no common width or no known heads."""
    rows = _rows(lines)
    if len(rows) < 2:
        return None
    keyed = _keyed([row[0] for row in rows], names) if all(len(row) == 1 for row in rows) else None
    if keyed:
        return keyed
    width = max(Counter(len(row) for row in rows).items(), key=lambda item: (item[1] * item[0], item[0]))[0]
    whole: list[list[Clean]] = []
    part: list[Clean] = []
    for row in rows:
        part = row if len(row) == width else [*part, *row]
        if len(part) == width:
            whole.append(part)
        if len(part) >= width:
            part = []
    if width < 2 or len(whole) < 2:
        return None
    heads = [cell.text.strip() for cell in whole[0]]
    if sum(bool(role_of_head(head)) for head in heads) < max(1, _KNOWN * width):
        return None
    return Flat(heads, [list(row) for row in whole[1:]], 0.95)


def _rows(lines: Sequence[Clean]) -> list[list[Clean]]:
    """Cells row by row: a row ends with the bar at the end of a line. Rows of nothing but lines are left out."""
    rows: list[list[Clean]] = []
    cells: list[Clean] = []
    open_cell: Clean | None = None
    for line in lines:
        if _DIVIDER.match(line.text):
            continue
        at = 1 if line.text.startswith("|") and open_cell is None else 0
        bars = [m.start() for m in re.finditer(r"\|", line.text) if m.start() >= at]
        for bar in bars:
            cells.append(_trimmed(joined(open_cell, line.cut(at, bar)) if at < bar else open_cell or line.cut(0, 0)))
            open_cell, at = None, bar + 1
        rest = line.cut(at, len(line.text))
        if rest.text.strip():
            open_cell = joined(open_cell, rest)
        elif bars:
            rows += [cells] if any(cell.text for cell in cells) else []
            cells = []
    return rows


def _trimmed(text: Clean) -> Clean:
    left = len(text.text) - len(text.text.lstrip())
    right = len(text.text.rstrip())
    return text.cut(min(left, right), right)


def _keyed(cells: Sequence[Clean], names: CellNames) -> Flat | None:
    """Keys and their lists, with a colon in a cell of its own between or at the end of the key."""
    pairs: list[tuple[Clean, Clean]] = []
    for at in range(1, len(cells) - 1):
        if cells[at].text in (":", "："):
            pairs.append((cells[at - 1], cells[at + 1]))
    if len(pairs) < 2:
        return None
    head = key_head([key.text for key, _ in pairs], names)
    if not head:
        return None
    rows: list[list[Clean | None]] = [[key, part] for key, value in pairs for part in split_entries(value, names)]
    return Flat([head, "Members" if head in ("Country", "Mechanism") else "Partner"], rows, 0.9)
