"""One document of prose and tables: layout, then its tables by their own reader, then everything else as prose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import Document, Mention, Statement
from ingest.cells.names import CellNames
from ingest.layout.build import layout_of
from ingest.names.name import Context, Name
from ingest.prose.confidence import weighed
from ingest.tables.reading import Tables, read_tables
from ingest.types import Layout, Reading, Unread

if TYPE_CHECKING:
    from ingest.tools import Tools


def read_document(document: Document, tools: Tools, layout: Layout | None = None) -> Reading:
    """Everything that a document's text states; `document.text` and `.format` are set.

    `layout` is given for formats that tell their layout themselves; its offsets count in `document.text`.
    """
    reading = read_unweighed(document, tools, layout)
    return replace(reading, statements=weighed(reading.statements))


def read_unweighed(document: Document, tools: Tools, layout: Layout | None = None) -> Reading:
    """The same with the confidence that each rule brings along, before it is calibrated."""
    layout = layout or layout_of(document.text, document.format, CellNames(tools.gazetteer))
    titled = replace(document, title=layout.title or document.title)
    tables = read_tables(layout, titled.id, tools.gazetteer, tools.matcher, tools.resolver)
    known = tools.prose.context(layout)
    statements, unread = tools.prose.read(layout, titled, tools.on_block, known)
    in_cells, unread_in_cells = _read_cells(tables, titled, tools, known)
    return Reading(
        titled,
        (*tables.statements, *in_cells, *statements),
        (*tables.unread, *unread_in_cells, *_besides(unread, tables.statements)),
        layout.notes,
    )


def _besides(unread: Sequence[Unread], told: Sequence[Statement]) -> Iterator[Unread]:
    """What was not read, without the items of lists from which ties were read as from a table."""
    starts = sorted({statement.start for statement in told})
    for one in unread:
        at = bisect_left(starts, one.start)
        if one.what != "sentence" or at == len(starts) or starts[at] >= one.end:
            yield one


def _read_cells(
    tables: Tables, document: Document, tools: Tools, known: Context
) -> tuple[list[Statement], list[Unread]]:
    """Cells of running text, read as prose with the table's unit as topic, the row's year as date, and the names that
    the document has made known."""
    statements: list[Statement] = []
    unread: list[Unread] = []
    for cell, subject in tables.prose:
        topic = _topic(subject, tools)
        made, left = tools.prose.read_clean(cell.clean, document, topic=topic, when=cell.when, known=known)
        statements += made
        unread += left
    return statements, unread


def _topic(mention: Mention | None, tools: Tools) -> Name | None:
    """The table's unit as the name that "the province" in its cells stands for."""
    if mention is None:
        return None
    decision = tools.resolver.resolve(mention.form, mention.kind, mention.country, mention.within)
    entity = tools.gazetteer.get(decision.id) if decision.id else None
    if entity is None:
        return None
    return Name(
        0, 0, mention.printed, mention.form, kind=entity.kind, entity=entity.id, country=entity.country, anaphor=True
    )
