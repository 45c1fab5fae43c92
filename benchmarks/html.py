"""The HTML report: its size on the demonstration data, and how fast a browser opens one of 2,000 ties."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import Line
from benchmarks.questions import DEMO, state
from graph.model import Resolved
from tests.chromium import Chromium, found

_TIES = 2000


def run() -> list[Line]:
    """Opened in headless Chromium at a laptop's and a phone's width; open is it when the network is on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        small = _written(state(path / "demo", list(DEMO)), path / "demo.html")
        world = state(path / "world", ["sister_cities_wikipedia_2023"])
        large = _written(replace(world, ties=world.ties[:_TIES]), path / "large.html")
        lines = [
            Line("HTML report of the demonstration's data sets, MB", f"{small:.1f}", "", "", "< 5"),
            Line(f"HTML report of {_TIES:,} ties, MB", f"{large:.1f}", "", "", ""),
        ]
        if found() is None:
            return lines
        with Chromium(path / "profile") as page:
            for what, wide, high in (("laptop", 1440, 900), ("phone", 390, 844)):
                page.look(wide, high, mobile=what == "phone")
                opened, busy = min(_opened(page, path / "large.html") for _ in range(5))
                lines.append(
                    Line(f"it opens on a {what}, s (peer: CPU time of it)", f"{opened:.1f}", f"{busy:.1f}", "", "< 2")
                )
    return lines


def _written(world: Resolved, file: Path) -> float:
    """Writes the report of everything; its megabytes."""
    from queries.html_report import write
    from queries.report import report, selected_ties

    write(world, report(world, evidence=True), selected_ties(world), file)
    return file.stat().st_size / 1e6


def _opened(page: Chromium, file: Path) -> tuple[float, float]:
    """Seconds until the report is drawn, and those of the processor that the page took for it."""
    start = time.perf_counter()
    page.open(file)
    page.evaluate("new Promise(then => requestAnimationFrame(() => requestAnimationFrame(() => then(1))))")
    return time.perf_counter() - start, page.busy()
