"""The embedded store as a process: quiet, private, shared, and stopped cleanly however it ends."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.stores import open_store
from graph.stores.base import Store
from graph.stores.embedded import serve
from graph.stores.embedded_folder import Folder

KEEP_UP = """
import sys
from pathlib import Path
from graph.stores.embedded import serve
serve(Path(sys.argv[1]), lambda line: print(line, flush=True))
"""
WRITE = """
import sys
from pathlib import Path
from graph.stores import open_store
with open_store("embedded", Path(sys.argv[1])) as store:
    store.write("MERGE (n:Kept {id: $id})", {"id": sys.argv[2]})
    print(sorted(row["id"] for row in store.run("MATCH (n:Kept) RETURN n.id AS id")))
"""
FAILS = WRITE + "    raise SystemExit('on purpose')\n"


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, timeout=120
    )


@contextmanager
def kept_up(workspace: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", KEEP_UP, str(workspace)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that keeps the store of `tmp_path` up, for tests that end it."""
    with kept_up(tmp_path) as process:
        yield process


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """A workspace whose store another process keeps up, and what that process says."""
    workspace = tmp_path_factory.mktemp("served")
    with kept_up(workspace) as process:
        yield workspace, lines(process)


def lines(process: subprocess.Popen[str]) -> dict[str, str]:
    """What the process says once it is up."""
    assert process.stdout is not None
    said = [process.stdout.readline().split(None, 1) for _ in range(4)]
    return {first: rest.strip() for first, rest in said}


def ended(process: subprocess.Popen[str], number: int) -> tuple[int, str]:
    process.send_signal(number)
    _, error = process.communicate(timeout=60)
    return process.returncode, error


def test_it_ends_in_time_says_nothing_and_keeps_what_was_written(tmp_path: Path) -> None:
    first = run(WRITE, str(tmp_path), "one")
    password = (tmp_path / "graph" / "password").read_text()
    second = run(WRITE, str(tmp_path), "two")
    assert (first.returncode, first.stdout, first.stderr) == (0, "['one']\n", "")
    assert (second.returncode, second.stdout, second.stderr) == (0, "['one', 'two']\n", "")
    assert (tmp_path / "graph" / "password").read_text() != password  # each start has one of its own


def test_an_error_in_the_block_ends_it_as_cleanly(tmp_path: Path) -> None:
    done = run(FAILS, str(tmp_path), "one")
    assert (done.returncode, done.stderr) == (1, "on purpose\n")
    assert Folder(tmp_path).published() is None


def test_all_files_stay_in_the_workspace_and_secrets_are_the_owners(
    tmp_path: Path,
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-c", WRITE, str(tmp_path / "w"), "one"]
    done = subprocess.run(
        command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stderr == ""
    assert list(elsewhere.iterdir()) == []
    root = tmp_path / "w" / "graph"
    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    for name in ("password", "reader"):
        assert stat.S_IMODE((root / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 0), (signal.SIGHUP, 129)])
def test_serving_ends_cleanly_on_a_signal(
    served: subprocess.Popen[str], tmp_path: Path, number: int, code: int
) -> None:
    lines(served)
    assert ended(served, number) == (code, "")
    assert Folder(tmp_path).published() is None


def test_other_processes_reach_the_store_that_is_served(serving: tuple[Path, dict[str, str]]) -> None:
    workspace, said = serving
    other = run(WRITE, str(workspace), "from another process")
    assert (other.returncode, other.stdout, other.stderr) == (0, "['from another process']\n", "")
    assert said["user"] == "root"
    assert said["password"] == f"in {workspace / 'graph' / 'password'}"
    assert json.loads((workspace / "graph" / "address.json").read_text())["bolt"] == said["address"]


def test_any_bolt_client_reaches_the_store_that_is_served(
    serving: tuple[Path, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, said = serving
    monkeypatch.setenv("SUBTIES_GRAPH_USER", said["user"])
    monkeypatch.setenv("SUBTIES_GRAPH_DATABASE", said["database"])
    monkeypatch.setenv("SUBTIES_GRAPH_PASSWORD", (workspace / "graph" / "password").read_text())
    with open_store(said["address"]) as store:
        assert store.run("RETURN 1 AS one") == [{"one": 1}]


def test_a_second_server_on_one_workspace_is_told_of_the_first(serving: tuple[Path, dict[str, str]]) -> None:
    workspace, said = serving
    with pytest.raises(UsageError, match=f"keeps the graph store up at {said['address']}"):
        serve(workspace, lambda _line: None)


def test_it_answers_on_loopback_only(serving: tuple[Path, dict[str, str]]) -> None:
    workspace, said = serving
    address = json.loads((workspace / "graph" / "address.json").read_text())
    ports = {int(address[name].rpartition(":")[2]) for name in ("bolt", "http")}
    assert said["address"].startswith("bolt://127.0.0.1:")
    listening = [line.split()[1] for table in ("tcp", "tcp6") for line in _table(table) if line.split()[3] == "0A"]
    ours = [entry.split(":")[0] for entry in listening if int(entry.split(":")[1], 16) in ports]
    assert len(ours) == 2
    assert all(host.endswith("0100007F") for host in ours)


def _table(name: str) -> list[str]:
    path = Path("/proc/self/net") / name
    if not path.exists():
        pytest.skip("no /proc here")
    return path.read_text().splitlines()[1:]


def test_after_a_kill_the_next_process_takes_over(served: subprocess.Popen[str], tmp_path: Path) -> None:
    lines(served)
    run(WRITE, str(tmp_path), "one")
    served.kill()
    served.wait()
    assert Folder(tmp_path).published() is not None  # nobody was left to take the address back
    after = run(WRITE, str(tmp_path), "two")
    assert (after.returncode, after.stdout, after.stderr) == (0, "['one', 'two']\n", "")


def test_event_logs_do_not_pile_up(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.make()
    (folder.root / "log").mkdir()
    for n in range(12):
        path = folder.root / "log" / f"server-event-log-{n:02}.jsonl"
        path.write_text("{}")
        os.utime(path, (n, n))
    folder.prepare()
    assert sorted(path.name for path in (folder.root / "log").iterdir()) == [
        f"server-event-log-{n:02}.jsonl" for n in range(8, 12)
    ]


def test_opening_it_within_itself_reaches_the_same_server(embedded: Store, embedded_workspace: Path) -> None:
    embedded.write("CREATE (:Kept {id: 'x'})")
    with open_store("embedded", embedded_workspace) as again:
        assert again.address == embedded.address
        assert again.run("MATCH (n:Kept) RETURN n.id AS id") == [{"id": "x"}]
    assert embedded.run("RETURN 1 AS one") == [{"one": 1}]


def test_serving_stops_when_it_is_told_to(embedded: Store, embedded_workspace: Path) -> None:
    said: list[str] = []
    begun = time.monotonic()
    serve(embedded_workspace, said.append, stop=lambda: time.monotonic() > begun + 0.05)
    assert said[0] == f"address   {embedded.address}"
