"""Graph stores for the tests: one embedded store for each test process, one Neo4j server for the whole run."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from graph.locking import lock
from graph.model import Resolved
from graph.resolved import resolved
from graph.stores import open_store
from graph.stores.base import Store
from graph.stores.load import load
from graph.stores.records import Projection
from graph.stores.state import State
from graph.workspace import Workspace
from tests.graph.stores.sample import sample
from tests.maven import CannotRunError
from tests.neo4j.server import Server, is_running, launch, start, stop

BOTH = ("embedded", "neo4j")


@pytest.fixture(scope="session")
def embedded_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this process's embedded store."""
    return tmp_path_factory.mktemp("embedded")


@pytest.fixture(scope="session")
def _stores(embedded_workspace: Path, shared_folder: Path) -> Iterator[Callable[[str], Store]]:
    """Opens each store once, when it is first asked for."""
    opened: dict[str, Store] = {}
    with ExitStack() as stack:

        def get(name: str) -> Store:
            if name not in opened:
                if name == "embedded":
                    opened[name] = stack.enter_context(open_store("embedded", embedded_workspace))
                else:
                    server = stack.enter_context(_shared_server(shared_folder))
                    with pytest.MonkeyPatch.context() as patch:
                        patch.setenv("SUBTIES_GRAPH_PASSWORD", server.password)
                        patch.delenv("SUBTIES_GRAPH_USER", raising=False)
                        patch.delenv("SUBTIES_GRAPH_DATABASE", raising=False)
                        opened[name] = stack.enter_context(open_store(server.bolt))
            return opened[name]

        yield get


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes of one run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def _waiting_for(path: Path) -> Iterator[None]:
    """Holds a lock between test processes, waiting for it."""
    import time

    while True:
        held = lock(path)
        try:
            held.__enter__()
        except InputError:
            time.sleep(0.05)
            continue
        try:
            yield
        finally:
            held.__exit__(None, None, None)
        return


@contextmanager
def _shared_server(folder: Path) -> Iterator[Server]:
    """The run's server: the first process that needs it starts it, the last one stops it."""
    note = folder / "neo4j.json"
    with _waiting_for(folder / "neo4j.lock"):
        known = json.loads(note.read_text(encoding="utf-8")) if note.exists() else None
        if known is None:
            server = _external() or _started(folder)
            known = {**asdict(server), "home": str(server.home), "users": 0}
        known["users"] += 1
        note.write_text(json.dumps(known), encoding="utf-8")
    server = Server(known["bolt"], known["http"], known["password"], Path(known["home"]), known["process"])
    try:
        yield server
    finally:
        with _waiting_for(folder / "neo4j.lock"):
            known = json.loads(note.read_text(encoding="utf-8"))
            known["users"] -= 1
            note.write_text(json.dumps(known), encoding="utf-8")
            if not known["users"]:
                note.unlink()
                if known["process"]:  # that of its latest start
                    stop(replace(server, process=known["process"]))


class Restartable:
    """The run's server, for tests that take it away and bring it back. Give the fixture `neo4j` as well."""

    def __init__(self, folder: Path) -> None:
        self._note = folder / "neo4j.json"

    def _known(self) -> dict[str, Any]:
        known: dict[str, Any] = json.loads(self._note.read_text(encoding="utf-8"))
        return known

    @property
    def server(self) -> Server:
        """Where it is now."""
        known = self._known()
        return Server(known["bolt"], known["http"], known["password"], Path(known["home"]), known["process"])

    def stop(self) -> None:
        """Ends it."""
        stop(self.server)

    def start(self, *settings: str) -> None:
        """Starts it again on the same ports, with more lines in its configuration for this time."""
        server = self.server
        path = server.home / "conf" / "neo4j.conf"
        usual = path.read_text(encoding="utf-8")
        path.write_text("\n".join((usual, *settings, "")), encoding="utf-8")
        try:
            bolt, http = (int(url.rpartition(":")[2]) for url in (server.bolt, server.http))
            started = launch(server.home, bolt, http, server.password)
        finally:
            path.write_text(usual, encoding="utf-8")
        self._note.write_text(json.dumps({**self._known(), "process": started.process}), encoding="utf-8")


@pytest.fixture
def restartable(neo4j: Store, shared_folder: Path) -> Iterator[Restartable]:  # noqa: ARG001  (holds the server)
    """The run's server; it is there again afterwards."""
    found = Restartable(shared_folder)
    if not found.server.process:
        pytest.skip("SUBTIES_TEST_NEO4J names a server that is not ours to stop")
    yield found
    if not is_running(found.server):
        found.start()


def _external() -> Server | None:
    """The server that `SUBTIES_TEST_NEO4J` names (its content is lost); its password is SUBTIES_TEST_NEO4J_PASSWORD."""
    address = os.environ.get("SUBTIES_TEST_NEO4J")
    if not address:
        return None
    return Server(address, "", os.environ.get("SUBTIES_TEST_NEO4J_PASSWORD", ""), Path(), 0)


def _started(folder: Path) -> Server:
    try:
        home = folder / "neo4j"
        return start(home if not home.exists() else folder / f"neo4j-{os.getpid()}")
    except CannotRunError as wrong:
        if os.environ.get("SUBTIES_REQUIRE_NEO4J") == "1":
            pytest.fail(f"the Neo4j server is required here: {wrong}")
        pytest.skip(f"no Neo4j server: {wrong}")


def empty(store: Store) -> None:
    """Removes all nodes and relationships; schema stays."""
    store.write("MATCH (n) DETACH DELETE n")


@pytest.fixture(params=BOTH)
def store(request: pytest.FixtureRequest, _stores: Callable[[str], Store], shared_folder: Path) -> Iterator[Store]:
    """Each store in turn, empty; nobody else uses it meanwhile."""
    yield from _emptied(request.param, _stores, shared_folder)


@pytest.fixture
def embedded(_stores: Callable[[str], Store], shared_folder: Path) -> Iterator[Store]:
    """The embedded store, empty."""
    yield from _emptied("embedded", _stores, shared_folder)


@pytest.fixture
def neo4j(_stores: Callable[[str], Store], shared_folder: Path) -> Iterator[Store]:
    """The Neo4j server, empty."""
    yield from _emptied("neo4j", _stores, shared_folder)


@pytest.fixture
def loaded(store: Store) -> Store:
    """The store with the sample in it."""
    load(store, sample())
    return store


@pytest.fixture(params=["whole", "in parts"])
def sized(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Graphs of any size are loaded in one part, or in many."""
    if request.param == "in parts":
        monkeypatch.setattr("graph.stores.records._PART", 7)


@pytest.fixture(params=BOTH)
def with_sample(
    request: pytest.FixtureRequest, _stores: Callable[[str], Store], shared_folder: Path
) -> Iterator[Store]:
    """Each store in turn with the sample in it, for tests that only read; it is loaded once for all of them."""
    with _holding(request.param, sample(), _stores, shared_folder) as found:
        yield found


@pytest.fixture(scope="session")
def demo_state(demo_source: Path) -> Resolved:
    """What the demonstration workspace comes to."""
    return resolved(Workspace.open(demo_source))


@pytest.fixture(params=BOTH)
def with_demo(
    request: pytest.FixtureRequest, demo_state: Resolved, _stores: Callable[[str], Store], shared_folder: Path
) -> Iterator[Store]:
    """Each store in turn with the demonstration graph in it, for tests that only read."""
    with _holding(request.param, demo_state, _stores, shared_folder) as found:
        yield found


@pytest.fixture
def both_with_demo(
    demo_state: Resolved, _stores: Callable[[str], Store], shared_folder: Path
) -> Iterator[tuple[Store, Store]]:
    """The embedded store and the Neo4j server, both with the demonstration graph, for tests that only read."""
    with (
        _holding("embedded", demo_state, _stores, shared_folder) as embedded,
        _holding("neo4j", demo_state, _stores, shared_folder) as server,
    ):
        yield embedded, server


@contextmanager
def _holding(name: str, state: Resolved, stores: Callable[[str], Store], folder: Path) -> Iterator[Store]:
    """The store with that state in it; it is loaded where another one is there."""
    found = stores(name)
    with _alone(name, folder):
        if State.read(found).fingerprint != Projection(state).fingerprint:
            empty(found)
            load(found, state)
        yield found


@contextmanager
def _alone(name: str, folder: Path) -> Iterator[None]:
    """Keeps other test processes from the one database of the Neo4j server."""
    if name == "neo4j":
        with _waiting_for(folder / "neo4j-in-use.lock"):
            yield
    else:
        yield


def _emptied(name: str, stores: Callable[[str], Store], folder: Path) -> Iterator[Store]:
    found = stores(name)
    with _alone(name, folder):
        empty(found)
        yield found
        found.write("MATCH (s:SubtiesState) DELETE s")  # what a test leaves is not the sample
