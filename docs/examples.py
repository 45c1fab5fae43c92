"""Runs the examples of `docs/reference/questions.md` on the curated data sets and shows what they print.

`docs/examples.yaml` holds for each question a command, the table and rows to show, and how to read them.
"""

from __future__ import annotations

import io
import shlex
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SETS = ("sister_provinces", "medical_teams", "atdc", "mechanisms", "provincial_soes")
_OPTIONS = {"layer": "layers", "from": "first", "to": "last", "source": "sources", "min-confidence": "confidence"}
_NUMBERS = {"year", "first", "last", "top", "runs", "seed", "split", "permutations"}
_MANY = {"layers", "sources", "kinds", "statuses", "rank"}


@cache
def curated() -> Any:
    """The resolved state of the curated data sets that make up the demonstration."""
    from graph.resolved import resolved
    from graph.workspace import Workspace
    from ingest.pipeline import add_data_sets

    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "w", create=True)
        add_data_sets(workspace, list(SETS))
        return resolved(workspace)


@cache
def examples() -> dict[str, dict[str, Any]]:
    """By name of the question: `command`, `tables` (name to number of rows) and `reading`."""
    found: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docs" / "examples.yaml").read_text(encoding="utf-8"))
    return found


def section(name: str) -> list[str]:
    """The lines of the example of a question: the command, what it prints, and how to read it."""
    example = examples()[name]
    lines = ["```text", f"$ {example['command']}", *printed(example["command"], example["tables"]), "```", ""]
    return [*lines, *example["reading"].rstrip().splitlines()]


def printed(command: str, tables: dict[str, int]) -> list[str]:
    """What the command prints for people: the first rows of the tables, and all notes."""
    from queries.catalogue import ask
    from queries.present import table

    answer = ask(curated(), *_parts(command))
    out = io.StringIO()
    for name, rows in tables.items():
        found = answer.tables()[name]
        if found:
            columns = [column for column in getattr(found[0], "SHOWN", found[0].__slots__) if column != "id"]
            _table(table, found[:rows], columns, out)
            if len(found) > rows:
                out.write(f" … {len(found) - rows} more\n")
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    return [*(line for line in lines if line), *answer.notes()]


def _table(table: Any, rows: Any, columns: list[str], out: io.StringIO) -> None:
    from queries.present import records

    table(records(rows), columns, out, "")


def _parts(command: str) -> tuple[str, list[str], dict[str, Any]]:
    """Name, arguments and options of `subties ask NAME …`."""
    words = shlex.split(command)[2:]
    arguments: list[str] = []
    options: dict[str, Any] = {}
    at = 1
    while at < len(words):
        if not words[at].startswith("--"):
            arguments.append(words[at])
            at += 1
            continue
        name = words[at][2:]
        key = _OPTIONS.get(name, name.replace("-", "_"))
        value: Any = int(words[at + 1]) if key in _NUMBERS else words[at + 1]
        options[key] = [*options.get(key, []), value] if key in _MANY else value
        at += 2
    return words[0], arguments, options
