"""The embedded store: this process runs its server, or talks to the process that already does."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from graph.errors import InputError, StoreError, UsageError
from graph.locking import lock
from graph.stores import failures
from graph.stores.base import Answer
from graph.stores.bolt import BoltStore, connect, taken
from graph.stores.cypher_files import statements_of
from graph.stores.embedded_folder import Address, Folder
from graph.stores.embedded_server import DATABASE, READER, ROOT, running, set_timeout, sql
from graph.stores.plain import parameters as sent

if TYPE_CHECKING:
    from neo4j import Driver

_WAIT = 60.0  # seconds for another process to finish starting or stopping
_PAUSE = 0.1
_here: dict[Path, list[tuple[Address, str, str]]] = {}  # servers of this process, one entry for each use


class EmbeddedStore(BoltStore):
    """The embedded store over Bolt, with what ArcadeDB does its own way."""

    full_text_index = "Entity[search_text]"
    seeks_prefixes = False

    def __init__(self, driver: Driver, reader: Driver, address: Address, password: str) -> None:
        super().__init__(driver, address.bolt, DATABASE)
        self.product = "ArcadeDB"
        self._reader = reader
        self._where = address
        self._password = password

    def define_full_text(self) -> None:
        """See `Store.define_full_text`."""
        for statement in statements_of("schema", "full_text_embedded.sql"):
            sql(self._where, self._password, statement)

    def define(self, statements: Sequence[str]) -> None:
        """See `Store.define`."""
        with self._errors(), self._session(write=True) as session:
            for statement in statements:
                session.run(statement).consume()

    def ask(
        self, query: str, parameters: Mapping[str, Any], *, write: bool, limit: int, timeout: float | None
    ) -> Answer:
        """See `Store.ask`. ArcadeDB knows no access mode: a user who may only read asks instead of root."""
        from neo4j.exceptions import DriverError, Neo4jError

        driver = self._driver if write else self._reader
        set_timeout(self._where, self._password, timeout)
        try:
            with driver.session(database=DATABASE) as session:
                return taken(session.run(query, sent(parameters)), limit)
        except (DriverError, Neo4jError, OSError) as wrong:
            raise failures.of_query(wrong, self.address, timeout) from wrong
        finally:
            set_timeout(self._where, self._password, None)

    def close(self) -> None:
        """See `Store.close`."""
        self._reader.close()
        super().close()


def _connected(address: Address, password: str, reader: str) -> EmbeddedStore:
    root = connect(address.bolt, ROOT, password)
    try:
        return EmbeddedStore(root, connect(address.bolt, READER, reader), address, password)
    except BaseException:
        root.close()
        raise


@contextmanager
def open_embedded(workspace: Path) -> Iterator[EmbeddedStore]:
    """The embedded store of a workspace folder, for the `with` block.

    The first process runs the server; others, while it does, connect to it. StoreError when neither is possible.
    """
    folder = Folder(workspace)
    folder.make()
    with _reached(folder) as where:
        store = _connected(*where)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def _reached(folder: Folder) -> Iterator[tuple[Address, str, str]]:
    """Where the server is: of this process, of another one, or started now."""
    key = folder.root.resolve()
    if _here.get(key):
        _here[key].append(_here[key][0])
        try:
            yield _here[key][0]
        finally:
            _here[key].pop()
        return
    deadline = time.monotonic() + _WAIT
    while True:
        held = lock(folder.lock_path)
        try:
            held.__enter__()
        except InputError as busy:
            other = folder.published()
            if other is not None and _answers(*other):
                yield other
                return
            if time.monotonic() > deadline:
                raise StoreError(f"{busy}; its graph store does not answer") from busy
            time.sleep(_PAUSE)
            continue
        try:
            with _orderly_end() as set_again, running(folder) as where:
                set_again()
                _here[key] = [where]
                try:
                    yield where
                finally:
                    del _here[key]
        finally:
            held.__exit__(None, None, None)
        return


def _answers(address: Address, password: str, reader: str) -> bool:
    """Whether the published server is up: an address may be left over from a process that was killed."""
    try:
        _connected(address, password, reader).close()
    except StoreError:
        return False
    return True


@contextmanager
def _orderly_end() -> Iterator[Callable[[], None]]:
    """Lets a request to terminate end this process through its `finally` blocks: the server must be stopped first.

    Handlers that the program has set itself stay; threads other than the main one cannot set any. Gives a function to
    call once the JVM is up, which sets handlers of its own.
    """
    replaced: list[signal.Signals] = []
    if threading.current_thread() is threading.main_thread():
        wanted = [number for number in signal.Signals if number.name in ("SIGTERM", "SIGHUP")]
        replaced = [number for number in wanted if signal.getsignal(number) is signal.SIG_DFL]

    def set_all() -> None:
        for number in replaced:
            signal.signal(number, _terminate)

    set_all()
    try:
        yield set_all
    finally:
        for number in replaced:
            signal.signal(number, signal.SIG_DFL)


def _terminate(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # the end has begun; once is enough
    raise SystemExit(128 + number)


def serve(workspace: Path, say: Callable[[str], None], stop: Callable[[], bool] = lambda: False) -> None:
    """Keeps the embedded store up until Ctrl-C, a request to terminate, or `stop` returns true.

    Says where any Bolt client reaches it. UsageError when another process keeps it up already.
    """
    folder = Folder(workspace)
    folder.make()
    with _reached(folder) as (address, _, _):
        if folder.root.resolve() not in _here:
            raise UsageError(f"another process ({address.process}) keeps the graph store up at {address.bolt}")
        for line in (
            f"address   {address.bolt}",
            f"database  {DATABASE}",
            f"user      {ROOT}",
            f"password  in {folder.password_path}",
            "stop with Ctrl-C",
        ):
            say(line)
        try:
            while not stop():
                time.sleep(_PAUSE)  # short, since a signal may reach a thread of the JVM and would not end a long one
        except KeyboardInterrupt:
            say("stopped")
