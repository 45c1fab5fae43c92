"""The command line run inside the test's own process, and what it printed."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

import cli


class Ran:
    """What one call of the command printed, and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def rows(self) -> list[dict[str, str]]:
        """Standard output read as csv."""
        return list(csv.DictReader(io.StringIO(self.out)))


class Command:
    """The command, run inside this process: `run("ties", "Yunnan")`."""

    def __init__(self, workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._workspace, self._monkeypatch, self._capsys = workspace, monkeypatch, capsys

    def __call__(self, *arguments: str | Path) -> Ran:
        words = ["subties", "-w", str(self._workspace), *map(str, arguments)]
        self._monkeypatch.setattr(sys, "argv", words)
        self._capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        printed = self._capsys.readouterr()
        return Ran(code, printed.out, printed.err)
