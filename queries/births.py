"""Question 11: when ties began: firsts, births per year, change points, and how long ties lasted.

A tie is born in the year of its stated start (an occasion: its first date). Starts coarser than a year (`195X`) and
undated ties are counted and left out. A year without a birth between the first and the last counts as zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from graph.edtf import bounds, ends, sort_key
from graph.errors import NotFoundError
from graph.model import Resolved, Tie
from queries.chance import permutations
from queries.change_points import ChangePoint, change_points
from queries.selection import Selection, count, require
from queries.survival import Survival, survival


@dataclass(frozen=True, slots=True)
class Year:
    """A year: `births`: ties that began in it; `total`: those begun by its end; `layers`: births by layer."""

    year: int
    births: int
    total: int
    layers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class First:
    """The first tie of a layer: when it began (EDTF), between whom."""

    SHOWN: ClassVar[tuple[str, ...]] = ("layer", "start", "subject", "object", "ties", "dated", "tie")

    layer: str
    start: str
    subject: str
    object: str
    tie: str
    ties: int
    dated: int


@dataclass(frozen=True, slots=True)
class Births:
    """The answer: births by year, firsts by layer, change points, and survival."""

    years: tuple[Year, ...]
    firsts: tuple[First, ...]
    change_points: tuple[ChangePoint, ...]
    survival: tuple[Survival, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`births`, `firsts`, `change_points`, `survival`."""
        return {
            "births": self.years,
            "firsts": self.firsts,
            "change_points": self.change_points,
            "survival": self.survival,
        }

    def notes(self) -> tuple[str, ...]:
        """The selection, and how many ties have no year of birth."""
        return self.remarks


def births(
    resolved: Resolved, selection: Selection | None = None, *, permutations: int = 1000, seed: int = 1
) -> Births:
    """Births of the selected ties. NotFoundError when none of them has a year of birth."""
    selected = require(resolved, selection)
    span = selected.selection.span or (None, None)
    born = {tie.id: year for tie in selected.ties if (year := birth_year(tie)) is not None and _in(year, span)}
    if not born:
        raise NotFoundError(
            f"none of {count(len(selected.ties), 'tie')} has a year of birth ({selected.selection.describe()}); "
            "this question needs dates"
        )
    ties = [tie for tie in selected.ties if tie.id in born]
    years = _years(ties, born)
    points = _points(years, permutations, seed)
    without = len(selected.ties) - len(born)
    remarks = [*selected.notes(), f"{count(len(born), 'tie')} with a year of birth; {without:,} without one left out"]
    if len(born) < 10:
        remarks.append(f"small sample: {count(len(born), 'birth')}; no test for change points is made below 10")
    elif not points:
        remarks.append("no change point: births are not more uneven than chance would have it (p above 0.05)")
    return Births(years, _firsts(resolved, selected.ties, born), points, survival(selected.ties), tuple(remarks))


def _in(year: int, span: tuple[int | None, int | None]) -> bool:
    return (span[0] is None or year >= span[0]) and (span[1] is None or year <= span[1])


def birth_year(tie: Tie) -> int | None:
    """Year in which the tie began or first happened; None where that is not stated to the year."""
    begun = [tie.start] if tie.start else [ends(o.date)[0] for o in tie.occasions if o.date]
    first = min((when for when in begun if when and when != ".."), key=sort_key, default=None)
    if first is None:
        return None
    b = bounds(first)
    return b.first.year if b.first and b.last and b.first.year == b.last.year else None


def _years(ties: Sequence[Tie], born: Mapping[str, int]) -> tuple[Year, ...]:
    by_year: dict[int, Counter[str]] = {}
    for tie in ties:
        by_year.setdefault(born[tie.id], Counter())[tie.layer] += 1
    rows, total = [], 0
    for year in range(min(by_year), max(by_year) + 1):
        layers = by_year.get(year, Counter())
        total += sum(layers.values())
        named = tuple(f"{layer} {n}" for layer, n in sorted(layers.items()))
        rows.append(Year(year, sum(layers.values()), total, named))
    return tuple(rows)


def _points(years: Sequence[Year], n: int, seed: int) -> tuple[ChangePoint, ...]:
    permutations(n)
    if sum(year.births for year in years) < 10:
        return ()
    return change_points([year.births for year in years], years[0].year, n, seed)


def _firsts(resolved: Resolved, ties: Sequence[Tie], born: Mapping[str, int]) -> tuple[First, ...]:
    layers: dict[str, list[Tie]] = {}
    for tie in ties:
        layers.setdefault(tie.layer, []).append(tie)
    rows = []
    for layer, own in sorted(layers.items()):
        dated = [tie for tie in own if tie.id in born]
        if not dated:
            continue
        first = min(dated, key=lambda tie: (sort_key(_start(tie)), tie.id))
        names = [resolved.entities[end].name for end in (first.subject, first.object)]
        rows.append(First(layer, _start(first), names[0], names[1], first.id, len(own), len(dated)))
    return tuple(sorted(rows, key=lambda row: (sort_key(row.start), row.layer)))


def _start(tie: Tie) -> str:
    return tie.start or min((o.date for o in tie.occasions if o.date), key=sort_key)
