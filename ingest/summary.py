"""What an ingestion came to, one row a file, for people and programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Resolved
from ingest.pipeline import FileOutcome, IngestSummary


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file. `statements` were read; `tied` of them make ties, `planned` and `denied` make none, `unresolved` wait
    for a name, `other` were dropped (ends not allowed, or the same). `added` and `removed` are counted against the
    earlier reading. `unread` counts sentences, tables and rows that were seen and not understood. After a check, which
    resolves and records nothing, only `statements` and `unread` are known; the others are None."""

    file: str
    state: str
    statements: int
    tied: int | None
    planned: int | None
    denied: int | None
    unresolved: int | None
    other: int | None
    added: int | None
    removed: int | None
    unread: int


def rows(done: IngestSummary, resolved: Resolved | None, left: Mapping[str, int] | None = None) -> list[FileRow]:
    """One row a file, in the order of reading; without `resolved` (a check) nothing is said about ties.

    `left` counts by document what an earlier reading left unread, for files that have not changed since.
    """
    outcomes: dict[str, Counter[str]] = {}
    for id, outcome in (resolved.outcome if resolved else {}).items():
        statement = resolved.statements[id] if resolved else None
        if statement is not None:
            outcomes.setdefault(statement.document_id, Counter())[outcome] += 1
    return [_row(file, outcomes.get(file.document_id, Counter()), left or {}) for file in done.files]


def _row(file: FileOutcome, count: Counter[str], left: Mapping[str, int]) -> FileRow:
    if file.state == "checked":
        nothing = (None, None, None, None, None, None, None)
        return FileRow(file.key, file.state, file.statements, *nothing, len(file.unread))
    same = file.state == "unchanged"
    other = sum(n for what, n in count.items() if what not in ("tie", "planned", "denied", "unresolved"))
    return FileRow(
        file.key, file.state, count.total() if same else file.statements, count["tie"], count["planned"],
        count["denied"], count["unresolved"], other, file.added, file.removed,
        left.get(file.document_id, 0) if same else len(file.unread),
    )  # fmt: skip
