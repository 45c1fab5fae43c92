"""The server goes away in the middle of a load: nothing is there twice, nothing is missing, and it is said clearly."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from graph.errors import StoreError
from graph.model import Resolved
from graph.stores.base import Store
from graph.stores.bolt import BoltStore, connect
from graph.stores.load import LoadSummary, load
from graph.stores.records import Projection
from tests.graph.stores.conftest import Restartable
from tests.graph.stores.sample import sample


@pytest.fixture(autouse=True)
def _many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.stores.batches._ROWS", 40)


@pytest.fixture
def opened(restartable: Restartable) -> Iterator[Callable[[float], Store]]:
    """Opens the server with so many seconds for which a batch is tried again."""
    stores: list[BoltStore] = []

    def at(seconds: float) -> Store:
        server = restartable.server
        stores.append(BoltStore(connect(server.bolt, "neo4j", server.password, seconds), server.bolt))
        return stores[-1]

    yield at
    for store in stores:
        store.close()


def counts(store: Store) -> dict[str, int]:
    """Nodes and relationships, and how many different ones there are among them."""
    nodes = "MATCH (n) WHERE NOT n:SubtiesState RETURN count(n) AS all, count(DISTINCT n.subties) AS own"
    links = "MATCH ()-[r]->() RETURN count(r) AS all, count(DISTINCT type(r) + r.id) AS own"
    found = {"nodes": store.run(nodes)[0], "links": store.run(links)[0]}
    return {f"{what} {name}": number for what, row in found.items() for name, number in row.items()}


def expected(state: Resolved) -> dict[str, int]:
    nodes, links = (sum(1 for _ in records) for records in (Projection(state).nodes(), Projection(state).links()))
    return {"nodes all": nodes, "nodes own": nodes, "links all": links, "links own": links}


class _At:
    """Does something once, when so many records are written."""

    def __init__(self, number: int, act: Callable[[], object]) -> None:
        self._number, self._act, self.done = number, act, False

    def __call__(self, _what: str, done: int, _total: int) -> None:
        if done >= self._number and not self.done:
            self.done = True
            self._act()


def test_a_restart_in_the_middle_of_a_load_is_waited_for(
    restartable: Restartable, opened: Callable[[float], Store], demo_state: Resolved
) -> None:
    def restart() -> None:
        restartable.stop()
        restartable.start()

    store = opened(120)
    restarting = threading.Thread(target=restart)
    at = _At(600, restarting.start)
    summary = load(store, demo_state, progress=at)
    restarting.join()

    assert at.done
    assert isinstance(summary, LoadSummary)
    assert counts(store) == expected(demo_state)
    assert load(store, demo_state).unchanged


def test_a_server_that_stays_away_is_one_line_and_the_next_load_completes(
    restartable: Restartable, opened: Callable[[float], Store], demo_state: Resolved
) -> None:
    at = _At(600, restartable.stop)
    with pytest.raises(StoreError) as gone:
        load(opened(0.5), demo_state, progress=at)
    assert gone.value.exit_code == 4
    assert "no graph server answers" in str(gone.value)
    assert "load again" in str(gone.value)
    assert "\n" not in str(gone.value)
    assert restartable.server.password not in str(gone.value)

    restartable.start("server.databases.read_only=neo4j")
    store = opened(0.5)
    before = counts(store)
    assert 0 < before["nodes all"] < expected(demo_state)["nodes all"] + 1
    with pytest.raises(StoreError, match="read-only; choose one that may be written to") as refused:
        load(store, demo_state)
    assert refused.value.exit_code == 4
    assert "\n" not in str(refused.value)
    assert counts(store) == before
    restartable.stop()

    restartable.start()
    store = opened(30)
    load(store, demo_state)
    assert counts(store) == expected(demo_state)
    load(store, sample())
    assert counts(store) == expected(sample())
