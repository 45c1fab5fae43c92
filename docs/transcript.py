"""Runs the `console` blocks of README and tutorial and writes what they really print.

`python docs/transcript.py` does so in a fresh demonstration workspace; `rerun` is what the tests compare with. Lines
that begin with `$ ` are commands; what follows, up to the next, is their output. Other blocks are left alone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")  # in this order: the tutorial changes the workspace
DEMO_SETS = ("sister_provinces", "medical_teams", "atdc", "mechanisms", "provincial_soes")
LISTING = re.compile(
    r"subties (-w \S+ )?(ties|ask|documents|status|doctor|resolve|explain|load|cypher|data|review (list|next)|ingest)\b"
)


def rerun(text: str, folder: Path) -> str:
    """The page with the output of its commands as they come now, run in `folder` one after the other."""
    environment = {**os.environ, **_environment(folder)}

    def block(found: re.Match[str]) -> str:
        out = []
        for line in found[1].splitlines():
            if line.startswith("$ "):
                out += [line, *_output(line[2:], folder, environment)]
        return "\n".join(["```console", *out, "```"])

    return re.sub(r"^```console\n(.*?)^```$", block, text, flags=re.S | re.M)


def _environment(folder: Path) -> dict[str, str]:
    """A `subties` of this checkout on the path, and a plain terminal of 100 columns."""
    bin_folder = folder / ".bin"
    bin_folder.mkdir(exist_ok=True)
    script = bin_folder / "subties"
    start = "import sys; from cli import main; sys.exit(main())"
    script.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{start}' \"$@\"\n", encoding="utf-8")
    script.chmod(0o755)
    path = os.pathsep.join([str(bin_folder), os.environ.get("PATH", "")])
    return {"PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1"}


def _output(command: str, folder: Path, environment: dict[str, str]) -> list[str]:
    """What a reader at a terminal sees: listings as tables, messages among the results."""
    first, pipe, rest = command.partition(" | ")
    if LISTING.match(first) and "--format" not in first and not pipe:
        first += " --format table"
    done = subprocess.run(
        first + pipe + rest, shell=True, cwd=folder, env=environment, text=True, encoding="utf-8", check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode > 1:
        raise RuntimeError(f"{command}: ended with {done.returncode}: {done.stdout}")
    timeless = re.sub(r"\bj:[0-9a-f]+", "j:…", done.stdout)  # ids of judgements hold the time at which they were made
    return [line.rstrip() for line in timeless.strip("\n").splitlines()]


def demonstration(folder: Path) -> None:
    """A `demo-workspace` in the folder, as `make demo` fills it."""
    environment = {**os.environ, **_environment(folder)}
    steps = ("init", "data add " + " ".join(DEMO_SETS), f"ingest '{ROOT / 'data' / 'demo'}'")
    for step in steps:
        command = f"subties -w demo-workspace {step}"
        subprocess.run(command, shell=True, cwd=folder, env=environment, check=True, capture_output=True)


def main() -> int:
    """Writes the pages anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demonstration(folder)
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            fresh = rerun(text, folder)
            if fresh != text:
                page.write_text(fresh, encoding="utf-8")
                print(f"wrote {page.relative_to(ROOT).as_posix()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
