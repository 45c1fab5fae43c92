"""The graph as records: every node and relationship that ledger, gazetteer and judgements come to, each with a stamp.

A stamp is three hexadecimal digits of a group and thirteen of the record's content. It stands in the graph as property
`subties`, which marks what Subties wrote and says whether it is still the same. The group of a node is a hash of its
id, that of a relationship the one of the node that it hangs on: of the statement, or of the entity that it starts from.
So whoever has the nodes of a group finds all its relationships at them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b, sha256
from importlib.resources import files
from zlib import crc32

from graph.errors import InputError
from graph.identity import successions
from graph.ids import digest
from graph.model import Document, Entity, Resolved, Statement, Tie
from graph.schema import schema
from graph.stores import properties as of
from graph.stores.properties import Properties

_GROUPS = tuple(f"{number:03x}" for number in range(4096))
_PART = 50_000  # sources of a part: about 200 MB of records, were they all made at once
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


# Whether a record is wanted: asked with its label or type and its id.
Wanted = Callable[[str, str], bool]


def group_of(id_: str) -> str:
    """The group of a node: three hexadecimal digits."""
    return _GROUPS[crc32(id_.encode()) & 4095]


def _stamp(group: str, *content: object) -> str:
    return group + blake2b(repr(content).encode("utf-8", "replace"), digest_size=8).hexdigest()[:13]


@dataclass(frozen=True, slots=True)
class Part:
    """The records of some groups: those whose stamps begin with one of the `prefixes`, all equally long."""

    resolved: Resolved
    prefixes: tuple[str, ...]
    entities: list[Entity] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    def nodes(self, wanted: Wanted | None = None) -> Iterator[NodeRecord]:
        """Entities by kind, then documents, then statements; each by id.

        `wanted` is asked for each with label and id; the others are not made, which spares most of the work.
        """
        for entity in self.entities:
            if wanted is None or wanted("Entity", entity.id):
                yield _node("Entity", entity.kind, of.entity_properties(entity))
        for document in self.documents:
            if wanted is None or wanted("Document", document.id):
                yield _node("Document", "", of.document_properties(document))
        outcome = self.resolved.outcome
        for statement in self.statements:
            if wanted is None or wanted("Statement", statement.id):
                yield _node("Statement", "", of.statement_properties(statement, outcome.get(statement.id, "")))

    def links(self, wanted: Wanted | None = None) -> Iterator[LinkRecord]:
        """Ties by type and id, then the links beside them; `wanted` is asked with type and id."""
        for tie in self.ties:
            if wanted is None or wanted(tie.tie, tie.id):
                yield _link(tie.tie, tie.subject, tie.object, of.tie_properties(tie))
        for type_, source, target, properties in self._plain_links():
            if wanted is None or wanted(type_, properties["id"]):
                yield _link(type_, source, target, properties)

    def _plain_links(self) -> Iterator[tuple[str, str, str, Properties]]:
        """The links beside the ties: type, ends and properties."""
        entities, ends = self.resolved.entities, self.resolved.ends
        own = {entity.id for entity in self.entities}
        for id_ in sorted(own):
            parent = entities[id_].parent
            if parent in entities and parent != id_:
                yield "LOCATED_IN", id_, parent, {"id": id_}
        for s in sorted(successions(), key=lambda s: (s.before, s.after, s.when)):
            if s.before in own and s.after in entities:
                said = {"id": f"{s.before}>{s.after}", "when": s.when, "note": s.note}
                yield "SUCCEEDED_BY", s.before, s.after, {key: value for key, value in said.items() if value}
        for statement in self.statements:
            if statement.document_id in self.resolved.documents:
                yield "STATES", statement.document_id, statement.id, {"id": statement.id}
        for at, type_ in enumerate(("SUBJECT", "OBJECT", "UNDER")):
            for statement in self.statements:
                end = ends.get(statement.id, (None, None, None))[at]
                if end is not None and end in entities:
                    yield type_, statement.id, end, {"id": statement.id}

    def sort(self) -> None:
        """Puts all into the order in which they are written."""
        self.entities.sort(key=lambda entity: (entity.kind, entity.id))
        self.documents.sort(key=lambda document: document.id)
        self.statements.sort(key=lambda statement: statement.id)
        self.ties.sort(key=lambda tie: (tie.tie, tie.id))


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

    @cached_property
    def _whole(self) -> Part:
        return self.parts(None, size=max(1, len(self)))[0]

    def nodes(self) -> Iterator[NodeRecord]:
        """All nodes, in the order of `Part.nodes`."""
        return self._whole.nodes()

    def links(self) -> Iterator[LinkRecord]:
        """All relationships, in the order of `Part.links`."""
        return self._whole.links()

    def __len__(self) -> int:
        """How many entities, documents, statements and ties there are."""
        of_ = self._resolved
        return len(of_.entities) + len(of_.documents) + len(of_.statements) + len(of_.ties)

    def parts(self, groups: Iterable[str] | None, size: int | None = None) -> list[Part]:
        """The records of the given groups (None: of all), in parts that are made of about `size` sources each."""
        size = size or _PART
        if groups is None:
            digits = 0 if len(self) <= size else 2
            prefixes = sorted({group[:digits] for group in _GROUPS})
            number = -(-len(self) // size)
        else:
            prefixes = sorted(groups)
            number = -(-len(self) * len(prefixes) // (len(_GROUPS) * size))
        count = max(1, -(-len(prefixes) // max(1, number)))  # prefixes of a part
        parts = [Part(self._resolved, tuple(prefixes[at : at + count])) for at in range(0, len(prefixes), count)]
        self._fill({prefix: part for part in parts for prefix in part.prefixes})
        for part in parts:
            part.sort()
        return parts

    def _fill(self, of_prefix: dict[str, Part]) -> None:
        if not of_prefix:
            return
        digits = len(next(iter(of_prefix)))

        def part_of(id_: str) -> Part | None:
            return of_prefix.get(group_of(id_)[:digits])

        resolved = self._resolved
        for entity in resolved.entities.values():
            if part := part_of(entity.id):
                part.entities.append(entity)
        for document in resolved.documents.values():
            if part := part_of(document.id):
                part.documents.append(document)
        for statement in resolved.statements.values():
            if part := part_of(statement.id):
                part.statements.append(statement)
        for tie in resolved.ties:
            if part := part_of(tie.subject):
                part.ties.append(tie)

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
        _check_ids(resolved.ties)
        for tie in resolved.ties:
            declared.tie(tie.tie)
            for end in (tie.subject, tie.object):
                if end not in resolved.entities:
                    raise InputError(f"tie {tie.id} ({tie.tie}): its end '{end}' is not there; nothing was written")


def _check_ids(ties: Iterable[Tie]) -> None:
    """Refuses a tie without an id, and two of one type with one id. Sorting takes less memory than a set of keys."""
    before = ("", "")
    for tie in sorted(sorted(ties, key=lambda tie: tie.tie), key=lambda tie: tie.id or ""):
        if not tie.id or (tie.id, tie.tie) == before:
            raise InputError(f"tie '{tie.id}' ({tie.tie}): its id is missing or not its own; nothing was written")
        before = (tie.id, tie.tie)


def _node(label: str, kind: str, properties: Properties) -> NodeRecord:
    id_ = properties["id"]
    stamp = _stamp(group_of(id_), label, kind, properties)
    return NodeRecord(label, kind, id_, stamp, {**properties, "subties": stamp})


def _link(type_: str, source: str, target: str, properties: Properties) -> LinkRecord:
    holder = target if type_ == "STATES" else source
    stamp = _stamp(group_of(holder), type_, source, target, properties)
    return LinkRecord(type_, source, target, properties["id"], stamp, {**properties, "subties": stamp})
