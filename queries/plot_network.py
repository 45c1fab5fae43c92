"""The network as a picture: circles by kind, lines by type of tie, names of the largest."""

from __future__ import annotations

from graph import palette
from graph.model import Resolved, Tie
from queries.scene import Node, Scene, scene
from queries.selection import count
from queries.svg import Labels, Svg, cut, thinned, width_of

_WIDTH, _HEIGHT = 1000.0, 760.0
_EDGE = 24.0
_NAMES = 60  # at most
_LONG = 34  # letters of a name


def draw(resolved: Resolved, ties: tuple[Tie, ...], seed: int) -> Svg:
    """The ties as lines between circles whose areas are in proportion to the numbers of partners."""
    drawn = scene(resolved, ties, seed)
    kinds = sorted({node.entity.kind for node in drawn.nodes.values()}, key=[*palette.KINDS].index)
    types = sorted({tie.tie for tie in ties})
    about = f"{count(len(ties), 'tie')} among {len(drawn.nodes):,} entities"
    svg = Svg(_WIDTH, _HEIGHT + 80, "Network of ties", about)
    at, unit = _fitted(drawn)
    strength = thinned(0.5, len(ties), 1200)
    for tie in drawn.ties:
        (x1, y1), (x2, y2) = at[tie.subject], at[tie.object]
        colour = palette.of_tie(tie.tie)
        svg.add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=0.8, stroke_opacity=strength)
    for node in reversed(drawn.ranked):
        x, y = at[node.entity.id]
        radius = max(1.8, node.radius * unit)
        fill = palette.of_kind(node.entity.kind)
        svg.add("circle", cx=x, cy=y, r=radius, fill=fill, stroke="#ffffff", stroke_width=0.7)
    _names(svg, drawn.ranked, at, unit)
    below = svg.key(
        _EDGE, _HEIGHT + 14, ((palette.of_kind(k), _words(k)) for k in kinds), round_=True, wide=_WIDTH - 48
    )
    svg.key(_EDGE, below + 4, families(types), round_=False, wide=_WIDTH - 48)
    return svg


def families(types: list[str]) -> list[tuple[str, str]]:
    """Colours of tie types with the types, in words, that share each."""
    by_colour: dict[str, list[str]] = {}
    for type_ in types:
        by_colour.setdefault(palette.of_tie(type_), []).append(type_.replace("_", " ").lower())
    return [(colour, ", ".join(names)) for colour, names in by_colour.items()]


def _words(kind: str) -> str:
    return {"LocalGovernment": "local government", "ForeignSNG": "foreign unit"}.get(kind, kind)


def _fitted(drawn: Scene) -> tuple[dict[str, tuple[float, float]], float]:
    """Places within the picture by entity id, and pixels for each unit of the layout's height."""
    xs = [node.at[0] for node in drawn.nodes.values()]
    ys = [node.at[1] for node in drawn.nodes.values()]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    fx, fy = (_WIDTH - 4 * _EDGE) / wide, (_HEIGHT - 3 * _EDGE) / high
    fx, fy = min(fx, fy * 1.6), min(fy, fx * 1.6)  # stretched to the shape of the picture, not out of shape
    x0, y0 = (_WIDTH - wide * fx) / 2, (_HEIGHT - high * fy) / 2
    places = {i: (x0 + (n.at[0] - min(xs)) * fx, y0 + (n.at[1] - min(ys)) * fy) for i, n in drawn.nodes.items()}
    return places, min(fx, fy)


def _names(svg: Svg, nodes: list[Node], at: dict[str, tuple[float, float]], unit: float) -> None:
    labels, named = Labels(_WIDTH, _HEIGHT), 0
    for node in nodes:
        (x, y), size, text = at[node.entity.id], 10.5, cut(node.entity.name, _LONG)
        wide, top = width_of(text, size), y + max(1.8, node.radius * unit)
        if named < _NAMES and labels.free(x - wide / 2, top, wide, size + 3):
            svg.name((x, top + size), text, size, "middle")
            named += 1
