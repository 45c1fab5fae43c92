"""What differs between the records that should be in the graph and those that Subties wrote there before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.stores.base import Row, Store
from graph.stores.cypher_files import IDENTITY_LABELS, cypher_file
from graph.stores.records import Projection, group_of

Key = tuple[str, str]  # label or type, and id
Ends = tuple[str, str]  # ids of source and target


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

    def is_new(self, label: str, id_: str, _kind: str) -> bool:
        """Whether the node is to be made."""
        return (label, id_) in self.new_nodes

    def has_changed(self, label: str, id_: str, _kind: str) -> bool:
        """Whether the node is there and its properties are others now."""
        return (label, id_) in self.changed_nodes

    def is_wanted(self, type_: str, id_: str, _kind: str) -> bool:
        """Whether the relationship is to be made or set anew."""
        key = (type_, id_)
        return key in self.new_links or key in self.changed_links

    def counts(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        """Created, changed and removed, by kind, label or type."""
        created = Counter(self.new_nodes.values()) + Counter(type_ for type_, _ in self.new_links)
        changed = Counter(self.changed_nodes.values()) + Counter(type_ for type_, _ in self.changed_links)
        removed = Counter(self.gone_nodes.values()) + Counter(type_ for type_, _ in self.gone_links)
        return created, changed, removed


def compare(store: Store, projection: Projection, groups: frozenset[str] | None) -> Difference:
    """Compares what there should be with what the store has, in the given groups (None: everywhere)."""
    difference = Difference()
    if groups is None or groups:
        asked = {"groups": None if groups is None else sorted(groups)}
        _compare_nodes(store, projection, asked, difference, groups)
        _compare_links(store, projection, asked, difference, groups)
    return difference


def _compare_nodes(
    store: Store,
    projection: Projection,
    asked: Mapping[str, object],
    difference: Difference,
    groups: frozenset[str] | None,
) -> None:
    there: dict[Key, Row] = {}
    for label in IDENTITY_LABELS:
        query = cypher_file("load", "nodes_there").filled(LABEL=label)
        there.update({(label, row["id"]): row for row in store.run(query, asked)})

    def is_there(label: str, id_: str, kind: str) -> bool:
        if groups is not None and group_of(id_) not in groups:
            return False
        if (label, id_) not in there:
            difference.new_nodes[label, id_] = kind or label
            return False
        return True

    for node in projection.nodes(is_there):
        key = (node.label, node.id)
        row = there.pop(key)
        if row["stamp"] != node.stamp:
            difference.changed_nodes[key] = node.kind or node.label
            if node.kind and row["kind"] != node.kind:
                difference.relabelled[row["kind"], node.kind].append(node.id)
    for (label, id_), row in there.items():
        difference.gone_nodes[label, id_] = row["kind"] if label == "Entity" else label


def _compare_links(
    store: Store,
    projection: Projection,
    asked: Mapping[str, object],
    difference: Difference,
    groups: frozenset[str] | None,
) -> None:
    rows = store.run(cypher_file("load", "relationships_there").text, asked)
    there: dict[Key, Row] = {(row["type"], row["id"]): row for row in rows}

    def is_there(type_: str, id_: str, _kind: str) -> bool:
        if groups is not None and group_of(id_) not in groups:
            return False
        if (type_, id_) not in there:
            difference.new_links.add((type_, id_))
            return False
        return True

    for link in projection.links(is_there):
        key = (link.type, link.id)
        row = there.pop(key)
        if row["stamp"] != link.stamp:
            difference.changed_links.add(key)
            if (row["source"], row["target"]) != (link.source, link.target):
                difference.moved[key] = (row["source"], row["target"])
    difference.gone_links = {key: (row["source"], row["target"]) for key, row in there.items()}
