"""`ingest` from the command line: what it tells of each file, what it refuses, what a check and a stop leave."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingest.sources import Found
from tests.command import Command


def test_reading_twice_adds_nothing(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("province,partner,country,date\nYunnan,Bali,Indonesia,2003-11-22\n", encoding="utf-8")
    first = run("ingest", file)
    assert first.code == 0, first.err
    assert first.rows[0]["state"] == "read"
    before = run("ties").out
    again = run("ingest", file)
    assert again.rows[0]["state"] == "unchanged"
    assert run("ties").out == before


def test_a_file_that_has_not_changed_is_told_as_it_was_read(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("province,partner,country,date\nYunnan,Bali,Indonesia,2003\nYunnan,Lodi,Utopia,2002\n", "utf-8")
    first, again = (run("ingest", file).rows[0] for _ in range(2))
    assert first["unread"] == "1"
    assert {**first, "state": "unchanged", "added": "0"} == again


def test_a_changed_file_says_what_came_and_went(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    head = "province,partner,country,date\n"
    file.write_text(
        head + "Yunnan,Bali,Indonesia,2003-11-22\nYunnan,Texas,United States,1992-09-10\n", encoding="utf-8"
    )
    run("ingest", file)
    file.write_text(head + "Yunnan,Bali,Indonesia,2003-11-22\nYunnan,Lodi,Italy,2002-06-08\n", encoding="utf-8")
    row = run("ingest", file).rows[0]
    assert (row["state"], row["added"], row["removed"]) == ("changed", "1", "1")
    assert {r["object"] for r in run("ties", "--type", "SISTER_OF").rows} == {"Bali", "Lodi"}


def test_a_check_records_nothing(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("province,partner,country,date\nYunnan,Bali,Indonesia,2003-11-22\n", encoding="utf-8")
    row = run("ingest", "--check", file).rows[0]
    assert row["state"] == "checked"
    assert row["statements"] == "1"
    assert {row[name] for name in ("tied", "planned", "denied", "unresolved", "other", "added", "removed")} == {""}
    assert run("ties").code == 1


def test_a_check_needs_no_workspace_and_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("province,partner,country,date\nYunnan,Bali,Indonesia,2003-11-22\n", encoding="utf-8")
    done = Command(tmp_path / "nowhere", monkeypatch, capsys)("ingest", "--check", file)
    assert done.rows[0]["state"] == "checked"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.csv", b" \n \n", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "text"),
        ("binary.csv", b"\x00\x01\x02\xff\xfe" * 50, ""),
        ("picture.png", b"\x89PNG\r\n", "format"),
        ("broken.json", b'{"a": [1, 2', "json"),
        ("nothing-fits.csv", b"foo,bar\n1,2\n", "mapping"),
        ("fake.xlsx", b"this is no workbook", "xlsx"),
    ],
)
def test_one_bad_file_does_not_stop_the_others(
    run: Command, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    bad, good = folder / name, folder / "zz-good.csv"
    bad.write_bytes(content)
    good.write_text("province,partner,country,date\nYunnan,Bali,Indonesia,2003-11-22\n", encoding="utf-8")
    done = run("ingest", bad, good)
    assert done.code == 3
    assert {row["file"]: row["state"] for row in done.rows} == {name: "refused", "zz-good.csv": "read"}
    refusal = next(line for line in done.err.splitlines() if line.startswith("refused"))
    assert name in refusal
    assert said.lower() in refusal.lower()
    assert run("ties").rows[0]["object"] == "Bali"


def test_where_all_files_are_refused_no_others_are_spoken_of(run: Command, tmp_path: Path) -> None:
    done = run("ingest", tmp_path / "gone.txt")
    assert done.code == 3
    assert "1 of 1 files refused" in done.err
    assert "others" not in done.err


def test_a_folder_is_read_without_the_workspace_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pairs.csv").write_text("province,partner,country\nYunnan,Bali,Indonesia\n", encoding="utf-8")
    run = Command(tmp_path / "workspace", monkeypatch, capsys)
    for state in ("read", "unchanged"):
        done = run("ingest", tmp_path)
        assert done.code == 0, done.err
        assert [(Path(row["file"]).name, row["state"]) for row in done.rows] == [("pairs.csv", state)]


def test_a_line_of_a_megabyte_is_read(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text(
        "Zhejiang and Shizuoka have been sister provinces since 1982. " + "Then nothing was said. " * 50_000,
        encoding="utf-8",
    )
    assert run("ingest", file).code == 0
    assert any(row["object"] == "Shizuoka" for row in run("ties", "Zhejiang").rows)


@pytest.mark.parametrize(
    ("date", "kept"),
    [("1992-09-10", "1992-09-10"), ("10.09.1992", "1992-09-10"), ("circa 1990", "1990~"), ("31.02.1999", ""), ("", "")],
)
def test_dates_of_a_table_are_kept_as_precise_as_stated(run: Command, tmp_path: Path, date: str, kept: str) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(f"province,partner,country,date\nYunnan,Texas,United States,{date}\n", encoding="utf-8")
    done = run("ingest", file)
    assert done.code == 0, done.err
    assert run("ties").rows[0]["start"] == kept
    if date == "31.02.1999":
        assert "31.02.1999" in run("documents", "--unread").out


def test_an_ingestion_that_is_stopped_says_what_is_kept(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest import pipeline

    head = "province,partner,country,date\n"
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text(head + "Yunnan,Bali,Indonesia,2003\n", encoding="utf-8")
    second.write_text(head + "Yunnan,Texas,United States,1992\n", encoding="utf-8")
    read = pipeline.read_file

    def stop(found: Found, *rest: Any) -> Any:
        if found.path == second:
            raise KeyboardInterrupt
        return read(found, *rest)

    with monkeypatch.context() as during:
        during.setattr(pipeline, "read_file", stop)
        done = run("ingest", first, second)
    assert done.code == 130
    assert "1 of 2 files" in done.err
    assert [row["object"] for row in run("ties").rows] == ["Bali"]
    assert [row["state"] for row in run("ingest", first, second).rows] == ["unchanged", "read"]
