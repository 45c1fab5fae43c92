"""Tables whose cells stand one below the other, each wrapped over as many lines as it needs: with empty lines between
the cells, or between the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.cells.forms import DATE, is_date, is_filler, prose_like, share
from ingest.cells.lexicon import is_head
from ingest.cells.names import CellNames
from ingest.flat.heads import role_of_head, roles_at_heads
from ingest.flat.matrix import Flat
from ingest.flat.ragged import joined
from ingest.flat.segment import score
from ingest.flat.spaced import groups_of
from ingest.lines.kinds import is_source, numbered_heading
from ingest.lines.lines import Lines
from ingest.types import Clean

_MOST_COLUMNS = 8
_HEAD_WORDS = 6
_CELL_WORDS = 80
_KNOWN = 0.6  # of the heads that the lexicon must know
_DATED = 0.8  # of the cells under a head of dates that must hold one
_JOINT = 0.1  # what a line end inside a cell costs
_DATE_WORDS = 12  # of a cell that holds a date and, perhaps, a place
_HALF_KNOWN = 0.4  # what a head counts of which the lexicon knows a part
_PLAIN = 0.3  # of the rows in which no cell wraps, where no column holds dates or figures
_FITS = 1.0  # mean score of the cells of rows that nothing else proves
_DATES = ("date", "end_date")
_FIGURES = ("value", "share", "count", "ordinal")


def cell_blocks(lines: Sequence[Clean], breaks: Sequence[bool]) -> Flat | None:
    """Rows of cells that empty lines part, some of several lines; as many columns as heads fit."""
    groups = groups_of(breaks)
    if len(breaks) != len(lines) or not _some_wrap(groups):
        return None
    cells = [_whole(lines[start:stop]) for start, stop in groups]
    width = width_of([cell.text for cell in cells])
    if not width or len(cells) % width:
        return None
    rows: list[list[Clean | None]] = [list(cells[i : i + width]) for i in range(width, len(cells), width)]
    return Flat([cell.text for cell in cells[:width]], rows, 0.85)


def row_blocks(lines: Sequence[Clean], breaks: Sequence[bool], names: CellNames) -> Flat | None:
    """Rows that empty lines part, their cells one to a line, some of several lines."""
    groups = groups_of(breaks)
    if len(breaks) != len(lines) or len(groups) < 3:
        return None
    heads = [line.text for line in lines[: groups[0][1]]]
    roles = roles_at_heads(heads)
    width, sizes = len(heads), [stop - start for start, stop in groups[1:]]
    if not 2 <= width <= _MOST_COLUMNS or min(sizes) < width or max(sizes) > 4 * width:
        return None
    if sum(map(bool, roles)) < _KNOWN * width or max(sizes) == width:
        return None
    cut = [_cut(lines[a:b], roles, names) for a, b in groups[1:]]
    rows: list[list[Clean | None]] = [list(cells) for _, cells in cut]
    typed = any(role in (*_DATES, *_FIGURES) for role in roles)
    fit = sum(total for total, _ in cut) / (len(cut) * width)
    if not (typed or sizes.count(width) >= _PLAIN * len(sizes) or fit >= _FITS):
        return None
    return Flat(heads, rows, 0.85) if _holds([[c.text if c else "" for c in row] for row in rows], roles) else None


def _cut(lines: Sequence[Clean], roles: Sequence[str], names: CellNames) -> tuple[float, list[Clean]]:
    """The lines of a row as cells under their heads: of all ways to join neighbours the one that fits best, and how
    well it does."""
    best: dict[tuple[int, int], tuple[float, list[Clean]]] = {(0, 0): (0.0, [])}
    for column, role in enumerate(roles):
        for stop in range(column + 1, len(lines) + 1):
            for start in range(column, stop):
                before = best.get((column, start))
                if before is None or (column == len(roles) - 1 and stop < len(lines)):
                    continue
                cell = _whole(lines[start:stop])
                total = before[0] + score(cell.text, role, names) - _JOINT * (stop - start - 1)
                if (column + 1, stop) not in best or total > best[column + 1, stop][0]:
                    best[column + 1, stop] = (total, [*before[1], cell])
    return best[len(roles), len(lines)]


def _whole(lines: Sequence[Clean]) -> Clean:
    """The lines of a cell as one; a label in small letters before its name ("of which:") is left out."""
    if len(lines) > 1 and lines[0].text.endswith(":") and lines[0].text[0].islower():
        lines = lines[1:]
    cell = lines[0]
    for line in lines[1:]:
        cell = joined(cell, line)
    return cell


def width_of(cells: Sequence[str]) -> int:
    """The number of columns under which cells that stand one after the other, heads first, hold what their heads say;
    0 where there is none. Cells behind the last whole row do not count."""
    best, most = 0, 0.0
    for width in range(2, min(_MOST_COLUMNS, len(cells) // 3) + 1):
        heads = cells[:width]
        roles = roles_at_heads(heads)
        known = sum(map(bool, roles))
        if known < max(2, _KNOWN * width) or not roles[0] or len({role for role in roles if role}) < 2:
            continue
        if any(len(head.split()) > _HEAD_WORDS or any(c.isdigit() for c in head) for head in heads):
            continue
        rows = [cells[i : i + width] for i in range(width, len(cells) - width + 1, width)]
        whole = (sum(map(is_head, heads)) + _HALF_KNOWN * known) / width + _HALF_KNOWN * (len(cells) % width == 0)
        if whole > most and _holds(rows, roles):
            best, most = width, whole
    return best


def _holds(rows: Sequence[Sequence[str]], roles: Sequence[str]) -> bool:
    """Whether dates and figures stand under heads that say so, and nowhere else."""
    for at, role in enumerate(roles):
        column = [row[at] for row in rows]
        if role in _DATES:
            fits = share(column, lambda text: is_filler(text) or _holds_date(text))
        elif role in _FIGURES:
            fits = share(column, lambda text: is_filler(text) or any(char.isdigit() for char in text))
        else:
            fits = share(column, lambda text: not is_date(text))
        if fits < _DATED:
            return False
    return True


def _holds_date(text: str) -> bool:
    return bool(DATE.search(text)) and len(text.split()) < _DATE_WORDS


def _some_wrap(groups: Sequence[tuple[int, int]]) -> bool:
    return len(groups) >= 6 and any(stop - start > 1 for start, stop in groups)


def block_run(lines: Lines, flow: Sequence[int], stops: Callable[[int], bool]) -> list[int]:
    """The lines of such a table without a caption, from the first line of `flow`; none where no cell wraps."""
    first = lines.text(flow[0])
    if len(first.split()) > _HEAD_WORDS or not role_of_head(first):
        return []
    cells: list[list[int]] = []
    for i in flow:
        text = lines.text(i)
        if cells and (stops(i) or is_source(text) or numbered_heading(text) or lines.gaps[i] > lines.pad + 2):
            break
        if not cells or lines.gaps[i] > lines.pad:
            cells.append([i])
        else:
            cells[-1].append(i)
        if _is_text(lines, cells[-1]):
            cells.pop()
            break
    if len(cells) < 6 or all(len(cell) == 1 for cell in cells):
        return []
    texts = [" ".join(lines.text(i) for i in cell) for cell in cells]
    width = width_of(texts)
    if not width:
        return []
    whole = len(cells) - len(cells) % width
    return [i for cell in cells[:whole] for i in cell]


def _is_text(lines: Lines, cell: Sequence[int]) -> bool:
    """Whether the lines between two empty ones are running text rather than a cell."""
    text = " ".join(lines.text(i) for i in cell)
    return len(text.split()) > _CELL_WORDS or (prose_like(text) and text.endswith((".", ":")))
