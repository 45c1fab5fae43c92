"""Writing files whole or not at all: beside the target first, then renamed."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TextIO


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text file (UTF-8, newlines as written, `?` for lone surrogates) that takes the place of `path` when the block
    ends without an error.

    Until then, and after an error, what stood at `path` is untouched. Raises OSError when the folder is not writable.
    """
    with all_or_none(path) as files:
        yield files[0]


@contextmanager
def all_or_none(*paths: Path) -> Iterator[list[TextIO]]:
    """Text files like that of `replacing`, which take their places together when the block ends without an error."""
    with beside(*paths) as parts, ExitStack() as stack:
        files = [stack.enter_context(_opened(part)) for part in parts]
        yield files


@contextmanager
def _opened(part: Path) -> Iterator[TextIO]:
    with part.open("w", encoding="utf-8", errors="replace", newline="") as out:
        yield out


@contextmanager
def beside(*paths: Path) -> Iterator[list[Path]]:
    """Empty files beside the paths, which take their places when the block ends without an error.

    For writers that want a path of their own. Raises OSError.
    """
    parts: list[Path] = []
    try:
        for path in paths:
            if path.is_dir():
                raise IsADirectoryError(21, "it is a folder", str(path))
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
            os.close(handle)
            parts.append(Path(name))
        yield parts
        for part, path in zip(parts, paths, strict=True):
            _sync(part)
            part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        for part, path in zip(parts, paths, strict=True):
            part.replace(path)
    except BaseException:
        for part in parts:
            part.unlink(missing_ok=True)
        raise


@contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """An empty folder beside `path` that takes its place when the block ends without an error.

    What stood at `path` is moved aside for the moment of the change, and removed then. Raises OSError.
    """
    part = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
    old = path.with_name(f".{path.name}.{secrets.token_hex(4)}.old")
    try:
        yield part
        part.chmod(0o777 & ~_umask())
        if path.exists():
            path.rename(old)
        try:
            part.rename(path)
        except OSError:
            if old.exists():
                old.rename(path)
            raise
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    with suppress(OSError):
        shutil.rmtree(old)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    """The process's mask for new files (it can only be read by setting it)."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
