"""Size, position and shown text of what is drawn, for every format that can carry them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.exports.columns import Edge
from graph.exports.drawing import LARGE, Point, layout, sizes
from graph.exports.geography import on_the_map
from graph.model import Resolved, Tie

LAYOUTS = ("force", "geo", "none")


@dataclass(frozen=True, slots=True)
class Looks:
    """How the nodes look, in their order; `points` is None where they are left to Gephi, and `note` says why."""

    sizes: list[float]
    points: Sequence[Point] | None
    note: str = ""


def looks(resolved: Resolved, nodes: list[str], listed: Sequence[Tie], how: str, seed: int) -> Looks:
    """Sizes by number of neighbours, and positions: `force` joins what is tied, `geo` is a map, `none` leaves them out.

    `listed` are the ties as `arranged`: those of one pair follow each other. Above 50,000 pairs there is no `force`.
    """
    at = {node: position for position, node in enumerate(nodes)}
    degree = [0] * len(nodes)
    pairs: list[tuple[int, int]] = []
    before = (-1, -1)
    for tie in listed:
        one, other = at[tie.subject], at[tie.object]
        pair = (one, other) if one < other else (other, one)
        if pair == before or one == other:
            continue
        before = pair
        degree[one] += 1
        degree[other] += 1
        if len(pairs) <= LARGE:
            pairs.append(pair)
    size = sizes(degree)
    if how == "geo":
        joined = ((at[tie.subject], at[tie.object]) for tie in listed)
        return Looks(size, *on_the_map([resolved.entities[node] for node in nodes], joined))
    if how == "none":
        return Looks(size, None)
    if len(pairs) > LARGE:
        return Looks(size, None, f"no layout: more than {LARGE:,} pairs are tied")
    return Looks(size, layout(size, pairs, seed))


def shown(edge: Edge) -> str:
    """The text that is shown on an edge: the tie kind, else the type, in words."""
    return (edge.tie.kind or edge.tie.tie).replace("_", " ").lower()
