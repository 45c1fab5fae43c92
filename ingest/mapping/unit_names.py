"""What the gazetteer knows of the units that a table names beside its ties: a province around a city, a column of
Chinese names that does not tell its country."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.mapping.spec import Value

if TYPE_CHECKING:
    from graph.gazetteer import Gazetteer
    from graph.resolve import Resolver

_ENOUGH = 0.8  # of the different names
_CHINESE = ("Province", "LocalGovernment")


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    from graph.gazetteer import Gazetteer

    return Gazetteer.load()


@lru_cache(maxsize=1)
def _resolver() -> Resolver:
    from graph.resolve import Resolver

    return Resolver(_gazetteer())


def chinese_country(names: Sequence[str]) -> Value | None:
    """The constant CN when at least four in five of the names are borne by Chinese units; else None."""
    different = sorted(set(names))[:500]
    gazetteer = _gazetteer()
    known = sum(1 for name in different if any(_is_chinese(gazetteer, e.entity_id) for e in gazetteer.find(name)))
    return Value(constant="CN") if different and known >= _ENOUGH * len(different) else None


def _is_chinese(gazetteer: Gazetteer, id_: str) -> bool:
    return gazetteer.entity_kind(id_) in _CHINESE


@lru_cache(maxsize=4096)
def unit_id(name: str, country: str | None) -> str | None:
    """The id of a first-level unit by its name or id; None where nobody, or more than one, is meant."""
    if _gazetteer().get(name) is not None:
        return name
    return _resolver().resolve(name, "first", country).id
