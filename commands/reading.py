"""The verbs that read: documents, tables and data sets into the workspace; and what was read."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.frame import Counting, Format, open_workspace, print_rows, progress_bar, resolved_ties, say, settings
from graph.errors import InputError, NotFoundError, UsageError

if TYPE_CHECKING:
    from graph.workspace import Workspace
    from ingest.pipeline import IngestSummary


def init(folder: Annotated[Path | None, typer.Argument(help="The folder; else the workspace.")] = None) -> None:
    """Makes a workspace: a folder for the ledger, your judgements, your own names and triggers."""
    settings.workspace = folder or settings.workspace
    say(f"workspace {open_workspace(create=True).path}")


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Documents, tables and folders.")],
    mapping: Annotated[Path | None, typer.Option(help="YAML that says what a table's columns mean.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Say what would be read; record nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Read unchanged files anew (after new aliases).")] = False,
    form: Format = None,
) -> None:
    """Reads documents, tables and folders: statements, then resolution; prints what became of each file."""
    from ingest import pipeline
    from ingest.mapping.reading import load_mapping

    chosen = load_mapping(mapping) if mapping else None
    workspace = _to_check() if check else open_workspace(create=True)
    with progress_bar() as progress:
        counting = Counting(progress)
        try:
            done = pipeline.ingest(workspace, paths, mapping=chosen, check=check, again=again, progress=counting)
        except KeyboardInterrupt:
            if not check:
                say(f"{counting.done} of {counting.total} files are read and kept; the same command reads the rest")
            raise
    _print_ingested(done, None if check else workspace, form)
    if done.refused:
        rest = "; the others are read" if len(done.refused) < len(done.files) else ""
        raise InputError(f"{len(done.refused)} of {len(done.files)} files refused (see above){rest}")


def _to_check() -> Workspace:
    """The workspace that a check looks into. Where there is none, none is made: a check writes nothing."""
    from graph.workspace import Workspace

    there = Workspace(settings.workspace)
    return open_workspace() if there.path.is_file() or there.format_path.exists() else there


def _print_ingested(done: IngestSummary, workspace: Workspace | None, form: str | None) -> None:
    from ingest.summary import rows

    resolved, left = None, Counter[str]()
    if workspace is not None:
        from graph.resolved import resolved as resolve

        resolved = resolve(workspace)
        with workspace.ledger() as ledger:
            left.update(document_id for document_id, _ in ledger.unread())
    print_rows(rows(done, resolved, left), form)
    for outcome in done.files:
        for note in outcome.notes:
            say(f"{outcome.key}: {note}")
        if outcome.reason:
            say(f"refused: {outcome.reason}")
    for note in done.notes:
        say(note)


def data_list(form: Format = None) -> None:
    """Lists the curated data sets: rows, licence, whether they belong to the demonstration."""
    from ingest.datasets import available

    columns = ["name", "title", "rows", "licence", "demo"]
    print_rows([{column: getattr(each, column) for column in columns} for each in available()], form)


def data_add(
    names: Annotated[list[str] | None, typer.Argument(help="Names of data sets; see `data list`.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    form: Format = None,
) -> None:
    """Adds curated data sets to the workspace; each checks its own counts."""
    from ingest import pipeline
    from ingest.datasets import available

    if bool(names) == everything:
        raise UsageError("name the data sets, or say --all; `subties data list` shows them")
    chosen = [s.name for s in available()] if everything else list(names or [])
    workspace = open_workspace(create=True)
    with progress_bar() as progress:
        done = pipeline.add_data_sets(workspace, chosen, progress)
    _print_ingested(done, workspace, form)


def resolve(
    names: Annotated[list[str], typer.Argument(help="Names; - reads them from stdin, one a line.")],
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 code of the country that it lies in.")] = None,
    kind: Annotated[str | None, typer.Option(help="Kind of entity: Province, State, SOE …")] = None,
    within: Annotated[str | None, typer.Option(help="Id of the unit that it lies in (CN-JS).")] = None,
    form: Format = None,
) -> None:
    """Says who is meant by a name, how sure, why, and who else may be."""
    from graph.lookup import who
    from queries.explained import show_meant

    given = [line.rstrip("\n") for line in sys.stdin if line.strip()] if names == ["-"] else names
    extra = settings.workspace if settings.workspace.is_dir() else None
    found = who(given, extra, kind=kind, country=country, within=within)
    show_meant(found, sys.stdout, form)
    if not any(row.id for row in found):
        raise NotFoundError("nobody is known by " + ("that name" if len(found) == 1 else "any of these names"))


def documents(
    name: Annotated[str | None, typer.Argument(help="Only that document (id, or part of its name).")] = None,
    unread: Annotated[bool, typer.Option("--unread", help="What was seen in it and not read.")] = False,
    form: Format = None,
) -> None:
    """Lists what was read: documents with their statements and ties, or what of them was not understood."""
    from queries import documents as listing

    with open_workspace().ledger() as ledger:
        left = ledger.unread()
    print_rows(
        listing.unread(resolved_ties(), left, name) if unread else listing.documents(resolved_ties(), left, name), form
    )


def status(form: Format = None) -> None:
    """Says what is in the workspace."""
    from queries.status import status as count

    print_rows(count(resolved_ties(), open_workspace().path), form)


def doctor(form: Format = None) -> None:
    """Says what of the parts that Subties uses is there, and what to do where one is missing."""
    from ingest.doctor import examine

    found = examine(settings.workspace)
    print_rows([asdict(part) for part in found], form)
    if any(part.needed and not part.ok for part in found):
        raise NotFoundError("a part that Subties needs is missing (see above)")
