"""Tables of shapes that no other test has, as a PDF-to-text step leaves them: just the ties that they state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.gazetteer import Gazetteer
from graph.matcher import Matcher
from graph.resolve import Resolver
from ingest.cells.names import CellNames
from ingest.layout.build import layout_of
from ingest.tables.reading import read_tables

CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "shapes_cases.yaml").read_text(encoding="utf-8")
)
_BEFORE = (
    "The foreign affairs of the local governments have grown quickly since the reform, and much of it never enters the "
    "statistics of the ministries. The following pages describe what the archives of the offices hold.\n\n"
)
_AFTER = (
    "\n\nIt can be seen that the development has been uneven, and that local conditions mattered more than the plans "
    "which the ministries had made for them.\n"
)


@pytest.fixture(scope="module")
def tools() -> tuple[Gazetteer, Matcher, Resolver]:
    gazetteer = Gazetteer.load()
    return gazetteer, Matcher(gazetteer), Resolver(gazetteer)


@pytest.mark.parametrize("name", CASES)
def test_a_table_gives_just_the_ties_that_it_states(name: str, tools: tuple[Gazetteer, Matcher, Resolver]) -> None:
    case = CASES[name]
    layout = layout_of(_BEFORE + case["text"] + _AFTER, "txt", CellNames(tools[0]))
    kinds = set(case.get("kinds", ())) or {tie.split(" | ")[1] for tie in case["ties"]}
    found = {
        f"{s.subject.form} | {s.tie} | {s.object.form}"
        for s in read_tables(layout, "doc:t", *tools).statements
        if not case["ties"] or s.tie in kinds
    }
    assert found == set(case["ties"])
