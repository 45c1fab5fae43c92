"""Writing GraphML and GEXF against networkx with the same attributes; time and memory at a million ties."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measure import ROOT, Line, best
from graph.model import Document, Entity, Interval, Resolved, Tie

if TYPE_CHECKING:
    import networkx

_WRITE = """
import gc, sys, time
from pathlib import Path
from tempfile import TemporaryDirectory
from benchmarks.export import memory, synthetic
from graph.exports import export
made = synthetic(int(sys.argv[1]))
gc.collect()
before = memory("VmRSS", reset=True)
start = time.process_time()
with TemporaryDirectory() as folder:
    export(made, Path(folder) / ("net" + sys.argv[2].replace("folder", "")))
print(time.process_time() - start, before, memory("VmHWM"))
"""

_PEER = """
import gc, resource, sys, time
from pathlib import Path
from tempfile import TemporaryDirectory
import networkx
from benchmarks.export import memory, synthetic, with_attributes
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]), int(sys.argv[3])))
graph = with_attributes(synthetic(int(sys.argv[1])))
gc.collect()
before = memory("VmRSS", reset=True)
start = time.process_time()
with TemporaryDirectory() as folder:
    getattr(networkx, "write_" + sys.argv[2])(graph, Path(folder) / "net")
print(time.process_time() - start, before, memory("VmHWM"))
"""
_PEER_MEMORY, _PEER_SECONDS = 16 << 30, 900


def memory(what: str, reset: bool = False) -> float:
    """Resident memory of this process in MB: `VmRSS` now, `VmHWM` at most since the last `reset` (Linux)."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(what))


def sisters(folder: Path) -> Resolved:
    """The sister-city network."""
    from graph.resolved import resolved
    from graph.workspace import Workspace
    from ingest.pipeline import add_data_sets

    workspace = Workspace.open(folder / "w", create=True)
    add_data_sets(workspace, ["sister_cities_wikipedia_2023"])
    return resolved(workspace)


def synthetic(n_ties: int, seed: int = 7) -> Resolved:
    """That many ties between a tenth as many places, with degrees as skewed as those of the sister-city network: a new
    tie chooses one end among all places and the other among the ends of earlier ties."""
    chance = random.Random(seed)
    n_nodes = max(10, n_ties // 10)
    entities = {
        (id_ := f"geonames:{at}"): Entity(
            id_, f"Place {at}", "ForeignSNG", "XX", "XX", "city", chance.uniform(-60, 70), chance.uniform(-180, 180),
            (f"Town of {at}",), None, at,
        )
        for at in range(n_nodes)
    }  # fmt: skip
    ends: list[int] = [0]
    ties = []
    for number in range(n_ties):
        one, other = chance.randrange(n_nodes), chance.choice(ends)
        other = other if other != one else (one + 1) % n_nodes
        if number % 3 == 0:
            ends.append(one)
        statement = (f"st:{number:016x}",)
        year = str(1950 + number % 70)
        ties.append(
            Tie(
                f"tie:{number:016x}", f"geonames:{one}", "SISTER_OF", f"geonames:{other}", "sister_city", statement,
                ("doc:made",), 0.9, (Interval(f"{year}/", statement),), start=year, as_printed=("One", "Other"),
                foreign=True,
            )
        )  # fmt: skip
    made = Document("doc:made", "made.csv", "Made", "csv", "0" * 64, "")
    return Resolved(entities, tuple(ties), {}, {made.id: made}, {}, {}, "synthetic")


def with_attributes(resolved: Resolved) -> networkx.MultiDiGraph[Any]:
    """The network with the attributes of the export."""
    import networkx

    from graph.exports.columns import arranged, edge_reader, edges, ends, node_reader

    graph: networkx.MultiDiGraph[Any] = networkx.MultiDiGraph()
    node, tie = node_reader(), edge_reader(resolved)
    colour = {"r": 1, "g": 2, "b": 3}
    for id_ in ends(resolved.ties):
        entity = resolved.entities[id_]
        graph.add_node(id_, label=entity.name, size=4.0, **colour, **node(entity))
    for edge in edges(arranged(resolved.ties)):
        graph.add_edge(edge.source, edge.target, key=edge.id, label="x", weight=1.0, **colour, **tie(edge.tie))
    return graph


def _against_networkx(resolved: Resolved, folder: Path, what: str, repeats: int) -> list[Line]:
    import networkx

    from graph.exports import export

    graph = with_attributes(resolved)
    lines = []
    for form, write in (("graphml", networkx.write_graphml), ("gexf", networkx.write_gexf)):
        path = folder / f"net.{form}"
        ours = best(lambda path=path: export(resolved, path, layout="none"), repeats, time.process_time)  # type: ignore[misc]
        peer = best(lambda path=path, write=write: write(graph, path), repeats, time.process_time)  # type: ignore[misc]
        name = f"{form} of {what}, CPU s (peer: networkx.write_{form}, same attributes)"
        lines.append(Line(name, f"{ours:.2f}", f"{peer:.2f}", f"{peer / ours:.1f}", "≥ 3"))
    return lines


def _written(script: str, n_ties: int, *arguments: str) -> tuple[float, float, float]:
    """CPU seconds of writing that many ties in a process of its own, MB before, and MB at most meanwhile."""
    command = [sys.executable, "-c", script, str(n_ties), *arguments]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=4 * _PEER_SECONDS
    )  # fmt: skip
    seconds, before, most = map(float, done.stdout.split())
    return seconds, before, most


def _large(form: str) -> list[Line]:
    """A million ties: time against the peer, and what writing takes beside the network, at a tenth and in full."""
    small, large = (_written(_WRITE, n_ties, form) for n_ties in (100_000, 1_000_000))
    lines = [
        Line(
            f"{form} of 1,000,000 ties ({large[1]:,.0f} MB), further MB (peer: of 100,000 ties)",
            f"{large[2] - large[1]:,.0f}", f"{small[2] - small[1]:,.0f}", "", "flat",
        )
    ]  # fmt: skip
    if form == "folder":
        return [*lines, Line("folder for neo4j-admin of 1,000,000 ties, CPU s", f"{large[0]:.0f}", "", "", "")]
    name = form.removeprefix(".")
    for n_ties in (1_000_000, 200_000):
        ours = large if n_ties == 1_000_000 else _written(_WRITE, n_ties, form)
        what = f"{name} of {n_ties:,} made ties, CPU s (peer: networkx.write_{name}, same attributes)"
        try:
            peer = _written(_PEER, n_ties, name, str(_PEER_MEMORY))
        except subprocess.TimeoutExpired:
            lines.append(Line(what, f"{ours[0]:.1f}", "too slow", "", "≥ 3"))
        except subprocess.CalledProcessError as wrong:
            said = wrong.stderr.strip().splitlines() or [f"stopped with code {wrong.returncode}"]
            why = "more than 16 GB" if "MemoryError" in wrong.stderr else said[-1][:80]
            lines.append(Line(what, f"{ours[0]:.1f}", why, "", "≥ 3"))
        else:
            peak = f"{peer[0]:.1f} ({peer[2]:,.0f} MB)"
            return [*lines, Line(what, f"{ours[0]:.1f}", peak, f"{peer[0] / ours[0]:.1f}", "≥ 3")]
    return lines


def _bulk_import(n_ties: int = 1_000_000) -> list[Line]:
    """The real import tool of Neo4j on a folder of that many ties; nothing where it cannot be run."""
    from graph.exports import export
    from tests.neo4j.server import CannotRunError, archives, prepare

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            server = prepare(folder / "server")
        except CannotRunError:
            return []
        made = synthetic(n_ties)
        export(made, folder / "net")
        nodes = len(made.entities)
        del made
        tool = ["java", "-Xmx2g", "-cp", f"{archives()}/*", "org.neo4j.cli.AdminTool", "database", "import", "full"]
        environment = {**os.environ, "NEO4J_HOME": str(server.home), "NEO4J_CONF": str(server.home / "conf")}
        start = time.perf_counter()
        subprocess.run(
            [*tool, "neo4j", "--overwrite-destination", "@import.args"],
            env=environment, cwd=folder / "net", check=True, capture_output=True,
        )  # fmt: skip
        seconds = time.perf_counter() - start
    what = f"neo4j-admin import of {nodes:,} nodes and {n_ties:,} ties, s"
    return [Line(what, f"{seconds:.0f}", "", "", "")]


def run() -> list[Line]:
    """Both formats on the sister-city network and on 100,000 ties; memory and time at a million."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        real = sisters(folder)
        lines = _against_networkx(real, folder, f"{len(real.ties):,} sister ties", 3)
        lines += _against_networkx(synthetic(100_000), folder, "100,000 made ties", 2)
    for form in (".graphml", ".gexf", "folder"):
        lines += _large(form)
    return [*lines, *_bulk_import()]
