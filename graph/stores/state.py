"""What the graph remembers of its last load: a fingerprint of the whole, and a sum over each group of records."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b

from graph.stores.base import Store
from graph.stores.cypher_files import cypher_file
from graph.stores.records import Projection, group_of
from graph.stores.sources import sources

_CODE = "code"  # among the sums: that of the code which makes the records


def sums(projection: Projection) -> dict[str, str]:
    """For each group of records a sum over what they are made from, whatever the order, in hexadecimal digits."""
    added: dict[str, int] = defaultdict(int)
    for id_, line in sources(projection.resolved):
        added[group_of(id_)] += int.from_bytes(blake2b(line.encode("utf-8", "replace"), digest_size=8).digest())
    return {_CODE: projection.code, **{group: f"{value:x}" for group, value in sorted(added.items())}}


@dataclass(frozen=True, slots=True)
class State:
    """What was loaded; without a fingerprint nothing is known (nothing was loaded, or a load was interrupted)."""

    fingerprint: str | None = None
    sums: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, store: Store) -> State:
        """The state that the store keeps."""
        rows = store.run(cypher_file("load", "state").text)
        if not rows or not rows[0]["fingerprint"] or not rows[0]["sums"]:
            return cls()
        return cls(str(rows[0]["fingerprint"]), json.loads(rows[0]["sums"]))

    def write(self, store: Store) -> None:
        """Keeps the state in the store."""
        kept = json.dumps(self.sums, separators=(",", ":")) if self.fingerprint else None
        store.write(cypher_file("load", "state_write").text, {"fingerprint": self.fingerprint, "sums": kept})

    def groups_to_compare(self, wanted: dict[str, str]) -> frozenset[str] | None:
        """The groups whose sum is another one now; None when all must be compared."""
        if self.fingerprint is None or self.sums.get(_CODE) != wanted[_CODE]:
            return None
        every = {*self.sums, *wanted}
        return frozenset(group for group in every if self.sums.get(group) != wanted.get(group))
