"""Names that a text lists: "A, B (since 1990) and the C"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.names.name import Name

_JOIN = re.compile(r"(?:\s*\([^()]*\))?\s*(?:,\s*(?:and\b|or\b)?|\b(?:and|or)\b|&)\s*(?:the\s+)?", re.IGNORECASE)


def is_join(text: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` joins two members of a list."""
    return _JOIN.fullmatch(text, start, end) is not None


def run_of(text: str, names: Iterable[Name]) -> list[Name]:
    """The names, in the order of the text or against it, up to the first that is not joined to the one before."""
    out: list[Name] = []
    for name in names:
        if out:
            one, other = (out[-1], name) if name.start >= out[-1].end else (name, out[-1])
            if not is_join(text, one.end, other.start):
                break
        out.append(name)
    return out
