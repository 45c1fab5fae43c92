"""A million ties: from resolved ties to a graph, degree, components and PageRank; time and memory of the process."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from benchmarks.measure import Line, peak, told
from graph.model import Entity, Resolved, Tie

N_TIES = 1_000_000
_RUN = """
from benchmarks.million import degrees, drawn
import time
made = drawn(degrees(), int(sys.argv[1]))
start = time.perf_counter()
from queries.network import simple
network = simple(made.ties)
graph = network.undirected()
degree, parts, rank = graph.degree(), graph.connected_components(), network.directed().pagerank(damping=0.85)
print(time.perf_counter() - start, len(network.nodes), len(parts), max(parts.sizes()))
"""
_ASKED = """
from benchmarks.million import degrees, drawn
made = drawn(degrees(), int(sys.argv[1]))
from queries.centrality import centrality
answer = centrality(made, by="pagerank", top=20)
assert answer.nodes[0].betweenness is None
"""


def degrees() -> list[int]:
    """Ties of each place in the sister-city network, from its table: names as printed, each in its country."""
    import csv
    import gzip
    from importlib.resources import files

    found: Counter[tuple[str, str]] = Counter()
    table = gzip.decompress((files("data") / "sets" / "sister_cities_wikipedia_2023.tsv.gz").read_bytes()).decode()
    rows = csv.reader(table.splitlines(), delimiter="\t")
    next(rows)
    for one, its_country, other, other_country, *_ in rows:
        found.update(((one, its_country), (other, other_country)))
    return sorted(found.values())


def drawn(like: Sequence[int], n_ties: int, seed: int = 7) -> Resolved:
    """That many ties between places whose numbers of ties are drawn from `like`, their ends joined at random."""
    chance = random.Random(seed)
    ends: list[int] = []
    places = 0
    while len(ends) < 2 * n_ties:
        ends += [places] * chance.choice(like)
        places += 1
    chance.shuffle(ends)
    ids = [f"place:{at:07}" for at in range(places)]
    ties = tuple(
        Tie(
            f"tie:{at:07}",
            ids[ends[2 * at]],
            "SISTER_OF",
            ids[ends[2 * at + 1]],
            None,
            (),
            (),
            0.9,
            as_printed=("", ""),
        )
        for at in range(n_ties)
    )
    entities = {id_: Entity(id_, f"Place {id_}", "ForeignSNG", "XX", "XX") for id_ in ids}
    return Resolved(entities, ties, {}, {}, {}, {}, "drawn")


def run() -> list[Line]:
    """The three measures alone, then the whole question, with all that it does beside betweenness and closeness."""
    said, memory = told(_RUN, str(N_TIES))
    seconds, nodes, parts, largest = said.split()
    whole, most = peak(_ASKED, str(N_TIES))
    what = f"{N_TIES:,} ties, {int(nodes):,} nodes, {int(parts):,} components, the largest of {int(largest):,}"
    return [
        Line(f"{what}: ties to graph, degree, components, PageRank, s", f"{float(seconds):.0f}", "", "", "< 60"),
        Line("the same, memory of the process in all, MB", f"{memory:,.0f}", "", "", "< 4,000"),
        Line("`ask centrality` on them, with making them, s (memory, MB)", f"{whole:.0f} ({most:,.0f})", "", "", ""),
    ]
