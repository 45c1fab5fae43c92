"""A table as statements: what it is about decides the shape, the shape reads its rows.

Caption, heading, announcing sentence and heads are matched with the topics of `data/tables/topics.yaml`; the likeliest
topic whose shape finds statements is taken. Cells of running text go to the reader of prose, with the date of their
row. A table that nobody understands is `Unread`; it never turns into prose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.model import Mention, Statement
from ingest.cells.forms import share
from ingest.cells.lexicon import Topic, is_head, role_of, topics
from ingest.faults import FAULTS, told
from ingest.flat.dashes import Pair, pair_of
from ingest.tables.bodies import read_body_pairs
from ingest.tables.cells import is_no_name, when_of
from ingest.tables.context import TableContext, TableContexts
from ingest.tables.events import read_events
from ingest.tables.lists import named_lists
from ingest.tables.marks import unmarked
from ingest.tables.members import read_members
from ingest.tables.missions import read_consulates, read_representations
from ingest.tables.partners import read_partners
from ingest.tables.profiles import halves, parts_of, transposed, under_owners, under_years
from ingest.tables.records import read_firms, read_overseas_zones, read_projects
from ingest.tables.roles import read_roles
from ingest.tables.routes import read_routes
from ingest.tables.rows import ProseCell, Rows, span_of
from ingest.tables.shifted import unshifted
from ingest.tables.sides import PAIRED
from ingest.tables.stays import read_told_stays
from ingest.tables.topics import ranked_topics, roles_of, subject_of
from ingest.tables.transfers import read_pairs, read_transfers
from ingest.tables.twinned import read_twinned
from ingest.tables.visits import read_visits
from ingest.tables.zones import read_zones
from ingest.types import Cell, Layout, Table, Unread

if TYPE_CHECKING:
    from graph.gazetteer import Gazetteer
    from graph.matcher import Matcher
    from graph.resolve import Resolver

_SHAPES: dict[str, Callable[[Rows], str | None]] = {
    "sister": read_pairs,
    "twinned": read_twinned,
    "partners": read_partners,
    "visits": read_visits,
    "stays": read_told_stays,
    "events": read_events,
    "members": read_members,
    "projects": read_projects,
    "firms": read_firms,
    "overseas_zones": read_overseas_zones,
    "representations": read_representations,
    "consulates": read_consulates,
    "zones": read_zones,
    "routes": read_routes,
    "bodies": read_body_pairs,
    "transfers": read_transfers,
}
_NOTHING = "nothing"  # the shape of tables that tell no ties
_KEEP_PROSE = frozenset({"zones", "events", "members", "projects", "firms", "sister", "twinned"})
_LEAST = 3  # rows of a table whose first may be heads
_SAMPLE = 40  # rows by which a column is judged
_MOSTLY = 0.6  # of its cells
_TRUSTED = 0.35  # a table rebuilt with less confidence is not read
_SIGNS = ("–", "—", "-", "↔", " and ", "/")  # between the names of a pair
_LIKELY = 0.4  # of the best topic's score; less likely ones are not tried


@dataclass(frozen=True, slots=True)
class TableReading:
    """What one table gave: statements, what was not read, cells for the reader of prose, and the table's unit."""

    statements: tuple[Statement, ...]
    unread: tuple[Unread, ...]
    prose: tuple[ProseCell, ...]
    subject: Mention | None = None


def read_table(table: Table, document_id: str, context: TableContext) -> tuple[list[Statement], list[Unread]]:
    """The statements of a table, and what of it was not read."""
    reading = understand(table, document_id, context)
    return list(reading.statements), list(reading.unread)


def understand(table: Table, document_id: str, context: TableContext) -> TableReading:
    """Everything that a table says; of a profile, what each of its columns says."""
    table = transposed(table, context)
    readings = [_understood(part, document_id, context) for part in parts_of(table)]
    if sum(bool(reading.statements) for reading in readings) > 1:
        return TableReading(
            _once([s for reading in readings for s in reading.statements]),
            tuple(u for reading in readings for u in reading.unread),
            (),
        )
    return _understood(table, document_id, context)


def _understood(table: Table, document_id: str, context: TableContext) -> TableReading:
    table = unshifted(table, context.names)
    table = unmarked(
        _apart(_spread(halves(_headed(under_years(under_owners(table, context), context)))), context), context
    )
    subject = subject_of(table, context)
    own = subject.own.mention if subject.own else None
    if table.confidence < _TRUSTED or not table.rows:
        return TableReading((), (_unread(table, "its rows and columns could not be rebuilt"),), (), own)
    roles = read_roles(table, context.names)
    ranked = [(_meant(topic, context), score) for topic, score in ranked_topics(table)] or _by_document(table, context)
    if ranked and ranked[0][0].shape == _NOTHING:
        return TableReading((), (_unread(table, "it tells of no ties"),), (), own)
    reasons: list[str] = []
    chosen: Rows | None = None
    for topic, score in ranked:
        if score < _LIKELY * ranked[0][1] or topic.shape not in _SHAPES:
            continue
        rows = Rows(table, document_id, context, topic, subject, list(roles))
        reason = _SHAPES[topic.shape](rows)
        if reason is None:
            chosen = rows
            break
        reasons.append(reason)
    prose = _prose(table, context, roles, chosen.topic if chosen else None)
    if chosen is not None:
        return TableReading(_once(chosen.statements), tuple(chosen.unread), prose, own)
    if prose:
        return TableReading((), (), prose, own)
    reason = reasons[0] if reasons else "nothing says what it is about"
    return TableReading((), (_unread(table, reason),), (), own)


def _meant(topic: Topic, context: TableContext) -> Topic:
    """The topic, or the one that the document means by a general word: "partnerships" where it speaks of twinning."""
    if topic.means not in context.spoken:
        return topic
    return next(other for other in topics() if other.name == topic.means)


def _headed(table: Table) -> Table:
    """The table with its second line of heads joined to the first, which only says what some columns share."""
    if len(table.rows) < _LEAST or not any(not column for column in table.columns):
        return table
    lower = [cell.text for cell in table.rows[0]]
    filled = [text for text in lower if text]
    heads = [text for text in filled if is_head(text) or when_of(Cell(text))]
    if len(filled) < len(lower) or len(heads) < len(filled) or not any(map(is_head, filled)):
        return table
    columns = tuple(f"{above} {below}".strip() for above, below in zip(table.columns, lower, strict=True))
    return replace(table, columns=columns, rows=table.rows[1:])


def _spread(table: Table) -> Table:
    """The table with the dates that stand in its first column repeated in the rows that they span."""
    if not table.rows or roles_of(table)[0] != "date" or not table.rows[0][0].text:
        return table
    rows: list[tuple[Cell, ...]] = []
    last = ""
    for row in table.rows:
        last = row[0].text or last
        rows.append((row[0] if row[0].text else Cell(last), *row[1:]))
    return replace(table, rows=tuple(rows))


def _apart(table: Table, context: TableContext) -> Table:
    """The table with a column of pairs ("Jilin – Gangwon") as two columns."""
    for at, column in enumerate(table.columns):
        cells = [row[at] for row in table.rows]
        if role_of(column) == "route" or not any(sign in cell.text for cell in cells[:_SAMPLE] for sign in _SIGNS):
            continue
        both = role_of(column) == "parties"
        pairs = [
            pair_of(cell.text, context.names) or (_slashed(cell.text, context) if both else None) for cell in cells
        ]
        if not pairs or sum(pair is not None and pair.known for pair in pairs) < _MOSTLY * len(pairs):
            continue
        rows = [
            (*row[:at], *_both(row[at], pair, context, both), *row[at + 1 :])
            for row, pair in zip(table.rows, pairs, strict=True)
        ]
        return replace(table, columns=(*table.columns[:at], *PAIRED, *table.columns[at + 1 :]), rows=tuple(rows))
    return table


def _slashed(text: str, context: TableContext) -> Pair | None:
    """The pair of "Hubei/Ohio"."""
    at = text.find("/")
    if at <= 0 or text.count("/") > 1:
        return None
    known = all(context.names.is_unit(part.strip()) for part in text.split("/"))
    return Pair((0, 0), (0, at), (at + 1, len(text)), len(text), "–", known)


def _both(cell: Cell, pair: Pair | None, context: TableContext, anyhow: bool) -> tuple[Cell, Cell]:
    if pair is None or (pair.sign == "and" and not anyhow):
        return cell, Cell("")
    one, other = (Cell(cell.text[a:b], *context.span(cell, a, b)) for a, b in (pair.left, pair.right))
    return one, other


def _by_document(table: Table, context: TableContext) -> list[tuple[Topic, float]]:
    """For a table of which nothing says what it is: pairs of places with dates are what the document speaks of."""
    if "date" not in roles_of(table):
        return []
    return [(topic, 1.0) for topic in topics() if topic.shape in ("sister", "twinned") and topic.name in context.spoken]


def _once(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Without those that a table states twice in one row."""
    return tuple({statement.id: statement for statement in statements}.values())


def _prose(table: Table, context: TableContext, roles: Sequence[str], topic: Topic | None) -> tuple[ProseCell, ...]:
    if topic is not None and topic.shape not in _KEEP_PROSE:
        return ()
    columns = [i for i, role in enumerate(roles) if role == "text"]
    dated = Rows(table, "", context, topic or _NO_TOPIC, subject_of(table, context), list(roles))
    homes = _homes(dated, columns)
    found = []
    for row, own in zip(table.rows, homes, strict=True):
        when = dated.when(row)
        for i in columns:
            clean = context.clean_of(row[i])
            if clean is not None and len(clean.text.split()) >= 4:
                found.append(ProseCell(clean, when[0] if when else None, *span_of(row), own))
    return tuple(found)


def _homes(rows: Rows, texts: Sequence[int]) -> list[Mention | None]:
    """The unit that each row of a table names whose caption names none: "Province | Year | Activities"."""
    nobody: list[Mention | None] = [None] * len(rows.table.rows)
    if rows.subject.own is not None and rows.subject.own.kind != "State":
        return nobody
    for i in (i for i in range(len(rows.table.columns)) if i not in texts and rows.roles[i] in _OWNERS):
        cells = [row[i].text for row in rows.table.rows[:_SAMPLE] if not is_no_name(row[i].text)]
        if len(set(cells)) < 2 or share(cells, rows.context.names.is_unit) <= _MOSTLY:
            continue
        named = [rows.names(row, i, "unit") for row in rows.table.rows]
        return [one[0].mention if len(one) == 1 and one[0].id else None for one in named]
    return nobody


_OWNERS = ("unit", "chinese_unit", "host", "")
_NO_TOPIC = Topic("", "prose", ())


def _unread(table: Table, reason: str) -> Unread:
    title = table.caption or " | ".join(column for column in table.columns if column) or "a table without a caption"
    return Unread("table", title[:200], reason, table.start, table.end)


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a document: all statements, all that was not read, and cells of prose with their table's unit."""

    statements: tuple[Statement, ...]
    unread: tuple[Unread, ...]
    prose: tuple[tuple[ProseCell, Mention | None], ...]


def read_tables(layout: Layout, document_id: str, gazetteer: Gazetteer, matcher: Matcher, resolver: Resolver) -> Tables:
    """Reads every table of a document."""
    contexts = TableContexts(layout, gazetteer, matcher, resolver)
    statements: list[Statement] = []
    unread: list[Unread] = []
    prose: list[tuple[ProseCell, Mention | None]] = []
    for block in layout.blocks:
        if block.table is None:
            continue
        table = block.table if block.table.page is not None else replace(block.table, page=block.page)
        try:
            reading = understand(table, document_id, contexts.of(block))
        except FAULTS as fault:
            unread.append(_unread(table, told(fault)))
            continue
        statements += reading.statements
        unread += reading.unread
        prose += [(cell, cell.own or reading.subject) for cell in reading.prose]
    for found in named_lists(layout.blocks, contexts.names):
        reading = understand(found.table, document_id, contexts.of_list(found.block, found.label, found.before))
        statements += reading.statements
    return Tables(tuple(statements), tuple(unread), tuple(prose))
