"""Loading: makes the graph what ledger, gazetteer and judgements come to, writing only what differs.

Invariants: everything is checked before anything is written; every write may run twice (the driver repeats a batch
whose answer was lost); while a load is under way the graph keeps no fingerprint, so that the next load after an
interruption compares everything; what Subties did not write is never touched. A large graph is compared and written in
parts, so that the loader's own memory does not grow with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from graph.errors import StoreError
from graph.model import Resolved
from graph.stores.base import Store
from graph.stores.batches import batches, by_label, parts_of
from graph.stores.cypher_files import IDENTITY_LABELS, STATE_LABEL, cypher_file
from graph.stores.difference import Comparer, Difference
from graph.stores.guard import Guard
from graph.stores.ownership import refuse_another_workspace
from graph.stores.records import LINK_ENDS, LinkRecord, NodeRecord, Part, Projection
from graph.stores.state import State, sums

Progress = Callable[[str, int, int], None]


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


class _Plan:
    """What is to be done, part by part. A single part is compared once, several anew whenever they are gone through.

    Parts in which the check has found nothing to do are left out then.
    """

    def __init__(self, comparer: Comparer, parts: list[Part]) -> None:
        self._comparer = comparer
        self._parts = parts
        self._single = len(parts) == 1
        self._only: Difference | None = None
        self.counts: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
        self.removes = False

    def __iter__(self) -> Iterator[tuple[Part, Difference]]:
        for part in self._parts:
            if self._only is None:
                difference = self._comparer.compare(part)
                if self._single:
                    self._only = difference
            else:
                difference = self._only
            yield part, difference

    def check(self, refuse: Callable[[Difference], None]) -> None:
        """Goes through all parts once, before anything is written: counts, and lets `refuse` raise."""
        busy = []
        for part, difference in self:
            refuse(difference)
            if any(difference.counts()):
                busy.append(part)
            for all_, own in zip(self.counts, difference.counts(), strict=True):
                all_.update(own)
            self.removes = self.removes or bool(difference.gone_nodes or difference.gone_links or difference.moved)
        self._parts = busy


def load(
    store: Store,
    resolved: Resolved,
    progress: Progress | None = None,
    dry_run: bool = False,
    full: bool = False,
    replace: bool = True,
) -> LoadSummary:
    """Projects the resolved state into the store; with `dry_run` only says what would change.

    Without `full` only what has changed since the last load is compared, and by stamps. With it every node and
    relationship of ours is compared, property by property, so that what people have edited by hand is mended too.
    Without `replace` the graph of another workspace is refused.
    `progress` is called with what is written, how many are done and how many there are in all. Raises InputError or
    StoreError with nothing written when the state cannot stand in a graph or clashes with what others have put there.
    """
    projection = Projection(resolved)
    state = State.read(store)
    fingerprint = projection.fingerprint
    if state.fingerprint == fingerprint and not full:
        return LoadSummary(unchanged=True)
    wanted = sums(projection)
    groups = None if full else state.groups_to_compare(wanted)
    empty = state.fingerprint is None and not _anything_there(store)
    plan = _Plan(Comparer(store, empty, full), projection.parts(groups))
    plan.check(Guard(store, indexed=groups is not None).refuse)
    if not (replace or dry_run):
        refuse_another_workspace(store.address, resolved, plan.counts[0], plan.counts[2])
    if not dry_run:
        if groups is None:  # else the load before has made it
            _define(store)
        State().write(store)
        try:
            _write(store, plan, _Teller(progress, plan))
            State(fingerprint, wanted).write(store)
        except StoreError as wrong:
            raise StoreError(f"{wrong}; the graph is incomplete now: load again to complete it") from wrong
    created, changed, removed = (dict(sorted(counts.items())) for counts in plan.counts)
    return LoadSummary(created, changed, removed)


def _anything_there(store: Store) -> bool:
    file = cypher_file("load", "anything_there")
    return any(store.run(file.filled(LABEL=label)) for label in IDENTITY_LABELS)


def _define(store: Store) -> None:
    node = cypher_file("schema", "node_identity")
    stamp = cypher_file("schema", "node_stamp")
    statements = [node.filled(LABEL=label) for label in (*IDENTITY_LABELS, STATE_LABEL)]
    statements += [stamp.filled(LABEL=label) for label in IDENTITY_LABELS]
    store.define([*statements, cypher_file("schema", "entity_name").text])
    store.define_full_text()


class _Teller:
    """Counts what is done and tells it."""

    def __init__(self, progress: Progress | None, plan: _Plan) -> None:
        self._progress = progress
        self._total = sum(counts.total() for counts in plan.counts)
        self._done = 0

    def __call__(self, what: str, number: int) -> None:
        self._done += number
        if self._progress is not None:
            self._progress(what, self._done, self._total)


def _write(store: Store, plan: _Plan, tell: _Teller) -> None:
    """Removes relationships, then nodes and makes nodes, then relationships: each in all parts before the next."""
    if plan.removes:
        for _, difference in plan:
            _remove_links(store, difference, tell)
    for part, difference in plan:
        _write_nodes(store, part, difference, tell)
    for part, difference in plan:
        _write_links(store, part.links(difference.is_wanted), tell)


def _remove_links(store: Store, difference: Difference, tell: _Teller) -> None:
    links = {**difference.gone_links, **difference.moved}
    for type_, ids in by_label(links):
        ends = ((id_, *links[type_, id_]) for id_ in ids)
        rows = [{"id": id_, "source": source, "target": target} for id_, source, target in ends]
        for part in parts_of(rows):
            store.write(_link_query("relationships_gone", type_), {"rows": part})
            tell(type_, len(part))


def _write_nodes(store: Store, part: Part, difference: Difference, tell: _Teller) -> None:
    for label, ids in by_label(difference.gone_nodes):
        query = cypher_file("load", "nodes_gone").filled(LABEL=label)
        for some in parts_of(ids):
            store.write(query, {"ids": some})
            tell(label, len(some))
    for (was, kind), ids in sorted(difference.relabelled.items()):
        store.write(cypher_file("load", "kind_added").filled(KIND=kind), {"ids": ids})
        store.write(cypher_file("load", "kind_removed").filled(WAS=was), {"ids": ids})
    for nodes in batches(part.nodes(difference.has_changed), lambda node: node.label):
        query = cypher_file("load", "nodes_changed").filled(LABEL=nodes[0].label)
        store.write(query, {"rows": [{"id": n.id, "properties": n.properties} for n in nodes]})
        tell(nodes[0].label, len(nodes))
    for nodes in batches(part.nodes(difference.is_new), lambda node: (node.label, node.kind)):
        store.write(_query_of(nodes[0]), {"rows": [{"id": n.id, "properties": n.properties} for n in nodes]})
        tell(nodes[0].kind or nodes[0].label, len(nodes))


def _write_links(store: Store, links: Iterable[LinkRecord], tell: _Teller) -> None:
    for some in batches(links, lambda link: link.type):
        rows = [{"id": k.id, "source": k.source, "target": k.target, "properties": k.properties} for k in some]
        type_ = some[0].type
        query = cypher_file("load", "states").text if type_ == "STATES" else _link_query("relationships", type_)
        written = store.write(query, {"rows": rows})[0]["written"]
        if written < len(rows):
            raise StoreError(
                f"{store.address}: {len(rows) - written} of {len(rows)} {type_} found no nodes to tie: somebody else "
                "has removed some"
            )
        tell(type_, len(some))


def _query_of(node: NodeRecord) -> str:
    if node.kind:
        return cypher_file("load", "entities").filled(KIND=node.kind)
    return cypher_file("load", "nodes").filled(LABEL=node.label)


def _link_query(file: str, type_: str) -> str:
    source, target = LINK_ENDS.get(type_, ("Entity", "Entity"))
    return cypher_file("load", file).filled(TYPE=type_, SOURCE=source, TARGET=target)
