"""Column names that say of which country the units below are: "Canadian province", "US state", "State (India)"."""

from __future__ import annotations

import re

from ingest.cells.columns import column_lexicon
from ingest.mapping.unit_names import state_meant

_BRACKETS = re.compile(r"[(\[]([^)\]]+)[)\]]")
_UNITS = {"city_a": "city", "province_a": "unit", "unit_a": "unit", "either": "unit"}
"""Roles of a name for units without more → what the units are."""


def unit_head(column: str) -> tuple[str, str | None] | None:
    """What the units of a column are, `unit` or `city`, and the code of the country that its name tells.

    None for a column that names no unit, and for one whose name alone says which end it is.
    """
    lexicon = column_lexicon()
    roles = lexicon.roles_of(column)
    inside = _BRACKETS.search(column)
    country = state_meant(inside[1].strip()) if inside else None
    if "either" in roles or (country and roles and roles[0] in _UNITS):
        return _UNITS.get(roles[0], "unit"), country
    if roles:
        return None
    words = column.replace("_", " ").split()
    for at in range(len(words) - 1, 0, -1):
        what = [_UNITS[role] for role in lexicon.roles_of(" ".join(words[at:])) if role in _UNITS]
        country = state_meant(" ".join(words[:at])) if what else None
        if country:
            return what[0], country
    return None
