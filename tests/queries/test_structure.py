"""Overlap, likeness, brokerage, mixing, concentration and paths: drawn worlds, and equality with networkx."""

from __future__ import annotations

import math

import networkx
import numpy as np
import pytest

from graph.errors import NotFoundError, UsageError
from graph.model import Entity
from queries.alike import alike
from queries.brokerage import ROLES, brokerage, open_paths, path_counter, roles, structural_holes
from queries.concentration import concentration
from queries.enrichment import hypergeometric_tail
from queries.groups import ATTRIBUTES, label, regions, states_in
from queries.mixing import coefficient, mixing
from queries.network import simple
from queries.overlap import overlap
from queries.path import path
from queries.present import plain
from queries.selection import make
from tests.queries.sample import ENTITIES, Row, pairs, sample, world

PROVINCES = ("CN-YN", "CN-HA", "CN-JX", "CN-HK")
STATES = ("ZM", "ET", "JP", "TH")


def reaching(*cells: tuple[str, str, str]) -> object:
    """A world in which provinces reach states: (province, state, kind)."""
    return world([Row(one, "TWINNED_WITH", other, kind) for one, other, kind in cells])


def test_layers_that_agree_overlap_beyond_chance() -> None:
    same = [(p, s, kind) for p, s in zip(PROVINCES, STATES, strict=True) for kind in ("atdc", "medical_team")]
    found = overlap(reaching(*same), "TWINNED_WITH:atdc", "TWINNED_WITH:medical_team").overlaps[0]  # type: ignore[arg-type]
    assert (found.shared, found.jaccard, found.n) == (4, 1.0, 1000)
    # Of 4! · 4! permutations of provinces and states 4! keep all pairs: one in 24.
    assert found.p_more == pytest.approx(1 / 24, abs=0.02)
    assert found.expected == pytest.approx(1.0, abs=0.15)


def test_layers_of_other_provinces_share_nothing() -> None:
    answer = overlap(sample(), "TWINNED_WITH:atdc", "TWINNED_WITH:medical_team", seed=3)
    assert (answer.overlaps[0].shared, answer.overlaps[0].p_more) == (0, 1.0)
    assert [(row.b, row.units_a, row.units_b, row.same) for row in answer.meeting] == [
        ("ZM", ("Jiangxi",), ("Henan",), 0)
    ]
    assert "the same unit in 0, where units drawn at random would give 1.00" in answer.remarks[1]
    assert "small sample: 1 pairs" in answer.remarks[2]
    assert answer == overlap(sample(), "TWINNED_WITH:atdc", "TWINNED_WITH:medical_team", seed=3)


def test_all_pairs_of_layers_are_corrected() -> None:
    rows = overlap(sample(), permutations=99).overlaps
    assert all(row.q >= row.p for row in rows)
    assert len({(row.layer_a, row.layer_b) for row in rows}) == len(rows) > 1


@pytest.mark.parametrize(
    ("one", "other", "error", "words"),
    [
        ("SISTER_OF", None, UsageError, "name two layers"),
        ("SISTER_OF", "SISTER_OF", UsageError, "overlaps with itself"),
        ("SISTER_OF", "FUNDS", NotFoundError, "layer FUNDS has no ties"),
        ("SISTER_OF", "OWNS", NotFoundError, "no tie of a unit with a foreign state"),
        ("SISTER_OF", "LOVES", UsageError, "not a layer"),
    ],
)
def test_wrong_layers(one: str, other: str | None, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        overlap(sample(), one, other)


def test_likeness_has_the_hypergeometric_chance() -> None:
    cells = [("CN-YN", "ZM"), ("CN-YN", "ET"), ("CN-HA", "ZM"), ("CN-HA", "ET"), ("CN-JX", "JP"), ("CN-JX", "TH")]
    answer = alike(reaching(*((p, s, "atdc") for p, s in cells)))  # type: ignore[arg-type]
    (row,) = answer.pairs
    assert (row.a, row.b, row.shared, row.states, row.jaccard) == ("CN-HA", "CN-YN", 2, ("Ethiopia", "Zambia"), 1.0)
    assert row.p == pytest.approx(hypergeometric_tail(2, 2, 2, 4))
    assert row.q == pytest.approx(0.5)  # one of three pairs tried
    assert not row.kept
    drawn = alike(reaching(*((p, s, "atdc") for p, s in cells)), method="curveball", permutations=999).pairs[0]  # type: ignore[arg-type]
    assert drawn.p < 0.5


def random_graphs() -> list[networkx.Graph[str]]:
    made = (
        networkx.gnp_random_graph(40, 0.08, seed=1),
        networkx.barabasi_albert_graph(60, 2, seed=3),
        networkx.karate_club_graph(),
    )
    return [networkx.relabel_nodes(graph, "n{:03d}".format) for graph in made]


@pytest.mark.parametrize("graph", random_graphs(), ids=lambda graph: f"{len(graph)} nodes")
def test_structural_holes_equal_networkx(graph: networkx.Graph[str]) -> None:
    graph.remove_nodes_from(list(networkx.isolates(graph)))
    bare = networkx.Graph(graph.edges)
    net = simple(pairs(graph.edges).ties)
    ours = {name: dict(zip(net.nodes, values, strict=True)) for name, values in structural_holes(net).items()}
    assert ours["effective_size"] == pytest.approx(networkx.effective_size(bare))
    assert ours["constraint"] == pytest.approx(networkx.constraint(bare))


@pytest.mark.parametrize("graph", random_graphs(), ids=lambda graph: f"{len(graph)} nodes")
def test_mixing_equals_networkx(graph: networkx.Graph[str]) -> None:
    graph = networkx.Graph(graph.edges)
    names = sorted(graph)
    country = {name: ("ZM", "JP", "TH")[at % 3] for at, name in enumerate(names)}
    places = [Entity(name, name, "ForeignSNG", country[name], country[name]) for name in names]
    resolved = world([Row(a, "COOPERATES_WITH", b) for a, b in graph.edges], places)
    networkx.set_node_attributes(graph, country, "country")
    by_country, by_degree = mixing(resolved, group="country", permutations=99).assortativity
    assert by_country.r == pytest.approx(networkx.attribute_assortativity_coefficient(graph, "country"))
    assert by_degree.r == pytest.approx(networkx.degree_assortativity_coefficient(graph))
    assert by_country.p is not None
    assert by_country.p > 0.01  # countries were dealt out in turn


def test_like_joins_like() -> None:
    assert coefficient(np.array([[4, 0], [0, 4]])) == 1.0
    assert coefficient(np.array([[0, 4], [4, 0]])) == -1.0
    assert coefficient(np.array([[4]])) is None


def test_roles_of_a_drawn_network() -> None:
    places = [Entity(name, name, "ForeignSNG", name[0].upper() * 2, name[0].upper() * 2) for name in
              ("a1", "a2", "a3", "b1", "c1")]  # fmt: skip
    rows = [
        Row("a1", "VISITED", "a2"),
        Row("a2", "VISITED", "a3"),
        Row("b1", "VISITED", "a2"),
        Row("a2", "VISITED", "c1"),
    ]
    answer = brokerage(world(rows, places), permutations=99)
    row = answer.brokers[0]
    assert [getattr(row, role) for role in ROLES] == [1, 1, 1, 0, 1]
    assert (row.id, row.brokerage, row.group) == ("a2", 4, "AA")
    assert [role.observed for role in answer.roles] == [1, 1, 1, 0, 1]
    closed = brokerage(world([*rows, Row("a1", "VISITED", "a3")], places), permutations=99).brokers[0]
    assert closed.coordinator == 0  # a tie over the broker's head


@pytest.mark.parametrize("seed", range(8))
def test_counting_roles_by_pairs_equals_counting_each_path(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ends = rng.integers(0, 25, (60, 2)).tolist()
    rows = [Row(f"n{a:02}", "SISTER_OF" if (a + b) % 3 else "VISITED", f"n{b:02}") for a, b in ends if a != b]
    places = [Entity(f"n{at:02}", f"N{at}", "ForeignSNG", "XX", "XX") for at in range(25)]
    paths = open_paths(simple(world(rows, places).ties))
    count = path_counter(paths)
    assert len(paths) > 100
    for _ in range(5):
        groups = rng.integers(0, 4, 25)
        each = roles(*(groups[column] for column in paths.T))
        assert list(count(groups)) == np.bincount(each, minlength=len(ROLES)).tolist()


def test_wrong_use_of_brokerage_and_mixing() -> None:
    with pytest.raises(UsageError, match="not an attribute"):
        brokerage(sample(), group="colour")
    with pytest.raises(UsageError, match="not a measure of brokerage"):
        brokerage(sample(), by="fame")
    with pytest.raises(NotFoundError, match="no tie has a level at both ends"):
        mixing(sample(), make(layers=["OWNS"]))


def test_concentration_against_peers() -> None:
    cells = [("CN-YN", "TH"), ("CN-YN", "JP"), ("CN-HA", "ZM"), ("CN-HA", "ET"), ("CN-JX", "ZM"), ("CN-JX", "TH")]
    resolved = reaching(*((p, s, "atdc") for p, s in cells))
    (row,) = concentration(resolved, "Yunnan", "Southeast Asia").rows  # type: ignore[arg-type]
    assert (row.inside, row.n, row.others_inside, row.others_n) == (1, 2, 1, 4)
    assert row.lq == pytest.approx(2.0)
    assert row.lq_low < 1 < (row.lq_high or 0)
    assert row.p == pytest.approx(1.0)
    everybody = concentration(resolved, "all", "Africa").rows  # type: ignore[arg-type]
    assert {r.place: r.inside for r in everybody} == {"Yunnan": 0, "Henan": 2, "Jiangxi": 1}


def test_no_peer_in_a_region_gives_no_quotient() -> None:
    resolved = reaching(("CN-YN", "TH", "atdc"), ("CN-HA", "ZM", "atdc"))
    (row,) = concentration(resolved, "Yunnan", "Southeast Asia").rows  # type: ignore[arg-type]
    assert (row.lq, row.lq_high) == (None, None)
    assert all(not isinstance(v, float) or math.isfinite(v) for v in plain(row).values())


@pytest.mark.parametrize(
    ("place", "region", "error", "words"),
    [
        (None, None, UsageError, "name a place"),
        ("Zambia", "Africa", UsageError, "asked of units"),
        ("CN-HK", "Africa", NotFoundError, "no ties abroad"),
        ("Yunnan", "Silk Road", NotFoundError, "not listed; known regions"),
        ("Yunnan", "Ruritania", NotFoundError, "nobody is known"),
    ],
)
def test_wrong_places(place: str | None, region: str | None, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        concentration(sample(), place, region, make(layers=["TWINNED_WITH", "SISTER_OF", "TRADES_WITH"]))


def test_paths() -> None:
    answer = path(sample(), "Jiangxi", "Addis Ababa")
    assert answer.length == 5
    assert path(sample(), "Henan", "Zambia").steps[0].layers == ("TWINNED_WITH:medical_team",)
    with pytest.raises(NotFoundError, match=r"not linked .* components of 4 nodes and 2 nodes"):
        path(sample(), "Henan", "Yunnan", make(layers=["TWINNED_WITH", "TRADES_WITH"]))
    with pytest.raises(UsageError, match="are the same"):
        path(sample(), "Henan", "CN-HA")
    with pytest.raises(NotFoundError, match="has no ties"):
        path(sample(), "China", "Henan")


@pytest.mark.parametrize("graph", random_graphs(), ids=lambda graph: f"{len(graph)} nodes")
def test_shortest_paths_equal_networkx(graph: networkx.Graph[str]) -> None:
    resolved = pairs(graph.edges)
    largest = sorted(max(networkx.connected_components(graph), key=len))
    one, two = largest[0], largest[-1]
    theirs = list(networkx.all_shortest_paths(networkx.Graph(graph.edges), one, two))
    answer = path(resolved, one, two, top=1000)
    assert (answer.length, answer.paths) == (len(theirs[0]) - 1, len(theirs))


def test_every_state_has_one_macro_region() -> None:
    parts = [states_in(Entity(id_, id_, "Region")) for id_ in regions()]
    assert sum(map(len, parts)) == len(frozenset().union(*parts)) > 240
    africa = states_in(Entity("region:africa", "Africa", "Region"))
    assert {"ZM", "EG", "ZA"} <= africa
    assert len(africa) == 60  # UN M49
    assert len(states_in(Entity("region:southeast-asia", "", "Region"))) == 11


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_labels(attribute: str) -> None:
    resolved = sample()
    found = {id_: label(resolved, entity, attribute) for id_, entity in resolved.entities.items()}
    expected = {
        "level": ("first", "country"), "kind": ("Province", "State"), "country": ("CN", "ZM"),
        "jurisdiction": ("CN", "ZM"), "macro_region": ("east-asia", "east-africa"),
        "position": ("border", "east-africa"),
    }  # fmt: skip
    assert (found["CN-YN"], found["ZM"]) == expected[attribute]
    assert len(ENTITIES) == len(found)


def test_few_draws_for_many_tests_are_said_to_be() -> None:
    assert any("no q of" in note for note in overlap(sample(), permutations=99).remarks)
    assert not any("no q of" in note for note in overlap(sample(), "SISTER_OF", "VISITED", permutations=999).remarks)


def test_too_many_actors_for_pairs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.alike._MOST", 2)
    with pytest.raises(UsageError, match="too many pairs"):
        alike(sample())
