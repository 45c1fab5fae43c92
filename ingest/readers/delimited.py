"""Comma- and tab-separated text → records whose cells know where they stand.

The standard library's csv reader gives no offsets, so the text is cut here: a cell is quoted (a doubled quote inside
stands for one) or runs to the next separator or line end. A quote that is never closed is an ordinary character, so
that one stray quote cannot swallow the rest of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from ingest.readers.records import Record, cell
from ingest.types import Cell

SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 50_000  # characters looked at to find the separator

_QUOTED = re.compile(r'"(?:[^"]|"")*"')


@lru_cache(maxsize=8)
def _pattern(separator: str) -> re.Pattern[str]:
    s = re.escape(separator)
    # 1: inside of a quoted cell, 2: plain cell, 3: what ends it. Possessive, so that a stray quote costs no search.
    return re.compile(
        rf'(?:[^\S\n\r{s}]*"((?:[^"]++|"")*+)"[^\S\n\r{s}]*(?={s}|[\r\n]|\Z)|([^{s}\r\n]*))({s}|\r\n|\r|\n|\Z)'
    )


def records(text: str, separator: str) -> Iterator[Record]:
    """The rows of the text. Cell offsets hold the inside of the quotes; blanks around a plain cell are left out."""
    number = 0
    cells: list[Cell] = []
    at, length = 0, len(text)
    match = _pattern(separator).match
    while at < length or cells:
        found = match(text, at)
        if found is None:  # cannot be: every alternative may be empty
            break
        if found[1] is not None:
            cells.append(_quoted(found[1], found.start(1), found.end(1)))
        else:
            cells.append(_plain(found[2], found.start(2)))
        at = found.end()
        if found[3] != separator:
            number += 1
            yield Record(number, tuple(cells))
            cells = []


def _plain(raw: str, start: int) -> Cell:
    stripped = raw.strip()
    if not stripped:
        return Cell("", start, start)
    start += len(raw) - len(raw.lstrip())
    return cell(stripped, start, start + len(stripped))


def _quoted(raw: str, start: int, end: int) -> Cell:
    return cell(raw.replace('""', '"'), start, end)


def separator_of(text: str) -> str:
    """The separator of a text: the one that cuts most of its first lines into equally many cells, then into most.

    So a title above the table and a comma inside a cell mislead nobody. Where two cut alike, the earlier of
    `SEPARATORS`.
    """
    bare = _QUOTED.sub("", text[:SAMPLE])
    lines = [line for line in bare.splitlines() if line.strip()][:20]

    def fitness(separator: str) -> tuple[int, int]:
        counts = Counter(n for line in lines if (n := line.count(separator)))
        return max(((times, n) for n, times in counts.items()), default=(0, 0))

    return max(SEPARATORS, key=fitness)
