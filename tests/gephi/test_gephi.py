"""What Gephi itself makes of our files: no issue at all, and number for number what was exported.

One run of Java reads all files. Where Java or Maven is missing the tests are skipped, unless SUBTIES_REQUIRE_GEPHI=1.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph import palette
from graph.exports import export
from graph.exports.columns import arranged, edge_columns, edge_reader, edges, ends, node_columns, node_reader
from graph.exports.gexf import spells, stated
from graph.exports.look import looks, shown
from graph.exports.xml_text import legal
from graph.model import Resolved
from graph.resolved import resolved as resolve
from graph.workspace import Workspace
from tests.gephi.toolkit import archives, read
from tests.graph.exports.nasty import nasty
from tests.maven import CannotRunError
from tests.queries.sample import pairs, sample

REQUIRED = os.environ.get("SUBTIES_REQUIRE_GEPHI") == "1"  # read before the tests clear the environment
WORLDS = ("sample", "nasty", "undated", "demo", "sisters")
FORMS = ("graphml", "gexf")
CASES = [(world, form, {}) for world in WORLDS for form in FORMS] + [
    (world, form, {"each": True}) for world in ("nasty", "demo") for form in FORMS
] + [("demo", "gexf", {"layout": "geo"}), ("sample", "graphml", {"layout": "none"})]  # fmt: skip
_JAVA = {"string": "String", "string[]": "String", "int": "Integer", "long": "Long", "double": "Double",
         "boolean": "Boolean"}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A world, how it was exported, and what Gephi made of it."""

    resolved: Resolved
    form: str
    options: dict[str, Any]
    found: dict[str, Any]


@pytest.fixture(scope="module")
def cases(demo_source: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    try:
        archives()
    except CannotRunError as wrong:
        if REQUIRED:
            pytest.fail(f"Gephi is required here: {wrong}")
        pytest.skip(f"Gephi cannot be run: {wrong}")
    folder = tmp_path_factory.mktemp("gephi")
    worlds = {
        "sample": sample(),
        "nasty": nasty(),
        "undated": pairs([("a", "b"), ("c", "d")]),
        "demo": resolve(Workspace.open(demo_source)),
        "sisters": _sisters(folder / "sisters"),
    }
    files = []
    for number, (world, form, options) in enumerate(CASES):
        files.append(folder / f"{number}-{world}.{form}")
        export(worlds[world], files[-1], **options)
    return [
        Case(worlds[world], form, options, found)
        for (world, form, options), found in zip(CASES, read(files), strict=True)
    ]


def _sisters(folder: Path) -> Resolved:
    from ingest.pipeline import add_data_sets

    workspace = Workspace.open(folder, create=True)
    add_data_sets(workspace, ["sister_cities_wikipedia_2023"])
    return resolve(workspace)


@pytest.fixture(params=range(len(CASES)), ids=lambda at: "-".join((*CASES[at][:2], *CASES[at][2])))
def case(request: pytest.FixtureRequest, cases: list[Case]) -> Case:
    found: Case = cases[request.param]
    return found


def test_no_issue(case: Case) -> None:
    assert "unreadable" not in case.found
    assert case.found["issues"] == []


def test_columns_and_types(case: Case) -> None:
    found = case.found
    assert found["node_columns"] == {column.name: _JAVA[column.type] for column in node_columns()}
    assert found["edge_columns"] == {column.name: _JAVA[column.type] for column in edge_columns()}


def test_nodes_as_exported(case: Case) -> None:
    nodes, listed = ends(case.resolved.ties), arranged(case.resolved.ties)
    look = looks(case.resolved, nodes, listed, case.options.get("layout", "force"), 1)
    values = node_reader()
    assert set(case.found["nodes"]) == set(nodes)
    for at, node in enumerate(nodes):
        entity, found = case.resolved.entities[node], case.found["nodes"][node]
        assert found["label"] == legal(entity.name or entity.id)
        assert found["colour"] == palette.of_kind(entity.kind).upper()
        assert found["size"] == pytest.approx(look.sizes[at], rel=1e-6)
        if look.points is not None:
            assert (found["x"], found["y"]) == pytest.approx(look.points[at], abs=0.02)
        assert found["values"] == _shown(values(entity))


def test_edges_as_exported(case: Case) -> None:
    values = edge_reader(case.resolved)
    expected = {edge.id: edge for edge in edges(arranged(case.resolved.ties), case.options.get("each", False))}
    found = {" ".join(id_.split()): edge for id_, edge in case.found["edges"].items()}
    assert set(found) == {" ".join(legal(id_).split()) for id_ in expected}
    for id_, edge in expected.items():
        one = found[" ".join(legal(id_).split())]
        assert {one["source"], one["target"]} == {edge.source, edge.target}
        assert (one["source"] == edge.source) or not edge.directed
        assert (one["directed"], one["weight"]) == (edge.directed, edge.weight)
        assert one["kind"] == " ".join(legal(edge.layer).split())
        assert one["label"] == legal(shown(edge))
        assert one["colour"] == palette.of_tie(edge.tie.tie).upper()
        assert one["values"] == _shown(values(edge.tie))
        if case.form == "gexf":
            held = [[first.isoformat() if first else None, last.isoformat() if last else None]
                    for first, last in spells(stated(edge.tie))]  # fmt: skip
            assert [[_day(side) for side in spell] for spell in one["spells"]] == held


def test_bounds_of_time(case: Case) -> None:
    sides = [side for tie in case.resolved.ties for spell in spells(stated(tie)) for side in spell if side]
    if case.form == "graphml" or not sides:
        assert not case.found["dynamic"]
    else:
        assert _day(case.found["first"]) == min(sides).isoformat()
        assert _day(case.found["last"]) == max(sides).isoformat()


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def _shown(values: dict[str, Any]) -> dict[str, Any]:
    """The values that a file can hold: no NaN, no signs that XML forbids, nothing empty."""
    out = {}
    for name, value in values.items():
        if isinstance(value, str):
            value = legal(value)
        if value != "" and value == value:
            out[name] = value
    return out
