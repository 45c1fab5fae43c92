"""What waits for a person, the weightiest first, and the way of a decision into `judgements.csv`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import InputError, NotFoundError, UsageError
from graph.ids import digest
from graph.judgement_file import append, withdraw
from graph.judgements import Judgement, Judgements, judgement_of, mention_key
from graph.ledger_rows import ROLES
from graph.merging import merge
from graph.model import Candidate, Mention, Resolved, Statement
from graph.provisional import is_provisional_id
from graph.workspace import Workspace

WEAK = 0.6
"""A statement that is less likely right than this waits in review."""

_ORDER = ("judgement", "tie", "name", "entity", "statement")
_WORDS = {
    "name": ("same", "different", "unsure"),
    "entity": ("accept", "same", "different"),
    "tie": ("accept", "reject", "change"),
    "statement": ("accept", "reject", "change"),
    "judgement": ("withdraw",),
}


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Something to decide.

    `about` is name (`left`: a mention key), entity (`left`: the id of a provisional entity), tie (`left`: the id of a
    contested tie), statement (`left`: the id of a weak one) or judgement (`left`: the id of one that cannot hold).
    `waiting` counts the statements that hang on it; `statements` are their ids. `words` are the decisions it takes.
    """

    id: str
    about: str
    left: str
    title: str
    reason: str
    waiting: int
    statements: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The decisions that can be taken on it."""
        return _WORDS[self.about]


def queue(resolved: Resolved, judgements: Judgements) -> list[ReviewItem]:
    """All that waits, by how many statements hang on it; contradicting judgements come first."""
    items = [
        *_impossible(resolved, judgements),
        *_contested(resolved, judgements),
        *_names(resolved),
        *_entities(resolved),
        *_weak(resolved, judgements),
    ]
    first = {"judgement": 0}
    return sorted(items, key=lambda i: (first.get(i.about, 1), -i.waiting, _ORDER.index(i.about), i.title, i.id))


def find(items: Iterable[ReviewItem], id: str) -> ReviewItem:
    """The item of that id, or the only one whose id starts so; NotFoundError otherwise."""
    found = [item for item in items if item.id == id] or [item for item in items if item.id.startswith(id)]
    if len(found) == 1:
        return found[0]
    what = "several items that wait" if found else "nothing that waits"
    raise NotFoundError(f"'{id}' is the id of {what}; see `subties review list`")


def _item(
    about: str, left: str, title: str, reason: str, statements: Iterable[str], candidates: tuple[Candidate, ...] = ()
) -> ReviewItem:
    ids = tuple(sorted(set(statements)))
    return ReviewItem(f"r:{digest(about, left, length=8)}", about, left, title, reason, len(ids), ids, candidates)


def mentions(statement: Statement) -> tuple[tuple[str, Mention], ...]:
    """The statement's mentions with their roles."""
    said = zip(ROLES, (statement.subject, statement.object, statement.mechanism), strict=True)
    return tuple((role, mention) for role, mention in said if mention is not None)


def key_in(resolved: Resolved, mention: Mention, document_id: str) -> str:
    """The key under which the mention was decided: that of its document where there is one, else of any."""
    own = mention_key(mention, document_id)
    return own if own in resolved.names else mention_key(mention)


def _names(resolved: Resolved) -> list[ReviewItem]:
    """Names that nobody is known by; those that a person left open do not come back."""
    waiting: dict[str, list[str]] = {}
    for id, statement in resolved.statements.items():
        if resolved.outcome[id] == "rejected":
            continue
        for (_, mention), end in zip(mentions(statement), resolved.ends[id], strict=False):
            if end is None:
                waiting.setdefault(key_in(resolved, mention, statement.document_id), []).append(id)
    out = []
    for key, statements in waiting.items():
        decision = resolved.names.get(key)
        if decision is not None and decision.id is None and decision.method != "judgement":
            out.append(_item("name", key, decision.printed, decision.reason, statements, decision.candidates))
    return out


def _entities(resolved: Resolved) -> list[ReviewItem]:
    """Provisional entities: is it really one, and is it somebody known?"""
    waiting: dict[str, list[str]] = {}
    for id, ends in resolved.ends.items():
        for end in ends:
            if end is not None and resolved.entities[end].status == "provisional":
                waiting.setdefault(end, []).append(id)
    best: dict[str, tuple[Candidate, ...]] = {}
    for decision in resolved.names.values():
        if decision.id in waiting and decision.candidates:
            best.setdefault(decision.id, decision.candidates)
    return [
        _item(
            "entity", id, resolved.entities[id].name, f"not known; taken for a new {resolved.entities[id].kind}",
            statements, best.get(id, ()),
        )
        for id, statements in waiting.items()
    ]  # fmt: skip


def _contested(resolved: Resolved, judgements: Judgements) -> list[ReviewItem]:
    """Ties on which sources contradict each other, unless a person judged all their statements."""
    return [
        _item("tie", tie.id, _title(resolved, tie.subject, tie.layer, tie.object), "; ".join(tie.contradictions),
              tie.statements)
        for tie in resolved.ties
        if tie.contested and not all(judgements.on_statement(id) for id in tie.statements)
    ]  # fmt: skip


def _weak(resolved: Resolved, judgements: Judgements) -> list[ReviewItem]:
    """Statements that were read with little confidence."""
    out = []
    for id, s in resolved.statements.items():
        if s.confidence < WEAK and resolved.outcome[id] == "tie" and judgements.on_statement(id) is None:
            subject, object_, _ = resolved.ends[id]
            title = _title(resolved, subject, s.tie, object_)
            out.append(_item("statement", id, title, f"read by {s.rule} with confidence {s.confidence:.2f}", [id]))
    return out


def _title(resolved: Resolved, subject: str | None, what: str, object_: str | None) -> str:
    names = [resolved.entities[id].name if id in resolved.entities else "?" for id in (subject, object_)]
    return f"{names[0]} {what} {names[1]}"


def _impossible(resolved: Resolved, judgements: Judgements) -> list[ReviewItem]:
    """Judgements that contradict each other, or speak of what is not there."""
    merging = merge(judgements, lambda id: id if _is_known(resolved, id) else None)
    out = [_item("judgement", c.judgements[0], " and ".join(c.about), c.message, ()) for c in merging.contradictions]
    for judgement in judgements:
        if not judgement.in_force or judgement.on != "statement":
            continue
        outcome = resolved.outcome.get(judgement.left)
        if outcome is None:
            reason = "no document states this any more"
            out.append(_item("judgement", judgement.id, judgement.left, reason, ()))
        elif judgement.judgement == "change" and outcome in ("unresolved", "not allowed", "same ends"):
            reason = f"as corrected it makes no tie: {outcome}"
            out.append(_item("judgement", judgement.id, judgement.left, reason, (judgement.left,)))
    seen: dict[str, Judgement] = {}
    for judgement in judgements:
        if judgement.in_force and judgement.on == "name" and judgement.judgement == "same":
            before = seen.setdefault(judgement.left, judgement)
            if before.right != judgement.right:
                reason = f"{before.id} says {before.right}, {judgement.id} says {judgement.right}; the later one counts"
                out.append(_item("judgement", before.id, judgement.left, reason, ()))
            decision = resolved.names.get(judgement.left)
            if decision is not None and decision.id is None:
                out.append(_item("judgement", judgement.id, judgement.left, decision.reason, ()))
    return list({item.id: item for item in out}.values())


def _is_known(resolved: Resolved, id: str) -> bool:
    entity = resolved.entities.get(id)
    return entity.status == "known" if entity else not is_provisional_id(id)


# Deciding


def decide(
    workspace: Workspace,
    resolved: Resolved,
    item: ReviewItem,
    word: str,
    right: str = "",
    *,
    why: str = "",
    by: str = "",
    at: str = "",
) -> tuple[Judgement, ...]:
    """Append what a person decided on an item to the judgements, and return it.

    name: `same`, `different` with an entity id, or `unsure`. entity: `accept` (it stands for itself), or `same`,
    `different` with an entity id. statement: `accept`, `reject`, or `change` with corrected fields. tie: the same, with
    a statement id or `all` before the corrected fields, parted by a blank; neither is needed where the tie has one
    statement, nor with `accept`. judgement: `withdraw`. UsageError or InputError says what does not fit.
    """
    if word not in item.words:
        raise UsageError(f"'{word}' cannot be decided on this {item.about}; it takes {', '.join(item.words)}")
    with workspace.writing():
        if item.about == "judgement":
            return (withdraw(workspace.judgements_path, item.left, at),)
        made = tuple(
            judgement_of(on, left, r, w, why=why, by=by, at=at)
            for on, left, r, w in _meant(resolved, item, word, right)
        )
        for judgement in made:
            if judgement.on != "statement" and judgement.right not in {"", *(c.id for c in item.candidates)}:
                _check_known(workspace, resolved, judgement.right)
        return append(workspace.judgements_path, *made)


def _meant(resolved: Resolved, item: ReviewItem, word: str, right: str) -> list[tuple[str, str, str, str]]:
    """The judgements that a decision on an item comes to: on, left, right, word."""
    if item.about == "name":
        return [("name", item.left, right, word)]
    if item.about == "statement":
        return [("statement", item.left, right if word == "change" else "", word)]
    if item.about == "tie":
        chosen, fields = _of_tie(item, word, right)
        return [("statement", id, fields, word) for id in chosen]
    if word == "accept":
        keys = sorted(key for key, decision in resolved.names.items() if decision.id == item.left)
        if not keys:
            raise UsageError(f"no statement names {item.left}: there is nothing to accept")
        return [("name", keys[0], item.left, "same")]
    return [("entity", item.left, right, word)]


def _of_tie(item: ReviewItem, word: str, right: str) -> tuple[tuple[str, ...], str]:
    """Which of the tie's statements a decision is about, and the corrected fields."""
    first, _, rest = right.partition(" ")
    if first == "all":
        return item.statements, rest.strip()
    found = tuple(id for id in item.statements if first.startswith("st:") and id.startswith(first))
    if len(found) == 1:
        return found, rest.strip()
    if not first.startswith("st:") and (len(item.statements) == 1 or (word == "accept" and not right)):
        return item.statements, right.strip()
    raise UsageError(f"say which statement is meant: all, or one of {', '.join(item.statements)}")


def _check_known(workspace: Workspace, resolved: Resolved, id: str) -> None:
    """InputError for an entity id that means nobody. An entity of the user's own has the form of a provisional id."""
    if id in resolved.entities or is_provisional_id(id):
        return
    from graph.gazetteer import Gazetteer

    if Gazetteer.load(workspace.path).get(id) is None:
        raise InputError(f"'{id}' is not a known entity; `subties resolve NAME` gives ids")


def undo(workspace: Workspace, at: str, id: str | None = None) -> Judgement:
    """Withdraw a judgement: that of the id, or the last one in the file that is in force."""
    with workspace.writing():
        rows = [j for j in Judgements.read(workspace.judgements_path) if j.in_force]
        if not rows:
            raise NotFoundError(f"{workspace.judgements_path}: no judgement is in force")
        return withdraw(workspace.judgements_path, id or rows[-1].id, at)


def decided(judgements: Judgements) -> list[Judgement]:
    """The judgements in force, the latest first."""
    return [j for j in reversed(judgements.rows) if j.in_force]
