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
_EXACT = 1_000  # nodes of a component up to which the slower, better layout is used
_ROUNDS = 500  # of the faster layout
_PUSHES = 80  # rounds of pushing circles apart
_EVEN = 0.6  # how far the layout is evened out: 0 leaves it as it is
_AIR = 1.15  # distance of neighbouring circles over the sum of their radii
LARGE = 50_000  # edges above which there is no layout
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

    Components up to 1,000 nodes are laid out by Kamada and Kawai (1989), Information Processing Letters 31, and circles
    that overlap are pushed apart; larger ones by Fruchterman and Reingold (1991), Software: Practice and Experience 21,
    with repulsion from near nodes only. Components are laid out one by one and packed, so that small ones do not drift
    away.
    """
    import igraph

    if len(pairs) > LARGE:
        return None
    igraph.set_random_number_generator(random.Random(seed))
    graph = igraph.Graph(n=len(radii), edges=list(pairs)).simplify()
    components = sorted((sorted(component) for component in graph.connected_components()), key=lambda c: (-len(c), c))
    blocks = []
    for component in components:
        part = graph.induced_subgraph(component)
        own = [radii[node] for node in component]
        side = math.sqrt(math.pi * sum(radius**2 for radius in own) / _FILL)
        blocks.append(_scaled(_one(part, own, side), None))
    placed: list[Point] = [(0.0, 0.0)] * len(radii)
    for component, corner, block in zip(components, _packed(blocks), blocks, strict=True):
        for node, (x, y) in zip(component, block, strict=True):
            placed[node] = (x + corner[0], y + corner[1])
    return centred(placed)


def _one(part: igraph.Graph, radii: Sequence[float], side: float) -> list[Point]:
    """Positions of one component, about `side` wide; chance comes from igraph's generator."""
    n = part.vcount()
    if n <= 2:
        return [(at * side, 0.0) for at in range(n)]
    if n > _EXACT:
        found = part.layout_fruchterman_reingold(niter=_ROUNDS)
        return _scaled([(point[0], point[1]) for point in found.coords], side)
    found = part.layout_kamada_kawai()
    return _apart(_scaled(_evened([(point[0], point[1]) for point in found.coords]), side), radii)


def _evened(points: Sequence[Point]) -> list[Point]:
    """The points moved along the rays from their middle, so that the dense core gets more of the area and the few far
    out less: halfway to where each ring holds as many points as its area."""
    mx, my = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    far = [math.hypot(x - mx, y - my) for x, y in points]
    most = max(far)
    if not most:
        return list(points)
    place = {at: rank for rank, at in enumerate(sorted(range(len(points)), key=lambda at: (far[at], at)), 1)}
    out = []
    for at, (x, y) in enumerate(points):
        even = most * math.sqrt(place[at] / len(points))
        factor = (_EVEN * even + (1 - _EVEN) * far[at]) / far[at] if far[at] else 1.0
        out.append(((x - mx) * factor, (y - my) * factor))
    return out


def _apart(points: Sequence[Point], radii: Sequence[float]) -> list[Point]:
    """The points moved so far that circles of these radii do not overlap, or as far as some rounds of it lead."""
    import numpy as np

    at = np.array(points, dtype=float)
    radius = np.array(radii, dtype=float)
    needed = (radius[:, None] + radius[None, :]) * _AIR
    np.fill_diagonal(needed, 0.0)
    turn = np.arange(len(at)) * 2.4  # a direction for circles on one spot: the golden angle spreads them
    way = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    for _ in range(_PUSHES):
        between = at[:, None, :] - at[None, :, :]
        far = np.hypot(between[..., 0], between[..., 1])
        lacking = np.where(needed > far + 1e-6, (needed - far) / 2, 0.0)
        if not lacking.any():
            break
        on_one_spot = far < 1e-9
        unit = np.where(on_one_spot[..., None], way[:, None, :], between / np.maximum(far, 1e-9)[..., None])
        at = at + (unit * lacking[..., None]).sum(axis=1) / np.maximum((lacking > 0).sum(axis=1), 1)[:, None]
    return [(float(x), float(y)) for x, y in at]


def _scaled(points: Sequence[Point], side: float | None) -> list[Point]:
    """The same shape with its lower left corner at 0, 0 and, where a side is given, its longer side as long."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, y0 = min(xs), min(ys)
    span = max(max(xs) - x0, max(ys) - y0)
    factor = 1.0 if side is None else side / span if span else 0.0
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


def centred(points: Sequence[Point]) -> list[Point]:
    """Moved so that the mean position is 0, 0, as Gephi would; shrunk where it would leave ±4900; to two decimals."""
    if not points:
        return []
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    reach = max(max(xs) - mx, mx - min(xs), max(ys) - my, my - min(ys), 1.0)
    factor = min(1.0, _REACH / reach)
    return [(round((x - mx) * factor, 2) + 0.0, round((y - my) * factor, 2) + 0.0) for x, y in points]
