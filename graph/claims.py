"""Claims: what statements come to once names are resolved and judgements applied. Ties are built from them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Mode


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement between two entities. Fields as in Statement, ends and mechanism as entity ids.

    `position` (document, start, statement id) puts claims into the order in which they are printed; `printed` are the
    printed names of subject and object.
    """

    statement_id: str
    document_id: str
    tie: str
    kind: str | None
    subject: str
    object: str
    mode: Mode
    when: tuple[str, ...]
    position: tuple[str, int, str]
    printed: tuple[str, str]
    confidence: float
    mechanism: str | None = None
    sector: str | None = None
    value: float | None = None
    unit: str | None = None
    currency: str | None = None
    share: float | None = None
    flow: str | None = None
    manner: str | None = None
