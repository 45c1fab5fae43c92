"""What an export wrote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Export:
    """Files written, in order, and how many nodes and ties (rows, edges, objects) stand in them."""

    paths: tuple[Path, ...]
    nodes: int
    ties: int
    note: str = ""

    def line(self) -> str:
        """What was written, in one line for people."""
        names = " and ".join(str(path) for path in self.paths)
        note = f"; {self.note}" if self.note else ""
        return f"{names}: {self.nodes:,} nodes, {self.ties:,} ties{note}"
