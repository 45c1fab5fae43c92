"""The verbs of review: what waits for a person, and what people decide."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from commands.frame import Format, called, judged, open_workspace, print_rows, say
from graph.errors import NotFoundError


def review_list(
    about: Annotated[str | None, typer.Option(help="Only name, entity, tie, statement or judgement.")] = None,
    decided: Annotated[bool, typer.Option("--decided", help="The judgements in force instead.")] = False,
    top: Annotated[int, typer.Option(min=1, help="List the first so many.")] = 50,
    form: Format = None,
) -> None:
    """Lists what waits for a decision, or the decisions taken."""
    from graph import review

    resolved, judgements = judged()
    if decided:
        print_rows(review.decided(judgements), form)
        return
    waiting = [item for item in review.queue(resolved, judgements) if about in (None, item.about)]
    print_rows(waiting[:top], form, ["id", "about", "title", "reason", "waiting"])
    if len(waiting) > top:
        say(f"{len(waiting) - top} more wait; --top shows more")


def review_next() -> None:
    """Shows the item on which most statements wait, with its evidence and how to decide it."""
    from graph import review
    from graph.explain import evidence
    from queries.explained import item_lines

    resolved, judgements = judged()
    waiting = review.queue(resolved, judgements)
    if not waiting:
        raise NotFoundError("nothing waits for a decision")
    shown = [evidence(resolved, judgements, resolved.statements[id]) for id in waiting[0].statements[:5]]
    for line in item_lines(waiting[0], shown, called()):
        print(line)


def review_decide(
    item: Annotated[str, typer.Argument(help="Id of an item, statement, tie or entity; or a name.")],
    judgement: Annotated[str, typer.Argument(help="same, different, unsure, accept, reject, change or withdraw.")],
    right: Annotated[str, typer.Argument(help="The entity's id, or the corrected fields of a change.")] = "",
    why: Annotated[str, typer.Option(help="Your reason, for whoever reads it later.")] = "",
    by: Annotated[str, typer.Option(envvar="SUBTIES_USER", help="Who decides.")] = "",
) -> None:
    """Writes a decision to judgements.csv; it holds at once."""
    from graph import review
    from graph.review_items import item_for

    resolved, judgements = judged()
    meant = item_for(resolved, judgements, item)
    for one in review.decide(open_workspace(), resolved, meant, judgement, right, why=why, by=by, at=_now()):
        say(f"{one.id}  {one.on} {one.left}: {one.judgement} {one.right}".rstrip())


def review_undo(
    judgement: Annotated[str | None, typer.Argument(help="Id of the judgement; else the latest.")] = None,
) -> None:
    """Withdraws a judgement; it stays in the file, marked so."""
    from graph import review

    say(f"withdrawn: {review.undo(open_workspace(), _now(), judgement).id}")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
