"""From a path to statements in the ledger: each file is read and recorded whole or not at all.

A file that cannot be read does not stop the others; what was refused is part of the summary.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph import __version__
from graph.errors import SubtiesError, UsageError
from ingest.exported import is_export
from ingest.faults import FAULTS, told
from ingest.readers.documents import PageProgress
from ingest.sources import Found, find_files, read_bytes, read_file
from ingest.tools import Tools
from ingest.types import Unread

if TYPE_CHECKING:
    from graph.workspace import Workspace
    from ingest.mapping.reading import Mapping

Progress = Callable[[str, int, int], None]
"""Called with what is being done, the number done, and the number in all."""

Same = dict[tuple[str, str], str]
"""Ids of documents that were read before, by path and hash of the file."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file. `state` is `read`, `changed`, `unchanged`, `checked` or `refused`."""

    key: str
    state: str
    statements: int = 0
    added: int = 0
    removed: int = 0
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """All files of one call, in the order in which they were read, and what holds for all of them."""

    files: tuple[FileOutcome, ...]
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[FileOutcome, ...]:
        return tuple(f for f in self.files if f.state == "refused")


def ingest(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    mapping: Mapping | None = None,
    check: bool = False,
    again: bool = False,
    progress: Progress | None = None,
) -> IngestSummary:
    """Reads files into the workspace's ledger, each whole or not at all.

    With `check` nothing is recorded; with `again` files are read that were read before and have not changed (after
    new aliases or triggers). The ledger is held only while a file is recorded, so that others can read meanwhile.
    """
    files = find_files(paths)
    if mapping and len(files) > 1:
        raise UsageError("--mapping goes with one table; name a single file")
    tools = Tools(workspace.path)
    outcomes = []
    with nullcontext() if check else workspace.writing():
        same = _read_before(workspace) if mapping is None and not again else {}
        for number, found in enumerate(files):
            if progress:
                progress(found.key, number, len(files))
                tools.on_page, tools.on_block = _within(progress, found.key, number, len(files))
            try:
                outcomes.append(_one(found, workspace, tools, mapping, check, again, same))
            except SubtiesError as error:
                where = "" if found.path.name in str(error) else f"{found.path}: "
                outcomes.append(FileOutcome(found.key, "refused", reason=f"{where}{error}"))
            except FAULTS as fault:
                # A fault of ours on one file must not cost the reading of a hundred others; it is said aloud.
                reason = f"{found.path}: {told(fault)}"
                outcomes.append(FileOutcome(found.key, "refused", reason=reason))
    if progress:
        progress("", len(files), len(files))
    return IngestSummary(tuple(outcomes), tuple(tools.notes))


def _read_before(workspace: Workspace) -> Same:
    """What need not be read again, looked up once: opening the ledger for each of thousands of files takes a minute."""
    with workspace.ledger() as ledger:
        return ledger.current(__version__)


def _within(progress: Progress, key: str, number: int, files: int) -> tuple[PageProgress, PageProgress]:
    """Progress within one file: the pages that are laid out, then how much of its text is read."""
    return (
        lambda page, pages: progress(f"{key}, page {page} of {pages}", number, files),
        lambda done, blocks: progress(f"{key}, {100 * done // blocks} % read", number, files),
    )


def _one(
    found: Found, workspace: Workspace, tools: Tools, mapping: Mapping | None, check: bool, again: bool, same: Same
) -> FileOutcome:
    if found.suffix == ".parquet":
        return _exported(found, b"", workspace, check)
    data = read_bytes(found)
    if found.suffix == ".jsonl" and mapping is None and is_export(data):
        return _exported(found, data, workspace, check)
    sha256 = hashlib.sha256(data).hexdigest()
    if before := same.get((str(found.path.absolute()), sha256)):
        return FileOutcome(found.key, "unchanged", document_id=before)
    with workspace.ledger() as ledger:
        document_id = ledger.identify(found.path, found.root, sha256)
        if mapping is None and not again and ledger.is_current(sha256, __version__):
            return FileOutcome(found.key, "unchanged", document_id=document_id)
    reading = read_file(found, data, document_id, tools, mapping)
    outcome = FileOutcome(
        found.key, "checked", len(reading.statements), unread=reading.unread, notes=reading.notes,
        document_id=document_id,
    )  # fmt: skip
    if check:
        return outcome
    with workspace.ledger(write=True) as ledger:
        change = ledger.record(reading.document, reading.statements, reading.unread)
    state = {"added": "read", "changed": "changed"}.get(change.status, "unchanged")
    return replace(outcome, state=state, added=len(change.added), removed=len(change.removed))


def _exported(found: Found, data: bytes, workspace: Workspace, check: bool) -> FileOutcome:
    """Reads back an export in full: its documents, judgements and names."""
    from ingest import exported

    bundle = exported.from_jsonl(data, str(found.path)) if data else exported.from_parquet(found.path)
    stated = sum(map(len, bundle.statements.values()))
    held = f"an export of Subties: {len(bundle.documents)} documents, {len(bundle.judgements)} judgements"
    if check:
        return FileOutcome(found.key, "checked", stated, notes=(held,))
    changes, notes = exported.record(workspace, bundle)
    states = {change.status for change in changes}
    state = "unchanged" if states == {"unchanged"} else "changed" if "changed" in states else "read"
    return FileOutcome(
        found.key, state, stated, sum(len(c.added) for c in changes), sum(len(c.removed) for c in changes),
        notes=(held, *notes),
    )  # fmt: skip


def add_data_sets(workspace: Workspace, names: Iterable[str], progress: Progress | None = None) -> IngestSummary:
    """Adds curated data sets to the ledger, each whole or not at all.

    Raises NotFoundError for an unknown name before anything is added, InputError when a set is not what it declares.
    """
    from ingest.datasets import find, read

    chosen = [find(name).name for name in names]
    outcomes = []
    with workspace.writing():
        for number, name in enumerate(chosen):
            if progress:
                progress(name, number, len(chosen))
            reading = read(name)
            with workspace.ledger(write=True) as ledger:
                change = ledger.record(reading.document, reading.statements, reading.unread)
            state = {"added": "read", "changed": "changed"}.get(change.status, "unchanged")
            outcomes.append(
                FileOutcome(
                    name, state, len(reading.statements), len(change.added), len(change.removed), reading.unread,
                    reading.notes, document_id=change.document_id,
                )
            )  # fmt: skip
    return IngestSummary(tuple(outcomes))
