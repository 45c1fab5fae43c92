"""Question 1: the ties of a place, alive in a year, by layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from graph.edtf import sort_key
from graph.errors import NotFoundError
from graph.model import Entity, Resolved, Tie
from graph.schema import schema
from queries.place import find
from queries.selection import Selection, is_undated, select


@dataclass(frozen=True, slots=True)
class PlaceTie:
    """One tie seen from the place. `direction` is out (the place is its subject), in, or both for symmetric types."""

    SHOWN: ClassVar[tuple[str, ...]] = (
        "type",
        "kind",
        "direction",
        "other",
        "other_kind",
        "start",
        "end",
        "status",
        "n_documents",
        "id",
    )

    id: str
    type: str
    kind: str | None
    direction: str
    other_id: str
    other: str
    other_kind: str
    other_country: str | None
    start: str | None
    end: str | None
    status: str
    contested: bool
    confidence: float
    n_documents: int


@dataclass(frozen=True, slots=True)
class LayerCount:
    """A layer of the place: `ties` counts ties, `partners` distinct entities at their other ends, `undated` those ties
    without any date."""

    layer: str
    ties: int
    partners: int
    undated: int


@dataclass(frozen=True, slots=True)
class TiesOfPlace:
    """The answer: the place, its ties by layer and then by start, and the counts per layer."""

    place: Entity
    ties: tuple[PlaceTie, ...]
    layers: tuple[LayerCount, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`ties` and `layers`."""
        return {"ties": self.ties, "layers": self.layers}

    def notes(self) -> tuple[str, ...]:
        """How many ties, how many undated."""
        return self.remarks


def ties_of_place(resolved: Resolved, place: str, selection: Selection | None = None) -> TiesOfPlace:
    """The ties of a place given by id, name or alias. NotFoundError when none fits the selection."""
    entity = find(resolved, place)
    own = tuple(tie for tie in resolved.ties if entity.id in (tie.subject, tie.object))
    selected = select(replace(resolved, ties=own), selection)
    if not selected.ties:
        undated = f"; {selected.notes()[1]}" if selected.n_undated else ""
        raise NotFoundError(f"no ties of {entity.name} ({entity.id}; {selected.selection.describe()}){undated}")
    rows = [_row(resolved, entity.id, tie) for tie in selected.ties]
    rows.sort(key=lambda row: (row.type, row.kind or "", *_by_start(row.start), row.other_id))
    layers = _layers(selected.ties, entity.id)
    return TiesOfPlace(entity, tuple(rows), layers, (f"{entity.name} ({entity.id})", *selected.notes()))


def _by_start(start: str | None) -> tuple[Any, ...]:
    """Known starts in time, unknown ones last."""
    return (1,) if start is None else (0, *sort_key(start))


def _row(resolved: Resolved, place_id: str, tie: Tie) -> PlaceTie:
    out = tie.subject == place_id
    other = resolved.entities[tie.object if out else tie.subject]
    direction = "both" if schema().tie(tie.tie).symmetric else "out" if out else "in"
    return PlaceTie(
        tie.id, tie.tie, tie.kind, direction, other.id, other.name, other.kind, other.country, tie.start, tie.end,
        tie.status, tie.contested, tie.confidence, len(tie.documents),
    )  # fmt: skip


def _layers(ties: Sequence[Tie], place_id: str) -> tuple[LayerCount, ...]:
    """Counts per layer, most ties first."""
    number: Counter[str] = Counter()
    undated: Counter[str] = Counter()
    partners: dict[str, set[str]] = {}
    for tie in ties:
        number[tie.layer] += 1
        undated[tie.layer] += is_undated(tie)
        partners.setdefault(tie.layer, set()).add(tie.object if tie.subject == place_id else tie.subject)
    order = sorted(number, key=lambda layer: (-number[layer], layer))
    return tuple(LayerCount(layer, number[layer], len(partners[layer]), undated[layer]) for layer in order)
