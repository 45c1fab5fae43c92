"""What the gazetteer knows of the units that a table names beside its ties: a province around a city, a column of
Chinese names that does not tell its country."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.mapping.spec import Value
from ingest.words.countries import country_name, country_of

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


@lru_cache(maxsize=1024)
def state_id(name: str) -> str | None:
    """The id of a state by a name in its own or in Han letters (泰国); None for names in Latin letters, of which
    `ingest.words.countries` knows what tables mean by them (and that "Congo" may be two)."""
    if any(letter.isascii() and letter.isalpha() for letter in name):
        return None
    found = _resolver().resolve(name, "State").id
    return found if found and country_name(found) else None


@lru_cache(maxsize=1024)
def state_meant(name: str) -> str | None:
    """The code of the country that a code, a name or a demonym ("Canadian") means; None where it means none."""
    known = country_of(name)
    if known:
        return known.code
    states = {e.entity_id for e in _gazetteer().find(name) if _gazetteer().entity_kind(e.entity_id) == "State"}
    return min(states) if len(states) == 1 else None
