"""The pieces of a line between runs of blanks, which in a table kept as it was printed are its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.flat.heads import role_of_head
from ingest.types import Clean

_NOTE_MARK = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§]+|\[\w{1,3}\]|(?<=[^\W\d_])\d{1,3}$")
_SEGMENT = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_FURNITURE = re.compile(r"^\W*\d|\d\W*$|\.$")  # notes, and titles with the number of a page or volume
_FEWEST = 3  # columns of a table whose lines are told from what stands between them
_WORDS = 5  # of a line that is no cell
_FULL = 0.7  # of the lines that must hold all columns


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line between runs of blanks: its columns of characters, and its place in the clean line."""

    start: int
    end: int
    clean: Clean


def segments_of(line: Clean, text: str) -> list[Segment] | None:
    """The segments of a line; None where the clean line does not hold them in order."""
    found, at = [], 0
    for match in _SEGMENT.finditer(text.replace("\t", "    ")):
        piece = match.group()
        where = line.text.find(piece, at)
        if where < 0:  # the clean line has lost the marks of notes
            piece = _NOTE_MARK.sub("", piece).strip()
            where = line.text.find(piece, at) if piece else -1
        if where < 0:
            return None
        found.append(Segment(match.start(), match.end(), line.cut(where, where + len(piece))))
        at = where + len(piece)
    return found


def without_furniture(parts: Sequence[Sequence[Segment]]) -> list[int]:
    """The numbers of the lines without the notes and titles of a page break inside: lines of one long piece at the left
    among lines that hold a piece for each known head."""
    whole = list(range(len(parts)))
    width = len(parts[0]) if parts else 0
    if width < _FEWEST or sum(bool(role_of_head(head.clean.text)) for head in parts[0]) < width / 2:
        return whole
    if sum(len(part) == width for part in parts) < _FULL * len(parts):
        return whole
    return [at for at in whole if len(parts[at]) != 1 or not _is_furniture(parts[at][0])]


def _is_furniture(segment: Segment) -> bool:
    text = segment.clean.text
    return segment.start == 0 and len(text.split()) >= _WORDS and bool(_FURNITURE.search(text))
