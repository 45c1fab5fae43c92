"""Lists whose entries stand under lines of their own that say to whom they belong, as portals print them.

    Kitami                              Japan
     Elizabeth, New Jersey (1969)        Tokyo
     Jinju, South Korea                  Osaka

A unit above places that say where they lie is paired with each; a state or region above towns says where these lie.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from ingest.cells.forms import DATE
from ingest.cells.names import CellNames
from ingest.flat.entries import dated, parted, split_entries, without_what
from ingest.flat.matrix import Flat
from ingest.lines.bullets import without_mark
from ingest.lines.lines import Lines
from ingest.types import Clean

_FEWEST_GROUPS, _FEWEST = 2, 4  # and entries
_GROUP_WORDS, _ENTRY_WORDS = 5, 12
_COUNT = re.compile(r"\s*(?:[(（]\d{1,3}[)）]|\[\s?\w{1,3}\s?\])*\s*[:：]?$")  # "Japan (3):", "Lyon[ 4]"
_NOTE = re.compile(r"\s*\[\s?\w{1,3}\s?\]\.?$")  # "Suwon, South Korea[3]"
_LISTED = re.compile(r"\s*;\s*|\s*,\s*(?=[A-Z])")  # between the entries of one line
_MOST_LINES = 2000
PAIRS, PLACES = "pairs", "places"
PAIRED_HEADS = ("Place", "Partner", "Date")


def group_run(
    lines: Lines, flow: Sequence[int], stops: Callable[[int], bool], names: Callable[[], CellNames]
) -> list[int]:
    """The lines of such a list from the first of `flow`; none where it opens with no group."""
    if len(flow) < _FEWEST or any(not _may_be_one(lines.text(i)) for i in flow[:2]):
        return []
    body: list[int] = []
    for i in flow[:_MOST_LINES]:
        text = lines.text(i)
        if stops(i) or (body and lines.gaps[i] > 1 + lines.pad) or not _may_be_one(text):
            break
        body.append(i)
    kept = _whole([lines.text(i) for i in body], names())
    return body[:kept]


def grouped(lines: Sequence[Clean], names: CellNames) -> Flat | None:
    """Rows of a group and one of its entries; None where the lines are no such list from end to end."""
    texts = [line.text for line in lines]
    if len(texts) < _FEWEST or not all(map(_may_be_one, texts[:2])) or _whole(texts, names) != len(texts):
        return None
    kind = _kind(texts, names)
    rows: list[list[Clean | None]] = []
    above: Clean | None = None
    for line in lines:
        if _is_group(line.text, kind, names):
            label = line.cut(0, len(_COUNT.sub("", line.text)))
            above = label if kind == PAIRS or names.is_country(label.text) else None
        else:
            entries = line.cut(without_mark(line.text), len(_NOTE.sub("", line.text)))
            for entry in parted(entries) if kind == PAIRS else split_entries(entries, names):
                rows.append([above, *dated(entry)])
    heads = list(PAIRED_HEADS) if kind == PAIRS else ["Country", "Place", "Date"]
    return Flat(heads, rows, 0.85)


def _may_be_one(text: str) -> bool:
    """Whether a line may be a group or an entry: few words, and no sentence."""
    short = all(len(part.split()) <= _ENTRY_WORDS for part in _LISTED.split(text))
    return short and not text.endswith((".", ";", "!", "?")) and text[:1].isprintable()


def _kind(texts: Sequence[str], names: CellNames) -> str:
    """What the first line opens: pairs of a unit and places, or the places of a state or region; empty for neither."""
    first = _COUNT.sub("", texts[0])
    if len(first.split()) > _GROUP_WORDS or "," in first or any(char.isdigit() for char in first):
        return ""
    if names.is_country(first) or "Region" in names.kinds(first):
        return PLACES
    return PAIRS if names.is_unit(first) else ""


def _is_group(text: str, kind: str, names: CellNames) -> bool:
    if without_mark(text) or "," in text or DATE.search(text) or len(text.split()) > _GROUP_WORDS:
        return False
    bare = _COUNT.sub("", text)
    if kind == PAIRS:
        return names.is_unit(bare)
    return names.is_country(bare) or ("Region" in names.kinds(bare) and not text.startswith(" "))


def _is_entry(text: str, kind: str, names: CellNames) -> bool:
    bare = without_what(_NOTE.sub("", text)[without_mark(text) :].split(";")[0])
    date = DATE.search(bare)
    name = (bare[: date.start()] if date else bare).strip(" ,(–—-")
    if kind == PLACES:
        return names.is_place(re.split(r"\s*[,(（]|\s+and\s+", name)[0])
    parts = [part.strip(" )）") for part in re.split(r"[,(（]", name)]
    return len(parts) > 1 and names.is_place(parts[-1])


def _whole(texts: Sequence[str], names: CellNames) -> int:
    """How many of the lines are groups with their entries, up to the last entry; 0 where they are too few."""
    kind = _kind(texts, names) if texts else ""
    marks: list[bool] = []  # of each line, whether it is a group
    for text in texts if kind else ():
        if _is_group(text, kind, names):
            marks.append(True)
        elif _is_entry(text, kind, names):
            marks.append(False)
        else:
            break
    while marks and marks[-1]:
        marks.pop()
    groups = sum(1 for a, b in pairwise(marks) if a and not b)
    return len(marks) if groups >= _FEWEST_GROUPS and marks.count(False) >= _FEWEST else 0
