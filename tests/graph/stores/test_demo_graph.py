"""The demonstration graph in both stores: every shipped query answers, and both say the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.model import Resolved
from graph.stores.base import Store
from graph.stores.cypher_files import CypherFile, cypher_file, cypher_files
from graph.stores.records import Projection
from graph.stores.run import run_cypher

FOR_PEOPLE = [file for folder in ("questions", "browse") for file in cypher_files(folder)]
# Answers in which the stores may differ: how well a name fits, and which of several shortest paths is taken.
OWN_WAY = {"browse/search": ("score",), "browse/path": ("p",)}


def names(file: CypherFile) -> str:
    return f"{file.folder}/{file.name}"


def answer(store: Store, file: CypherFile) -> list[dict[str, Any]]:
    """The rows for the example parameters of the header, without what is each store's own."""
    parameters = {p.name: p.example for p in file.parameters if p.name != "index"}
    rows = run_cypher(store, file.text, parameters, limit=100_000).rows
    return [{name: value for name, value in row.items() if name not in OWN_WAY.get(names(file), ())} for row in rows]


def in_order(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)


@pytest.mark.parametrize("file", FOR_PEOPLE, ids=names)
def test_every_query_for_people_answers_with_its_example(with_demo: Store, file: CypherFile) -> None:
    rows = answer(with_demo, file)
    assert rows
    told = any(value not in (None, 0, "", [], {}) for row in rows for value in row.values())
    assert told or names(file) in OWN_WAY


@pytest.mark.parametrize("file", FOR_PEOPLE, ids=names)
def test_every_query_has_the_same_answer_in_both_stores(both_with_demo: tuple[Store, Store], file: CypherFile) -> None:
    ours, theirs = (answer(store, file) for store in both_with_demo)
    is_table = names(file) not in OWN_WAY and not any("p" in row for row in ours)
    if is_table:
        assert ours == theirs
    else:
        assert in_order(ours) == in_order(theirs)


def test_the_graph_is_the_projection_in_both_stores(both_with_demo: tuple[Store, Store], demo_state: Resolved) -> None:
    projection = Projection(demo_state)
    nodes = in_order(
        [{"labels": sorted({n.label, n.kind} - {""}), "properties": n.properties} for n in projection.nodes()]
    )
    links = in_order(
        [{"type": k.type, "from": k.source, "to": k.target, "properties": k.properties} for k in projection.links()]
    )
    for store in both_with_demo:
        found = store.run("MATCH (n) WHERE NOT n:SubtiesState RETURN labels(n) AS labels, properties(n) AS properties")
        assert in_order([{**row, "labels": sorted(row["labels"])} for row in found]) == nodes
        found = store.run(
            "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS `from`, b.id AS `to`, properties(r) AS properties"
        )
        assert in_order(found) == links


def test_a_shortest_path_is_as_long_in_both_stores(both_with_demo: tuple[Store, Store]) -> None:
    file = cypher_file("browse", "path")
    found = [run_cypher(store, file.text, file.examples()).rows[0]["p"] for store in both_with_demo]
    assert len(found[0]) == len(found[1]) > 1
    assert all(path[0]["id"] == "CN-YN" and path[-1]["id"] == "ZM" for path in found)


def test_every_tie_leads_to_its_sentences_in_one_query(with_demo: Store) -> None:
    ties = with_demo.run("MATCH ()-[r]->() WHERE r.layer IS NOT NULL RETURN r.id AS id, r.n_statements AS n")
    query = (
        "MATCH ()-[r]->() WHERE r.layer IS NOT NULL UNWIND r.statements AS statement "
        "MATCH (:Document)-[:STATES]->(s:Statement {id: statement}) RETURN r.id AS id, count(s.text) AS n"
    )
    assert in_order(with_demo.run(query)) == in_order(ties)
