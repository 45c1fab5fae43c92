"""Gephi's own importers for the tests, from one Java archive that Maven fetches once."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests import maven

_HERE = Path(__file__).parent
_SOURCE = _HERE / "GephiRead.java"
_JAVA = ("-Xmx1500m", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Duser.language=en", "-Duser.timezone=UTC")


def archives() -> Path:
    """The folder with Gephi's archive. CannotRunError where Gephi cannot run."""
    return maven.archives(_HERE / "pom.xml", "gephi", needs="javac")  # the reader is compiled when it starts


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
