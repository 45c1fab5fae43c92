"""The entries of a list of bodies as rows of a table: "ASEM (1996); Lake Forum, since 2004"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cells.lexicon import nouns
from ingest.cells.names import CellNames
from ingest.flat.entries import Grid, dated
from ingest.kinds import BODIES
from ingest.types import Clean

_BODIES_KNOWN = 0.4  # of the entries
_BODY_WORDS = 10


def body_grid(entries: Sequence[Clean], names: CellNames) -> Grid | None:
    """Entries as rows of a body and a date; None where hardly half of them are known bodies, or nearly places."""
    rows = [dated(entry) for entry in entries]
    texts = [re.split(r"\s*[(（]", name.text)[0] for name, _ in rows]
    known = sum(bool(names.kinds(text) & BODIES) for text in texts)
    if len(rows) < 2 or known < _BODIES_KNOWN * len(rows):
        return None
    return Grid(
        ("Mechanism", "Date"), tuple(row for row, text in zip(rows, texts, strict=True) if _like_body(text, names))
    )


def _like_body(text: str, names: CellNames) -> bool:
    """Whether an entry may be a body: it is known as one, or has the words or the capitals of one."""
    words = text.split()
    noun = any(word.casefold() in nouns()["body"] or word.casefold() in nouns()["event"] for word in words)
    return bool(names.kinds(text) & BODIES) or (0 < len(words) <= _BODY_WORDS and (noun or text.isupper()))
