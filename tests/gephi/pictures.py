"""The pictures of the manual, drawn by Gephi's toolkit: `python -m tests.gephi.pictures` (needs Java and Maven)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from graph.workspace import Workspace
from ingest.pipeline import add_data_sets, ingest
from queries.exporting import Choice, export_files
from queries.selection import make
from tests.gephi.toolkit import draw

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "how-to" / "images"
SETS = ("sister_provinces", "medical_teams", "atdc", "mechanisms", "provincial_soes")


def main() -> None:
    """Makes the demonstration workspace in a temporary folder and draws four views of it."""
    IMAGES.mkdir(exist_ok=True)
    dated = Choice(make(layers=["SISTER_OF", "TWINNED_WITH"]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace = Workspace.open(folder / "w", create=True)
        add_data_sets(workspace, SETS)
        ingest(workspace, [ROOT / "data" / "demo"])
        for file, choice, options in (
            ("overview.graphml", Choice(), {}),
            ("ego.graphml", Choice(ego="CN-YN"), {}),
            ("map.graphml", Choice(), {"layout": "geo"}),
            ("timeline.gexf", dated, {}),
        ):
            list(export_files(workspace, [folder / file], choice, **options))
        draw(folder / "overview.graphml", IMAGES / "gephi-overview.png", 30, 1100)
        draw(folder / "ego.graphml", IMAGES / "gephi-ego.png", 40, 1000)
        draw(folder / "map.graphml", IMAGES / "gephi-map.png", 40, 1200)
        draw(folder / "timeline.gexf", IMAGES / "gephi-timeline-1985.png", 30, 1000, 1985)


if __name__ == "__main__":
    main()
