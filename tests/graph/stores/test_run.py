"""Users' Cypher on every store: what is refused, cut off and said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError, NotFoundError, StoreError, SubtiesError, UsageError
from graph.stores.base import Store
from graph.stores.run import read_query, run_cypher

LONG = "UNWIND range(1, 3000000) AS a UNWIND range(1, 100000) AS b WITH a * b AS c RETURN count(c) AS n"
WRITES = [
    "CREATE (n:Made)",
    "MERGE (n:Made {id: 1})",
    "MATCH (n) SET n.x = 1",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n:Kept) REMOVE n.id",
    "MATCH (n) RETURN n UNION CREATE (n:Made) RETURN n",
    "CALL { CREATE (:Made) } RETURN 1 AS one",
    "FOREACH (x IN [1] | CREATE (:Made))",
    "/* only reading */ create (n:Made)",
    "CREATE INDEX made IF NOT EXISTS FOR (n:Made) ON (n.x)",
    "CREATE CONSTRAINT made IF NOT EXISTS FOR (n:Made) REQUIRE n.x IS UNIQUE",
]
NEO4J_WRITES = ["CALL db.createLabel('Made')", "PROFILE CREATE (:Made)", "ALTER USER neo4j SET PASSWORD 'changed-it'"]


@pytest.fixture
def kept(store: Store) -> Store:
    """The store with one node."""
    store.write("CREATE (:Kept {id: 'x'})")
    return store


@pytest.mark.parametrize("query", WRITES)
def test_reading_refuses_whatever_changes_the_graph(kept: Store, query: str) -> None:
    with pytest.raises(SubtiesError) as refused:
        run_cypher(kept, query)
    assert refused.value.exit_code in (2, 3)
    assert kept.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties") == [
        {"labels": ["Kept"], "properties": {"id": "x"}}
    ]
    assert not [row for row in kept.run("SHOW INDEXES YIELD name RETURN name") if "made" in row["name"].lower()]


@pytest.mark.parametrize("query", NEO4J_WRITES)
def test_reading_refuses_procedures_and_administration(neo4j: Store, query: str) -> None:
    with pytest.raises(UsageError, match="add --write"):
        run_cypher(neo4j, query)


def test_writing_is_done_when_allowed_and_counted(store: Store) -> None:
    done = run_cypher(store, "CREATE (n:Made {id: $id})", {"id": "x"}, write=True)
    assert "1 nodes created" in done.notes
    assert store.run("MATCH (n:Made) RETURN n.id AS id") == [{"id": "x"}]


def test_explaining_changes_nothing(neo4j: Store) -> None:
    run_cypher(neo4j, "EXPLAIN CREATE (:Made)")
    assert neo4j.run("MATCH (n:Made) RETURN n") == []


def test_rows_beyond_the_limit_are_cut_off_and_it_is_said(store: Store) -> None:
    found = run_cypher(store, "UNWIND range(1, 100) AS n RETURN n", limit=3)
    assert [row["n"] for row in found.rows] == [1, 2, 3]
    assert found.notes == ("only the first 3 rows are shown; ask for more with --limit",)
    assert run_cypher(store, "UNWIND range(1, 3) AS n RETURN n", limit=3).notes == ()


def test_a_query_that_takes_too_long_is_stopped(store: Store) -> None:
    with pytest.raises(StoreError, match=r"took longer than 0.5 s"):
        run_cypher(store, LONG, timeout=0.5)
    assert run_cypher(store, "RETURN 1 AS one").rows == ({"one": 1},)


@pytest.mark.parametrize(
    "query", ["this is no Cypher", "RETURN 1/0", "RETURN $missing", "MATCH (n RETURN n", "RETURN nofunction(1)"]
)
def test_what_the_store_does_not_understand_is_one_line(store: Store, query: str) -> None:
    with pytest.raises(InputError, match="the query") as wrong:
        run_cypher(store, query)
    assert "\n" not in str(wrong.value)


def test_values_come_back_plain(store: Store) -> None:
    query = (
        "CREATE p = (a:Trap {id: 1})-[r:TIED {since: [1, 2]}]->(b:Trap {id: 2}) "
        "RETURN a, r, p, date('2020-02-01') AS day, [1, null] AS list, {x: a.id} AS map"
    )
    row = run_cypher(store, query, write=True).rows[0]
    assert row["a"] == {":labels": ["Trap"], "id": 1}
    assert row["r"] == {":type": "TIED", "since": [1, 2]}
    assert row["p"] == [row["a"], row["r"], {":labels": ["Trap"], "id": 2}]
    assert (row["day"], row["list"], row["map"]) == ("2020-02-01", [1, None], {"x": 1})


@pytest.mark.parametrize(
    ("query", "given", "expected"),
    [
        ("RETURN 1;", [], ("RETURN 1", {})),
        ("RETURN $a", ["a=1"], ("RETURN $a", {"a": 1})),
        ("RETURN $a", ["a=CN-YN"], ("RETURN $a", {"a": "CN-YN"})),
        ("RETURN $a", ['a=["x"]'], ("RETURN $a", {"a": ["x"]})),
        ("RETURN $a", ["a=x=y"], ("RETURN $a", {"a": "x=y"})),
        ("RETURN $a", ["a=null"], ("RETURN $a", {"a": None})),
    ],
)
def test_reading_queries_and_parameters(query: str, given: list[str], expected: tuple[str, dict[str, Any]]) -> None:
    assert read_query(query, given) == expected


def test_reading_a_file_and_a_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.cypher"
    path.write_text("// mine\nRETURN 1 AS one;\n", encoding="utf-8")
    assert read_query(str(path)) == ("// mine\nRETURN 1 AS one", {})
    text, parameters = read_query("questions/ties_of_place", ["place=CN-YN"])
    assert text.startswith("MATCH (p:Entity {id: $place})")
    assert parameters == {"place": "CN-YN", "type": None, "year": None}


@pytest.mark.parametrize(
    ("query", "given", "error", "said"),
    [
        ("", [], UsageError, "empty"),
        ("missing.cypher", [], NotFoundError, "no such file"),
        ("questions/nonesuch", [], NotFoundError, "no such file"),
        ("RETURN 1", ["a"], UsageError, "name=value"),
        ("RETURN 1", ["1=a"], UsageError, "name=value"),
        ("questions/ties_of_place", [], UsageError, 'wants -p place="CN-YN"'),
        ("questions/ties_of_place", ["palce=1"], UsageError, "no parameter 'palce'"),
    ],
)
def test_wrong_queries_and_parameters(query: str, given: list[str], error: type[SubtiesError], said: str) -> None:
    with pytest.raises(error, match=said):
        read_query(query, given)
