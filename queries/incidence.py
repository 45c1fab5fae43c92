"""Two-mode tables: which actors have ties with which states (or partners).

Rows are actors of some kinds; a column is the *state* that a partner is or belongs to, or the partner itself. A tie
inside the actor's own country is no reach abroad and gives no cell of a table by state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graph.errors import NotFoundError, UsageError
from graph.model import Resolved, Tie
from graph.schema import schema
from queries.multiplex import state_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLUMNS = ("state", "partner")
SMALL = 30  # a sample of fewer is called small in the notes


@dataclass(frozen=True)
class Incidence:
    """A table of actors by states or partners: `cells` maps a pair of row and column ids to the ties that fill it."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Tie, ...]]

    @cached_property
    def matrix(self) -> NDArray[np.int8]:
        """Ones where a cell is filled, in the order of rows and columns."""
        import numpy as np

        down = {id_: at for at, id_ in enumerate(self.rows)}
        across = {id_: at for at, id_ in enumerate(self.columns)}
        found: NDArray[np.int8] = np.zeros((len(self.rows), len(self.columns)), dtype=np.int8)
        for row, column in self.cells:
            found[down[row], across[column]] = 1
        return found


def units() -> frozenset[str]:
    """Kinds of entities that are units."""
    return frozenset(schema().groups["unit"])


def incidence(
    resolved: Resolved, ties: Iterable[Tie], kinds: Collection[str] | None = None, by: str = "state"
) -> Incidence:
    """The table of the ties for actors of the kinds (all units without them)."""
    if by not in COLUMNS:
        raise UsageError(f"'{by}' is not a side of such a table; known are {', '.join(COLUMNS)}")
    wanted = frozenset(kinds) if kinds else units()
    cells: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        one, other = resolved.entities[tie.subject], resolved.entities[tie.object]
        for actor, partner in ((one, other), (other, one)):
            if actor.kind not in wanted or actor.id == partner.id:
                continue
            column = state_of(partner) if by == "state" else partner.id
            if column is not None and not (by == "state" and column == state_of(actor)):
                cells.setdefault((actor.id, column), []).append(tie)
    ordered = {pair: tuple(cells[pair]) for pair in sorted(cells)}
    rows = tuple(sorted({row for row, _ in ordered}))
    return Incidence(rows, tuple(sorted({column for _, column in ordered})), ordered)


def required(
    resolved: Resolved,
    ties: Iterable[Tie],
    kinds: Collection[str],
    what: str,
    least: int = 2,
    by: str = "state",
    offer: bool = True,
) -> Incidence:
    """The table of actors of the kinds; NotFoundError when it has too few rows for the question.

    Then the kinds of units that would do are told, where an `offer` helps.
    """
    ties = tuple(ties)
    table = incidence(resolved, ties, kinds, by)
    if len(table.rows) >= least:
        return table
    others = Counter(resolved.entities[row].kind for row in incidence(resolved, ties, None, by).rows)
    enough = [f"--rank {kind} takes {number:,}" for kind, number in sorted(others.items()) if offer and number >= least]
    hint = f"; {', '.join(enough)}" if enough else ""
    raise NotFoundError(
        f"{what} needs at least {least} actors with ties abroad; this selection has {len(table.rows)} of kind "
        f"{' or '.join(kinds)}{hint}"
    )


def name_of(resolved: Resolved, entity_id: str) -> str:
    """Name of an entity or of a state without a node of its own."""
    entity = resolved.entities.get(entity_id)
    return entity.name if entity else entity_id


def small(n: int, what: str) -> tuple[str, ...]:
    """A note where a sample is small, none else."""
    return (f"small sample: {n} {what}; read the p-values with that in mind",) if n < SMALL else ()
