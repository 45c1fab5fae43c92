"""Exports of entities and ties: `export(resolved, path)` picks the writer by the suffix."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from graph.errors import InputError, NotFoundError, UsageError
from graph.exports.summary import Export
from graph.model import Resolved

# Suffix → module of this package; each has `write(resolved, path, **options) -> Export`.
WRITERS: dict[str, str] = {
    ".graphml": "graph.exports.graphml",
    ".gexf": "graph.exports.gexf",
    ".jsonl": "graph.exports.jsonl",
    ".csv": "graph.exports.csv_files",
}


def export(resolved: Resolved, path: Path, *, full: bool = False, seed: int = 1) -> Export:
    """Writes the ties of `resolved` (narrowed beforehand by a selection) in the format that the suffix names.

    `full` adds entity, document and statement records where the format knows them (.jsonl); `seed` is that of a layout
    (.graphml, .gexf). UsageError for an unknown suffix or an option that the format does not know, NotFoundError when
    there are no ties, InputError when the file cannot be written; what stood there before is whole then.
    """
    writer = _writer(path)
    if full and path.suffix.lower() != ".jsonl":
        raise UsageError(f"{path.name}: only .jsonl can be written in full")
    if not resolved.ties:
        raise NotFoundError(f"{path.name}: there are no ties to export")
    options: dict[str, bool | int] = {}
    if path.suffix.lower() == ".jsonl":
        options["full"] = full
    elif path.suffix.lower() in (".graphml", ".gexf"):
        options["seed"] = seed
    try:
        return writer(resolved, path, **options)
    except OSError as wrong:
        raise InputError(f"{path} cannot be written: {wrong.strerror or wrong}") from wrong


def _writer(path: Path) -> Callable[..., Export]:
    module = WRITERS.get(path.suffix.lower())
    if module is None:
        raise UsageError(f"{path.name}: the suffix names no format; known are {', '.join(WRITERS)}")
    write: Callable[..., Export] = import_module(module).write
    return write


__all__ = ["WRITERS", "Export", "export"]
