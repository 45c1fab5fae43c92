"""Where the tables are that a PDF flattened into lines: which lines of the text belong to which table."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.layout_footnotes import Footnotes
from ingest.layout_lines import Lines
from ingest.layout_pages import Pages


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of one flattened table. `anchor` is the line before which its block stands; `caption` its caption."""

    lines: tuple[int, ...]
    anchor: int
    caption: str = ""


def find_regions(lines: Lines, pages: Pages, footnotes: Footnotes) -> list[Region]:  # noqa: ARG001
    """Regions of flattened tables in order."""
    return []
