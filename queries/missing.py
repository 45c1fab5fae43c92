"""Question 16: which ties are missing: link prediction, with a held-out test in time of how good it is.

The network is the two-mode one of units and foreign states; a unit and its own state are no pair. A score for a unit
and a state that it does not reach yet:
`neighbours`: two-step similarity, the number of paths unit - state - other unit - state (common neighbours for two-mode
networks: Huang, Li and Chen 2005, JCDL); `adamic_adar`: the same, each middle node weighing one over the logarithm of
its degree (Adamic and Adar 2003, Social Networks 25; Daminelli et al. 2015, New J. Phys. 17); `katz`: all paths of up
to five steps, a factor of beta each (Katz 1953, Psychometrika 18); `degree`: preferential attachment, the product of
the degrees (Barabasi and Albert 1999), which is also the baseline; `combined`: the mean rank by the first three.

Held out are the pairs that began in or after the year `split`: the scores see only what began before, and must tell the
later pairs from all that never came. A score that does not beat `degree` is said to be no better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from graph.errors import NotFoundError, UsageError
from graph.model import Resolved
from queries.births import birth_year
from queries.incidence import Incidence, name_of, required
from queries.multiplex import state_of
from queries.place import find
from queries.prediction import SCORES, Quality, held_out, scores
from queries.selection import Selection, count, kind, require

if TYPE_CHECKING:
    from numpy.typing import NDArray

Closed = frozenset[tuple[str, str | None]]  # units with their own states, which they cannot reach as others do

_LEAST = 5  # later pairs below which no quality is given


@dataclass(frozen=True, slots=True)
class Missing:
    """A unit and a state that it does not reach. `rank`: place in the list, 1 the likeliest; `score`: by the method
    asked for, comparable within this answer only; `like`: units that reach the state and share states with the unit."""

    SHOWN: ClassVar[tuple[str, ...]] = ("rank", "unit", "state", "score", "like")

    rank: int
    unit_id: str
    unit: str
    state_id: str
    state: str
    score: float
    like: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingTies:
    """The answer: the likeliest missing pairs, and how good each method was on held-out pairs."""

    missing: tuple[Missing, ...]
    quality: tuple[Quality, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`missing` and `quality`."""
        return {"missing": self.missing, "quality": self.quality}

    def notes(self) -> tuple[str, ...]:
        """The split in time, and whether the method beats its baselines."""
        return self.remarks


def missing(
    resolved: Resolved,
    place: str | None = None,
    selection: Selection | None = None,
    *,
    method: str = "combined",
    rank: Sequence[str] = ("Province",),
    split: int | None = None,
    top: int = 10,
    seed: int = 1,
) -> MissingTies:
    """The likeliest missing pairs of a place, or of all units of the kinds `rank`.

    `split` is the first year that is held out; without it the year that leaves the last quarter of dated pairs.
    NotFoundError when the network is too small; without dates the test is left out, and said to be.
    """
    if method not in SCORES:
        raise UsageError(f"'{method}' is not a method of prediction; known are {', '.join(SCORES)}")
    if top < 1:
        raise UsageError("ask for the top 1 or more")
    one = find(resolved, place) if place is not None else None
    selected = require(resolved, selection)
    kinds = [one.kind] if one is not None else [kind(name) for name in rank]
    table = required(resolved, selected.ties, kinds, "prediction", 3, offer=one is None)
    if one is not None and one.id not in table.rows:
        raise NotFoundError(f"{one.name} ({one.id}) has no ties abroad ({selected.selection.describe()})")
    closed = frozenset((row, state_of(resolved.entities[row])) for row in table.rows)
    rows = _listed(resolved, table, scores(table.matrix)[method], closed, one.id if one else None, top)
    quality, notes = _quality(table, method, closed, split, seed)
    return MissingTies(rows, quality, (*selected.notes(), *notes))


def _listed(
    resolved: Resolved, table: Incidence, score: NDArray[Any], closed: Closed, unit: str | None, top: int
) -> tuple[Missing, ...]:
    import numpy as np

    never = [[(row, column) in closed for column in table.columns] for row in table.rows]
    open_cells = np.argwhere((table.matrix == 0) & ~np.array(never, dtype=bool).reshape(table.matrix.shape))
    if unit is not None:
        open_cells = open_cells[open_cells[:, 0] == table.rows.index(unit)]
    values = score[open_cells[:, 0], open_cells[:, 1]]
    order = np.lexsort((open_cells[:, 1], open_cells[:, 0], -np.round(values, 12)))[:top]
    rows = []
    filled = table.matrix.astype(np.float32)  # numpy multiplies whole numbers slowly
    for number, at in enumerate(order.tolist(), start=1):
        i, j = open_cells[at].tolist()
        shares = filled @ filled[i]
        like = np.flatnonzero((table.matrix[:, j] > 0) & (shares > 0)).tolist()
        names = tuple(sorted(name_of(resolved, table.rows[k]) for k in like if k != i))
        one, other = table.rows[i], table.columns[j]
        rows.append(
            Missing(number, one, name_of(resolved, one), other, name_of(resolved, other), float(values[at]), names)
        )
    return tuple(rows)


def _quality(
    table: Incidence, method: str, closed: Closed, split: int | None, seed: int
) -> tuple[tuple[Quality, ...], list[str]]:
    """Quality of every method on later pairs, with what a reader must know."""
    born = {
        pair: min(years)
        for pair, ties in table.cells.items()
        if len(years := [year for tie in ties if (year := birth_year(tie)) is not None]) == len(ties)
    }
    undated = len(table.cells) - len(born)
    if len(born) < 2 * _LEAST:
        return (), [f"no held-out test: it needs dates, and {len(born)} of {count(len(table.cells), 'pair')} have one"]
    year = split if split is not None else sorted(born.values())[-(len(born) // 4)]
    if not min(born.values()) < year <= max(born.values()):
        raise UsageError(f"split between {min(born.values()) + 1} and {max(born.values())}, where pairs have dates")
    found, later = held_out(table, born, closed, year, seed)
    head = f"held out: pairs from {year} on; {count(undated, 'undated pair')} in neither part"
    if found is None:
        return (), [f"{head}; no quality is given: {later} later pairs among units and states known before"]
    own = next(row for row in found if row.method == method)
    notes = [f"{head}; {own.positives} later pairs among {own.candidates:,} that were open"]
    if own.positives < 30:
        notes.append(f"small sample: {own.positives} later pairs")
    if method != "degree":
        verdict = "better" if own.gain_low is not None and own.gain_low > 0 else "no better"
        notes.append(f"{method} is {verdict} than degree: AUC gain {own.gain:.2f}, 95 % interval {_span(own)}")
    return found, notes


def _span(row: Quality) -> str:
    return f"{row.gain_low:.2f} to {row.gain_high:.2f}"
