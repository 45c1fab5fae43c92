"""The network report: of everything, a place, a state, a mechanism or another entity, a pair of them, or a layer.

A report is data; `queries.report_text` renders it. Every figure counts ties (or statements, where it says so) of the
reported part, and `evidence` holds the sentences that they rest on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import NotFoundError, UsageError
from graph.model import Entity, Resolved, Tie
from queries import report_parts as parts
from queries.mechanisms import MechanismSize, joining, sizes
from queries.multiplex import UnitState, unit_states
from queries.place import find, inside
from queries.report_parts import Actor, Contradiction, Decade, Layer, Totals, Waiting
from queries.report_sentences import Sentence, idle_sentences, idle_statements, sentences
from queries.rows import TieRow, tie_rows
from queries.selection import Selected, Selection, layer, require

TOP = 10  # lines of each ranking
OTHER_UNITS = ("ForeignSNG", "LocalGovernment")  # those that are no provinces of China


@dataclass(frozen=True, slots=True)
class Report:
    """A report. `about` is everything, layer, pair, or the kind of the entity; `subject` its name. Rankings hold the
    first ten, `multiplex` the pairs of a unit and a state that are joined by several layers; `ties` lists the ties of a
    subject (it is empty for everything); `sentences`, and in `idle` those that announce or deny a tie, are empty
    unless evidence was asked for; `selection` says what it was narrowed to, `remarks` what that left out."""

    about: str
    subject: str
    subject_id: str | None
    totals: Totals
    layers: tuple[Layer, ...]
    provinces: tuple[Actor, ...]
    units: tuple[Actor, ...]
    states: tuple[Actor, ...]
    multiplex: tuple[UnitState, ...]
    n_multiplex: int
    mechanisms: tuple[MechanismSize, ...]
    decades: tuple[Decade, ...]
    contradictions: tuple[Contradiction, ...]
    waiting: tuple[Waiting, ...]
    ties: tuple[TieRow, ...]
    sentences: tuple[Sentence, ...]
    idle: tuple[Sentence, ...]
    selection: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What is reported on: its ties, and sets of ids of each of which a statement must touch one to belong to it."""

    about: str
    subject: str
    subject_id: str | None
    resolved: Resolved
    touching: tuple[frozenset[str], ...]
    selection: Selection


def report(
    resolved: Resolved,
    subject: str | None = None,
    selection: Selection | None = None,
    *,
    other: str | None = None,
    evidence: bool = False,
    extra: Path | None = None,
) -> Report:
    """A report of everything or of one subject: a layer (`SISTER_OF`, `medical_team`) or an entity by id, name or
    alias; with `other` of the ties between two entities and what lies in them.

    `extra` is a workspace folder with the user's own names. NotFoundError for an unknown subject or when no tie fits.
    """
    part = _part(resolved, subject, other, selection or Selection(), extra)
    selected = _required(resolved, part)
    ties = selected.ties
    multiplex = [pair for pair in unit_states(resolved, ties) if pair.n_layers > 1]
    own = part.subject_id
    idle = idle_statements(resolved, part.touching, selected.selection)
    return Report(
        about=part.about,
        subject=part.subject,
        subject_id=own,
        totals=parts.totals(resolved, ties, idle),
        layers=parts.layers(ties),
        provinces=parts.actors(resolved, ties, ("Province",), own)[:TOP],
        units=parts.actors(resolved, ties, OTHER_UNITS, own)[:TOP],
        states=parts.states(resolved, ties, own)[:TOP],
        multiplex=tuple(multiplex[:TOP]),
        n_multiplex=len(multiplex),
        mechanisms=_mechanisms(resolved, ties)[:TOP],
        decades=parts.decades(ties),
        contradictions=parts.contradictions(resolved, ties),
        waiting=parts.waiting(resolved, ties, everything=part.about == "everything"),
        ties=tie_rows(resolved, ties) if subject else (),
        sentences=sentences(resolved, ties) if evidence else (),
        idle=idle_sentences(resolved, idle) if evidence else (),
        selection=(selection or Selection()).describe(),
        remarks=selected.notes()[1:] if part.selection.span else (),  # else the totals say it
    )


def selected_ties(
    resolved: Resolved,
    subject: str | None = None,
    selection: Selection | None = None,
    *,
    other: str | None = None,
    extra: Path | None = None,
) -> tuple[Tie, ...]:
    """The ties that a report with the same arguments rests on."""
    return _required(resolved, _part(resolved, subject, other, selection or Selection(), extra)).ties


def _required(resolved: Resolved, part: _Part) -> Selected:
    """The ties of the part; NotFoundError says of which part there are none."""
    if resolved.ties and not part.resolved.ties:
        raise NotFoundError(f"no ties of {part.subject} ({part.subject_id or part.about}) are known")
    return require(part.resolved, part.selection)


def _part(
    resolved: Resolved, subject: str | None, other: str | None, selection: Selection, extra: Path | None
) -> _Part:
    if subject is None:
        return _Part("everything", "everything", None, resolved, (), selection)
    if other is not None:
        return _pair(resolved, find(resolved, subject, extra), find(resolved, other, extra), selection)
    token = _layer(subject)
    if token is not None:
        if selection.layers:
            raise UsageError(f"a report on the layer {token} takes no other layer")
        return _Part("layer", token, None, resolved, (), replace(selection, layers=(token,)))
    entity = find(resolved, subject, extra)
    there = inside(resolved, entity)
    around = tuple(tie for tie in resolved.ties if tie.subject in there or tie.object in there)
    if entity.kind == "State":  # what lies wholly inside a state is not what the state has to do with others
        around = tuple(tie for tie in around if not _domestic(resolved, tie, entity))
    return _Part(entity.kind, entity.name, entity.id, replace(resolved, ties=around), (there,), selection)


def _pair(resolved: Resolved, one: Entity, other: Entity, selection: Selection) -> _Part:
    """The ties that join what is inside one with what is inside the other."""
    here, there = inside(resolved, one), inside(resolved, other)
    if here & there:
        raise UsageError(f"a pair is of two that lie apart; {one.name} and {other.name} do not")
    between = tuple(
        tie
        for tie in resolved.ties
        if (tie.subject in here and tie.object in there) or (tie.subject in there and tie.object in here)
    )
    name = f"{one.name} and {other.name}"
    return _Part("pair", name, f"{one.id}, {other.id}", replace(resolved, ties=between), (here, there), selection)


def _layer(subject: str) -> str | None:
    """The layer that the subject names, None where it names none."""
    try:
        return layer(subject)
    except UsageError:
        return None


def _domestic(resolved: Resolved, tie: Tie, state: Entity) -> bool:
    """Whether both ends are of the state, and neither is the state itself."""
    ends = (resolved.entities[tie.subject], resolved.entities[tie.object])
    return all(end.country == state.id and end.id != state.id for end in ends)


def _mechanisms(resolved: Resolved, ties: Iterable[Tie]) -> tuple[MechanismSize, ...]:
    return sizes(resolved, [tie for tie in joining(ties) if resolved.entities[tie.object].kind == "Mechanism"])
