"""Connections: addresses, users and passwords, versions, and what is said when a server is not there."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StoreError, SubtiesError, UsageError
from graph.stores import open_store
from graph.stores.base import Store
from graph.stores.bolt import SCHEMES, BoltStore, check_address, connect
from graph.stores.embedded_server import free_port
from graph.stores.run import run_cypher
from tests.graph.stores.conftest import Restartable

SECRET = "5ecret-of-mine"


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUBTIES_GRAPH_PASSWORD", SECRET)
    monkeypatch.delenv("SUBTIES_GRAPH_USER", raising=False)
    monkeypatch.delenv("SUBTIES_GRAPH_DATABASE", raising=False)


def opened(spec: str, **more: Any) -> None:
    with open_store(spec, **more) as store:
        store.run("RETURN 1 AS one")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_of_the_driver_passes(scheme: str) -> None:
    assert check_address(f"{scheme}://graph.example:7687") == f"{scheme}://graph.example:7687"


@pytest.mark.parametrize("scheme", [scheme for scheme in SCHEMES if "+" in scheme])
def test_a_scheme_that_asks_for_encryption_gets_it(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        first: list[bytes] = []

        def hear() -> None:
            heard, _ = server.accept()
            with heard:
                first.append(heard.recv(4096))

        listening = threading.Thread(target=hear)
        listening.start()
        with pytest.raises(StoreError):
            connect(f"{scheme}://127.0.0.1:{server.getsockname()[1]}", "neo4j", SECRET, retry_seconds=0)
        listening.join()
    assert first[0][:2] == b"\x16\x03"  # a TLS handshake
    assert SECRET.encode() not in first[0]


@pytest.mark.parametrize(
    "address", ["http://localhost:7474", "localhost:7687", "bolt://", "", "embeded", "neo4j+x://h"]
)
def test_what_is_no_address_is_wrong_use(address: str) -> None:
    with pytest.raises(UsageError, match="not a graph store"):
        opened(address)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError) as refused:
        opened(f"bolt://neo4j:{SECRET}@localhost:7687")
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s"])
def test_a_server_that_is_not_there_is_one_line_with_exit_code_4(scheme: str) -> None:
    with pytest.raises(StoreError, match="no graph server answers") as missing:
        opened(f"{scheme}://127.0.0.1:{free_port()}")
    assert missing.value.exit_code == 4
    assert "\n" not in str(missing.value)
    assert SECRET not in str(missing.value)
    assert "resolved to" not in str(missing.value)


def test_the_embedded_store_wants_a_workspace() -> None:
    with pytest.raises(UsageError, match="-w"):
        opened("embedded")


def test_a_wrong_password_is_one_line_without_it(store: Store) -> None:
    with pytest.raises(StoreError, match="refuses user or password") as refused:
        opened(store.address)
    assert SECRET not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_without_a_password_in_the_environment_it_is_asked_for(neo4j: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUBTIES_GRAPH_PASSWORD")
    asked: list[str] = []

    def ask() -> str:
        asked.append("once")
        return SECRET

    with pytest.raises(StoreError, match="refuses user or password"):
        opened(neo4j.address, ask_password=ask)
    assert asked == ["once"]


def test_a_database_that_is_not_there_is_named(neo4j: BoltStore) -> None:
    other = BoltStore(neo4j._driver, neo4j.address, "nonesuch")
    with pytest.raises(StoreError, match="no database 'nonesuch'"):
        other.run("RETURN 1")


class _OldServer:
    """Stands for the driver of an old server."""

    agent = "Neo4j/4.4.30"

    def get_server_info(self) -> _OldServer:
        return self

    def close(self) -> None:
        self.closed = True


def test_a_server_of_version_4_is_refused() -> None:
    driver = _OldServer()
    with pytest.raises(StoreError, match=r"is Neo4j 4.4.30; Subties needs Neo4j 5 or later"):
        BoltStore(driver, "bolt://old:7687")  # type: ignore[arg-type]
    assert driver.closed


def test_errors_and_logs_never_hold_the_password(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(SubtiesError):
        opened(store.address)
    assert SECRET not in caplog.text


def test_a_server_that_stays_away_is_one_line_and_no_traceback() -> None:
    code = (
        "import sys; from graph.errors import SubtiesError; from graph.stores import open_store\n"
        "try:\n"
        f"    with open_store('bolt://127.0.0.1:{free_port()}') as s: s.run('RETURN 1')\n"
        "except SubtiesError as e: print(e, file=sys.stderr); sys.exit(e.exit_code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1


def test_the_password_stays_out_of_commands_output_and_workspace(
    neo4j: Store, shared_folder: Path, demo_workspace: Path, monkeypatch: pytest.MonkeyPatch, subties: Any
) -> None:
    right = Restartable(shared_folder).server.password
    for password, expected in ((right, 0), (SECRET, 4)):
        monkeypatch.setenv("SUBTIES_GRAPH_PASSWORD", password)
        done = subties("--graph", neo4j.address, "cypher", "RETURN 1 AS one", workspace=demo_workspace, check=False)
        assert done.returncode == expected
        assert password not in " ".join(map(str, done.args))
        assert password not in done.stdout + done.stderr
        files = [path for path in demo_workspace.rglob("*") if path.is_file()]
        assert files
        assert not [path for path in files if password.encode() in path.read_bytes()]


def test_no_verb_takes_a_password_as_an_option() -> None:
    from typer.main import get_command

    from cli import app

    verbs = getattr(get_command(app), "commands", {})
    options = {option for verb in verbs.values() for parameter in verb.params for option in parameter.opts}
    assert "--write" in options
    assert not [option for option in options if "pass" in option]


def test_names_in_parameters_stay_names(store: Store) -> None:
    hostile = '"}) DETACH DELETE n //'
    store.write("CREATE (:Kept {id: 'x', name: $name})", {"name": hostile})
    found = run_cypher(store, "MATCH (n:Kept {name: $name}) RETURN n.name AS name", {"name": hostile})
    assert found.rows == ({"name": hostile},)
