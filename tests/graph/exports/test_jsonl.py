"""JSON Lines: the published schema, the evidence, nothing lost in full."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from graph.exports import export
from graph.exports.jsonl import records
from graph.model import Resolved
from tests.graph.exports.json_schema import problems
from tests.graph.exports.nasty import nasty
from tests.queries.sample import sample

SCHEMA = json.loads((files("data") / "schemas" / "tie.schema.json").read_text(encoding="utf-8"))
WORLDS = {"sample": sample(), "nasty": nasty()}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("resolved", WORLDS.values(), ids=WORLDS.keys())
def test_every_line_fits_the_published_schema(resolved: Resolved, full: bool) -> None:
    for record in records(resolved, full=full):
        assert problems(record, SCHEMA, SCHEMA) == []


@pytest.mark.parametrize(
    "change",
    [
        {"status": "dead"},
        {"confidence": 2},
        {"tie": "sister of"},
        {"subject": {"id": "x"}},
        {"evidence": [{}]},
        {"start": 1987},
    ],
)
def test_the_schema_refuses_what_is_wrong(change: dict[str, Any]) -> None:
    tie = next(iter(records(sample())))
    assert problems({**tie, **change}, SCHEMA, SCHEMA)


def test_one_object_per_tie_with_its_evidence() -> None:
    found = {record["id"]: record for record in records(sample())}
    trade = found["tie:CN-YN|TRADES_WITH||TH"]
    assert trade["subject"] == {"id": "CN-YN", "name": "Yunnan", "kind": "Province", "country": "CN"}
    assert [(o["date"], o["value"], o["currency"]) for o in trade["occasions"]] == [
        ("2009", 9.5, "USD"),
        ("2010", 12.0, "USD"),
    ]
    evidence = trade["evidence"][0]
    assert (evidence["document"], evidence["document_id"], evidence["page"]) == ("notes.md", "doc:notes", 1)
    start = evidence["start"]
    for mention in evidence["mentions"]:
        assert evidence["text"][mention["start"] - start : mention["end"] - start] == mention["printed"]


def test_offsets_that_are_not_there_are_null() -> None:
    resolved = sample()
    tie = resolved.ties[0]
    statement = resolved.statements[tie.statements[0]]
    bare = replace(statement, start=-1, end=-1, page=None, subject=replace(statement.subject, start=-1, end=-1))
    changed = replace(resolved, statements={**resolved.statements, statement.id: bare}, ties=(tie,))
    (record,) = records(changed)
    assert (record["evidence"][0]["start"], record["evidence"][0]["mentions"][0]["end"]) == (None, None)


def test_full_tells_all(tmp_path: Path) -> None:
    resolved = sample()
    path = tmp_path / "all.jsonl"
    export(resolved, path, full=True)
    by_record: dict[str, list[dict[str, Any]]] = {}
    for line in lines(path):
        by_record.setdefault(line["record"], []).append(line)
    assert {name: len(found) for name, found in by_record.items()} == {
        "document": 2,
        "entity": 15,
        "statement": 19,
        "tie": 16,
    }
    planned = [line for line in by_record["statement"] if line["outcome"] == "planned"]
    assert [line["object"]["printed"] for line in planned] == ["Shizuoka"]
    known = {line["id"] for line in by_record["statement"]}
    for tie in by_record["tie"]:
        assert set(tie["statements"]) <= known
        assert len(tie["interval_statements"]) == len(tie["intervals"])


def test_surrogates_are_escaped(tmp_path: Path) -> None:
    export(nasty(), tmp_path / "all.jsonl", full=True)
    assert ["\ud800"] in [line.get("aliases") for line in lines(tmp_path / "all.jsonl")]


def test_equal_to_the_byte(tmp_path: Path) -> None:
    one, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    resolved = sample()
    export(resolved, one, full=True)
    shuffled = Resolved(
        entities=dict(reversed(resolved.entities.items())),
        ties=tuple(reversed(resolved.ties)),
        statements=dict(reversed(resolved.statements.items())),
        documents=dict(reversed(resolved.documents.items())),
        outcome=resolved.outcome,
        names=resolved.names,
        fingerprint="",
    )
    export(shuffled, other, full=True)
    assert one.read_bytes() == other.read_bytes()
