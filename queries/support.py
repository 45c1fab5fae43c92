"""Question 13: how well ties are supported, and where sources contradict each other.

The support of a tie: how many statements, documents and named sources say it, and which plans or denials speak of the
same ends and layer. Sources are what rows and documents name; a tie of one source hangs on that source.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from graph.errors import NotFoundError, UsageError
from graph.model import Mode, Resolved, Statement, Tie
from graph.schema import schema
from queries.selection import Selection, count, is_undated, require


@dataclass(frozen=True, slots=True)
class Support:
    """A tie. `statements`, `documents`, `sources`: how many distinct ones state it; `planned`, `denied`: statements of
    the same ends and layer that plan or deny it; `contradictions`: what its sources disagree in; `confidence`: 0 to
    1."""

    SHOWN: ClassVar[tuple[str, ...]] = (
        "subject", "layer", "object", "statements", "documents", "sources", "planned", "denied", "confidence",
        "contradictions", "id",
    )  # fmt: skip

    id: str
    subject: str
    layer: str
    object: str
    statements: int
    documents: int
    sources: int
    planned: int
    denied: int
    confidence: float
    contested: bool
    undated: bool
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayerSupport:
    """A layer: `ties`; of these `one_statement`, `one_document`, `several_sources`, `contested`, `undated`."""

    layer: str
    ties: int
    one_statement: int
    one_document: int
    several_sources: int
    contested: int
    undated: int


@dataclass(frozen=True, slots=True)
class Said:
    """A statement behind the tie asked for: what it says, in whose words, from where."""

    document: str
    source: str | None
    mode: str
    when: tuple[str, ...]
    confidence: float
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Supports:
    """The answer: ties (contested first, then those with least support), counts by layer, and for one tie its
    statements."""

    ties: tuple[Support, ...]
    layers: tuple[LayerSupport, ...]
    statements: tuple[Said, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`support`, `layers`, `statements`."""
        return {"support": self.ties, "layers": self.layers, "statements": self.statements}

    def notes(self) -> tuple[str, ...]:
        """How many ties are contested, and how many hang on one source."""
        return self.remarks


def support(
    resolved: Resolved, tie: str | None = None, selection: Selection | None = None, *, top: int | None = None
) -> Supports:
    """Support of the tie whose id begins so, or of all selected ties (`top` lists the first so many)."""
    if top is not None and top < 1:
        raise UsageError("ask for the top 1 or more")
    selected = require(resolved, selection)
    chosen = [each for each in selected.ties if tie is None or each.id.startswith((tie, f"tie:{tie}"))]
    if not chosen:
        raise NotFoundError(f"no tie '{tie}' ({selected.selection.describe()}); 'subties ties' lists them with ids")
    if tie is not None and len(chosen) > 1:
        listed = ", ".join(sorted(each.id for each in chosen)[:5])
        raise UsageError(f"'{tie}' is the beginning of {len(chosen)} ids ({listed} …); give more of it")
    against = _against(resolved)
    rows = [_row(resolved, each, against) for each in chosen]
    rows.sort(key=lambda row: (not row.contested, row.sources, row.documents, row.statements, row.confidence, row.id))
    contested = sum(row.contested for row in rows)
    single = sum(row.sources < 2 for row in rows)
    remark = f"{contested:,} contested; {single:,} of {count(len(rows), 'tie')} rest on one source"
    said = _statements(resolved, chosen[0], against) if tie is not None else ()
    return Supports(tuple(rows[:top]), _layers(rows), said, (*selected.notes(), remark))


_Key = tuple[str, str | None, str, str]


def _key(statement: Statement, subject: str, object_: str) -> _Key:
    ends = sorted((subject, object_)) if schema().tie(statement.tie).symmetric else [subject, object_]
    return statement.tie, statement.kind, ends[0], ends[1]


def _against(resolved: Resolved) -> dict[_Key, list[Statement]]:
    """Planned and denied statements by ends and layer."""
    found: dict[_Key, list[Statement]] = defaultdict(list)
    for id_, statement in resolved.statements.items():
        subject, object_, _ = resolved.ends.get(id_, (None, None, None))
        if subject and object_ and statement.mode in (Mode.PLANNED, Mode.DENIED):
            found[_key(statement, subject, object_)].append(statement)
    return found


def _tie_key(tie: Tie) -> _Key:
    ends = sorted((tie.subject, tie.object)) if schema().tie(tie.tie).symmetric else [tie.subject, tie.object]
    return tie.tie, tie.kind, ends[0], ends[1]


def sources_of(resolved: Resolved, tie: Tie) -> set[str]:
    """The sources that state the tie: what rows name, else the document."""
    found = set()
    for id_ in tie.statements:
        statement = resolved.statements.get(id_)
        if statement is not None:
            named = [part.strip() for part in (statement.source or "").split("; ") if part.strip()]
            found.update(named or [statement.document_id])
    return found


def _row(resolved: Resolved, tie: Tie, against: Mapping[_Key, list[Statement]]) -> Support:
    modes = Counter(statement.mode for statement in against.get(_tie_key(tie), ()))
    return Support(
        tie.id, resolved.entities[tie.subject].name, tie.layer, resolved.entities[tie.object].name,
        len(tie.statements), len(tie.documents), len(sources_of(resolved, tie)), modes[Mode.PLANNED],
        modes[Mode.DENIED], tie.confidence, tie.contested or bool(modes[Mode.DENIED]), is_undated(tie),
        tie.contradictions,
    )  # fmt: skip


def _layers(rows: Sequence[Support]) -> tuple[LayerSupport, ...]:
    by_layer: dict[str, list[Support]] = defaultdict(list)
    for row in rows:
        by_layer[row.layer].append(row)
    return tuple(
        LayerSupport(
            layer, len(own), sum(r.statements < 2 for r in own), sum(r.documents < 2 for r in own),
            sum(r.sources > 1 for r in own), sum(r.contested for r in own), sum(r.undated for r in own),
        )
        for layer, own in sorted(by_layer.items())
    )  # fmt: skip


def _statements(resolved: Resolved, tie: Tie, against: Mapping[_Key, list[Statement]]) -> tuple[Said, ...]:
    own = [resolved.statements[id_] for id_ in tie.statements if id_ in resolved.statements]
    rows = []
    for statement in [*own, *against.get(_tie_key(tie), ())]:
        document = resolved.documents.get(statement.document_id)
        name = document.name if document else statement.document_id
        text = " ".join(statement.text.split())
        rows.append(
            Said(name, statement.source, statement.mode.value, statement.when, statement.confidence, text, statement.id)
        )
    return tuple(sorted(rows, key=lambda row: (row.mode, row.document, row.id)))
