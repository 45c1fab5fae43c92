"""The `subties` command. Thin: each verb reads its arguments, calls one function of a package, and prints.

Results go to stdout, progress and messages to stderr. Exit codes: 0 done, 1 nothing found or a check failed, 2 wrong
use, 3 bad input, 4 the graph server cannot be reached.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import InputError, NotFoundError, SubtiesError, UsageError

if TYPE_CHECKING:
    from graph.judgements import Judgements
    from graph.model import Resolved
    from graph.stores.base import Store
    from graph.workspace import Workspace
    from ingest.pipeline import IngestSummary
    from queries.selection import Selection

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


@dataclass
class Settings:
    """What stands before the verb."""

    workspace: Path = Path("workspace")
    graph: str = "embedded"


settings = Settings()

Format = Annotated[
    str | None, typer.Option("--format", "-f", help="table, csv, json or jsonl; table on a terminal, csv in a pipe.")
]


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


def _workspace(create: bool = False) -> Workspace:
    from graph.workspace import Workspace

    return Workspace.open(settings.workspace, create=create)


def _resolved() -> Resolved:
    from graph.resolved import resolved

    return resolved(_workspace())


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def _rows(rows: Iterable[Any], form: str | None, columns: Sequence[str] | None = None) -> None:
    from queries.present import write

    write(list(rows), sys.stdout, form, columns=columns)


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


@app.command()
def init(folder: Annotated[Path | None, typer.Argument(help="The folder; else the workspace.")] = None) -> None:
    """Makes a workspace: a folder for the ledger, your judgements, your own names and triggers."""
    settings.workspace = folder or settings.workspace
    _say(f"workspace {_workspace(create=True).path}")


@contextmanager
def _progress() -> Iterator[Any]:
    """A callback (what, done, in all) that draws a bar on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total, visible=True)


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Documents, tables and folders.")],
    mapping: Annotated[Path | None, typer.Option(help="YAML that says what a table's columns mean.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Say what would be read; record nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Read unchanged files anew (after new aliases).")] = False,
    form: Format = None,
) -> None:
    """Reads documents, tables and folders: statements, then resolution; prints what became of each file."""
    from ingest import pipeline
    from ingest.mapping import load_mapping

    chosen = load_mapping(mapping) if mapping else None
    workspace = _workspace(create=True)
    with _progress() as progress:
        done = pipeline.ingest(workspace, paths, mapping=chosen, check=check, again=again, progress=progress)
    _print_ingested(done, None if check else workspace, form)
    if done.refused:
        raise InputError(f"{len(done.refused)} of {len(done.files)} files refused (see above); the others are read")


def _print_ingested(done: IngestSummary, workspace: Workspace | None, form: str | None) -> None:
    from ingest.summary import rows

    resolved = None
    if workspace is not None:
        from graph.resolved import resolved as resolve

        resolved = resolve(workspace)
    _rows(rows(done, resolved), form)
    for outcome in done.files:
        for note in outcome.notes:
            _say(f"{outcome.key}: {note}")
        if outcome.reason:
            _say(f"refused: {outcome.reason}")
    for note in done.notes:
        _say(note)


@data_app.command("list")
def data_list(form: Format = None) -> None:
    """Lists the curated data sets: rows, licence, whether they belong to the demonstration."""
    from ingest.datasets import available

    columns = ["name", "title", "rows", "licence", "demo"]
    _rows([{column: getattr(each, column) for column in columns} for each in available()], form)


@data_app.command("add")
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
    workspace = _workspace(create=True)
    with _progress() as progress:
        done = pipeline.add_data_sets(workspace, chosen, progress)
    _print_ingested(done, workspace, form)


@app.command()
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


@app.command()
@selecting
def ties(
    place: Annotated[str | None, typer.Argument(help="Id, name or alias of one end.")] = None,
    type_: Annotated[list[str] | None, typer.Option("--type", help="Tie type, or TYPE:kind; may be repeated.")] = None,
    other: Annotated[str | None, typer.Option("--with", help="The other end.")] = None,
    form: Format = None,
    *,
    chosen: Selection,
) -> None:
    """Lists ties, one a line."""
    from queries.present import show
    from queries.ties import listing

    chosen = replace(chosen, layers=(*(type_ or ()), *chosen.layers))
    show(listing(_resolved(), place, other, chosen), sys.stdout, form)


@app.command()
@selecting
def ask(
    question: Annotated[str | None, typer.Argument(help="Name of the question; see --list.")] = None,
    arguments: Annotated[list[str] | None, typer.Argument(help="What it is asked of.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="The questions that can be asked.")] = False,
    by: Annotated[str | None, typer.Option(help="Measure that orders the list; or state, partner.")] = None,
    rank: Annotated[list[str] | None, typer.Option(help="List entities of that kind only.")] = None,
    top: Annotated[int | None, typer.Option(min=1, help="List the first so many.")] = None,
    method: Annotated[str | None, typer.Option(help="How it is computed; see the question.")] = None,
    runs: Annotated[int | None, typer.Option(min=1, help="Number of seeds that are tried.")] = None,
    group: Annotated[str | None, typer.Option(help="Attribute that makes groups: level, macro-region …")] = None,
    sector: Annotated[str | None, typer.Option(help="Presences of firms in that sector only.")] = None,
    split: Annotated[int | None, typer.Option(help="First year that prediction holds out.")] = None,
    permutations: Annotated[int | None, typer.Option(help="Random draws behind each p.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of whatever depends on chance.")] = None,
    table: Annotated[str | None, typer.Option(help="Print only that table of the answer.")] = None,
    form: Format = None,
    *,
    chosen: Selection,
) -> None:
    """Asks a network question of the ties."""
    from queries import catalogue
    from queries.present import show

    if list_ or question is None:
        _rows(catalogue.listed(), form)
        return
    options = {
        **asdict(chosen), "by": by, "rank": rank, "top": top, "method": method, "runs": runs, "seed": seed,
        "group": group, "sector": sector, "split": split, "permutations": permutations,
    }  # fmt: skip
    with _progress() as progress:
        answer = catalogue.ask(_resolved(), question, arguments or [], options, progress)
    show(answer, sys.stdout, form, table, most=None if top else 100)


@app.command()
@selecting
def report(
    subject: Annotated[
        str | None, typer.Argument(help="A place, a state, a firm, a mechanism or a layer; else everything.")
    ] = None,
    other: Annotated[str | None, typer.Argument(help="A second place: the ties between the two.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write one HTML file that needs no network.")] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Print the sentences behind the ties.")] = False,
    seed: Annotated[int, typer.Option(help="Seed of the layout in the HTML file.")] = 1,
    *,
    chosen: Selection,
) -> None:
    """Prints a readable network report of everything, a place, a pair, a state, a layer or a mechanism."""
    from queries.report import report as make

    resolved, extra = _resolved(), settings.workspace
    made = make(resolved, subject, chosen, other=other, evidence=evidence or html is not None, extra=extra)
    if html is None:
        from queries.report_text import write

        write(made, sys.stdout)
    else:
        from queries import html_report
        from queries.report import selected_ties

        ties = selected_ties(resolved, subject, chosen, other=other, extra=extra)
        _say(html_report.write(resolved, made, ties, html, seed))


@app.command()
@selecting
def plot(
    what: Annotated[str, typer.Argument(help="network, map, timeline or matrix.")],
    file: Annotated[Path, typer.Argument(help="The suffix says the format: .svg or .png.")],
    of: Annotated[str | None, typer.Option("--of", help="Only ties of that place, state, mechanism or layer.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the layout of a network.")] = 1,
    *,
    chosen: Selection,
) -> None:
    """Draws a picture for a paper: the network, a map, a timeline, or a matrix of units and states."""
    from queries.plot import plot as draw

    _say(draw(_resolved(), what, file, chosen, subject=of, extra=settings.workspace, seed=seed))


@app.command()
def explain(
    what: Annotated[str, typer.Argument(help="A tie's or statement's id (or its beginning), a name, an entity's id.")],
    form: Format = None,
) -> None:
    """Goes from a tie to its sentences, from a name to its decisions and judgements."""
    from graph.explain import explain as make
    from queries.explained import show

    resolved, judgements = _judged()
    show(make(resolved, judgements, what), sys.stdout, form)


def _judged() -> tuple[Resolved, Judgements]:
    from graph.judgements import Judgements

    return _resolved(), Judgements.read(_workspace().judgements_path)


@review_app.command("list")
def review_list(
    about: Annotated[str | None, typer.Option(help="Only name, entity, tie, statement or judgement.")] = None,
    decided: Annotated[bool, typer.Option("--decided", help="The judgements in force instead.")] = False,
    top: Annotated[int, typer.Option(min=1, help="List the first so many.")] = 50,
    form: Format = None,
) -> None:
    """Lists what waits for a decision, or the decisions taken."""
    from graph import review

    resolved, judgements = _judged()
    if decided:
        _rows(review.decided(judgements), form)
        return
    waiting = [item for item in review.queue(resolved, judgements) if about in (None, item.about)]
    _rows(waiting[:top], form, ["id", "about", "title", "reason", "waiting"])
    if len(waiting) > top:
        _say(f"{len(waiting) - top} more wait; --top shows more")


@review_app.command("next")
def review_next() -> None:
    """Shows the item on which most statements wait, with its evidence and how to decide it."""
    from graph import review
    from graph.explain import evidence
    from queries.explained import item_lines

    resolved, judgements = _judged()
    waiting = review.queue(resolved, judgements)
    if not waiting:
        raise NotFoundError("nothing waits for a decision")
    shown = [evidence(resolved, judgements, resolved.statements[id]) for id in waiting[0].statements[:5]]
    for line in item_lines(waiting[0], shown):
        print(line)


@review_app.command("decide")
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

    resolved, judgements = _judged()
    meant = item_for(resolved, judgements, item)
    for one in review.decide(_workspace(), resolved, meant, judgement, right, why=why, by=by, at=_now()):
        _say(f"{one.id}  {one.on} {one.left}: {one.judgement} {one.right}".rstrip())


@review_app.command("undo")
def review_undo(
    judgement: Annotated[str | None, typer.Argument(help="Id of the judgement; else the latest.")] = None,
) -> None:
    """Withdraws a judgement; it stays in the file, marked so."""
    from graph import review

    _say(f"withdrawn: {review.undo(_workspace(), _now(), judgement).id}")


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def _store(spec: str | None = None) -> Iterator[Store]:
    from graph.stores import open_store

    with open_store(spec or settings.graph, _workspace().path, ask_password=_ask_password) as store:
        yield store


def _ask_password() -> str:
    if not sys.stdin.isatty():
        raise UsageError("the graph server wants a password; set SUBTIES_GRAPH_PASSWORD")
    return str(typer.prompt("Password", hide_input=True, err=True))


@app.command()
def load(
    to: Annotated[str | None, typer.Option("--to", help="bolt://…, else --graph.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Compare every property; mends edits by hand.")] = False,
    form: Format = None,
) -> None:
    """Projects ledger and judgements into the graph store; what is gone from the ledger goes from the graph."""
    from graph.stores.load import load as project

    resolved = _resolved()
    with _store(to) as store, _progress() as progress:
        summary = project(store, resolved, progress=progress, dry_run=dry_run, full=full)
    _rows(summary.rows(), form)


@app.command()
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
    _rows(result.rows, form, result.columns)
    for note in result.notes:
        _say(note)


@app.command()
def serve() -> None:
    """Keeps the embedded store up for any Bolt client, and prints its address, until stopped."""
    from graph.stores.embedded import serve as keep_up

    keep_up(_workspace().path, _say)


@app.command()
def browser(
    folder: Annotated[Path | None, typer.Argument(help="Where to write; else WORKSPACE/browser.")] = None,
    web: Annotated[str | None, typer.Option(help="The server's web address; else port 7474 of its host.")] = None,
    port: Annotated[int | None, typer.Option("--serve", help="Give the guide that port until stopped (7475).")] = None,
) -> None:
    """Writes style, favourites and guide for Neo4j Browser, and says how to open the graph there."""
    from graph.browser_kit import prepare, serve

    print(*prepare(settings.graph, folder or settings.workspace / "browser", web), sep="\n", flush=True)
    if port is not None:
        serve(_say, port)


@app.command()
@selecting
def export(
    files: Annotated[
        list[Path],
        typer.Argument(help=".graphml .gexf .csv .jsonl .parquet .xlsx .cypher; no suffix: a folder for neo4j-admin."),
    ],
    full: Annotated[bool, typer.Option("--full", help="All that the ledger holds (.jsonl, .parquet).")] = False,
    each: Annotated[bool, typer.Option("--each", help="One edge or row for each interval and occasion.")] = False,
    layout: Annotated[str, typer.Option(help="force, geo or none (.graphml, .gexf).")] = "force",
    seed: Annotated[int, typer.Option(help="Seed of the layout.")] = 1,
    ego: Annotated[str | None, typer.Option(help="Only the neighbourhood of that place.")] = None,
    depth: Annotated[int, typer.Option(min=1, help="Steps that it reaches, with --ego.")] = 1,
    verify: Annotated[bool, typer.Option("--verify", help="Say whether the files still match the workspace.")] = False,
    *,
    chosen: Selection,
) -> None:
    """Writes the network to files, for Gephi, Neo4j, spreadsheets and data frames."""
    from queries import exporting

    if verify:
        for path in files:
            _say(exporting.verify(_workspace(), path))
        return
    options = {"full": full, "each": each, "layout": layout, "seed": seed}
    for done in exporting.export_files(_workspace(), files, exporting.Choice(chosen, ego, depth), **options):
        _say(done.line())


@app.command()
def documents(
    name: Annotated[str | None, typer.Argument(help="Only that document (id, or part of its name).")] = None,
    unread: Annotated[bool, typer.Option("--unread", help="What was seen in it and not read.")] = False,
    form: Format = None,
) -> None:
    """Lists what was read: documents with their statements and ties, or what of them was not understood."""
    from queries import documents as listing

    with _workspace().ledger() as ledger:
        left = ledger.unread()
    _rows(listing.unread(_resolved(), left, name) if unread else listing.documents(_resolved(), left, name), form)


@app.command()
def status(form: Format = None) -> None:
    """Says what is in the workspace."""
    from queries.status import status as count

    _rows(count(_resolved(), _workspace().path), form)


@app.command()
def doctor(form: Format = None) -> None:
    """Says what of the parts that Subties uses is there, and what to do where one is missing."""
    from ingest.doctor import examine

    found = examine(settings.workspace)
    _rows([asdict(part) for part in found], form)
    if any(part.needed and not part.ok for part in found):
        raise NotFoundError("a part that Subties needs is missing (see above)")


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
    except KeyboardInterrupt:
        print("subties: stopped", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
