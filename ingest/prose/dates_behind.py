"""Dates that stand in brackets of their own behind several names: "in A (opened in 1943), B (since 1961) and C"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.figures.date_forms import FoundDate
from ingest.names.name import Name

_BRACKET = re.compile(r"\s*\([^()]*\)")


def dates_behind_names(
    text: str, names: Sequence[Name], dates: Sequence[FoundDate], held: Mapping[Name, Name]
) -> tuple[tuple[FoundDate, Name], ...]:
    """Each such date with its name; none where only one name has one: that date may be everybody's.

    `held` are places by what the text says that they lie in: a date behind Austria is that of "Linz in Austria".
    """
    found: list[tuple[FoundDate, Name]] = []
    for name in names if len(dates) > 1 else ():
        bracket = _BRACKET.match(text, name.end)
        inside = [d for d in dates if bracket and bracket.start() < d.start < bracket.end()]
        found += [(inside[0], held.get(name, name))] if len(inside) == 1 else []
    return tuple(found) if len(found) > 1 else ()
