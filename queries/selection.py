"""Which ties a question looks at: layers, time, kinds of ends, confidence, source, status and jurisdiction.

A selection is a value; `select` applies it to the resolved ties. Time is honoured by intervals: a state counts in a
year when one of its intervals may cover a day of it, an occasion when its date may fall into it. A tie without any date
cannot be placed in time; such ties are left out of a dated selection and counted apart, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace

from graph.edtf import bounds
from graph.errors import NotFoundError, UsageError
from graph.fold import fold
from graph.model import Resolved, Tie
from graph.schema import schema

STATUSES = ("active", "ended", "unknown")


@dataclass(frozen=True, slots=True)
class Selection:
    """The conditions; each that is empty lets everything pass.

    `layers` holds `TYPE` or `TYPE:kind`; `year`, or `first` and `last`, are calendar years, both ends included; `kinds`
    are entity kinds of which at least one end must be; `confidence` is the least confidence from 0 to 1; `sources` are
    parts of a document's id, name, title or data set, or of the source that a row names; `statuses` are tie statuses.
    `foreign` leaves out ties inside one jurisdiction, `greater_china=False` those among CN, HK, MO and TW.
    `undated` takes undated ties into a dated selection.
    """

    layers: tuple[str, ...] = ()
    year: int | None = None
    first: int | None = None
    last: int | None = None
    kinds: tuple[str, ...] = ()
    confidence: float = 0.0
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    foreign: bool = False
    greater_china: bool = True
    undated: bool = False

    @property
    def span(self) -> tuple[int | None, int | None] | None:
        """First and last year asked for, None when no time was asked for."""
        if self.year is not None:
            return self.year, self.year
        return (self.first, self.last) if self.first is not None or self.last is not None else None

    def describe(self) -> str:
        """The conditions in words, for notes and errors; `all ties` when there are none."""
        parts = []
        if self.layers:
            parts.append("layer " + ", ".join(self.layers))
        if self.year is not None:
            parts.append(f"in {self.year}")
        elif self.span:
            parts.append(f"from {self.first or '..'} to {self.last or '..'}")
        for name, values in (("kind", self.kinds), ("source", self.sources), ("status", self.statuses)):
            if values:
                parts.append(f"{name} {', '.join(values)}")
        if self.confidence > 0:
            parts.append(f"confidence at least {self.confidence:g}")
        if self.foreign:
            parts.append("foreign ties only")
        if not self.greater_china:
            parts.append("without ties among CN, HK, MO and TW")
        return "; ".join(parts) or "all ties"


@dataclass(frozen=True, slots=True)
class Selected:
    """What a selection comes to.

    `ties` are those that stay, in the ledger's order. `n_undated` counts the ties without any date that meet all other
    conditions; they are among `ties` unless a time was asked for.
    """

    selection: Selection
    ties: tuple[Tie, ...]
    n_undated: int

    def notes(self) -> tuple[str, ...]:
        """What a reader must know about the selection, one line each."""
        first = f"{count(len(self.ties), 'tie')} ({self.selection.describe()})"
        if not self.n_undated:
            return (first,)
        if self.selection.span and not self.selection.undated:
            return first, f"{count(self.n_undated, 'undated tie')} left out: it is not known when they held"
        return first, f"{self.n_undated:,} of them without a date"


def count(number: int, noun: str) -> str:
    """A number with its noun: `1 tie`, `1,024 ties`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def make(**given: object) -> Selection:
    """A checked selection from loose arguments: lists become tuples, layers and kinds their exact tokens.

    UsageError names what is not known or contradicts itself.
    """
    known = {field.name for field in fields(Selection)}
    unknown = sorted(set(given) - known)
    if unknown:
        raise UsageError(f"a selection has no '{unknown[0]}'; it has {', '.join(sorted(known))}")
    values = {name: value for name, value in given.items() if value is not None}
    for name in ("layers", "kinds", "sources", "statuses"):
        if name in values:
            values[name] = _tuple(values[name])
    return checked(Selection(**values))  # type: ignore[arg-type]


def _tuple(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value)  # type: ignore[attr-defined]


def checked(selection: Selection) -> Selection:
    """The same with layers and kinds as the schema spells them; UsageError for what is unknown or contradictory."""
    if selection.year is not None and (selection.first is not None or selection.last is not None):
        raise UsageError("give either a year or a first and last year, not both")
    first, last = selection.first, selection.last
    if first is not None and last is not None and last < first:
        raise UsageError(f"the years {first} to {last} run backwards")
    if not 0 <= selection.confidence <= 1:
        raise UsageError(f"the least confidence lies between 0 and 1, not at {selection.confidence:g}")
    for status in selection.statuses:
        if status not in STATUSES:
            raise UsageError(f"'{status}' is not a status of ties; known are {', '.join(STATUSES)}")
    layers = tuple(layer(token) for token in selection.layers)
    return replace(selection, layers=layers, kinds=tuple(kind(token) for token in selection.kinds))


def layer(token: str) -> str:
    """A layer as the schema spells it: `sister_of` and `SISTER_OF` are one; a tie kind that the schema gives to one
    type stands for `TYPE:kind`. UsageError lists the known types."""
    name, colon, tie_kind = token.strip().partition(":")
    types = schema().ties
    if name.upper() in types:
        return f"{name.upper()}:{tie_kind.strip()}" if colon else name.upper()
    owners = [type_.name for type_ in types.values() if name.lower() in type_.kinds]
    if len(owners) == 1 and not colon:
        return f"{owners[0]}:{name.lower()}"
    raise UsageError(f"'{token}' is not a layer; write TYPE or TYPE:kind, where TYPE is one of {', '.join(types)}")


def kind(token: str) -> str:
    """An entity kind as the schema spells it, case aside; UsageError lists the known ones."""
    for name in schema().kinds:
        if name.casefold() == token.strip().casefold():
            return name
    raise UsageError(f"'{token}' is not a kind of entity; known are {', '.join(schema().kinds)}")


def in_layers(tie: Tie, layers: Sequence[str]) -> bool:
    """Whether the tie belongs to one of the layers (all ties do when none is given)."""
    return not layers or tie.tie in layers or tie.layer in layers


def dates(tie: Tie) -> list[tuple[str, tuple[str, ...]]]:
    """All that dates the tie, each as EDTF with the ids of the statements that say so."""
    spells = [(interval.when, interval.statements) for interval in tie.intervals]
    return spells + [(occasion.date, occasion.statements) for occasion in tie.occasions if occasion.date]


def is_undated(tie: Tie) -> bool:
    """Whether nothing says when the tie held or happened."""
    return not tie.start and not tie.end and not dates(tie)


def within(when: str, first: int | None, last: int | None) -> bool:
    """Whether an EDTF date or interval may touch the years from first to last (None: open)."""
    b = bounds(when)
    begins_late = last is not None and b.first is not None and b.first.year > last
    ends_early = first is not None and b.last is not None and b.last.year < first
    return not (begins_late or ends_early)


def source_test(resolved: Resolved, sources: Sequence[str]) -> Callable[[str], bool]:
    """A test on statement ids: does the statement come from one of the sources?"""
    wanted = [fold(source) for source in sources]
    documents = {
        document.id: " | ".join(fold(t) for t in (document.id, document.name, document.title, document.dataset))
        for document in resolved.documents.values()
    }

    def test(statement_id: str) -> bool:
        statement = resolved.statements.get(statement_id)
        if statement is None:
            return False
        text = documents.get(statement.document_id, "") + " | " + fold(statement.source or "")
        return any(want in text for want in wanted)

    return test


def select(resolved: Resolved, selection: Selection | None = None) -> Selected:
    """The ties that meet the selection, with the number of undated ones stated apart.

    With sources given, only what their statements date counts for the time of a tie.
    """
    wanted = checked(selection or Selection())
    from_source = source_test(resolved, wanted.sources) if wanted.sources else None
    span = wanted.span
    kept: list[Tie] = []
    n_undated = 0
    for tie in resolved.ties:
        if not _fits(resolved, tie, wanted) or (from_source and not any(map(from_source, tie.statements))):
            continue
        if span is None:
            n_undated += is_undated(tie)
            kept.append(tie)
            continue
        stated = [when for when, by in dates(tie) if from_source is None or any(map(from_source, by))]
        if not stated:
            n_undated += 1
            if wanted.undated:
                kept.append(tie)
        elif any(within(when, *span) for when in stated):
            kept.append(tie)
    return Selected(wanted, tuple(kept), n_undated)


def _fits(resolved: Resolved, tie: Tie, wanted: Selection) -> bool:
    """Every condition but time and source."""
    if not in_layers(tie, wanted.layers) or tie.confidence < wanted.confidence:
        return False
    if wanted.statuses and tie.status not in wanted.statuses:
        return False
    if tie.greater_china and not wanted.greater_china:
        return False
    if wanted.foreign and not (tie.foreign or tie.greater_china):
        return False
    entities = resolved.entities
    return not wanted.kinds or any(entities[end].kind in wanted.kinds for end in (tie.subject, tie.object))


def require(resolved: Resolved, selection: Selection | None = None) -> Selected:
    """Like `select`, but NotFoundError when no tie is left: the line says what there is instead."""
    selected = select(resolved, selection)
    if selected.ties:
        return selected
    asked = selected.selection.describe()
    if not resolved.ties:
        raise NotFoundError("there are no ties yet; read documents with 'subties ingest' or 'subties data add'")
    undated = f"; {count(selected.n_undated, 'undated tie')} would but for a date" if selected.n_undated else ""
    years = _years(resolved.ties) if selected.selection.span else None
    dated = f"; dated ties run from {years[0]} to {years[1]}" if years else ""
    there = ", ".join(sorted({tie.layer for tie in resolved.ties}))
    raise NotFoundError(f"no tie fits ({asked}){undated}{dated}; layers with ties are {there}")


def _years(ties: Iterable[Tie]) -> tuple[int, int] | None:
    """First and last year that any date of the ties names."""
    years = []
    for tie in ties:
        for when, _ in dates(tie):
            b = bounds(when)
            years += [day.year for day in (b.first, b.last) if day]
    return (min(years), max(years)) if years else None


def narrow(resolved: Resolved, selection: Selection | None = None) -> Resolved:
    """The same resolved world with the selected ties only, for reports and exports of a part."""
    return replace(resolved, ties=select(resolved, selection).ties)
