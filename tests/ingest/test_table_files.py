"""A table file as a whole: one bad sheet does not stop the others, and what was left out is told."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast

import pytest

from graph.errors import InputError
from graph.model import Document
from ingest.mapping.reading import parse_mapping
from ingest.table_files import MAX_SHOWN, read_table_file

if TYPE_CHECKING:
    from ingest.tools import Tools

NO_TOOLS = cast("Tools", None)


def document(fmt: str) -> Document:
    """A document of that format, not yet read."""
    return Document("doc:t", f"t.{fmt}", "t", fmt, "0" * 64, "")


def workbook(*sheets: list[list[str]]) -> bytes:
    """A workbook of the given sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_reading_holds_the_text_that_offsets_count_in() -> None:
    data = "city,partner,partner country\nKunming,Zürich,Switzerland\n".encode()
    reading = read_table_file(data, document("csv"), NO_TOOLS)
    mention = reading.statements[0].object
    assert reading.document.text[mention.start : mention.end] == "Zürich"
    assert reading.notes[0] == "read as SISTER_OF: city → partner"


def test_a_sheet_that_no_mapping_fits_is_left_out() -> None:
    data = workbook([["name", "age"], ["x", "3"]], [["city", "partner"], ["Kunming", "Bern"]])
    reading = read_table_file(data, document("xlsx"), NO_TOOLS)
    assert len(reading.statements) == 1
    assert reading.unread[0].what == "table"
    assert "name, age" in reading.unread[0].reason


def test_what_is_told_of_several_sheets_names_the_sheet() -> None:
    head = ["city", "partner", "date"]
    one, other = [head, ["Kunming", "Bern", "1982-99-01"]], [head, ["Jilin", "Spokane", "1987"], ["Wuhan", "", ""]]
    reading = read_table_file(workbook(one, other), document("xlsx"), NO_TOOLS)
    assert [u.reason.partition(", ")[::2] for u in reading.unread] == [
        ("Sheet", "row 2: '1982-99-01' is not a day of the calendar"), ("Sheet1", "row 3: column 'partner' is empty"),
    ]  # fmt: skip
    assert {note.partition(", ")[0] for note in reading.notes} == {"Sheet", "Sheet1"}
    alone = read_table_file(workbook(one), document("xlsx"), NO_TOOLS)
    assert alone.unread[0].reason.startswith("row 2")


@pytest.mark.parametrize("sheets", [1, 2])
def test_a_file_that_no_mapping_fits_is_refused(sheets: int) -> None:
    with pytest.raises(InputError, match=r"t\.xlsx: .*name, age"):
        read_table_file(workbook(*[[["name", "age"], ["x", "3"]]] * sheets), document("xlsx"), NO_TOOLS)


def test_a_given_mapping_is_used_and_rows_left_out_are_told() -> None:
    mapping = parse_mapping("emit: [{tie: AIDS, subject: {column: a}, object: {column: b, kind: State}}]", "m.yaml")
    rows = "".join(f"Hubei,Nowhere {n}\n" for n in range(MAX_SHOWN + 3))
    reading = read_table_file(f"a,b\nHubei,Laos\n{rows}".encode(), document("csv"), NO_TOOLS, mapping)
    assert len(reading.statements) == 1
    assert reading.notes[0] == "row 3: 'Nowhere 0' is not a country's code or name"
    assert reading.notes[-1] == "and 3 more (documents --unread)"
    assert len(reading.notes) == MAX_SHOWN + 1
