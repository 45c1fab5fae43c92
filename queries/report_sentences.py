"""The sentences of a report: those behind its ties, and those that only announce or deny ties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model import Mode, Resolved, Statement, Tie
from queries.selection import Selection, source_test, within


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or row that a tie rests on. `document` is the file's name."""

    tie: str
    subject: str
    layer: str
    object: str
    document: str
    page: int | None
    mode: str
    text: str


def idle_statements(resolved: Resolved, touching: Sequence[frozenset[str]], selection: Selection) -> list[Statement]:
    """The planned and denied statements that touch one of each set of ids and fit the selection's layers, sources,
    years and confidence; kinds and statuses are of ties, and do not narrow them. In the order of their ids."""
    from_source = source_test(resolved, selection.sources) if selection.sources else None
    found = []
    for _, statement in sorted(resolved.statements.items()):
        if statement.mode not in (Mode.PLANNED, Mode.DENIED) or statement.confidence < selection.confidence:
            continue
        if selection.layers and not {statement.tie, statement.layer} & set(selection.layers):
            continue
        if from_source is not None and not from_source(statement.id):
            continue
        if selection.span and statement.when and not any(within(when, *selection.span) for when in statement.when):
            continue
        ends = set(resolved.ends.get(statement.id, ()))
        if all(ids & ends for ids in touching):
            found.append(statement)
    return found


def sentences(resolved: Resolved, ties: Iterable[Tie]) -> tuple[Sentence, ...]:
    """The sentences and rows behind the ties, in reading order of the ties and then of the documents."""
    rows = []
    for tie in ties:
        subject, object_ = resolved.entities[tie.subject].name, resolved.entities[tie.object].name
        for statement in (resolved.statements[each] for each in tie.statements if each in resolved.statements):
            rows.append(_sentence(resolved, statement, tie.id, subject, tie.layer, object_))
    return tuple(sorted(rows, key=_reading))


def idle_sentences(resolved: Resolved, statements: Iterable[Statement]) -> tuple[Sentence, ...]:
    """The sentences that announce or deny ties; `tie` is empty, ends that nobody is known by stand as printed."""
    rows = []
    for statement in statements:
        subject_id, object_id, *_ = resolved.ends.get(statement.id, (None, None))
        subject = resolved.entities[subject_id].name if subject_id in resolved.entities else statement.subject.printed
        object_ = resolved.entities[object_id].name if object_id in resolved.entities else statement.object.printed
        rows.append(_sentence(resolved, statement, "", subject, statement.layer, object_))
    return tuple(sorted(rows, key=_reading))


def _sentence(resolved: Resolved, statement: Statement, tie: str, subject: str, layer: str, object_: str) -> Sentence:
    document = resolved.documents.get(statement.document_id)
    name = document.name if document else statement.document_id
    text = " ".join(statement.text.split())
    return Sentence(tie, subject, layer, object_, name, statement.page, statement.mode.value, text)


def _reading(row: Sentence) -> tuple[str, str, str, str, str, int, str]:
    return row.layer, row.subject, row.object, row.tie, row.document, row.page or 0, row.text
