"""Positions, sizes and shown labels: how a network looks when it is opened.

Gephi rescales positions and sizes on import unless sizes run from 4 to 100 and positions have their mean at 0, 0 and
lie within ±5000; what is made here meets both, so that Gephi shows the numbers of the file.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import igraph

Point = tuple[float, float]

LEAST, GREATEST = 4.0, 100.0  # sizes that Gephi leaves alone
_ROUNDS = 500  # of the layout
_LARGE = 50_000  # edges above which there is no layout
_REACH = 4_900.0  # Gephi allows ±5000
_FILL = 0.05  # share of the drawing that the circles of the nodes cover
_MARGIN = 60.0  # between components


def sizes(degrees: Sequence[int]) -> list[float]:
    """Sizes from 4 (least degree) to 100 (greatest): areas grow with the degree. All are 4 when all degrees are
    equal."""
    least, greatest = min(degrees, default=0), max(degrees, default=0)
    if least == greatest:
        return [LEAST] * len(degrees)
    span = greatest - least
    return [round(LEAST + (GREATEST - LEAST) * math.sqrt((degree - least) / span), 3) for degree in degrees]


def layout(radii: Sequence[float], pairs: Sequence[tuple[int, int]], seed: int = 1) -> list[Point] | None:
    """Positions of nodes of these radii, the same for the same network and seed; None above 50,000 edges.

    Force-directed by Fruchterman and Reingold (1991), Software: Practice and Experience 21 (above 1,000 nodes with
    repulsion from near nodes only). Components are laid out one by one and packed, so that small ones do not drift
    away.
    """
    import igraph

    if len(pairs) > _LARGE:
        return None
    igraph.set_random_number_generator(random.Random(seed))
    graph = igraph.Graph(n=len(radii), edges=list(pairs)).simplify()
    components = sorted((sorted(component) for component in graph.connected_components()), key=lambda c: (-len(c), c))
    blocks = []
    for component in components:
        part = graph.induced_subgraph(component)
        area = math.pi * sum(radii[node] ** 2 for node in component)
        blocks.append(_scaled(_one(part), math.sqrt(area / _FILL)))
    placed: list[Point] = [(0.0, 0.0)] * len(radii)
    for component, corner, block in zip(components, _packed(blocks), blocks, strict=True):
        for node, (x, y) in zip(component, block, strict=True):
            placed[node] = (x + corner[0], y + corner[1])
    return _centred(placed)


def _one(part: igraph.Graph) -> list[Point]:
    """Positions of one component, on any scale; chance comes from igraph's generator."""
    n = part.vcount()
    if n <= 2:
        return [(float(at), 0.0) for at in range(n)]
    found = part.layout_fruchterman_reingold(niter=_ROUNDS)
    return [(point[0], point[1]) for point in found.coords]


def _scaled(points: Sequence[Point], side: float) -> list[Point]:
    """The same shape with its lower left corner at 0, 0 and its longer side as given."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, y0 = min(xs), min(ys)
    span = max(max(xs) - x0, max(ys) - y0)
    factor = side / span if span else 0.0
    return [((x - x0) * factor, (y - y0) * factor) for x, y in points]


def _packed(blocks: Sequence[Sequence[Point]]) -> list[Point]:
    """Lower left corners of the blocks (largest first): rows of shelves about as wide as they are high in all."""
    boxes = [(max(p[0] for p in b) + _MARGIN, max(p[1] for p in b) + _MARGIN) for b in blocks]
    wide = max(max((w for w, _ in boxes), default=0.0), math.sqrt(sum(w * h for w, h in boxes)) * 1.1)
    corners = []
    x = y = high = 0.0
    for w, h in boxes:
        if x > 0 and x + w > wide:
            x, y, high = 0.0, y + high, 0.0
        corners.append((x, y))
        x, high = x + w, max(high, h)
    return corners


def _centred(points: Sequence[Point]) -> list[Point]:
    """Moved so that the mean position is 0, 0, as Gephi would; shrunk where it would leave ±4900; to two decimals."""
    if not points:
        return []
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    reach = max(max(xs) - mx, mx - min(xs), max(ys) - my, my - min(ys), 1.0)
    factor = min(1.0, _REACH / reach)
    return [(round((x - mx) * factor, 2) + 0.0, round((y - my) * factor, 2) + 0.0) for x, y in points]
