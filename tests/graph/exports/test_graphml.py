"""GraphML: the rules of Gephi's importer, and read back by networkx and igraph without loss."""

from __future__ import annotations

import math
import random
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import igraph
import networkx
import pytest

from graph.exports import export
from graph.exports.drawing import GREATEST, LEAST, layout, sizes
from graph.exports.xml_text import legal
from graph.model import Resolved
from tests.graph.exports.nasty import nasty
from tests.queries.sample import pairs, sample

NS = {"g": "http://graphml.graphdrawing.org/xmlns"}
WORLDS = {"sample": sample(), "nasty": nasty(), "equal degrees": pairs([("a", "b"), ("c", "d")])}


@pytest.fixture(params=list(WORLDS.values()), ids=list(WORLDS))
def resolved(request: pytest.FixtureRequest) -> Resolved:
    world: Resolved = request.param
    return world


@pytest.fixture
def path(resolved: Resolved, tmp_path: Path) -> Path:
    export(resolved, tmp_path / "net.graphml")
    return tmp_path / "net.graphml"


def values(element: ET.Element, keys: dict[str, str]) -> dict[str, str]:
    return {keys[data.attrib["key"]]: data.text or "" for data in element.findall("g:data", NS)}


def read(path: Path) -> tuple[ET.Element, dict[str, str]]:
    root = ET.parse(path).getroot()
    return root, {key.attrib["id"]: key.attrib["attr.name"] for key in root.findall("g:key", NS)}


def test_the_declaration_comes_first(path: Path) -> None:
    assert path.read_bytes().startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml ')


def test_keys(path: Path) -> None:
    root, keys = read(path)
    declared = root.findall("g:key", NS)
    assert len({key.lower() for key in keys}) == len(declared)
    assert {key.attrib["for"] for key in declared} == {"node", "edge"}
    assert "n_id" not in keys
    assert root.find("g:data", NS) is None
    assert root.find("g:graph/g:data", NS) is None
    types = {key.attrib["attr.type"] for key in declared}
    assert types <= {"string", "int", "long", "double", "boolean"}
    assert {key.attrib["attr.name"] for key in declared if key.attrib["for"] == "node"} >= {"label", "r", "size", "x"}


def test_values_fit_their_types(path: Path) -> None:
    root, _ = read(path)
    types = {key.attrib["id"]: key.attrib["attr.type"] for key in root.findall("g:key", NS)}
    for data in root.iter(f"{{{NS['g']}}}data"):
        text, type_ = data.text or "", types[data.attrib["key"]]
        assert text != ""
        if type_ in ("int", "long"):
            assert str(int(text)) == text
        elif type_ == "double":
            assert float(text) == float(text)  # not NaN
            assert "inf" not in text
        elif type_ == "boolean":
            assert text in ("true", "false")


def test_edges(path: Path, resolved: Resolved) -> None:
    root, keys = read(path)
    edges = root.findall("g:graph/g:edge", NS)
    assert len(edges) == len(resolved.ties)
    assert len({edge.attrib["id"] for edge in edges}) == len(edges)
    for edge in edges:
        assert edge.attrib["label"]
        assert edge.attrib["directed"] in ("true", "false")
        assert float(values(edge, keys)["weight"]) > 0
    pairs_ = [
        (frozenset((e.attrib["source"], e.attrib["target"])), e.attrib["label"])
        if e.attrib["directed"] == "false"
        else (e.attrib["source"], e.attrib["target"], e.attrib["label"])
        for e in edges
    ]
    assert len(set(pairs_)) == len(edges)  # Gephi would sum what meets


def test_sizes_run_from_4_to_100(path: Path) -> None:
    root, keys = read(path)
    found = [float(values(node, keys)["size"]) for node in root.findall("g:graph/g:node", NS)]
    assert min(found) == LEAST
    assert max(found) in (LEAST, GREATEST)


def test_positions_are_centred_and_in_reach(path: Path) -> None:
    root, keys = read(path)
    for axis in "xy":
        found = [float(values(node, keys)[axis]) for node in root.findall("g:graph/g:node", NS)]
        assert abs(sum(found)) / len(found) <= 0.01
        assert max(map(abs, found)) <= 5000


def test_networkx_reads_it_back(path: Path, resolved: Resolved) -> None:
    text = path.read_text(encoding="utf-8")
    if 'directed="true"' in text:  # networkx refuses a file with edges of both sorts: read all as directed
        text = text.replace(' directed="false"', "")
    graph = networkx.parse_graphml(text, force_multigraph=True)
    assert isinstance(graph, networkx.MultiDiGraph | networkx.MultiGraph)
    ends = {end for tie in resolved.ties for end in (tie.subject, tie.object)}
    assert set(graph.nodes) == ends
    assert graph.number_of_edges() == len(resolved.ties)
    for end in ends:
        entity = resolved.entities[end]
        assert graph.nodes[end]["kind"] == entity.kind
        assert graph.nodes[end].get("name", "") == legal(entity.name)
    ties = {tie.id: tie for tie in resolved.ties}
    for source, target, _, data in graph.edges(keys=True, data=True):
        tie = next(t for t in ties.values() if (t.subject, t.object) == (source, target) and t.tie == data["tie"]
                   and legal(t.kind or "") == data.get("kind", ""))  # fmt: skip
        assert (data.get("start"), data.get("end"), data["status"]) == (tie.start, tie.end, tie.status)
        assert data["confidence"] == tie.confidence
        assert data["statements"].split("; ") == list(tie.statements)


def test_igraph_reads_it_back(path: Path, resolved: Resolved) -> None:
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.ecount() == len(resolved.ties)
    assert sorted(graph.vs["id"]) == sorted({end for tie in resolved.ties for end in (tie.subject, tie.object)})


def test_equal_to_the_byte_whatever_the_order(tmp_path: Path, resolved: Resolved) -> None:
    export(resolved, tmp_path / "a.graphml")
    ties = list(resolved.ties)
    random.Random(1).shuffle(ties)
    export(replace(resolved, ties=tuple(ties)), tmp_path / "b.graphml")
    assert (tmp_path / "a.graphml").read_bytes() == (tmp_path / "b.graphml").read_bytes()


def test_the_seed_moves_the_nodes_of_large_networks() -> None:
    path_ = [(at, at + 1) for at in range(1_100)]
    once, again, other = (layout([4.0] * 1_101, path_, seed) for seed in (1, 1, 2))
    assert once == again
    assert once != other


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [([], []), ([3, 3], [4, 4]), ([1, 2, 5], [4, 52, 100]), ([0, 1], [4, 100])],
)
def test_sizes(degrees: list[int], expected: list[float]) -> None:
    assert sizes(degrees) == expected


def test_circles_do_not_overlap() -> None:
    star = [(0, at) for at in range(1, 25)]
    radii = [100.0] + [20.0] * 24
    points = layout(radii, star)
    assert points is not None
    for one in range(25):
        for other in range(one):
            assert math.dist(points[one], points[other]) >= (radii[one] + radii[other]) * 0.99


def test_layout_packs_components_and_gives_up_when_too_large() -> None:
    edges = [(at, at + 1) for at in range(0, 60, 2)]
    points = layout([4.0] * 60, edges)
    assert points is not None
    assert len(set(points)) == 60
    assert layout([4.0] * 60, [(0, 1)] * 50_001) is None
