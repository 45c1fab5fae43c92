"""What every verb stands on: the settings before it, the workspace, what is resolved, and how it prints.

Results go to stdout, progress and messages to stderr.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from graph.judgements import Judgements
    from graph.model import Resolved
    from graph.workspace import Workspace


@dataclass
class Settings:
    """What stands before the verb."""

    workspace: Path = Path("workspace")
    graph: str = "embedded"


settings = Settings()

Format = Annotated[
    str | None, typer.Option("--format", "-f", help="table, csv, json or jsonl; table on a terminal, csv in a pipe.")
]


def open_workspace(create: bool = False) -> Workspace:
    """The workspace that was named, as `graph.workspace.Workspace.open` gives it."""
    from graph.workspace import Workspace

    return Workspace.open(settings.workspace, create=create)


def called(*more: str) -> str:
    """The command that reaches the same workspace, to be shown in advice that people copy; with `more` options."""
    chosen = [] if settings.workspace == Path("workspace") else ["-w", str(settings.workspace)]
    return shlex.join(["subties", *chosen, *more])


def resolved_ties() -> Resolved:
    """The workspace's entities and ties."""
    from graph.resolved import resolved as of

    return of(open_workspace())


def judged() -> tuple[Resolved, Judgements]:
    """The workspace's entities and ties, and what people decided of them."""
    from graph.judgements import Judgements

    return resolved_ties(), Judgements.read(open_workspace().judgements_path)


def say(message: str) -> None:
    """Prints a message, beside the results."""
    print(message, file=sys.stderr)


def print_rows(found: Iterable[Any], form: str | None, columns: Sequence[str] | None = None) -> None:
    """Prints rows in the form that was asked for."""
    from queries.present import write

    write(list(found), sys.stdout, form, columns=columns)


@contextmanager
def progress_bar() -> Iterator[Any]:
    """A callback (what, done, in all) that draws a bar on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total, visible=True)


class Counting:
    """A callback of progress that remembers how far things came, and passes it on to a bar where there is one."""

    def __init__(self, bar: Any) -> None:
        self.done, self.total, self._bar = 0, 0, bar

    def __call__(self, what: str, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self._bar:
            self._bar(what, done, total)
