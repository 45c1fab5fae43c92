"""The options by which a verb takes some of the ties, the same for every such verb."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from queries.selection import Selection


def _selection(
    layer: Annotated[list[str] | None, typer.Option(help="TYPE or TYPE:kind; may be repeated.")] = None,
    year: Annotated[int | None, typer.Option(help="Ties that held or happened in that year.")] = None,
    first: Annotated[int | None, typer.Option("--from", help="Ties of that year or later.")] = None,
    last: Annotated[int | None, typer.Option("--to", help="Ties of that year or earlier.")] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Take undated ties into a dated selection.")] = False,
    kind: Annotated[list[str] | None, typer.Option(help="Ties with an end of that kind.")] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", "--document", help="Document or source whose name holds that.")
    ] = None,
    min_confidence: Annotated[float, typer.Option(help="Least confidence of a tie, 0 to 1.")] = 0.0,
    status: Annotated[list[str] | None, typer.Option(help="active, ended or unknown.")] = None,
    foreign: Annotated[bool, typer.Option("--foreign", help="Leave out ties inside one jurisdiction.")] = False,
    greater_china: Annotated[bool, typer.Option(help="Take in ties among CN, HK, MO and TW.")] = True,
) -> Selection:
    """Which ties a verb looks at. The options of every verb that is `selecting`."""
    from queries.selection import make

    return make(
        layers=layer, year=year, first=first, last=last, undated=undated, kinds=kind, sources=source,
        confidence=min_confidence, statuses=status, foreign=foreign, greater_china=greater_china,
    )  # fmt: skip


def selecting(verb: Callable[..., None]) -> Callable[..., None]:
    """The verb with the options of a selection in place of its parameter `chosen`."""
    known = {"Selection": object}  # imported for the type checker only
    options = inspect.signature(_selection, locals=known, eval_str=True).parameters
    own = inspect.signature(verb, locals=known, eval_str=True).parameters

    @wraps(verb)
    def run(**given: Any) -> None:
        rest = {name: value for name, value in given.items() if name not in options}
        verb(**rest, chosen=_selection(**{name: given[name] for name in options}))

    both = [*(each for name, each in own.items() if name != "chosen"), *options.values()]
    run.__dict__["__signature__"] = inspect.Signature(both)
    run.__annotations__ = {each.name: each.annotation for each in both}
    return run
