"""What a load refuses, and what can do no harm, on every store."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

import pytest

from graph.errors import InputError, StoreError
from graph.model import Document, Entity, Resolved, Statement, Tie
from graph.stores.base import Store
from graph.stores.load import load
from graph.stores.records import Projection
from tests.graph.stores.sample import DOCUMENTS, ENTITIES, HOSTILE, STATED, TIES, changed, sample
from tests.graph.stores.test_load import everything, in_order

Record = TypeVar("Record", Entity, Document, Statement, Tie)
SAID = STATED["owns"][0]
NAMES = frozenset(
    {"id", "kind", "tie", "country", "parent", "subject", "object", "document_id", "mode", "document_name"}
)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (changed(sample(), entities={**sample().entities, "": replace(ENTITIES[0], id="")}), "has no id"),
        (changed(sample(), entities={**sample().entities, "X": replace(ENTITIES[0], id=None)}), "has no id"),  # type: ignore[arg-type]
        (changed(sample(), entities={**sample().entities, "X": ENTITIES[0]}), "another one than 'X'"),
        (changed(sample(), entities={"CN-YN": replace(ENTITIES[0], kind="City")}, ties=()), "'City' is no kind"),
        (changed(sample(), ties=(*TIES, TIES[0])), "not its own"),
        (changed(sample(), documents={None: replace(DOCUMENTS[0], id=None)}), "document has no id"),  # type: ignore[dict-item, arg-type]
        (changed(sample(), statements={None: replace(SAID, id=None)}), "statement has no id"),  # type: ignore[dict-item, arg-type]
        (changed(sample(), ties=(replace(TIES[0], id=""),)), "its id is missing"),
        (changed(sample(), ties=(replace(TIES[0], id=None),)), "its id is missing"),  # type: ignore[arg-type]
        (changed(sample(), ties=(replace(TIES[0], object="XX"),)), "its end 'XX' is not there"),
        (changed(sample(), ties=(replace(TIES[0], subject=None),)), "its end 'None' is not there"),  # type: ignore[arg-type]
        (changed(sample(), ties=(replace(TIES[0], tie="MARRIED_TO"),)), "'MARRIED_TO' is not a tie type"),
    ],
)
def test_bad_input_is_refused_with_nothing_written(store: Store, state: Resolved, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        load(store, state)
    assert "\n" not in str(refused.value)
    assert everything(store) == ([], [])


def test_names_never_become_query_text(store: Store) -> None:
    load(store, sample())
    rows = store.run("MATCH (n:Enterprise {id: 'org:hostile'}) RETURN n.name AS name, n.aliases AS aliases")
    assert rows == [{"name": HOSTILE, "aliases": ["`);--", "' OR 1=1"]}]
    assert store.run("MATCH (n:Entity) RETURN count(n) AS n") == [{"n": len(ENTITIES)}]


def _hostile(record: Record) -> Record:
    """The record with every text in it made hostile, and every list of texts, but for what other records refer to."""
    told: dict[str, object] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in NAMES or field.name in ("start", "end", "statements", "documents", "sha256", "when"):
            continue
        if isinstance(value, str) or "str | None" in str(field.type):
            told[field.name] = f"{HOSTILE} {field.name}"
        elif isinstance(value, tuple) and "tuple[str, ...]" in str(field.type):
            told[field.name] = (HOSTILE, "$rows", "`) DETACH DELETE r //")
    return replace(record, **told)  # type: ignore[arg-type]


def test_no_text_of_any_record_becomes_query_text(store: Store) -> None:
    state = sample()
    state = changed(
        state,
        entities={id_: _hostile(entity) for id_, entity in state.entities.items()},
        documents={id_: _hostile(document) for id_, document in state.documents.items()},
        statements={id_: _hostile(said) for id_, said in state.statements.items()},
        ties=tuple(map(_hostile, state.ties)),
    )
    load(store, state)
    projection = Projection(state)
    nodes, links = everything(store)
    found = [in_order(node["properties"]) for node in nodes if "SubtiesState" not in node["labels"]]
    assert sorted(found) == sorted(in_order(node.properties) for node in projection.nodes())
    assert sorted(in_order(link["properties"]) for link in links) == sorted(
        in_order(link.properties) for link in projection.links()
    )
    assert sum(HOSTILE in text for text in found) == len(found)


def test_a_server_that_lacks_what_the_schema_needs_is_left_empty(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(_statements: object) -> None:
        raise StoreError(f"{store.address}: there is no constraint of that sort")

    monkeypatch.setattr(store, "define", lacks)
    with pytest.raises(StoreError, match=r"no constraint of that sort$"):
        load(store, sample())
    assert everything(store) == ([], [])


def test_the_graph_of_another_workspace_is_not_taken_away_without_a_word(loaded: Store) -> None:
    before = everything(loaded)
    stranger = replace(DOCUMENTS[0], id="doc:other", name="other.txt")
    other = changed(sample(), documents={stranger.id: stranger}, statements={}, ties=())
    for state in (other, changed(other, documents={})):
        with pytest.raises(StoreError, match=r"graph of another workspace.*--replace"):
            load(loaded, state, replace=False)
    assert everything(loaded) == before
    load(loaded, changed(sample(), documents={**sample().documents, stranger.id: stranger}), replace=False)
    load(loaded, changed(other))
    assert [row["id"] for row in loaded.run("MATCH (d:Document) RETURN d.id AS id")] == ["doc:other"]
