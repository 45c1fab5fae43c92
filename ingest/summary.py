"""What an ingestion came to, one row a file, for people and programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graph.model import Resolved
from ingest.pipeline import IngestSummary


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file. `statements` were read; `tied` of them make ties, `planned` and `denied` make none, `unresolved` wait
    for a name, `other` were dropped (ends not allowed, or the same). `added` and `removed` are counted against the
    earlier reading. `unread` counts sentences, tables and rows that were seen and not understood."""

    file: str
    state: str
    statements: int
    tied: int
    planned: int
    denied: int
    unresolved: int
    other: int
    added: int
    removed: int
    unread: int


def rows(done: IngestSummary, resolved: Resolved | None) -> list[FileRow]:
    """One row a file, in the order of reading; without `resolved` (a check) nothing is said about ties."""
    outcomes: dict[str, Counter[str]] = {}
    for id, outcome in (resolved.outcome if resolved else {}).items():
        statement = resolved.statements[id] if resolved else None
        if statement is not None:
            outcomes.setdefault(statement.document_id, Counter())[outcome] += 1
    out = []
    for file in done.files:
        count = outcomes.get(file.document_id, Counter())
        named = ("tie", "planned", "denied", "unresolved")
        out.append(
            FileRow(
                file.key, file.state, file.statements if file.state != "unchanged" else count.total(), count["tie"],
                count["planned"], count["denied"], count["unresolved"],
                sum(n for what, n in count.items() if what not in named), file.added, file.removed, len(file.unread),
            )
        )  # fmt: skip
    return out
