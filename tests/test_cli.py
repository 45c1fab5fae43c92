"""The command line as scripts and people rely on it: exit codes, formats, one clear line for each error."""

from __future__ import annotations

import errno
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

import cli
from tests.command import Command

SUBCOMMANDS = ("documents", "report", "status", "ties")


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
