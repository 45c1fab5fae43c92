"""The report of the demonstration workspace, from the command line, against the start of Python and its imports."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import ROOT, Line, best

_MAIN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from cli import main; main()"
_IMPORTS = "import typer, rich.console, rich.table, duckdb, pyarrow, yaml, igraph"


def _subties(*arguments: str) -> None:
    subprocess.run([sys.executable, "-c", _MAIN, str(ROOT), *arguments], check=True, capture_output=True)


def run() -> list[Line]:
    """`subties report` in all, and beside a process that only imports what it stands on."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = str(Path(folder) / "w")
        sets = ["sister_provinces", "medical_teams", "atdc", "mechanisms", "provincial_soes"]
        _subties("-w", workspace, "data", "add", *sets)
        _subties("-w", workspace, "ingest", str(ROOT / "data" / "demo"))
        whole = best(lambda: _subties("-w", workspace, "report"), 5)
    bare = best(lambda: subprocess.run([sys.executable, "-c", _IMPORTS], check=True), 5)
    return [
        Line("subties report, s (goal: in all)", f"{whole:.2f}", "", "", "< 1.5"),
        Line("subties report beyond its imports, s", f"{whole - bare:.2f}", f"{bare:.2f}", "", "< 0.5"),
    ]
