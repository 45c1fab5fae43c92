"""`report` and `plot` from the command line, on the demonstration workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Subties


def test_a_report_as_one_file_of_moderate_size(subties: Subties, demo_workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    done = subties("report", "--html", str(file), workspace=demo_workspace)
    assert done.stdout == ""
    assert "opens in any browser" in done.stderr
    assert file.stat().st_size < 5_000_000
    first = file.read_bytes()
    subties("report", "--html", str(file), workspace=demo_workspace)
    assert file.read_bytes() == first


def test_a_report_on_a_pair_and_a_selection(subties: Subties, demo_workspace: Path) -> None:
    done = subties("report", "Yunnan", "Laos", "--min-confidence", "0.5", "--evidence", workspace=demo_workspace)
    assert done.stdout.startswith("Network report: Yunnan and Laos (pair, CN-YN, LA)\n")
    assert "only confidence at least 0.5" in done.stdout
    assert "\nEvidence\n" in done.stdout


def test_a_picture_of_a_part(subties: Subties, demo_workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "map.svg"
    done = subties("plot", "map", str(file), "--of", "Yunnan", "--layer", "SISTER_OF", workspace=demo_workspace)
    assert f"{file}: map of " in done.stderr
    assert file.read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["plot", "map", "a.gif"], 2, "written as .svg or .png"),
        (["report", "--html", "absent/a.html"], 3, "cannot be written"),
        (["report", "--year", "1066"], 1, "no tie fits"),
    ],
)
def test_one_clear_line_for_each_error(
    subties: Subties, demo_workspace: Path, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    done = subties(*arguments, workspace=demo_workspace, cwd=folder, check=False)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(folder.iterdir()) == []
