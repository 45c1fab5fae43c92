"""Questions on the sister-city network of 18,000 ties against bare igraph, and permutations on demonstration data."""

from __future__ import annotations

import random
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Line, best

if TYPE_CHECKING:
    from graph.model import Resolved
    from queries.network import Simple

DEMO = ("sister_provinces", "medical_teams", "atdc", "mechanisms", "provincial_soes")


def run() -> list[Line]:
    """The measures of question 4 beside the same calls on a bare igraph graph, and a test of overlap."""
    from queries.measures import measures
    from queries.network import simple
    from queries.overlap import overlap

    with tempfile.TemporaryDirectory() as folder:
        world = state(Path(folder) / "world", ["sister_cities_wikipedia_2023"])
        demo = state(Path(folder) / "demo", list(DEMO))
    network = simple(world.ties)
    # In turn, so that both meet the same load of the machine.
    ours, bare = float("inf"), float("inf")
    for _ in range(3):
        bare = min(bare, best(lambda: bare_suite(network), 1))
        ours = min(ours, best(lambda: measures(network), 1))
    once = best(lambda: overlap(demo, "TWINNED_WITH:atdc", "TWINNED_WITH:medical_team", permutations=1000))
    large = best(lambda: overlap(demo, "SISTER_OF", "TWINNED_WITH", permutations=1000))
    every = best(lambda: overlap(demo, permutations=1000), 1)
    return [
        Line(f"measures of question 4, s ({len(network.edges):,} edges)", f"{ours:.1f}", f"{bare:.1f}",
             f"{ours / bare:.2f}", "≤ 1.2"),
        Line("1,000 permutations of an overlap, s", f"{max(once, large):.2f}", "", "", "< 2"),
        Line("1,000 permutations of every pair of layers, s", f"{every:.2f}", "", "", ""),
    ]  # fmt: skip


def state(folder: Path, names: list[str]) -> Resolved:
    """The resolved data sets, in a workspace of their own."""
    from graph.resolved import resolved
    from graph.workspace import Workspace
    from ingest.pipeline import add_data_sets

    workspace = Workspace.open(folder, create=True)
    add_data_sets(workspace, names)
    return resolved(workspace)


def bare_suite(network: Simple) -> None:
    """The measures that igraph has, called on a graph of its own with nothing around them."""
    import igraph

    igraph.set_random_number_generator(random.Random(1))
    nodes = len(network.nodes)
    graph = igraph.Graph(n=nodes, edges=list(network.edges), directed=False)
    graph.es["weight"] = network.weights
    arcs = igraph.Graph(n=nodes, edges=list(network.arcs), directed=True)
    parts = graph.connected_components()
    largest = parts.giant()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        largest.eigenvector_centrality()
        largest.hub_score()
        largest.authority_score()
    graph.degree()
    graph.strength(weights="weight")
    graph.betweenness(directed=False)
    graph.closeness(normalized=True)
    arcs.pagerank(damping=0.85)
    graph.coreness()
    graph.transitivity_local_undirected(mode="nan")
    graph.transitivity_undirected(mode="nan")
    graph.is_bipartite()
