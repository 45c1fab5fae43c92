"""The signs and numbers that open the items of a list: "• Kobe", "3) Kobe"."""

from __future__ import annotations

import re

BULLETS = "•·▪●○◦‣∙■□✓–—*-"
BULLET_OR_NUMBER = rf"[{BULLETS}]\s*|\(?\d{{1,3}}[.)]\s+"
"""A pattern for what opens an item, with the blanks behind it."""
_OPENS = re.compile(BULLET_OR_NUMBER)


def without_mark(text: str) -> int:
    """Where a text starts behind the sign or number that opens it; 0 where none does.

    >>> without_mark("3) Kobe")
    3
    """
    found = _OPENS.match(text)
    return found.end() if found else 0
