"""A mapping applied to a table: statements, and every row or value that gave none, with the reason.

Nothing is lost in silence: a row that no rule takes, an end that is empty or names no country, a date that does not
exist, a word that the mapping does not know are each reported with the row's number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.errors import InputError
from graph.model import Document, Mention, Mode, Statement
from graph.schema import schema
from ingest.mapping.cells import NOTHING, Row
from ingest.mapping.spec import Emit, End, Mapping, Value
from ingest.mapping.unit_names import state_id, unit_id
from ingest.types import Cell, Table, Unread
from ingest.words.countries import Country, country_name, country_of

_NAMED_KINDS = frozenset(
    {"SOE", "Enterprise", "Mechanism", "Organization", "Policy", "Event", "Project", "firm", "body"}
)
_CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}|[a-z]+:\S+")  # ISO 3166-2, or an id
_UNIT_KINDS = frozenset({None, "LocalGovernment", "ForeignSNG", "unit", "place", "first", "second", "third", "city"})


def apply(mapping: Mapping, table: Table, document: Document) -> tuple[list[Statement], list[Unread]]:
    """The statements of a table's rows, in their order, and what was left out (`row N: reason`).

    Offsets count in `document.text`. Raises InputError when the table lacks a column that the mapping reads.
    """
    _check_columns(mapping, table, document)
    used = set(mapping.columns()) | set(mapping.ignore)
    unread = [
        Unread("table", column, f"column '{column}' is neither used nor ignored by the mapping")
        for column in table.columns
        if column not in used
    ]
    index = {column: at for at, column in enumerate(table.columns)}
    statements: list[Statement] = []
    seen: dict[str, int] = {}
    for at, cells in enumerate(table.rows):
        number = table.numbers[at] if table.numbers else at + 2
        rows = _RowReader(mapping, document, Row(index, cells))
        for statement in rows.statements():
            if statement.id not in seen:
                seen[statement.id] = number
                statements.append(statement)
            elif seen[statement.id] != number:
                rows.row.problems.append(f"it repeats row {seen[statement.id]}")
        for problem in dict.fromkeys(rows.row.problems):
            unread.append(Unread("row", rows.text[:500], f"row {number}: {problem}", rows.start, rows.end))
    return statements, unread


def _check_columns(mapping: Mapping, table: Table, document: Document) -> None:
    missing = [c for c in mapping.columns() if c not in table.columns and c not in mapping.optional]
    if missing:
        raise InputError(
            f"{document.name}: the mapping '{mapping.name}' reads the column '{missing[0]}', which the table has not; "
            f"its columns are {', '.join(table.columns)}"
        )


@dataclass(slots=True)
class _Part:
    """One name in a cell, with its place in the document."""

    text: str
    start: int = -1
    end: int = -1


class _RowReader:
    """Reads one row."""

    def __init__(self, mapping: Mapping, document: Document, row: Row) -> None:
        self.mapping = mapping
        self.document = document
        self.row = row
        self.text = " | ".join(c.text for c in row.cells if c.text)
        placed = [c for c in row.cells if c.start >= 0]
        self.start = min((c.start for c in placed), default=-1)
        self.end = max((c.end for c in placed), default=-1)

    def statements(self) -> Iterator[Statement]:
        """The row's statements with their ids; complaints gather in the row."""
        for skip in self.mapping.skip:
            if self.row.holds(skip.when):
                self.row.problems.append(skip.reason)
                return
        taken = False
        for number, emit in enumerate(self.mapping.emit, 1):
            if self.row.holds(emit.when):
                taken = True
                yield from self._emitted(emit, emit.name or str(number))
        if not taken:
            self.row.problems.append("no rule of the mapping takes it")

    def _emitted(self, emit: Emit, rule: str) -> Iterator[Statement]:
        row = self.row
        tie = row.text(emit.tie, "tie")
        if tie is None:
            row.problems.append("it names no tie")
            return
        subjects, objects = self._ends(emit.subject), self._ends(emit.object)
        if not (subjects and objects):
            return
        when = row.dates(emit.dates, schema().tie(tie).is_state)
        own_dates = row.dates_by_name(emit.dates.by_name)
        confidence = row.confidence(emit.confidence or self.mapping.confidence)
        base = Statement(
            document_id=self.document.id,
            tie=tie,
            subject=subjects[0],
            object=objects[0],
            text=self.text,
            rule=f"{self.mapping.name}:{rule}",
            start=self.start,
            end=self.end,
            kind=row.text(emit.kind, "kind"),
            mechanism=self._mechanism(emit.mechanism),
            mode=Mode(row.text(emit.mode, "mode") or "done"),
            when=when,
            sector=row.text(emit.sector, "sector"),
            value=row.number(emit.value, "value"),
            unit=row.text(emit.unit, "unit"),
            currency=row.text(emit.currency, "currency"),
            share=row.number(emit.share, "share"),
            flow=row.text(emit.flow, "flow"),
            manner=row.text(emit.manner, "manner"),
            detail=self._detail(emit.detail),
            source="; ".join(c.text for name in self.mapping.source if (c := row.cell(name)).text) or None,
            confidence=0.5 if confidence is None else confidence,
        )
        for subject in subjects:
            for other in objects:
                if subject.raw() != other.raw():
                    dated = own_dates.get(subject.printed, when)
                    yield replace(base, subject=subject, object=other, when=dated).with_id()
                else:
                    row.problems.append(f"both ends are '{subject.printed}'")

    def _detail(self, values: tuple[Value, ...]) -> str | None:
        parts = []
        for value in values:
            text = self.row.text(value, "detail")
            if text:
                parts.append(f"{value.label} {text}" if value.label else text)
        return "; ".join(parts) or None

    def _mechanism(self, value: Value | None) -> Mention | None:
        text = self.row.text(value, "mechanism")
        if text is None:
            return None
        part = self._placed(text, self.row.first(value.columns)) if value and value.columns else _Part(text)
        return Mention(text, text, part.start, part.end, kind="Mechanism", provisional=":" not in text)

    def _ends(self, end: End) -> list[Mention]:
        """The names at one end; what cannot stand there is reported."""
        row = self.row
        cell = row.first(end.name.columns)
        found = []
        for part in self._parts(end, cell):
            mention = self._mention(end, part)
            if mention is not None:
                found.append(mention)
        if not found and not cell.text and end.name.columns:
            row.problems.append(f"column '{end.name.columns[0]}' is empty")
        return found

    def _parts(self, end: End, cell: Cell) -> list[_Part]:
        text = cell.text if end.name.columns else end.name.constant or ""
        if end.split is None:
            texts = [text]
        else:
            texts = [part.strip() for part in end.split.split(text) if part and part.strip()]
        texts = texts[:1] if end.take == "first" else texts[1:] if end.take == "rest" else texts
        return [self._placed(part, cell) for part in texts if part]

    def _placed(self, printed: str, cell: Cell) -> _Part:
        """Where a name stands in the document; -1 where the cell's text is not printed as such (escapes)."""
        if cell.start < 0:
            return _Part(printed)
        raw = self.document.text[cell.start : cell.end]
        if raw == printed:
            return _Part(printed, cell.start, cell.end)
        pattern = r"\s+".join(map(re.escape, printed.split()))
        found = re.search(rf"(?<!\w){pattern}(?!\w)", raw) or re.search(pattern, raw)
        return _Part(printed, cell.start + found.start(), cell.start + found.end()) if found else _Part(printed)

    def _mention(self, end: End, part: _Part) -> Mention | None:
        row = self.row
        value = end.name
        form = row.repaired(part.text, value.replace)
        if value.pick is not None:
            picked = value.pick.search(form)
            form = (picked[1] if picked.re.groups else picked[0]) or "" if picked else ""
        if value.values is not None:
            form = value.values.get(form, form if value.default is None else value.default)
        if not form or form.casefold() in NOTHING:
            return None
        kind = row.text(end.kind, "kind")
        country, within = self._country(end.country)
        if end.country is not None and country is None:
            return None
        if kind == "State":
            country = self._state(form, country)
            if country is None:
                return None
            form = country_name(country) or form
        else:
            form = end.form.format(form)
        code = row.first(end.code).text
        # a name within its own code can mean nobody else, and stays a name where the code is unknown
        within = self._within(end.within, country) or (self._code(code) if code else None) or within
        if end.printed and (shown := row.first(end.printed)).text:
            part = self._placed(re.split(r"\s*;\s*", shown.text)[0], shown)
        return Mention(part.text, form, part.start, part.end, kind, country, within, self._may_be(end, kind, country))

    def _state(self, name: str, stated: str | None) -> str | None:
        """The code of the state that a cell names; a code in a column of its own has the last word."""
        named = _country_named(name)
        if named is None and stated is None:
            self.row.problems.append(f"'{name}' is not a country's code or name")
        if named is not None and stated is not None and named.code != stated:
            self.row.problems.append(f"'{name}' is not the country of the code {stated}")
            return None
        return stated or (named.code if named else None)

    def _within(self, value: Value | None, country: str | None) -> str | None:
        """The unit around a place, by its id or name; a name that is not known is reported."""
        text = self.row.text(value, "within")
        if text is None or _CODE.fullmatch(text):
            return text
        found = unit_id(text, country)
        if found is None:
            self.row.problems.append(f"'{text}' is not a known unit")
        return found

    def _code(self, code: str) -> str | None:
        """A unit's ISO 3166-2 code, or any id with a prefix; what is neither is reported."""
        if not _CODE.fullmatch(code):
            self.row.problems.append(f"'{code}' is not a code of ISO 3166-2")
            return None
        if code[2] == "-" and country_of(code[:2]) is None:
            self.row.problems.append(f"'{code}': '{code[:2]}' is no country")
            return None
        return code

    def _country(self, value: Value | None) -> tuple[str | None, str | None]:
        """Country and part of it; a text that names none is reported."""
        text = self.row.text(value, "country")
        if text is None:
            if value is not None:
                self.row.problems.append(f"{_named(value)} names no country")
            return None, None
        country = _country_named(text)
        if country is None:
            self.row.problems.append(f"'{text}' is not a country's code or name")
            return None, None
        return country.code, country.within

    @staticmethod
    def _may_be(end: End, kind: str | None, country: str | None) -> bool:
        """Whether the name may become a provisional entity: named bodies, firms and events; places of a country."""
        if end.provisional is not None:
            return end.provisional
        if kind in _NAMED_KINDS:
            return True
        return kind in _UNIT_KINDS and country is not None


def _named(value: Value) -> str:
    return f"column '{value.columns[0]}'" if value.columns else "the mapping"


def _country_named(text: str) -> Country | None:
    """The country that a cell names, in Latin letters or others."""
    other = None if (known := country_of(text)) else state_id(text)
    return Country(other) if other else known
