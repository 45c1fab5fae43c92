"""Exports of entities and ties: `export(resolved, path)` picks the writer by the suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from graph.errors import InputError, NotFoundError, UsageError
from graph.exports.context import Context
from graph.exports.look import LAYOUTS
from graph.exports.summary import Export
from graph.model import Resolved


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module that writes it, and the options that it knows."""

    module: str
    options: frozenset[str] = frozenset()


# Suffix → format; each module has `write(resolved, path, context, **options) -> Export`. Without a suffix: a folder.
WRITERS: dict[str, Format] = {
    ".graphml": Format("graphml", frozenset({"seed", "layout", "each"})),
    ".gexf": Format("gexf", frozenset({"seed", "layout", "each"})),
    ".jsonl": Format("jsonl", frozenset({"full"})),
    ".csv": Format("csv_files", frozenset({"each"})),
    ".parquet": Format("parquet_files", frozenset({"full", "each"})),
    ".xlsx": Format("xlsx"),
    ".cypher": Format("cypher_script"),
    "": Format("neo4j_import"),
}
_DEFAULTS: dict[str, Any] = {"full": False, "each": False, "layout": "force", "seed": 1}


def export(
    resolved: Resolved,
    path: Path,
    *,
    full: bool = False,
    each: bool = False,
    layout: str = "force",
    seed: int = 1,
    context: Context | None = None,
) -> Export:
    """Writes the ties of `resolved` (narrowed beforehand by a selection) in the format that the suffix names.

    `full` adds entities, documents, statements and judgements (.jsonl, .parquet); `each` makes an edge or row of each
    interval and occasion (.graphml, .gexf, .csv, .parquet); `layout` is one of LAYOUTS and `seed` that of its chance
    (.graphml, .gexf). UsageError for an unknown suffix or an option that the format does not know, NotFoundError when
    there are no ties, InputError when the file cannot be written; what stood there before is whole then.
    """
    format_ = checked(path, full=full, each=each, layout=layout, seed=seed)
    if not resolved.ties:
        raise NotFoundError(f"{path.name}: there are no ties to export")
    given = {"full": full, "each": each, "layout": layout, "seed": seed}
    options = {name: value for name, value in given.items() if name in format_.options}
    write: Callable[..., Export] = import_module(f"graph.exports.{format_.module}").write
    try:
        return write(resolved, path, context or Context(), **options)
    except OSError as wrong:
        raise InputError(f"{path} cannot be written: {wrong.strerror or wrong}") from wrong


def checked(path: Path, **given: Any) -> Format:
    """The format of a path; UsageError for an unknown suffix and for an option that the format does not know."""
    format_ = WRITERS.get(path.suffix.lower())
    if format_ is None:
        known = ", ".join(suffix for suffix in WRITERS if suffix)
        raise UsageError(
            f"{path.name}: the suffix names no format; known are {known}, and a name without one for a folder that "
            f"neo4j-admin imports"
        )
    for name, value in given.items():
        if value != _DEFAULTS[name] and name not in format_.options:
            able = ", ".join(suffix for suffix, other in WRITERS.items() if name in other.options)
            raise UsageError(f"{path.name}: '{name}' is for {able} only")
    if given.get("layout", "force") not in LAYOUTS:
        raise UsageError(f"'{given['layout']}' is not a layout; known are {', '.join(LAYOUTS)}")
    return format_


__all__ = ["LAYOUTS", "WRITERS", "Context", "Export", "checked", "export"]
