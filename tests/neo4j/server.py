"""A real Neo4j Community server for the tests, from Java archives that Maven fetches once.

It runs on free loopback ports with a random password in a folder of its own, and is stopped by its own process id.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreError
from graph.stores.bolt import connect
from graph.stores.embedded_server import free_port
from tests import maven

_JAVA = ("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
server.directories.import=import
server.memory.pagecache.size=128m
dbms.usage_report.enabled=false
dbms.security.auth_max_failed_attempts=0
internal.server.bolt.thread_pool_shutdown_wait_time=0s
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: addresses, password of `neo4j`, its folder and process id."""

    bolt: str
    http: str
    password: str
    home: Path
    process: int


def archives() -> Path:
    """The folder of the server's archives. CannotRunError where the server cannot run."""
    return maven.archives(Path(__file__).with_name("pom.xml"), "neo4j")


def start(home: Path) -> Server:
    """Starts a server in the empty folder `home` and waits until it answers."""
    return start_again(prepare(home))


def _port(address: str) -> int:
    return int(address.rpartition(":")[2])


def prepare(home: Path) -> Server:
    """Writes settings and a password into the empty folder `home`; the server is not started (process 0)."""
    jars = archives()
    (home / "conf").mkdir(parents=True)
    bolt, http, password = free_port(), free_port(), secrets.token_hex(12)
    (home / "conf" / "neo4j.conf").write_text(_CONFIGURATION.format(bolt=bolt, http=http), encoding="utf-8")
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    admin = ["java", "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password]
    subprocess.run(admin, env=environment, capture_output=True, check=True)
    return Server(f"bolt://127.0.0.1:{bolt}", f"http://127.0.0.1:{http}", password, home, 0)


def start_again(server: Server) -> Server:
    """Starts a server that was prepared or stopped, at its old addresses, and waits until it answers."""
    return launch(server.home, _port(server.bolt), _port(server.http), server.password)


def launch(home: Path, bolt: int, http: int, password: str) -> Server:
    """Starts the server of a folder that is prepared, also again after it was stopped, and waits until it answers."""
    arguments = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "output.log").open("ab") as log:
        process = subprocess.Popen(
            ["java", *_JAVA, "-cp", f"{archives()}/*", *arguments],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    server = Server(f"bolt://127.0.0.1:{bolt}", f"http://127.0.0.1:{http}", password, home, process.pid)
    deadline = time.monotonic() + 180
    while True:
        try:
            connect(server.bolt, "neo4j", password, retry_seconds=1).close()
            return server
        except StoreError as wrong:
            if process.poll() is not None or time.monotonic() > deadline:
                stop(server)
                said = (home / "output.log").read_text(encoding="utf-8", errors="replace")[-1000:]
                raise maven.CannotRunError(f"the server does not start ({wrong}): {said}") from wrong
            time.sleep(0.3)


def stop(server: Server) -> None:
    """Stops the server, whoever started it, and waits for its end."""
    import signal

    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(server.process, number)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if not _alive(server.process):
                return
            time.sleep(0.05)


def is_running(server: Server) -> bool:
    """Whether its process is there."""
    return _alive(server.process)


def _alive(process: int) -> bool:
    try:
        if os.waitpid(process, os.WNOHANG) != (0, 0):
            return False
    except ChildProcessError:  # a child of another test process
        pass
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """A server for the `with` block."""
    server = start(home)
    try:
        yield server
    finally:
        stop(server)
