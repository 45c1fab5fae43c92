"""From a path to statements in the ledger: finds the files, reads each by its format, records it whole or not at all.

A file that cannot be read does not stop the others; what was refused is part of the summary.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graph import __version__
from graph.errors import InputError, SubtiesError, UsageError
from graph.model import Document
from ingest.types import Reading, Unread

if TYPE_CHECKING:
    from graph.gazetteer import Gazetteer
    from graph.ledger import Change, Ledger
    from graph.matcher import Matcher
    from graph.resolve import Resolver
    from graph.workspace import Workspace
    from ingest.mapping import Mapping
    from ingest.prose import ProseReader

PROSE_FORMATS = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md"}
TABLE_FORMATS = {".csv": "csv", ".tsv": "tsv", ".xlsx": "xlsx", ".json": "json", ".jsonl": "jsonl"}

Progress = Callable[[str, int, int], None]
"""Called with what is being done, the number done, and the number in all."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, and the key that names its document (its path below what was asked for)."""

    path: Path
    key: str

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower()


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file. `state` is `read`, `changed`, `unchanged`, `checked` or `refused`."""

    key: str
    state: str
    statements: int = 0
    added: int = 0
    removed: int = 0
    tables: int = 0
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """All files of one call, in the order in which they were read."""

    files: tuple[FileOutcome, ...]

    @property
    def refused(self) -> tuple[FileOutcome, ...]:
        return tuple(f for f in self.files if f.state == "refused")


def find_files(paths: Iterable[Path]) -> list[Found]:
    """The files that the paths name, folders taken with all that is in them, in sorted order.

    A file that is named is always taken, so that an unknown format is refused aloud; in a folder only files of known
    formats are, hidden ones left out. Raises InputError when nothing is left.
    """
    found: dict[Path, Found] = {}
    known = PROSE_FORMATS.keys() | TABLE_FORMATS.keys()
    named = list(paths)
    for path in named:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
                if inner.is_file() and not hidden and inner.suffix.lower() in known:
                    key = f"{path.resolve().name}/{inner.relative_to(path).as_posix()}"
                    found.setdefault(inner.resolve(), Found(inner, key))
        else:
            found.setdefault(path.resolve(), Found(path, path.name))
    if not found:
        where = ", ".join(str(p) for p in named)
        raise InputError(f"{where}: no file of a known format ({', '.join(sorted(known))})")
    return list(found.values())


@dataclass
class Tools:
    """What reading needs, each made when first used, so that a table costs no language model."""

    extra: Path | None = None
    notes: list[str] = field(default_factory=list)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        from graph.gazetteer import Gazetteer

        return Gazetteer.load(self.extra)

    @cached_property
    def matcher(self) -> Matcher:
        from graph.matcher import Matcher

        return Matcher(self.gazetteer)

    @cached_property
    def resolver(self) -> Resolver:
        from graph.resolve import Resolver

        return Resolver(self.gazetteer)

    @cached_property
    def prose(self) -> ProseReader:
        from ingest.models import load_model
        from ingest.prose import ProseReader
        from ingest.triggers import load_triggers

        nlp, note = load_model()
        if note:
            self.notes.append(note)
        triggers = load_triggers(self.extra / "triggers" if self.extra else None)
        return ProseReader(self.gazetteer, self.matcher, self.resolver, nlp, triggers)


def read_bytes(found: Found) -> bytes:
    """The file's bytes; InputError for what is missing, empty or no file."""
    try:
        data = found.path.read_bytes()
    except FileNotFoundError as gone:
        raise InputError(f"{found.path}: no such file") from gone
    except OSError as wrong:
        raise InputError(f"{found.path}: cannot be read ({wrong.strerror or wrong})") from wrong
    if not data.strip():
        raise InputError(f"{found.path}: the file is empty")
    return data


def read_file(found: Found, data: bytes, tools: Tools, mapping: Mapping | None = None) -> Reading:
    """Everything that one file states. Raises InputError when it cannot be read."""
    if found.suffix in PROSE_FORMATS:
        return _read_prose(found, data, tools)
    if found.suffix in TABLE_FORMATS:
        from ingest.tables import read_table_file

        return read_table_file(found.path, data, _document(found, data, ""), tools, mapping)
    known = ", ".join(sorted(PROSE_FORMATS.keys() | TABLE_FORMATS.keys()))
    raise InputError(f"{found.path}: the format '{found.suffix or found.path.name}' is not read; known are {known}")


def _document(found: Found, data: bytes, text: str, title: str = "") -> Document:
    from graph.ledger import document_id

    formats = PROSE_FORMATS | TABLE_FORMATS
    return Document(
        id=document_id(found.key), name=found.path.name, title=title or found.path.stem, format=formats[found.suffix],
        sha256=hashlib.sha256(data).hexdigest(), text=text, path=str(found.path.resolve()), version=__version__,
    )  # fmt: skip


def _read_prose(found: Found, data: bytes, tools: Tools) -> Reading:
    from ingest.decode import decode
    from ingest.document import read_layout
    from ingest.layout import layout_of

    text = decode(data, str(found.path))
    layout = layout_of(text, PROSE_FORMATS[found.suffix])
    document = _document(found, data, text, layout.title)
    return read_layout(layout, document, tools)


def ingest(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    mapping: Mapping | None = None,
    check: bool = False,
    progress: Progress | None = None,
) -> IngestSummary:
    """Reads files into the workspace's ledger. With `check` nothing is recorded."""
    from graph.ledger import Ledger

    files = find_files(paths)
    if mapping and len(files) > 1:
        raise UsageError("--mapping goes with one table; name a single file")
    tools = Tools(workspace.path)
    with Ledger.open(workspace, write=not check) as ledger:
        outcomes = tuple(_each(files, ledger, tools, mapping, check, progress))
    return IngestSummary(outcomes)


def _each(
    files: list[Found], ledger: Ledger, tools: Tools, mapping: Mapping | None, check: bool, progress: Progress | None
) -> Iterator[FileOutcome]:
    for number, found in enumerate(files):
        if progress:
            progress(found.key, number, len(files))
        try:
            yield _one(found, ledger, tools, mapping, check)
        except SubtiesError as error:
            yield FileOutcome(found.key, "refused", reason=str(error))
    if progress:
        progress("", len(files), len(files))


def _one(found: Found, ledger: Ledger, tools: Tools, mapping: Mapping | None, check: bool) -> FileOutcome:
    data = read_bytes(found)
    sha256 = hashlib.sha256(data).hexdigest()
    if mapping is None and found.suffix in PROSE_FORMATS | TABLE_FORMATS and ledger.is_current(_document(found, data, "")):
        return FileOutcome(found.key, "unchanged", document_id=_document(found, data, "").id)
    reading = read_file(found, data, tools, mapping)
    if check:
        return _outcome(found.key, "checked", reading, None)
    change = ledger.record(reading.document, reading.statements, [(u.what, u.text, u.reason, u.start, u.end) for u in reading.unread])
    assert reading.document.sha256 == sha256
    return _outcome(found.key, "changed" if change.superseded else "read", reading, change)


def _outcome(key: str, state: str, reading: Reading, change: Change | None) -> FileOutcome:
    return FileOutcome(
        key, state, len(reading.statements),
        added=len(change.added) if change else 0,
        removed=len(change.removed) if change else 0,
        unread=reading.unread, notes=reading.notes, document_id=reading.document.id,
    )  # fmt: skip
