"""Column heads that stand one to a line, above cells that do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cells.forms import is_date, prose_like
from ingest.cells.lexicon import is_head
from ingest.flat.heads import known_words, role_of_head
from ingest.words.lexicon import phrases

MOST_HEADS = 8
CELL_WORDS = 9
"""Of a line that holds a cell."""
_LIST_WORDS = 60  # of a cell that lists names
_CAPITALS = 0.85  # of the words of such a cell
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_SMALL = frozenset(phrases("small_in_names"))


def heads_in_column(texts: Sequence[str]) -> int:
    """Number of lines, from the first, that are column heads one to a line; 0 where the table opens otherwise."""
    counts: list[int] = []
    while len(counts) < min(MOST_HEADS, len(texts)) and _may_be_head(texts[len(counts)]):
        text = texts[len(counts)]
        known = is_head(text) or is_date(text)  # a cell may end as heads do: the last head is one that is known whole
        counts.append(len(counts) + 1 if known else counts[-1] if counts else 0)
    return next((count for count in sorted(set(counts), reverse=True) if count > 1 and _heads(texts, count)), 0)


def _may_be_head(text: str) -> bool:
    return len(text.split()) <= 4 and _head_line(text)


def _heads(texts: Sequence[str], count: int) -> bool:
    """Whether so many lines may be heads over the cells of two rows; the first cells may look like heads, too."""
    roles = [role_of_head(text) for text in texts[:count]]
    if len(texts) < 3 * count or not roles[0] or len({role for role in roles if role}) < 2 or is_date(texts[0]):
        return False
    told = sum(role == "text" for role in roles)  # cells of a row that may hold running text
    return sum(not _may_be_cell(cell) for cell in texts[count : 3 * count]) <= 2 * told


def _may_be_cell(text: str) -> bool:
    return (len(text.split()) <= CELL_WORDS and not prose_like(text)) or names_only(text)


def names_only(text: str) -> bool:
    """Whether a cell, however long, lists names: nearly every word has a capital."""
    words = [word for word in text.split() if word[:1].isalpha() and word.casefold() not in _SMALL]
    return len(words) <= _LIST_WORDS and sum(word[0].isupper() for word in words) >= _CAPITALS * len(words) > 0


def _head_line(text: str) -> bool:
    return is_date(text) or (known_words(text) > 0 and not _holds_digit(text))


def _holds_digit(text: str) -> bool:
    return any(char.isdigit() for char in _BRACKETS.sub("", text))  # "Population (1,000)"
