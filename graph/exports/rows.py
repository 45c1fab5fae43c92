"""Nodes and ties as rows of a table, for the formats that are tables."""

from __future__ import annotations

from collections.abc import Iterator

from graph.exports.columns import Value, edge_columns, edge_reader, ends, node_columns, node_reader, parts
from graph.model import Resolved

_TIE_ENDS = ("id", "subject", "subject_name", "object", "object_name")


def node_heads() -> list[str]:
    """Names of the columns of nodes."""
    return ["id", *(column.name for column in node_columns())]


def tie_heads() -> list[str]:
    """Names of the columns of ties."""
    return [*_TIE_ENDS, *(column.name for column in edge_columns())]


def node_rows(resolved: Resolved) -> Iterator[list[Value]]:
    """One row for each end of a tie, by id."""
    read, names = node_reader(), [column.name for column in node_columns()]
    for node in ends(resolved.ties):
        known = read(resolved.entities[node])
        yield [node, *(known.get(name) for name in names)]


def tie_rows(resolved: Resolved, each: bool = False) -> Iterator[list[Value]]:
    """One row for each tie, by id; with `each` one for each of its intervals and occasions."""
    read, names = edge_reader(resolved), [column.name for column in edge_columns()]
    entities = resolved.entities
    for tie in sorted(resolved.ties, key=lambda tie: tie.id):
        for part in parts(tie) if each else (tie,):
            known = read(part)
            one, other = entities[tie.subject].name, entities[tie.object].name
            yield [part.id, tie.subject, one, tie.object, other, *(known.get(name) for name in names)]
