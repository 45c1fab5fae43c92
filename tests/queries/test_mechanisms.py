"""Mechanisms: members, co-membership, who is in most."""

from __future__ import annotations

import pytest

from graph.errors import NotFoundError
from queries.mechanisms import Mechanisms, Members, mechanisms
from queries.selection import make
from tests.queries.sample import sample

WORLD = sample()


def test_all() -> None:
    answer = mechanisms(WORLD)
    assert isinstance(answer, Mechanisms)
    assert [(m.id, m.members, m.provinces, m.states) for m in answer.mechanisms] == [
        ("mech:gms", 3, 2, 1),
        ("mech:tradp", 2, 2, 0),
    ]
    assert [(j.id, j.n) for j in answer.joiners] == [("CN-HA", 2), ("CN-YN", 2)]
    assert [(pair.a, pair.b, pair.n) for pair in answer.co_membership] == [("CN-HA", "CN-YN", 2)]


def test_states_can_be_paired_too() -> None:
    answer = mechanisms(WORLD, rank=["Province", "State"])
    assert isinstance(answer, Mechanisms)
    assert [(pair.a, pair.b, pair.n) for pair in answer.co_membership] == [
        ("CN-HA", "CN-YN", 2),
        ("CN-HA", "TH", 1),
        ("CN-YN", "TH", 1),
    ]


def test_one() -> None:
    answer = mechanisms(WORLD, "GMS")
    assert isinstance(answer, Members)
    assert [(m.id, m.type, m.start) for m in answer.members] == [
        ("CN-HA", "PARTICIPATES_IN", None),
        ("CN-YN", "PARTICIPATES_IN", "1992"),
        ("TH", "MEMBER_OF", "1992"),
    ]
    dated = mechanisms(WORLD, "GMS", make(year=2000))
    assert isinstance(dated, Members)
    assert [m.id for m in dated.members] == ["CN-YN", "TH"]
    assert "1 undated tie left out" in dated.notes()[-1]


def test_nobody() -> None:
    with pytest.raises(NotFoundError, match="no members of Zambia"):
        mechanisms(WORLD, "Zambia")
    with pytest.raises(NotFoundError, match="nobody is known"):
        mechanisms(WORLD, None, make(year=1950))
