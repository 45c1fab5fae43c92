"""What differs between the records that should be in the graph and those that Subties wrote there before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.stores.base import Row, Store
from graph.stores.cypher_files import IDENTITY_LABELS, cypher_file
from graph.stores.records import LinkRecord, NodeRecord, Part

Key = tuple[str, str]  # label or type, and id
Ends = tuple[str, str]  # ids of source and target

_IDS = 2000  # ids of a question


@dataclass
class Difference:
    """Keys of what is to be written and removed.

    Nodes are kept with what they are counted as (kind or label), relationships that go with their ends. `relabelled`
    maps (kind before, kind now) to ids of entities; `moved` holds links whose ends are others now: they are removed and
    made anew.
    """

    new_nodes: dict[Key, str] = field(default_factory=dict)
    changed_nodes: dict[Key, str] = field(default_factory=dict)
    gone_nodes: dict[Key, str] = field(default_factory=dict)
    relabelled: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    new_links: set[Key] = field(default_factory=set)
    changed_links: set[Key] = field(default_factory=set)
    moved: dict[Key, Ends] = field(default_factory=dict)
    gone_links: dict[Key, Ends] = field(default_factory=dict)

    def is_new(self, label: str, id_: str) -> bool:
        """Whether the node is to be made."""
        return (label, id_) in self.new_nodes

    def has_changed(self, label: str, id_: str) -> bool:
        """Whether the node is there and its properties are others now."""
        return (label, id_) in self.changed_nodes

    def is_wanted(self, type_: str, id_: str) -> bool:
        """Whether the relationship is to be made or set anew."""
        key = (type_, id_)
        return key in self.new_links or key in self.changed_links

    def counts(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        """Created, changed and removed, by kind, label or type."""
        created = Counter(self.new_nodes.values()) + Counter(type_ for type_, _ in self.new_links)
        changed = Counter(self.changed_nodes.values()) + Counter(type_ for type_, _ in self.changed_links)
        removed = Counter(self.gone_nodes.values()) + Counter(type_ for type_, _ in self.gone_links)
        return created, changed, removed


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares parts of what there should be with what the store has of them.

    `empty`: nothing of ours is there, so that nothing need be asked. `thorough`: every property is compared, not only
    the stamp, which people who edit the graph by hand leave as it is.
    """

    store: Store
    empty: bool = False
    thorough: bool = False

    def compare(self, part: Part) -> Difference:
        """What is to be written and removed in a part."""
        difference = Difference()
        there = {} if self.empty else self._nodes_there(part)
        self._compare_links(part, difference, self._links_there(there))
        self._compare_nodes(part, difference, there)
        return difference

    def _nodes_there(self, part: Part) -> dict[Key, Row]:
        file = cypher_file("load", "nodes_there" if self.store.seeks_prefixes else "nodes_there_scanned")
        asked = {"prefixes": list(part.prefixes), "digits": len(part.prefixes[0]), "whole": self.thorough}
        found = ((label, self.store.run(file.filled(LABEL=label), asked)) for label in IDENTITY_LABELS)
        return {(label, row["id"]): row for label, rows in found for row in rows}

    def _links_there(self, nodes: dict[Key, Row]) -> dict[Key, Row]:
        """The relationships that hang on the nodes: those that entities and statements send, and STATES."""
        there: dict[Key, Row] = {}
        for file, label in (("links_from", "Entity"), ("links_from", "Statement"), ("states_there", "Statement")):
            query = cypher_file("load", file)
            text = query.filled(LABEL=label) if query.templates else query.text
            ids = [id_ for of_, id_ in nodes if of_ == label]
            for at in range(0, len(ids), _IDS):
                for row in self.store.run(text, {"ids": ids[at : at + _IDS], "whole": self.thorough}):
                    there[row["type"], row["id"]] = row
        return there

    def _differs(self, record: NodeRecord | LinkRecord, row: Row) -> bool:
        return row["stamp"] != record.stamp or (self.thorough and not _same(row["properties"], record.properties))

    def _compare_nodes(self, part: Part, difference: Difference, there: dict[Key, Row]) -> None:
        for label, id_, kind in _keys(part):
            if (label, id_) not in there:
                difference.new_nodes[label, id_] = kind or label
        for node in part.nodes(lambda label, id_: (label, id_) in there):
            key = (node.label, node.id)
            row = there.pop(key)
            if self._differs(node, row):
                difference.changed_nodes[key] = node.kind or node.label
                if node.kind and row["kind"] != node.kind:
                    difference.relabelled[row["kind"], node.kind].append(node.id)
        for (label, id_), row in there.items():
            difference.gone_nodes[label, id_] = row["kind"] if label == "Entity" else label

    def _compare_links(self, part: Part, difference: Difference, there: dict[Key, Row]) -> None:
        def is_there(type_: str, id_: str) -> bool:
            if (type_, id_) in there:
                return True
            difference.new_links.add((type_, id_))
            return False

        for link in part.links(is_there):
            key = (link.type, link.id)
            row = there.pop(key)
            if self._differs(link, row):
                difference.changed_links.add(key)
                if (row["source"], row["target"]) != (link.source, link.target):
                    difference.moved[key] = (row["source"], row["target"])
        difference.gone_links = {key: (row["source"], row["target"]) for key, row in there.items()}


def _keys(part: Part) -> Iterator[tuple[str, str, str]]:
    """Label, id and kind of each node."""
    yield from (("Entity", entity.id, entity.kind) for entity in part.entities)
    yield from (("Document", document.id, "") for document in part.documents)
    yield from (("Statement", statement.id, "") for statement in part.statements)


def _same(there: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether two sets of properties are equal; a list and a tuple of the same values are."""
    if there.keys() != wanted.keys():
        return False
    return all(value == (list(own) if isinstance(own, tuple) else own) for value, own in
               ((there[name], wanted[name]) for name in wanted))  # fmt: skip
