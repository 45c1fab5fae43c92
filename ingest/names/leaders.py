"""Office-holders who stand for their state: "President Nixon", "Zhou Enlai" (`data/leaders.csv`).

A full name stands alone; a family name only right after an office, for it may be anybody's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.gazetteer import Gazetteer
from ingest.names.name import Name
from ingest.words.lexicon import any_of, leaders, phrases
from ingest.words.said import openings, said_in

_OFFICE = rf"(?:(?:[Ff]ormer|[Tt]hen|[Vv]ice)[\s-])?{any_of(phrases('titles_of_leaders'))}"

_OF_A_UNIT = re.compile(rf"\b{any_of(phrases('titles_in_units'), either_case=True)}\s+$")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    full = sorted((n for n in leaders() if " " in n), key=lambda n: (-len(n), n))
    short = sorted((n for n in leaders() if " " not in n), key=lambda n: (-len(n), n))
    whole = "|".join(map(re.escape, full))
    family = "|".join(map(re.escape, short))
    return re.compile(rf"(?<![\w-])(?:(?:{_OFFICE}\s+)?(?P<full>{whole})|{_OFFICE}\s+(?P<short>{family}))(?![\w-])")


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    return openings(leaders())


def find_leaders(text: str, gazetteer: Gazetteer) -> list[Name]:
    """The office-holders in a text, as names of their states."""
    found: list[Name] = []
    if _openings().isdisjoint(said_in(text)):
        return found
    for match in _pattern().finditer(text):
        if _OF_A_UNIT.search(text, max(0, match.start() - 40), match.start("full") if match["full"] else match.start()):
            continue  # he held the office of a unit then
        state = gazetteer.get(leaders()[match["full"] or match["short"]])
        if state is not None:
            found.append(
                Name(
                    match.start(), match.end(), match[0], state.name, kind=state.kind, entity=state.id, stands_for=True
                )
            )
    return found
