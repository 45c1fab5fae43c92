"""What is in a workspace, as a list of counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from graph.model import Resolved


@dataclass(frozen=True, slots=True)
class Count:
    """One fact about the workspace."""

    what: str
    value: int | str


def status(resolved: Resolved, path: Path) -> list[Count]:
    """The counts: documents, statements by what became of them, entities, ties by type, and the fingerprint."""
    outcome = Counter(resolved.outcome.values())
    provisional = sum(e.status == "provisional" for e in resolved.entities.values())
    out = [
        Count("workspace", str(path)),
        Count("documents", len(resolved.documents)),
        Count("statements", len(resolved.statements)),
        *(Count(f"statements: {what}", number) for what, number in sorted(outcome.items())),
        Count("entities", len(resolved.entities)),
        Count("entities: provisional", provisional),
        Count("ties", len(resolved.ties)),
        Count("ties: foreign", sum(t.foreign for t in resolved.ties)),
        Count("ties: among CN, HK, MO and TW", sum(t.greater_china for t in resolved.ties)),
        Count("ties: contested", sum(t.contested for t in resolved.ties)),
    ]
    by_layer = Counter(t.layer for t in resolved.ties)
    out += [Count(f"ties: {layer}", number) for layer, number in sorted(by_layer.items())]
    return [*out, Count("fingerprint", resolved.fingerprint)]
