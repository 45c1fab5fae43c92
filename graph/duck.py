"""Opening DuckDB files, and turning what DuckDB and the system say into one clear line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError

if TYPE_CHECKING:
    import duckdb

_TRIES, _PAUSE = 15, 0.1  # another process holds the file for the moment of its write


def roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    """Undo the open transaction, if it is still open."""
    import duckdb

    with suppress(duckdb.Error):  # it was rolled back by the failure itself
        connection.rollback()


@contextmanager
def clearly(path: Path, doing: str) -> Iterator[None]:
    """Turn what DuckDB or the system says into one line."""
    import duckdb

    try:
        yield
    except (duckdb.Error, OSError) as wrong:
        said = getattr(wrong, "strerror", None) or str(wrong).splitlines()[0]
        raise InputError(f"{path}: the ledger could not be {doing} ({said})") from wrong


def connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Open the file. Where another process holds it, wait a moment, then InputError tells which."""
    import duckdb

    for attempt in range(_TRIES):
        try:
            return duckdb.connect(str(path), read_only=read_only)
        except duckdb.ConnectionException as wrong:
            if not read_only:
                raise InputError(f"{path}: is open for reading in this process; close that first") from wrong
            return duckdb.connect(str(path))  # this process has it open for writing; it may read as well
        except duckdb.IOException as wrong:
            said = str(wrong)
            if "lock" in said and attempt < _TRIES - 1:
                time.sleep(_PAUSE)
                continue
            if "lock" in said:
                holder = said.partition("(PID ")[2].partition(")")[0]
                by = f"process {holder}" if holder else "another process"
                raise InputError(f"{path}: in use by {by}; wait until it is done, then try again") from wrong
            raise InputError(f"{path}: is not a ledger that can be opened ({said.splitlines()[0]})") from wrong
    raise AssertionError("unreachable")
