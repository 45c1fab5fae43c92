"""Whole or not at all: one file, several, a folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.exports.atomic import all_or_none, folder_beside

ROOT = Path(__file__).resolve().parents[3]


class BrokenError(Exception):
    """Something went wrong in the middle."""


def test_several_files_change_together(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.write_text("old", encoding="utf-8")

    def broken() -> None:
        with all_or_none(one, other) as (first, second):
            first.write("new")
            second.write("new")
            raise BrokenError

    with pytest.raises(BrokenError):
        broken()
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("a", "old")]
    with all_or_none(one, other) as (first, second):
        first.write("new")
        second.write("new too")
    assert sorted(path.read_text(encoding="utf-8") for path in tmp_path.iterdir()) == ["new", "new too"]


def test_a_folder_changes_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "net"
    folder.mkdir()
    (folder / "old").touch()

    def broken() -> None:
        with folder_beside(folder) as part:
            (part / "new").touch()
            raise BrokenError

    with pytest.raises(BrokenError):
        broken()
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["net", "net/old"]
    with folder_beside(folder) as part:
        (part / "new").touch()
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["net", "net/new"]


def test_what_stood_there_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "net.graphml"
    path.write_text("old", encoding="utf-8")
    code = (
        "import sys, time; from pathlib import Path; from graph.exports.atomic import replacing\n"
        "with replacing(Path(sys.argv[1])) as out:\n"
        "    out.write('new'); out.flush(); print('writing', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert path.read_text(encoding="utf-8") == "old"


def test_a_full_disk_is_said_and_nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.errors import InputError
    from graph.exports import atomic, export
    from tests.queries.sample import sample

    path = tmp_path / "net.csv"
    export(sample(), path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic, "_sync", full)
    with pytest.raises(InputError, match="No space left"):
        export(sample(), path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
