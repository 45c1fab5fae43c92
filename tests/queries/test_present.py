"""One grammar of output."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from queries.present import default_format, plain, show, write
from queries.reach import reach
from queries.ties_of_place import ties_of_place
from tests.queries.sample import sample


@dataclass(frozen=True)
class Row:
    name: str
    share: float | None
    layers: tuple[str, ...] = ()
    contested: bool = False


ROWS = [Row("Yunnan, 云南", 1 / 3, ("A", "B")), Row('"quoted"', None, (), True)]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(form: str | None, rows: list[object] | None = None, **more: object) -> str:
    out = io.StringIO()
    write(ROWS if rows is None else rows, out, form, **more)  # type: ignore[arg-type]
    return out.getvalue()


def test_csv_reads_back() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"))))
    assert rows[0] == {"name": "Yunnan, 云南", "share": repr(1 / 3), "layers": "A; B", "contested": "false"}
    assert rows[1] == {"name": '"quoted"', "share": "", "layers": "", "contested": "true"}


def test_json_and_jsonl_hold_the_same() -> None:
    whole = json.loads(written("json"))
    assert whole == [json.loads(line) for line in written("jsonl").splitlines()]
    assert whole[0] == {"name": "Yunnan, 云南", "share": 1 / 3, "layers": ["A", "B"], "contested": False}


def test_defaults() -> None:
    assert default_format(Terminal()) == "table"
    assert default_format(io.StringIO()) == "csv"
    assert written(None) == written("csv")


def test_table_leaves_out_empty_columns_and_rounds() -> None:
    text = written("table", [Row("Yunnan", 0.123456)])
    assert "0.1235" in text
    assert "layers" not in text


def test_markup_in_a_name_stays_text() -> None:
    assert "[bold]x[/bold]" in written("table", [Row("[bold]x[/bold]", None)])


def test_a_very_long_cell_is_cut_for_people_only() -> None:
    rows: list[object] = [Row("x" * 5000, 1.0)]
    assert written("table", rows).count("x") == 500
    assert "…" in written("table", rows)
    assert written("csv", rows).count("x") == 5000


def test_columns_pick_and_order() -> None:
    assert written("csv", columns=["share", "name"]).splitlines()[0] == "share,name"
    assert written("csv", [], columns=["a", "b"]) == "a,b\n"
    assert written("json", []) == "[]\n"
    assert written("table", []).strip() == ""


def test_unknown_format() -> None:
    with pytest.raises(UsageError, match="known are table, csv, json, jsonl"):
        written("yaml")


def test_nan_is_null() -> None:
    assert plain({"a": float("nan"), "b": (float("inf"), {2, 1})}) == {"a": None, "b": [None, [1, 2]]}


def test_an_answer_for_people_and_for_programs() -> None:
    answer = ties_of_place(sample(), "Yunnan")
    out = Terminal()
    show(answer, out)
    assert "layers" in out.getvalue()
    assert "1 of them without a date" in out.getvalue()
    piped = io.StringIO()
    show(answer, piped)
    assert len(list(csv.DictReader(io.StringIO(piped.getvalue())))) == 6
    whole = io.StringIO()
    show(answer, whole, "json")
    assert set(json.loads(whole.getvalue())) == {"notes", "ties", "layers"}
    one = io.StringIO()
    show(answer, one, "jsonl", "layers")
    assert json.loads(one.getvalue().splitlines()[0])["layer"] == "PARTICIPATES_IN"
    with pytest.raises(UsageError, match="it has ties, layers"):
        show(answer, one, "csv", "maps")


def test_what_one_table_has_no_room_for_is_said_beside_it() -> None:
    answer = ties_of_place(sample(), "Yunnan")
    for form, pick in (("csv", None), ("jsonl", "layers")):
        said: list[str] = []
        show(answer, io.StringIO(), form, pick, say=said.append)
        main, other = ("ties", "layers") if pick is None else ("layers", "ties")
        assert said == [*answer.notes(), f"this is the table {main}; --table gives {other}, --format json all of them"]
    for form in ("json", "table"):
        show(answer, io.StringIO(), form, say=said.append)
    assert len(said) == len(answer.notes()) + 1


def test_people_see_fewer_columns_than_programs() -> None:
    answer = reach(sample(), "Zambia")
    table, whole = io.StringIO(), io.StringIO()
    show(answer, table, "table")
    show(answer, whole, "csv")
    assert "partners" not in table.getvalue()
    assert "partners" in whole.getvalue()


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]))))
def test_any_text_survives_csv_and_jsonl(texts: list[str]) -> None:
    rows: list[object] = [{"text": text, "more": "x"} for text in texts]
    read = list(csv.reader(io.StringIO(written("csv", rows), newline="")))[1:]
    assert [row[0] for row in read] == texts
    assert [json.loads(line)["text"] for line in written("jsonl", rows).split("\n")[:-1]] == texts


def test_of_a_long_table_people_get_the_beginning_and_programs_all() -> None:
    class Long:
        def tables(self) -> dict[str, list[Row]]:
            return {"rows": [Row(f"row {at}", 0.5) for at in range(30)]}

        def notes(self) -> tuple[str, ...]:
            return ("a note",)

    told = {}
    for form in ("table", "csv", "jsonl"):
        out = io.StringIO()
        show(Long(), out, form, most=7)
        told[form] = out.getvalue()
    assert "row 6" in told["table"]
    assert "row 7 " not in told["table"]
    assert told["table"].endswith("… 23 more; --format csv --table rows gives all\na note\n")
    assert "row 29" in told["csv"]
    assert "row 29" in told["jsonl"]


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "TTY_COMPATIBLE"])
def test_a_table_in_a_pipe_is_plain_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "1")
    out = io.StringIO()
    write([{"name": "a" * 60, "other": "b" * 60}], out, "table")
    assert "\x1b" not in out.getvalue()
    assert "a" * 60 in out.getvalue()
    assert "b" * 60 in out.getvalue()
