"""The verbs that ask: ties, questions, reports, pictures, evidence, files for other programs."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.frame import Format, judged, open_workspace, print_rows, progress_bar, resolved_ties, say, settings
from commands.selecting import selecting

if TYPE_CHECKING:
    from queries.selection import Selection


@selecting
def ties(
    place: Annotated[str | None, typer.Argument(help="Id, name or alias of one end.")] = None,
    type_: Annotated[list[str] | None, typer.Option("--type", help="Tie type, or TYPE:kind; may be repeated.")] = None,
    other: Annotated[str | None, typer.Option("--with", help="The other end.")] = None,
    inside: Annotated[bool, typer.Option("--inside", help="Also those of what lies in the places named.")] = False,
    form: Format = None,
    *,
    chosen: Selection,
) -> None:
    """Lists ties, one a line."""
    from queries.present import show
    from queries.ties import listing

    chosen = replace(chosen, layers=(*(type_ or ()), *chosen.layers))
    show(listing(resolved_ties(), place, other, chosen, inside), sys.stdout, form)


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
        print_rows(catalogue.listed(), form)
        return
    options = {
        **asdict(chosen), "by": by, "rank": rank, "top": top, "method": method, "runs": runs, "seed": seed,
        "group": group, "sector": sector, "split": split, "permutations": permutations,
    }  # fmt: skip
    with progress_bar() as progress:
        answer = catalogue.ask(resolved_ties(), question, arguments or [], options, progress)
    show(answer, sys.stdout, form, table, most=None if top else 100, say=say)


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

    resolved, extra = resolved_ties(), settings.workspace
    made = make(resolved, subject, chosen, other=other, evidence=evidence or html is not None, extra=extra)
    if html is None:
        from queries.report_text import write

        write(made, sys.stdout)
    else:
        from queries import html_report
        from queries.report import selected_ties

        ties = selected_ties(resolved, subject, chosen, other=other, extra=extra)
        say(html_report.write(resolved, made, ties, html, seed))


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

    say(draw(resolved_ties(), what, file, chosen, subject=of, extra=settings.workspace, seed=seed))


def explain(
    what: Annotated[str, typer.Argument(help="A tie's or statement's id (or its beginning), a name, an entity's id.")],
    form: Format = None,
) -> None:
    """Goes from a tie to its sentences, from a name to its decisions and judgements."""
    from graph.explain import explain as make
    from queries.explained import show

    resolved, judgements = judged()
    show(make(resolved, judgements, what), sys.stdout, form)


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
            say(exporting.verify(open_workspace(), path))
        return
    options = {"full": full, "each": each, "layout": layout, "seed": seed}
    for done in exporting.export_files(open_workspace(), files, exporting.Choice(chosen, ego, depth), **options):
        say(done.line())
