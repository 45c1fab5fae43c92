"""What is drawn of some ties, the same in the HTML report and in the pictures: nodes with their places, and ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.edtf import bounds
from graph.exports.drawing import layout
from graph.model import Entity, Resolved, Tie
from graph.schema import schema
from queries.network import simple
from queries.positions import positions
from queries.projection import Point, project
from queries.selection import dates

_RADIUS = 10.0  # of the circle of a node with one partner, in units of the layout


@dataclass(frozen=True, slots=True)
class Node:
    """An end of the ties. `ties` counts those that it has; `radius` is that of its circle, whose area is in proportion
    to the number of its partners; `at` is its place in the network (y down), `on_map` that on the map, None where it
    has none."""

    entity: Entity
    ties: int
    partners: int
    radius: float
    at: Point
    on_map: Point | None


@dataclass(frozen=True)
class Scene:
    """Nodes by id, and the ties in reading order."""

    nodes: dict[str, Node]
    ties: tuple[Tie, ...]

    @property
    def ranked(self) -> list[Node]:
        """The nodes, most ties first."""
        return sorted(self.nodes.values(), key=lambda node: (-node.ties, -node.partners, node.entity.id))


def scene(resolved: Resolved, ties: Sequence[Tie], seed: int = 1) -> Scene:
    """Lays the ties out: the same for the same ties and seed. Above 50,000 pairs the nodes stand in a square."""
    network = simple(ties)
    degrees = [0] * len(network.nodes)
    number = dict.fromkeys(network.nodes, 0)
    for one, other in network.edges:
        degrees[one] += 1
        degrees[other] += 1
    for tie in ties:
        for end in {tie.subject, tie.object}:
            number[end] += 1
    radii = [round(_RADIUS * max(1, degree) ** 0.5, 2) for degree in degrees]
    points = layout(radii, list(network.edges), seed) or _square(len(network.nodes))
    degrees_on_earth = positions(resolved, network.nodes)
    nodes = {}
    for place, entity_id in enumerate(network.nodes):
        on_earth = degrees_on_earth.get(entity_id)
        x, y = points[place]
        nodes[entity_id] = Node(
            resolved.entities[entity_id], number[entity_id], degrees[place], radii[place], (x, -y),
            project(*on_earth) if on_earth else None,
        )  # fmt: skip
    return Scene(nodes, tuple(sorted(ties, key=lambda tie: _reading(resolved, tie))))


def _reading(resolved: Resolved, tie: Tie) -> tuple[str, str, str, str, str]:
    ends = resolved.entities[tie.subject].name, resolved.entities[tie.object].name
    return tie.tie, tie.kind or "", *ends, tie.id


def _square(n: int) -> list[Point]:
    side = max(1, round(n**0.5))
    return [(place % side * 40.0, place // side * 40.0) for place in range(n)]


def years(tie: Tie) -> list[tuple[int | None, int | None]]:
    """First and last year of each date of the tie; None where open or unknown, as `queries.selection.within` reads
    it."""
    spans = set()
    for when, _ in dates(tie):
        b = bounds(when)
        spans.add((b.first.year if b.first else None, b.last.year if b.last else None))
    return sorted(spans, key=lambda span: (span[0] or 0, span[1] or 9999))


def layer_words(layer: str) -> str:
    """A layer for people: the tie kind, else the tie type, in words.

    >>> layer_words("SISTER_OF:sister_province")
    'sister province'
    >>> layer_words("TRADES_WITH")
    'trades with'
    >>> layer_words("AIDS")
    'gives aid to'
    """
    type_, _, kind = layer.partition(":")
    return kind.replace("_", " ").lower() if kind else schema().tie(type_).words
