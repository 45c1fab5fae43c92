"""Java archives for the tests, which Maven fetches once and keeps."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"


class CannotRunError(Exception):
    """What is missing for running Java's programs here."""


def archives(pom: Path, name: str, needs: str = "java") -> Path:
    """The folder with the archives that a project file names; fetches them where they are missing.

    It lies in `SUBTIES_TEST_CACHE`, else in `~/.cache/subties-tests`. Raises CannotRunError where the fetching fails or
    the program is missing that `needs` them.
    """
    if shutil.which(needs) is None:
        raise CannotRunError(f"there is no {needs} here")
    named = os.environ.get("SUBTIES_TEST_CACHE")
    cache = Path(named) if named else Path.home() / ".cache" / "subties-tests"
    folder = cache / f"{name}-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    if shutil.which("mvn") is None:
        raise CannotRunError(f"there is no Maven here to fetch {name} with")
    part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    part.mkdir(parents=True)
    command = ["mvn", "-B", "-q", "-f", str(pom), _PLUGIN, f"-DoutputDirectory={part}", "-DincludeScope=runtime"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(part)
        raise CannotRunError(f"Maven cannot fetch {name}: {(done.stdout + done.stderr).strip()[:500]}")
    if folder.is_dir():  # somebody else was faster
        shutil.rmtree(part)
    else:
        part.rename(folder)
    return folder
