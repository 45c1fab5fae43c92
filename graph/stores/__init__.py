"""Graph stores: the embedded one and any server that speaks Bolt, behind one interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.stores.base import Store

EMBEDDED = "embedded"


@contextmanager
def open_store(
    spec: str, workspace: Path | None = None, *, ask_password: Callable[[], str] | None = None
) -> Iterator[Store]:
    """The graph store that `spec` names, for the `with` block.

    `embedded` is the store in the folder `workspace`; otherwise a Bolt address (see `graph.stores.bolt.open_bolt`;
    `ask_password` is called where the environment has none). StoreError when it cannot be reached.
    """
    if spec == EMBEDDED:
        if workspace is None:
            raise UsageError("the embedded graph store is part of a workspace; name one with -w")
        from graph.stores.embedded import open_embedded

        with open_embedded(workspace) as embedded:
            yield embedded
    else:
        from graph.stores.bolt import open_bolt

        with open_bolt(spec, ask_password) as server:
            yield server
