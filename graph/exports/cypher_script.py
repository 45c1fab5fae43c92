"""A Cypher script that builds the graph which `subties load` builds, for any server that speaks Cypher.

Made of the files that the loader runs, with their rows written as literals. A text stands in single quotes with every
sign escaped that could end it or that is no plain letter; so no statement spans a line break inside a text, and each
ends with `;` at the end of a line. Running it twice makes nothing twice.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TypeVar

from graph.exports.atomic import replacing
from graph.exports.context import Context, account
from graph.exports.part import trimmed
from graph.exports.summary import Export
from graph.model import Resolved
from graph.stores.cypher_files import IDENTITY_LABELS, CypherFile, cypher_file
from graph.stores.records import LINK_ENDS, LinkRecord, NodeRecord, Projection

_ROWS = 500  # rows of a statement
_ESCAPED = re.compile(r"[\\'\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SHORT = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Item = TypeVar("Item")


def write(resolved: Resolved, path: Path, context: Context) -> Export:
    """Writes the script. Raises OSError, and InputError for what cannot stand in a graph."""
    resolved = trimmed(resolved) if context.partial else resolved
    projection = Projection(resolved)
    nodes = len(resolved.entities)
    with replacing(path) as out:
        told = account(resolved, context, nodes, len(resolved.ties), "cypher")
        out.writelines(f"// {line}".rstrip() + "\n" for line in told.splitlines())
        for statement in _statements(projection):
            out.write(f"{statement};\n")
    return Export((path,), nodes, len(resolved.ties))


def statements(script: str) -> list[str]:
    """The statements of a script of ours, without comments and semicolons."""
    code = "".join(line for line in script.splitlines(keepends=True) if not line.startswith("//"))
    return [text.strip() for text in re.split(r";\n", code) if text.strip()]


def _statements(projection: Projection) -> Iterator[str]:
    for label in IDENTITY_LABELS:
        yield cypher_file("schema", "node_identity").filled(LABEL=label)
    yield cypher_file("schema", "entity_name").text
    for (label, kind), nodes in groupby(projection.nodes(), key=lambda node: (node.label, node.kind)):
        file = cypher_file("load", "entities" if label == "Entity" else "nodes")
        names = {"KIND": kind} if label == "Entity" else {"LABEL": label}
        for batch in _batches(nodes, _ROWS):
            yield _with_rows(file, names, map(_node, batch))
    for type_, links in groupby(projection.links(), key=lambda link: link.type):
        source, target = LINK_ENDS.get(type_, ("Entity", "Entity"))
        file, names = cypher_file("load", "relationships"), {"TYPE": type_, "SOURCE": source, "TARGET": target}
        for some in _batches(links, _ROWS):
            yield _with_rows(file, names, map(_link, some))


def _node(node: NodeRecord) -> dict[str, Any]:
    return {"id": node.id, "properties": node.properties}


def _link(link: LinkRecord) -> dict[str, Any]:
    return {"id": link.id, "source": link.source, "target": link.target, "properties": link.properties}


def _with_rows(file: CypherFile, names: dict[str, str], rows: Iterable[dict[str, Any]]) -> str:
    """A file of the loader with its rows in place of the parameter."""
    before, mark, after = file.filled(**names).partition("$rows")
    if not mark or "$" in after:
        raise RuntimeError(f"cypher/{file.folder}/{file.name}.cypher: has other parameters than $rows")
    listed = ",\n".join(map(literal, rows))
    return f"{before}[\n{listed}\n]{after}"


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def literal(value: Any) -> str:
    """A value as a Cypher literal.

    >>> literal({"name": "Xi'an", "years": [1987], "known": True})
    "{name: 'Xi\\\\'an', years: [1987], known: true}"
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "'" + _ESCAPED.sub(_escape, value) + "'"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {literal(inner)}" for key, inner in value.items()) + "}"
    return "[" + ", ".join(map(literal, value)) + "]"


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    if sign in _SHORT:
        return _SHORT[sign]
    return "?" if "\ud800" <= sign <= "\udfff" else f"\\u{ord(sign):04x}"


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "(0.0/0.0)" if math.isnan(value) else "(1.0/0.0)" if value > 0 else "(-1.0/0.0)"
    return repr(value).replace("e+", "e")


def _key(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise RuntimeError(f"'{name}' is no name of a property")
    return name
