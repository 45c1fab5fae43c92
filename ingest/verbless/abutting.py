"""Borders that a phrase beside a place tells: "Ordos, with a 700-km border with Mongolia and Russia, ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.kinds import GOVERNED
from ingest.names.listed import run_of
from ingest.names.name import Name
from ingest.verbless.tie import VerblessTie
from ingest.words.lexicon import any_of, phrases

_WITH = re.compile(
    rf"\s*,?\s+with\s+(?:[^,.;:]|(?<=\d)[,.](?=\d)){{0,60}}?\b{any_of(phrases('borders'))}\s+with\s+"
    rf"(?:{any_of(phrases('before_neighbours'))}\s+)?"
)


def abutting(text: str, names: Sequence[Name], outer: set[Name]) -> list[VerblessTie]:
    """BORDERS for a place and those that stand behind its "with a border with"; `outer` only say where others lie."""
    if "border" not in text and "frontier" not in text:
        return []
    found: list[VerblessTie] = []
    places = [n for n in names if n.kind in GOVERNED and not n.demonym]
    for at, name in enumerate(places[:-1]):
        beside = _WITH.match(text, name.end)
        if beside is None or places[at + 1].start != beside.end():
            continue
        others = [n for n in run_of(text, places[at + 1 :]) if n not in outer]
        found += [VerblessTie(name, other, "BORDERS", "abutting") for other in others]
    return found
