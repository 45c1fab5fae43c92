"""Tables whose cells are still whole: lines cut by a sign, one cell to a line, one column after the other.

Nothing is guessed about where a cell ends; what must be found is how many columns there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cells.forms import is_date
from ingest.cells.lexicon import is_head
from ingest.cells.names import CellNames
from ingest.flat.column_heads import names_only
from ingest.flat.heads import heads_of_line, known_words, names_body, role_of_head, roles_at_heads
from ingest.flat.matrix import Flat
from ingest.flat.ragged import joined
from ingest.flat.segment import score
from ingest.types import Clean

_MOST_COLUMNS = 10
_PARTED = 0.2  # of the lines of a table before which empty ones may stand
_CELL_WORDS = 14  # of a cell that stands on a line of its own
_FITTING = 0.85  # share of the cells that must fit their columns
_HEAD_INSIDE = 2.0  # what a head costs that stands among the cells
_MISFIT = -0.5  # score of a cell that hardly belongs in its column
_MANY = 60  # rows by which a cut is judged
_SIGNS = ("\t", "|", ";", "；")
_BREAKS_OFF = re.compile(r"[^\s–—-][;,&/(-]$|\b(?:of|and|the|in|for|de|do|da)$")
_FOLIO = re.compile(r"\S {3,}\d{1,4}\s*$|^\s*\d{1,4} {3,}\S")  # the head of a page, with its number
_BETWEEN_DASHES = re.compile(r"^[-–—]\s*\d{1,4}\s*[-–—]$")
_FOLIO_PARTS = 2
_PAGE = re.compile(r"^\W*\d{1,4}\W*$")  # the number of a page
_RULE = re.compile(r"^[\s|:+=–—-]+$")


def delimited(lines: Sequence[Clean], raw: Sequence[str]) -> Flat | None:
    """Rows whose cells a sign parts: tabs, bars, semicolons; every line has as many."""
    if len(raw) != len(lines) or len(lines) < 3:
        return None
    for sign in _SIGNS:
        kept = [i for i, text in enumerate(raw) if sign in text and not _RULE.match(text.replace(sign, "|"))]
        if len(kept) < 0.9 * len(lines) or (sign in ";；" and not all(is_cell_head(raw[0], sign))):
            continue
        rows = [_pieces(lines[i], raw[i], sign) for i in kept]
        width = len(rows[0])
        if not any(cell is not None and role_of_head(cell.text) for cell in rows[0]):
            continue
        if sign == "\t":  # empty cells at the end of a line are lost
            rows = [row + [None] * (width - len(row)) if len(row) >= 0.5 * width else row for row in rows]
        if width > 1 and sum(1 for row in rows if len(row) == width) >= 0.9 * len(rows):
            heads = [cell.text if cell else "" for cell in rows[0]]
            return Flat(heads, [row for row in rows[1:] if len(row) == width], 0.95)
    return None


def _too_long(text: str) -> bool:
    """Whether a line holds more than a cell: many words that are no list of names."""
    return len(text.split()) > _CELL_WORDS and not names_only(text)


def is_cell_head(text: str, sign: str) -> list[bool]:
    """Of each piece of a line whether the lexicon knows it as a head."""
    return [bool(role_of_head(piece.strip())) for piece in text.split(sign) if piece.strip()]


def _pieces(line: Clean, raw: str, sign: str) -> list[Clean | None]:
    """The cells of a line; its clean text has lost tabs, so each piece is looked for in turn."""
    texts = raw.strip(" \n").split(sign)
    if sign == "|":
        texts = texts[raw.strip().startswith(sign) : len(texts) - raw.strip().endswith(sign)]
    found: list[Clean | None] = []
    at = 0
    for text in texts:
        piece = " ".join(text.split())
        where = line.text.find(piece, at) if piece else -1
        found.append(line.cut(where, where + len(piece)) if where >= 0 else None)
        at = where + len(piece) if where >= 0 else at
    return found


def cell_grid(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """One cell to a line, heads first: the number of columns under which the cells fit their heads best."""
    if len(lines) < 6 or any(_too_long(line.text) for line in lines):
        return None
    best: tuple[float, int] | None = None
    for width in range(2, min(_MOST_COLUMNS, len(lines) // 3) + 1):
        heads = [line.text for line in lines[:width]]
        roles = roles_at_heads(heads)
        if len(lines) % width or sum(map(bool, roles)) < max(2, 0.6 * width) or not _is_heads(heads):
            continue
        fit = _fit([[c.text for c in lines[i : i + width]] for i in range(width, len(lines), width)], roles, names)
        if fit is not None and (best is None or fit > best[0]):
            best = (fit, width)
    if best is None:
        return None
    width = best[1]
    rows: list[list[Clean | None]] = [list(lines[i : i + width]) for i in range(width, len(lines), width)]
    return Flat([line.text for line in lines[:width]], rows, 0.9, best[0])


def columns_in_turn(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Each column from its head down, then the next; all are equally long."""
    if len(lines) < 6 or any(_too_long(line.text) for line in lines) or not known_words(lines[0].text):
        return None
    found: list[Flat] = []
    for width in range(2, _MOST_COLUMNS + 1):
        size, rest = divmod(len(lines), width)
        if rest or size < 3:
            continue
        heads = [lines[i].text for i in range(0, len(lines), size)]
        roles = roles_at_heads(heads)
        if not all(map(known_words, heads)):
            continue
        rows: list[list[Clean | None]] = [[lines[c * size + r] for c in range(width)] for r in range(1, size)]
        fit = _fit([[cell.text if cell else "" for cell in row] for row in rows], roles, names)
        inside = sum(1 for row in rows for cell in row if cell and is_head(cell.text) and not is_date(cell.text))
        if fit is not None:
            found.append(Flat(heads, rows, 0.85, fit - _HEAD_INSIDE * inside / (len(rows) * width)))
    return max(found, key=lambda flat: flat.fit, default=None)


def columns_below_heads(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Heads on one line, or one on each of some, and below them each column from top to bottom, then the next."""
    if len(lines) < 5 or any(_too_long(line.text) for line in lines):
        return None
    first = heads_of_line(lines[0].text)
    own = 0
    while own < min(_MOST_COLUMNS, len(lines)) and known_words(lines[own].text):
        own += 1
    found: list[Flat] = []
    for heads, body in [(first, lines[1:]), *(([c.text for c in lines[:n]], lines[n:]) for n in range(2, own + 1))]:
        width = len(heads)
        size, rest = divmod(len(body), width) if width > 1 else (0, 1)
        if rest or size < 2:
            continue
        rows: list[list[Clean | None]] = [[body[c * size + r] for c in range(width)] for r in range(size)]
        fit = _fit([[cell.text if cell else "" for cell in row] for row in rows], roles_at_heads(heads), names)
        if fit is not None:
            found.append(Flat(heads, rows, 0.8, fit))
    return max(found, key=lambda flat: flat.fit, default=None)


def whole_cells(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """The rows of cells that stand one to a line, row by row or column by column: what fits better."""
    ways = (cell_grid(lines, names), columns_in_turn(lines, names), columns_below_heads(lines, names))
    found = [flat for flat in ways if flat is not None and not any(names_body(head, names) for head in flat.columns)]
    return max(found, key=lambda flat: flat.fit, default=None)


def unwrapped(lines: Sequence[Clean]) -> list[Clean]:
    """The lines with those joined that are one cell: the one above breaks off at a sign, a small word or inside a
    bracket, or the next opens with a small letter."""
    found: list[Clean] = []
    for line in lines:
        above = found[-1].text if found else ""
        open_end = bool(_BREAKS_OFF.search(above)) or above.count("(") > above.count(")")
        if found and (open_end or line.text[:1].islower()):
            found[-1] = joined(found[-1], line)
        else:
            found.append(line)
    return found if len(found) < len(lines) else []


def _is_heads(heads: Sequence[str]) -> bool:
    return all(len(h.split()) <= 6 and (is_date(h) or not any(c.isdigit() for c in h)) for h in heads)


def _fit(rows: Sequence[Sequence[str]], roles: Sequence[str], names: CellNames) -> float | None:
    """How well cells fit their columns; None where too many do not."""
    scores = [score(cell, role, names) for row in rows[:_MANY] for cell, role in zip(row, roles, strict=True)]
    fitting = sum(1 for one in scores if one > _MISFIT)
    return sum(scores) / len(scores) if fitting >= _FITTING * len(scores) else None


def without_folios(
    lines: Sequence[Clean], raw: Sequence[str], breaks: Sequence[bool]
) -> tuple[list[Clean], list[str], list[bool]]:
    """The lines without the number (and title) of a page that stand before the heads where these stand again, and
    without a first head that alone stands there again."""
    texts = [line.text for line in lines]
    raw = raw if len(raw) == len(lines) else texts
    breaks = breaks if len(breaks) == len(lines) else [False] * len(lines)
    drop = {len(texts) - 1} if texts and _BETWEEN_DASHES.match(texts[-1]) else set()
    if 0 < sum(breaks) <= _PARTED * len(breaks):  # a page's number stands alone, the lines of the table do not
        drop.update(at for at in range(1, len(texts) - 1) if breaks[at] and breaks[at + 1] and _PAGE.match(texts[at]))
    for at in range(3, len(texts)):
        if texts[at] != texts[0] or not role_of_head(texts[0].split()[0]):
            continue
        if _is_folio(raw[at - 1]) or _PAGE.match(texts[at - 1]):
            drop.add(at - 1)
        elif _PAGE.match(texts[at - 2]) and len(texts[at - 1].split()) < _CELL_WORDS:
            drop.update((at - 2, at - 1))
        else:
            continue
        if at + 1 < len(texts) and texts[at + 1] != texts[1] and is_head(texts[0]):
            drop.add(at)
    kept = [i for i in range(len(lines)) if i not in drop]
    return [lines[i] for i in kept], [raw[i] for i in kept], [breaks[i] for i in kept]


def _is_folio(raw: str) -> bool:
    """Whether a line is the head of a page: its number and a title, and no more."""
    return bool(_FOLIO.search(raw)) and len(re.split(r"\s{3,}", raw.strip())) <= _FOLIO_PARTS


def without_repeats(lines: Sequence[Clean], raw: Sequence[str]) -> tuple[list[Clean], list[str]]:
    """The lines without the heads that a page break made stand there again."""
    texts = [line.text for line in lines]
    raw = raw if len(raw) == len(lines) else texts
    if len(texts) < 4:
        return list(lines), list(raw)
    drop: set[int] = set()
    again = [i for i in range(2, len(texts)) if texts[i] == texts[0] and texts[0]]
    for at in again:
        size = 1
        while at + size < len(texts) and size < at and size < _MOST_COLUMNS and texts[at + size] == texts[size]:
            size += 1
        if size > 1 or len(texts[0].split()) > 1:
            drop.update(range(at - bool(_FOLIO.search(raw[at - 1])), at + size))
    heads = [role_of_head(text) for text in texts[:2]]
    if not drop or not any(heads):
        return list(lines), list(raw)
    kept = [i for i in range(len(lines)) if i not in drop]
    return [lines[i] for i in kept], [raw[i] for i in kept]
