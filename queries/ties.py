"""The listing of ties: `subties ties [PLACE] --with OTHER`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.errors import NotFoundError
from graph.model import Entity, Resolved
from queries.place import find
from queries.rows import TieRow, tie_rows
from queries.selection import Selection, select


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
    resolved: Resolved, place: str | None = None, other: str | None = None, selection: Selection | None = None
) -> TieList:
    """Ties of a place (id, name or alias), or of the pair of it and another, or all; NotFoundError when none fits."""
    ends = [find(resolved, name).id for name in (place, other) if name]
    own = tuple(tie for tie in resolved.ties if all(end in (tie.subject, tie.object) for end in ends))
    selected = select(replace(resolved, ties=own), selection)
    if not selected.ties:
        whose = " and ".join(_named(resolved, end) for end in ends) or "this workspace"
        undated = f"; {selected.notes()[1]}" if selected.n_undated else ""
        raise NotFoundError(f"no ties of {whose} ({selected.selection.describe()}){undated}")
    return TieList(tie_rows(resolved, selected.ties), selected.notes())


def _named(resolved: Resolved, entity_id: str) -> str:
    entity: Entity | None = resolved.entities.get(entity_id)
    return f"{entity.name} ({entity_id})" if entity else entity_id
