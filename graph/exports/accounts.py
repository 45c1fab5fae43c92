"""Finding the account that an export carries, whatever its format."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InputError, NotFoundError
from graph.exports.context import MARK, facts
from graph.exports.neo4j_import import README

_BESIDE = ".README.md"
_PARTS = {".csv": ("nodes", "ties"), ".parquet": ("nodes", "ties")}


@dataclass(frozen=True, slots=True)
class Account:
    """What an export says of itself: `base` is the path that was given when it was made."""

    base: Path
    facts: dict[str, Any]


def account_of(path: Path) -> Account:
    """The account of an export, given by its path, by one of its files or by its README.

    NotFoundError where there is no such file, InputError where no account is found.
    """
    base = base_of(path)
    text = "".join(_texts(base))
    found = facts(html.unescape(text) if base.suffix.lower() == ".gexf" else text)
    if found is None:
        raise InputError(f"{path}: does not say how it was made; only exports of Subties can be verified")
    return Account(base, found)


def base_of(path: Path) -> Path:
    """The path that was given when an export was made: `net.csv` for `net.nodes.csv` and `net.csv.README.md`."""
    if path.name == README and path.parent.name:
        return path.parent
    if path.name.endswith(_BESIDE):
        return path.with_name(path.name.removesuffix(_BESIDE))
    if path.suffix.lower() in _PARTS and not path.with_name(path.name + _BESIDE).exists():
        stem, dot, part = path.stem.rpartition(".")
        if dot and (part in _PARTS[path.suffix.lower()] or path.suffix.lower() == ".parquet"):
            return path.with_name(stem + path.suffix)
    return path


def _texts(base: Path) -> Iterator[str]:
    suffix = base.suffix.lower()
    try:
        if base.is_dir():
            yield (base / README).read_text(encoding="utf-8", errors="replace")
        elif suffix in (".csv", ".jsonl"):
            yield base.with_name(base.name + _BESIDE).read_text(encoding="utf-8", errors="replace")
        elif suffix == ".parquet":
            yield _of_parquet(base.with_suffix(".nodes.parquet"))
        elif suffix == ".xlsx":
            yield _of_workbook(base)
        else:
            yield _head(base)
    except FileNotFoundError as gone:
        raise NotFoundError(f"{gone.filename or base}: no such file") from gone
    except OSError as wrong:
        raise InputError(f"{base}: cannot be read ({wrong.strerror or wrong})") from wrong


def _head(path: Path) -> str:
    """The line of a text file that holds the account; it stands before the network."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if MARK in line:
                return line
            if line.startswith(("<node", "CREATE ", "UNWIND ")):
                break
    return ""


def _of_parquet(path: Path) -> str:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from graph.exports.parquet_files import ACCOUNT

    try:
        told = pq.read_schema(path).metadata or {}
    except pa.ArrowException as wrong:
        raise InputError(f"{path}: cannot be read as Parquet ({str(wrong).splitlines()[0]})") from wrong
    return bytes(told.get(ACCOUNT, b"")).decode("utf-8", "replace")


def _of_workbook(path: Path) -> str:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True)
    except (BadZipFile, KeyError, ValueError) as wrong:
        raise InputError(f"{path}: cannot be read as a workbook ({wrong})") from wrong
    try:
        if "about" not in book.sheetnames:
            return ""
        rows = book["about"].iter_rows(values_only=True)
        return "\n".join(str(row[0]) for row in rows if row and row[0] is not None)
    finally:
        book.close()
