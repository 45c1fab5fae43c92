"""Loading: makes the graph what ledger, gazetteer and judgements come to, writing only what differs.

Invariants: everything is checked before anything is written; every write may run twice (the driver repeats a batch
whose answer was lost); while a load is under way the graph keeps no fingerprint, so that the next load after an
interruption compares everything; what Subties did not write is never touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TypeVar

from graph.errors import StoreError
from graph.model import Resolved
from graph.schema import schema
from graph.stores.base import Store
from graph.stores.cypher_files import IDENTITY_LABELS, STATE_LABEL, cypher_file
from graph.stores.difference import Difference, compare
from graph.stores.records import LinkRecord, NodeRecord, Projection
from graph.stores.state import State, sums

Progress = Callable[[str, int, int], None]
R = TypeVar("R", NodeRecord, LinkRecord)

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
    _refuse_foreign(store, difference)
    if not dry_run:
        _define(store)
        State().write(store)
        _write(store, projection, difference, progress)
        State(fingerprint, wanted).write(store)
    created, changed, removed = (dict(sorted(counts.items())) for counts in difference.counts())
    return LoadSummary(created, changed, removed)


def _refuse_foreign(store: Store, difference: Difference) -> None:
    """Refuses ids under which somebody else has put something; a record of ours that is there already is no clash."""
    checks = [("foreign_nodes", "LABEL", name, ids) for name, ids in difference.node_ids().items()]
    checks += [("foreign_relationships", "TYPE", name, ids) for name, ids in difference.link_ids().items()]
    for file, placeholder, name, ids in checks:
        query = cypher_file("load", file).filled(**{placeholder: name})
        for part in _parts(iter(ids), 10_000):
            found = [row["id"] for row in store.run(query, {"ids": part})]
            if found:
                raise StoreError(
                    f"{store.address}: has {name} '{found[0]}' that Subties did not write; nothing was written. Load "
                    "into a database of its own, or remove what is in the way"
                )


def _define(store: Store) -> None:
    declared = schema()
    node, link = cypher_file("schema", "node_identity"), cypher_file("schema", "relationship_identity")
    statements = [node.filled(LABEL=label) for label in (*IDENTITY_LABELS, STATE_LABEL)]
    statements += [link.filled(TYPE=type_) for type_ in (*declared.ties, *declared.links)]
    store.define([*statements, cypher_file("schema", "entity_name").text])
    store.define_full_text()


def _write(store: Store, projection: Projection, difference: Difference, progress: Progress | None) -> None:
    """Removes, then relabels, then writes nodes, then relationships."""
    total = sum(sum(counts.values()) for counts in difference.counts())
    done: Counter[str] = Counter()

    def tell(name: str, number: int) -> None:
        done[name] += number
        if progress is not None:
            progress(name, done.total(), total)

    for type_, ids in difference.links_gone().items():
        _remove(store, "relationships_gone", {"TYPE": type_}, ids, partial(tell, type_))
    for label, gone in difference.nodes_gone.items():
        _remove(store, "nodes_gone", {"LABEL": label}, gone, partial(tell, label))
    for (was, kind), relabelled in sorted(difference.relabelled.items()):
        store.write(cypher_file("load", "kind_changed").filled(WAS=was, KIND=kind), {"ids": sorted(relabelled)})
    for nodes in _batches(projection.nodes(), difference.wants_node, lambda node: (node.label, node.kind)):
        store.write(_node_query(nodes[0]), {"rows": [{"id": n.id, "properties": n.properties} for n in nodes]})
        tell(nodes[0].kind or nodes[0].label, len(nodes))
    for links in _batches(projection.links(), difference.wants_link, lambda link: link.type):
        first = links[0]
        query = cypher_file("load", "relationships").filled(
            TYPE=first.type, SOURCE=first.source_label, TARGET=first.target_label
        )
        rows = [{"id": k.id, "source": k.source, "target": k.target, "properties": k.properties} for k in links]
        store.write(query, {"rows": rows})
        tell(first.type, len(links))


def _remove(store: Store, file: str, names: dict[str, str], ids: Iterable[str], tell: Callable[[int], None]) -> None:
    query = cypher_file("load", file).filled(**names)
    for part in _parts(iter(sorted(ids)), _ROWS):
        store.write(query, {"ids": part})
        tell(len(part))


def _node_query(node: NodeRecord) -> str:
    if node.kind:
        return cypher_file("load", "entities").filled(KIND=node.kind)
    return cypher_file("load", "nodes").filled(LABEL=node.label)


def _batches(records: Iterable[R], wanted: Callable[[R], bool], group: Callable[[R], object]) -> Iterator[list[R]]:
    """Runs of wanted records of one group, small enough for one message."""
    batch: list[R] = []
    size = 0
    for record in records:
        if not wanted(record):
            continue
        weight = sum(len(value) for value in record.properties.values() if isinstance(value, (str, list)))
        if batch and (group(record) != group(batch[0]) or len(batch) >= _ROWS or size + weight > _SIZE):
            yield batch
            batch, size = [], 0
        batch.append(record)
        size += weight
    if batch:
        yield batch


def _parts(ids: Iterator[str], size: int) -> Iterator[list[str]]:
    while part := list(islice(ids, size)):
        yield part
