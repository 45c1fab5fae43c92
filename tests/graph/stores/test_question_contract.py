"""The contract: a question answered from the ledger and its Cypher file run on a store give the same answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import pytest

from graph.stores.base import Store
from graph.stores.cypher_files import cypher_file, cypher_files
from graph.stores.load import load
from queries.centrality import centrality
from queries.mechanisms import Mechanisms, Members, mechanisms
from queries.network import simple
from queries.present import plain
from queries.reach import reach
from queries.selection import Selection, make, select
from queries.ties_of_place import ties_of_place
from tests.queries.sample import sample

WORLD = sample()
UNDER_CONTRACT = {
    "ties_of_place", "reach", "degree", "projection", "members", "mechanisms", "joiners", "co_membership",
}  # fmt: skip
Rows = Sequence[Mapping[str, Any]]


@pytest.fixture
def loaded(store: Store) -> Store:
    """Each store in turn with the hand-drawn world."""
    load(store, WORLD)
    return store


def of_store(store: Store, name: str, **parameters: object) -> list[dict[str, Any]]:
    """The rows that the Cypher file of a question gives; parameters that are not named are null."""
    file = cypher_file("questions", name)
    nothing: dict[str, object] = {parameter.name: None for parameter in file.parameters}
    return [plain(row) for row in store.run(file.text, {**nothing, **parameters})]


def same(ours: Sequence[Any], theirs: Rows) -> None:
    """Both have the same rows, in any order, in the columns that the store gives."""
    names = list(theirs[0]) if theirs else []
    rows = [{name: plain(row[name] if isinstance(row, dict) else getattr(row, name)) for name in names} for row in ours]
    assert sorted(rows, key=repr) == sorted(theirs, key=lambda row: repr({name: row[name] for name in names}))


def layers(layer: str | None) -> Selection:
    return make(layers=[layer] if layer else [])


def test_ties_of_a_place(loaded: Store) -> None:
    places = ("CN-YN", "CN-JX", "ZM", "mech:gms", "event:forum")
    for place, year, type_ in product(places, (None, 1995, 2010), (None, "SISTER_OF", "PARTICIPATES_IN")):
        theirs = of_store(loaded, "ties_of_place", place=place, year=year, type=type_)
        asked = make(year=year, layers=[type_] if type_ else [])
        if any(place in (tie.subject, tie.object) for tie in select(WORLD, asked).ties):
            same(ties_of_place(WORLD, place, asked).ties, theirs)
        else:
            assert theirs == []


def test_who_reaches_a_state(loaded: Store) -> None:
    for state in ("ZM", "ET", "JP", "TH", "CN"):
        same(reach(WORLD, state).units, of_store(loaded, "reach", state=state))


def test_degree_and_strength(loaded: Store) -> None:
    for layer in (None, "SISTER_OF", "TWINNED_WITH:medical_team", "PARTICIPATES_IN"):
        same(centrality(WORLD, layers(layer)).nodes, of_store(loaded, "degree", layer=layer))


def test_the_network_of_communities(loaded: Store) -> None:
    for layer in (None, "SISTER_OF", "TWINNED_WITH:medical_team", "FUNDS"):
        net = simple(select(WORLD, layers(layer)).ties)
        ours = [
            {"a": net.nodes[one], "b": net.nodes[other], "weight": len(ties)}
            for (one, other), ties in net.edges.items()
        ]
        same(ours, of_store(loaded, "projection", layer=layer))


def test_members_of_a_mechanism(loaded: Store) -> None:
    for mechanism in ("mech:gms", "mech:tradp"):
        answer = mechanisms(WORLD, mechanism)
        assert isinstance(answer, Members)
        same(answer.members, of_store(loaded, "members", mechanism=mechanism))


def test_all_mechanisms(loaded: Store) -> None:
    for kind in ("Province", "State"):
        answer = mechanisms(WORLD, rank=[kind])
        assert isinstance(answer, Mechanisms)
        same(answer.mechanisms, of_store(loaded, "mechanisms"))
        same(answer.joiners, of_store(loaded, "joiners", kind=kind))
        same(answer.co_membership, of_store(loaded, "co_membership", kind=kind))


def test_every_question_in_cypher_is_under_contract() -> None:
    assert {file.name for file in cypher_files("questions")} == UNDER_CONTRACT
