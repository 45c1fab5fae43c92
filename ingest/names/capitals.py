"""Capitals of states by name (`data/capitals.csv`)."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

from graph.fold import fold


def _rows() -> list[dict[str, str]]:
    text = (files("data") / "capitals.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {fold(name): row["country"] for row in _rows() for name in row["names"].split("|")}


def capital_of(name: str) -> str | None:
    """The code of the state whose capital bears this name; None for what is no capital."""
    return _by_name().get(fold(name))


@lru_cache(maxsize=1)
def capitals_pattern() -> re.Pattern[str]:
    """Finds the name of any capital in a text."""
    printed = [name for row in _rows() for name in row["names"].split("|")]
    listed = "|".join(re.escape(name) for name in sorted(printed, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])")
