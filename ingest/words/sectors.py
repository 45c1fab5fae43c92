"""The sector of a tie, from the words of its clause (`data/sectors.yaml`)."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import yaml

from graph.schema import schema

_WORD = re.compile(r"[a-z][a-z-]*")


@lru_cache(maxsize=1)
def sector_words() -> dict[str, str]:
    """Word → sector; the first sector that lists a word has it."""
    raw = yaml.safe_load((files("data") / "sectors.yaml").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for sector, words in raw.items():
        assert sector in schema().sectors, sector
        for word in words:
            found.setdefault(str(word), sector)
    return found


def sector_of(text: str, at: int) -> str | None:
    """The sector whose word stands nearest to the offset `at`; None when the text has none."""
    best: tuple[int, str] | None = None
    for match in _WORD.finditer(text.lower()):
        sector = sector_words().get(match[0])
        if sector is not None:
            distance = min(abs(match.start() - at), abs(match.end() - at))
            if best is None or distance < best[0]:
                best = (distance, sector)
    return best[1] if best and best[0] <= 160 else None
