"""What differs between the records that should be in the graph and those that Subties wrote there before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from graph.schema import schema
from graph.stores.base import Row, Store
from graph.stores.cypher_files import IDENTITY_LABELS, cypher_file
from graph.stores.records import LinkRecord, NodeRecord, Projection

R = TypeVar("R", NodeRecord, LinkRecord)
Key = tuple[str, str]  # label or type, and id


@dataclass
class Difference:
    """Keys of what is to be written and removed.

    `relabelled` maps (kind before, kind now) to ids of entities; `moved` holds links whose ends are others now: they
    are removed and made anew.
    """

    new_nodes: dict[Key, str] = field(default_factory=dict)  # key → what it is counted as
    changed_nodes: dict[Key, str] = field(default_factory=dict)
    nodes_gone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    gone_as: Counter[str] = field(default_factory=Counter)
    relabelled: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    new_links: set[Key] = field(default_factory=set)
    changed_links: set[Key] = field(default_factory=set)
    moved: set[Key] = field(default_factory=set)
    gone_links: set[Key] = field(default_factory=set)

    def wants_node(self, node: NodeRecord) -> bool:
        """Whether the node is to be written."""
        key = (node.label, node.id)
        return key in self.new_nodes or key in self.changed_nodes

    def wants_link(self, link: LinkRecord) -> bool:
        """Whether the relationship is to be written."""
        key = (link.type, link.id)
        return key in self.new_links or key in self.changed_links

    def node_ids(self) -> dict[str, list[str]]:
        """Ids of new nodes by label."""
        return _by_name(self.new_nodes)

    def link_ids(self) -> dict[str, list[str]]:
        """Ids of new relationships by type."""
        return _by_name(self.new_links)

    def links_gone(self) -> dict[str, list[str]]:
        """Ids of relationships to remove, by type: those that are gone and those whose ends are others now."""
        return _by_name(self.gone_links | self.moved)

    def counts(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        """Created, changed and removed, by kind, label or type."""
        created = Counter(self.new_nodes.values()) + Counter(type_ for type_, _ in self.new_links)
        changed = Counter(self.changed_nodes.values()) + Counter(type_ for type_, _ in self.changed_links)
        removed = self.gone_as + Counter(type_ for type_, _ in self.gone_links)
        return created, changed, removed


def _by_name(keys: dict[Key, str] | set[Key]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, id_ in sorted(keys):
        found[name].append(id_)
    return dict(found)


def compare(store: Store, projection: Projection, groups: frozenset[str] | None) -> Difference:
    """Compares what there should be with what the store has, in the given groups (None: everywhere)."""
    difference = Difference()
    _compare_nodes(store, projection, groups, difference)
    _compare_links(store, projection, groups, difference)
    return difference


def _there(store: Store, file: str, placeholder: str, name: str, groups: frozenset[str] | None) -> dict[str, Row]:
    if groups is not None and not groups:
        return {}
    query = cypher_file("load", file).filled(**{placeholder: name})
    rows = store.run(query, {"groups": None if groups is None else sorted(groups)})
    return {row["id"]: row for row in rows}


def _compare_nodes(store: Store, projection: Projection, groups: frozenset[str] | None, difference: Difference) -> None:
    there = {label: _there(store, "nodes_there", "LABEL", label, groups) for label in IDENTITY_LABELS}
    for node in _inside(projection.nodes(), groups):
        key, counted = (node.label, node.id), node.kind or node.label
        row = there[node.label].pop(node.id, None)
        if row is None:
            difference.new_nodes[key] = counted
        elif row["stamp"] != node.stamp:
            difference.changed_nodes[key] = counted
            if node.kind and row["kind"] != node.kind:
                difference.relabelled[row["kind"], node.kind].add(node.id)
    for label, rows in there.items():
        for id_, row in rows.items():
            difference.nodes_gone[label].add(id_)
            difference.gone_as[row["kind"] if label == "Entity" else label] += 1


def _compare_links(store: Store, projection: Projection, groups: frozenset[str] | None, difference: Difference) -> None:
    types = (*schema().ties, *schema().links)
    there = {type_: _there(store, "relationships_there", "TYPE", type_, groups) for type_ in types}
    for link in _inside(projection.links(), groups):
        key = (link.type, link.id)
        row = there[link.type].pop(link.id, None)
        if row is None:
            difference.new_links.add(key)
        elif row["stamp"] != link.stamp:
            difference.changed_links.add(key)
            if (row["source"], row["target"]) != (link.source, link.target):
                difference.moved.add(key)
    difference.gone_links |= {(type_, id_) for type_, rows in there.items() for id_ in rows}


def _inside(records: Iterator[R], groups: frozenset[str] | None) -> Iterator[R]:
    return records if groups is None else (record for record in records if record.stamp[:3] in groups)
