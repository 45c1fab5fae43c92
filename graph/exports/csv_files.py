"""Nodes and ties as two CSV files for spreadsheets and data frames: `x.csv` gives `x.nodes.csv` and `x.ties.csv`.

A text cell that a spreadsheet would take for a formula is defused by a leading apostrophe, which
`graph.exports.csv_text.restored` takes away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.exports.atomic import replacing
from graph.exports.columns import Value, edge_columns, edge_value, ends, node_columns, node_value
from graph.exports.csv_text import defused, line
from graph.exports.summary import Export
from graph.model import Resolved


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
        out.write(line(heads))
        out.writelines(line([_cell(value) for value in row]) for row in rows)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return defused(value) if isinstance(value, str) else str(value)
