"""Ties of a place, who reaches a state, multiplexity, and the listing of ties."""

from __future__ import annotations

import pytest

from graph.errors import NotFoundError
from queries.multiplex import unit_states
from queries.reach import reach
from queries.selection import make
from queries.ties import listing
from queries.ties_of_place import ties_of_place
from tests.queries.sample import Row, sample, world

WORLD = sample()


def test_who_reaches_zambia() -> None:
    answer = reach(WORLD, "Zambia")
    assert [(unit.unit_id, unit.n_layers, unit.layers) for unit in answer.units] == [
        ("CN-JX", 2, ("TWINNED_WITH:atdc", "VISITED")),
        ("CN-HA", 1, ("TWINNED_WITH:medical_team",)),
    ]
    assert answer.units[0].start == "2005"
    assert "2 units by 3 of the 4 ties that end there, 1 by several layers" in answer.notes()[0]


def test_a_tie_with_a_unit_reaches_its_state() -> None:
    answer = reach(WORLD, "Ethiopia")
    assert {unit.unit_id: unit.partners for unit in answer.units} == {"CN-HA": ("ET",), "CN-YN": ("ET-AA",)}


@pytest.mark.parametrize(("year", "units"), [(1973, None), (1980, ["CN-HA"]), (1995, ["CN-HA", "CN-YN"])])
def test_by_year(year: int, units: list[str] | None) -> None:
    if units is None:
        with pytest.raises(NotFoundError, match="without conditions 2 ties end there"):
            reach(WORLD, "ET", make(year=year))
    else:
        assert [unit.unit_id for unit in reach(WORLD, "ET", make(year=year)).units] == units


def test_units_of_the_state_itself_do_not_reach_it() -> None:
    assert "CN-YN" not in {unit.unit_id for unit in reach(WORLD, "TH").units if unit.country == "TH"}
    with pytest.raises(NotFoundError):
        reach(WORLD, "JP", make(layers=["OWNS"]))


def test_reach_of_a_unit() -> None:
    assert [unit.unit_id for unit in reach(WORLD, "Shizuoka").units] == ["CN-HA"]


def test_pairs_of_unit_and_state() -> None:
    pairs = {(p.unit_id, p.state_id): p.n_layers for p in unit_states(WORLD, WORLD.ties)}
    assert pairs[("CN-JX", "ZM")] == 2
    assert ("CN-HK", "CN") not in pairs
    assert next(iter(pairs)) == ("CN-JX", "ZM")  # most layers first


def test_ties_of_a_place() -> None:
    answer = ties_of_place(WORLD, "Yunnan")
    assert [(tie.type, tie.other_id, tie.direction) for tie in answer.ties] == [
        ("COOPERATES_WITH", "CN-HK", "both"),
        ("HOSTS", "event:forum", "out"),
        ("PARTICIPATES_IN", "mech:gms", "out"),
        ("PARTICIPATES_IN", "mech:tradp", "out"),
        ("SISTER_OF", "ET-AA", "both"),
        ("TRADES_WITH", "TH", "both"),
    ]
    first = answer.layers[0]
    assert (first.layer, first.ties, first.undated) == ("PARTICIPATES_IN", 2, 1)
    assert ties_of_place(WORLD, "GMS").ties[0].direction == "in"


def test_ties_of_a_place_alive_in_a_year() -> None:
    assert {tie.other_id for tie in ties_of_place(WORLD, "Yunnan", make(year=1999)).ties} == {"mech:gms", "ET-AA"}
    with pytest.raises(NotFoundError, match="1 undated tie left out"):
        ties_of_place(WORLD, "Yunnan", make(year=1950))
    with pytest.raises(NotFoundError, match=r"no ties of Japan \(JP; all ties\)"):
        ties_of_place(WORLD, "Japan")


def test_a_place_may_be_meant_with_what_lies_in_it() -> None:
    japan = world([Row("CN-YN", "SISTER_OF", "JP-22"), Row("CN-YN", "VISITED", "JP"), Row("JP-22", "SISTER_OF", "JP")])
    assert len(listing(japan, "Yunnan", "Japan").ties) == 1
    assert len(listing(japan, "Yunnan", "Japan", inner=True).ties) == 2
    assert len(listing(japan, "Japan", inner=True).ties) == 3
    only = world([Row("CN-YN", "SISTER_OF", "JP-22")])
    with pytest.raises(NotFoundError, match=r"and Japan \(JP\) .*; 1 tie of what lies inside: add --inside"):
        listing(only, "Yunnan", "Japan")


def test_listing() -> None:
    assert len(listing(WORLD).ties) == len(WORLD.ties)
    assert [tie.id for tie in listing(WORLD, "Jiangxi", "Zambia").ties] == [
        "tie:CN-JX|TWINNED_WITH|atdc|ZM",
        "tie:CN-JX|VISITED||ZM",
    ]
    visited = listing(WORLD, "Zambia", selection=make(layers=["VISITED"])).ties[0]
    assert (visited.subject, visited.object, visited.dates) == ("Jiangxi", "Zambia", ("2005", "2008-03"))
    with pytest.raises(NotFoundError, match=r"Jiangxi \(CN-JX\) and Thailand \(TH\)"):
        listing(WORLD, "Jiangxi", "Thailand")
