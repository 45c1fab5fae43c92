"""Nodes and ties as two CSV files for spreadsheets and data frames: `x.csv` gives `x.nodes.csv` and `x.ties.csv`.

A text cell that a spreadsheet would take for a formula is defused by a leading apostrophe, which
`graph.exports.csv_text.restored` takes away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from graph.exports.atomic import all_or_none
from graph.exports.columns import Value
from graph.exports.context import Context, account
from graph.exports.csv_text import defused, line
from graph.exports.rows import node_heads, node_rows, tie_heads, tie_rows
from graph.exports.summary import Export
from graph.model import Resolved


def write(resolved: Resolved, path: Path, context: Context, *, each: bool = False) -> Export:
    """Writes both files, rows ordered by id, and the account of the export beside them. Raises OSError."""
    nodes, ties = path.with_suffix(".nodes.csv"), path.with_suffix(".ties.csv")
    readme = path.with_name(f"{path.name}.README.md")
    counts = []
    with all_or_none(nodes, ties, readme) as files:
        for out, heads, rows in (
            (files[0], node_heads(), node_rows(resolved)),
            (files[1], tie_heads(), tie_rows(resolved, each)),
        ):
            counts.append(_write(out, heads, rows))
        files[2].write(account(resolved, context, counts[0], len(resolved.ties), "csv"))
    return Export((nodes, ties, readme), counts[0], counts[1])


def _write(out: TextIO, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    out.write(line(heads))
    count = 0
    for row in rows:
        out.write(line([_cell(value) for value in row]))
        count += 1
    return count


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return defused(value) if isinstance(value, str) else str(value)
