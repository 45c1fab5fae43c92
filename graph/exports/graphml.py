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
from graph.exports.columns import Edge, Values, arranged, edge_columns, edges, ends, node_columns
from graph.exports.context import Context, account
from graph.exports.look import Looks, looks, shown
from graph.exports.summary import Export
from graph.exports.xml_cells import EdgeLook, edge_cells, node_cells
from graph.exports.xml_text import comment, identity
from graph.model import Resolved, Tie
from graph.schema import Property, schema

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


def write(
    resolved: Resolved, path: Path, context: Context, *, seed: int = 1, layout: str = "force", each: bool = False
) -> Export:
    """Writes the ties and their ends as GraphML; `seed` is that of the layout. Raises OSError."""
    listed, nodes = arranged(resolved.ties), ends(resolved.ties)
    look = looks(resolved, nodes, listed, layout, seed)
    n_edges = 0
    with replacing(path) as out:
        out.writelines(_head())
        out.write(comment(account(resolved, context, len(nodes), len(listed), "graphml")))
        out.write(f'<graph edgedefault="{"directed" if _any_directed(listed) else "undirected"}">\n')
        out.writelines(_nodes(resolved, nodes, look))
        for text in _edges(resolved, listed, each):
            out.write(text)
            n_edges += 1
        out.write("</graph>\n</graphml>\n")
    return Export((path,), len(nodes), n_edges, look.note)


def _any_directed(listed: Sequence[Tie]) -> bool:
    types = schema().ties
    return any(not types[tie.tie].symmetric for tie in listed)


def _head() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    yield 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    yield 'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    yield 'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    for owner, columns in (("node", (*_NODE_LOOK, *node_columns())), ("edge", (*_EDGE_LOOK, *edge_columns()))):
        for column in columns:
            key = f'<key id="{owner[0]}_{column.name}" for="{owner}" attr.name="{column.name}"'
            yield f'{key} attr.type="{_TYPES.get(column.type, column.type)}"/>\n'


def _nodes(resolved: Resolved, nodes: list[str], look: Looks) -> Iterator[str]:
    columns = node_cells(_NODE_LOOK, '<data key="n_{}">', "</data>")
    cells = columns.cells
    colours = {kind: cells.text(_colour(palette.of_kind(kind))) for kind in schema().kinds}
    for at, node in enumerate(nodes):
        entity = resolved.entities[node]
        seen: Values = {"label": entity.name or entity.id, "size": look.sizes[at]}
        if look.points is not None:
            seen["x"], seen["y"] = look.points[at]
        colour = colours[entity.kind]
        yield f'<node id="{identity(node)}">{colour}{cells.text(seen)}{columns.text(entity)}</node>\n'


def _edges(resolved: Resolved, listed: Sequence[Tie], each: bool) -> Iterator[str]:
    columns = edge_cells(resolved, _EDGE_LOOK, '<data key="e_{}">', "</data>")
    cells = columns.cells

    def look(edge: Edge) -> str:
        seen = cells.text({"label": shown(edge), "weight": edge.weight})
        colour = cells.text(_colour(palette.of_tie(edge.tie.tie)))
        directed = "true" if edge.directed else "false"
        return f' label="{identity(edge.layer)}" directed="{directed}">{seen}{colour}'

    written = EdgeLook(look)
    for edge in edges(listed, each):
        yield (
            f'<edge id="{identity(edge.id)}" source="{identity(edge.source)}" target="{identity(edge.target)}"'
            f"{written.text(edge)}{columns.text(edge.tie)}</edge>\n"
        )


def _colour(colour: str) -> Values:
    return dict(zip("rgb", palette.rgb(colour), strict=True))
