"""Fixtures of the whole suite, named by the state that they give."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from docs.transcript import DEMO_SETS
from tests.command import Command

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("subties", deadline=None, derandomize=True)
settings.load_profile("subties")

Subties = Callable[..., "subprocess.CompletedProcess[str]"]


def run_subties(*arguments: str, workspace: Path | None = None, cwd: Path | None = None, **keywords: object) -> Subties:
    """Runs the command in a process of its own and returns the finished process; `check=False` lets it fail."""
    check = keywords.pop("check", True)
    start = "import sys; from cli import main; sys.exit(main())"
    command = [sys.executable, "-c", start, *(["-w", str(workspace)] if workspace else []), *arguments]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1", "COLUMNS": "120"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, **keywords
    )
    if check and done.returncode:
        raise AssertionError(f"subties {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test sees the same whatever the user has set for their own work."""
    kept = ("SUBTIES_REQUIRE_", "SUBTIES_TEST_")  # what the run itself asks for
    for name in [name for name in os.environ if name.startswith("SUBTIES_") and not name.startswith(kept)]:
        monkeypatch.delenv(name)


@pytest.fixture
def subties() -> Subties:
    """The command: `subties("ties", "Yunnan", workspace=w)`."""
    return run_subties


@pytest.fixture
def empty_workspace(tmp_path: Path) -> Path:
    """A workspace that was made and into which nothing was read."""
    folder = tmp_path / "workspace"
    run_subties("init", str(folder))
    return folder


@pytest.fixture(scope="session")
def demo_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration workspace as `make demo` fills it. Made once; tests copy it (`demo_workspace`)."""
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    run_subties("init", workspace=folder)
    run_subties("data", "add", *DEMO_SETS, workspace=folder)
    run_subties("ingest", str(ROOT / "data" / "demo"), workspace=folder)
    return folder


@pytest.fixture
def demo_workspace(demo_source: Path, tmp_path: Path) -> Path:
    """A demonstration workspace of the test's own."""
    folder = tmp_path / "demo-workspace"
    shutil.copytree(demo_source, folder)
    return folder


@pytest.fixture
def run(empty_workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command on a workspace into which nothing was read, in this process."""
    return Command(empty_workspace, monkeypatch, capsys)


@pytest.fixture
def demo(demo_workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command on a demonstration workspace, in this process."""
    return Command(demo_workspace, monkeypatch, capsys)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the graph stores run in one process, those of the demonstration workspace in one: both cost a start."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "_stores" in fixtures:
            item.add_marker(pytest.mark.xdist_group("stores"))
        elif "demo_source" in fixtures:
            item.add_marker(pytest.mark.xdist_group("demo"))
