"""GraphML as Gephi reads it: what stands in the file is what Gephi shows, number for number.

The rules were measured with Gephi's own importer: one key per property, each for nodes or for edges, with ids that
differ after lower-casing; no graph-level keys; the kind of an edge in the XML attribute `label`, the text shown in the
`label` key; unique edge ids; positive weights; integer colours; sizes from 4 to 100. Streamed and equal to the byte for
the same input.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph import palette
from graph.exports.atomic import replacing
from graph.exports.columns import Edge, Value, edge_columns, edge_value, edges, ends, node_columns, node_value
from graph.exports.look import looks, shown
from graph.exports.summary import Export
from graph.exports.xml_text import identity, text_of
from graph.model import Resolved
from graph.schema import Property

_TYPES = {"string[]": "string"}  # schema type → GraphML type where they differ
_COLOUR = tuple(Property(name, "int", "Colour") for name in "rgb")
_NODE_LOOK = (
    Property("label", "string", "Shown name"),
    *_COLOUR,
    Property("size", "double", "Size by degree, 4 to 100"),
    Property("x", "double", "Position"),
    Property("y", "double", "Position"),
)
_EDGE_LOOK = (
    Property("label", "string", "Shown text"),
    Property("weight", "double", "Number of occasions, else 1"),
    *_COLOUR,
)


def write(resolved: Resolved, path: Path, *, seed: int = 1) -> Export:
    """Writes the ties and their ends as GraphML; `seed` is that of the layout. Raises OSError."""
    drawn = edges(resolved.ties)
    nodes = ends(resolved.ties)
    note = ""
    with replacing(path) as out:
        out.writelines(_head("directed" if any(edge.directed for edge in drawn) else "undirected"))
        places = looks(nodes, drawn, seed)
        if nodes and "x" not in places[nodes[0]]:
            note = "no layout: more than 50,000 edges"
        out.writelines(_nodes(resolved, nodes, places))
        out.writelines(_edges(resolved, drawn))
        out.write("</graph>\n</graphml>\n")
    return Export((path,), len(nodes), len(drawn), note)


def _head(default: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    yield 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    yield 'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    yield 'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    for owner, columns in (("node", (*_NODE_LOOK, *node_columns())), ("edge", (*_EDGE_LOOK, *edge_columns()))):
        for column in columns:
            key = f'<key id="{owner[0]}_{column.name}" for="{owner}" attr.name="{column.name}"'
            yield f'{key} attr.type="{_TYPES.get(column.type, column.type)}"/>\n'
    yield f'<graph edgedefault="{default}">\n'


def _nodes(resolved: Resolved, nodes: list[str], places: dict[str, dict[str, Value]]) -> Iterator[str]:
    columns = node_columns()
    keys = _keys("n", (*_NODE_LOOK, *columns))
    for node in nodes:
        entity = resolved.entities[node]
        colour = _colour(palette.of_kind(entity.kind))
        look: dict[str, Value] = {"label": entity.name or entity.id, **colour, **places[node]}
        yield f'<node id="{identity(node)}">'
        seen = [look.get(column.name) for column in _NODE_LOOK]
        yield _data(keys, [*seen, *(node_value(entity, column) for column in columns)])
        yield "</node>\n"


def _edges(resolved: Resolved, drawn: list[Edge]) -> Iterator[str]:
    columns = edge_columns()
    keys = _keys("e", (*_EDGE_LOOK, *columns))
    for edge in drawn:
        look = {"label": shown(edge), "weight": edge.weight, **_colour(palette.of_tie(edge.tie.tie))}
        directed = "true" if edge.directed else "false"
        yield f'<edge id="{identity(edge.id)}" source="{identity(edge.source)}" target="{identity(edge.target)}"'
        yield f' label="{identity(edge.layer)}" directed="{directed}">'
        seen = [look[column.name] for column in _EDGE_LOOK]
        yield _data(keys, [*seen, *(edge_value(resolved, edge.tie, column) for column in columns)])
        yield "</edge>\n"


def _colour(colour: str) -> dict[str, Value]:
    return dict(zip("rgb", palette.rgb(colour), strict=True))


def _keys(owner: str, columns: Sequence[Property]) -> list[tuple[str, str]]:
    """The opening of the data element of each column, and the column's type."""
    return [(f'<data key="{owner}_{column.name}">', column.type) for column in columns]


def _data(keys: Sequence[tuple[str, str]], values: Sequence[Value]) -> str:
    """The data elements of one node or edge; none for what is not known or no finite number."""
    texts = [(start, text_of(type_, value)) for (start, type_), value in zip(keys, values, strict=True)]
    return "".join([f"{start}{text}</data>" for start, text in texts if text])
