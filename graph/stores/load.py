"""Loading: makes the graph what ledger, gazetteer and judgements come to, writing only what differs.

Invariants: everything is checked before anything is written; every write may run twice (the driver repeats a batch
whose answer was lost); while a load is under way the graph keeps no fingerprint, so that the next load after an
interruption compares everything; what Subties did not write is never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

from graph.errors import StoreError
from graph.model import Resolved
from graph.stores.base import Store
from graph.stores.cypher_files import IDENTITY_LABELS, STATE_LABEL, cypher_file
from graph.stores.difference import Difference, compare
from graph.stores.records import LINK_ENDS, LinkRecord, NodeRecord, Projection
from graph.stores.state import State, sums

Progress = Callable[[str, int, int], None]
R = TypeVar("R", NodeRecord, LinkRecord)
T = TypeVar("T")

_ROWS = 2000  # rows of a batch: larger ones gain nothing
_SIZE = 4_000_000  # characters of a batch: ArcadeDB takes messages of 16 MiB


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """Counts by kind of entity, `Document`, `Statement` and relationship type. `unchanged`: there was nothing to do."""

    created: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    unchanged: bool = False

    def rows(self) -> list[dict[str, str | int]]:
        """One row for each that something became of, and one for all."""
        names = sorted({*self.created, *self.changed, *self.removed})
        parts = (("created", self.created), ("changed", self.changed), ("removed", self.removed))
        rows: list[dict[str, str | int]] = [
            {"what": name, **{word: counts.get(name, 0) for word, counts in parts}} for name in names
        ]
        return [*rows, {"what": "all", **{word: sum(counts.values()) for word, counts in parts}}]


def load(store: Store, resolved: Resolved, progress: Progress | None = None, dry_run: bool = False) -> LoadSummary:
    """Projects the resolved state into the store; with `dry_run` only says what would change.

    `progress` is called with what is written, how many are done and how many there are in all. Raises InputError or
    StoreError with nothing written when the state cannot stand in a graph or clashes with what others have put there.
    """
    projection = Projection(resolved)
    state = State.read(store)
    fingerprint = projection.fingerprint
    if state.fingerprint == fingerprint:
        return LoadSummary(unchanged=True)
    wanted = sums(projection)
    difference = compare(store, projection, state.groups_to_compare(wanted))
    _refuse_clashes(store, difference)
    if not dry_run:
        if state.fingerprint is None:  # else the load before has made it
            _define(store)
        State().write(store)
        try:
            _write(store, projection, difference, _Teller(progress, difference))
            State(fingerprint, wanted).write(store)
        except StoreError as wrong:
            raise StoreError(f"{wrong}; the graph is incomplete now: load again to complete it") from wrong
    created, changed, removed = (dict(sorted(counts.items())) for counts in difference.counts())
    return LoadSummary(created, changed, removed)


def _refuse_clashes(store: Store, difference: Difference) -> None:
    """Refuses ids under which somebody else has put something in our labels and types.

    Also refuses to remove a node to which somebody else has tied something: it would go with the node.
    """
    for label, keys in groupby(sorted(difference.gone_nodes), key=lambda key: key[0]):
        query = cypher_file("load", "nodes_tied_by_others").filled(LABEL=label)
        for ids in _parts([id_ for _, id_ in keys]):
            for row in store.run(query, {"ids": ids}):
                raise StoreError(
                    f"{store.address}: {label} '{row['id']}' is gone from the ledger, but a {row['type']} that Subties "
                    "did not write is tied to it; nothing was written. Remove that relationship, or tie it elsewhere"
                )
    for label in sorted({label for label, _ in difference.new_nodes}):
        for row in store.run(cypher_file("load", "nodes_of_others").filled(LABEL=label)):
            if (label, row["id"]) in difference.new_nodes:
                raise _clash(store, label, row["id"])
    types = sorted({type_ for type_, _ in difference.new_links})
    if types:
        for row in store.run(cypher_file("load", "relationships_of_others").text, {"types": types}):
            if (row["type"], row["id"]) in difference.new_links:
                raise _clash(store, row["type"], row["id"])


def _clash(store: Store, name: str, id_: str) -> StoreError:
    return StoreError(
        f"{store.address}: has {name} '{id_}' that Subties did not write; nothing was written. Load into a database "
        "of its own, or remove what is in the way"
    )


def _define(store: Store) -> None:
    node = cypher_file("schema", "node_identity")
    statements = [node.filled(LABEL=label) for label in (*IDENTITY_LABELS, STATE_LABEL)]
    store.define([*statements, cypher_file("schema", "entity_name").text])
    store.define_full_text()


class _Teller:
    """Counts what is done and tells it."""

    def __init__(self, progress: Progress | None, difference: Difference) -> None:
        self._progress = progress
        self._total = sum(counts.total() for counts in difference.counts())
        self._done = 0

    def __call__(self, what: str, number: int) -> None:
        self._done += number
        if self._progress is not None:
            self._progress(what, self._done, self._total)


def _write(store: Store, projection: Projection, difference: Difference, tell: _Teller) -> None:
    """Removes, then relabels, then writes nodes, then relationships."""
    _write_removals(store, difference, tell)
    for (was, kind), ids in sorted(difference.relabelled.items()):
        store.write(cypher_file("load", "kind_added").filled(KIND=kind), {"ids": ids})
        store.write(cypher_file("load", "kind_removed").filled(WAS=was), {"ids": ids})
    for nodes in _batches(projection.nodes(difference.has_changed), lambda node: node.label):
        query = cypher_file("load", "nodes_changed").filled(LABEL=nodes[0].label)
        store.write(query, {"rows": [{"id": n.id, "properties": n.properties} for n in nodes]})
        tell(nodes[0].label, len(nodes))
    for nodes in _batches(projection.nodes(difference.is_new), lambda node: (node.label, node.kind)):
        store.write(_query_of(nodes[0]), {"rows": [{"id": n.id, "properties": n.properties} for n in nodes]})
        tell(nodes[0].kind or nodes[0].label, len(nodes))
    for links in _batches(projection.links(difference.is_wanted), lambda link: link.type):
        rows = [{"id": k.id, "source": k.source, "target": k.target, "properties": k.properties} for k in links]
        type_ = links[0].type
        query = cypher_file("load", "states").text if type_ == "STATES" else _link_query("relationships", type_)
        store.write(query, {"rows": rows})
        tell(type_, len(links))


def _write_removals(store: Store, difference: Difference, tell: _Teller) -> None:
    links = {**difference.gone_links, **difference.moved}
    for type_, keys in groupby(sorted(links), key=lambda key: key[0]):
        rows = [{"id": key[1], "source": links[key][0], "target": links[key][1]} for key in keys]
        for part in _parts(rows):
            store.write(_link_query("relationships_gone", type_), {"rows": part})
            tell(type_, len(part))
    for label, keys in groupby(sorted(difference.gone_nodes), key=lambda key: key[0]):
        query = cypher_file("load", "nodes_gone").filled(LABEL=label)
        for ids in _parts([id_ for _, id_ in keys]):
            store.write(query, {"ids": ids})
            tell(label, len(ids))


def _query_of(node: NodeRecord) -> str:
    if node.kind:
        return cypher_file("load", "entities").filled(KIND=node.kind)
    return cypher_file("load", "nodes").filled(LABEL=node.label)


def _link_query(file: str, type_: str) -> str:
    source, target = LINK_ENDS.get(type_, ("Entity", "Entity"))
    return cypher_file("load", file).filled(TYPE=type_, SOURCE=source, TARGET=target)


def _batches(records: Iterable[R], group: Callable[[R], object]) -> Iterator[list[R]]:
    """Runs of records of one group, small enough for one message."""
    batch: list[R] = []
    size = 0
    for record in records:
        weight = sum(len(value) for value in record.properties.values() if isinstance(value, (str, list)))
        if batch and (group(record) != group(batch[0]) or len(batch) >= _ROWS or size + weight > _SIZE):
            yield batch
            batch, size = [], 0
        batch.append(record)
        size += weight
    if batch:
        yield batch


def _parts(items: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(items), _ROWS):
        yield items[start : start + _ROWS]
