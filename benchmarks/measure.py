"""Timing, memory and the text that is measured on."""

from __future__ import annotations

import gc
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Line:
    """One line of the table: what was measured, ours and the peer's figure, their ratio, and the goal."""

    what: str
    ours: str
    peer: str
    ratio: str
    goal: str


def best(run: Callable[[], object], repeats: int = 3, clock: Callable[[], float] = time.perf_counter) -> float:
    """The shortest of several runs, in seconds. `time.process_time` as clock leaves out what else the machine does:
    for work of one thread it is the steadier measure."""
    times = []
    for _ in range(repeats):
        gc.collect()
        start = clock()
        run()
        times.append(clock() - start)
    return min(times)


def peak(code: str, *arguments: str) -> tuple[float, float]:
    """Seconds and peak resident memory (MB) of a Python process of its own that runs the code."""
    started = "import time\nstart = time.perf_counter()\n"
    said, megabytes = told(started + code + "\nprint(time.perf_counter() - start)", *arguments)
    return float(said.split()[-1]), megabytes


def told(code: str, *arguments: str) -> tuple[str, float]:
    """What a Python process of its own prints that runs the code, and its peak resident memory (MB)."""
    script = (
        "import resource, sys\n"
        + code
        + "\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, check=True, timeout=1800
    )
    return done.stdout, float(done.stderr.splitlines()[-1])


def prose(words: int, seed: int = 7) -> str:
    """Text of about that many words: the paragraphs of the demonstration documents, and filler without names between
    them, in a seeded order. One paragraph in four speaks of ties, as in a thesis."""
    chance = random.Random(seed)
    folder = ROOT / "data" / "demo"
    told = [
        " ".join(block.split())
        for file in sorted(folder.glob("*.txt")) + sorted(folder.glob("*.md"))
        for block in file.read_text(encoding="utf-8").split("\n\n")
        if len(block.split()) > 25 and "|" not in block and "http" not in block
    ]
    filler = (
        "The question is how far a local authority may go when it deals with partners abroad, and who decides. "
        "Some authors hold that the centre sets the frame and leaves the details to those below it. Others point "
        "to the budget, which is voted elsewhere, and to the officials who are moved every few years. Neither view "
        "explains why the same rule led to different outcomes, and the interviews do not settle the matter. "
        "It is therefore useful to look at the record of a single decade before a general claim is made."
    )
    out: list[str] = []
    count = 0
    while count < words:
        block = chance.choice(told) if chance.random() < 0.25 else filler
        block += f" So much for point {len(out) + 1}."  # no paragraph twice: what was kept of the first would count
        out.append(block)
        count += len(block.split())
    return "\n\n".join(out) + "\n"
