"""The loader, on every store: what it makes of a state, that it changes nothing twice, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.edtf import bounds
from graph.errors import StoreError
from graph.model import Entity, Resolved
from graph.schema import schema
from graph.stores.base import Row, Store
from graph.stores.load import load
from graph.stores.records import Projection
from graph.stores.state import State
from tests.graph.stores.sample import DOCUMENTS, ENTITIES, STATED, TIES, changed, sample


def everything(store: Store) -> tuple[list[Row], list[Row]]:
    """All nodes and relationships with all their properties, in an order of their own."""
    nodes = store.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties")
    links = store.run(
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties"
    )
    for node in nodes:
        node["labels"] = sorted(node["labels"])
    return sorted(nodes, key=in_order), sorted(links, key=in_order)


def in_order(row: Row) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False)


def test_first_load_makes_every_record_and_the_second_changes_nothing(store: Store) -> None:
    first = load(store, sample())
    before = everything(store)
    again = load(store, sample())

    assert sum(first.created.values()) == first.rows()[-1]["created"]
    assert first.created["Province"] == 2
    assert first.created["Statement"] == len(STATED)
    assert first.created["SUBJECT"] == len(STATED)
    assert first.created["OBJECT"] == len(STATED) - 1
    assert first.created["UNDER"] == 1
    assert first.created["LOCATED_IN"] == 2
    assert not first.changed
    assert not first.removed
    assert again.unchanged
    assert everything(store) == before


def test_a_graph_that_lost_its_fingerprint_is_compared_and_left_as_it_is(store: Store) -> None:
    load(store, sample())
    before = everything(store)
    store.write("MATCH (s:SubtiesState) SET s.fingerprint = null")

    again = load(store, sample())

    assert not again.created
    assert not again.changed
    assert not again.removed
    assert everything(store) == before


def test_nodes_bear_their_kind_and_only_one_constrained_label(store: Store) -> None:
    load(store, sample())
    rows = store.run("MATCH (n) WHERE NOT n:SubtiesState RETURN labels(n) AS labels, n.kind AS kind, n.name AS name")
    assert len(rows) == len(ENTITIES) + len(DOCUMENTS) + len(STATED)
    for row in rows:
        labels = set(row["labels"])
        assert row["name"]
        assert len(labels & {"Entity", "Document", "Statement"}) == 1
        if "Entity" in labels:
            assert labels == {"Entity", row["kind"]}


def test_properties_are_those_of_the_schema(store: Store) -> None:
    load(store, sample())
    nodes, links = everything(store)
    allowed = {
        name: {p.name for p in (*schema().properties[name], *schema().properties[f"{name}_in_graph"])}
        for name in ("entity", "tie", "statement", "document")
    }
    link_properties = {p.name for p in schema().properties["link_in_graph"]}
    for node in nodes:
        if "SubtiesState" in node["labels"]:
            continue
        owner = "entity" if "Entity" in node["labels"] else node["labels"][0].lower()
        assert set(node["properties"]) <= allowed[owner]
    for link in links:
        assert set(link["properties"]) <= (allowed["tie"] if link["type"] in schema().ties else link_properties)


def test_every_script_comes_back_as_it_was(store: Store) -> None:
    load(store, sample())
    rows = store.run("MATCH (n:Entity) RETURN n.id AS id, n.name AS name, n.aliases AS aliases")
    found = {row["id"]: (row["name"], tuple(row["aliases"] or ())) for row in rows}
    assert found == {entity.id: (entity.name, entity.aliases) for entity in ENTITIES}


@pytest.mark.parametrize("year", [1950, 1977, 1978, 1990, 1991, 1995, 1999, 2001, 2009, 2010, 2011, 2021, 2100])
def test_alive_in_a_year_says_the_same_as_the_ledger(with_sample: Store, year: int) -> None:
    query = (
        "MATCH ()-[r]->() WHERE r.layer IS NOT NULL AND any(i IN range(0, size(coalesce(r.since, [])) - 1) "
        "WHERE r.since[i] <= $year AND $year <= r.until[i]) RETURN r.id AS id"
    )
    expected = {
        tie.id
        for tie in TIES
        if any(_may_hold(interval.when, year) for interval in tie.intervals)
        or any(_may_hold(occasion.date, year) for occasion in tie.occasions if occasion.date)
    }
    assert {row["id"] for row in with_sample.run(query, {"year": year})} == expected


def _may_hold(when: str, year: int) -> bool:
    """Whether any day of the year may lie in the date or interval; open sides reach on."""
    first, last = bounds(when).first, bounds(when).last
    return (first is None or first.year <= year) and (last is None or last.year >= year)


def _without_tie(state: Resolved) -> Resolved:
    return changed(state, ties=tuple(tie for tie in state.ties if tie.id != "tie:04"))


def _without_entity(state: Resolved) -> Resolved:
    ties = tuple(tie for tie in state.ties if "ZM" not in (tie.subject, tie.object))
    return changed(state, ties=ties, entities={id_: e for id_, e in state.entities.items() if id_ != "ZM"})


def _other_property(state: Resolved) -> Resolved:
    return changed(state, ties=tuple(replace(tie, status="ended") if tie.id == "tie:03" else tie for tie in state.ties))


def _property_gone(state: Resolved) -> Resolved:
    yunnan = replace(state.entities["CN-YN"], aliases=(), lat=None)
    return changed(state, entities={**state.entities, "CN-YN": yunnan})


def _other_kind(state: Resolved) -> Resolved:
    firm = replace(state.entities["org:hostile"], kind="SOE")
    return changed(state, entities={**state.entities, "org:hostile": firm})


def _turned_round(state: Resolved) -> Resolved:
    ties = (replace(t, subject=t.object, object=t.subject) if t.id == "tie:01" else t for t in state.ties)
    return changed(state, ties=tuple(ties))


def _one_more(state: Resolved) -> Resolved:
    return changed(state, entities={**state.entities, "LA": Entity("LA", "Laos", "State", "LA", "LA")})


def _nothing(state: Resolved) -> Resolved:
    return changed(state, entities={}, ties=(), statements={}, documents={}, outcome={}, ends={})


CHANGES = [
    _without_tie,
    _without_entity,
    _other_property,
    _property_gone,
    _other_kind,
    _turned_round,
    _one_more,
    _nothing,
]


@pytest.mark.usefixtures("sized")
@pytest.mark.parametrize("change", CHANGES)
def test_an_incremental_load_comes_to_the_same_as_a_new_one(
    store: Store, change: Callable[[Resolved], Resolved]
) -> None:
    load(store, change(sample()))
    expected = everything(store)
    store.write("MATCH (n) DETACH DELETE n")

    load(store, sample())
    summary = load(store, change(sample()))

    assert everything(store) == expected
    assert not summary.unchanged
    assert sum(sum(part.values()) for part in (summary.created, summary.changed, summary.removed)) > 0


def test_an_incremental_load_counts_what_it_did(loaded: Store) -> None:
    assert load(loaded, _without_tie(sample())).removed == {"TRADES_WITH": 1}
    assert load(loaded, sample()).created == {"TRADES_WITH": 1}
    assert load(loaded, _other_kind(sample())).changed == {"SOE": 1}


def test_both_stores_come_to_the_same(embedded: Store, neo4j: Store) -> None:
    load(embedded, sample())
    load(neo4j, sample())
    assert everything(embedded) == everything(neo4j)


def test_a_dry_run_says_the_same_and_writes_nothing(store: Store) -> None:
    would = load(store, sample(), dry_run=True)
    assert everything(store) == ([], [])
    assert load(store, sample()) == would


def test_progress_ends_when_all_is_done(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    summary = load(store, sample(), progress=lambda *what: told.append(what))
    assert told[-1][1] == told[-1][2] == sum(summary.created.values())
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_what_others_put_there_is_never_touched(store: Store) -> None:
    store.write("CREATE (:Note {id: 'n1', text: 'mine'})-[:ABOUT {id: 'a'}]->(:Entity {id: 'other', name: 'Theirs'})")
    before = everything(store)
    load(store, sample())
    load(store, _nothing(sample()))
    nodes, links = everything(store)
    assert ([node for node in nodes if "SubtiesState" not in node["labels"]], links) == before


def test_a_node_that_others_have_tied_something_to_is_not_removed_without_a_word(loaded: Store) -> None:
    loaded.write("MATCH (n:Entity {id: 'ZM'}) CREATE (:Note {id: 'n1'})-[:ABOUT {by: 'me'}]->(n)")
    before = everything(loaded)
    with pytest.raises(StoreError, match=r"Entity 'ZM' is gone from the ledger, but a ABOUT .* nothing was written"):
        load(loaded, _without_entity(sample()))
    assert everything(loaded) == before
    load(loaded, _other_property(sample()))
    assert loaded.run("MATCH (:Note)-[r:ABOUT]->(n) RETURN n.id AS id, r.by AS by") == [{"id": "ZM", "by": "me"}]
    loaded.write("MATCH ()-[r:ABOUT]->() DELETE r")
    load(loaded, sample())
    load(loaded, _without_entity(sample()))
    assert loaded.run("MATCH (n {id: 'ZM'}) RETURN n") == []


def test_a_graph_that_other_code_made_is_compared_as_a_whole(loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    known = State.read(loaded)
    assert known.groups_to_compare(known.sums) == frozenset()
    assert known.groups_to_compare({**known.sums, "code": "other"}) is None
    loaded.write("MATCH (n:Entity {id: 'ZM'}) SET n.name = 'Changed', n.subties = 'stale'")
    monkeypatch.setattr(Projection, "code", "other")
    assert load(loaded, sample()).changed == {"State": 1}


@pytest.mark.parametrize("label", ["Entity", "Document", "Statement"])
def test_a_node_of_others_under_our_id_is_refused_with_nothing_written(store: Store, label: str) -> None:
    id_ = {"Entity": "CN-YN", "Document": "doc:notes", "Statement": STATED["owns"][0].id}[label]
    store.write(f"CREATE (:{label} {{id: $id, name: 'Theirs'}})", {"id": id_})
    before = everything(store)
    with pytest.raises(StoreError, match=f"{label} '{id_}' that Subties did not write; nothing was written"):
        load(store, sample())
    assert everything(store) == before


def test_a_relationship_of_others_under_our_id_is_refused(loaded: Store) -> None:
    loaded.write("MATCH (a:Entity {id: 'ZM'}), (b:Entity {id: 'TH'}) CREATE (a)-[:HOSTS {id: 'tie:99'}]->(b)")
    twin = replace(TIES[6], id="tie:99")
    before = everything(loaded)
    with pytest.raises(StoreError, match="HOSTS 'tie:99'"):
        load(loaded, changed(sample(), ties=(*TIES, twin)))
    assert everything(loaded) == before


class _InterruptedError(Exception):
    """Stands for whatever ends a load in the middle."""


@pytest.mark.usefixtures("sized")
@pytest.mark.parametrize("after", [1, 4, 9])
def test_an_interrupted_load_is_completed_by_the_next(store: Store, after: int) -> None:
    load(store, sample())
    expected = everything(store)
    store.write("MATCH (n) DETACH DELETE n")

    def stop(_what: str, done: int, _total: int) -> None:
        if done >= after:
            raise _InterruptedError

    with pytest.raises(_InterruptedError):
        load(store, sample(), progress=stop)
    load(store, sample())
    assert everything(store) == expected


def test_a_batch_that_runs_twice_is_there_once(loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = everything(loaded)
    loaded.write("MATCH (n) DETACH DELETE n")
    write = loaded.write

    def twice(query: str, parameters: dict[str, object] | None = None) -> list[Row]:
        write(query, parameters)
        return write(query, parameters)

    monkeypatch.setattr(loaded, "write", twice)
    load(loaded, sample())
    monkeypatch.undo()
    assert everything(loaded) == expected


def test_evidence_leads_from_a_tie_to_its_sentences(with_sample: Store) -> None:
    query = (
        "MATCH ()-[r {id: 'tie:03'}]->() UNWIND r.statements AS id "
        "MATCH (d:Document)-[:STATES]->(s:Statement {id: id}) "
        "MATCH (s)-[:SUBJECT]->(a:Entity) MATCH (s)-[:OBJECT]->(b:Entity) "
        "RETURN d.name AS document, s.text AS text, a.id AS a, b.id AS b ORDER BY text"
    )
    rows = with_sample.run(query)
    assert [(row["document"], row["a"], row["b"]) for row in rows] == [("teams.csv", "CN-HA", "ZM")] * 2
    assert rows[0]["text"] == STATED["team_1"][0].text
