"""Where tables without a caption stand: heads one to a line with cells below, and rows of names that end with dates.

The shape of lines is looked at; whether their names are those of places is for the rebuilding to say, and what it
cannot rebuild stays running text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ingest.cells.forms import DATE, is_date, is_filler, is_number, is_ordinal, opens_entry, prose_like
from ingest.cells.names import CellNames
from ingest.figures.date_forms import MONTH_NAME
from ingest.flat.blocks import block_run
from ingest.flat.column_heads import CELL_WORDS, MOST_HEADS, heads_in_column, names_only
from ingest.flat.groups import group_run
from ingest.flat.heads import heads_of_line, names_body, role_of_head
from ingest.flat.registers import register_run
from ingest.flat.runs import headed_run, labelled_run, may_open
from ingest.lines.bullets import BULLET_OR_NUMBER
from ingest.lines.kinds import is_source, numbered_heading
from ingest.lines.lines import Lines
from ingest.words.lexicon import phrases, unit_nouns

Names = Callable[[], CellNames]  # asked for when needed: the gazetteer is loaded then

_DATED_WORDS = 5  # of a cell that ends with a date
_ROW_WORDS = 16  # of a line that holds a row
_ROW_LINES = 4  # of one row whose cells stand one to a line
_FEWEST_ROWS = 3
_SAMPLE = 30  # lines by which a run is judged
_FULL = 0.7  # of the width of lines
_PLACES = 0.4  # of them that must open with the name of a place
_CENTURIES = ("16", "17", "18", "19", "20")  # with which the year of every date begins
_BROKEN_DATE = re.compile(rf"\b{MONTH_NAME}[a-z.]*(?:\s+\d{{1,2}},?)?$")
_SMALL = frozenset(phrases("small_in_names"))
_MARK = re.compile(
    rf"^(?:{BULLET_OR_NUMBER}|[A-Z]{{1,2}}\d{{1,3}}\s+|\d{{1,2}}\s+(?=[^\W\d_]{{3,}}))"
    rf"(?!{MONTH_NAME})"
)


def mark_of(text: str) -> int:
    """Length of the bullet or number that opens a row."""
    found = _MARK.match(text)
    return found.end() if found else 0


def holds_date(text: str) -> bool:
    """Whether a date or a year stands in a line."""
    return bool(DATE.search(text))


def name_like(text: str) -> bool:
    """Whether a line is made of names and dates: hardly a small word, no mark that ends a sentence inside."""
    if len(text.split()) > _ROW_WORDS or re.search(r"[^\W\d]{3}[.!?;]\s|!|[^\s]:(?:\s|$)|\?(?:\s|$)", text):
        return False
    if text.endswith(".") and len(text.split()) > 6:
        return False
    words = [w.strip("(),.–-") for w in DATE.sub(" ", text).split()]
    words = [w for w in words if w and w.casefold() not in _SMALL | unit_nouns()]
    small = sum(1 for word in words if word[:1].islower())
    return small <= 0.15 * len(words) and not any(is_number(w) and len(w) > 4 for w in words)


def loose_runs(
    lines: Lines, flow: Sequence[int], taken: set[int], stops: Callable[[int], bool], most: int, names: Names
) -> Iterator[list[int]]:
    """The lines of each table without a caption, of at most so many lines; they are `taken` afterwards."""
    for at, i in enumerate(flow):
        if i not in taken and _may_open(lines.text(i)):
            ahead = flow[at : at + most]
            body = group_run(lines, ahead, stops, names) or register_run(lines, ahead, stops, names)
            body = body or block_run(lines, ahead, stops)
            body = body or column_run(lines, ahead, stops, names)
            body = body or labelled_run(lines, ahead, stops, names)
            if not body and not heads_in_column([lines.text(j) for j in ahead[1 : 3 * MOST_HEADS]]):
                body = headed_run(lines, ahead, stops)  # no title over heads that stand one to a line
            body = body or row_run(lines, ahead, stops, names)
            taken.update(body)
            if body:
                yield body


def _may_open(text: str) -> bool:
    """Whether any of these may open with a line: running text opens few of them, and most lines are running text."""
    return not prose_like(text) or may_open(text) or _of_names(_MARK.sub("", text))


def column_run(lines: Lines, flow: Sequence[int], stops: Callable[[int], bool], names: Names) -> list[int]:
    """The lines of a table whose heads and cells stand one to a line, from the first line of `flow`."""
    texts = [lines.text(i) for i in flow[: 3 * MOST_HEADS]]
    heads = heads_in_column(texts)
    if not heads or any(names_body(text, names()) for text in texts[:heads]):
        return []
    if lines.gaps[flow[1]] > lines.gaps[flow[2]] and heads_in_column(texts[1:]):  # the first is their title
        return []
    body = list(flow[:heads])
    rhythm = max(lines.gaps[i] for i in flow[1 : 3 * heads])
    roles = [role_of_head(text) for text in texts[:heads]]
    for i in flow[heads:]:
        text = lines.text(i)
        late = lines.gaps[i] > rhythm + 1
        if late or stops(i) or is_source(text) or numbered_heading(text) or _is_prose(text):
            break
        body.append(i)
    return _whole_rows(lines, body, roles)


def _is_prose(text: str) -> bool:
    if names_only(text):
        return False
    return prose_like(text) or len(text.split()) > 2 * CELL_WORDS or (len(text) > 60 and text.endswith("."))


def _whole_rows(lines: Lines, body: list[int], roles: Sequence[str]) -> list[int]:
    """Without the lines behind the last row, such as the next heading."""
    heads = len(roles)
    texts = [lines.text(i) for i in body]
    typed = {i for i, role in enumerate(roles) if role in ("date", "ordinal", "value", "share")}
    if not typed:
        return body[: len(body) - len(body) % heads]
    stop = heads
    for start in range(heads, len(body) - heads + 1, heads):
        row = texts[start : start + heads]
        if all(_is_dated(row[i]) or is_number(row[i]) or is_filler(row[i]) or is_ordinal(row[i]) for i in typed):
            stop = start + heads
    if heads - 1 in typed:  # where a cell wraps, rows go on after it
        ends = [at for at in range(stop, len(body)) if _is_dated(texts[at]) or is_number(texts[at])]
        stop = ends[-1] + 1 if ends else stop
    elif stop == heads:
        stop = len(body)
    return body[:stop]


def _is_dated(text: str) -> bool:
    """Whether a cell is a date, perhaps behind a few words: "Signed in 1988"."""
    return is_date(text) or (len(text.split()) <= _DATED_WORDS and holds_date(text))


def row_run(lines: Lines, flow: Sequence[int], stops: Callable[[int], bool], names: Names) -> list[int]:
    """The lines of a table whose rows are names with a date at the end: one row to a line, cells one to a line, or
    several rows on one line."""
    body: list[int] = []
    dated: list[int] = []
    since = rows = 0
    for i in flow:
        text = lines.text(i)
        if stops(i) or is_source(text) or not _of_names(_MARK.sub("", text)):
            break
        since += 1
        body.append(i)
        if holds_date(text):
            dated.append(len(body))
            rows += len(pieces(text))
            since = 0
        elif since > (_ROW_LINES if dated else MOST_HEADS):
            break
    if not dated or sum(opens_entry(lines.text(i)) for i in flow[: len(body) + 1]) > 1:
        return []
    body = [*body[: dated[-1]], *_undated_items(lines, body, dated[-1], names)]
    first = _first_line(lines, body, dated, names) if rows >= 2 else dated[0] - 1
    headed = bool(heads_of_line(lines.text(body[first])))
    if len(body) - first == 1 and _inside_paragraph(lines, body[first]):
        return []
    if rows < _FEWEST_ROWS - headed or len(body) - first > rows * _ROW_LINES:
        return []
    some = [part for i in body[first : first + _SAMPLE] for part in pieces(lines.text(i))]
    opening = sum(1 for part in some if _opens_with_place(part, names()))
    return body[first:] if opening >= _PLACES * sum(any(c.isalpha() for c in part) for part in some) > 0 else []


def _inside_paragraph(lines: Lines, i: int) -> bool:
    """Whether a line goes on with the sentence of a full line right above it."""
    above = lines.text(i - 1) if i and lines.gaps[i] <= lines.pad else ""
    return prose_like(above) and len(above) > _FULL * lines.width and not above.endswith((":", "："))


def _undated_items(lines: Lines, body: Sequence[int], last: int, names: Names) -> list[int]:
    """The lines behind the last date that are items of the same list: each opens with a mark and a place."""
    if not any(mark_of(lines.text(i)) for i in body[max(0, last - 2) : last]):  # the last may wrap before its date
        return []
    found: list[int] = []
    for i in body[last:]:
        text = lines.text(i)
        if not mark_of(text) or lines.gaps[i] > lines.gaps[body[last - 1]] or not _opens_with_place(text, names()):
            break
        found.append(i)
    return found


def _opens_with_place(text: str, names: CellNames) -> bool:
    """Whether the first words of a row are the name of a place."""
    words = DATE.sub("", text[mark_of(text) :], count=1 if DATE.match(text) else 0).split()[:5]
    return any(names.is_place(" ".join(words[:n]).strip(",;:–-()")) for n in range(1, len(words) + 1))


def _of_names(text: str) -> bool:
    """Whether a line, or nearly each of the rows that run together in it, is made of names and dates."""
    parts = pieces(text)
    return sum(map(name_like, parts)) >= (0.75 * len(parts) if len(parts) > 3 else len(parts))


def pieces(text: str) -> list[str]:
    """The rows that run together in one line: names and a date, again and again."""
    if len(text) < 60 or sum(map(text.count, _CENTURIES)) < 2:
        return [text]
    cut = [m.end() for m in DATE.finditer(text)]
    if len(cut) < 2:
        return [text]
    edges = [0, *cut[:-1], len(text)]
    return [text[a:b].strip(" ,;)") for a, b in pairwise(edges)]


def _first_line(lines: Lines, body: Sequence[int], dated: Sequence[int], names: Names) -> int:
    """Where the table opens: at the line of heads, with a place under which the rows stand, or with the first row;
    lines before it are headings."""
    first = dated[0] - 1
    if is_date(lines.text(body[first])):  # cells one to a line: as many lines as the next row has
        size = dated[1] - dated[0] if len(dated) > 1 else 1
        first = max(0, dated[0] - size)
        while first and dated[0] - first < _ROW_LINES and not heads_of_line(lines.text(body[first - 1])):
            if not _opens_with_place(lines.text(body[first - 1]), names()):
                break
            first -= 1
    if first and body[first] == body[first - 1] + 1 and _wraps(lines, body[first - 1], body[first]):
        first -= 1
    for at in range(first - 1, max(-1, first - MOST_HEADS), -1):
        if heads_of_line(lines.text(body[at])):
            return at
    if first and _is_place(lines.text(body[first - 1]), names()):
        first -= 1
        if first and places_only(lines.text(body[first - 1]), names()):
            first -= 1
    return first


def _is_place(text: str, names: CellNames) -> bool:
    return names.is_place(text) or places_only(text, names)


def _wraps(lines: Lines, before: int, i: int) -> bool:
    """Whether a line breaks off in the middle of a date or of a name."""
    text = lines.text(before)
    return lines.gaps[i] <= lines.pad and (text.endswith((",", "-")) or bool(_BROKEN_DATE.search(text)))


def places_only(text: str, names: CellNames) -> bool:
    """Whether a line holds the names of two or three states or provinces and nothing else: heads of columns."""
    words = text.split()
    if not 2 <= len(words) <= 8 or any(char.isdigit() for char in text) or "," in text:
        return False
    at = found = 0
    while at < len(words):
        for size in range(min(5, len(words) - at), 0, -1):
            if names.kinds(" ".join(words[at : at + size])) & {"State", "Province", "ForeignSNG"}:
                found += 1
                at += size
                break
        else:
            return False
    return 2 <= found <= 3 and not names.is_place(text)
