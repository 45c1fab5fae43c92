"""The `subties` command. Its verbs stand in `commands/`, and are registered here.

Results go to stdout, progress and messages to stderr. Exit codes: 0 done, 1 nothing found or a check failed, 2 wrong
use, 3 bad input, 4 the graph server cannot be reached.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from commands import asking, reading, reviewing, storing
from commands.frame import settings
from graph.errors import InputError, SubtiesError

Verbs = dict[str, Callable[..., None]]
VERBS: Verbs = {
    "init": reading.init, "ingest": reading.ingest, "resolve": reading.resolve, "ties": asking.ties, "ask": asking.ask,
    "report": asking.report, "plot": asking.plot, "explain": asking.explain, "load": storing.load,
    "cypher": storing.cypher, "serve": storing.serve, "browser": storing.browser, "export": asking.export,
    "documents": reading.documents, "status": reading.status, "doctor": reading.doctor,
}  # fmt: skip
DATA_VERBS: Verbs = {"list": reading.data_list, "add": reading.data_add}
REVIEW_VERBS: Verbs = {
    "list": reviewing.review_list, "next": reviewing.review_next, "decide": reviewing.review_decide,
    "undo": reviewing.review_undo,
}  # fmt: skip

STOPPED = 130
"""The exit code of a command that was stopped with Ctrl-C."""

app = typer.Typer(
    name="subties",
    help="A knowledge graph of subnational foreign ties: read documents and tables, correct, ask, report, export.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
data_app = typer.Typer(help="The curated data sets that ship with Subties.", no_args_is_help=True)
review_app = typer.Typer(help="What waits for a person, and what people decided.", no_args_is_help=True)
app.add_typer(data_app, name="data")
app.add_typer(review_app, name="review")
for group, verbs in ((app, VERBS), (data_app, DATA_VERBS), (review_app, REVIEW_VERBS)):
    for name, verb in verbs.items():
        group.command(name)(verb)


def _print_version(wanted: bool) -> None:
    if wanted:
        from graph import __version__

        print(f"subties {__version__}")
        raise typer.Exit


@app.callback()
def before_the_verb(
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", envvar="SUBTIES_WORKSPACE", help="The workspace folder.")
    ] = Path("workspace"),
    graph: Annotated[
        str, typer.Option("--graph", envvar="SUBTIES_GRAPH", help="embedded, or bolt://… of a Neo4j server.")
    ] = "embedded",
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads what stands before the verb."""
    settings.workspace, settings.graph = workspace, graph


def main() -> None:
    """Entry point: one clear line and an exit code instead of a traceback."""
    try:
        app()
    except SubtiesError as error:
        print(f"subties: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of the pipe went away (`subties ties | head`): that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as wrong:
        # A verb that writes names its file itself; this is for what none of them thought of: a disk that is full, a
        # folder that may not be entered.
        print(f"subties: {f'{wrong.filename}: ' if wrong.filename else ''}{wrong.strerror or wrong}", file=sys.stderr)
        sys.exit(InputError.exit_code)
    except SystemExit as ended:
        if ended.code == STOPPED:  # Typer's own end of a verb on Ctrl-C, without a word
            print("subties: stopped", file=sys.stderr)
        raise


if __name__ == "__main__":
    main()
