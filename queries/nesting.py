"""Nesting: do the foreign ties of cities lie where their province already is?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Resolved, Tie
from queries.chance import against, permutations, two_sided
from queries.incidence import incidence, units


@dataclass(frozen=True, slots=True)
class Nesting:
    """One country. `pairs`: pairs of a unit below a first-level one and a foreign state; `nested`: those where the
    upper unit has a tie with the same state too; `share`: their ratio, 0 to 1; `expected`, `z`, `p` (two-sided): when
    the states are dealt out anew among the country's lower units, from `n` permutations."""

    country: str
    pairs: int
    nested: int
    share: float
    expected: float
    z: float | None
    p: float
    n: int


def nesting(resolved: Resolved, ties: Iterable[Tie], n: int, seed: int) -> tuple[Nesting, ...]:
    """Nesting by country, most pairs first; countries without both a lower and an upper unit with ties are left out."""
    import numpy as np

    permutations(n)
    cells = set(incidence(resolved, ties, units()).cells)
    upper = {(unit, state) for unit, state in cells if resolved.entities[unit].level == "first"}
    above = {unit for unit, _ in upper}
    lower: dict[str, list[tuple[str, str]]] = {}
    for unit, state in sorted(cells - upper):
        top = _first_level(resolved, unit)
        country = resolved.entities[unit].country
        if top in above and country is not None:
            lower.setdefault(country, []).append((top, state))
    rows = []
    rng = np.random.default_rng(seed)
    for country, pairs in sorted(lower.items()):
        states = np.array(sorted({state for _, state in pairs} | {state for _, state in upper}))
        at = {state: position for position, state in enumerate(states.tolist())}
        tops = sorted({top for top, _ in pairs})
        row_of = {top: position for position, top in enumerate(tops)}
        held = np.zeros((len(tops), len(states)), dtype=bool)
        for top, state in upper:
            if top in row_of:
                held[row_of[top], at[state]] = True
        rows_at = np.array([row_of[top] for top, _ in pairs])
        columns = np.array([at[state] for _, state in pairs])
        nested = int(held[rows_at, columns].sum())
        null = [int(held[rows_at, rng.permutation(columns)].sum()) for _ in range(n)]
        test = against(nested, null)
        rows.append(
            Nesting(country, len(pairs), nested, nested / len(pairs), test.expected, test.z, two_sided(test), n)
        )
    return tuple(sorted(rows, key=lambda row: (-row.pairs, row.country)))


def _first_level(resolved: Resolved, unit: str) -> str | None:
    """Id of the first-level unit in which the unit lies."""
    seen = {unit}
    entity = resolved.entities.get(unit)
    while entity is not None and entity.parent is not None and entity.parent not in seen:
        seen.add(entity.parent)
        above = resolved.entities.get(entity.parent)
        if above is not None and above.level == "first":
            return above.id
        entity = above
    return None
