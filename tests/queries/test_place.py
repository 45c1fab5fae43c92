"""Whom a user means."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from graph.errors import NotFoundError, UsageError
from graph.model import Candidate, Decision, Entity
from queries.place import find, inside, near
from tests.queries.sample import ENTITIES, Row, sample, world

WORLD = sample()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CN-YN", "CN-YN"),
        ("cn-yn", "CN-YN"),
        ("MECH:GMS", "mech:gms"),
        ("Yunnan", "CN-YN"),
        ("  yunnan province ", "CN-YN"),
        ("云南", "CN-YN"),
        ("gms", "mech:gms"),
        ("Shizuoka ken", "JP-22"),
        ("kunming forum and fair 2010", None),
        ("Kunming Forum & Fair <2010>", "event:forum"),
    ],
)
def test_found_in_the_workspace(name: str, expected: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    no_gazetteer(monkeypatch)
    if expected is None:
        with pytest.raises(NotFoundError):
            find(WORLD, name)
    else:
        assert find(WORLD, name).id == expected


def no_gazetteer(monkeypatch: pytest.MonkeyPatch, known: dict[str, Entity] | None = None) -> None:
    """A gazetteer of a few names in the place of the real one."""
    by_name = known or {}
    by_id = {entity.id: entity for entity in by_name.values()}

    class Resolver:
        def __init__(self, gazetteer: object) -> None:
            pass

        def resolve(self, form: str) -> Decision:
            offered = (Candidate("ML", "Mali", "State", "ML", 0.8, "near"),)
            found = by_name.get(form)
            return Decision(form, found.id if found else None, 1.0, "alias", "", () if found else offered)

    gazetteer = SimpleNamespace(get=by_id.get)
    loader = SimpleNamespace(load=lambda _extra=None: gazetteer)
    monkeypatch.setitem(sys.modules, "graph.gazetteer", SimpleNamespace(Gazetteer=loader))
    monkeypatch.setitem(sys.modules, "graph.resolve", SimpleNamespace(Resolver=Resolver))


def test_the_gazetteer_is_asked_last(monkeypatch: pytest.MonkeyPatch) -> None:
    chad = Entity("TD", "Chad", "State", "TD", "TD")
    no_gazetteer(monkeypatch, {"Republic of Chad": chad, "Dian": WORLD.entities["CN-YN"]})
    assert find(WORLD, "Republic of Chad") == chad
    assert find(WORLD, "td") == chad
    assert find(WORLD, "Dian") is WORLD.entities["CN-YN"]


def test_unknown_names_offer_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    no_gazetteer(monkeypatch)
    with pytest.raises(NotFoundError, match=r"did you mean Mali \(State, ML\)"):
        find(WORLD, "Maali")


def test_a_name_of_several_means_the_one_that_the_gazetteer_takes_it_for(monkeypatch: pytest.MonkeyPatch) -> None:
    no_gazetteer(monkeypatch, {"Henan": WORLD.entities["CN-HA"]})
    two = world([], (*ENTITIES, Entity("geonames:1", "Henan", "ForeignSNG", "XX", "XX")))
    assert find(two, "Henan").id == "CN-HA"


def test_a_name_of_several_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    no_gazetteer(monkeypatch)
    two = world([], (*ENTITIES, Entity("geonames:1", "Yunnan", "ForeignSNG", "XX", "XX")))
    with pytest.raises(UsageError, match=r"may be Yunnan \(Province, CN-YN, 0 ties\), Yunnan \(For"):
        find(two, "Yunnan")


def test_one_without_ties_does_not_hide_its_namesake_with_ties(monkeypatch: pytest.MonkeyPatch) -> None:
    state = Entity("BR-RJ", "Rio de Janeiro", "ForeignSNG", "BR", "BR")
    city = Entity("geonames:3451190", "Rio de Janeiro", "ForeignSNG", "BR", "BR", parent="BR-RJ")
    no_gazetteer(monkeypatch, {"Rio de Janeiro": state})
    rows = [Row("CN-YN", "SISTER_OF", city.id), Row("CN-HA", "SISTER_OF", city.id)]
    with pytest.raises(UsageError) as told:
        find(world(rows, (*ENTITIES, state, city)), "Rio de Janeiro")
    assert str(told.value) == (
        "'Rio de Janeiro' may be Rio de Janeiro (ForeignSNG, geonames:3451190, 2 ties), "
        "Rio de Janeiro (ForeignSNG, BR-RJ, 0 ties); say which by its id"
    )
    both = [*rows, Row("CN-YN", "SISTER_OF", "BR-RJ")]
    assert find(world(both, (*ENTITIES, state, city)), "Rio de Janeiro") == state
    assert find(world([], (*ENTITIES, state, city)), "Rio de Janeiro") == state


def test_a_name_that_the_gazetteer_knows_is_not_called_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    no_gazetteer(monkeypatch)
    with pytest.raises(UsageError, match=r"'mali' may be Mali \(State, ML\); say which by its id"):
        find(WORLD, "mali")


def test_who_has_ties_is_offered_before_the_rest_of_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    no_gazetteer(monkeypatch)
    with pytest.raises(NotFoundError, match=r"did you mean Yunnan \(Province, CN-YN\), Mali \(State, ML\)\?"):
        find(WORLD, "Yunan")


def test_the_beginning_of_a_name_leads_to_it() -> None:
    assert near(WORLD, "Greater") == ["Greater Mekong Subregion (Mechanism, mech:gms)"]
    assert near(WORLD, "Great") == []


def test_an_empty_name_means_nobody() -> None:
    with pytest.raises(UsageError):
        find(WORLD, "  ")


def test_near_names_are_offered_best_first() -> None:
    assert near(WORLD, "Hennan")[0] == "Henan (Province, CN-HA)"
    assert near(WORLD, "Ouagadougou") == []


def test_inside_a_state_is_all_of_its_country() -> None:
    assert inside(WORLD, WORLD.entities["JP"]) == {"JP", "JP-22"}


def test_inside_a_unit_is_what_lies_below_it() -> None:
    towns = (
        Entity("geonames:2", "Kunming", "LocalGovernment", "CN", "CN", parent="CN-YN"),
        Entity("geonames:3", "Panlong", "LocalGovernment", "CN", "CN", parent="geonames:2"),
        Entity("geonames:4", "Loop", "LocalGovernment", "CN", "CN", parent="geonames:4"),
    )
    resolved = world([], (*ENTITIES, *towns))
    assert inside(resolved, resolved.entities["CN-YN"]) == {"CN-YN", "geonames:2", "geonames:3"}
