"""Question 2: who reaches a state, and by how many layers (multiplexity).

A unit reaches a state when it has a tie with the state itself or with anything of that state (a unit, firm or body of
its country): a sister prefecture reaches Japan. Multiplexity is the number of different layers that do so; see
Verbrugge (1979), "Multiplexity in adult friendships", Social Forces 57(4). Units of the state's own jurisdiction are
left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from graph.errors import NotFoundError
from graph.model import Entity, Resolved, Tie
from graph.schema import schema
from queries.place import find, inside, jurisdiction
from queries.selection import Selection, count, select


@dataclass(frozen=True, slots=True)
class Reach:
    """One unit that reaches the place. `layers` are the layers in order; `n_layers` their number (multiplexity),
    `n_ties` the number of ties, `partners` the ids at their other ends; `start` is the earliest stated start (EDTF)."""

    SHOWN: ClassVar[tuple[str, ...]] = ("unit", "kind", "country", "n_layers", "layers", "n_ties", "start", "unit_id")

    unit_id: str
    unit: str
    kind: str
    country: str | None
    n_layers: int
    layers: tuple[str, ...]
    n_ties: int
    partners: tuple[str, ...]
    start: str | None
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReachOfState:
    """The answer: who reaches the place, by number of layers, then of ties, then by id."""

    place: Entity
    units: tuple[Reach, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Reach]]:
        """The one table: units."""
        return {"units": self.units}

    def notes(self) -> tuple[str, ...]:
        """How many units and ties, how many by more than one layer."""
        return self.remarks


def reach(resolved: Resolved, place: str, selection: Selection | None = None) -> ReachOfState:
    """Who reaches a state (or a unit) given by id, name or alias. NotFoundError when nobody does."""
    entity = find(resolved, place)
    there = inside(resolved, entity)
    around = tuple(tie for tie in resolved.ties if (tie.subject in there) != (tie.object in there))
    selected = select(replace(resolved, ties=around), selection)
    units = reaches(resolved, selected.ties, entity, there)
    if not units:
        raise NotFoundError(
            f"nobody reaches {entity.name} ({entity.id}; {selected.selection.describe()}); "
            f"without conditions {count(len(around), 'tie')} end there"
        )
    several = sum(1 for unit in units if unit.n_layers > 1)
    ties = sum(unit.n_ties for unit in units)
    ending = count(len(selected.ties), "tie")
    reached = f"{count(len(units), 'unit')} by {ties} of the {ending} that end there, {several} by several layers"
    head = f"{entity.name} ({entity.id}): {reached}"
    return ReachOfState(entity, units, (head, *selected.notes()))


def reaches(resolved: Resolved, ties: Iterable[Tie], place: Entity, there: frozenset[str]) -> tuple[Reach, ...]:
    """The units of other jurisdictions that the ties join to the ids in `there`."""
    units = schema().groups["unit"]
    home = jurisdiction(place)
    by_unit: dict[str, list[tuple[Tie, str]]] = {}
    for tie in ties:
        for one, other in ((tie.subject, tie.object), (tie.object, tie.subject)):
            entity = resolved.entities[one]
            if other in there and one not in there and entity.kind in units and jurisdiction(entity) != home:
                by_unit.setdefault(one, []).append((tie, other))
    found = [_reach(resolved.entities[unit_id], joined) for unit_id, joined in by_unit.items()]
    return tuple(sorted(found, key=lambda unit: (-unit.n_layers, -unit.n_ties, unit.unit_id)))


def _reach(unit: Entity, joined: Sequence[tuple[Tie, str]]) -> Reach:
    layers = tuple(sorted({tie.layer for tie, _ in joined}))
    return Reach(
        unit_id=unit.id,
        unit=unit.name,
        kind=unit.kind,
        country=unit.country,
        n_layers=len(layers),
        layers=layers,
        n_ties=len(joined),
        partners=tuple(sorted({other for _, other in joined})),
        start=earliest(tie.start for tie, _ in joined),
        ties=tuple(sorted(tie.id for tie, _ in joined)),
    )


def earliest(dates: Iterable[str | None]) -> str | None:
    """The first of some EDTF dates; None when none is known."""
    from graph.edtf import sort_key

    return min((when for when in dates if when), key=sort_key, default=None)
