"""GEXF: the rules of Gephi's importer, and time as spells."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import networkx
import pytest

from graph.exports import export
from graph.exports.gexf import spells, stated
from graph.model import Resolved
from tests.graph.exports.nasty import nasty
from tests.queries.sample import Row, pairs, sample, world

NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
WORLDS = {"sample": sample(), "nasty": nasty(), "undated": pairs([("a", "b"), ("c", "d")])}


@pytest.fixture(params=list(WORLDS.values()), ids=list(WORLDS))
def resolved(request: pytest.FixtureRequest) -> Resolved:
    found: Resolved = request.param
    return found


@pytest.fixture
def path(resolved: Resolved, tmp_path: Path) -> Path:
    export(resolved, tmp_path / "net.gexf")
    return tmp_path / "net.gexf"


@pytest.mark.parametrize(
    ("tie", "when", "expected"),
    [
        ("SISTER_OF", (), []),
        ("SISTER_OF", ("1987-07/",), [("1987-07-01", None)]),
        ("SISTER_OF", ("/1987-02",), [(None, "1987-02-28")]),
        ("SISTER_OF", ("1978/1979", "1990/.."), [("1978-01-01", "1979-12-31"), ("1990-01-01", None)]),
        ("SISTER_OF", ("1978/1985", "1980/1983", "1985-06/1986"), [("1978-01-01", "1986-12-31")]),
        ("SISTER_OF", ("1978/", "1990/1995"), [("1978-01-01", None)]),
        ("VISITED", ("1999", "195X", "2001-05-05"), [
            ("1950-01-01", "1959-12-31"), ("1999-01-01", "1999-12-31"), ("2001-05-05", "2001-05-05"),
        ]),
    ],
)  # fmt: skip
def test_spells(tie: str, when: tuple[str, ...], expected: list[tuple[str | None, str | None]]) -> None:
    (found,) = world([Row("CN-YN", tie, "JP-22", None, when)]).ties
    days = [tuple(None if day is None else date.fromisoformat(day) for day in pair) for pair in expected]
    assert spells(stated(found)) == days


def test_the_graph_element(path: Path) -> None:
    graph = ET.parse(path).getroot().find("g:graph", NS)
    assert graph is not None
    assert "defaultedgetype" not in graph.attrib
    dated = path.read_text(encoding="utf-8").count("<spell ") > 0
    assert graph.attrib.get("timeformat") == ("date" if dated else None)


def test_edges_and_nodes(path: Path, resolved: Resolved) -> None:
    root = ET.parse(path).getroot()
    edges = root.findall(".//g:edge", NS)
    assert len(edges) == len({edge.attrib["id"] for edge in edges}) == len(resolved.ties)
    assert {edge.attrib["type"] for edge in edges} <= {"directed", "undirected"}
    assert all(edge.attrib["kind"] and float(edge.attrib["weight"]) > 0 for edge in edges)
    for node in root.findall(".//g:node", NS):
        assert node.attrib["label"]
        colour = node.find("viz:color", NS)
        assert colour is not None
        assert all(colour.attrib[name].isdigit() for name in "rgb")


def test_equal_to_the_byte(tmp_path: Path, resolved: Resolved) -> None:
    for name in "ab":
        export(resolved, tmp_path / f"{name}.gexf")
    assert (tmp_path / "a.gexf").read_bytes() == (tmp_path / "b.gexf").read_bytes()


def test_networkx_reads_it_back(path: Path, resolved: Resolved) -> None:
    text = path.read_text(encoding="utf-8")  # networkx refuses edges of both sorts in one file: read all as directed
    text = text.replace('" type="undirected" kind="', '" type="directed" kind="')
    path.write_text(text.replace("<graph ", '<graph defaultedgetype="directed" '), encoding="utf-8")
    graph = networkx.read_gexf(path, version="1.3")
    assert set(graph.nodes) == {end for tie in resolved.ties for end in (tie.subject, tie.object)}
    found = [data for _, _, data in graph.edges(data=True)]
    assert graph.number_of_edges() == len(resolved.ties)
    assert sorted(data["statements"] for data in found) == sorted("; ".join(tie.statements) for tie in resolved.ties)
    assert sorted(data["confidence"] for data in found) == sorted(tie.confidence for tie in resolved.ties)
