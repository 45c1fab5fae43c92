"""Nodes and ties as two CSV files for spreadsheets and data frames: `x.csv` gives `x.nodes.csv` and `x.ties.csv`.

A text cell that a spreadsheet would take for a formula is defused by a leading apostrophe, which `restored` takes away.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from graph.exports.atomic import replacing
from graph.exports.columns import Value, edge_columns, edge_value, ends, node_columns, node_value
from graph.exports.summary import Export
from graph.model import Resolved

_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
_DEFUSED = re.compile(r"^''*[=+\-@\t\r]")


def write(resolved: Resolved, path: Path) -> Export:
    """Writes both files, rows ordered by id. Raises OSError."""
    nodes, ties = path.with_suffix(".nodes.csv"), path.with_suffix(".ties.csv")
    ids = ends(resolved.ties)
    columns = node_columns()
    rows = ([node, *(node_value(resolved.entities[node], column) for column in columns)] for node in ids)
    _write(nodes, ["id", *(column.name for column in columns)], rows)
    edges = edge_columns()
    listed = sorted(resolved.ties, key=lambda tie: tie.id)
    names = resolved.entities
    lines: Iterable[list[Value]] = (
        [
            *(tie.id, tie.subject, names[tie.subject].name, tie.object, names[tie.object].name),
            *(edge_value(resolved, tie, column) for column in edges),
        ]
        for tie in listed
    )
    heads = ["id", "subject", "subject_name", "object", "object_name", *(column.name for column in edges)]
    _write(ties, heads, lines)
    return Export((nodes, ties), len(ids), len(listed))


def _write(path: Path, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    with replacing(path) as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Value) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return defused(value) if isinstance(value, str) else value


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> defused("=1+1")
    "'=1+1"
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text that `defused` was given.

    >>> restored("'=1+1")
    '=1+1'
    """
    return text[1:] if _DEFUSED.match(text) else text
