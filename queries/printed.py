"""Question 17: under which names a place is printed, how they were understood, and what it was called before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from graph.edtf import bounds
from graph.errors import NotFoundError
from graph.fold import fold
from graph.identity import successions
from graph.model import Entity, Mention, Resolved, Statement
from queries.incidence import name_of
from queries.place import find
from queries.selection import Selection, count, select


@dataclass(frozen=True, slots=True)
class Printed:
    """A form as printed. `statements`, `documents`: where; `first`, `last`: years of the dates stated with it, empty
    without any; `usual`: whether it is the name shown (letters' case and accents aside)."""

    SHOWN: ClassVar[tuple[str, ...]] = ("printed", "statements", "documents", "first", "last", "usual")

    printed: str
    statements: int
    documents: int
    first: int | None
    last: int | None
    usual: bool
    in_documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the gazetteer: `seen` says whether it is printed in what was read."""

    name: str
    seen: bool


@dataclass(frozen=True, slots=True)
class Succession:
    """What came before and after, and when (a day or a year); `statements`: how many speak of `before` as such."""

    before: str
    after: str
    when: str
    note: str
    statements: int


@dataclass(frozen=True, slots=True)
class Names:
    """The answer: printed forms, most frequent first; known names; successions."""

    printed: tuple[Printed, ...]
    known: tuple[Known, ...]
    successions: tuple[Succession, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`printed`, `known`, `successions`."""
        return {"printed": self.printed, "known": self.known, "successions": self.successions}

    def notes(self) -> tuple[str, ...]:
        """Whose names, and how many."""
        return self.remarks


def names(resolved: Resolved, place: str, selection: Selection | None = None) -> Names:
    """Names of an entity given by id, name or alias, among the statements of the selected ties (all statements without
    a selection). NotFoundError when nothing names it and nothing is known of it."""
    entity = find(resolved, place)
    used = _statements(resolved, selection)
    rows = _printed(resolved, entity, used)
    seen = {fold(row.printed) for row in rows}
    known = tuple(Known(name, fold(name) in seen) for name in dict.fromkeys((entity.name, *entity.aliases)))
    changes = _successions(resolved, entity, used)
    if not rows and not changes:
        described = (selection or Selection()).describe()
        raise NotFoundError(f"no statement names {entity.name} ({entity.id}; {described})")
    head = f"{entity.name} ({entity.id}): {count(len(rows), 'printed form')} in {count(_total(rows), 'statement')}"
    return Names(rows, known, changes, (head,))


def _total(rows: Sequence[Printed]) -> int:
    return sum(row.statements for row in rows)


def _statements(resolved: Resolved, selection: Selection | None) -> list[Statement]:
    if selection is None or selection == Selection():
        return [resolved.statements[id_] for id_ in sorted(resolved.statements)]
    ids = {id_ for tie in select(resolved, selection).ties for id_ in tie.statements}
    return [resolved.statements[id_] for id_ in sorted(ids) if id_ in resolved.statements]


def _mentions(resolved: Resolved, statement: Statement, entity_id: str) -> list[Mention]:
    """Mentions in the statement that mean the entity."""
    three = (statement.subject, statement.object, statement.mechanism)
    ends = resolved.ends.get(statement.id, (None, None, None))
    return [mention for mention, id_ in zip(three, ends, strict=True) if mention is not None and id_ == entity_id]


def _printed(resolved: Resolved, entity: Entity, statements: Sequence[Statement]) -> tuple[Printed, ...]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for form in sorted({m.printed for m in _mentions(resolved, statement, entity.id) if m.printed}):
            found[form].append(statement)
    rows = []
    for form, own in found.items():
        documents = {s.document_id for s in own}
        titles = tuple(sorted(d.name if (d := resolved.documents.get(id_)) else id_ for id_ in documents))
        days = [b for s in own for when in s.when for b in (bounds(when).first, bounds(when).last) if b]
        years = sorted(day.year for day in days)
        first, last = (years[0], years[-1]) if years else (None, None)
        rows.append(Printed(form, len(own), len(documents), first, last, fold(form) == fold(entity.name), titles))
    return tuple(sorted(rows, key=lambda row: (-row.statements, row.printed)))


def _successions(resolved: Resolved, entity: Entity, statements: Sequence[Statement]) -> tuple[Succession, ...]:
    rows = []
    for each in successions():
        if entity.id in (each.before, each.after):
            said = sum(bool(_mentions(resolved, statement, each.before)) for statement in statements)
            before, after = _name(resolved, each.before), _name(resolved, each.after)
            rows.append(Succession(before, after, each.when, each.note, said))
    return tuple(rows)


def _name(resolved: Resolved, id_: str) -> str:
    if id_ in resolved.entities:
        return name_of(resolved, id_)
    from graph.gazetteer import Gazetteer

    entity = Gazetteer.load().get(id_)
    return entity.name if entity else id_
