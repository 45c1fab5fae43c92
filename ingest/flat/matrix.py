"""Flattened tables of figures: labels, then a key and as many figures; or ranks, then pairs of name and figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cells.forms import RANK, YEAR_START, is_date, is_figure, is_filler, row_figures, year_of_start
from ingest.cells.lexicon import is_head
from ingest.cells.names import CellNames
from ingest.types import Clean

_HEAD_LINES, _FEWEST_YEARS = 3, 2
_MOST_ROWS = 0.6  # that end with a figure for each year
_KEY_WORDS = 3  # of the head of the key column
_RANKS = re.compile(r"No\.?\s?\d{1,2}|\b\d{1,2}(?:st|nd|rd|th)\b|\bTop\s?\d{1,2}|#\d{1,2}|(?<![\d.])\d{1,2}(?![\d.%])")


@dataclass(slots=True)
class Flat:
    """A rebuilt table: heads, and rows of cells as lists of document pieces; `fit` is the mean score of its cells where
    they were cut by score."""

    columns: list[str]
    rows: list[list[Clean | None]]
    confidence: float
    fit: float = 0.0


def rank_matrix(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Columns are ranks (No.1 ... No.10, Total), rows are years, a cell holds a name and, mostly, its figure."""
    heads = _rank_heads(lines[0].text)
    if not heads:
        return None
    rows: list[list[Clean]] = []
    keys: list[Clean] = []
    for line in lines[1:]:
        rest = line
        year = YEAR_START.match(line.text)
        if year and (len(line.text.split()) == 1 or not is_figure(line.text.split()[0]) or year.end() < len(line.text)):
            keys.append(line.cut(0, year.end()))
            rows.append([])
            rest = line.cut(year.end(), len(line.text))
        if not rows:
            return None
        rows[-1].extend(pieces_of(rest, names))
    filled = [_named_cells(row, len(heads)) for row in rows]
    if len(filled) < 1:
        return None
    fitting = sum(1 for row in filled if row is not None)
    table: list[list[Clean | None]] = [
        [key, *(row or [])][: len(heads) + 1] for key, row in zip(keys, filled, strict=True) if row is not None
    ]
    if not fitting:
        return None
    return Flat(["Year", *heads], table, round(0.92 * fitting / len(filled), 2))


def _rank_heads(text: str) -> list[str]:
    """Labels of a head of ranks; empty where the line is none. A last word such as Total keeps its place."""
    found = list(_RANKS.finditer(text))
    if len(found) < 3:
        return []
    values = [int(re.sub(r"\D", "", m.group())) for m in found]
    if values != list(range(values[0], values[0] + len(values))) or values[0] != 1:
        return []
    before, after = text[: found[0].start()].strip(), text[found[-1].end() :].strip()
    if len(before.split()) > 3 or len(after.split()) > 3:
        return []
    return [m.group() for m in found] + ([after] if after else [])


def pieces_of(line: Clean, names: CellNames) -> list[Clean]:
    """A line as names, figures and fillers."""
    words = [m.span() for m in re.finditer(r"\S+", line.text)]
    groups: list[tuple[int, int, bool]] = []
    for start, end in words:
        figure = is_figure(line.text[start:end])
        if groups and not figure and not groups[-1][2]:
            groups[-1] = (groups[-1][0], end, False)
        else:
            groups.append((start, end, figure))
    out: list[Clean] = []
    for start, end, figure in groups:
        piece = line.cut(start, end)
        out.extend([piece] if figure else _split_names(piece, names))
    return out


def _split_names(piece: Clean, names: CellNames) -> list[Clean]:
    """Several names in a row, cut where the gazetteer knows each of them; else one piece."""
    words = [m.span() for m in re.finditer(r"\S+", piece.text)]
    if len(words) < 3 or len(words) > 40 or names.is_named(piece.text):
        return [piece]
    found, at = [], 0
    while at < len(words):
        for size in range(min(5, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + size - 1][1]
            if names.is_place(piece.text[start:end]):
                found.append(piece.cut(start, end))
                at += size
                break
        else:
            return [piece]
    return found


def _named_cells(pieces: Sequence[Clean], columns: int) -> list[Clean | None] | None:
    """Cells of a row of names with their figures; None where their number does not fit the head."""
    figures = sum(1 for p in pieces if is_figure(p.text) and not is_filler(p.text))
    count = sum(1 for p in pieces if not is_figure(p.text))
    if not count:
        return None
    paired = figures >= 0.5 * count
    cells: list[Clean | None] = []
    name: Clean | None = None
    for piece in pieces:
        if is_filler(piece.text) and name is None:
            cells.append(None)
        elif is_figure(piece.text):
            cells.append(_joined(name, piece) if name else piece)
            name = None
        elif name is not None and not paired:
            cells.append(name)
            name = piece
        else:
            name = _joined(name, piece) if name else piece
    if name is not None:
        cells.append(name)
    if len(cells) > columns or len(cells) < 0.4 * columns:
        return None
    return cells + [None] * (columns - len(cells))


def _joined(left: Clean, right: Clean) -> Clean:
    offsets = left.offsets[:]
    offsets.append(offsets[-1] + 1)
    offsets.extend(right.offsets)
    return Clean(f"{left.text} {right.text}", offsets)


def value_matrix(lines: Sequence[Clean], names: CellNames, key: str = "") -> Flat | None:
    """A head of labels (places, years, measures), then rows of a key and as many figures as there are labels.

    A row of figures without a key repeats the key above it (a second measure). Labels and figures that were torn apart
    come together again when there are as many of the one as of the other.
    """
    counts = Counter(n for n in (row_figures(line.text) for line in lines[1:]) if n > 1)
    if not counts:
        return None
    width, often = max(counts.items(), key=lambda item: (item[1], item[0]))
    first = next(i for i, line in enumerate(lines) if i and row_figures(line.text) == width)
    heads = _labels(lines[:first], width, names)
    if heads is None or often < max(2, 0.3 * (len(lines) - first)):
        return None
    rows = _matrix_rows(_unwrapped(lines[heads[1] :], width), width)
    if len(rows) < 2:
        return None
    keyed = sum(1 for row in rows if row[0] is not None)
    return Flat([heads[2] or key or _key_head(rows), *heads[0]], rows, 0.85 if keyed == len(rows) else 0.7)


def _labels(lines: Sequence[Clean], width: int, names: CellNames) -> tuple[list[str], int, str] | None:
    """Labels of the columns, the number of lines they take, and the head of the key column."""
    if not lines:
        return None
    lowest = lines[-1].text.split()
    if len(lines) > 1 and len(lowest) == width and all(map(is_date, lowest)):
        return lowest, len(lines), ""  # years under heads that hold for some of them each
    text = lines[0].text
    words = text.split()
    if len(words) == width:
        return words, 1, ""
    if len(words) == width + 1 and not names.is_place(" ".join(words[:2])):
        return words[1:], 1, words[0]
    if len(words) > width and all(map(is_date, words[-width:])):
        return words[-width:], 1, " ".join(words[:-width])
    starts = [m.start() for m in re.finditer(r"\S+", text)][: _KEY_WORDS + 1]
    for at in (*starts[1:], 0):  # "Province Vietnam Hong Kong Laos"
        places = _split_names(lines[0].cut(at, len(text)), names)
        if len(places) == width and (at == 0 or is_head(text[:at].strip())):
            return [p.text for p in places], 1, text[:at].strip()
    if len(lines) >= width and all(len(line.text.split()) <= 4 for line in lines[:width]):
        if len(lines) > width and names.is_place(lines[width].text) == names.is_place(lines[1].text):
            return [line.text for line in lines[1 : width + 1]], width + 1, lines[0].text
        return [line.text for line in lines[:width]], width, ""
    return None


def _unwrapped(lines: Sequence[Clean], width: int) -> list[Clean]:
    """Lines of which a row's last figures had wrapped onto the next line, joined again."""
    out: list[Clean] = []
    for line in lines:
        here = row_figures(line.text)
        before = row_figures(out[-1].text) if out else 0
        if 0 < before < width and here == width - before and here == len(line.text.split()):
            out[-1] = _joined(out[-1], line)
        else:
            out.append(line)
    return out


def _matrix_rows(lines: Sequence[Clean], width: int) -> list[list[Clean | None]]:
    rows: list[list[Clean | None]] = []
    labels: list[Clean] = []
    figures: list[list[Clean]] = []
    last: Clean | None = None
    for line in [*lines, None]:
        size = row_figures(line.text) if line else 0
        if line is None or (size < width and figures):
            last = _pair(rows, labels, figures, last)
            labels, figures = [], []
        if line is None:
            break
        if size < width:
            labels.append(line)
            continue
        cells = _figure_cells(line, width)
        before = _before(line, cells[0])
        if before.strip():
            if labels and not figures and before[:1].islower():
                before_clean = _joined(labels.pop(), line.cut(0, len(before.rstrip())))
            else:
                before_clean = line.cut(0, len(before.rstrip()))
            last = _pair(rows, labels, figures, last)
            labels, figures = [], []
            rows.append([before_clean, *cells])
            last = before_clean
        else:
            figures.append(cells)
    return rows


def _before(line: Clean, cell: Clean) -> str:
    start = cell.offsets[0]
    return line.text[: next(i for i, offset in enumerate(line.offsets) if offset == start)]


def _figure_cells(line: Clean, width: int) -> list[Clean]:
    words = [m.span() for m in re.finditer(r"\S+", line.text)]
    return [line.cut(*span) for span in words if is_figure(line.text[span[0] : span[1]])][-width:]


def _pair(
    rows: list[list[Clean | None]], labels: list[Clean], figures: list[list[Clean]], last: Clean | None
) -> Clean | None:
    """Adds rows of figures that stood without their labels on the line; gives the last label."""
    if not figures:
        return labels[-1] if labels else last
    if len(labels) == len(figures):
        keys: list[Clean | None] = list(labels)
    elif labels and len(figures) == 1:
        whole = labels[0]
        for more in labels[1:]:
            whole = _joined(whole, more)
        keys = [whole]
    elif not labels:
        keys = [last] * len(figures)
    else:
        keys = [None] * len(figures)
    rows.extend([key, *cells] for key, cells in zip(keys, figures, strict=True))
    return keys[-1]


def _key_head(rows: list[list[Clean | None]]) -> str:
    keys = [row[0].text for row in rows if row[0] is not None]
    return "Year" if keys and all(year_of_start(key) is not None for key in keys) else ""


def under_years(lines: Sequence[Clean]) -> bool:
    """Whether one of the first lines ends with years, and most lines below it with as many figures."""
    for at, line in enumerate(lines[:_HEAD_LINES]):
        words = line.text.split()
        width = next((n for n, word in enumerate(reversed(words)) if not is_date(word)), len(words))
        below = lines[at + 1 :]
        if width >= _FEWEST_YEARS and not any(is_figure(word) for word in words[: len(words) - width]):
            return sum(row_figures(line.text) == width for line in below) > _MOST_ROWS * len(below) > 0
    return False


def is_rank(text: str) -> bool:
    """Whether a head or a key is a rank."""
    return bool(RANK.match(text.strip()))
