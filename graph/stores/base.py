"""What every graph store can do. Loader, questions and the command line know only this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a user's query, with plain values; `complete` is false when there were more than the limit."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    complete: bool
    counters: Mapping[str, int]


class Store(Protocol):
    """A graph store reached over Bolt.

    `address` is its Bolt address, `product` its name and version. `full_text_index` is what
    `db.index.fulltext.queryNodes` takes as its first argument here. `seeks_prefixes`: an index answers `STARTS WITH`
    for each of many prefixes.
    """

    address: str
    product: str
    full_text_index: str
    seeks_prefixes: bool

    def run(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a reading query, in a managed transaction."""

    def write(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Runs a writing query in a managed transaction.

        The driver repeats it after an outage, also when it was committed and only the answer was lost: it must be a
        query that may run twice (MERGE on a constrained key).
        """

    def define(self, statements: Sequence[str]) -> None:
        """Runs schema statements, each on its own."""

    def define_full_text(self) -> None:
        """Makes the full-text index over names and aliases where it is missing, the store's own way."""

    def ask(
        self, query: str, parameters: Mapping[str, Any], *, write: bool, limit: int, timeout: float | None
    ) -> Answer:
        """Runs a user's query: at most `limit` rows, `timeout` seconds.

        Without `write` the store itself refuses whatever changes it. UsageError for a refused query, InputError for
        one that it does not understand or that fails, StoreError when it cannot be reached or took too long.
        """

    def close(self) -> None:
        """Closes all connections."""
