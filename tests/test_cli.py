"""The command line as scripts and people rely on it: exit codes, formats, one clear line for each error."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

import cli
from ingest.sources import Found

SUBCOMMANDS = ("documents", "report", "status", "ties")


class Ran:
    """What one call of the command printed, and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def rows(self) -> list[dict[str, str]]:
        """Standard output read as csv."""
        return list(csv.DictReader(io.StringIO(self.out)))


class Command:
    """The command, run inside this process: `run("ties", "Yunnan")`."""

    def __init__(self, workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._workspace, self._monkeypatch, self._capsys = workspace, monkeypatch, capsys

    def __call__(self, *arguments: str | Path) -> Ran:
        words = ["subties", "-w", str(self._workspace), *map(str, arguments)]
        self._monkeypatch.setattr(sys, "argv", words)
        self._capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        printed = self._capsys.readouterr()
        return Ran(code, printed.out, printed.err)


@pytest.fixture
def run(empty_workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(empty_workspace, monkeypatch, capsys)


@pytest.fixture
def demo(demo_workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(demo_workspace, monkeypatch, capsys)


def one_line(text: str) -> bool:
    return len(text.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ties"], 1),
        (["ties", "Lemuria-upon-Sea"], 1),
        (["resolve", "Springfield"], 1),
        (["explain", "tie:0000"], 1),
        (["data", "add", "nothing-of-that-name"], 1),
        (["data", "add"], 2),
        (["ties", "--layer", "SISTERS"], 2),
        (["data", "list", "--format", "xml"], 2),
        (["ties", "--year", "1990", "--from", "1980"], 2),
        (["ask", "riddle"], 2),
        (["export", "network.docx"], 2),
        (["resolve", "Suzhou", "--country", "XX"], 3),
        (["ingest", "no-such-file.txt"], 3),
        (["unknown-verb"], 2),
    ],
)
def test_errors_have_an_exit_code_and_say_what_to_do(run: Command, arguments: list[str], code: int) -> None:
    done = run(*arguments)
    assert done.code == code, done.err
    assert done.err.strip()
    assert "Traceback" not in done.err


def test_a_missing_workspace_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for verb in SUBCOMMANDS:
        done = Command(tmp_path / "nowhere", monkeypatch, capsys)(verb)
        assert done.code == 1
        assert one_line(done.err)
        assert "subties init" in done.err
    assert not (tmp_path / "nowhere").exists()


def test_init_makes_a_workspace_and_may_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = Command(tmp_path / "other", monkeypatch, capsys)
    assert command("init").code == 0
    (tmp_path / "other" / "aliases.csv").open("a").write("# mine\n")
    assert command("init").code == 0
    assert "# mine" in (tmp_path / "other" / "aliases.csv").read_text()


def test_listings_come_in_four_formats(demo: Command) -> None:
    as_csv = demo("ties", "Yunnan", "--format", "csv").rows
    as_json = json.loads(demo("ties", "Yunnan", "--format", "json").out)["ties"]
    as_jsonl = [json.loads(line) for line in demo("ties", "Yunnan", "--format", "jsonl").out.splitlines()]
    table = demo("ties", "Yunnan", "--format", "table").out
    assert len(as_csv) == len(as_json) == len(as_jsonl) > 5
    assert as_json == as_jsonl
    assert [row["id"] for row in as_csv] == [row["id"] for row in as_json]
    assert all(row["id"] in table for row in as_json)


def test_a_pipe_gets_csv(demo: Command) -> None:
    assert demo("ties", "Yunnan").rows


def test_output_is_the_same_twice(demo: Command) -> None:
    for arguments in (
        ["ties"],
        ["report"],
        ["ask", "centrality"],
        ["ask", "communities", "--seed", "1"],
        ["review", "list"],
    ):
        first, second = demo(*arguments), demo(*arguments)
        assert first.code == 0, first.err
        assert first.out == second.out


def test_resolve_answers_each_name_in_order(run: Command) -> None:
    done = run("resolve", "Shanxi", "Springfield", "Shaanxi", "Equatorial Guinea", "--format", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["printed"] for row in rows] == ["Shanxi", "Springfield", "Shaanxi", "Equatorial Guinea"]
    assert [row["id"] for row in rows] == ["CN-SX", None, "CN-SN", "GQ"]
    assert {"printed", "id", "name", "kind", "country", "score", "method", "candidates"} <= rows[0].keys()
    assert done.code == 0


def test_resolve_reads_names_from_stdin(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Yunnan\n\nZhejiang\n"))
    assert [row["id"] for row in run("resolve", "-").rows] == ["CN-YN", "CN-ZJ"]


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


def test_a_mistake_in_the_judgements_names_its_line(demo: Command, demo_workspace: Path) -> None:
    path = demo_workspace / "judgements.csv"
    path.write_text(path.read_text() + 'j:1,name,"yunnan|||*,CN-YN,same,,,,\n', encoding="utf-8")
    done = demo("ties", "Yunnan")
    assert done.code == 3
    assert one_line(done.err)
    assert "line 2" in done.err


def test_a_rejected_statement_goes_at_once_and_stays_away(demo: Command) -> None:
    tie = next(row for row in demo("ties", "Yunnan", "--type", "SISTER_OF").rows if row["n_statements"] == "1")
    statement = demo("explain", tie["id"], "--format", "csv").rows[0]["statement"]
    assert demo("review", "decide", statement, "reject", "--why", "not a sister tie").code == 0
    assert tie["id"] not in {row["id"] for row in demo("ties").rows}
    documents = Path(__file__).resolve().parent.parent / "data" / "demo"
    assert demo("ingest", "--again", documents).code == 0
    assert tie["id"] not in {row["id"] for row in demo("ties").rows}
    assert demo("review", "undo").code == 0
    assert tie["id"] in {row["id"] for row in demo("ties").rows}


def test_a_corrected_statement_changes_its_tie(demo: Command) -> None:
    tie = next(row for row in demo("ties", "Yunnan", "--type", "SISTER_OF").rows if row["n_statements"] == "1")
    statement = demo("explain", tie["id"], "--format", "csv").rows[0]["statement"]
    assert demo("review", "decide", statement, "change", "date=1999-12-31").code == 0
    changed = next(row for row in demo("ties", "Yunnan").rows if row["id"] == tie["id"])
    assert changed["start"] == "1999-12-31"


def test_advice_names_the_workspace(demo: Command, demo_workspace: Path) -> None:
    lines = [line.strip() for line in demo("review", "next").out.splitlines() if " review decide " in line]
    assert lines
    assert all(line.startswith(f"subties -w {shlex.quote(str(demo_workspace))} review decide r:") for line in lines)


def test_every_tie_leads_to_its_sentences(demo: Command) -> None:
    for row in demo("ties").rows[:25]:
        explained = demo("explain", row["id"], "--format", "table")
        assert explained.code == 0
        assert "“" in explained.out
        assert "characters" in explained.out


def test_a_workspace_of_a_newer_version_is_refused(run: Command, empty_workspace: Path) -> None:
    (empty_workspace / "workspace.json").write_text('{"format": 999}\n')
    done = run("status")
    assert done.code == 3
    assert one_line(done.err)
    assert "newer" in done.err


def test_a_second_writer_is_told_who_writes(run: Command, empty_workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("province,partner,country,date\nYunnan,Bali,Indonesia,2003\n", encoding="utf-8")
    hold = (
        "import sys, pathlib; from graph.workspace import Workspace\n"
        f"with Workspace.open({str(empty_workspace)!r}).writing():\n    print('held', flush=True); sys.stdin.read()\n"
    )
    root = str(Path(__file__).resolve().parent.parent)
    environment = {**os.environ, "PYTHONPATH": root}
    holder = subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        done = run("ingest", file)
        assert done.code == 3
        assert one_line(done.err)
        assert str(holder.pid) in done.err
    finally:
        holder.communicate()
    assert run("ingest", file).code == 0


def test_a_full_disk_leaves_what_was_there(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    from graph import ledger

    file = tmp_path / "pairs.csv"
    head = "province,partner,country,date\n"
    file.write_text(head + "Yunnan,Bali,Indonesia,2003\n", encoding="utf-8")
    run("ingest", file)
    before = run("ties").out
    file.write_text(head + "Yunnan,Texas,United States,1992\n", encoding="utf-8")

    def full(*_: object) -> None:
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    with monkeypatch.context() as during:
        during.setattr(ledger, "_append", full)
        done = run("ingest", file)
    assert done.code == 3
    assert "No space left" in done.err
    assert run("ties").out == before


def test_an_error_of_the_system_is_one_line(demo: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.stores.embedded_folder import Folder

    def full(_: Folder) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "store/config.json")

    monkeypatch.setattr(Folder, "prepare", full)
    done = demo("load")
    assert done.code == 3
    assert done.err == "subties: store/config.json: No space left on device\n"


def test_a_verb_that_is_stopped_says_so(demo: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("queries.ties.listing", stop)
    done = demo("ties")
    assert (done.code, done.err) == (130, "subties: stopped\n")


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


def test_the_reader_of_a_pipe_may_leave(demo_workspace: Path) -> None:
    root = Path(__file__).resolve().parent.parent
    code = "import sys; from cli import main; main()"
    reader = subprocess.Popen(
        [sys.executable, "-c", code, "-w", str(demo_workspace), "ties"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert reader.stdout is not None
    assert reader.stderr is not None
    reader.stdout.close()
    error = reader.stderr.read().decode()
    reader.stderr.close()
    assert reader.wait(timeout=60) in (0, 1, 141)
    assert "Traceback" not in error


@pytest.mark.parametrize("verb", ["ties", "ask", "report", "plot", "export"])
def test_verbs_that_select_ties_do_it_alike(verb: str) -> None:
    taken = {name for each in typer.main.get_command(cli.app).commands[verb].params for name in each.opts}  # type: ignore[attr-defined]
    assert {
        "--layer", "--year", "--from", "--to", "--undated", "--kind", "--source", "--min-confidence", "--status",
        "--foreign", "--greater-china",
    } <= taken  # fmt: skip


def test_options_of_a_selection_reach_it(demo: Command) -> None:
    every, ended = demo("ties", "Togo"), demo("ties", "Togo", "--status", "ended", "--layer", "twinned_with")
    assert [row["subject"] for row in ended.rows] == ["Shanghai"]
    assert len(every.rows) > 1
    dated, also = demo("ties", "Yunnan", "--year", "2010"), demo("ties", "Yunnan", "--year", "2010", "--undated")
    assert len(dated.rows) < len(also.rows)
    none = demo("ask", "centrality", "--kind", "SOE", "--foreign", "--layer", "SISTER_OF")
    assert (none.code, none.out) == (1, "")
    assert "kind SOE; foreign ties only" in none.err
