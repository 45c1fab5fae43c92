"""What the readers of table shapes share: one table, its context, and the statements that its rows make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph.model import Mention, Mode, Statement
from graph.schema import schema
from ingest.cells.columns import column_lexicon
from ingest.cells.lexicon import Topic
from ingest.tables.cells import Named, country_code, is_no_name, names_in, when_of
from ingest.tables.context import TableContext
from ingest.tables.topics import Subject, roles_of, year_of
from ingest.types import Cell, Clean, Table, Unread

_STATUS = ("", "text", "title", "status")
_SHORT = 30  # characters of a cell that holds a status
_AHEAD = ("planned", "denied")
_BEHIND = re.compile(r"[(（]([^()（）]{3,30})[)）]\s*$")


@dataclass(frozen=True, slots=True)
class ProseCell:
    """A cell of running text: its clean text, the date of its row (EDTF), the span of the row, and the unit whose
    deeds it notes where the row names it."""

    clean: Clean
    when: str | None
    start: int
    end: int
    own: Mention | None = None


_SINCE = re.compile(r"(?:\b[Ss]ince\s+|[(（](?=\d{4}[)）]))((?:19|20)\d\d)\b")  # "members since 1996", "Shiga (1983)"


@dataclass(slots=True)
class Rows:
    """One table on its way to statements."""

    table: Table
    document_id: str
    context: TableContext
    topic: Topic
    subject: Subject
    roles: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    known: int = 0  # partners that somebody knows

    def __post_init__(self) -> None:
        self.roles = self.roles or roles_of(self.table)

    def columns(self, *roles: str) -> list[int]:
        """Columns whose role is one of these, in the order of the roles."""
        return [i for role in roles for i, own in enumerate(self.roles) if own == role]

    def column(self, *roles: str) -> int | None:
        """The first column with one of these roles, the first role first."""
        found = self.columns(*roles)
        return found[0] if found else None

    def when(self, row: Sequence[Cell]) -> tuple[str, ...]:
        """The date of a row: from its date columns (start and end), else the table's one year; a relation whose own
        date is left empty does not begin in the year of the list."""
        starts = [w for w in (when_of(row[i]) for i in self.columns("date")) if w]
        ends = [w for w in (when_of(row[i]) for i in self.columns("end_date")) if w]
        if starts and ends and "/" not in starts[0] + ends[0]:
            return (f"{starts[0]}/{ends[0]}",) if starts[0] <= ends[0] else (starts[0],)
        if starts:
            return (starts[0],)
        told = [year for cell in row for year in _SINCE.findall(cell.text)]
        if len(told) == 1:
            return (told[0],)
        declared = schema().ties.get(self.topic.tie or "")
        if declared is not None and declared.is_state and self.columns("date"):
            return ()
        year = year_of(self.table)
        return (year,) if year else ()

    def mode(self, row: Sequence[Cell]) -> Mode:
        """What the row says of its ties besides: a status ("closed", "planned") in a cell of its own, or before the
        date ("Planned in 2020")."""
        lexicon = column_lexicon()
        for cell, role in zip(row, self.roles, strict=True):
            if role in _STATUS and 0 < len(cell.text) < _SHORT:
                mode = lexicon.mode_of(cell.text)
            elif role in ("date", "end_date"):
                words = (cell.text, *cell.text.split())
                mode = next((m for word in words if (m := lexicon.mode_of(word)) in _AHEAD), None)
            else:  # "electric buses (planned)"
                said = [lexicon.mode_of(word) for word in _BEHIND.findall(cell.text)]
                mode = next((m for m in said if m in _AHEAD), None)
            if mode is not None:
                return Mode(mode)
        return Mode.DONE

    def add(
        self,
        row: Sequence[Cell],
        tie: str,
        subject: Mention,
        object_: Mention,
        *,
        when: Sequence[str] = (),
        kind: str | None = None,
        value: float | None = None,
        currency: str | None = None,
        share: float | None = None,
        flow: str | None = None,
        sector: str | None = None,
        detail: str | None = None,
        mechanism: Mention | None = None,
        weight: float = 1.0,
    ) -> None:
        """Adds what one row states."""
        start, end = span_of(row)
        self.statements.append(
            Statement(
                document_id=self.document_id,
                tie=tie,
                subject=subject,
                object=object_,
                text=" | ".join(cell.text for cell in row if cell.text),
                rule=f"table:{self.topic.shape}",
                start=start,
                end=end,
                page=self.table.page,
                kind=kind,
                mechanism=mechanism,
                when=tuple(when),
                mode=Mode.DONE if tie == "PART_OF" else self.mode(row),
                sector=sector if sector in schema().sectors else None,
                value=value,
                unit="money" if value is not None and currency else None,
                currency=currency,
                share=share,
                flow=flow,
                detail=detail,
                confidence=round(min(0.97, self.table.confidence * weight), 2),
            ).with_id()
        )

    def skip(self, row: Sequence[Cell], reason: str) -> None:
        """Notes a row that was seen and not read."""
        start, end = span_of(row)
        text = " | ".join(cell.text for cell in row if cell.text)
        self.unread.append(Unread("row", text[:300], reason, start, end))

    def countries(self, column: int | None) -> list[tuple[str | None, Named | None]]:
        """Code and name of the country of each row; an empty cell under a filled one repeats it (merged cells)."""
        if column is None:
            return [(None, None)] * len(self.table.rows)
        found: list[tuple[str | None, Named | None]] = []
        last: tuple[str | None, Named | None] = (None, None)
        for row in self.table.rows:
            cell = row[column]
            if cell.text.strip():
                last = country_code(cell, self.context)
                found.append(last)
            else:
                found.append((last[0], None))
        return found

    def own(self) -> Mention | None:
        """The table's own unit as a mention."""
        return self.subject.own.mention if self.subject.own else None

    def names(
        self, row: Sequence[Cell], column: int, kind: str | None = None, country: str | None = None
    ) -> list[Named]:
        """The names in a cell of a row."""
        return names_in(row[column], self.context, kind, country)


def span_of(row: Sequence[Cell]) -> tuple[int, int]:
    """The document span of a row."""
    starts = [cell.start for cell in row if cell.start >= 0]
    ends = [cell.end for cell in row if cell.end >= 0]
    return (min(starts), max(ends)) if starts else (-1, -1)


def whole_name(rows: Rows, cell: Cell, kind: str) -> Mention | None:
    """The whole cell as one name of that kind, provisional where nobody knows it; None where it is no name."""
    text = cell.text.strip()
    if is_no_name(text) or len(text.split()) > 14 or not any(char.isupper() or ord(char) > 0x3000 for char in text):
        return None
    found = names_in(replace(cell, text=text), rows.context)
    if len(found) == 1 and found[0].id is not None:
        return found[0].mention
    span = rows.context.span(cell, 0, len(text))
    form = re.sub(r"\s*[(（][^)）]*[)）]\s*$", "", text)
    return Mention(text, form, *span, kind=kind, provisional=True)
