"""Equivalent codes, successions, jurisdictions, former states."""

from __future__ import annotations

import pytest

from graph.gazetteer import Gazetteer
from graph.identity import (
    canonical_id,
    equivalent_codes,
    foreign,
    greater_china,
    hint_allows,
    jurisdiction,
    successions,
)
from graph.model import Entity

GAZETTEER = Gazetteer.load()


def entity(id_: str) -> Entity:
    found = GAZETTEER.get(id_)
    assert found is not None, id_
    return found


@pytest.mark.parametrize(
    ("code", "id_"),
    [
        ("HK", "CN-HK"),
        ("TW", "CN-TW"),
        ("MO", "CN-MO"),
        ("PR", "US-PR"),
        ("RE", "FR-974"),
        ("KR-45", "KR-52"),
        ("JP-22", "JP-22"),
    ],
)
def test_equivalent_codes(code: str, id_: str) -> None:
    assert canonical_id(code) == id_
    assert entity(code).id == id_


def test_the_other_codes_of_a_place() -> None:
    assert equivalent_codes("FR-974") == ("FR-RE", "RE")
    assert equivalent_codes("JP-22") == ()


def test_every_succession_joins_known_entities_with_a_date_and_a_source() -> None:
    for one in successions():
        assert entity(one.before).id != entity(one.after).id
        assert one.when
        assert one.source


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("FR-Q", "FR-NOR"),
        ("mech:tradp", "mech:gti"),
        ("ZRCD", "CD"),
        ("SUHH", "RU"),
        ("CSHH", "CZ"),
        ("DDDE", "DE"),
        ("YUCS", "CSXX"),
    ],
)
def test_successions_never_merge(before: str, after: str) -> None:
    assert (before, after) in {(s.before, s.after) for s in successions()}
    assert entity(before).id != entity(after).id


@pytest.mark.parametrize(
    ("id_", "years"), [("SUHH", (1922, 1991)), ("DDDE", (1949, 1990)), ("FR-Q", (1982, 2015)), ("TH", None)]
)
def test_years_of_former_states_and_units(id_: str, years: tuple[int, int] | None) -> None:
    assert GAZETTEER.places.years(id_) == years


@pytest.mark.parametrize(
    ("a", "b", "is_foreign", "is_greater_china"),
    [
        ("CN-ZJ", "JP-22", True, False),
        ("CN-ZJ", "CN-YN", False, False),
        ("CN-ZJ", "CN-HK", True, True),
        ("CN-HK", "CN-TW", True, True),
        ("CN-HK", "JP-22", True, False),
        ("CN-YN", "LA", True, False),
        ("CN-ZJ", "SUHH", True, False),
        ("JP-22", "US-NJ", True, False),
        ("US-PR", "US-NJ", False, False),
        ("CN-YN", "mech:gms", False, False),
        ("CN-YN", "region:southeast-asia", False, False),
    ],
)
def test_what_is_foreign(a: str, b: str, is_foreign: bool, is_greater_china: bool) -> None:
    for left, right in ((entity(a), entity(b)), (entity(b), entity(a))):
        assert foreign(left, right) is is_foreign
        assert greater_china(left, right) is is_greater_china


def test_jurisdiction_of_a_provisional_place() -> None:
    assert jurisdiction(Entity("place:la/x", "X", "ForeignSNG", country="LA", status="provisional")) == "LA"
    assert jurisdiction(Entity("org:x", "X", "Organization")) is None


@pytest.mark.parametrize(
    ("hint", "id_", "allowed"),
    [
        ("CN", "CN-HK", True),
        ("HK", "CN-HK", True),
        ("TW", "CN-TW", True),
        ("TW", "CN-ZJ", False),
        ("HK", "CN-MO", False),
        ("US", "US-PR", True),
        ("PR", "US-PR", True),
        ("PR", "US-NJ", False),
        ("JP", "JP-22", True),
        ("JP", "CN-ZJ", False),
    ],
)
def test_a_country_hint_binds(hint: str, id_: str, allowed: bool) -> None:
    assert hint_allows(hint, entity(id_)) is allowed
