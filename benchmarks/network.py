"""The sister-city network of 23,514 rows: from its table to resolved ties, and to a graph."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.measure import Line


def run() -> list[Line]:
    """Reading, recording and resolving the table as `subties data add` does; then resolved ties to igraph."""
    from graph.resolved import resolved
    from graph.workspace import Workspace
    from ingest.pipeline import add_data_sets
    from queries.network import to_igraph
    from queries.selection import Selection

    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "w", create=True)
        start = time.perf_counter()
        add_data_sets(workspace, ["sister_cities_wikipedia_2023"])
        state = resolved(workspace)
        loaded = time.perf_counter() - start
        start = time.perf_counter()
        resolved(workspace)
        again = time.perf_counter() - start
        start = time.perf_counter()
        to_igraph(state, Selection())
        graph = time.perf_counter() - start
    ties = f"{len(state.ties):,} ties"
    return [
        Line(f"sister-city table to resolved ties, s ({ties})", f"{loaded:.1f}", "", "", "< 30"),
        Line("the same state opened again, s", f"{again:.2f}", f"{loaded:.1f}", f"{loaded / again:.0f}", ""),
        Line("resolved ties to igraph, s", f"{graph:.2f}", "", "", "< 2"),
    ]
