"""Networks handed out: conventions, attributes, equal results."""

from __future__ import annotations

import networkx
import pytest

from queries.network import network, simple, to_igraph
from queries.selection import make
from tests.queries.sample import Row, pairs, sample, world

WORLD = sample()


def test_every_tie_is_an_edge_under_its_id() -> None:
    graph = network(WORLD)
    assert isinstance(graph, networkx.MultiDiGraph)
    assert {key for _, _, key in graph.edges(keys=True)} == {tie.id for tie in WORLD.ties}
    assert graph.number_of_edges("CN-JX", "ZM") == 2
    assert "JP" not in graph  # without a tie
    edge = graph.edges["CN-YN", "ET-AA", "tie:CN-YN|SISTER_OF|sister_city|ET-AA"]
    assert (edge["layer"], edge["start"], edge["end"], edge["symmetric"]) == (
        "SISTER_OF:sister_city", "1990-05", "1999", True,
    )  # fmt: skip
    assert graph.nodes["CN-YN"]["name"] == "Yunnan"


def test_layers_and_year_are_short_for_a_selection() -> None:
    graph = network(WORLD, layers=["SISTER_OF"], year=1995)
    again = network(WORLD, make(layers=["SISTER_OF"], year=1995))
    assert set(graph.edges(keys=True)) == set(again.edges(keys=True))
    assert graph.number_of_edges() == 2


def test_no_attribute_is_none_so_that_networkx_can_write_it(tmp_path: pytest.TempPathFactory) -> None:
    networkx.write_graphml(network(WORLD), str(tmp_path / "n.graphml"))  # type: ignore[operator]
    assert set(networkx.read_graphml(str(tmp_path / "n.graphml"))) == set(network(WORLD))


def test_simple_network_counts_ties_as_weights() -> None:
    net = simple(WORLD.ties)
    at = {node: position for position, node in enumerate(net.nodes)}
    pair = tuple(sorted((at["CN-JX"], at["ZM"])))
    assert len(net.edges[pair]) == 2  # type: ignore[index]
    assert sum(net.weights) == len(WORLD.ties)


def test_symmetric_ties_point_both_ways() -> None:
    net = simple(WORLD.ties)
    arcs = {(net.nodes[one], net.nodes[other]) for one, other in net.arcs}
    assert {("CN-YN", "TH"), ("TH", "CN-YN")} <= arcs
    assert ("ZM", "CN-HA") not in arcs


def test_a_tie_with_itself_joins_nothing() -> None:
    assert simple(pairs([("a", "a"), ("a", "b")]).ties).edges.keys() == {(0, 1)}


def test_igraph_carries_ids_and_weights() -> None:
    graph = to_igraph(WORLD)
    assert graph.vs["name"] == sorted(network(WORLD).nodes)
    assert sum(graph.es["weight"]) == len(WORLD.ties)
    assert to_igraph(WORLD, directed=True).is_directed()


def test_an_empty_selection_is_an_empty_network() -> None:
    assert network(WORLD, layers=["FUNDS"]).number_of_nodes() == 0
    assert to_igraph(world([Row("CN-YN", "OWNS", "org:cjic")]), make(layers=["FUNDS"])).vcount() == 0
