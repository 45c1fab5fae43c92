"""What a load refuses before it writes: to touch what others have put beside our nodes and relationships."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import StoreError
from graph.stores.base import Store
from graph.stores.batches import by_label, parts_of
from graph.stores.cypher_files import cypher_file
from graph.stores.difference import Difference
from graph.stores.records import LINK_ENDS


class Guard:
    """Refuses ids under which somebody else has put something in our labels and types.

    Also refuses to remove a node to which somebody else has tied something: it would go with the node. `indexed`: ids
    can be looked up fast.
    """

    def __init__(self, store: Store, indexed: bool) -> None:
        self._store = store
        self._indexed = indexed
        self._others: dict[str, frozenset[str]] = {}  # ids by label or type

    def refuse(self, difference: Difference) -> None:
        """Raises StoreError where the difference cannot be written without touching what others have put there."""
        store = self._store
        for label, ids in by_label(difference.gone_nodes):
            self._refuse_tied(label, ids)
        for label, ids in by_label(difference.new_nodes):
            for id_ in self._in_the_way(label, ids):
                raise _clash(store, label, id_)
        made = {id_ for label, id_ in difference.new_nodes if label == "Statement"}  # nothing can be tied to these
        links = (key for key in difference.new_links if key[0] not in LINK_ENDS or key[1] not in made)
        for type_, ids in by_label(links):
            others = self._links_of_others(type_)
            for id_ in ids:
                if id_ in others:
                    raise _clash(store, type_, id_)

    def _refuse_tied(self, label: str, ids: list[str]) -> None:
        query = cypher_file("load", "nodes_tied_by_others").filled(LABEL=label)
        for some in parts_of(ids):
            for row in self._store.run(query, {"ids": some}):
                raise StoreError(
                    f"{self._store.address}: {label} '{row['id']}' is gone from the ledger, but a {row['type']} that "
                    "Subties did not write is tied to it; nothing was written. Remove that relationship, or tie it "
                    "elsewhere"
                )

    def _in_the_way(self, label: str, ids: list[str]) -> Iterator[str]:
        """Those of the ids that a node of others bears."""
        if self._indexed:
            query = cypher_file("load", "nodes_in_the_way").filled(LABEL=label)
            for some in parts_of(ids):
                yield from (row["id"] for row in self._store.run(query, {"ids": some}))
            return
        if label not in self._others:
            rows = self._store.run(cypher_file("load", "nodes_of_others").filled(LABEL=label))
            self._others[label] = frozenset(row["id"] for row in rows)
        yield from (id_ for id_ in ids if id_ in self._others[label])

    def _links_of_others(self, type_: str) -> frozenset[str]:
        if type_ not in self._others:
            rows = self._store.run(cypher_file("load", "relationships_of_others").filled(TYPE=type_))
            self._others[type_] = frozenset(row["id"] for row in rows)
        return self._others[type_]


def _clash(store: Store, name: str, id_: str) -> StoreError:
    return StoreError(
        f"{store.address}: has {name} '{id_}' that Subties did not write; nothing was written. Load into a database "
        "of its own, or remove what is in the way"
    )
