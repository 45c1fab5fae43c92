"""Question 8: is a place concentrated on a region: shares and location quotients, with intervals.

Counted are the foreign states that units reach: one for each unit and state, however many ties lead there. The location
quotient is the region's share among the states of the place over its share among those of all *other* units of the same
kind and country; the place itself is left out of what it is compared with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from graph.errors import NotFoundError, UsageError
from graph.model import Entity, Resolved
from queries.chance import LEVEL, fisher, ratio_interval, wilson
from queries.enrichment import corrected
from queries.groups import regions, states_in
from queries.incidence import SMALL, Incidence, incidence, small, units
from queries.place import find
from queries.selection import Selection, count, kind, require


@dataclass(frozen=True, slots=True)
class Concentration:
    """A place and a region. `inside`: states of the region that it reaches, of `n` in all; `share`: their ratio with
    its 95 % interval (Wilson 1927) `share_low` to `share_high`; `others_inside`, `others_n`: the same pairs of unit and
    state for its peers; `lq`: location quotient, the ratio of the two shares (Isard 1960, Methods of Regional Analysis,
    p. 123), empty where no peer reaches the region; `lq_low`, `lq_high`: its 95 % interval (Donner and Zou 2012; no
    upper end where no peer reaches the region); `p`:
    Fisher's exact test, two-sided; `q`: corrected over all rows of the answer (Benjamini and Hochberg 1995)."""

    SHOWN: ClassVar[tuple[str, ...]] = (
        "place", "region", "inside", "n", "share", "others_inside", "others_n", "lq", "lq_low", "lq_high", "p", "q",
    )  # fmt: skip

    place_id: str
    place: str
    region_id: str
    region: str
    inside: int
    n: int
    share: float
    share_low: float
    share_high: float
    others_inside: int
    others_n: int
    lq: float | None
    lq_low: float
    lq_high: float | None
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class Concentrations:
    """The answer: one row, or one for each region or each place."""

    rows: tuple[Concentration, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Concentration]]:
        """The one table: concentration."""
        return {"concentration": self.rows}

    def notes(self) -> tuple[str, ...]:
        """The selection, the peers, and how small the sample is."""
        return self.remarks


def concentration(
    resolved: Resolved,
    place: str | None = None,
    region: str | None = None,
    selection: Selection | None = None,
    *,
    rank: Sequence[str] = ("Province",),
) -> Concentrations:
    """Concentration of a place on a region; without a region on each macro-region; without a place (`all`), of each
    actor of the kinds `rank` on the region. NotFoundError for a place or peers without ties abroad."""
    everybody = place is None or place.casefold() == "all"
    if everybody and region is None:
        raise UsageError("name a place, or 'all' and a region: subties ask concentration all Africa")
    selected = require(resolved, selection)
    one = None if everybody or place is None else find(resolved, place)
    if one is not None and one.kind not in units():
        raise UsageError(f"{one.name} is a {one.kind}; concentration is asked of units (a province, a city)")
    table = incidence(resolved, selected.ties, [one.kind] if one else [kind(name) for name in rank])
    targets = _targets(resolved, region)
    if one is None:
        rows = [_row(resolved, table, resolved.entities[id_], target) for id_ in table.rows for target in targets]
    else:
        if one.id not in table.rows:
            raise NotFoundError(f"{one.name} ({one.id}) has no ties abroad ({selected.selection.describe()})")
        rows = [_row(resolved, table, one, target) for target in targets]
    rows = [row for row in rows if row.others_n]
    if not rows:
        raise NotFoundError("there is no other unit of that kind and country with ties abroad to compare with")
    if region is None:
        rows = [row for row in rows if row.inside or row.others_inside]
    rows = [replace(row, q=q) for row, q in zip(rows, corrected([row.p for row in rows]), strict=True)]
    rows.sort(key=lambda row: (row.p, -(row.lq or 0), row.place_id, row.region_id))
    found = sum(row.q <= LEVEL for row in rows)
    remark = (
        f"pairs of unit and state; peers are units of the same kind and country; {found} of {count(len(rows), 'row')} "
        f"{'differs' if found == 1 else 'differ'} from them (q at most {LEVEL})"
    )
    return Concentrations(tuple(rows), (*selected.notes(), remark, *_smallness(rows)))


def _smallness(rows: Sequence[Concentration]) -> tuple[str, ...]:
    few = len({row.place_id for row in rows if row.n < SMALL})
    if len({row.place_id for row in rows}) == 1:
        return small(rows[0].n, "states")
    return (f"small samples: {few} places reach fewer than {SMALL} states; see n and the intervals",) if few else ()


def _targets(resolved: Resolved, region: str | None) -> list[Entity]:
    from graph.gazetteer import Gazetteer

    if region is not None:
        return [find(resolved, region)]
    gazetteer = Gazetteer.load()
    return [entity for id_ in regions() if (entity := gazetteer.get(id_)) is not None]


def _row(resolved: Resolved, table: Incidence, place: Entity, region: Entity) -> Concentration:
    states = states_in(region)
    inside = n = others_inside = others_n = 0
    for row, column in table.cells:
        unit = resolved.entities[row]
        if row == place.id:
            n += 1
            inside += column in states
        elif (unit.kind, unit.country) == (place.kind, place.country):
            others_n += 1
            others_inside += column in states
    low, high = wilson(inside, n)
    lq = (inside / n) / (others_inside / others_n) if others_inside else None
    lq_low, lq_high = ratio_interval(inside, n, others_inside, others_n)
    p = fisher(inside, n, others_inside, others_n)
    return Concentration(
        place.id, place.name, region.id, region.name, inside, n, inside / n, low, high, others_inside, others_n, lq,
        lq_low, lq_high, p, p,
    )  # fmt: skip
