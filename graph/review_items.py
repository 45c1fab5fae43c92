"""What a person may decide on: an item of the queue, or anything named by its id, waiting or not."""

from __future__ import annotations

from dataclasses import replace

from graph.errors import NotFoundError, UsageError
from graph.fold import fold
from graph.ids import digest
from graph.judgements import Judgements
from graph.model import Resolved
from graph.review import ReviewItem, key_in, mentions, queue


def item_for(resolved: Resolved, judgements: Judgements, what: str) -> ReviewItem:
    """The item meant by `what`: the id (or its beginning) of an item of the queue, of a statement, a tie or an entity;
    a mention key, or a name that statements use in one context only.

    NotFoundError where there is nothing of the kind; UsageError where a name is used in several contexts.
    """
    if what.startswith("r:"):
        found = [item for item in queue(resolved, judgements) if item.id.startswith(what)]
        if len(found) == 1:
            return found[0]
        raise NotFoundError(f"'{what}' waits no more, or never did; `subties review list` shows what waits")
    if what.startswith("st:"):
        return _statement(resolved, what)
    if what.startswith("tie:"):
        return _tie(resolved, what)
    if what in resolved.entities:
        return _made("entity", what, resolved.entities[what].name, _of_entity(resolved, what))
    return _name(resolved, what)


def _made(about: str, left: str, title: str, statements: tuple[str, ...]) -> ReviewItem:
    id = f"r:{digest(about, left, length=8)}"
    return ReviewItem(id, about, left, title, "named by a person", len(statements), statements)


def _only(ids: list[str], what: str) -> str:
    if len(ids) == 1:
        return ids[0]
    raise NotFoundError(
        f"'{what}' is " + ("the beginning of several ids; give more of it" if ids else "no id that is known")
    )


def _statement(resolved: Resolved, what: str) -> ReviewItem:
    id = _only([id for id in resolved.statements if id.startswith(what)], what)
    return _made("statement", id, resolved.statements[id].text, (id,))


def _tie(resolved: Resolved, what: str) -> ReviewItem:
    ties = {tie.id: tie for tie in resolved.ties}
    tie = ties[_only([id for id in ties if id.startswith(what)], what)]
    ends = [resolved.entities[end].name for end in (tie.subject, tie.object)]
    return _made("tie", tie.id, f"{ends[0]} {tie.layer} {ends[1]}", tie.statements)


def _of_entity(resolved: Resolved, id: str) -> tuple[str, ...]:
    return tuple(sorted(statement for statement, ends in resolved.ends.items() if id in ends))


def _name(resolved: Resolved, what: str) -> ReviewItem:
    keys = [key for key in resolved.names if key == what or key.partition("|")[0] == fold(what)]
    if not keys:
        raise NotFoundError(f"no statement uses the name '{what}', and it is no id; see `subties review list`")
    if len(keys) > 1:
        listed = ", ".join(f"'{key}'" for key in sorted(keys))
        raise UsageError(f"'{what}' is used in several contexts; say which: {listed}")
    using = tuple(
        sorted(
            id
            for id, statement in resolved.statements.items()
            if any(key_in(resolved, mention, statement.document_id) == keys[0] for _, mention in mentions(statement))
        )
    )
    made = _made("name", keys[0], resolved.names[keys[0]].printed, using)
    return replace(made, candidates=resolved.names[keys[0]].candidates)
