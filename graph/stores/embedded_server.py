"""The ArcadeDB server in this process: started on loopback, off the terminal, stopped in the order that works.

Measured with arcadedb-embedded 26.10.2: a process that exits while the server runs hangs or crashes, so drivers are
closed first, then the server is stopped, then the process may exit.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from graph.errors import StoreError
from graph.stores.embedded_folder import Address, Folder

if TYPE_CHECKING:
    from arcadedb_embedded.server import ArcadeDBServer

DATABASE = "subties"
ROOT = "root"
READER = "reader"
_HOST = "127.0.0.1"
_HEAP = "1g"
_BOLT_PLUGIN = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Folder) -> Iterator[tuple[Address, str, str]]:
    """A server on the folder's database for the `with` block: its address, passwords of root and of the reader.

    The caller holds the folder's lock. StoreError when it does not start.
    """
    folder.prepare()
    password, reader = secrets.token_hex(16), secrets.token_hex(16)
    address = Address(f"bolt://{_HOST}:{free_port()}", f"http://{_HOST}:{free_port()}", os.getpid())
    with _off_the_terminal(folder):
        server = _started(folder, address, password)
    try:
        create = {"name": READER, "password": reader, "databases": {DATABASE: [READER]}}
        command(address, password, "server", {"command": f"create user {json.dumps(create)}"})
        set_timeout(address, password, None)  # that of a run that was killed
        folder.publish(address, password, reader)
        yield address, password, reader
    finally:
        folder.withdraw()
        with _off_the_terminal(folder):
            server.stop()


def _started(folder: Folder, address: Address, password: str) -> ArcadeDBServer:
    try:
        import arcadedb_embedded  # noqa: F401  (sets up the JVM's paths)
        from arcadedb_embedded.exceptions import ArcadeDBError
        from arcadedb_embedded.server import ArcadeDBServer
    except ImportError as wrong:
        raise StoreError(
            f"the embedded store cannot be loaded here ({wrong}); install arcadedb-embedded, or name a Neo4j server "
            "with --graph bolt://…"
        ) from wrong
    config = {
        "host": _HOST,
        "mode": "development",
        "http_port": _port(address.http),
        "bolt_port": _port(address.bolt),
        "server_plugins": _BOLT_PLUGIN,
        "opencypher_loadCsv_importDirectory": str((folder.root / "import").resolve()),
        "opencypher_loadCsv_allowRemoteUrls": False,
    }
    try:
        _join_or_start_jvm(folder)
        server = ArcadeDBServer(str(folder.root.resolve()), password, config)
        server.start()
        server.create_database(DATABASE)
    except (ArcadeDBError, OSError, RuntimeError) as wrong:
        said = str(wrong).splitlines()[0][:200]
        raise StoreError(f"{folder.root}: the embedded store does not start ({said}); see {folder.log}") from wrong
    return server


def _join_or_start_jvm(folder: Folder) -> None:
    """Starts the JVM, or, where one runs in this process already, sends its logs to this workspace."""
    import jpype
    from arcadedb_embedded.jvm import start_jvm

    logging = str(folder.logging_path.resolve())
    if jpype.isJVMStarted():
        start_jvm()
        jpype.JClass("java.lang.System").setProperty("java.util.logging.config.file", logging)
        jpype.JClass("java.util.logging.LogManager").getLogManager().readConfiguration()
        return
    os.environ.setdefault("ARCADEDB_JVM_ERROR_FILE", str(folder.log.resolve() / "hs_err_pid%p.log"))
    arguments = [
        f"-Djava.util.logging.config.file={logging}",
        "--sun-misc-unsafe-memory-access=allow",  # else the JVM warns on the terminal of what its web server does
    ]
    start_jvm(heap_size=_HEAP, jvm_args=arguments)


def _port(url: str) -> int:
    return int(url.rpartition(":")[2])


@contextmanager
def _off_the_terminal(folder: Folder) -> Iterator[None]:
    """Sends what is written to the process's stderr to a log: the JVM writes there past Python and past its logs."""
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:  # no stderr at all
        yield
        return
    log = os.open(folder.log / "embedded.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.dup2(log, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(log)


def command(address: Address, password: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Sends a command over the server's own HTTP interface, which does what Bolt cannot (ArcadeDB's SQL, users)."""
    token = base64.b64encode(f"{ROOT}:{password}".encode()).decode()
    request = urllib.request.Request(
        f"{address.http}/api/v1/{path}",
        json.dumps(body).encode(),
        {"Authorization": f"Basic {token}", "Content-Type": "application/json"},
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback, whatever the environment says
    try:
        with direct.open(request, timeout=60) as answer:
            said: dict[str, Any] = json.loads(answer.read())
            return said
    except urllib.error.HTTPError as wrong:
        detail = _detail(wrong)
        raise StoreError(f"the embedded store refuses a command ({detail})") from wrong
    except (OSError, ValueError) as wrong:
        raise StoreError(f"the embedded store at {address.http} does not answer ({wrong})") from wrong


def _detail(wrong: urllib.error.HTTPError) -> str:
    try:
        return str(json.loads(wrong.read()).get("detail") or wrong.reason)[:200]
    except ValueError:
        return str(wrong.reason)


def sql(address: Address, password: str, statement: str) -> None:
    """Runs one statement of ArcadeDB's SQL."""
    command(address, password, f"command/{DATABASE}", {"language": "sql", "command": statement})


def set_timeout(address: Address, password: str, seconds: float | None) -> None:
    """The time after which the server stops a query; None for none."""
    milliseconds = 0 if seconds is None else max(1, int(seconds * 1000))
    setting = f"set database setting {DATABASE} arcadedb.command.timeout {milliseconds}"
    command(address, password, "server", {"command": setting})
