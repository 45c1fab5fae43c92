"""What the loader itself takes of memory, beside the state that is loaded, for more and more ties.

Not among the measurements that run by themselves: it takes half an hour.
"""

from __future__ import annotations

import subprocess
import sys

from benchmarks.load import server
from benchmarks.measure import ROOT, Line

_LOAD = """
import gc, sys, time
from benchmarks.export import memory
from benchmarks.load import state
from graph.stores.bolt import BoltStore, connect
from graph.stores.load import load
address, n_ties, password = sys.argv[1], int(sys.argv[2]), sys.stdin.readline().strip()
made = state(n_ties=n_ties)
with BoltStore(connect(address, "neo4j", password), address) as store:
    while store.write("MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n")[0]["n"]:
        pass
    for full in (False, True) if n_ties <= 50_000 else (False,):
        gc.collect()
        before = memory("VmRSS", reset=True)
        start = time.perf_counter()
        load(store, made, full=full)
        print(time.perf_counter() - start, before, memory("VmHWM"))
"""


def run() -> list[Line]:
    """A first load, and a full comparison of the loaded graph."""
    lines = []
    with server() as (address, password):
        for n_ties in (50_000, 200_000, 400_000):
            done = subprocess.run(
                [sys.executable, "-c", _LOAD, address, str(n_ties)],
                cwd=ROOT, input=password + "\n", capture_output=True, text=True, check=True,
            )  # fmt: skip
            for what, line in zip(("first load", "full comparison"), done.stdout.splitlines(), strict=False):
                seconds, before, after = map(float, line.split())
                name = f"{what}, {n_ties:,} ties and statements ({before:,.0f} MB): {seconds:,.0f} s, further MB"
                lines.append(Line(name, f"{after - before:,.0f}", "", "", "flat"))
                print(lines[-1].what, lines[-1].ours, file=sys.stderr, flush=True)
    return lines
