"""The files of the embedded store in a workspace: `graph/` holds the database, its lock, its address and passwords.

graph/lock           held by the process that runs the server
graph/address.json   where that server answers; written last, removed first
graph/password       the password of `root`, new on each start; only the owner may read it
graph/reader         the password of `reader`, who may only read
log/                 all logs
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import InputError

_EVENT_LOGS_KEPT = 5
_LOGGING = """\
handlers=java.util.logging.FileHandler
.level=WARNING
java.util.logging.FileHandler.pattern={log}/arcadedb.log
java.util.logging.FileHandler.limit=2000000
java.util.logging.FileHandler.count=1
java.util.logging.FileHandler.append=true
java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
"""
_EVERYTHING = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
_ADMINISTRATION = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a running embedded store answers."""

    bolt: str
    http: str
    process: int


@dataclass(frozen=True, slots=True)
class Folder:
    """The embedded store's part of a workspace folder."""

    workspace: Path

    @property
    def root(self) -> Path:
        """The folder of database and configuration."""
        return self.workspace / "graph"

    @property
    def log(self) -> Path:
        """The folder of logs."""
        return self.workspace / "log"

    @property
    def lock_path(self) -> Path:
        """The lock file."""
        return self.root / "lock"

    @property
    def password_path(self) -> Path:
        """The file with the password of `root`."""
        return self.root / "password"

    @property
    def _address_path(self) -> Path:
        return self.root / "address.json"

    def make(self) -> None:
        """Makes the folders; only their owner may look into the store's."""
        try:
            for path in (self.root, self.root / "config", self.root / "import", self.log):
                path.mkdir(parents=True, exist_ok=True)
            self.root.chmod(0o700)
        except OSError as wrong:
            raise InputError(f"{self.root}: cannot be written to ({wrong.strerror or wrong})") from wrong

    def prepare(self) -> None:
        """Writes what the server reads at its start; call it only with the lock in hand.

        The users of the last start go, else their passwords would stay valid in place of the new ones.
        """
        self.withdraw()
        (self.root / "config" / "server-users.jsonl").unlink(missing_ok=True)
        (self.root / "config" / "server-groups.json").write_text(json.dumps(_groups()), encoding="utf-8")
        self.logging_path.write_text(_LOGGING.format(log=_escaped(self.log)), encoding="utf-8")
        self._prune()

    @property
    def logging_path(self) -> Path:
        """The configuration of the server's logs."""
        return self.root / "config" / "logging.properties"

    def _prune(self) -> None:
        """Keeps the last few of the event logs, of which each start writes one."""
        logs = sorted((self.root / "log").glob("server-event-log-*.jsonl"), key=lambda path: path.stat().st_mtime)
        for path in logs[: -_EVENT_LOGS_KEPT + 1]:
            with suppress(OSError):
                path.unlink()

    def publish(self, address: Address, password: str, reader: str) -> None:
        """Tells other processes how to reach the server that is up."""
        _write_secret(self.password_path, password)
        _write_secret(self.root / "reader", reader)
        _write_secret(self._address_path, json.dumps(asdict(address)))

    def withdraw(self) -> None:
        """Takes the address back."""
        self._address_path.unlink(missing_ok=True)

    def published(self) -> tuple[Address, str, str] | None:
        """Address and the passwords of root and reader, when a server is said to be up."""
        try:
            address = Address(**json.loads(self._address_path.read_text(encoding="utf-8")))
            reader = (self.root / "reader").read_text(encoding="utf-8")
            return address, self.password_path.read_text(encoding="utf-8"), reader
        except (OSError, ValueError, TypeError):
            return None


def _groups() -> dict[str, object]:
    """Who may do what: `root` everything, `reader` nothing but read."""

    def group(access: list[str], records: list[str]) -> dict[str, object]:
        return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}

    groups = {
        "admin": group(_ADMINISTRATION, _EVERYTHING),
        "reader": group([], ["readRecord"]),
        "*": group([], []),
    }
    return {"databases": {"*": {"groups": groups}}, "version": 2}


def _escaped(path: Path) -> str:
    """A path as java.util.logging wants it: forward slashes, `%` doubled."""
    return path.resolve().as_posix().replace("%", "%%")


def _write_secret(path: Path, text: str) -> None:
    """Writes a file that only its owner may read, in one step."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    part.replace(path)
