"""The text of a report: tables and small bars by rich on a terminal, plain aligned lines when piped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from queries.present import console
from queries.report import TOP, Report
from queries.report_parts import Actor, Totals
from queries.selection import count

LISTED = 50  # ties that the text lists; the data holds all
_BAR = 24  # cells of the longest bar
Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table. The first column is text; `bar` is the position of the column that is drawn as a bar beside
    it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bar: int | None = None
    note: str = ""


def write(report: Report, out: TextIO) -> None:
    """Writes the report: with colours and rules when `out` is a terminal, else plain."""
    if out.isatty():
        _rich(report, out)
    else:
        out.writelines(line + "\n" for line in plain_lines(report))


def heading(report: Report) -> str:
    """The first line: what is reported on."""
    if report.about == "everything":
        return "Network report"
    about = "layer" if report.about == "layer" else report.about
    known = f", {report.subject_id}" if report.subject_id else ""
    return f"Network report: {report.subject} ({about}{known})"


def summary(totals: Totals) -> list[str]:
    """The totals in words."""
    rest = f"{count(totals.statements, 'statement')} in {count(totals.documents, 'document')}"
    provisional = "1 provisional entity" if totals.provisional == 1 else f"{totals.provisional:,} provisional entities"
    return [
        f"{count(totals.ties, 'tie')} among {totals.entities:,} entities, from {rest}",
        f"{totals.foreign:,} foreign, {totals.greater_china:,} among CN, HK, MO and TW, "
        f"{totals.domestic:,} domestic or with bodies of no country",
        f"{totals.undated:,} undated, {totals.contested:,} contested, {provisional}",
        f"not ties: {totals.planned:,} planned and {totals.denied:,} denied statements",
    ]


def preface(report: Report) -> list[str]:
    """The lines before the tables: the selection where there is one, the totals, what was left out."""
    only = [] if report.selection == "all ties" else [f"only {report.selection}"]
    return [*only, *summary(report.totals), *report.remarks]


def sections(report: Report) -> Iterator[Section]:
    """The tables of the report, without those that have no rows."""
    for section in _all(report):
        if section.rows:
            yield section


def _all(report: Report) -> Iterator[Section]:
    yield Section(
        "Layers",
        ("layer", "ties", "entities", "undated", "began"),
        tuple((x.layer, x.ties, x.entities, x.undated, _span(x.first, x.last)) for x in report.layers),
        bar=1,
    )
    yield _most_connected("provinces", "province", "states", report.provinces)
    yield _most_connected("regions and cities", "unit", "states", report.units)
    yield _most_connected("states", "state", "units that reach it", report.states)
    yield Section(
        "Units and states joined by several layers",
        ("unit", "state", "n", "ties", "layers"),
        tuple((x.unit, x.state, x.n_layers, x.ties, "; ".join(x.layers)) for x in report.multiplex),
        note=_more(report.n_multiplex, len(report.multiplex)),
    )
    yield Section(
        "Mechanisms",
        ("mechanism", "members", "provinces", "other units", "states"),
        tuple((x.name, x.members, x.provinces, x.units, x.states) for x in report.mechanisms),
        bar=1,
    )
    yield Section(
        "Ties by the decade in which they began",
        ("decade", "ties"),
        tuple(("not known" if x.start is None else f"{x.start}s", x.ties) for x in report.decades),
        bar=1,
    )
    yield Section(
        "Contradictions",
        ("subject", "layer", "object", "sources say"),
        tuple((x.subject, x.layer, x.object, "; ".join(x.says)) for x in report.contradictions[:TOP]),
        note=_more(len(report.contradictions)),
    )
    yield Section("Waits in review", ("what", "number"), tuple((x.what, x.number) for x in report.waiting))
    yield Section(
        "Ties",
        ("subject", "tie", "kind", "object", "start", "end", "status", "documents", "id"),
        tuple(
            (t.subject, t.tie, t.kind, t.object, t.start, t.end, t.status, t.n_documents, t.id)
            for t in report.ties[:LISTED]
        ),
        note=_more(len(report.ties), LISTED, "; 'subties ties' lists them"),
    )


def _most_connected(what: str, one: str, reach: str, ranked: Sequence[Actor]) -> Section:
    rows = tuple((f"{x.name} ({x.id})", x.ties, x.partners, x.layers, x.reach) for x in ranked)
    return Section(f"Most connected {what}", (one, "ties", "partners", "layers", reach), rows, bar=1)


def _span(first: int | None, last: int | None) -> str:
    if first is None or first == last:
        return "" if first is None else str(first)
    return f"{first} to {last}"


def _more(number: int, listed: int = TOP, where: str = "") -> str:
    return f"and {number - listed:,} more{where}" if number > listed else ""


def _bar(number: Cell, greatest: int, mark: str) -> str:
    """A bar as long as the number's share of the greatest; at least one cell for what is there."""
    if not isinstance(number, int) or number <= 0 or greatest <= 0:
        return ""
    return mark * max(1, round(_BAR * number / greatest))


def _numbers(section: Section) -> list[int]:
    assert section.bar is not None
    return [row[section.bar] for row in section.rows if isinstance(row[section.bar], int)]  # type: ignore[misc]


def _cell(value: Cell) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else value


def _evidence(report: Report) -> Iterator[tuple[str, list[str]]]:
    """Each tie with the sentences behind it, then the sentences that announce or deny one."""
    current = ""
    lines: list[str] = []
    for sentence in report.sentences:
        head = f"{sentence.subject} - {sentence.layer} - {sentence.object} ({sentence.tie})"
        if head != current and current:
            yield current, lines
            lines = []
        current = head
        page = f", p. {sentence.page}" if sentence.page is not None else ""
        mode = "" if sentence.mode == "done" else f" [{sentence.mode}]"
        lines.append(f"{sentence.document}{page}{mode}: {sentence.text}")
    if current:
        yield current, lines
    for sentence in report.idle:
        head = f"no tie: {sentence.subject} - {sentence.layer} - {sentence.object}"
        page = f", p. {sentence.page}" if sentence.page is not None else ""
        yield head, [f"{sentence.document}{page} [{sentence.mode}]: {sentence.text}"]


def plain_lines(report: Report) -> Iterator[str]:
    """The report line by line, without colours, for pipes and files."""
    yield heading(report)
    yield "=" * len(heading(report))
    yield from preface(report)
    for section in sections(report):
        yield ""
        yield section.title
        yield "-" * len(section.title)
        yield from _plain_table(section)
        if section.note:
            yield section.note
    if report.sentences or report.idle:
        yield from ("", "Evidence", "--------")
        for head, lines in _evidence(report):
            yield head
            yield from (f"    {line}" for line in lines)


def _plain_table(section: Section) -> Iterator[str]:
    texts: list[Sequence[str]] = [[_cell(value) for value in row] for row in section.rows]
    used = [at for at in range(len(section.columns)) if any(row[at] for row in texts)]
    right = {at for at in used if all(isinstance(row[at], int) or row[at] is None for row in section.rows)}
    wide = {at: max(len(section.columns[at]), *(len(row[at]) for row in texts)) for at in used}
    greatest = max(_numbers(section), default=0) if section.bar is not None else 0

    def line(cells: Sequence[str], bar: str) -> str:
        parts = [cells[at].rjust(wide[at]) if at in right else cells[at].ljust(wide[at]) for at in used]
        return "  ".join([*parts, bar]).rstrip()

    yield line(section.columns, "")
    for row, cells in zip(section.rows, texts, strict=True):
        yield line(cells, _bar(row[section.bar], greatest, "#") if section.bar is not None else "")


def _rich(report: Report, out: TextIO) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    to = console(out)
    to.print(Text(heading(report), style="bold"))
    for line in preface(report):
        to.print(Text(line))
    for section in sections(report):
        drawn = Table(
            title=Text(section.title, style="bold"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False
        )
        used = [at for at in range(len(section.columns)) if any(row[at] not in (None, "") for row in section.rows)]
        for at in used:
            number = all(isinstance(row[at], int) or row[at] is None for row in section.rows)
            drawn.add_column(section.columns[at], justify="right" if number else "left", overflow="fold")
        if section.bar is not None:
            drawn.add_column("", no_wrap=True)
        greatest = max(_numbers(section), default=0) if section.bar is not None else 0
        for row in section.rows:
            bar = [Text(_bar(row[section.bar], greatest, "█"), style="cyan")] if section.bar is not None else []
            drawn.add_row(*(Text(_cell(row[at])) for at in used), *bar)
        to.print(drawn)
        if section.note:
            to.print(Text(section.note, style="dim"))
    for head, lines in _evidence(report):
        to.print(Text(head, style="bold"))
        for line in lines:
            to.print(Text(f"    {line}"))
