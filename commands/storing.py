"""The verbs of the graph store: the projection, Cypher, and what keeps it in view."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.frame import Format, called, open_workspace, print_rows, progress_bar, resolved_ties, say, settings
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.stores.base import Store


@contextmanager
def _store(spec: str | None = None) -> Iterator[Store]:
    from graph.stores import open_store

    with open_store(spec or settings.graph, open_workspace().path, ask_password=_ask_password) as store:
        yield store


def _ask_password() -> str:
    if not sys.stdin.isatty():
        raise UsageError("the graph server wants a password; set SUBTIES_GRAPH_PASSWORD")
    return str(typer.prompt("Password", hide_input=True, err=True))


def load(
    to: Annotated[str | None, typer.Option("--to", help="bolt://…, else --graph.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Compare every property; mends edits by hand.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of another workspace's graph on the server.")
    ] = False,
    form: Format = None,
) -> None:
    """Projects ledger and judgements into the graph store; what is gone from the ledger goes from the graph."""
    from graph.stores.load import load as project

    resolved = resolved_ties()
    own = (to or settings.graph) == "embedded"  # it lies in the workspace
    with _store(to) as store, progress_bar() as progress:
        summary = project(store, resolved, progress, dry_run=dry_run, full=full, replace=replace or own)
    print_rows(summary.rows(), form)


def cypher(
    query: Annotated[str, typer.Argument(help="Cypher, or a .cypher file.")],
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="name=value; may be repeated.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Allow it to change the graph.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="Most rows to print.")] = 1000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that it may take.")] = 60,
    form: Format = None,
) -> None:
    """Runs Cypher on the graph store, read-only unless --write."""
    from graph.stores.run import read_query, run_cypher

    text, parameters = read_query(query, parameter or [])
    with _store() as store:
        result = run_cypher(store, text, parameters, write=write, limit=limit, timeout=timeout)
    print_rows(result.rows, form, result.columns)
    for note in result.notes:
        say(note)


def serve() -> None:
    """Keeps the embedded store up for any Bolt client, and prints its address, until stopped."""
    from graph.stores.embedded import serve as keep_up

    keep_up(open_workspace().path, say)


def browser(
    folder: Annotated[Path | None, typer.Argument(help="Where to write; else WORKSPACE/browser.")] = None,
    web: Annotated[str | None, typer.Option(help="The server's web address; else port 7474 of its host.")] = None,
    port: Annotated[int | None, typer.Option("--serve", help="Give the guide that port until stopped (7475).")] = None,
) -> None:
    """Writes style, favourites and guide for Neo4j Browser, and says how to open the graph there."""
    from graph.browser_kit import prepare, serve

    command = called("--graph", settings.graph)
    print(*prepare(settings.graph, folder or settings.workspace / "browser", web, command), sep="\n", flush=True)
    if port is not None:
        serve(say, port)
