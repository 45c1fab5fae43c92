"""GEXF 1.3 as Gephi reads it, with time: a tie's intervals and occasions are the spells of its edge.

The rules were measured with Gephi's own importer: no default edge type, the kind of an edge in `kind`, colours as
integers, full dates, the last day as the end, spells that do not overlap, a side left away where it is open. A tie
without dates has no spells and is always shown. What was stated (`195X`, `1987-07`) stands in the columns as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graph import palette
from graph.edtf import bounds
from graph.exports.atomic import replacing
from graph.exports.columns import Edge, Value, edge_columns, edge_value, edges, ends, node_columns, node_value
from graph.exports.look import looks, shown
from graph.exports.summary import Export
from graph.exports.xml_text import escaped, identity, text_of
from graph.model import Resolved, Tie
from graph.schema import Property

_TYPES = {"string[]": "string", "int": "integer"}  # schema type → GEXF type where they differ
Spell = tuple[date | None, date | None]


def write(resolved: Resolved, path: Path, *, seed: int = 1) -> Export:
    """Writes the ties and their ends as GEXF; `seed` is that of the layout. Raises OSError."""
    drawn = edges(resolved.ties)
    nodes = ends(resolved.ties)
    places = looks(nodes, drawn, seed)
    note = "" if not nodes or "x" in places[nodes[0]] else "no layout: more than 50,000 edges"
    dated = any(spells(edge.tie) for edge in drawn)
    with replacing(path) as out:
        out.writelines(_head(dated))
        out.write("<nodes>\n")
        out.writelines(_nodes(resolved, nodes, places))
        out.write("</nodes>\n<edges>\n")
        out.writelines(_edges(resolved, drawn))
        out.write("</edges>\n</graph>\n</gexf>\n")
    return Export((path,), len(nodes), len(drawn), note)


def _head(dated: bool) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    time = ' mode="dynamic" timeformat="date" timerepresentation="interval"' if dated else ' mode="static"'
    yield f"<graph{time}>\n"
    for owner, columns in (("node", node_columns()), ("edge", edge_columns())):
        yield f'<attributes class="{owner}" mode="static">\n'
        for column in columns:
            type_ = _TYPES.get(column.type, column.type)
            yield f'<attribute id="{owner[0]}_{column.name}" title="{column.name}" type="{type_}"/>\n'
        yield "</attributes>\n"


def _nodes(resolved: Resolved, nodes: list[str], places: dict[str, dict[str, Value]]) -> Iterator[str]:
    columns = node_columns()
    for node in nodes:
        entity, look = resolved.entities[node], places[node]
        yield f'<node id="{identity(node)}" label="{escaped(entity.name or entity.id)}">'
        yield f'<viz:size value="{look["size"]}"/>'
        if "x" in look:
            yield f'<viz:position x="{look["x"]}" y="{look["y"]}" z="0.0"/>'
        yield _colour(palette.of_kind(entity.kind))
        yield _values("n", [(column, node_value(entity, column)) for column in columns])
        yield "</node>\n"


def _edges(resolved: Resolved, drawn: list[Edge]) -> Iterator[str]:
    columns = edge_columns()
    for edge in drawn:
        direction = "directed" if edge.directed else "undirected"
        yield f'<edge id="{identity(edge.id)}" source="{identity(edge.source)}" target="{identity(edge.target)}"'
        yield f' type="{direction}" kind="{identity(edge.layer)}" label="{escaped(shown(edge))}"'
        yield f' weight="{edge.weight}">'
        yield _colour(palette.of_tie(edge.tie.tie))
        yield _values("e", [(column, edge_value(resolved, edge.tie, column)) for column in columns])
        yield "".join(_spells(spells(edge.tie)))
        yield "</edge>\n"


def _colour(colour: str) -> str:
    r, g, b = palette.rgb(colour)
    return f'<viz:color r="{r}" g="{g}" b="{b}"/>'


def _values(owner: str, values: list[tuple[Property, Value]]) -> str:
    texts = ((column.name, text_of(column.type, value)) for column, value in values)
    known = "".join(f'<attvalue for="{owner}_{name}" value="{text}"/>' for name, text in texts if text)
    return f"<attvalues>{known}</attvalues>" if known else ""


def _spells(found: list[Spell]) -> Iterator[str]:
    if not found:
        return
    yield "<spells>"
    for first, last in found:
        start = f' start="{first.isoformat()}"' if first else ""
        end = f' end="{last.isoformat()}"' if last else ""
        yield f"<spell{start}{end}/>"
    yield "</spells>"


def spells(tie: Tie) -> list[Spell]:
    """When a tie held or happened, widened to full days, in time, without overlaps; None for an open side."""
    stated = [interval.when for interval in tie.intervals] + [o.date for o in tie.occasions if o.date]
    sides = sorted(((b.first, b.last) for b in map(bounds, stated)), key=lambda s: (s[0] or date.min, s[1] or date.max))
    out: list[Spell] = []
    for first, last in sides:
        if out and (out[-1][1] is None or first is None or first <= out[-1][1]):
            before = out.pop()
            end = None if before[1] is None or last is None else max(before[1], last)
            out.append((before[0], end))
        else:
            out.append((first, last))
    return out
