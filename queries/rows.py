"""The row in which a tie is shown, wherever ties are listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from graph.edtf import sort_key
from graph.model import Resolved, Tie


@dataclass(frozen=True, slots=True)
class TieRow:
    """One tie. `start` and `end` are EDTF as stated; `confidence` lies from 0 to 1; `n_statements` and `n_documents`
    count what supports it; `dates` are its intervals and occasions (EDTF)."""

    SHOWN: ClassVar[tuple[str, ...]] = (
        "subject",
        "tie",
        "kind",
        "object",
        "start",
        "end",
        "status",
        "n_documents",
        "id",
    )

    id: str
    subject_id: str
    subject: str
    tie: str
    kind: str | None
    object_id: str
    object: str
    start: str | None
    end: str | None
    dates: tuple[str, ...]
    sector: str | None
    status: str
    contested: bool
    confidence: float
    n_statements: int
    n_documents: int


def tie_row(resolved: Resolved, tie: Tie) -> TieRow:
    """The row of a tie, with the names of its ends."""
    stated = [interval.when for interval in tie.intervals] + [o.date for o in tie.occasions if o.date]
    return TieRow(
        id=tie.id,
        subject_id=tie.subject,
        subject=resolved.entities[tie.subject].name,
        tie=tie.tie,
        kind=tie.kind,
        object_id=tie.object,
        object=resolved.entities[tie.object].name,
        start=tie.start,
        end=tie.end,
        dates=tuple(sorted(set(stated), key=sort_key)),
        sector=tie.sector,
        status=tie.status,
        contested=tie.contested,
        confidence=tie.confidence,
        n_statements=len(tie.statements),
        n_documents=len(tie.documents),
    )


def tie_rows(resolved: Resolved, ties: Iterable[Tie]) -> tuple[TieRow, ...]:
    """Rows in reading order: by layer, then by the names of the ends, then by id."""
    rows = [tie_row(resolved, tie) for tie in ties]
    return tuple(sorted(rows, key=lambda row: (row.tie, row.kind or "", row.subject, row.object, row.id)))
