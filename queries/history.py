"""Question 10: the history of a pair, or who handed over to whom in a state.

For two: every interval, occasion, plan and denial between them, in time. For one place: by layer the partners in the
order of their start, with what one partner took over from another: the first's stretch was over (or is not stated to
reach) when the other's began, in the same layer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar

from graph.edtf import bounds, ends, sort_key
from graph.errors import NotFoundError, UsageError
from graph.identity import successions
from graph.model import Entity, Mode, Resolved, Tie
from queries.incidence import name_of
from queries.place import find
from queries.selection import Selection, count, dates, is_undated, select


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that is stated of a pair. `when`: EDTF, empty when undated; `what`: held (a state's interval), happened
    (an occasion), planned, ended or denied (statements that make no tie by themselves); `documents`: ids."""

    SHOWN: ClassVar[tuple[str, ...]] = ("when", "what", "subject", "layer", "object", "status", "documents", "tie")

    when: str | None
    what: str
    subject: str
    layer: str
    object: str
    status: str
    tie: str | None
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOver:
    """In a layer, `before` was over by the time `after` began. `gap`: years between the two, empty where the end is not
    stated; `stated`: whether the end of the first is stated, or only its start comes first."""

    layer: str
    place: str
    before: str
    before_until: str | None
    after: str
    after_from: str
    gap: int | None
    stated: bool


@dataclass(frozen=True, slots=True)
class Renamed:
    """A succession of one of the two: a former state, a renamed mechanism or unit."""

    before: str
    after: str
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class PairHistory:
    """The answer: what happened in time (undated last), hand-overs, and successions of the ends."""

    moments: tuple[Moment, ...]
    hand_overs: tuple[HandOver, ...]
    renamed: tuple[Renamed, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`history`, `hand_overs` and `successions`."""
        return {"history": self.moments, "hand_overs": self.hand_overs, "successions": self.renamed}

    def notes(self) -> tuple[str, ...]:
        """Whose history, and how much of it is undated."""
        return self.remarks


def history(
    resolved: Resolved, place: str, other: str | None = None, selection: Selection | None = None
) -> PairHistory:
    """History of two (each an id, name or alias), or of one place with all its partners. NotFoundError without any."""
    one = find(resolved, place)
    two = find(resolved, other) if other is not None else None
    if two is not None and two.id == one.id:
        raise UsageError(f"{one.name} and {two.name} are the same; name two")
    wanted = {one.id, two.id} if two else {one.id}
    own = tuple(tie for tie in resolved.ties if wanted <= {tie.subject, tie.object})
    selected = select(replace(resolved, ties=own), selection)
    whose = f"{one.name} ({one.id})" + (f" and {two.name} ({two.id})" if two else "")
    moments = [moment for tie in selected.ties for moment in _moments(resolved, tie)]
    if selection is None or not selection.span:
        moments += _without_tie(resolved, wanted, selected.selection)
    if not moments:
        undated = f"; {count(selected.n_undated, 'undated tie')}" if selected.n_undated else ""
        raise NotFoundError(
            f"nothing is stated {'between' if two else 'of'} {whose} ({selected.selection.describe()}){undated}"
        )
    moments.sort(key=lambda m: ((0, *sort_key(m.when)) if m.when else (1,), m.layer, m.subject, m.object, m.what))
    hand = _hand_overs(resolved, selected.ties, one) if two is None else ()
    renamed = tuple(
        Renamed(name_of(resolved, s.before), name_of(resolved, s.after), s.when, s.note)
        for s in sorted(successions(), key=lambda s: (s.when, s.before, s.after))
        if {s.before, s.after} & wanted
    )
    return PairHistory(tuple(moments), hand, renamed, (whose, *selected.notes()))


def _moments(resolved: Resolved, tie: Tie) -> list[Moment]:
    one, other = resolved.entities[tie.subject].name, resolved.entities[tie.object].name
    found = []
    states = {interval.when for interval in tie.intervals}
    for when, by in sorted(set(dates(tie)), key=lambda d: sort_key(d[0])):
        what = "held" if when in states else "happened"
        documents = tuple(sorted({s.document_id for id_ in by if (s := resolved.statements.get(id_))}))
        found.append(Moment(when, what, one, tie.layer, other, tie.status, tie.id, documents))
    if is_undated(tie) or not found:
        found.append(Moment(None, "held", one, tie.layer, other, tie.status, tie.id, tie.documents))
    return found


def _without_tie(resolved: Resolved, wanted: set[str], selection: Selection) -> list[Moment]:
    """Plans and denials, which are kept and make no tie."""
    found = []
    for id_, statement in sorted(resolved.statements.items()):
        subject, object_, _ = resolved.ends.get(id_, (None, None, None))
        layer = statement.layer
        if statement.mode in (Mode.DONE, Mode.ENDED) or not wanted <= {subject, object_} or None in (subject, object_):
            continue
        if selection.layers and not {layer, statement.tie} & set(selection.layers):
            continue
        when = statement.when[0] if statement.when else None
        names = [name_of(resolved, end) for end in (subject, object_) if end]
        found.append(Moment(when, statement.mode.value, names[0], layer, names[1], "", None, (statement.document_id,)))
    return found


def _hand_overs(resolved: Resolved, ties: Sequence[Tie], place: Entity) -> tuple[HandOver, ...]:
    """In each layer, each partner's start with the partner before it whose stretch does not reach so far."""
    stretches: dict[str, list[tuple[str, str]]] = {}
    for tie in ties:
        partner = tie.object if tie.subject == place.id else tie.subject
        for interval in tie.intervals:
            if ends(interval.when)[0] not in ("", ".."):
                stretches.setdefault(tie.layer, []).append((interval.when, partner))
    found = []
    for layer, held in sorted(stretches.items()):
        held.sort(key=lambda item: (*sort_key(item[0]), item[1]))
        for (earlier, before), (later, after) in pairwise(held):
            row = _between(resolved, (layer, place), (earlier, before), (later, after))
            if row is not None:
                found.append(row)
    return tuple(found)


def _between(
    resolved: Resolved, where: tuple[str, Entity], one: tuple[str, str], two: tuple[str, str]
) -> HandOver | None:
    (earlier, before), (later, after) = one, two
    over, begins = bounds(earlier).last, bounds(later).first
    until = ends(earlier)[1]
    if before == after or begins is None or until == ".." or (over is not None and over.year > begins.year):
        return None
    gap = begins.year - over.year if over else None
    names = name_of(resolved, before), name_of(resolved, after)
    return HandOver(
        where[0], where[1].name, names[0], until or None, names[1], ends(later)[0], gap, over is not None
    )  # fmt: skip
