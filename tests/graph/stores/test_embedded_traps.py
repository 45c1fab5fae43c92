"""Where the embedded store differs from Neo4j, measured: if one of these fails after an update of ArcadeDB, the way
around it in the loader can go. Whatever is silent there must not reach it: the last tests show that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from graph.errors import InputError, StoreError
from graph.schema import schema
from graph.stores.base import Store
from graph.stores.cypher_files import STATE_LABEL, allowed_names, cypher_files
from graph.stores.load import load
from graph.stores.records import Projection
from tests.graph.stores.sample import ENTITIES, TIES, changed, sample


def labels(store: Store, id_: str) -> list[str]:
    rows = store.run("MATCH (n:Entity {id: $id}) RETURN labels(n) AS labels", {"id": id_})
    return sorted(rows[0]["labels"])


def test_merging_on_null_makes_a_node_without_an_id(embedded: Store) -> None:
    embedded.write("MERGE (n:Trap {id: $id})", {"id": None})
    assert embedded.run("MATCH (n:Trap) RETURN n.id AS id") == [{"id": None}]


def test_merging_on_null_is_an_error_in_neo4j(neo4j: Store) -> None:
    with pytest.raises(StoreError, match="null"):
        neo4j.write("MERGE (n:Trap {id: $id})", {"id": None})


def test_so_the_loader_refuses_ids_that_are_null(embedded: Store) -> None:
    with pytest.raises(InputError, match="has no id"):
        load(embedded, changed(sample(), entities={None: ENTITIES[0]}, ties=()))
    assert embedded.run("MATCH (n) RETURN n") == []


def test_a_second_constrained_label_cannot_be_added(embedded: Store) -> None:
    for label in ("TrapOne", "TrapTwo"):
        embedded.define([f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"])
    embedded.write("MERGE (n:TrapOne {id: 'x'})")
    with pytest.raises(StoreError):
        embedded.write("MATCH (n:TrapOne {id: 'x'}) SET n:TrapTwo")


def test_so_no_node_of_ours_bears_two_constrained_labels() -> None:
    made = [file.filled(KIND="State") for file in cypher_files("load") if file.name == "entities"]
    assert ":Entity:`State`" in made[0]
    assert not set(schema().kinds) & {"Entity", "Document", "Statement", STATE_LABEL}


def test_labels_changed_twice_in_one_transaction_are_refused(embedded: Store) -> None:
    embedded.define(["CREATE CONSTRAINT IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE"])
    embedded.write("CREATE (n:Entity:State {id: 'x'})")
    with pytest.raises(StoreError):
        embedded.write("MATCH (n:Entity {id: 'x'}) REMOVE n:State SET n:Region")


def test_so_the_loader_adds_the_new_kind_before_it_takes_the_old_one(store: Store) -> None:
    load(store, sample())
    assert labels(store, "org:hostile") == ["Enterprise", "Entity"]
    firm = changed(sample()).entities["org:hostile"]
    load(store, changed(sample(), entities={**sample().entities, firm.id: replace(firm, kind="SOE")}))
    assert labels(store, "org:hostile") == ["Entity", "SOE"]
    ties = store.run("MATCH (:SOE {id: 'org:hostile'})-[r]-(:Entity) WHERE r.layer IS NOT NULL RETURN r.id AS id")
    assert sorted(row["id"] for row in ties) == ["tie:08", "tie:09"]


def test_zoned_moments_are_sent_as_text(store: Store) -> None:
    moment = datetime(2020, 1, 1, 10, 0, tzinfo=UTC)
    store.write("CREATE (:Trap {id: 'x', at: $at, day: $day})", {"at": moment, "day": moment.date()})
    rows = store.run("MATCH (n:Trap) RETURN n.at AS at, n.day AS day")
    assert rows == [{"at": "2020-01-01T10:00:00+00:00", "day": "2020-01-01"}]
    same = store.run("MATCH (n:Trap) RETURN datetime(n.at) = datetime($at) AS same", {"at": moment})
    assert same == [{"same": True}]


def test_dynamic_labels_are_not_used() -> None:
    for folder in ("load", "schema", "questions", "browse"):
        for file in cypher_files(folder):
            assert ":$(" not in file.text


def test_element_ids_are_not_used() -> None:
    for folder in ("load", "schema", "questions", "browse"):
        for file in cypher_files(folder):
            assert "elementId" not in file.text
            assert " id(" not in file.text


def test_labels_and_relationship_types_have_names_of_their_own() -> None:
    declared = schema()
    labels_ = [*declared.kinds, "Entity", "Document", "Statement", STATE_LABEL]
    types = [*declared.ties, *declared.links]
    assert len({name.casefold() for name in (*labels_, *types)}) == len(labels_) + len(types)
    assert allowed_names() == {*labels_, *types}


def test_shortest_paths_are_asked_for_by_the_function() -> None:
    assert not [file.name for file in cypher_files("browse") if "SHORTEST " in file.text]


def test_the_full_text_index_is_made_the_own_way_of_each_store(store: Store) -> None:
    load(store, sample())
    query = "CALL db.index.fulltext.queryNodes($index, $words) YIELD node RETURN node.id AS id ORDER BY id"
    for words, expected in (("yunnan", "CN-YN"), ("GMS", "mech:gms"), ("云南省", "CN-YN"), ("singap*", "SG")):
        rows = store.run(query, {"index": store.full_text_index, "words": words})
        assert expected in [row["id"] for row in rows], words


def test_long_texts_are_sent_in_messages_that_the_store_takes(embedded: Store) -> None:
    statements = {
        f"st:{n}": replace(next(iter(sample().statements.values())), id=f"st:{n}", text=f"{n}" + "x" * 900_000)
        for n in range(20)
    }
    state = changed(sample(), ties=(), statements=statements, outcome={}, ends={})
    assert load(embedded, state).created["Statement"] == 20
    assert embedded.run("MATCH (s:Statement) RETURN count(s) AS n, sum(size(s.text)) AS size")[0]["n"] == 20


def test_rows_of_one_key_do_not_meet_in_one_batch() -> None:
    assert len({(tie.tie, tie.id) for tie in TIES}) == len(TIES)
    with pytest.raises(InputError, match="not its own"):
        Projection(changed(sample(), ties=(TIES[0], TIES[0])))
