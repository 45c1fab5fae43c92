"""Centrality: drawn networks with known numbers, and equality with networkx on random ones."""

from __future__ import annotations

import gc
import math

import networkx
import pytest

from graph.errors import NotFoundError, UsageError
from queries.centrality import MEASURES, centrality
from queries.inequality import gini, top_share
from queries.measures import measures
from queries.network import simple
from queries.selection import make
from tests.queries.sample import pairs, sample

STAR = [("a", "b"), ("a", "c"), ("a", "d"), ("a", "e")]
KITE = [("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")]


def of(edges: list[tuple[str, str]], measure: str, tie: str = "COOPERATES_WITH") -> dict[str, object]:
    answer = centrality(pairs(edges, tie))
    return {row.id: getattr(row, measure) for row in answer.nodes}


@pytest.mark.parametrize(
    ("edges", "measure", "expected"),
    [
        (STAR, "degree", {"a": 4, "b": 1, "c": 1, "d": 1, "e": 1}),
        (STAR, "betweenness", {"a": 1.0, "b": 0.0, "c": 0.0, "d": 0.0, "e": 0.0}),
        (STAR, "closeness", {"a": 1.0, "b": 4 / 7, "c": 4 / 7, "d": 4 / 7, "e": 4 / 7}),
        (STAR, "eigenvector", {"a": 1.0, "b": 0.5, "c": 0.5, "d": 0.5, "e": 0.5}),
        (STAR, "core", {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}),
        (KITE, "core", {"a": 2, "b": 2, "c": 2, "d": 1}),
        (KITE, "clustering", {"a": 1.0, "b": 1.0, "c": 1 / 3, "d": None}),
        (KITE, "betweenness", {"a": 0.0, "b": 0.0, "c": 2 / 3, "d": 0.0}),
        ([("a", "b"), ("a", "b")], "strength", {"a": 2, "b": 2}),
        ([("a", "b"), ("a", "b")], "degree", {"a": 1, "b": 1}),
    ],
)
def test_drawn_networks(edges: list[tuple[str, str]], measure: str, expected: dict[str, object]) -> None:
    assert of(edges, measure) == pytest.approx(expected)


def test_hubs_point_and_authorities_are_pointed_at() -> None:
    edges = [("a", "x"), ("a", "y"), ("b", "x")]
    hub, authority = of(edges, "hub", "VISITED"), of(edges, "authority", "VISITED")
    assert hub["a"] == authority["x"] == 1
    assert (hub["x"], authority["a"]) == (0, 0)
    assert hub["b"] == pytest.approx((math.sqrt(5) - 1) / 2)


def test_small_components_have_no_eigenvector() -> None:
    answer = centrality(pairs([*STAR, ("x", "y")]))
    rows = {row.id: row for row in answer.nodes}
    assert rows["x"].eigenvector is None
    assert rows["x"].hub is None
    assert rows["x"].closeness == pytest.approx(1 / 6)  # one of six others, at distance one
    assert (answer.network.components, answer.network.largest) == (2, 5)
    assert "2 components" in answer.remarks[-1]


def test_the_whole_network() -> None:
    whole = centrality(pairs(KITE)).network
    assert (whole.nodes, whole.edges, whole.ties, whole.mean_degree) == (4, 4, 4, 2.0)
    assert whole.density == pytest.approx(4 / 6)
    assert whole.transitivity == pytest.approx(3 / 5)
    assert whole.gini_degree == pytest.approx(0.25 - 0.0625)


def random_graphs() -> list[networkx.Graph[str]]:
    return [
        networkx.relabel_nodes(graph, {node: f"n{node:03d}" for node in graph})
        for graph in (
            networkx.gnp_random_graph(40, 0.06, seed=1),  # in several components
            networkx.gnp_random_graph(60, 0.12, seed=2),
            networkx.barabasi_albert_graph(80, 2, seed=3),
            networkx.random_regular_graph(3, 20, seed=4),
            networkx.path_graph(9),
        )
    ]


@pytest.mark.parametrize("graph", random_graphs(), ids=lambda graph: f"{len(graph)} nodes")
def test_equal_to_networkx(graph: networkx.Graph[str]) -> None:
    graph.remove_nodes_from(list(networkx.isolates(graph)))
    net = simple(pairs(graph.edges).ties)
    ours = {name: dict(zip(net.nodes, values, strict=False)) for name, values in measures(net).items()}
    assert ours["degree"] == dict(graph.degree())
    assert ours["betweenness"] == pytest.approx(networkx.betweenness_centrality(graph))
    assert ours["closeness"] == pytest.approx(networkx.closeness_centrality(graph))
    assert ours["core"] == networkx.core_number(graph)
    clustering = {node: value or 0.0 for node, value in ours["clustering"].items()}
    assert clustering == pytest.approx(networkx.clustering(graph))
    largest = graph.subgraph(max(sorted(networkx.connected_components(graph), key=min), key=len))
    theirs = networkx.eigenvector_centrality(largest, max_iter=5000, tol=1e-12)
    scale = max(theirs.values())
    known = {node: value for node, value in ours["eigenvector"].items() if value is not None}
    assert known == pytest.approx({node: value / scale for node, value in theirs.items()}, abs=1e-6)
    transitivity = measures(net)["transitivity"][0]
    assert (0.0 if math.isnan(transitivity) else transitivity) == pytest.approx(networkx.transitivity(graph))


def test_bipartite_clustering_equals_networkx() -> None:
    graph = networkx.bipartite.random_graph(12, 20, 0.2, seed=6)
    graph = networkx.relabel_nodes(graph, {node: f"n{node:03d}" for node in graph})
    graph.remove_nodes_from(list(networkx.isolates(graph)))
    net = simple(pairs(graph.edges).ties)
    ours = dict(zip(net.nodes, measures(net)["bipartite_clustering"], strict=True))
    theirs = networkx.bipartite.latapy_clustering(graph)
    assert {node: value or 0.0 for node, value in ours.items()} == pytest.approx(theirs)
    assert set(measures(simple(pairs(KITE).ties))["bipartite_clustering"]) == {None}


def pagerank(graph: networkx.DiGraph[str], damping: float = 0.85) -> dict[str, float]:
    """PageRank by its definition (networkx needs scipy for its own)."""
    n = len(graph)
    rank = dict.fromkeys(graph, 1 / n)
    for _ in range(300):
        dangling = sum(rank[node] for node in graph if graph.out_degree(node) == 0)
        rank = {
            node: (1 - damping) / n
            + damping * (dangling / n + sum(rank[b] / graph.out_degree(b) for b in graph.predecessors(node)))
            for node in graph
        }
    return rank


def test_pagerank_by_its_definition() -> None:
    graph = networkx.relabel_nodes(networkx.gnp_random_graph(30, 0.1, seed=5, directed=True), "n{:02d}".format)
    graph.remove_nodes_from(list(networkx.isolates(graph)))
    net = simple(pairs(graph.edges, "VISITED").ties)
    assert dict(zip(net.nodes, measures(net)["pagerank"], strict=True)) == pytest.approx(pagerank(graph), abs=1e-9)


def test_one_node_alone_has_no_numbers_that_are_not_numbers() -> None:
    answer = centrality(pairs([("a", "a")]))
    (row,) = answer.nodes
    assert (row.degree, row.strength, row.betweenness, row.closeness) == (0, 0, 0.0, 0.0)
    assert (row.eigenvector, row.hub, row.authority, row.clustering) == (None, None, None, None)
    whole = answer.network
    assert (whole.nodes, whole.edges, whole.density, whole.transitivity, whole.gini_degree) == (1, 0, None, None, None)


def test_order_kinds_and_top() -> None:
    answer = centrality(sample(), by="strength", rank=["province"], top=2)
    assert [row.id for row in answer.nodes] == ["CN-YN", "CN-HA"]
    assert answer.network.nodes == 13  # measured on all, listed in part


def test_the_same_seed_gives_the_same_answer() -> None:
    assert centrality(sample(), seed=3) == centrality(sample(), seed=3)


@pytest.mark.parametrize("by", MEASURES)
def test_every_measure_orders(by: str) -> None:
    values = [getattr(row, by) for row in centrality(sample(), by=by).nodes]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=True)
    assert values == known + [None] * (len(values) - len(known))


def test_wrong_use() -> None:
    with pytest.raises(UsageError, match="not a measure"):
        centrality(sample(), by="fame")
    with pytest.raises(UsageError, match="top 1"):
        centrality(sample(), top=0)
    with pytest.raises(NotFoundError):
        centrality(sample(), make(layers=["FUNDS"]))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([0, 0], None),
        ([5], 0.0),
        ([1, 1, 1], 0.0),
        ([0, 0, 0, 9], 0.75),
        ([1, 3], 0.25),
        ([1, 2, 3, 4], 0.25),
    ],
)
def test_gini(values: list[float], expected: float | None) -> None:
    assert gini(values) == (None if expected is None else pytest.approx(expected))


def test_top_share() -> None:
    assert top_share([1, 1, 2, 4], 2) == pytest.approx(0.75)
    assert top_share([], 2) is None


def test_long_measures_say_how_far_they_are_and_come_out_the_same() -> None:
    drawn = pairs([(f"n{a:03}", f"n{(a * 7 + b) % 200:03}") for a in range(200) for b in (1, 2)])
    heard: list[tuple[str, int, int]] = []
    watched = centrality(drawn, progress=lambda *said: heard.append(said))
    assert watched == centrality(drawn)
    for what in ("betweenness centrality", "closeness"):
        steps = [done for said, done, total in heard if said == what and total == 100]
        assert steps == sorted(set(steps))
        assert steps[0] == 0
        assert steps[-1] == 100


def test_nobody_is_told_of_later_measures() -> None:
    heard: list[tuple[str, int, int]] = []
    ring = pairs([(f"n{at}", f"n{(at + 1) % 9}") for at in range(9)])
    centrality(ring, progress=lambda *said: heard.append(said))
    told = len(heard)
    centrality(ring)
    assert len(heard) == told > 0


def test_a_reader_who_stops_a_long_measure_stops_it() -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    ring = pairs([(f"n{at}", f"n{(at + 1) % 9}") for at in range(9)])
    gc.disable()  # igraph carries the interrupt through C: hypothesis' own hook on a collection would swallow it
    try:
        with pytest.raises(KeyboardInterrupt):
            centrality(ring, progress=stop)
    finally:
        gc.enable()
    assert centrality(ring).network.nodes == 9


def test_what_would_take_hours_is_left_out_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = pairs([(f"n{at}", f"n{(at + 1) % 9}") for at in range(9)])
    whole = centrality(ring)
    monkeypatch.setattr("queries.measures._STEPS", 80)
    assert centrality(ring, by="betweenness").nodes[0].betweenness == whole.nodes[0].betweenness
    short = centrality(ring)
    assert {(node.betweenness, node.closeness) for node in short.nodes} == {(None, None)}
    assert [node.pagerank for node in short.nodes] == [node.pagerank for node in whole.nodes]
    assert "betweenness and closeness left out: with 9 nodes and 9 edges" in short.notes()[-1]
