"""The folder for neo4j-admin, imported by the real tool: the same graph as the loader gives."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from graph.exports import export
from graph.exports.cypher_script import statements
from graph.model import Resolved
from graph.stores import open_store
from graph.stores.base import Store
from graph.stores.load import load
from tests.graph.exports.nasty import nasty
from tests.graph.stores.sample import sample
from tests.graph.stores.test_cypher_script import content
from tests.neo4j.server import Server, archives, prepare, start_again, stop


def imported(server: Server, folder: Path) -> None:
    """Runs the import tool of a stopped server."""
    environment = {**os.environ, "NEO4J_HOME": str(server.home), "NEO4J_CONF": str(server.home / "conf")}
    tool = ["java", "-Xmx1g", "-XX:+UseSerialGC", "-cp", f"{archives()}/*", "org.neo4j.cli.AdminTool"]
    command = [*tool, "database", "import", "full", "neo4j", "--overwrite-destination", "@import.args"]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def both() -> Resolved:
    """The sample of the stores and the world of every nasty kind in one."""
    one, other = sample(), nasty()
    return replace(
        one,
        entities={**other.entities, **one.entities},
        ties=(*one.ties, *other.ties),
        statements={**other.statements, **one.statements},
        documents={**other.documents, **one.documents},
        outcome={**other.outcome, **one.outcome},
        ends={**other.ends, **one.ends},
    )


def test_imports_what_the_loader_builds(neo4j: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(neo4j, both())
    expected = content(neo4j)
    export(both(), tmp_path / "bulk")
    server = prepare(tmp_path / "server")
    imported(server, tmp_path / "bulk")
    server = start_again(server)
    try:
        monkeypatch.setenv("SUBTIES_GRAPH_PASSWORD", server.password)
        with open_store(server.bolt) as store:
            assert content(store) == expected
            for statement in statements((tmp_path / "bulk" / "schema.cypher").read_text(encoding="utf-8")):
                store.write(statement)
            assert load(store, both()).rows() == [{"what": "all", "created": 0, "changed": 0, "removed": 0}]
    finally:
        stop(server)
