"""Cypher scripts: what users and documents say stays a value, and both stores make of it what the loader makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.exports import export
from graph.exports.cypher_script import literal, statements
from graph.stores.base import Store
from graph.stores.load import load
from tests.graph.exports.nasty import nasty
from tests.graph.stores.sample import sample

_NODES = "MATCH (n) WHERE n.id <> 'state' RETURN labels(n) AS labels, properties(n) AS properties"
_LINKS = "MATCH (a)-[r]->(b) RETURN a.id AS source, type(r) AS type, b.id AS target, properties(r) AS properties"


def content(store: Store) -> tuple[list[str], list[str]]:
    """Everything in the store, sorted."""

    def rows(query: str) -> list[str]:
        return sorted(
            repr({key: sorted(v.items()) if isinstance(v, dict) else sorted(v) if isinstance(v, list) else v
                  for key, v in row.items()})
            for row in store.run(query)
        )  # fmt: skip

    return rows(_NODES), rows(_LINKS)


@pytest.mark.parametrize("world", [sample, nasty])
def test_builds_what_the_loader_builds(store: Store, tmp_path: Path, world: Any) -> None:
    load(store, world())
    expected = content(store)
    store.write("MATCH (n) DETACH DELETE n")
    export(world(), tmp_path / "graph.cypher")
    script = statements((tmp_path / "graph.cypher").read_text(encoding="utf-8"))
    for _ in range(2):  # running it twice makes nothing twice
        for statement in script:
            store.write(statement)
    assert content(store) == expected


@pytest.mark.parametrize(
    "value",
    [
        "'; MATCH (n) DETACH DELETE n; //",
        "\\",
        "\\' + 1",
        "\u2028;\n// x",
        "\\u0027",
        "云南 🚜 é",
        "a\x00b\x1f",
        "*/",
        -0.0,
        1e300,
        5e-324,
        2**63 - 1,
        True,
        ["a;", "'"],
    ],
)
def test_a_literal_comes_back_as_it_was(store: Store, value: Any) -> None:
    (row,) = store.run(f"RETURN {literal(value)} AS value")
    assert row["value"] == value


@given(st.text())
def test_a_text_never_leaves_its_quotes(text: str) -> None:
    found = literal(text)
    inside = found[1:-1]
    assert found[0] == found[-1] == "'"
    assert "\n" not in found
    assert not inside.replace("\\\\", "").replace("\\'", "").count("'")
    assert not inside.replace("\\\\", "").endswith("\\")
