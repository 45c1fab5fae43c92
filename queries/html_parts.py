"""The parts of the HTML report that need no script: figures, tables, sources. Whatever comes from data is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from graph.model import Document, Resolved, Tie
from queries.report import Report
from queries.report_parts import Totals
from queries.report_text import Cell, Section, sections
from queries.scene import layer_words

_INTERACTIVE = (("network", "Network"), ("map", "Map"), ("timeline", "Timeline"), ("ties", "Ties"))
_LAST = (("method", "Method"), ("data", "Data and licences"))


def figures(totals: Totals) -> str:
    """The totals as items of a description list; those of what is uncertain or no tie are set apart."""
    main = [
        ("ties", totals.ties),
        ("foreign", totals.foreign),
        ("domestic, or with bodies of no country", totals.domestic),
    ]
    if totals.greater_china:
        main.insert(2, ("among CN, HK, MO and TW", totals.greater_china))
    quiet = [("undated", totals.undated), ("contested", totals.contested), ("announced, not counted", totals.planned)]
    quiet += [item for item in (("denied, not counted", totals.denied), ("provisional", totals.provisional)) if item[1]]
    return "".join(_figure("", *item) for item in main) + "".join(_figure(' class="quiet"', *item) for item in quiet)


def _figure(look: str, what: str, number: int) -> str:
    return f"<div{look}><dt>{escape(what)}</dt><dd>{number:,}</dd></div>"


def _shown(report: Report) -> list[tuple[str, Section]]:
    """The tables with their anchors. The ties themselves are listed by the script, which can filter them."""
    found = [section for section in sections(report) if section.title != "Ties"]
    return [(f"table-{number}", section) for number, section in enumerate(found, 1)]


def contents(report: Report) -> str:
    """Links to the parts of the report, as items of a list."""
    middle = [(anchor, section.title) for anchor, section in _shown(report)]
    announced = [("idle", "Announced or denied")] if report.idle else []
    minor = [*middle, *announced]  # a phone has no room for these
    links = [*_INTERACTIVE, *minor, *_LAST]
    return "".join(
        f'<li{_class("minor" if link in minor else "")}><a href="#{link[0]}">{escape(link[1])}</a></li>'
        for link in links
    )


def tables(report: Report) -> str:
    """The tables of the report; the script makes their headings sort."""
    return "\n".join(_section(anchor, section) for anchor, section in _shown(report))


def _section(anchor: str, section: Section) -> str:
    note = f'<p class="note">{escape(section.note)}</p>' if section.note else ""
    return (
        f'<section class="page" id="{anchor}" aria-labelledby="{anchor}-title">'
        f'<div class="title"><h2 id="{anchor}-title">{escape(section.title)}</h2></div>'
        f"{_table(section, anchor)}{note}</section>"
    )


def _table(section: Section, anchor: str) -> str:
    used = [at for at in range(len(section.columns)) if any(row[at] not in (None, "") for row in section.rows)]
    numbers = {at for at in used if all(isinstance(row[at], int) or row[at] is None for row in section.rows)}
    heads = "".join(
        f'<th scope="col"{_class("number" if at in numbers else "")}>{escape(section.columns[at])}</th>' for at in used
    )
    if section.bar is not None:
        heads += '<td class="metered" aria-hidden="true"></td>'
    greatest = max((_whole(row, section.bar) for row in section.rows), default=0)
    rows = "".join(f"<tr>{_row(section, row, used, numbers, greatest)}</tr>" for row in section.rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-labelledby="{anchor}-title"><table class="sortable">'
        f'<caption class="hidden">{escape(section.title)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(section: Section, row: Sequence[Cell], used: Iterable[int], numbers: set[int], greatest: int) -> str:
    cells = "".join(
        f"<td{_class('number' if at in numbers else '')}>{_cell(section.columns[at], row[at])}</td>" for at in used
    )
    if section.bar is None:
        return cells
    share = 100 * _whole(row, section.bar) / greatest if greatest else 0
    return f'{cells}<td class="metered" aria-hidden="true"><span class="meter" style="width:{share:.1f}%"></span></td>'


def _whole(row: Sequence[Cell], at: int | None) -> int:
    value = row[at] if at is not None else 0
    return value if isinstance(value, int) else 0


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _cell(column: str, value: Cell) -> str:
    if value is None or isinstance(value, int):
        return "" if value is None else f"{value:,}"
    if column in ("layer", "layers"):
        value = "; ".join(map(layer_words, value.split("; ")))
    return escape(value)


def idle(report: Report) -> str:
    """The sentences that announce or deny a tie, as a section; nothing where there are none."""
    if not report.idle:
        return ""
    rows = tuple(
        (row.mode, f"{row.subject} – {layer_words(row.layer)} – {row.object}", row.text, _place(row.document, row.page))
        for row in report.idle
    )
    section = Section("Announced or denied", ("it is", "tie", "sentence", "document"), rows)
    return _section("idle", section)


def _place(document: str, page: int | None) -> str:
    return document if page is None else f"{document}, p. {page}"


def read_on(resolved: Resolved, ties: Iterable[Tie]) -> str:
    """The day on which the latest of the ties' documents was read, empty where none says so."""
    return max((document.read_at for document in _stating(resolved, ties)), default="")[:10]


def documents(resolved: Resolved, ties: Sequence[Tie]) -> str:
    """The table of the documents and data sets that state the ties, with licence and origin."""
    number = Counter(document_id for tie in ties for document_id in tie.documents)
    rows: list[tuple[Cell, ...]] = []
    for document in _stating(resolved, ties):
        title = document.title if document.title not in ("", document.name) else None
        rows.append((
            document.name, title, number[document.id], document.licence or "not stated", document.source or None,
            document.read_at[:10] or None,
        ))  # fmt: skip
    section = Section("Documents", ("document", "title", "ties", "licence", "origin", "read"), tuple(rows))
    return _table(section, "data")


def _stating(resolved: Resolved, ties: Iterable[Tie]) -> list[Document]:
    ids = {document_id for tie in ties for document_id in tie.documents}
    found = [resolved.documents[each] for each in ids if each in resolved.documents]
    return sorted(found, key=lambda document: (document.name, document.id))
