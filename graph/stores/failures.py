"""What goes wrong with a graph server, as one clear line each. No line ever holds a password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import InputError, StoreError, SubtiesError, UsageError

_READ_ONLY = ("ForbiddenOnReadOnlyDatabase", "DatabaseReadOnly", "NotALeader", "ReadOnly")
_RESOLVED = re.compile(r" \(resolved to \(.*\)\)")  # the driver's account of an address that was given as it is
_MOST = 300  # characters of a line
_TIMED_OUT = ("TransactionTimedOut", "LockClientStopped", "Terminated")


@contextmanager
def clear_errors(address: str, database: str | None = None) -> Iterator[None]:
    """Turns what the driver raises inside the `with` block into StoreError."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except SubtiesError:
        raise
    except (DriverError, Neo4jError, OSError) as wrong:
        raise translate(wrong, address, database) from wrong


def translate(wrong: Exception, address: str, database: str | None = None) -> SubtiesError:
    """The line for an error of the driver or the server."""
    from neo4j import exceptions as ne

    code = str(getattr(wrong, "code", "") or "")
    if isinstance(wrong, ne.AuthError) and "Forbidden" not in code:
        return StoreError(f"{address}: refuses user or password; set SUBTIES_GRAPH_USER and SUBTIES_GRAPH_PASSWORD")
    if "AuthenticationRateLimit" in code:
        return StoreError(f"{address}: has refused too many wrong passwords in a row; wait some seconds and try again")
    if any(word in code for word in _READ_ONLY):
        return StoreError(f"{address}: the database is read-only; choose one that may be written to")
    if "DatabaseNotFound" in code:
        return StoreError(f"{address}: has no database '{database}'; set SUBTIES_GRAPH_DATABASE")
    if isinstance(wrong, ne.Forbidden):
        return StoreError(f"{address}: this user may not do that ({first_line(wrong)})")
    if isinstance(wrong, (ne.ServiceUnavailable, ne.SessionExpired, ne.TransientError, OSError)):
        return StoreError(f"{address}: no graph server answers ({first_line(wrong)}); start it, or choose --graph")
    if isinstance(wrong, ne.ConfigurationError):
        return StoreError(f"{address}: cannot be connected to ({first_line(wrong)})")
    return StoreError(f"{address}: {first_line(wrong)}")


def of_query(wrong: Exception, address: str, timeout: float | None, database: str | None = None) -> SubtiesError:
    """The line for a user's query that failed."""
    from neo4j import exceptions as ne

    code = str(getattr(wrong, "code", "") or "")
    if any(word in code for word in _TIMED_OUT) and timeout is not None:
        return StoreError(f"the query took longer than {timeout:g} s and was stopped; narrow it or raise --timeout")
    if isinstance(wrong, ne.AuthError):
        return translate(wrong, address, database)
    if isinstance(wrong, (ne.Forbidden, ne.ClientError)) and _is_refusal(code, str(wrong)):
        return UsageError("the query would change the graph; add --write if it should")
    if isinstance(wrong, ne.ClientError):
        return InputError(f"the query cannot be run: {first_line(wrong)}")
    if isinstance(wrong, ne.DatabaseError):
        return InputError(f"the query failed: {first_line(wrong)}")
    return translate(wrong, address, database)


def _is_refusal(code: str, said: str) -> bool:
    return "Forbidden" in code or "AccessMode" in code or "access mode" in said.lower()


def first_line(wrong: BaseException) -> str:
    """The first line of what was said, without the driver's codes."""
    said = str(getattr(wrong, "message", None) or wrong).strip()
    line = said.splitlines()[0].strip() if said else type(wrong).__name__
    line = _RESOLVED.sub("", line).strip().rstrip(":")
    return line if len(line) <= _MOST else f"{line[:_MOST]} …"
