"""The workspace: a folder with the ledger, people's judgements and names, and the embedded graph store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError, NotFoundError
from graph.files import write_atomically
from graph.locking import lock

if TYPE_CHECKING:
    from graph.ledger import Ledger

FORMAT = 1
"""Number of the folder's layout; raised when an older Subties could no longer use it."""

WORKSPACE_FILE = "workspace.json"
"""The file by which a folder is known as a workspace."""

_FOLDERS = ("triggers", "graph", "log")  # the user's own triggers, the embedded store, logs of what ran beside


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that is there. Get one with `Workspace.open`."""

    path: Path

    @classmethod
    def open(cls, path: Path | str, create: bool = False) -> Workspace:
        """The workspace in the folder `path`; with `create` it is made, or completed, where it is missing.

        Raises NotFoundError where there is none and `create` is false; InputError where the path is a file, cannot be
        written to, or was made by a newer Subties.
        """
        folder = Path(path)
        if folder.exists() and not folder.is_dir():
            raise InputError(f"{folder}: is a file; a workspace is a folder")
        workspace = cls(folder)
        if workspace.format_path.exists():
            workspace._check_format()
        elif not create:
            raise NotFoundError(f"{folder}: no workspace here; make one with `subties init {folder}`")
        if create:
            workspace._make()
        return workspace

    def _check_format(self) -> None:
        try:
            found = int(json.loads(self.format_path.read_text(encoding="utf-8"))["format"])
        except (ValueError, KeyError, TypeError, OSError) as wrong:
            raise InputError(f"{self.format_path}: does not say which format the workspace has") from wrong
        if found > FORMAT:
            raise InputError(
                f"{self.path}: made by a newer Subties (format {found}, this one knows {FORMAT}); update Subties"
            )

    def _make(self) -> None:
        from graph.judgements import COLUMNS

        headers = {
            self.judgements_path: ",".join(COLUMNS),
            self.aliases_path: "name,id,type,country,source",
            self.organisations_path: "id,name,kind,aliases,country,source",
        }
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for name in _FOLDERS:
                (self.path / name).mkdir(exist_ok=True)
            for path, header in headers.items():
                if not path.exists():
                    write_atomically(path, header + "\n")
            if not self.format_path.exists():  # last: a folder half made is not yet a workspace
                write_atomically(self.format_path, json.dumps({"format": FORMAT}) + "\n")
        except OSError as wrong:
            raise InputError(f"{self.path}: the workspace cannot be made ({wrong.strerror or wrong})") from wrong

    @property
    def format_path(self) -> Path:
        """Says that the folder is a workspace, and of which format."""
        return self.path / WORKSPACE_FILE

    @property
    def ledger_path(self) -> Path:
        """The ledger: documents, statements, mentions (DuckDB)."""
        return self.path / "ledger.duckdb"

    @property
    def judgements_path(self) -> Path:
        """What people decided (CSV, theirs to edit)."""
        return self.path / "judgements.csv"

    @property
    def aliases_path(self) -> Path:
        """The user's own names of known entities (CSV)."""
        return self.path / "aliases.csv"

    @property
    def organisations_path(self) -> Path:
        """The user's own organisations, mechanisms, firms, events and policies (CSV)."""
        return self.path / "organisations.csv"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer for the `with` block (re-entrant); InputError tells who else is writing."""
        with lock(self.path / "lock"):
            yield

    @contextmanager
    def ledger(self, write: bool = False) -> Iterator[Ledger]:
        """The open ledger. For writing it holds the writers' lock; a missing ledger reads as an empty one."""
        from graph.ledger import Ledger

        if write:
            with self.writing(), Ledger(self.ledger_path) as ledger:
                yield ledger
        else:
            with Ledger(self.ledger_path, read_only=True) as ledger:
                yield ledger
