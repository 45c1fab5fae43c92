"""Explanations and items of review, for people as lines of text, for programs as one row for each statement or use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from graph.explain import EntityExplanation, Evidence, Explanation, NameExplanation, NameUse, TieExplanation
from graph.lookup import Meant
from graph.model import Candidate, Entity, Mention
from graph.review import ReviewItem
from queries.present import chosen, plain, write


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One statement. `start` and `end` are character offsets into the document's text, `page` counts from 1."""

    statement: str
    outcome: str
    document: str
    page: int | None
    start: int
    end: int
    subject: str
    tie: str
    object: str
    when: tuple[str, ...]
    mode: str
    rule: str
    confidence: float
    judgement: str
    text: str


@dataclass(frozen=True, slots=True)
class UseRow:
    """One name in one context: who is meant, how that was decided, how many statements use it."""

    key: str
    id: str | None
    name: str | None
    method: str
    score: float
    reason: str
    statements: int
    candidates: tuple[str, ...]
    judgements: tuple[str, ...]


def show(explanation: Explanation, out: TextIO, form: str | None = None) -> None:
    """Writes an explanation to `out`; as csv, json and jsonl its statements or its uses as rows."""
    form = chosen(form, out)
    if form == "table":
        out.writelines(line + "\n" for line in lines(explanation))
        return
    if isinstance(explanation, TieExplanation):
        write([_evidence_row(e) for e in (*explanation.evidence, *explanation.aside)], out, form)
    elif isinstance(explanation, Evidence):
        write([_evidence_row(explanation)], out, form)
    else:
        write([_use_row(use) for use in explanation.uses], out, form)


def lines(explanation: Explanation) -> Iterator[str]:
    """The explanation as lines for people."""
    if isinstance(explanation, TieExplanation):
        yield from _tie_lines(explanation)
    elif isinstance(explanation, Evidence):
        yield from _evidence_lines(explanation)
    elif isinstance(explanation, NameExplanation):
        for use in explanation.uses:
            yield from _use_lines(use)
    else:
        yield from _entity_lines(explanation)


def item_lines(item: ReviewItem, evidence: list[Evidence], command: str = "subties") -> Iterator[str]:
    """An item of review with its evidence, and the commands that decide it, each begun with `command`."""
    yield f"{item.id}  {item.about}: {item.title}"
    yield f"  why: {item.reason}; {_count(item.waiting, 'statement')} wait{'s' if item.waiting == 1 else ''}"
    for candidate in item.candidates:
        yield f"  candidate: {_candidate(candidate)}"
    for one in evidence:
        yield from ("  " + line for line in _evidence_lines(one))
    if len(evidence) < item.waiting:
        yield f"  and {_count(item.waiting - len(evidence), 'statement')} more"
    yield "  decide with:"
    fields = "tie=…;object=…;date=…;mode=…"
    right = {"same": "ENTITY-ID", "different": "ENTITY-ID", "change": f"'{fields}'"}
    if item.about == "tie":
        right = {"reject": "STATEMENT-ID", "change": f"'STATEMENT-ID {fields}'"}
    for word in item.words:
        yield f"    {command} review decide {item.id} {word} {right.get(word, '')}".rstrip()
    if item.about == "tie":
        yield "  where `all` in place of STATEMENT-ID means each of its statements"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _named(entity: Entity | None, mention: Mention | None = None) -> str:
    if entity is None:
        return f"'{mention.printed}' (unresolved)" if mention else "?"
    printed = f", printed '{mention.printed}'" if mention and mention.printed != entity.name else ""
    return f"{entity.name} ({entity.kind}, {entity.id}{printed})"


def _candidate(candidate: Candidate) -> str:
    country = f", {candidate.country}" if candidate.country else ""
    return f"{candidate.name} ({candidate.kind}, {candidate.id}{country}) {candidate.score:.2f} {candidate.method}"


def _tie_lines(explained: TieExplanation) -> Iterator[str]:
    tie = explained.tie
    yield f"{tie.id}  {_named(explained.subject)} {tie.layer} {_named(explained.object)}"
    dates = [interval.when for interval in tie.intervals] + [o.date for o in tie.occasions if o.date]
    when = ", ".join(dates) or "undated"
    yield f"  {when}; status {tie.status}; confidence {tie.confidence:.2f}; {_count(len(tie.statements), 'statement')}"
    for contradiction in tie.contradictions:
        yield f"  contested: {contradiction}"
    for evidence in explained.evidence:
        yield from ("  " + line for line in _evidence_lines(evidence))
    if explained.aside:
        yield "  said of the same ends, but no tie:"
        for evidence in explained.aside:
            yield from ("  " + line for line in _evidence_lines(evidence))


def _evidence_lines(evidence: Evidence) -> Iterator[str]:
    statement = evidence.statement
    page = f", page {statement.page}" if statement.page is not None else ""
    place = f", characters {statement.start}-{statement.end}" if statement.start >= 0 else ""
    yield f"{statement.id}  {evidence.document.name}{page}{place}"
    yield f"  “{' '.join(statement.text.split())}”"
    when = f", {', '.join(statement.when)}" if statement.when else ""
    kind = f":{statement.kind}" if statement.kind else ""
    yield (
        f"  {statement.tie}{kind}, {statement.mode.value}{when}; read by {statement.rule}, "
        f"confidence {statement.confidence:.2f}; {evidence.outcome}"
    )
    for meant in evidence.meant:
        reason = f": {meant.decision.reason}" if meant.decision else ""
        yield f"  {meant.role}: {_named(meant.entity, meant.mention)}{reason}"
    if statement.source:
        yield f"  source: {statement.source}"
    if evidence.judgement:
        yield f"  {evidence.judgement.judgement}: {evidence.judgement.said()}"


def _use_lines(use: NameUse) -> Iterator[str]:
    yield f"{use.decision.printed}  [{use.key}]"
    yield f"  → {_named(use.entity) if use.entity else 'unresolved'}"
    yield f"  {use.decision.method}, score {use.decision.score:.2f}: {use.decision.reason}"
    for candidate in use.decision.candidates:
        if use.entity is None or candidate.id != use.entity.id:
            yield f"  candidate: {_candidate(candidate)}"
    yield f"  used by {_count(len(use.statements), 'statement')}"
    for judgement in use.judgements:
        yield f"  {judgement.judgement} {judgement.right}: {judgement.said()}"


def _entity_lines(explained: EntityExplanation) -> Iterator[str]:
    entity = explained.entity
    yield f"{_named(entity)}  {entity.status}"
    if entity.aliases:
        yield f"  also: {', '.join(entity.aliases[:12])}"
    if explained.printed:
        yield "  printed as: " + ", ".join(f"{name} ({number})" for name, number in explained.printed)
    yield f"  {_count(len(explained.ties), 'tie')}"
    for judgement in explained.judgements:
        yield f"  {judgement.on} {judgement.left} {judgement.judgement} {judgement.right}: {judgement.said()}"
    for use in explained.uses:
        yield from ("  " + line for line in _use_lines(use))


def _evidence_row(evidence: Evidence) -> EvidenceRow:
    s = evidence.statement
    meant = {m.role: m for m in evidence.meant}
    ends = [
        m.entity.name if (m := meant.get(role)) and m.entity else mention.printed
        for role, mention in (("subject", s.subject), ("object", s.object))
    ]
    said = evidence.judgement.judgement if evidence.judgement else ""
    return EvidenceRow(
        s.id, evidence.outcome, evidence.document.name, s.page, s.start, s.end, ends[0], s.tie, ends[1], s.when,
        s.mode.value, s.rule, s.confidence, said, " ".join(s.text.split()),
    )  # fmt: skip


def _use_row(use: NameUse) -> UseRow:
    return UseRow(
        use.key, use.entity.id if use.entity else None, use.entity.name if use.entity else None, use.decision.method,
        use.decision.score, use.decision.reason, len(use.statements),
        tuple(_candidate(c) for c in use.decision.candidates),
        tuple(f"{j.judgement} {j.right}".strip() for j in use.judgements),
    )  # fmt: skip


def show_meant(found: Sequence[Meant], out: TextIO, form: str | None = None) -> None:
    """Writes who is meant by names; candidates are objects in json and jsonl, one readable cell elsewhere."""
    form = chosen(form, out)
    if form in ("json", "jsonl"):
        write(found, out, form)
        return
    rows = [{**plain(one), "candidates": tuple(_candidate(c) for c in one.candidates)} for one in found]
    write(rows, out, form)
