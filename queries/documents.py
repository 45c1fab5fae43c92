"""The listing of documents: what was read from each, and what was seen in it and not read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import NotFoundError
from graph.fold import fold
from graph.ledger_rows import UnreadRow
from graph.model import Document, Resolved


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: how many statements it makes, how many ties it supports, what waits, and what was not read."""

    id: str
    name: str
    title: str
    format: str
    statements: int
    ties: int
    unresolved: int
    unread: int
    dataset: str
    licence: str
    read_at: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """Something that was seen and not read. `page` is told by the statements before and after it ("12", or "12 to 14";
    empty where the document knows no pages). `start` and `end` are character offsets into the document's text."""

    document: str
    what: str
    reason: str
    page: str
    text: str
    start: int
    end: int


def _chosen(resolved: Resolved, name: str | None) -> list[Document]:
    found = [
        d
        for d in resolved.documents.values()
        if name is None or name == d.id or fold(name) in fold(f"{d.name} {d.title}")
    ]
    if not found:
        raise NotFoundError(
            f"no document '{name}'" if name else "nothing was read yet; read documents with `subties ingest`"
        )
    return sorted(found, key=lambda d: (d.name, d.id))


def documents(
    resolved: Resolved, unread: Iterable[tuple[str, UnreadRow]], name: str | None = None
) -> list[DocumentRow]:
    """The documents, or those whose id is, or whose name or title holds, `name`; NotFoundError where there is none."""
    statements: Counter[str] = Counter(s.document_id for s in resolved.statements.values())
    waiting = Counter(
        resolved.statements[id].document_id for id, what in resolved.outcome.items() if what == "unresolved"
    )
    ties: Counter[str] = Counter(document for tie in resolved.ties for document in set(tie.documents))
    left = Counter(id for id, _ in unread)
    return [
        DocumentRow(
            d.id, d.name, d.title, d.format, statements[d.id], ties[d.id], waiting[d.id], left[d.id], d.dataset,
            d.licence, d.read_at,
        )
        for d in _chosen(resolved, name)
    ]  # fmt: skip


def unread(resolved: Resolved, rows: Iterable[tuple[str, UnreadRow]], name: str | None = None) -> list[NotRead]:
    """What was seen and not read, in the order of the documents' texts; NotFoundError where there is none."""
    by_id = {d.id: d for d in _chosen(resolved, name)}
    pages: dict[str, list[tuple[int, int]]] = {}
    for s in resolved.statements.values():
        if s.page is not None and s.start >= 0:
            pages.setdefault(s.document_id, []).append((s.start, s.page))
    known = {id: sorted(places) for id, places in pages.items()}
    found = [
        NotRead(
            by_id[id].name, row.what, row.reason, _page(known.get(id, []), row.start), " ".join(row.text.split()),
            row.start, row.end,
        )
        for id, row in rows
        if id in by_id
    ]  # fmt: skip
    if not found:
        raise NotFoundError("nothing was left unread")
    return sorted(found, key=lambda r: (r.document, r.start, r.end, r.what, r.text))


def _page(places: list[tuple[int, int]], start: int) -> str:
    """The page of what begins at `start`, as far as places (offset, page) of known statements tell it."""
    if not places or start < 0:
        return ""
    at = bisect_right(places, start, key=lambda place: place[0])
    before = places[at - 1][1] if at else None
    after = places[at][1] if at < len(places) else None
    if before == after or before is None or after is None:
        only = after if before is None else before
        return f"{only}" if before == after else f"{only} or {'before' if before is None else 'later'}"
    return f"{before} to {after}"
