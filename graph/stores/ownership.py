"""Whose graph it is: one database holds the graph of one workspace, and a load from another one would take it away."""

from __future__ import annotations

from collections.abc import Mapping

from graph.errors import StoreError
from graph.model import Resolved


def refuse_another_workspace(
    address: str, resolved: Resolved, created: Mapping[str, int], removed: Mapping[str, int]
) -> None:
    """Raises StoreError when all documents of the graph would go and none of the workspace's is among them.

    `created` and `removed` are what the load would do, by label.
    """
    gone = removed.get("Document", 0)
    if gone and created.get("Document", 0) == len(resolved.documents):
        raise StoreError(
            f"{address}: holds the graph of another workspace ({gone} document{'s' * (gone > 1)}, none of which is in "
            "this one); nothing was written. Load into a database of its own, or say --replace to put this graph in "
            "its place"
        )
