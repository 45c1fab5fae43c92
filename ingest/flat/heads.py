"""The heads of a flattened table: the ways in which its first lines may be cut into column heads.

"Project Financed by Value (USD million) Year" has lost the borders between its heads. The lexicon knows more than one
way to cut it; which is right, the rows below tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cells.forms import is_date, trailing_figures, year_of_start
from ingest.cells.lexicon import is_head, role_of, roles_of_heads, split_heads
from ingest.cells.names import CellNames
from ingest.types import Clean
from ingest.words.lexicon import phrases

_MOST_LINES = 8  # of the heads
_MOST_WORDS = 16  # of a line of heads
_LONGEST = 5  # words of one head
_MOST_CUTS = 12  # of one line that are tried
_PART = re.compile(r"\S+(?:\s*[(（][^()（）]{1,40}[)）])?")

Heads = tuple[str, ...]
Way = tuple[Heads, Sequence[Clean]]  # the heads, and the lines below them


def ways(lines: Sequence[Clean], names: CellNames) -> list[Way]:
    """The heads that the first lines may hold, each with the lines of the body; the likeliest first."""
    found: dict[Heads, Sequence[Clean]] = {}
    if lines and names_body(lines[0].text, names):
        return []
    for size in (1, 2) if lines else ():
        if size == 2 and len(lines) > 1 and _is_unit_only(lines[1].text, names):
            continue  # a place under a title is no second line of heads
        first, below = _as_one(lines[:size]), lines[size:]
        for spans in head_cuts(first.text):
            found.setdefault(tuple(first.text[a:b] for a, b in spans), below)
        stop = heads_before(first.text)
        rest = [first.cut(stop, len(first.text)), *below]
        for spans in head_cuts(first.text[:stop]) if stop else ():
            found.setdefault(tuple(first.text[a:b] for a, b in spans), rest)
    for most in range(_MOST_LINES, 0, -1):
        for short in (False, True):
            for wrapped in (False, True):
                heads, body = heads_and_body(lines, names, short, most, wrapped)
                if heads:
                    found.setdefault(tuple(heads), body)
    return list(found.items())


def _is_unit_only(text: str, names: CellNames) -> bool:
    """Whether a line names a unit and no region of the world ("Asia" is a town, too)."""
    return names.is_unit(text) and "Region" not in names.kinds(text)


def names_body(text: str, names: CellNames) -> bool:
    """Whether a text is the name of a body rather than a head that holds its noun: "Asian Development Bank"."""
    return " " in text and not is_head(text) and bool(names.kinds(text) & {"Organization", "Mechanism"})


def _as_one(lines: Sequence[Clean]) -> Clean:
    """Lines of heads as one, as a line end may stand in the middle of a head."""
    text, offsets = lines[0].text, lines[0].offsets[:]
    for line in lines[1:]:
        text = f"{text} {line.text}"
        offsets.append(offsets[-1] + 1)
        offsets.extend(line.offsets)
    return Clean(text, offsets)


def heads_and_body(
    lines: Sequence[Clean], names: CellNames, short: bool = False, most: int = _MOST_LINES, wrapped: bool = False
) -> tuple[list[str], Sequence[Clean]]:
    """The column heads and the lines below them; no heads where the lexicon knows none of the first words. `wrapped`
    says that one head may take two or three lines ("Date of" over "Signature")."""
    heads: list[str] = []
    at = 0
    while at < min(len(lines), most):
        size = _lines_of_head(lines, at) if wrapped else 1
        text = " ".join(line.text for line in lines[at : at + size])
        if year_of_start(text) is not None or is_date(text) or trailing_figures(text):
            break
        spans = split_heads(text, short) or ([(0, len(text))] if known_words(text) else None)
        if spans is None or len(text.split()) > _MOST_WORDS:
            break
        if heads and (len(text.split()) > 4 or (names.is_place(text) and not is_head(text))):
            break
        heads += [text[a:b] for a, b in spans]
        at += size
    return (heads, lines[at:]) if len(heads) >= 2 else ([], lines)


def _lines_of_head(lines: Sequence[Clean], at: int) -> int:
    """The number of lines that make one head: such as are a head together, or the first of which breaks off."""
    for size in (3, 2):
        texts = [line.text for line in lines[at : at + size]]
        if len(texts) == size and is_head(" ".join(texts)):
            return size
    open_end = at + 1 < len(lines) and not _closed(lines[at].text) and bool(role_of(lines[at].text))
    return 2 if open_end and not any(char.isdigit() for char in lines[at + 1].text) else 1


def dated_heads(lines: Sequence[Clean]) -> tuple[list[str], Sequence[Clean]]:
    """The heads of rows that open with a date, where the lexicon knows only that of the date ("Year What was done"):
    on one line, or one on each of two; none where rows do not follow."""
    for size in (1, 2):
        below = lines[size].text if len(lines) > size else ""
        if year_of_start(below) is None:
            continue
        if size == 2 and role_of(lines[0].text) == "date" and is_head(lines[0].text) and _may_head(lines[1].text):
            return [lines[0].text, lines[1].text], lines[2:]
        parts = lines[0].text.split()
        for at in range(min(3, len(parts) - 1), 0, -1):
            first, rest = " ".join(parts[:at]), " ".join(parts[at:])
            if size == 1 and role_of(first) == "date" and is_head(first) and _may_head(rest):
                return [first, rest], lines[1:]
    return [], lines


def _may_head(text: str) -> bool:
    """Whether a text may be the head of a column: a capital, few words, no figure, no full stop."""
    plain = not any(char.isdigit() for char in text) and not text.endswith((".", ";", ",", ":"))
    return plain and text[:1].isupper() and len(text.split()) <= _MOST_WORDS // 2


def head_cuts(text: str) -> list[list[tuple[int, int]]]:
    """The ways to cut a whole line into at least two heads that the lexicon knows, or years; those with the most words
    known as heads first."""
    parts = [m.span() for m in _PART.finditer(text)]
    if not 2 <= len(parts) <= _MOST_WORDS or (text.endswith((".", ";", ",")) and not text.endswith("No.")):
        return []
    found: list[tuple[float, list[tuple[int, int]]]] = []

    def cut(at: int, spans: list[tuple[int, int]], known: float) -> None:
        if at == len(parts):
            if len(spans) > 1:
                found.append((known, spans))
            return
        for size in range(min(_LONGEST, len(parts) - at), 0, -1):
            start, stop = parts[at][0], parts[at + size - 1][1]
            words = known_words(text[start:stop])
            if words:
                cut(at + size, [*spans, (start, stop)], known + words)

    cut(0, [], 0)
    found.sort(key=lambda item: (-item[0], len(item[1])))
    return [spans for known, spans in found if known >= 0.4 * len(parts)][:_MOST_CUTS]


def known_words(piece: str) -> float:
    """How many words of a head the lexicon knows: all of it, or its end ("Japanese City"), or, counted half, its start
    ("Date of exchange"); 0 for what is no head."""
    if not piece or not (piece[0].isupper() or piece[0] in "#%" or is_date(piece)):
        return 0
    parts = _PART.findall(piece)
    if is_head(piece) or (len(parts) == 1 and is_date(piece)):
        return len(parts)
    if not role_of(piece) or not _closed(piece):
        return 0
    for size in range(len(parts) - 1, 0, -1):
        if is_head(" ".join(parts[-size:])):
            return size
        if is_head(" ".join(parts[:size])):
            return size / 2
    return 0


def heads_before(text: str) -> int:
    """Where the heads end that open a line and into which its rows run; 0 where it opens with no heads."""
    stops = [m.end() for m in re.finditer(r"\S+", text)][:_MOST_WORDS]
    for stop in reversed(stops[:-1]):
        cuts = head_cuts(text[:stop])
        heads = [text[a:b] for a, b in cuts[0]] if cuts else []
        if heads and all(map(is_head, heads)) and len({role_of(head) for head in heads}) > 1:
            return stop
    return 0


def _closed(piece: str) -> bool:
    """Whether a head does not break off in the middle of a phrase."""
    return piece.split()[-1].casefold() not in phrases("ends_no_head")


def role_of_head(head: str) -> str:
    """The role of a column: a year heads figures."""
    return "value" if is_date(head) else role_of(head)


def roles_at_heads(heads: Sequence[str]) -> list[str]:
    """The roles of all columns; years head figures."""
    return ["value" if is_date(head) else role for head, role in zip(heads, roles_of_heads(heads), strict=True)]


def heads_of_line(text: str) -> list[str]:
    """The column heads of a line all of whose parts the lexicon knows; empty where it is no such line."""
    if any(char.isdigit() for char in text) or len(text.split()) > 14 or text.endswith((".", ":", ";", ",")):
        return []
    spans = split_heads(text)
    if not spans or len(spans) < 2:
        return []
    heads = [text[a:b] for a, b in spans]
    return heads if all(role_of(head) for head in heads) else []
