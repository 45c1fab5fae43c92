"""The map as a picture: arcs between places, on the Equal Earth projection with the Pacific in the middle."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from graph import palette
from graph.errors import NotFoundError
from graph.model import Resolved, Tie
from queries.plot_network import families
from queries.projection import HEIGHT, WIDTH, Point
from queries.scene import Scene, scene
from queries.selection import count
from queries.svg import LAND, SEA, SOFT, Labels, Svg, cut, short, thinned, width_of
from queries.world_map import edge, land

_NAMES, _LONG = 24, 32  # names at most, and letters of each
_BEND, _HIGHEST = 0.22, 110.0  # height of an arc over its length, and at most


def draw(resolved: Resolved, ties: tuple[Tie, ...], seed: int) -> Svg:
    """One arc for each pair and type of tie, the wider the more ties it stands for. NotFoundError where no tie has a
    place at both ends."""
    drawn = scene(resolved, ties, seed)
    arcs, off = _arcs(drawn)
    if not arcs:
        raise NotFoundError("none of the ties has a place on the map at both ends")
    about = f"{count(len(ties) - off, 'tie')} between places; {off:,} without a place at both ends are not drawn"
    svg = Svg(WIDTH, HEIGHT + 58, "Map of ties", about)
    svg.add("path", d=edge(), fill=SEA)
    svg.add("path", d=land(), fill=LAND, stroke="#ffffff", stroke_width=0.5)
    used: Counter[str] = Counter()
    strength = thinned(0.6, len(arcs), 300)
    for (one, other, type_), number in sorted(arcs.items(), key=lambda item: (item[1], item[0])):
        start, end = drawn.nodes[one].on_map, drawn.nodes[other].on_map
        assert start
        assert end
        used.update({one: number, other: number})
        width = 0.8 + min(number - 1, 4) * 0.7
        svg.add(
            "path",
            d=curve(start, end),
            fill="none",
            stroke=palette.of_tie(type_),
            stroke_width=width,
            stroke_opacity=strength,
        )
    _spots(svg, drawn, used)
    below = svg.key(12, HEIGHT + 16, families(sorted({type_ for _, _, type_ in arcs})), round_=False, wide=WIDTH - 24)
    svg.label((12, below + 4), f"{about}. Outlines: Natural Earth.", 9.5, fill=SOFT)
    return svg


def _arcs(drawn: Scene) -> tuple[dict[tuple[str, str, str], int], int]:
    """Number of ties by pair and type, and how many ties cannot be drawn."""
    arcs: dict[tuple[str, str, str], int] = defaultdict(int)
    off = 0
    for tie in drawn.ties:
        one, other = sorted((tie.subject, tie.object))
        start, end = drawn.nodes[one].on_map, drawn.nodes[other].on_map
        if start is None or end is None or start == end:
            off += 1
        else:
            arcs[one, other, tie.tie] += 1
    return dict(arcs), off


def curve(start: Point, end: Point) -> str:
    """An arc as the `d` of an SVG path; it bends to the north, the more the longer it is."""
    (x1, y1), (x2, y2) = start, end
    far = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    top = (y1 + y2) / 2 - min(far * _BEND, _HIGHEST)
    return f"M{short(x1)},{short(y1)}Q{short((x1 + x2) / 2)},{short(top)} {short(x2)},{short(y2)}"


def _spots(svg: Svg, drawn: Scene, used: Counter[str]) -> None:
    """The places, largest first to be named, drawn above the smaller ones."""
    ranked = sorted(used, key=lambda entity_id: (-used[entity_id], entity_id))
    for entity_id in reversed(ranked):
        node = drawn.nodes[entity_id]
        assert node.on_map
        (x, y), fill = node.on_map, palette.of_kind(node.entity.kind)
        svg.add(
            "circle", cx=x, cy=y, r=_radius(used[entity_id], len(used)), fill=fill, stroke="#ffffff", stroke_width=0.6
        )
    labels, named, size = Labels(WIDTH, HEIGHT), 0, 9.5
    for entity_id in ranked:
        node = drawn.nodes[entity_id]
        assert node.on_map
        x, y, name = (
            node.on_map[0] + _radius(used[entity_id], len(used)) + 2,
            node.on_map[1],
            cut(node.entity.name, _LONG),
        )
        if named < _NAMES and labels.free(x, y - size * 0.6, width_of(name, size), size * 1.2):
            svg.name((x, y + size * 0.35), name, size)
            named += 1


def _radius(ties: int, places: int) -> float:
    return thinned(1.6 + min(math.sqrt(ties), 7.0) * 0.7, places, 500)
