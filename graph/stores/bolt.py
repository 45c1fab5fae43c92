"""A graph server reached over Bolt with the official driver: Neo4j 5 or later."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from graph.errors import StoreError, UsageError
from graph.stores import failures
from graph.stores.base import Answer, Row
from graph.stores.cypher_files import cypher_file
from graph.stores.plain import parameters as sent
from graph.stores.plain import plain

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Result, Session

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_OLDEST = 5
_VERSION = re.compile(r"/(\d+)\.(\d+)")


def check_address(address: str) -> str:
    """The address itself; UsageError for another scheme, a missing host or a password in it (never repeated)."""
    parts = urlsplit(address)
    if parts.username or parts.password:
        raise UsageError("the graph's address must not hold a user or password; set SUBTIES_GRAPH_USER and _PASSWORD")
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise UsageError(
            f"'{address}' is not a graph store; give 'embedded' or an address such as bolt://localhost:7687"
        )
    return address


def connect(address: str, user: str, password: str | None, retry_seconds: float = 30.0) -> Driver:
    """A driver that has reached the server and is let in; StoreError otherwise."""
    import neo4j

    logging.getLogger("neo4j").setLevel(logging.ERROR)  # notifications about a user's query are no news
    check_address(address)
    auth = (user, password) if password is not None else None
    with failures.clear_errors(address):
        driver = neo4j.GraphDatabase.driver(
            address, auth=auth, connection_timeout=10.0, max_transaction_retry_time=retry_seconds
        )
    try:
        with failures.clear_errors(address):
            driver.verify_connectivity()
    except BaseException:
        driver.close()
        raise
    return driver


class BoltStore:
    """A store behind a driver that this object owns. Use it as a context manager, or `close` it."""

    full_text_index = "subties_names"
    seeks_prefixes = True

    def __init__(self, driver: Driver, address: str, database: str | None = None) -> None:
        self.address = address
        self.database = database
        self._driver = driver
        with self._errors():
            self.product = driver.get_server_info().agent
        version = _VERSION.search(self.product)
        if self.product.startswith("Neo4j") and version and int(version[1]) < _OLDEST:
            driver.close()
            raise StoreError(f"{address}: is {self.product.replace('/', ' ')}; Subties needs Neo4j {_OLDEST} or later")

    def __enter__(self) -> BoltStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        with failures.clear_errors(self.address, self.database):
            yield

    def _session(self, write: bool) -> Session:
        import neo4j

        mode = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
        return self._driver.session(database=self.database, default_access_mode=mode)

    def run(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """See `Store.run`."""
        with self._errors(), self._session(write=False) as session:
            return session.execute_read(_rows, query, sent(parameters or {}))

    def write(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """See `Store.write`."""
        with self._errors(), self._session(write=True) as session:
            return session.execute_write(_rows, query, sent(parameters or {}))

    def define(self, statements: Sequence[str]) -> None:
        """See `Store.define`."""
        for statement in statements:
            self.write(statement)

    def define_full_text(self) -> None:
        """See `Store.define_full_text`."""
        self.define([cypher_file("schema", "full_text_neo4j").text])
        self.run("CALL db.awaitIndexes(60)")

    def ask(
        self, query: str, parameters: Mapping[str, Any], *, write: bool, limit: int, timeout: float | None
    ) -> Answer:
        """See `Store.ask`."""
        import neo4j
        from neo4j.exceptions import DriverError, Neo4jError

        if not write:
            self._refuse_writes(query, parameters)
        try:
            with self._session(write) as session:
                return taken(session.run(neo4j.Query(query, timeout=timeout), sent(parameters)), limit)
        except (DriverError, Neo4jError, OSError) as wrong:
            raise failures.of_query(wrong, self.address, timeout, self.database) from wrong

    def _refuse_writes(self, query: str, parameters: Mapping[str, Any]) -> None:
        """Refuses by the type of the query's plan, beside the access mode: administration passes the latter."""
        from neo4j.exceptions import DriverError, Neo4jError

        if re.match(r"\s*(EXPLAIN|PROFILE)\b", query, re.IGNORECASE):
            return  # cannot be explained twice; the access mode stands guard
        try:
            with self._session(write=False) as session:
                type_ = session.run(f"EXPLAIN {query}", sent(parameters)).consume().query_type
        except (DriverError, Neo4jError, OSError) as wrong:
            raise failures.of_query(wrong, self.address, None, self.database) from wrong
        if type_ not in ("r", None):
            raise UsageError("the query would change the graph; add --write if it should")

    def close(self) -> None:
        """See `Store.close`."""
        self._driver.close()


def _rows(transaction: ManagedTransaction, query: str, parameters: dict[str, Any]) -> list[Row]:
    return [dict(record) for record in transaction.run(query, parameters)]


def taken(result: Result, limit: int) -> Answer:
    """At most `limit` rows of a result, as plain values."""
    rows = result.fetch(limit + 1)
    columns = tuple(result.keys())
    counters = result.consume().counters
    counted = {name: value for name, value in vars(counters).items() if type(value) is int and value}
    shown = tuple(dict(zip(columns, map(plain, row.values()), strict=True)) for row in rows[:limit])
    return Answer(columns, shown, len(rows) <= limit, counted)


def open_bolt(address: str, ask_password: Callable[[], str] | None = None, retry_seconds: float = 30.0) -> BoltStore:
    """The store at a Bolt address, for the user, password and database that the environment names.

    `SUBTIES_GRAPH_USER` (else neo4j), `SUBTIES_GRAPH_PASSWORD` (else `ask_password` is called) and
    `SUBTIES_GRAPH_DATABASE` (else the user's home database).
    """
    check_address(address)
    password = os.environ.get("SUBTIES_GRAPH_PASSWORD")
    if password is None and ask_password is not None:
        password = ask_password()
    user = os.environ.get("SUBTIES_GRAPH_USER") or "neo4j"
    database = os.environ.get("SUBTIES_GRAPH_DATABASE") or None
    return BoltStore(connect(address, user, password, retry_seconds), address, database)
