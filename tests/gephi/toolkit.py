"""Gephi's own importers for the tests, from one Java archive that Maven fetches once."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.neo4j.server import cache

_HERE = Path(__file__).parent
POM = _HERE / "pom.xml"
_SOURCE = _HERE / "GephiRead.java"
_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_JAVA = ("-Xmx1500m", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Duser.language=en", "-Duser.timezone=UTC")


class CannotRunError(Exception):
    """What is missing for running Gephi here."""


def archives() -> Path:
    """The folder with Gephi's archive; fetches it where it is missing. CannotRunError when that fails."""
    if shutil.which("javac") is None:  # the reader is compiled when it starts
        raise CannotRunError("there is no Java compiler here")
    folder = cache() / f"gephi-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    if shutil.which("mvn") is None:
        raise CannotRunError("there is no Maven here to fetch Gephi with")
    part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    part.mkdir(parents=True)
    command = ["mvn", "-B", "-q", "-f", str(POM), _PLUGIN, f"-DoutputDirectory={part}", "-DincludeScope=runtime"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(part)
        raise CannotRunError(f"Maven cannot fetch Gephi: {(done.stdout + done.stderr).strip()[:500]}")
    if folder.is_dir():  # somebody else was faster
        shutil.rmtree(part)
    else:
        part.rename(folder)
    return folder


def run(*arguments: str) -> str:
    """Runs the reader; what it prints."""
    command = ["java", *_JAVA, "-cp", f"{archives()}/*", str(_SOURCE), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise AssertionError(f"the reader of Gephi failed: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def read(files: Sequence[Path]) -> list[dict[str, Any]]:
    """What Gephi makes of each file, in one run: issues, nodes and edges by id, columns, bounds of time."""
    lines = [line for line in run("read", *map(str, files)).split("\n") if line.startswith("{")]
    return [json.loads(line) for line in lines]


def draw(file: Path, picture: Path, labels: int = 25, width: int = 1200, year: int | None = None) -> None:
    """Draws a file as PNG at the positions that stand in it, with the labels of its largest nodes; with a year only
    what is alive in it."""
    run("draw", str(file), str(picture), str(labels), str(width), *([str(year)] if year is not None else []))
