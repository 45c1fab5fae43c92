"""The listing of ties: `subties ties [PLACE] --with OTHER`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.errors import NotFoundError
from graph.model import Entity, Resolved, Tie
from queries.place import find, inside
from queries.rows import TieRow, tie_rows
from queries.selection import Selected, Selection, count, select


@dataclass(frozen=True, slots=True)
class TieList:
    """The ties that fit, in reading order, with what a reader must know about the selection."""

    ties: tuple[TieRow, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[TieRow]]:
        """The one table: ties."""
        return {"ties": self.ties}

    def notes(self) -> tuple[str, ...]:
        """How many ties, how many of them without a date."""
        return self.remarks


def listing(
    resolved: Resolved,
    place: str | None = None,
    other: str | None = None,
    selection: Selection | None = None,
    inner: bool = False,
) -> TieList:
    """Ties of a place (id, name or alias), or of the pair of it and another, or all; NotFoundError when none fits.

    With `inner` what lies in a place counts as the place: the regions and cities of a state, the cities of a province.
    """
    ends = [find(resolved, name) for name in (place, other) if name]
    selected = _selected(resolved, ends, selection, inner)
    if not selected.ties:
        whose = " and ".join(f"{end.name} ({end.id})" for end in ends) or "this workspace"
        undated = f"; {selected.notes()[1]}" if selected.n_undated else ""
        more = 0 if inner else len(_selected(resolved, ends, selection, True).ties)
        there = f"; {count(more, 'tie')} of what lies inside: add --inside" if more else ""
        raise NotFoundError(f"no ties of {whose} ({selected.selection.describe()}){undated}{there}")
    return TieList(tie_rows(resolved, selected.ties), selected.notes())


def _selected(resolved: Resolved, ends: Sequence[Entity], selection: Selection | None, inner: bool) -> Selected:
    sides = [inside(resolved, end) if inner else frozenset((end.id,)) for end in ends]
    return select(replace(resolved, ties=tuple(tie for tie in resolved.ties if _joins(tie, sides))), selection)


def _joins(tie: Tie, sides: Sequence[frozenset[str]]) -> bool:
    """Whether the tie touches each of the sides, two of them with an end each."""
    if len(sides) == 2:
        one, other = sides
        return (tie.subject in one and tie.object in other) or (tie.subject in other and tie.object in one)
    return all(tie.subject in side or tie.object in side for side in sides)
