"""The contract: a question answered from the ledger and its Cypher file run on a store give the same answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import pytest

from graph.model import Entity
from graph.stores.base import Store
from graph.stores.cypher_files import cypher_file, cypher_files
from graph.stores.load import load
from queries.alike import alike
from queries.births import births
from queries.brokerage import ROLES, brokerage
from queries.centrality import centrality
from queries.compare import compare
from queries.concentration import concentration
from queries.firms import firms
from queries.history import history
from queries.mechanisms import Mechanisms, Members, mechanisms
from queries.missing import missing
from queries.mixing import mixing
from queries.network import simple
from queries.overlap import overlap
from queries.path import path
from queries.present import plain
from queries.printed import names
from queries.reach import reach
from queries.selection import Selection, make, select
from queries.support import support
from queries.ties_of_place import ties_of_place
from tests.queries.sample import ENTITIES, ROWS, Row, sample, world

WORLD = sample()
# More firms and provinces, so that firms meet, provinces share states and a broker stands between.
MET = (
    Row("CN-JX", "OWNS", "org:second"),
    Row("org:second", "OPERATES_IN", "ZM", None, ("2003/",), sector="mining"),
    Row("org:second", "OPERATES_IN", "ET"),
    Row("CN-YN", "TWINNED_WITH", "ZM", "medical_team", ("1984/",)),
    Row("CN-YN", "SISTER_OF", "JP-22", "sister_province", ("1979-11-01/",)),
    Row("CN-JX", "VISITED", "CN-YN", None, ("2006",)),
    Row("CN-HA", "SISTER_OF", "ET-AA", "sister_city"),
)
SECOND = Entity("org:second", "Second Firm", "SOE", "CN", "CN")
RICH = world((*ROWS, *MET), (*ENTITIES, SECOND))
UNDER_CONTRACT = {
    "ties_of_place", "reach", "degree", "projection", "members", "mechanisms", "joiners", "co_membership", "overlap",
    "alike", "brokerage", "concentration", "mixing", "history", "births", "support", "path", "firms", "missing",
    "names", "compare",
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


@pytest.fixture
def rich(store: Store) -> Store:
    """Each store in turn with a richer world."""
    load(store, RICH)
    return store


LAYERS = (None, "SISTER_OF", "TWINNED_WITH:medical_team", "PARTICIPATES_IN")


def test_questions_of_layers(rich: Store) -> None:
    for one, other in (("TWINNED_WITH", "SISTER_OF"), ("TWINNED_WITH:atdc", "TWINNED_WITH:medical_team")):
        ours = overlap(RICH, one, other, permutations=99).shared
        same(ours, of_store(rich, "overlap", layer=one, other=other))
    assert len(overlap(RICH, "TWINNED_WITH", "SISTER_OF", permutations=99).shared) == 1
    for layer in LAYERS[:3]:
        same(alike(RICH, layers(layer)).pairs, of_store(rich, "alike", kind="Province", layer=layer))
    for layer in LAYERS:
        theirs = of_store(rich, "brokerage", layer=layer)
        every = brokerage(RICH, layers(layer), permutations=99).brokers
        same([row for row in every if any(getattr(row, role) for role in ROLES)], theirs)
        mixed = mixing(RICH, layers(layer), permutations=99).mixing if layer != "PARTICIPATES_IN" else ()
        same([row for row in mixed if row.edges], of_store(rich, "mixing", layer=layer))
        same([y for y in births(RICH, layers(layer)).years if y.births], of_store(rich, "births", layer=layer))
        same(support(RICH, None, layers(layer)).ties, of_store(rich, "support", layer=layer))


def test_questions_of_places(rich: Store) -> None:
    for one, other in (("CN-HA", "ZM"), ("CN-JX", "ZM"), ("CN-YN", "TH"), ("CN-JX", "CN-YN")):
        same(history(RICH, one, other).moments, of_store(rich, "history", place=one, other=other))
        same(compare(RICH, one, "CN-HK").held, of_store(rich, "compare", one=one, other="CN-HK"))
        length = of_store(rich, "path", actor=one, other="mech:gms")
        assert length == [{"length": path(RICH, one, "mech:gms").length}]
    for place in ("CN-YN", "ZM", "org:cjic"):
        same(names(RICH, place).printed, of_store(rich, "names", place=place))
    africa = concentration(RICH, "all", "Africa").rows
    same(africa, of_store(rich, "concentration", kind="Province", states=["ZM", "ET"]))
    for place in ("CN-YN", "CN-JX", "CN-HA"):
        scored = missing(RICH, place, method="neighbours", top=100).missing
        theirs = of_store(rich, "missing", place=place)
        same([{"state_id": row.state_id, "score": int(row.score)} for row in scored if row.score > 0], theirs)
    found = firms(RICH, permutations=99).gatherings
    same([row for row in found if row.sector is None], of_store(rich, "firms"))
    assert found[0].state_id == "ZM"


def test_every_question_in_cypher_is_under_contract() -> None:
    assert {file.name for file in cypher_files("questions")} == UNDER_CONTRACT
