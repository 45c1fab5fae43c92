"""Seats of firms that a name beside theirs tells: "Lagos-based Ade Mills", "Fox Metals of Perth"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.kinds import FIRMS, PLACES
from ingest.names.name import Name
from ingest.verbless.tie import VerblessTie
from ingest.words.lexicon import any_of, phrases

# "Lagos-based cement maker Ade Mills"
_BASED = re.compile(rf"-{any_of(phrases('seated'))}\s+(?:[a-z][\w-]*\s+){{0,4}}")
_OF = re.compile(r"\s+of\s+")


def seated(text: str, names: Sequence[Name]) -> list[VerblessTie]:
    """The firms of a sentence with the places of their seats; a body of a state ("the Bank of China") is one name."""
    found: list[VerblessTie] = []
    for one, other in pairwise(names):
        if other.kind in FIRMS and _is_seat(one) and _BASED.fullmatch(text, one.end, other.start):
            found.append(VerblessTie(other, one, "BASED_IN", "seated"))
        elif (
            one.kind in FIRMS
            and _is_seat(other)
            and other.kind != "State"
            and _OF.fullmatch(text, one.end, other.start)
        ):
            found.append(VerblessTie(one, other, "BASED_IN", "seated"))
    return found


def _is_seat(name: Name) -> bool:
    return name.kind in PLACES and name.kind != "Region" and not (name.demonym or name.anaphor or name.stands_for)
