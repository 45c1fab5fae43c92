"""The columns of edges as XML: what is written from memory is what would be written anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.exports import export
from graph.exports.xml_cells import edge_cells
from graph.model import Tie
from tests.graph.exports.nasty import nasty
from tests.queries.sample import sample

OTHER: dict[str, Any] = {
    "tie": "HOSTS", "kind": "other", "start": "1901", "end": "1902", "sector": "other", "mechanism": "mech:other",
    "manner": "other", "status": "other", "contested": True, "confidence": 0.123, "foreign": False,
    "greater_china": True, "documents": ("doc:other", "doc:third"), "statements": ("st:other", "st:third"),
    "as_printed": ("This", "That"), "intervals": (),
}  # fmt: skip


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("world", [sample(), nasty()], ids=["sample", "nasty"])
def test_little_memory_writes_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, world: Any) -> None:
    export(world, tmp_path / f"a.{form}")
    monkeypatch.setattr("graph.exports.xml_cells._KEPT", 1)
    export(world, tmp_path / f"b.{form}")
    assert (tmp_path / f"a.{form}").read_bytes() == (tmp_path / f"b.{form}").read_bytes()


@pytest.mark.parametrize("name", OTHER)
def test_ties_that_differ_in_one_thing_do_not_share_their_columns(name: str) -> None:
    world = sample()
    cells = edge_cells(world, (), '<{}="', '"/>')
    tie: Tie = replace(next(tie for tie in world.ties if tie.intervals), contested=False, foreign=True)
    first, other = cells.text(tie), cells.text(replace(tie, **{name: OTHER[name]}))
    assert first != other
    assert edge_cells(world, (), '<{}="', '"/>').text(replace(tie, **{name: OTHER[name]})) == other
