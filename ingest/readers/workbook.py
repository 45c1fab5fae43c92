"""Workbooks (`.xlsx`) → a text of tab-separated lines and its records, sheet by sheet.

A workbook has no text of its own, so one is made: for each sheet its name on a line, then its rows. Formulas are never
evaluated: the value that the spreadsheet stored is read; a formula without one is an empty cell, and a note says where.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from graph.errors import InputError
from ingest.readers.records import Record
from ingest.types import Cell

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_BYTES = 1 << 30  # unpacked; a larger workbook is refused
MAX_COLUMNS = 1000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its number from 1, its rows."""

    title: str
    number: int
    records: tuple[Record, ...]


def read_workbook(data: bytes, name: str) -> tuple[str, list[Sheet], list[str]]:
    """Text, sheets and notes. Raises InputError for what is no workbook, is encrypted or too large."""
    stored, formulas = _open(data, name, values=True), _open(data, name, values=False)
    parts: list[str] = []
    sheets: list[Sheet] = []
    notes: list[str] = []
    at = 0
    try:
        for number, sheet in enumerate(stored.worksheets, 1):
            line = f"{' '.join(sheet.title.split())}\n"
            parts.append(line)
            at += len(line)
            records: list[Record] = []
            for row, texts in _rows(sheet, formulas.worksheets[number - 1], notes):
                cells: list[Cell] = []
                for text in texts:
                    cells.append(Cell(text, at, at + len(text)))
                    at += len(text) + 1
                parts.append("\t".join(texts) + "\n")
                records.append(Record(row, tuple(cells)))
            sheets.append(Sheet(sheet.title, number, _filled_up(records)))
    except (ValueError, KeyError, TypeError, SyntaxError, OSError, zipfile.BadZipFile) as wrong:
        raise InputError(f"{name}: the workbook is damaged ({wrong})") from wrong
    finally:
        stored.close()
        formulas.close()
    return "".join(parts), sheets, notes


def _filled_up(records: list[Record]) -> tuple[Record, ...]:
    """A sheet has no ragged rows: cells that are not filled in are empty ones at the end of the row."""
    width = max((len(r.cells) for r in records), default=0)
    return tuple(
        Record(r.number, r.cells + (Cell("", r.cells[-1].end, r.cells[-1].end),) * (width - len(r.cells)))
        for r in records
    )


def _open(data: bytes, name: str, *, values: bool) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise InputError(f"{name}: an old or encrypted workbook; save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_BYTES:
                raise InputError(f"{name}: more than {MAX_BYTES >> 20:,} MB when unpacked; save the sheet as .csv")
        return load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, OSError) as wrong:
        raise InputError(f"{name}: not an .xlsx workbook ({wrong})") from wrong


def _rows(values: Any, formulas: Any, notes: list[str]) -> Iterator[tuple[int, list[str]]]:
    """(row number, cell texts) of the rows that hold anything; trailing empty cells are cut."""
    for sheet in (values, formulas):
        sheet.reset_dimensions()  # what the file declares about its size is often wrong
    pairs = zip(values.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=True)
    lost: list[int] = []
    for number, (row, written) in enumerate(pairs, 1):
        texts = [_text(value) for value in row[:MAX_COLUMNS]]
        if any(v is None and isinstance(f, str) and f.startswith("=") for v, f in zip(row, written, strict=False)):
            lost.append(number)
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts
    if lost:
        shown = ", ".join(map(str, lost[:5])) + (" …" if len(lost) > 5 else "")
        notes.append(
            f"sheet '{values.title}': {len(lost)} rows hold formulas without a stored value (rows {shown}); "
            "open the workbook in a spreadsheet and save it"
        )


def _text(value: Any) -> str:
    """A cell's value as a person would read it: whole numbers without a point, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split())
