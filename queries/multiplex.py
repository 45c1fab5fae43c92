"""Units and the foreign states that they reach, by how many layers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Entity, Resolved, Tie
from graph.schema import schema


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit and a state that it reaches: by ties with the state itself or with anything of its country.

    `n_layers` is the number of different layers (multiplexity), `ties` the number of ties."""

    unit_id: str
    unit: str
    state_id: str
    state: str
    n_layers: int
    layers: tuple[str, ...]
    ties: int


def state_of(entity: Entity) -> str | None:
    """Id of the state that an entity is or belongs to; None for what belongs to none (mechanisms, regions)."""
    return entity.id if entity.kind == "State" else entity.country


def unit_states(resolved: Resolved, ties: Iterable[Tie]) -> tuple[UnitState, ...]:
    """All pairs of a unit and a foreign state that ties join: most layers first, then most ties."""
    units = schema().groups["unit"]
    joined: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        one, other = resolved.entities[tie.subject], resolved.entities[tie.object]
        for unit, partner in ((one, other), (other, one)):
            state = state_of(partner)
            if unit.kind in units and state is not None and state != unit.country:
                joined.setdefault((unit.id, state), []).append(tie)
    rows = [_row(resolved, unit, state, between) for (unit, state), between in joined.items()]
    return tuple(sorted(rows, key=lambda row: (-row.n_layers, -row.ties, row.unit_id, row.state_id)))


def _row(resolved: Resolved, unit: str, state: str, ties: list[Tie]) -> UnitState:
    layers = tuple(sorted({tie.layer for tie in ties}))
    there = resolved.entities.get(state)
    name = there.name if there else state
    return UnitState(unit, resolved.entities[unit].name, state, name, len(layers), layers, len(ties))
