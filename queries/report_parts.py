"""The sections of a report as data: totals, layers, rankings, decades, contradictions, what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.edtf import bounds
from graph.edtf import ends as sides
from graph.model import Mode, Resolved, Statement, Tie
from graph.schema import schema
from queries.multiplex import state_of
from queries.selection import dates, is_undated

_WEAK = 0.5  # confidence below which a tie is counted as resting on weak readings


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts. ties: all; of these undated, contested (sources contradict each other), foreign (ends in two
    jurisdictions), greater_china (among CN, HK, MO and TW) and domestic. entities: at their ends, of which provisional
    wait for a person. statements and documents: what the ties rest on. planned, denied: statements that make no tie."""

    ties: int
    entities: int
    statements: int
    documents: int
    undated: int
    contested: int
    foreign: int
    greater_china: int
    domestic: int
    provisional: int
    planned: int
    denied: int


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: its ties, how many of them undated, the pairs' distinct ends, first and last year that a tie began."""

    layer: str
    ties: int
    entities: int
    undated: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Actor:
    """One of a ranking. ties: that it (or, for a state, anything of its country) has; partners: distinct entities at
    their other ends; layers: different layers; reach: foreign states a unit is tied to, or units that reach a state."""

    id: str
    name: str
    ties: int
    partners: int
    layers: int
    reach: int


@dataclass(frozen=True, slots=True)
class Decade:
    """Ties that began in the ten years from `start`; `start` is None for those whose start is not known to the
    decade."""

    start: int | None
    ties: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A contested tie and what its sources disagree on, one line each."""

    tie: str
    subject: str
    layer: str
    object: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a person, and how much of it."""

    what: str
    number: int


def totals(resolved: Resolved, ties: Sequence[Tie], idle: Iterable[Statement]) -> Totals:
    """Totals of the ties, and of the planned and denied statements about what is reported on."""
    ends = {end for tie in ties for end in (tie.subject, tie.object)}
    foreign = sum(tie.foreign and not tie.greater_china for tie in ties)
    china = sum(tie.greater_china for tie in ties)
    modes = Counter(resolved.outcome.get(s.id) for s in idle)
    return Totals(
        ties=len(ties),
        entities=len(ends),
        statements=len({each for tie in ties for each in tie.statements}),
        documents=len({each for tie in ties for each in tie.documents}),
        undated=sum(map(is_undated, ties)),
        contested=sum(tie.contested for tie in ties),
        foreign=foreign,
        greater_china=china,
        domestic=len(ties) - foreign - china,
        provisional=sum(resolved.entities[end].status == "provisional" for end in ends),
        planned=modes[Mode.PLANNED.value],
        denied=modes[Mode.DENIED.value],
    )


def layers(ties: Iterable[Tie]) -> tuple[Layer, ...]:
    """The layers, most ties first."""
    by_layer: dict[str, list[Tie]] = {}
    for tie in ties:
        by_layer.setdefault(tie.layer, []).append(tie)
    rows = []
    for name, own in by_layer.items():
        years = [year for year in map(birth_year, own) if year is not None]
        ends = {end for tie in own for end in (tie.subject, tie.object)}
        undated = sum(map(is_undated, own))
        rows.append(Layer(name, len(own), len(ends), undated, min(years, default=None), max(years, default=None)))
    return tuple(sorted(rows, key=lambda row: (-row.ties, row.layer)))


def birth_year(tie: Tie) -> int | None:
    """The year in which a tie is first known to hold or to happen; None when that is not known to the decade."""
    firsts = [bounds(when).first for when, _ in dates(tie)]
    year = min((first.year for first in firsts if first), default=None)
    return year if year is not None and _decade(tie) is not None else None


def _decade(tie: Tie) -> int | None:
    """The decade in which a tie began; None where no date says so to the decade (`19XX`, an open start)."""
    starts = []
    for when, _ in dates(tie):
        start = sides(when)[0]
        if start in ("", ".."):
            continue
        b = bounds(start)
        if b.first and b.last and b.first.year // 10 == b.last.year // 10:
            starts.append(b.first.year // 10 * 10)
    return min(starts, default=None)


def decades(ties: Iterable[Tie]) -> tuple[Decade, ...]:
    """Ties by the decade in which they began, without gaps; those without a known one last."""
    born = Counter(_decade(tie) for tie in ties)
    unknown = born.pop(None, 0)
    known = sorted(start for start in born if start is not None)
    rows = [Decade(start, born[start]) for start in range(known[0], known[-1] + 10, 10)] if known else []
    return (*rows, Decade(None, unknown)) if unknown else tuple(rows)


def actors(resolved: Resolved, ties: Iterable[Tie], kinds: Sequence[str], without: str | None) -> tuple[Actor, ...]:
    """Entities of the kinds by number of ties; `without` is left out (the subject itself)."""
    own: dict[str, list[tuple[Tie, str]]] = {}
    for tie in ties:
        for one, other in ((tie.subject, tie.object), (tie.object, tie.subject)):
            if one != without and resolved.entities[one].kind in kinds:
                own.setdefault(one, []).append((tie, other))
    rows = []
    for one, joined in own.items():
        entity = resolved.entities[one]
        partners = {other for _, other in joined}
        abroad = {state_of(resolved.entities[partner]) for partner in partners} - {None, entity.country}
        layers_ = {tie.layer for tie, _ in joined}
        rows.append(Actor(one, entity.name, len(joined), len(partners), len(layers_), len(abroad)))
    return tuple(sorted(rows, key=lambda row: (-row.ties, -row.partners, row.id)))


def states(resolved: Resolved, ties: Iterable[Tie], without: str | None) -> tuple[Actor, ...]:
    """States by number of ties that they, their units, firms or bodies have with others.

    `without` is left out, and so is the home side: the state, if any, that stands in more than half of the ties.
    """
    units = schema().groups["unit"]
    own: dict[str, list[tuple[Tie, str, str]]] = {}
    between: set[str] = set()
    for tie in ties:
        for one, other in ((tie.subject, tie.object), (tie.object, tie.subject)):
            state = state_of(resolved.entities[one])
            if state is not None and state != state_of(resolved.entities[other]):
                own.setdefault(state, []).append((tie, one, other))
                between.add(tie.id)

    def n_units(state: str) -> int:
        return sum(resolved.entities[one].kind in units for _, one, _ in own[state])

    home = max(own, key=lambda state: (len(own[state]), n_units(state), state), default="")
    left_out = {without, home if 2 * len(own.get(home, ())) > len(between) else None}
    rows = []
    for state in own.keys() - left_out:
        entity = resolved.entities.get(state)
        partners = {other for _, _, other in own[state]}
        reaching = sum(resolved.entities[partner].kind in units for partner in partners)
        layers_ = {tie.layer for tie, _, _ in own[state]}
        name = entity.name if entity else state
        rows.append(Actor(state, name, len(own[state]), len(partners), len(layers_), reaching))
    return tuple(sorted(rows, key=lambda row: (-row.ties, -row.partners, row.id)))


def contradictions(resolved: Resolved, ties: Iterable[Tie]) -> tuple[Contradiction, ...]:
    """The contested ties."""
    names = resolved.entities
    rows = [
        Contradiction(tie.id, names[tie.subject].name, tie.layer, names[tie.object].name, tie.contradictions)
        for tie in ties
        if tie.contested
    ]
    return tuple(sorted(rows, key=lambda row: (row.layer, row.subject, row.object, row.tie)))


def waiting(resolved: Resolved, ties: Sequence[Tie], *, everything: bool) -> tuple[Waiting, ...]:
    """What waits in review: for everything also names and statements that made no tie."""
    ends = {end for tie in ties for end in (tie.subject, tie.object)}
    rows = [
        Waiting("provisional entities", sum(resolved.entities[end].status == "provisional" for end in ends)),
        Waiting("contested ties", sum(tie.contested for tie in ties)),
        Waiting("ties that rest on weak readings", sum(tie.confidence < _WEAK for tie in ties)),
    ]
    if everything:
        outcomes = Counter(resolved.outcome.values())
        open_names = sum(decision.id is None for decision in resolved.names.values())
        rows += [
            Waiting("names that nobody is known by", open_names),
            Waiting("statements with an unresolved end", outcomes["unresolved"]),
        ]
    return tuple(row for row in rows if row.number)
