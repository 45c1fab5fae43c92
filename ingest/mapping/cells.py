"""One row under a mapping: reads values, conditions, dates and numbers from its cells, and keeps every complaint."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from graph import edtf
from graph.errors import InputError
from ingest.figures.dates import parse_date
from ingest.mapping.spec import CONFIDENCE_WORDS, Condition, Dates, Replace, Value, When
from ingest.types import Cell

NOTHING = frozenset({"", "-", "–", "—", "n/a", "n.a.", "na", "nan", "none", "null", "unknown", "?"})
_NUMBER = re.compile(r"[-+−]?\d[\d,.' \u00a0\u202f]*")
_EMPTY = Cell("")


@dataclass(slots=True)
class Row:
    """A row's cells by column, and what was found wrong with it."""

    index: dict[str, int]
    cells: tuple[Cell, ...]
    problems: list[str] = field(default_factory=list)

    def cell(self, column: str) -> Cell:
        """The cell of a column; an empty one for an optional column that the table lacks."""
        at = self.index.get(column)
        return self.cells[at] if at is not None else _EMPTY

    def first(self, columns: tuple[str, ...]) -> Cell:
        """The first cell that is not empty; an empty one where all are."""
        for column in columns:
            cell = self.cell(column)
            if cell.text and cell.text.casefold() not in NOTHING:
                return cell
        return _EMPTY

    def holds(self, when: When) -> bool:
        """Whether all conditions hold."""
        return all(self._holds(condition) for condition in when)

    def _holds(self, condition: Condition) -> bool:
        text = self.cell(condition.column).text
        if condition.empty is not None and (text.casefold() in NOTHING) != condition.empty:
            return False
        if condition.equals is not None and text.casefold() not in condition.equals:
            return False
        if condition.differs is not None and text.casefold() in condition.differs:
            return False
        if condition.matches is not None and not condition.matches.search(text):
            return False
        return not (condition.lacks is not None and condition.lacks.search(text))

    def text(self, value: Value | None, what: str = "") -> str | None:
        """What a value comes to in this row; None for nothing. `what` names it in complaints."""
        if value is None:
            return None
        text = value.constant or ""
        if value.columns:
            text = self.first(value.columns).text or text
        text = self.repaired(text, value.replace)
        if value.pick is not None:
            found = value.pick.search(text)
            text = (found[1] if found.re.groups else found[0]) or "" if found else ""
        if value.values is not None and text:
            return self._translated(text, value, what) or None
        return text or value.default or None

    def repaired(self, text: str, repairs: tuple[Replace, ...]) -> str:
        """The text after its repairs; those that ask for it are reported."""
        for repair in repairs:
            text, count = repair.pattern.subn(repair.by, text)
            if count and repair.report:
                self.problems.append(repair.report)
        return text.strip() if repairs else text

    def _translated(self, text: str, value: Value, what: str) -> str:
        values = value.values or {}
        known = values.get(text)
        if known is None:
            known = next((v for k, v in values.items() if k.casefold() == text.casefold()), None)
        if known is None and value.default is None:
            self.problems.append(f"{what or value.columns[0]} '{text}' is not among the values of the mapping")
        return known if known is not None else value.default or ""

    def number(self, value: Value | None, what: str) -> float | None:
        """A number; what is none is reported and left out."""
        text = self.text(value, what)
        if text is None:
            return None
        number = parse_number(text)
        if number is None:
            self.problems.append(f"{what} '{text[:60]}' is not a number")
        return number

    def confidence(self, value: Value) -> float | None:
        """A confidence from 0 to 1, in a word (high, medium, low) or a number; what is neither is reported."""
        text = self.text(value, "confidence")
        if text is None:
            return None
        if value.values is None:
            text = CONFIDENCE_WORDS.get(text.casefold(), text)
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if 0 < number <= 1:
            return number
        self.problems.append(f"confidence '{text[:60]}' is neither high, medium, low nor a number up to 1")
        return None

    def dates(self, dates: Dates, is_state: bool) -> tuple[str, ...]:
        """The dates of the row in EDTF, sorted; what is no date is reported, and the row stays undated."""
        several = self.first(dates.intervals).text
        if several:
            parts = [part for part in re.split(r"\s*[;,]\s*", several) if part]
            found = [d for d in map(self._date, parts) if d]
            return tuple(sorted(set(found), key=edtf.sort_key))
        one = self.first(dates.date).text
        if one:
            date = self._date(one)
            return (date,) if date else ()
        return self._stretch(self.first(dates.start).text, self.first(dates.end).text, is_state)

    def dates_by_name(self, columns: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """The dates of a cell such as "Henan: 1996; Ningxia: 2000", by name; a part of another form is reported."""
        found: dict[str, tuple[str, ...]] = {}
        for part in filter(None, re.split(r"\s*;\s*", self.first(columns).text)):
            name, colon, text = part.partition(":")
            date = self._date(text.strip()) if colon else None
            if date:
                found[name.strip()] = (date,)
            elif not colon:
                self.problems.append(f"'{part[:60]}' is not a name with a date (write 'Name: 1996')")
        return found

    def _stretch(self, start_text: str, end_text: str, is_state: bool) -> tuple[str, ...]:
        start, end = self._date(start_text), self._date(end_text)
        if start and not end:
            return (start,)
        if start and edtf.is_interval(start):
            left = edtf.ends(start)[0]
            start = left if left not in ("", "..") else None
        if end and edtf.is_interval(end):
            end = edtf.ends(end)[1] or None
        if not end or (end == ".." and not start):
            return ()
        if not start:
            return (f"/{end}",)
        if start == end and not is_state:
            return (start,)
        try:
            return (edtf.valid(f"{start}/{end}"),)
        except InputError as wrong:
            self.problems.append(str(wrong))
            return ()

    def _date(self, text: str) -> str | None:
        if not text or text.casefold() in NOTHING:
            return None
        date, problem = _parsed(text)
        if problem:
            self.problems.append(problem)
        return date


@lru_cache(maxsize=8192)
def _parsed(text: str) -> tuple[str | None, str]:
    try:
        date = parse_date(text)
        if date is None and re.fullmatch(r"[\d-]+[?~%]", text):  # as EDTF writes an uncertain or rough date
            date = edtf.valid(text)
    except InputError as wrong:
        return None, str(wrong)
    return date, "" if date else f"'{text[:60]}' is not a date"


def parse_number(text: str) -> float | None:
    """A number as tables print it: `1,234.5`, `1 234,5`, `12%`, `(3)`; None where it is none, or two.

    A single comma before three digits groups thousands, any other is a decimal comma.
    """
    text = text.strip().removesuffix("%").strip()
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    if not _NUMBER.fullmatch(text):
        return None
    plain = re.sub(r"['\s]", "", text).replace("−", "-")
    if "," in plain and "." in plain:
        thousands = "," if plain.rfind(",") < plain.rfind(".") else "."
        plain = plain.replace(thousands, "").replace(",", ".")
    elif plain.count(",") > 1 or re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", plain):
        plain = plain.replace(",", "")
    elif plain.count(".") > 1:
        plain = plain.replace(".", "")
    else:
        plain = plain.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None
