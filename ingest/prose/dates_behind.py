"""Dates that stand in brackets of their own behind several names: "in A (opened in 1943), B (since 1961) and C"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures.date_forms import FoundDate
from ingest.names.name import Name

_BRACKET = re.compile(r"\s*\([^()]*\)")


def dates_behind_names(
    text: str, names: Sequence[Name], dates: Sequence[FoundDate]
) -> tuple[tuple[FoundDate, Name], ...]:
    """Each such date with its name; none where only one name has one: that date may be everybody's."""
    found: list[tuple[FoundDate, Name]] = []
    for name in names if len(dates) > 1 else ():
        bracket = _BRACKET.match(text, name.end)
        inside = [d for d in dates if bracket and bracket.start() < d.start < bracket.end()]
        found += [(inside[0], name)] if len(inside) == 1 else []
    return tuple(found) if len(found) > 1 else ()
