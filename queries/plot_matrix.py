"""The matrix as a picture: units in rows, foreign states in columns, the number of ties in each cell."""

from __future__ import annotations

from collections import Counter

from graph.errors import NotFoundError
from graph.model import Resolved, Tie
from queries.multiplex import UnitState, unit_states
from queries.svg import INK, LINE, SOFT, Svg, width_of

_MOST = 30  # rows and columns
_CELL = 24.0
_PALE, _DEEP = (222, 235, 247), (8, 48, 107)  # one hue, from light to dark: read alike with every colour vision


def draw(resolved: Resolved, ties: tuple[Tie, ...], _seed: int) -> Svg:
    """The units and states with most ties; a tie with anything of a state counts for it. Where one state has most of
    these units, only they are drawn. NotFoundError where no unit reaches a foreign state."""
    pairs = _from_home(resolved, unit_states(resolved, ties))
    if not pairs:
        raise NotFoundError("none of the ties joins a unit with a foreign state; a matrix needs some")
    units: Counter[str] = Counter()
    states: Counter[str] = Counter()
    names: dict[str, str] = {}
    for pair in pairs:
        units[pair.unit_id] += pair.ties
        states[pair.state_id] += pair.ties
        names |= {pair.unit_id: pair.unit, pair.state_id: pair.state}
    rows, columns = _first(units), _first(states)
    cells = {(pair.unit_id, pair.state_id): pair.ties for pair in pairs}
    left = max(width_of(names[row], 11) for row in rows) + 16
    top = max(width_of(names[column], 11) for column in columns) * 0.8 + 24
    about = f"{len(rows)} of {len(units)} units and {len(columns)} of {len(states)} states, by number of ties"
    wide, high = left + len(columns) * _CELL, top + len(rows) * _CELL
    svg = Svg(max(wide + 90, left + width_of(about, 9.5) + 12), high + 34, "Ties of units with states", about)
    _heads(svg, [names[c] for c in columns], [names[r] for r in rows], left, top)
    most = max(cells.values())
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            number = cells.get((row, column), 0)
            x, y = left + j * _CELL, top + i * _CELL
            svg.add(
                "rect", x=x, y=y, width=_CELL, height=_CELL, fill=_shade(number, most), stroke=LINE, stroke_width=0.5
            )
            if number:
                ink = "#ffffff" if number > most * 0.4 else INK
                svg.label((x + _CELL / 2, y + _CELL / 2 + 4), str(number), 10, "middle", ink)
    svg.label((left, high + 20), f"{about}.", 9.5, fill=SOFT)
    return svg


def _from_home(resolved: Resolved, pairs: tuple[UnitState, ...]) -> tuple[UnitState, ...]:
    """The pairs of the state that has more than half of the ties, else all."""
    homes: Counter[str | None] = Counter()
    for pair in pairs:
        homes[resolved.entities[pair.unit_id].country] += pair.ties
    home, ties = max(homes.items(), key=lambda item: (item[1], item[0] or ""), default=(None, 0))
    if home is None or 2 * ties <= homes.total():
        return pairs
    return tuple(pair for pair in pairs if resolved.entities[pair.unit_id].country == home)


def _first(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda each: (-counted[each], each))[:_MOST]


def _heads(svg: Svg, columns: list[str], rows: list[str], left: float, top: float) -> None:
    for i, name in enumerate(rows):
        svg.label((left - 8, top + i * _CELL + _CELL / 2 + 4), name, anchor="end")
    for j, name in enumerate(columns):
        x, y = left + j * _CELL + _CELL / 2 + 3, top - 8
        svg.label((x, y), name, transform=f"rotate(-50 {x:.1f} {y:.1f})")


def _shade(number: int, most: int) -> str:
    """White for none, else from pale to deep by the number's share of the greatest."""
    if not number:
        return "#ffffff"
    share = (number - 1) / max(1, most - 1)
    return "#{:02x}{:02x}{:02x}".format(*(round(p + (d - p) * share) for p, d in zip(_PALE, _DEEP, strict=True)))
