"""Size, position and shown text of what is drawn, for every format that can carry them."""

from __future__ import annotations

from collections import Counter

from graph.exports.columns import Edge, Value
from graph.exports.drawing import layout, sizes


def looks(nodes: list[str], drawn: list[Edge], seed: int) -> dict[str, dict[str, Value]]:
    """Size by degree and, unless the network is too large for a layout, position of each node."""
    at = {node: position for position, node in enumerate(nodes)}
    pairs = sorted({(min(p), max(p)) for e in drawn if (p := (at[e.source], at[e.target])) and p[0] != p[1]})
    degree = Counter(node for pair in pairs for node in pair)
    size = sizes([degree[position] for position in range(len(nodes))])
    points = layout(size, pairs, seed)
    found: dict[str, dict[str, Value]] = {}
    for node, position in at.items():
        found[node] = {"size": size[position]}
        if points is not None:
            found[node]["x"], found[node]["y"] = points[position]
    return found


def shown(edge: Edge) -> str:
    """The text that is shown on an edge: the tie kind, else the type, in words."""
    return (edge.tie.kind or edge.tie.tie).replace("_", " ").lower()
