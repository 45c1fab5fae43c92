"""The timeline as a picture: ties by the year in which they began, stacked by type."""

from __future__ import annotations

from collections import Counter

from graph import palette
from graph.errors import NotFoundError
from graph.model import Resolved, Tie
from queries.plot_network import families
from queries.report_parts import birth_year
from queries.selection import count
from queries.svg import LINE, SOFT, Svg, nice_step

_WIDTH, _HEIGHT = 1000.0, 380.0
_LEFT, _TOP, _RIGHT = 44.0, 16.0, 12.0


def draw(_resolved: Resolved, ties: tuple[Tie, ...], _seed: int) -> Svg:
    """A bar for each year, with the ties that began or took place in it. NotFoundError where no tie is dated."""
    born = [(year, tie) for tie in ties if (year := birth_year(tie)) is not None]
    if not born:
        raise NotFoundError("none of the ties has a date that says when it began; a timeline needs some")
    first, last = min(year for year, _ in born), max(year for year, _ in born)
    types = sorted({tie.tie for _, tie in born})
    colours = [colour for colour, _ in families(types)]
    stacks = Counter((year, palette.of_tie(tie.tie)) for year, tie in born)
    totals = Counter(year for year, _ in born)
    step = nice_step(max(totals.values()))
    top = -(-max(totals.values()) // step) * step
    left_out = len(ties) - len(born)
    about = f"{count(len(born), 'tie')} by the year in which they began; {left_out:,} of unknown beginning are left out"
    svg = Svg(_WIDTH, _HEIGHT + 86, "Timeline of ties", about)

    def y(number: float) -> float:
        return _HEIGHT - (_HEIGHT - _TOP) * number / top

    for number in range(0, top + 1, step):
        svg.add("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y(number), y2=y(number), stroke=LINE)
        svg.label((_LEFT - 8, y(number) + 4), f"{number:,}", anchor="end", fill=SOFT)
    wide = (_WIDTH - _LEFT - _RIGHT) / (last - first + 1)
    every = nice_step((last - first + 1) / 2, 8)
    for year in range(first, last + 1):
        x, under = _LEFT + (year - first) * wide, 0
        for colour in colours:
            number = stacks[year, colour]
            if number:
                high = y(under) - y(under + number)
                svg.add("rect", x=x + wide * 0.1, y=y(under + number), width=wide * 0.8, height=high, fill=colour)
                under += number
        if year % every == 0:
            svg.label((x + wide / 2, _HEIGHT + 17), str(year), anchor="middle", fill=SOFT)
    below = svg.key(_LEFT, _HEIGHT + 40, families(types), round_=False, wide=_WIDTH - _LEFT - _RIGHT)
    svg.label((_LEFT, below + 6), f"{about}.", 9.5, fill=SOFT)
    return svg
