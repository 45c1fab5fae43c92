"""GEXF 1.3 as Gephi reads it, with time: a tie's intervals and occasions are the spells of its edge.

The rules were measured with Gephi's own importer: no default edge type, the kind of an edge in `kind`, colours as
integers, full dates, the last day as the end, spells that do not overlap, a side left away where it is open. A tie
without dates has no spells and is always shown. What was stated (`195X`, `1987-07`) stands in the columns as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from graph import palette
from graph.edtf import bounds
from graph.exports.atomic import replacing
from graph.exports.columns import Edge, arranged, edge_columns, edges, ends, node_columns
from graph.exports.context import Context, account
from graph.exports.look import Looks, looks, shown
from graph.exports.summary import Export
from graph.exports.xml_cells import EdgeLook, edge_cells, node_cells
from graph.exports.xml_text import escaped, identity
from graph.model import Resolved, Tie
from graph.schema import schema

_TYPES = {"string[]": "string", "int": "integer"}  # schema type → GEXF type where they differ
Spell = tuple[date | None, date | None]


def write(
    resolved: Resolved, path: Path, context: Context, *, seed: int = 1, layout: str = "force", each: bool = False
) -> Export:
    """Writes the ties and their ends as GEXF; `seed` is that of the layout. Raises OSError."""
    listed, nodes = arranged(resolved.ties), ends(resolved.ties)
    look = looks(resolved, nodes, listed, layout, seed)
    dated = any(map(stated, listed))
    n_edges = 0
    with replacing(path) as out:
        out.writelines(_head(dated, account(resolved, context, len(nodes), len(listed), "gexf")))
        out.write("<nodes>\n")
        out.writelines(_nodes(resolved, nodes, look))
        out.write("</nodes>\n<edges>\n")
        for text in _edges(resolved, listed, each):
            out.write(text)
            n_edges += 1
        out.write("</edges>\n</graph>\n</gexf>\n")
    return Export((path,), len(nodes), n_edges, look.note)


def _head(dated: bool, told: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f"<meta><creator>Subties</creator><description>{escaped(told)}</description></meta>\n"
    time = ' mode="dynamic" timeformat="date" timerepresentation="interval"' if dated else ' mode="static"'
    yield f"<graph{time}>\n"
    for owner, columns in (("node", node_columns()), ("edge", edge_columns())):
        yield f'<attributes class="{owner}" mode="static">\n'
        for column in columns:
            type_ = _TYPES.get(column.type, column.type)
            yield f'<attribute id="{owner[0]}_{column.name}" title="{column.name}" type="{type_}"/>\n'
        yield "</attributes>\n"


def _nodes(resolved: Resolved, nodes: list[str], look: Looks) -> Iterator[str]:
    columns = node_cells((), '<attvalue for="n_{}" value="', '"/>')
    colours = {kind: _colour(palette.of_kind(kind)) for kind in schema().kinds}
    for at, node in enumerate(nodes):
        entity = resolved.entities[node]
        yield f'<node id="{identity(node)}" label="{escaped(entity.name or entity.id)}">'
        yield f'<viz:size value="{look.sizes[at]}"/>'
        if look.points is not None:
            x, y = look.points[at]
            yield f'<viz:position x="{x}" y="{y}" z="0.0"/>'
        yield f"{colours[entity.kind]}<attvalues>{columns.text(entity)}</attvalues></node>\n"


def _edges(resolved: Resolved, listed: Sequence[Tie], each: bool) -> Iterator[str]:
    columns = edge_cells(resolved, (), '<attvalue for="e_{}" value="', '"/>')
    written = EdgeLook(_look)
    for edge in edges(listed, each):
        yield (
            f'<edge id="{identity(edge.id)}" source="{identity(edge.source)}" target="{identity(edge.target)}"'
            f"{written.text(edge)}<attvalues>{columns.text(edge.tie)}</attvalues>{_spells(stated(edge.tie))}</edge>\n"
        )


def _look(edge: Edge) -> str:
    """What many edges have in common: their attributes and colour."""
    direction = "directed" if edge.directed else "undirected"
    return (
        f' type="{direction}" kind="{identity(edge.layer)}" label="{escaped(shown(edge))}" weight="{edge.weight}">'
        f"{_colour(palette.of_tie(edge.tie.tie))}"
    )


def _colour(colour: str) -> str:
    r, g, b = palette.rgb(colour)
    return f'<viz:color r="{r}" g="{g}" b="{b}"/>'


@lru_cache(maxsize=4096)
def _spells(dates: tuple[str, ...]) -> str:
    if not dates:
        return ""
    out = []
    for first, last in spells(dates):
        start = f' start="{first.isoformat()}"' if first else ""
        end = f' end="{last.isoformat()}"' if last else ""
        out.append(f"<spell{start}{end}/>")
    return f"<spells>{''.join(out)}</spells>"


def stated(tie: Tie) -> tuple[str, ...]:
    """When a tie held or happened, as it was stated."""
    intervals = tuple([interval.when for interval in tie.intervals])
    return intervals + tuple([o.date for o in tie.occasions if o.date]) if tie.occasions else intervals


def spells(dates: Sequence[str]) -> list[Spell]:
    """The dates and intervals widened to full days, in time, without overlaps; None for an open side."""
    sides = sorted(((b.first, b.last) for b in map(bounds, dates)), key=lambda s: (s[0] or date.min, s[1] or date.max))
    out: list[Spell] = []
    for first, last in sides:
        if out and (out[-1][1] is None or first is None or first <= out[-1][1]):
            before = out.pop()
            end = None if before[1] is None or last is None else max(before[1], last)
            out.append((before[0], end))
        else:
            out.append((first, last))
    return out
