"""Why something is as it is: from a tie to its sentences, from a name or an entity to decisions and judgements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import NotFoundError, UsageError
from graph.fold import fold
from graph.identity import canonical_id
from graph.judgements import Judgement, Judgements
from graph.model import Decision, Document, Entity, Mention, Resolved, Statement, Tie
from graph.review import key_in, mentions


@dataclass(frozen=True, slots=True)
class Meant:
    """A mention of a statement: its role, how its name was decided, and the entity that came of it."""

    role: str
    mention: Mention
    key: str
    decision: Decision | None
    entity: Entity | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement, where it stands, whom its names mean, what became of it, and what a person judged on it.

    The sentence is `statement.text`; its offsets and those of the mentions count in the document's text.
    """

    statement: Statement
    document: Document
    outcome: str
    meant: tuple[Meant, ...]
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class TieExplanation:
    """A tie with its ends and all its evidence, in the order of documents and text.

    `aside` is evidence that speaks of the same ends and type but makes no tie: planned, denied or rejected.
    """

    tie: Tie
    subject: Entity
    object: Entity
    evidence: tuple[Evidence, ...]
    aside: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name in one context (mention key): the decision, the statements that use it, and judgements on it."""

    key: str
    decision: Decision
    entity: Entity | None
    statements: tuple[str, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class NameExplanation:
    """A name, and every context in which statements use it."""

    name: str
    uses: tuple[NameUse, ...]


@dataclass(frozen=True, slots=True)
class EntityExplanation:
    """An entity: how often which name was printed for it, the contexts, its ties, and judgements on it."""

    entity: Entity
    printed: tuple[tuple[str, int], ...]
    uses: tuple[NameUse, ...]
    ties: tuple[Tie, ...]
    judgements: tuple[Judgement, ...]


Explanation = TieExplanation | Evidence | NameExplanation | EntityExplanation


def explain(resolved: Resolved, judgements: Judgements, what: str) -> Explanation:
    """Explain a tie (id, or the start of one), a statement (likewise), an entity id, or a name.

    NotFoundError where there is no such thing; UsageError where the start of an id fits several.
    """
    what = canonical_id(what.strip())
    if what in resolved.entities:
        return explain_entity(resolved, judgements, what)
    if what.startswith("st:"):
        return evidence(resolved, judgements, resolved.statements[_one(resolved.statements, what, "statement")])
    if what.startswith("tie:") or (len(what) >= 6 and all(c in "0123456789abcdef" for c in what)):
        return explain_tie(resolved, judgements, what)
    return explain_name(resolved, judgements, what)


def _one(ids: Iterable[str], start: str, what: str) -> str:
    found = [id for id in ids if id.startswith(start)]
    if not found:
        raise NotFoundError(f"'{start}' is not the id of a {what}")
    if len(found) > 1 and start not in found:
        raise UsageError(f"'{start}' may be {len(found)} of the {what}s; give more of the id")
    return start if start in found else found[0]


def evidence(resolved: Resolved, judgements: Judgements, statement: Statement) -> Evidence:
    """What a statement says and what came of it."""
    ends = dict(zip(("subject", "object", "mechanism"), resolved.ends[statement.id], strict=True))
    meant = []
    for role, mention in mentions(statement):
        key = key_in(resolved, mention, statement.document_id)
        end = ends[role]
        meant.append(Meant(role, mention, key, resolved.names.get(key), resolved.entities.get(end) if end else None))
    return Evidence(
        statement, resolved.documents[statement.document_id], resolved.outcome[statement.id], tuple(meant),
        judgements.on_statement(statement.id),
    )  # fmt: skip


def explain_tie(resolved: Resolved, judgements: Judgements, id: str) -> TieExplanation:
    """The tie of that id, with or without `tie:`, or of the only one whose id starts so."""
    ties = {tie.id: tie for tie in resolved.ties}
    tie = ties[_one(ties, id if id.startswith("tie:") else f"tie:{id}", "tie")]
    ends = {tie.subject, tie.object}
    aside = [
        s for id, s in resolved.statements.items()
        if s.tie == tie.tie and resolved.outcome[id] in ("planned", "denied", "rejected")
        and set(resolved.ends[id][:2]) == ends
    ]  # fmt: skip
    return TieExplanation(
        tie, resolved.entities[tie.subject], resolved.entities[tie.object],
        _ordered(resolved, judgements, (resolved.statements[s] for s in tie.statements)),
        _ordered(resolved, judgements, aside),
    )  # fmt: skip


def _ordered(resolved: Resolved, judgements: Judgements, statements: Iterable[Statement]) -> tuple[Evidence, ...]:
    ordered = sorted(statements, key=lambda s: (s.document_id, s.start, s.id))
    return tuple(evidence(resolved, judgements, statement) for statement in ordered)


def _uses(resolved: Resolved, judgements: Judgements, keys: Iterable[str]) -> tuple[NameUse, ...]:
    wanted = set(keys)
    using: dict[str, list[str]] = {key: [] for key in wanted}
    for id, statement in resolved.statements.items():
        for _, mention in mentions(statement):
            key = key_in(resolved, mention, statement.document_id)
            if key in wanted:
                using[key].append(id)
    out = []
    for key in sorted(wanted):
        decision = resolved.names[key]
        entity = resolved.entities.get(decision.id) if decision.id else None
        said = judgements.by_left.get(("name", key), ())
        out.append(NameUse(key, decision, entity, tuple(sorted(set(using[key]))), said))
    return tuple(out)


def explain_name(resolved: Resolved, judgements: Judgements, name: str) -> NameExplanation:
    """Every context in which statements use the name; also takes a whole mention key."""
    folded = fold(name)
    keys = [key for key in resolved.names if key == name or key.partition("|")[0] == folded]
    if not keys:
        near = sorted({d.printed for key, d in resolved.names.items() if folded and folded in key.partition("|")[0]})
        hint = f"; there are {', '.join(near[:5])}" if near else ""
        raise NotFoundError(
            f"no statement uses the name '{name}'{hint}; `subties resolve '{name}'` tells who would be meant"
        )
    return NameExplanation(name, _uses(resolved, judgements, keys))


def explain_entity(resolved: Resolved, judgements: Judgements, id: str) -> EntityExplanation:
    """An entity of the workspace, with all the names that were printed for it."""
    printed: Counter[str] = Counter()
    for statement_id, ends in resolved.ends.items():
        statement = resolved.statements[statement_id]
        for mention, end in zip((statement.subject, statement.object, statement.mechanism), ends, strict=True):
            if end == id and mention is not None:
                printed[mention.printed] += 1
    keys = [key for key, decision in resolved.names.items() if decision.id == id]
    said = (j for j in judgements if j.in_force and j.on in ("name", "entity") and id in (j.left, j.right))
    return EntityExplanation(
        resolved.entities[id],
        tuple(sorted(printed.items(), key=lambda item: (-item[1], item[0]))),
        _uses(resolved, judgements, keys),
        tuple(tie for tie in resolved.ties if id in (tie.subject, tie.object)),
        tuple(said),
    )
