"""A lock between processes: one writer on a workspace at a time, and the second one is told who holds it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from graph.errors import InputError

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    _FAR = 1 << 30  # a byte far behind the text, since Windows forbids others to read a locked byte

    def _take(file: IO[str]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

    def _leave(file: IO[str]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _leave(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


_held: dict[Path, int] = {}  # how often this process holds each lock; the lock is re-entrant
_files: dict[Path, IO[str]] = {}
_guard = threading.Lock()


def _command() -> str:
    return " ".join([Path(sys.argv[0] or "python").name, *sys.argv[1:]])[:120]


def _acquire(path: Path) -> None:
    with _guard:
        if _held.get(path):
            _held[path] += 1
            return
        try:
            file = path.open("a+", encoding="utf-8")
        except OSError as wrong:
            raise InputError(f"{path.parent}: cannot be written to ({wrong.strerror or wrong})") from wrong
        try:
            _take(file)
        except OSError as wrong:
            file.seek(0)
            holder = file.read().strip() or "another process"
            file.close()
            raise InputError(f"{path.parent}: in use by {holder}; wait until it is done, then try again") from wrong
        with suppress(OSError):  # on a full disk the lock holds although nobody can read whose it is
            file.seek(0)
            file.truncate()
            file.write(f"process {os.getpid()} ({_command()})\n")
            file.flush()
        _files[path] = file
        _held[path] = 1


def _release(path: Path) -> None:
    with _guard:
        _held[path] -= 1
        if _held[path]:
            return
        del _held[path]
        file = _files.pop(path)
        with suppress(OSError):
            file.truncate(0)
        _leave(file)
        with suppress(OSError):  # what could not be flushed was only the name of the holder
            file.close()


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock file `path` for the `with` block; re-entrant within a process.

    Raises InputError with the holder's process number and command when another process holds it.
    """
    path = path.resolve()
    _acquire(path)
    try:
        yield
    finally:
        _release(path)
