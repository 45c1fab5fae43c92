"""Table files: every cell and its place, heads, rows that do not fit, files that are no tables."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from ingest.readers import delimited
from ingest.readers.records import MAX_CELL
from ingest.readers.tables import TableFile, read_tables


def texts(file: TableFile) -> list[list[str]]:
    """The texts of the first table's rows."""
    return [[cell.text for cell in row] for row in file.tables[0].rows]


def even(text: str) -> str:
    """White space evened out, as cells have it."""
    return " ".join(text.split())


# letters, quotes, separators and line ends, so that quoting is needed and unneeded alike
CELLS = st.text(alphabet=st.sampled_from('ab"é浙,;\t \n|'), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=6), st.sampled_from([",", ";", "\t", "|"]))
def test_a_cell_is_what_its_offsets_cut_from_the_text(rows: list[list[str]], separator: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows([["one", "two"], *rows])
    text = out.getvalue()
    read = list(delimited.records(text, separator))
    assert [[c.text for c in r.cells] for r in read] == [["one", "two"], *([even(c) for c in row] for row in rows)]
    for record in read:
        for cell in record.cells:
            assert even(text[cell.start : cell.end].replace('""', '"')) == cell.text


@given(st.text(alphabet=st.sampled_from('a",\n\r'), max_size=30))
def test_any_text_is_cut_without_loss(text: str) -> None:
    end = 0
    for record in delimited.records(text, ","):
        for cell in record.cells:
            assert end <= cell.start <= cell.end <= len(text)
            assert not text[end : cell.start].strip('", \t\r\n')
            end = cell.end
    assert not text[end:].strip('", \t\r\n')


@pytest.mark.parametrize(
    ("text", "fmt", "expected"),
    [
        ("a,b\nx,y\n", "csv", [["x", "y"]]),
        ("a;b\nx,1;y\n", "csv", [["x,1", "y"]]),
        ("a\tb\nx\ty", "tsv", [["x", "y"]]),
        ('a,b\n"x, ""z""",y\n', "csv", [['x, "z"', "y"]]),
        ('a,b\n"x\ny",z\n', "csv", [["x y", "z"]]),
        ('a,b\n"x,y\n', "csv", [['"x', "y"]]),  # a quote that is never closed swallows nothing
        ("a,b,,\nx,y,,\n", "csv", [["x", "y"]]),  # columns without a name and without cells
        ("a,,c\nx,y,z\n", "csv", [["x", "y", "z"]]),
        ("\n\na,b\n\nx,y\n,\n", "csv", [["x", "y"]]),
        ("Sister cities of Yunnan\na,b\nx,y\n", "csv", [["x", "y"]]),
        ("Cities, 2020\na;b\nx;y\nz;1,5\n", "csv", [["x", "y"], ["z", "1,5"]]),
        ("sep=;\na;b\nx;y\n", "csv", [["x", "y"]]),
        ('a|b\n"x, y, z; w"|y\n', "csv", [["x, y, z; w", "y"]]),
        ("place,2015,2016\nYunnan,1,2\n", "csv", [["Yunnan", "1", "2"]]),
        ("\ufeffa,b\nx,y\n", "csv", [["x", "y"]]),
        ('[{"a": "x", "b": 1}, {"b": 2.0, "a": null}]', "json", [["x", "1"], ["", "2"]]),
        ('{"rows": [{"a": "x", "n": {"b": ["y", 3]}}], "made": 2020}', "json", [["x", "y; 3"]]),
        ('{"a": "x"}\n\n{"a": "y", "b": true}\n', "jsonl", [["x", ""], ["y", "true"]]),
        ('[{"a": "\\u6d59 \\"q\\""}]', "json", [['浙 "q"']]),
    ],
)
def test_tables_are_read(text: str, fmt: str, expected: list[list[str]]) -> None:
    assert texts(read_tables(text.encode(), fmt, "t")) == expected


@pytest.mark.parametrize("fmt", ["json", "jsonl"])
def test_json_cells_know_their_place(fmt: str) -> None:
    rows = [{"place": "Qu\u1ea3ng Ninh", "year": 1987}, {"year": 1990, "place": "Kunming"}]
    text = (
        json.dumps(rows, ensure_ascii=False)
        if fmt == "json"
        else "\n".join(json.dumps(r, ensure_ascii=False) for r in rows)
    )
    file = read_tables(text.encode(), fmt, "t")
    assert texts(file) == [["Qu\u1ea3ng Ninh", "1987"], ["Kunming", "1990"]]
    assert all(file.text[c.start : c.end] == c.text for row in file.tables[0].rows for c in row)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    text = "省,国家\n" + "浙江省,日本\n云南省,老挝\n" * 20
    assert texts(read_tables(text.encode(encoding), "csv", "t"))[0] == ["浙江省", "日本"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a,b\nx\ny,z\n", "row 2: it has 1 cells, the head has 2"),
        ("a,b\ny,z\nx,y,z\n", "row 3: it has 3 cells, the head has 2"),
        (f"a,b\n{'x' * (MAX_CELL + 1)},y\ny,z\n", f"row 2: a cell has more than {MAX_CELL:,} characters"),
    ],
)
def test_a_row_that_does_not_fit_is_left_out_and_reported(text: str, reason: str) -> None:
    file = read_tables(text.encode(), "csv", "t")
    assert texts(file) == [["y", "z"]]
    assert [u.reason for u in file.unread] == [reason]
    assert file.text[file.unread[0].start : file.unread[0].end].startswith("x")


def test_a_bad_line_of_json_lines_is_left_out_and_reported() -> None:
    file = read_tables(b'{"a": 1}\n{bad}\n[3]\n', "jsonl", "t")
    assert texts(file) == [["1"]]
    assert [u.reason.split(" (")[0] for u in file.unread] == ["row 2: not JSON", "row 3: not an object"]


@pytest.mark.parametrize(
    ("data", "fmt", "said"),
    [
        (b"", "csv", "empty"),
        (b"  \n ", "tsv", "empty"),
        (b"a,b\x00\x01\x02\x00\xff\x00\n", "csv", "binary"),
        (b"a,a\nx,y\n", "csv", "'a' stands twice"),
        (b"Yunnan,1.5,http://x\nHebei,2,http://y\n", "csv", "no column names"),
        (b",,\n,\n", "csv", "holds no table"),
        (b"{}", "json", "expected a list of objects"),
        (b"[1, 2", "json", "line 1, column 6"),
        (b'"text"', "json", "expected a list of objects"),
        (b"[" * 200_000, "json", "not JSON"),
        (b"no\njson\n", "jsonl", "no line is a JSON object"),
        (b"PK\x03\x04 no zip", "xlsx", "not an .xlsx workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "xlsx", "old or encrypted"),
        (b"a,b\n", "ods", "not a table format"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(data: bytes, fmt: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        read_tables(data, fmt, "mine.x")
    assert "mine.x" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_head_without_rows_is_a_table_with_a_note() -> None:
    file = read_tables(b"a,b\n", "csv", "t")
    assert file.tables[0].rows == ()
    assert file.notes == ("the table has column names and no rows",)


def workbook(**sheets: list[list[object]]) -> bytes:
    """A workbook of the given sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_workbooks_are_read_sheet_by_sheet() -> None:
    data = workbook(
        cities=[
            ["Sister cities"],
            ["place", "year", "share"],
            ["Kunming", 1981.0, 2.5],
            [None],
            ["Dali", date(1999, 6, 7)],
        ],
        empty=[],
        states=[["state"], ["Laos"]],
    )
    file = read_tables(data, "xlsx", "b.xlsx")
    cities, states = file.tables
    assert (cities.caption, cities.page, cities.columns) == ("cities", 1, ("place", "year", "share"))
    assert [[c.text for c in row] for row in cities.rows] == [["Kunming", "1981", "2.5"], ["Dali", "1999-06-07", ""]]
    assert cities.numbers == (3, 5)
    assert (states.page, [c.text for c in states.rows[0]]) == (3, ["Laos"])
    for table in file.tables:
        assert all(file.text[c.start : c.end] == c.text for row in table.rows for c in row)


def test_formulas_are_never_evaluated() -> None:
    file = read_tables(workbook(one=[["a", "b"], ["x", "=1+1"], ["y", "=HYPERLINK(1)"]]), "xlsx", "b.xlsx")
    assert texts(file) == [["x", ""], ["y", ""]]
    assert "formulas without a stored value (rows 2, 3)" in file.notes[0]
