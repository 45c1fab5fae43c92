"""The wheel holds everything and works outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `subties` of an environment that holds the wheel, and sees the dependencies of the running one."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    command = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "subties"


def run(command: Path, *arguments: str, cwd: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SUBTIES_"))}
    done = subprocess.run(
        [str(command), *arguments], cwd=cwd, env=kept, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_holds_code_data_and_cypher_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    packages = ("commands", "graph", "ingest", "queries", "cypher", "data")
    assert {name.split("/")[0] for name in names} == {"cli.py", *packages}
    wanted = set()
    for package in packages:
        files = [p for p in (ROOT / package).rglob("*") if p.is_file()]
        kept = [p.relative_to(ROOT) for p in files if "__pycache__" not in p.parts]
        wanted |= {p.as_posix() for p in kept if p.parts[:2] != ("data", "build")}
    assert names - {"cli.py"} == wanted


def test_it_works_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    assert "ingest" in run(installed, "--help", cwd=tmp_path)
    assert "sister_provinces" in run(installed, "data", "list", cwd=tmp_path)
    text = "Zhejiang signed a sister-province agreement with Shizuoka Prefecture on 20 April 1982."
    (tmp_path / "note.txt").write_text(text + "\n", encoding="utf-8")
    run(installed, "ingest", "note.txt", cwd=tmp_path)
    ties = [json.loads(line) for line in run(installed, "ties", "--format", "jsonl", cwd=tmp_path).splitlines()]
    assert len(ties) == 1
    assert {"CN-ZJ", "JP-22"} <= set(json.dumps(ties[0]).replace('"', " ").split())
    assert (tmp_path / "workspace").is_dir()
