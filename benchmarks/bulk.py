"""A million nodes and ten million ties: the folder for `neo4j-admin`, and its import by the real tool.

Not among the measurements that run by themselves: it takes half an hour and 15 GB of disk. The ties are made and
written in parts, so that the network never stands in memory as a whole.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.export import memory, sisters
from benchmarks.measure import Line
from graph.exports.neo4j_import import write_parts
from graph.model import Document, Entity, Interval, Resolved, Tie
from graph.stores.records import Part

_NODES, _TIES, _PART = 1_000_000, 10_000_000, 50_000


def degrees() -> list[int]:
    """How many ties each node of the sister-city network has."""
    with tempfile.TemporaryDirectory() as folder:
        ties = sisters(Path(folder)).ties
    return sorted((Counter(tie.subject for tie in ties) + Counter(tie.object for tie in ties)).values())


def parts(n_nodes: int, n_ties: int, real: list[int], seed: int = 7) -> Iterator[Part]:
    """The records, in parts: each node has as many chances to be an end of a tie as a node of the real network, drawn
    by chance, has ties."""
    import numpy as np

    chance = np.random.default_rng(seed)
    made = Document("doc:made", "made.csv", "Made", "csv", "0" * 64, "")
    nothing = Resolved({}, (), {}, {}, {}, {}, "bulk")
    yield Part(nothing, ("",), documents=[made])
    for start in range(0, n_nodes, _PART):
        some = [
            Entity(
                f"geonames:{at}", f"Place {at}", "ForeignSNG", "XX", "XX", "city", at % 130 - 60.5, at % 359 - 179.5,
                (f"Town of {at}",), None, at,
            )
            for at in range(start, min(n_nodes, start + _PART))
        ]  # fmt: skip
        yield Part(Resolved({e.id: e for e in some}, (), {}, {}, {}, {}, "bulk"), ("",), entities=some)
    stubs = np.repeat(np.arange(n_nodes, dtype=np.int32), chance.choice(real, n_nodes))
    for start in range(0, n_ties, _PART):
        ends = stubs[chance.integers(0, len(stubs), (min(_PART, n_ties - start), 2))].tolist()
        yield Part(nothing, ("",), ties=[_tie(start + at, *pair, n_nodes) for at, pair in enumerate(ends)])


def _tie(number: int, one: int, other: int, n_nodes: int) -> Tie:
    statement = (f"st:{number:016x}",)
    year = str(1950 + number % 70)
    return Tie(
        f"tie:{number:016x}", f"geonames:{one}", "SISTER_OF",
        f"geonames:{other if other != one else (one + 1) % n_nodes}", "sister_city", statement, ("doc:made",), 0.9,
        (Interval(f"{year}/", statement),), start=year, as_printed=("One", "Other"), foreign=True,
    )  # fmt: skip


def run(n_nodes: int = _NODES, n_ties: int = _TIES) -> list[Line]:
    """Writes the folder, imports it, and counts what the server then has."""
    from graph.stores.bolt import BoltStore, connect
    from tests.neo4j.server import archives, prepare, start_again, stop

    real = degrees()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = prepare(folder / "server")
        (folder / "net").mkdir()
        before = memory("VmRSS", reset=True)
        start, clock = time.perf_counter(), time.process_time()
        options = write_parts(folder / "net", parts(n_nodes, n_ties, real))
        written, cpu, most = time.perf_counter() - start, time.process_time() - clock, memory("VmHWM")
        size = sum(file.stat().st_size for file in (folder / "net").iterdir()) / 1e6
        what = f"{n_nodes:,} nodes and {n_ties:,} ties"
        print(f"written: {written:.0f} s, {cpu:.0f} CPU s, {most:,.0f} MB", file=sys.stderr, flush=True)
        lines = [
            Line(f"{what}, folder for neo4j-admin ({size:,.0f} MB), s", f"{written:.0f}", "", "", ""),
            Line("the same, CPU s, the making of the ties included", f"{cpu:.0f}", "", "", ""),
            Line(f"the same, memory at most, MB ({before:,.0f} before)", f"{most:,.0f}", "", "", "flat"),
        ]
        fixed = [
            "--id-type=string", "--array-delimiter=U+001F", "--multiline-fields=true", "--bad-tolerance=0",
            "--max-off-heap-memory=4G", "--overwrite-destination",
        ]  # fmt: skip
        tool = ["java", "-Xmx2g", "-cp", f"{archives()}/*", "org.neo4j.cli.AdminTool", "database", "import", "full"]
        environment = {**os.environ, "NEO4J_HOME": str(server.home), "NEO4J_CONF": str(server.home / "conf")}
        start = time.perf_counter()
        subprocess.run(
            [*tool, "neo4j", *fixed, *options], env=environment, cwd=folder / "net", check=True, capture_output=True
        )
        seconds, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        lines += [
            Line(f"{what}, neo4j-admin database import full, s", f"{seconds:.0f}", "", "", ""),
            Line("the same, memory at most, MB", f"{used.ru_maxrss / 1024:,.0f}", "", "", ""),
        ]
        server = start_again(server)
        try:
            with BoltStore(connect(server.bolt, "neo4j", server.password), server.bolt) as store:
                nodes = store.run("MATCH (n:Entity) RETURN count(n) AS n")[0]["n"]
                links = store.run("MATCH ()-[r:SISTER_OF]->() RETURN count(r) AS n")[0]["n"]
        finally:
            stop(server)
    if (nodes, links) != (n_nodes, n_ties):
        raise RuntimeError(f"the server has {nodes:,} nodes and {links:,} ties")
    return lines
