"""Which ties a selection keeps, on the hand-drawn world."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NotFoundError, UsageError
from queries.selection import Selection, layer, make, narrow, require, select, within
from tests.queries.sample import Row, sample, world

WORLD = sample()


def kept(**given: object) -> set[str]:
    return {tie.id.removeprefix("tie:") for tie in select(WORLD, make(**given)).ties}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"layers": ["SISTER_OF"]}, {"CN-YN|SISTER_OF|sister_city|ET-AA", "CN-HA|SISTER_OF|sister_province|JP-22"}),
        ({"layers": ["sister_of:sister_city"]}, {"CN-YN|SISTER_OF|sister_city|ET-AA"}),
        ({"layers": ["medical_team"]}, {"CN-HA|TWINNED_WITH|medical_team|ET", "CN-HA|TWINNED_WITH|medical_team|ZM"}),
        ({"layers": ["OWNS", "atdc"]}, {"CN-JX|OWNS||org:cjic", "CN-JX|TWINNED_WITH|atdc|ZM"}),
        ({"layers": ["sister_city"], "year": 1999}, {"CN-YN|SISTER_OF|sister_city|ET-AA"}),
        ({"layers": ["SISTER_OF"], "year": 2000}, {"CN-HA|SISTER_OF|sister_province|JP-22"}),
        ({"layers": ["SISTER_OF"], "year": 1981}, set()),
        ({"layers": ["VISITED"], "year": 2006}, set()),
        ({"layers": ["VISITED"], "first": 2006, "last": 2008}, {"CN-JX|VISITED||ZM"}),
        ({"layers": ["TRADES_WITH"], "last": 2008}, set()),
        ({"layers": ["TRADES_WITH"], "first": 2010}, {"CN-YN|TRADES_WITH||TH"}),
        ({"kinds": ["event"]}, {"CN-YN|HOSTS||event:forum"}),
        ({"confidence": 1.0}, {"CN-HA|TWINNED_WITH|medical_team|ET", "CN-HA|TWINNED_WITH|medical_team|ZM"}),
        ({"sources": ["TEAMS.txt"], "year": 1975}, {"CN-HA|TWINNED_WITH|medical_team|ET"}),
        ({"statuses": ["ended"]}, {"CN-YN|SISTER_OF|sister_city|ET-AA"}),
        ({"layers": ["COOPERATES_WITH"], "greater_china": False}, set()),
        ({"layers": ["COOPERATES_WITH", "OWNS"], "foreign": True}, {"CN-YN|COOPERATES_WITH||CN-HK"}),
        ({"layers": ["PARTICIPATES_IN"], "year": 1990}, {"CN-HA|PARTICIPATES_IN||mech:tradp"}),
    ],
)  # fmt: skip
def test_keeps(given: dict[str, object], expected: set[str]) -> None:
    assert kept(**given) == expected


def test_everything_passes_an_empty_selection() -> None:
    assert select(WORLD).ties == WORLD.ties


def test_undated_ties_are_stated_apart() -> None:
    undated = select(WORLD, make(layers=["PARTICIPATES_IN"]))
    assert (len(undated.ties), undated.n_undated) == (4, 2)
    dated = select(WORLD, make(layers=["PARTICIPATES_IN"], year=2000))
    assert (len(dated.ties), dated.n_undated) == (2, 2)
    assert "2 undated ties left out" in dated.notes()[1]
    assert len(select(WORLD, make(layers=["PARTICIPATES_IN"], year=2000, undated=True)).ties) == 4


def test_a_source_dates_a_tie_by_its_own_statements_only() -> None:
    tie = Row("CN-HA", "SISTER_OF", "JP-22", "sister_province", ("1982/1985",), "doc:teams")
    one = world([tie])
    assert not select(one, make(sources=["notes"], year=1983)).ties
    assert len(select(one, make(sources=["teams"], year=1983)).ties) == 1
    assert len(select(one, make(sources=["medical teams"])).ties) == 1  # by title


@pytest.mark.parametrize(
    ("when", "first", "last", "expected"),
    [
        ("1987", 1987, 1987, True),
        ("1987", 1988, None, False),
        ("1987/", 2020, 2020, True),
        ("/1987", 1900, 1900, True),
        ("/1987", 1988, 1990, False),
        ("195X", 1959, 1960, True),
        ("195X", 1960, None, False),
        ("1978/1979", 1979, 1985, True),
        ("1978/1979", None, 1977, False),
    ],
)
def test_within(when: str, first: int | None, last: int | None, expected: bool) -> None:
    assert within(when, first, last) is expected


YEARS = st.integers(1960, 2025)


@given(YEARS, YEARS)
def test_a_stretch_of_years_keeps_what_any_of_its_years_keeps(one: int, other: int) -> None:
    first, last = sorted((one, other))
    stretch = {tie.id for tie in select(WORLD, Selection(first=first, last=last)).ties}
    single = {tie.id for year in range(first, last + 1) for tie in select(WORLD, Selection(year=year)).ties}
    assert stretch == single


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("sister_of", "SISTER_OF"),
        ("SISTER_OF:sister_city", "SISTER_OF:sister_city"),
        ("atdc", "TWINNED_WITH:atdc"),
        ("Sister_City", "SISTER_OF:sister_city"),
        ("TWINNED_WITH:own kind", "TWINNED_WITH:own kind"),
    ],
)
def test_layer_tokens(token: str, expected: str) -> None:
    assert layer(token) == expected


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"layers": ["SISTER"]}, "'SISTER' is not a layer"),
        ({"kinds": ["Village"]}, "'Village' is not a kind"),
        ({"statuses": ["dead"]}, "'dead' is not a status"),
        ({"year": 1990, "first": 1980}, "not both"),
        ({"first": 1990, "last": 1980}, "backwards"),
        ({"confidence": 1.5}, "between 0 and 1"),
        ({"colour": 1}, "no 'colour'"),
    ],
)
def test_wrong_use_is_said(given: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        make(**given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"layers": ["FUNDS"]}, "layers with ties are"),
        ({"year": 1950}, "dated ties run from 1974 to 2011"),
        ({"layers": ["OWNS"], "year": 2000}, "1 undated tie would but for a date"),
    ],
)
def test_an_empty_selection_says_what_there_is(given: dict[str, object], words: str) -> None:
    with pytest.raises(NotFoundError, match=words):
        require(WORLD, make(**given))


def test_no_ties_at_all() -> None:
    with pytest.raises(NotFoundError, match="no ties yet"):
        require(world([]))


def test_narrow_leaves_all_but_the_ties() -> None:
    part = narrow(WORLD, Selection(layers=("OWNS",)))
    assert [tie.tie for tie in part.ties] == ["OWNS"]
    assert part.entities is WORLD.entities
