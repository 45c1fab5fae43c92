"""Whether a column of places that says nothing about their country holds Chinese ones, by the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.mapping_spec import Value

if TYPE_CHECKING:
    from graph.gazetteer import Gazetteer

_ENOUGH = 0.8  # of the different names
_CHINESE = ("Province", "LocalGovernment")


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    from graph.gazetteer import Gazetteer

    return Gazetteer.load()


def chinese_country(names: Sequence[str]) -> Value | None:
    """The constant CN when at least four in five of the names are borne by Chinese units; else None."""
    different = sorted(set(names))[:500]
    gazetteer = _gazetteer()
    known = sum(1 for name in different if any(_is_chinese(gazetteer, e.entity_id) for e in gazetteer.find(name)))
    return Value(constant="CN") if different and known >= _ENOUGH * len(different) else None


def _is_chinese(gazetteer: Gazetteer, id_: str) -> bool:
    return gazetteer.entity_kind(id_) in _CHINESE


def province_ids(column: str, names: Sequence[str]) -> Value:
    """A value that turns the names of provinces into their ids; other names give nothing."""
    gazetteer = _gazetteer()
    values = {}
    for name in sorted(set(names)):
        ids = {e.entity_id for e in gazetteer.find(name) if gazetteer.entity_kind(e.entity_id) == "Province"}
        if len(ids) == 1:
            values[name] = ids.pop()
    return Value(columns=(column,), values=values, default="")
