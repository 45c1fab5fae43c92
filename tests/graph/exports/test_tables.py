"""Parquet and Excel: types, lists, no formulas, nothing lost."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from graph.exports import export
from graph.model import Resolved
from tests.graph.exports.nasty import nasty
from tests.queries.sample import sample


@pytest.mark.parametrize("resolved", [sample(), nasty()], ids=["sample", "nasty"])
def test_parquet_is_typed_and_whole(tmp_path: Path, resolved: Resolved) -> None:
    done = export(resolved, tmp_path / "net.parquet")
    nodes, ties = (pq.read_table(path) for path in done.paths)
    assert str(nodes.schema.field("lat").type) == "double"
    assert str(nodes.schema.field("geonames_id").type) == "int64"
    assert str(ties.schema.field("statements").type) == "list<element: string>"
    found = {row["id"]: row for row in nodes.to_pylist()}
    for end in {end for tie in resolved.ties for end in (tie.subject, tie.object)}:
        entity = resolved.entities[end]
        assert found[end]["aliases"] == [alias.encode("utf-8", "replace").decode() for alias in entity.aliases]
        assert found[end]["lat"] == entity.lat or entity.lat != entity.lat
    rows = {row["id"]: row for row in ties.to_pylist()}
    assert set(rows) == {tie.id for tie in resolved.ties}
    for tie in resolved.ties:
        row = rows[tie.id]
        assert (row["subject"], row["object"], row["tie"], row["kind"]) == (tie.subject, tie.object, tie.tie, tie.kind)
        assert row["intervals"] == [interval.when for interval in tie.intervals]
        assert row["statements"] == list(tie.statements)
        assert row["contested"] is tie.contested


def test_a_workbook_has_no_formula(tmp_path: Path) -> None:
    resolved = nasty()
    export(resolved, tmp_path / "net.xlsx")
    book = openpyxl.load_workbook(tmp_path / "net.xlsx")
    assert book.sheetnames == ["nodes", "ties", "evidence", "sources", "about"]
    for sheet in book:
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type in ("f", "e")]
    rows = list(book["nodes"].iter_rows(values_only=True))
    heads = list(rows[0])
    found = {row[0]: dict(zip(heads, row, strict=True)) for row in rows[1:]}
    assert found["CN-YN"]["aliases"] == '=1+1; "x"'
    assert found["event:x"]["name"] == "'=HYPERLINK(1)"
    assert found["EG"]["name"] == "Egypt"
    assert found["EG"]["geonames_id"] == 357994
    assert book["ties"].max_row == len(resolved.ties) + 1
    assert book["evidence"].max_row == sum(len(tie.statements) for tie in resolved.ties) + 1


def test_a_workbook_bears_no_time(tmp_path: Path) -> None:
    export(sample(), tmp_path / "net.xlsx")
    assert b"dcterms:modified>" not in (tmp_path / "net.xlsx").read_bytes()
    assert openpyxl.load_workbook(tmp_path / "net.xlsx")["about"]["A2"].value.startswith("# A network exported")
