"""The graph as records: every node and relationship that ledger, gazetteer and judgements come to, each with a stamp.

A stamp is three hexadecimal digits of a group (a hash of the record's id) and thirteen of its content. It stands in the
graph as property `subties`, which marks what Subties wrote and says whether it is still the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b, sha256
from importlib.resources import files
from zlib import crc32

from graph.errors import InputError
from graph.identity import successions
from graph.ids import digest
from graph.model import Resolved
from graph.schema import schema
from graph.stores import properties as of
from graph.stores.properties import Properties

_GROUPS = 4096
_CODE = ("schema.yaml", "edtf.py", "stores/plain.py", "stores/properties.py", "stores/records.py", "stores/sources.py")


@dataclass(frozen=True, slots=True)
class NodeRecord:
    """A node: `label` is its identity label, `kind` the further label of an entity (else empty)."""

    label: str
    kind: str
    id: str
    stamp: str
    properties: Properties


# Identity labels of the ends of links; those of ties, LOCATED_IN and SUCCEEDED_BY are entities.
LINK_ENDS = {
    "STATES": ("Document", "Statement"),
    "SUBJECT": ("Statement", "Entity"),
    "OBJECT": ("Statement", "Entity"),
    "UNDER": ("Statement", "Entity"),
}


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A relationship of `type` from the node with the id `source` to that with the id `target` (see `LINK_ENDS`)."""

    type: str
    source: str
    target: str
    id: str
    stamp: str
    properties: Properties


# Whether a record is wanted: asked with its label or type, its id and, for an entity, its kind.
Wanted = Callable[[str, str, str], bool]


def group_of(id_: str) -> str:
    """The group of a record: three hexadecimal digits."""
    return f"{crc32(id_.encode()) % _GROUPS:03x}"


def _stamp(id_: str, *content: object) -> str:
    return group_of(id_) + blake2b(repr(content).encode("utf-8", "replace"), digest_size=8).hexdigest()[:13]


class Projection:
    """All records of a resolved state.

    Raises InputError, before anything is written, for what cannot stand in a graph: a record without an id, two with
    one id, a tie whose end or type or an entity whose kind is not there.
    """

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = self._resolved = resolved
        self._check()

    @property
    def code(self) -> str:
        """Of the code that makes the records."""
        seen = sha256()
        for name in _CODE:
            seen.update((files("graph") / name).read_bytes())
        return seen.hexdigest()

    @property
    def fingerprint(self) -> str:
        """Of the resolved state and of the code that makes records of it."""
        return digest(self._resolved.fingerprint, self.code, length=32)

    def nodes(self, wanted: Wanted | None = None) -> Iterator[NodeRecord]:
        """Entities by kind, then documents, then statements; each by id.

        `wanted` is asked for each with label, id and kind; the others are not made, which spares most of the work.
        """
        resolved = self._resolved
        for entity in sorted(resolved.entities.values(), key=lambda entity: (entity.kind, entity.id)):
            if wanted is None or wanted("Entity", entity.id, entity.kind):
                yield _node("Entity", entity.kind, of.entity_properties(entity))
        for id_, document in sorted(resolved.documents.items()):
            if wanted is None or wanted("Document", id_, ""):
                yield _node("Document", "", of.document_properties(document))
        for id_, statement in sorted(resolved.statements.items()):
            if wanted is None or wanted("Statement", id_, ""):
                yield _node("Statement", "", of.statement_properties(statement, resolved.outcome.get(id_, "")))

    def links(self, wanted: Wanted | None = None) -> Iterator[LinkRecord]:
        """Ties by type and id, then the links beside them; `wanted` is asked with type, id and nothing."""
        for tie in sorted(self._resolved.ties, key=lambda tie: (tie.tie, tie.id)):
            if wanted is None or wanted(tie.tie, tie.id, ""):
                yield _link(tie.tie, tie.subject, tie.object, of.tie_properties(tie))
        for type_, source, target, properties in self._plain_links():
            if wanted is None or wanted(type_, properties["id"], ""):
                yield _link(type_, source, target, properties)

    def _plain_links(self) -> Iterator[tuple[str, str, str, Properties]]:
        """The links beside the ties: type, ends and properties."""
        resolved, entities = self._resolved, self._resolved.entities
        for id_, entity in sorted(entities.items()):
            if entity.parent in entities and entity.parent != id_:
                yield "LOCATED_IN", id_, entity.parent, {"id": id_}
        for s in sorted(successions(), key=lambda s: (s.before, s.after, s.when)):
            if s.before in entities and s.after in entities:
                own = {"id": f"{s.before}>{s.after}", "when": s.when, "note": s.note}
                yield "SUCCEEDED_BY", s.before, s.after, {key: value for key, value in own.items() if value}
        for id_, statement in sorted(resolved.statements.items()):
            if statement.document_id in resolved.documents:
                yield "STATES", statement.document_id, id_, {"id": id_}
        for at, type_ in enumerate(("SUBJECT", "OBJECT", "UNDER")):
            for id_ in sorted(resolved.statements):
                end = resolved.ends.get(id_, (None, None, None))[at]
                if end is not None and end in entities:
                    yield type_, id_, end, {"id": id_}

    def _check(self) -> None:
        resolved, declared = self._resolved, schema()
        for owner, records in (
            ("entity", resolved.entities),
            ("document", resolved.documents),
            ("statement", resolved.statements),
        ):
            for id_, record in records.items():
                if not id_ or id_ != record.id:
                    raise InputError(f"an {owner} has no id, or another one than '{id_}'; nothing was written")
        for entity in resolved.entities.values():
            if entity.kind not in declared.kinds:
                raise InputError(f"entity {entity.id}: '{entity.kind}' is no kind of the schema; nothing was written")
        seen: set[tuple[str, str]] = set()
        for tie in resolved.ties:
            declared.tie(tie.tie)
            if not tie.id or (tie.tie, tie.id) in seen:
                raise InputError(f"tie '{tie.id}' ({tie.tie}): its id is missing or not its own; nothing was written")
            seen.add((tie.tie, tie.id))
            for end in (tie.subject, tie.object):
                if end not in resolved.entities:
                    raise InputError(f"tie {tie.id} ({tie.tie}): its end '{end}' is not there; nothing was written")


def _node(label: str, kind: str, properties: Properties) -> NodeRecord:
    id_ = properties["id"]
    stamp = _stamp(id_, label, kind, properties)
    return NodeRecord(label, kind, id_, stamp, {**properties, "subties": stamp})


def _link(type_: str, source: str, target: str, properties: Properties) -> LinkRecord:
    id_ = properties["id"]
    stamp = _stamp(id_, type_, source, target, properties)
    return LinkRecord(type_, source, target, id_, stamp, {**properties, "subties": stamp})
