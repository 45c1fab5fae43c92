"""The workspace: made, found again, refused when newer, one writer at a time."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

import graph.files
from graph.errors import InputError, NotFoundError
from graph.judgements import Judgements
from graph.workspace import FORMAT, Workspace
from tests.graph.fakes import document, st


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path / "w", create=True)


def test_a_new_workspace_has_all_its_parts(made: Workspace) -> None:
    assert made.judgements_path.read_text() == "id,on,left,right,judgement,why,by,at,withdrawn\n"
    assert made.aliases_path.read_text().startswith("name,id,type")
    assert made.organisations_path.read_text().startswith("id,name,kind")
    assert all((made.path / name).is_dir() for name in ("triggers", "graph", "log"))
    assert len(Judgements.read(made.judgements_path)) == 0


def test_the_users_tables_of_a_new_workspace_can_be_loaded(made: Workspace) -> None:
    from graph.curated import read_curated

    assert read_curated(made.path).entities == read_curated().entities


def test_opening_again_changes_nothing(made: Workspace) -> None:
    made.aliases_path.write_text("name,id\nX,CN-YN\n")
    assert Workspace.open(made.path, create=True) == made
    assert made.aliases_path.read_text() == "name,id\nX,CN-YN\n"


def test_a_missing_workspace_is_said_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="subties init"):
        Workspace.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_file_is_not_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(InputError, match="is a file"):
        Workspace.open(tmp_path / "f", create=True)


def test_a_workspace_of_a_newer_version_is_refused_and_left_alone(made: Workspace) -> None:
    made.format_path.write_text(json.dumps({"format": FORMAT + 1}))
    before = sorted(path.name for path in made.path.iterdir())
    with pytest.raises(InputError, match="newer Subties") as error:
        Workspace.open(made.path, create=True)
    assert "\n" not in str(error.value)
    assert sorted(path.name for path in made.path.iterdir()) == before


def test_an_unreadable_format_is_said(made: Workspace) -> None:
    made.format_path.write_text("{")
    with pytest.raises(InputError, match="does not say which format"):
        Workspace.open(made.path)


OTHER = """
import sys
from graph.workspace import Workspace
from graph.errors import SubtiesError
try:
    with Workspace.open(sys.argv[1]).ledger(write=sys.argv[2] == "write") as ledger:
        print("got it", ledger.counts()["documents"])
except SubtiesError as error:
    print(error)
"""


def other_process(workspace: Workspace, how: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", OTHER, str(workspace.path), how],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    return done.stdout.strip()


def test_a_second_writer_is_told_who_writes(made: Workspace) -> None:
    import os

    with made.writing():
        said = other_process(made, "write")
    assert f"process {os.getpid()}" in said
    assert "\n" not in said
    assert other_process(made, "write") == "got it 0"


def test_a_reader_is_told_who_holds_the_ledger(made: Workspace) -> None:
    with made.ledger(write=True):
        said = other_process(made, "read")
    assert "in use by process" in said
    assert "\n" not in said


def test_readers_read_side_by_side_even_while_somebody_prepares_to_write(made: Workspace) -> None:
    with made.ledger(write=True) as ledger:
        ledger.record(document(), [st("Yunnan", "VISITED", "Thailand")])
    with made.writing(), made.ledger():
        assert other_process(made, "read") == "got it 1"


def test_the_lock_is_reentrant_and_is_left(made: Workspace) -> None:
    with made.writing(), made.writing(), made.ledger(write=True):
        pass
    assert other_process(made, "write") == "got it 0"


def test_a_full_disk_leaves_no_half_made_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(graph.files.os, "fsync", full)
    with pytest.raises(InputError, match="No space left on device"):
        Workspace.open(tmp_path / "w", create=True)
    with pytest.raises(NotFoundError):
        Workspace.open(tmp_path / "w")
    assert not list((tmp_path / "w").glob("*.csv"))
