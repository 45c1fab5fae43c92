"""Loading into a Neo4j server: ours against the bare driver and neo4j-graphrag-python's writer, and a small change.

The server is the tests' own (Java and Maven needed), or the one that SUBTIES_TEST_NEO4J names, whose content is lost.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from benchmarks.measure import ROOT, Line
from graph.model import Document, Entity, Interval, Mention, Resolved, Statement, Tie
from graph.stores.bolt import BoltStore, connect
from graph.stores.load import load
from graph.stores.records import LINK_ENDS, Projection

sys.path.insert(0, str(ROOT))  # for tests.neo4j, where the server is

_ENTITIES, _STATEMENTS, _DOCUMENTS = 2_000, 24_000, 400
_SLOW_ROWS = 2_000  # of the writers that take minutes for all


def state(seed: int = 5, n_ties: int = _STATEMENTS) -> Resolved:
    """Seeded entities, statements, and a tie for each; as it is, about 26,400 nodes and 98,000 relationships."""
    chance = random.Random(seed)
    kinds = ("Province", "ForeignSNG", "State", "Mechanism")
    entities = [
        Entity(f"e:{n:05}", f"Place {n}", kinds[n % 4], "CN", "CN", "first", 1.0 + n / 100, 2.0,
               (f"Alias {n}", f"地{n}"), parent=f"e:{n - 1:05}" if n else None)
        for n in range(_ENTITIES)
    ]  # fmt: skip
    documents = [Document(f"doc:{n:04}", f"{n}.md", f"Document {n}", "md", "0", "") for n in range(_DOCUMENTS)]
    statements, ties, ends = {}, [], {}
    for n in range(n_ties):
        one, other = (entity.id for entity in chance.sample(entities, 2))
        said = Statement(
            documents[n * _DOCUMENTS // n_ties].id, "COOPERATES_WITH", Mention(one, one), Mention(other, other),
            f"Sentence {n} says that {one} and {other} agreed to work on roads and schools.", "bench", n, n + 90,
            when=("1999/",), confidence=0.8,
        ).with_id()  # fmt: skip
        statements[said.id] = said
        ends[said.id] = (one, other, None)
        ties.append(
            Tie(f"tie:{n:06}", one, "COOPERATES_WITH", other, None, (said.id,), (said.document_id,), 0.8,
                (Interval("1999/", (said.id,)),), start="1999", status="active", as_printed=(one, other), foreign=True)
        )  # fmt: skip
    return Resolved(
        {e.id: e for e in entities}, tuple(ties), statements, {d.id: d for d in documents},
        dict.fromkeys(statements, "tie"), {}, "bench", ends,
    )  # fmt: skip


def with_another_document(of: Resolved) -> Resolved:
    """The same after one document has changed: half of its sentences are others now, a third of these say something
    else."""
    own = [id_ for id_, said in of.statements.items() if said.document_id == "doc:0007"][::2]
    statements, ends, outcome = dict(of.statements), dict(of.ends), dict(of.outcome)
    instead: dict[str, str | None] = {}
    for number, id_ in enumerate(own):
        was = statements.pop(id_)
        ends_before = ends.pop(id_)
        del outcome[id_]
        instead[id_] = None
        if number % 3:
            said = replace(was, id="", text=f"{was.text} So it was told.").with_id()
            statements[said.id], ends[said.id], outcome[said.id] = said, ends_before, "tie"
            instead[id_] = said.id
    ties = []
    for tie in of.ties:
        if tie.statements[0] not in instead:
            ties.append(tie)
        elif new := instead[tie.statements[0]]:
            ties.append(replace(tie, statements=(new,), intervals=(Interval("1999/", (new,)),)))
    return replace(of, ties=tuple(ties), statements=statements, ends=ends, outcome=outcome, fingerprint="bench-2")


def batched(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of at most that size."""
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


@contextmanager
def server() -> Iterator[tuple[str, str]]:
    """Address and password."""
    named = os.environ.get("SUBTIES_TEST_NEO4J")
    if named:
        yield named, os.environ.get("SUBTIES_TEST_NEO4J_PASSWORD", "")
        return
    from tests.neo4j.server import running

    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "neo4j") as server:
        yield server.bolt, server.password


def _empty(store: BoltStore) -> None:
    while store.write("MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n")[0]["n"]:
        pass


def _bare(store: BoltStore, projection: Projection) -> float:
    """Seconds of what the driver can do at best: UNWIND and CREATE, the records made beforehand, one constraint."""
    nodes, links = list(projection.nodes()), list(projection.links())

    def write() -> None:
        for (label, kind), group in groupby(nodes, key=lambda n: (n.label, n.kind)):
            labels = f"{label}:{kind}" if kind else label
            for part in batched(group, 2000):
                store.write(
                    f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", {"rows": [n.properties for n in part]}
                )
        for type_, group in groupby(links, key=lambda k: k.type):
            one, other = LINK_ENDS.get(type_, ("Entity", "Entity"))
            query = (
                f"UNWIND $rows AS row MATCH (a:{one} {{id: row.a}}) MATCH (b:{other} {{id: row.b}}) "
                f"CREATE (a)-[r:{type_}]->(b) SET r = row.p"
            )
            for part in batched(group, 2000):
                store.write(query, {"rows": [{"a": k.source, "b": k.target, "p": k.properties} for k in part]})

    return _seconds(write)


def _row_by_row(store: BoltStore, projection: Projection) -> float:
    """Rows a second of MERGE, one row a transaction, over the first ties."""
    links = [link for link, _ in zip(projection.links(), range(_SLOW_ROWS), strict=False)]
    query = (
        "MATCH (a:Entity {id: $a}) MATCH (b:Entity {id: $b}) MERGE (a)-[r:COOPERATES_WITH {id: $id}]->(b) SET r = $p"
    )

    def write() -> None:
        for k in links:
            store.write(query, {"a": k.source, "b": k.target, "id": k.id, "p": k.properties})

    return len(links) / _seconds(write)


_WRITER = """
import asyncio, json, sys, time
import neo4j
from neo4j_graphrag.experimental.components.kg_writer import Neo4jWriter
from neo4j_graphrag.experimental.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship
address, password = sys.argv[1], sys.stdin.readline().strip()
nodes = [Neo4jNode(id=str(n), label="Made", properties={"name": f"Place {n}"}) for n in range(1000)]
links = [Neo4jRelationship(start_node_id=str(n), end_node_id=str((n * 7) % 1000), type="TIED", properties={"n": n})
         for n in range(1000)]
with neo4j.GraphDatabase.driver(address, auth=("neo4j", password)) as driver:
    start = time.perf_counter()
    done = asyncio.run(Neo4jWriter(driver).run(Neo4jGraph(nodes=nodes, relationships=links)))
    print(done.status, 2000 / (time.perf_counter() - start), str(done.metadata)[:300].replace("\\n", " "))
"""


def _graphrag(address: str, password: str) -> tuple[float | None, str]:
    """Rows a second of neo4j-graphrag-python's writer, or why it does not run."""
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "bin" / "python"
        for command in (
            ["uv", "venv", "-q", folder],
            ["uv", "pip", "install", "-q", "--python", str(python), "neo4j-graphrag"],
        ):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                return None, "cannot be installed here"
        done = subprocess.run(
            [str(python), "-W", "ignore", "-c", _WRITER, address],
            input=password + "\n", capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip
    said = done.stdout.split(maxsplit=2)
    if done.returncode or len(said) < 2 or said[0] != "SUCCESS":
        why = " ".join((done.stdout or done.stderr).split())
        return None, "needs APOC, which the server lacks" if "apoc" in why.lower() else why[-120:]
    return float(said[1]), ""


def run() -> list[Line]:
    """First loads, a small change, and their peers on the same server."""
    made = state()
    changed = with_another_document(made)
    projection = Projection(made)
    rows = sum(1 for _ in projection.nodes()) + sum(1 for _ in projection.links())
    with server() as (address, password), BoltStore(connect(address, "neo4j", password), address) as store:
        load(store, made)  # the server warms up, the schema is there
        load(store, changed)
        _empty(store)
        full = _seconds(lambda: load(store, made))
        again = _seconds(lambda: load(store, made))
        small = _seconds(lambda: load(store, changed))
        load(store, made)
        merging = _row_by_row(store, projection)
        _empty(store)
        bare_seconds = _bare(store, projection)
        _empty(store)
        writer, why = _graphrag(address, password)
    ours, bare = rows / full, rows / bare_seconds
    peer = f"{writer:,.0f}" if writer else why
    return [
        Line(f"first load, rows/s of {rows:,} (peer: driver, UNWIND CREATE)", f"{ours:,.0f}", f"{bare:,.0f}",
             f"{ours / bare:.2f}", "≥ 0.5"),
        Line("first load, rows/s (peer: neo4j-graphrag-python's writer)", f"{ours:,.0f}", peer,
             f"{ours / writer:.1f}" if writer else "", "≥ 5"),
        Line("first load, rows/s (peer: MERGE row by row)", f"{ours:,.0f}", f"{merging:,.0f}", f"{ours / merging:.1f}",
             "≥ 5"),
        Line("load after one changed document, s (peer: full load)", f"{small:.2f}", f"{full:.1f}",
             f"{small / full:.3f}", "< 0.05"),
        Line("load when nothing has changed, s (peer: full load)", f"{again:.2f}", f"{full:.1f}", f"{again / full:.3f}",
             ""),
    ]  # fmt: skip
