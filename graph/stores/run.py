"""A user's Cypher: from the command line, a file, or the shipped library, with its parameters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InputError, NotFoundError, UsageError
from graph.stores.base import Row, Store
from graph.stores.cypher_files import CypherFile, cypher_file

_SHIPPED = re.compile(r"^(questions|browse)/([a-z0-9_]+)(?:\.cypher)?$")


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gave. `notes` are lines for people: what was cut off, what was changed."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def read_query(query: str, given: Sequence[str] = ()) -> tuple[str, dict[str, Any]]:
    """The text and the parameters of a query.

    `query` is Cypher, the path of a `.cypher` file, or the name of a shipped one (`questions/reach`). `given` are
    parameters as `name=value`, where the value is JSON, else a text. For a shipped file those that may be null are null
    when not given; UsageError tells which others are missing.
    """
    parameters = dict(_parameter(text) for text in given)
    shipped = _SHIPPED.match(query)
    path = Path(query) if len(query) < 500 and "\n" not in query else None
    if path is not None and query.endswith(".cypher") and path.is_file():
        try:
            return _without_semicolon(path.read_text(encoding="utf-8-sig")), parameters
        except (OSError, UnicodeDecodeError) as wrong:
            raise InputError(f"{path}: cannot be read as text ({wrong})") from wrong
    if shipped:
        file = cypher_file(shipped[1], shipped[2])
        return file.text, _completed(file, parameters)
    if query.endswith(".cypher") and not re.search(r"\s", query):
        raise NotFoundError(f"{query}: no such file")
    if not query.strip():
        raise UsageError("the query is empty")
    return _without_semicolon(query), parameters


def _without_semicolon(query: str) -> str:
    return query.strip().removesuffix(";")


def _parameter(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise UsageError(f"'{text}' is not a parameter; write name=value")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _completed(file: CypherFile, given: Mapping[str, Any]) -> dict[str, Any]:
    known = {parameter.name for parameter in file.parameters}
    stray = sorted(set(given) - known)
    if stray:
        takes = ", ".join(sorted(known)) or "none"
        raise UsageError(f"cypher/{file.folder}/{file.name}.cypher has no parameter '{stray[0]}'; it has {takes}")
    for parameter in file.parameters:
        if parameter.name not in given and "or null" not in parameter.meaning:
            example = json.dumps(parameter.example, ensure_ascii=False)
            raise UsageError(f"'{file.title}' wants -p {parameter.name}={example} ({parameter.meaning})")
    return {name: given.get(name) for name in sorted(known)}


def run_cypher(
    store: Store,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    write: bool = False,
    limit: int = 1000,
    timeout: float | None = 60.0,
) -> Result:
    """Runs a user's query; see `Store.ask` for what is refused and how it fails."""
    if limit < 1:
        raise UsageError("the limit is at least 1")
    asked = dict(parameters or {})
    if "$index" in query and asked.get("index") is None:  # the name of the full-text index is each store's own
        asked["index"] = store.full_text_index
    answer = store.ask(query, asked, write=write, limit=limit, timeout=timeout)
    notes = [f"{count} {name.replace('_', ' ')}" for name, count in sorted(answer.counters.items())]
    if not answer.complete:
        notes.append(f"only the first {limit} rows are shown; ask for more with --limit")
    return Result(answer.columns, answer.rows, tuple(notes))
