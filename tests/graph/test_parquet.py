"""The ledger as Parquet and back: nothing is lost, mistakes are named, nothing is half done."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.errors import InputError
from graph.ledger import Ledger
from graph.ledger_rows import TABLES, UnreadRow
from graph.model import Mode
from graph.parquet import from_parquet, to_parquet
from tests.graph.fakes import document, mention, st

RICH = st(
    mention("the province", "Province", "CN", generic=True), "TRADES_WITH", mention("Thailand", provisional=True),
    "1987", "1990/..", mode=Mode.ENDED, mechanism=mention("GMS"), value=1.5, unit="USD", currency="CNY", share=2.5,
    flow="export", page=3, sector="trade", confidence=0.75, start=3, end=9, text="文 text",
)  # fmt: skip
PLAIN = st("Yunnan", "VISITED", "Thailand", doc="doc:b-txt")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.duckdb") as opened:
        opened.record(
            document("a.txt", text="all of it", path="/x/a.txt", read_at="r"), [RICH], [("row", "x", "y", 1, 2)]
        )
        opened.record(document("b.txt"), [PLAIN])
        opened.record(document("empty.txt"), [])
        yield opened


@pytest.fixture
def folder(ledger: Ledger, tmp_path: Path) -> Path:
    to_parquet(ledger, tmp_path / "out")
    return tmp_path / "out"


def rows(ledger: Ledger) -> dict[str, list[Any]]:
    return {name: sorted(map(repr, ledger.connection.execute(f"SELECT * FROM {name}").fetchall())) for name in TABLES}


def test_round_trip_without_loss(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path / "other.duckdb") as other:
        changes = from_parquet(other, folder)
        assert [change.status for change in changes] == ["added"] * 3
        assert rows(other) == rows(ledger)
        assert other.statements() == ledger.statements()
        assert other.unread() == [("doc:a-txt", UnreadRow("row", "x", "y", 1, 2))]
        assert [change.status for change in from_parquet(other, folder)] == ["unchanged"] * 3


def test_an_empty_ledger_goes_round_too(tmp_path: Path) -> None:
    with Ledger(tmp_path / "none.duckdb", read_only=True) as empty:
        to_parquet(empty, tmp_path / "out")
    with Ledger(tmp_path / "other.duckdb") as other:
        assert from_parquet(other, tmp_path / "out") == []


def test_the_same_ledger_gives_the_same_files(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    for path in to_parquet(ledger, tmp_path / "again"):
        assert path.read_bytes() == (folder / path.name).read_bytes()


def change(folder: Path, name: str, **columns: Any) -> None:
    """Replace columns of a file; None drops one."""
    path = folder / f"{name}.parquet"
    table = pq.read_table(path)
    for column, values in columns.items():
        at = table.column_names.index(column)
        table = table.remove_column(at) if values is None else table.set_column(at, column, pa.array(values))
    pq.write_table(table, path)


def test_ids_are_made_anew_and_parts_are_read(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    change(folder, "documents", content=None)
    statements = pq.read_table(folder / "statements.parquet")
    names = {id: f"mine {at}" for at, id in enumerate(statements.column("id").to_pylist())}
    change(folder, "statements", id=list(names.values()))
    mentions = pq.read_table(folder / "mentions.parquet")
    change(folder, "mentions", statement_id=[names[id] for id in mentions.column("statement_id").to_pylist()])
    whole = pq.read_table(folder / "statements.parquet")
    (folder / "statements.parquet").unlink()
    (folder / "statements.parquet").mkdir()
    for at in range(2):
        pq.write_table(whole.slice(at, 1), folder / "statements.parquet" / f"part-{at}.parquet")
    (folder / "unread.parquet").unlink()
    with Ledger(tmp_path / "other.duckdb") as other:
        from_parquet(other, folder)
        assert other.statements() == ledger.statements()


MISTAKES = [
    ("statements", {"tie": ["MARRIED", "VISITED"]}, "'MARRIED' is not a tie type"),
    ("statements", {"dates": [["31.02.1999"], []]}, "is not a date in EDTF"),
    ("statements", {"mode": ["maybe", "done"]}, "'maybe'"),
    ("statements", {"document_id": ["doc:zzz", "doc:b-txt"]}, "doc:zzz"),
    ("statements", {"text": None}, "the column 'text' is missing"),
    ("statements", {"confidence": ["high", "low"]}, "cannot be read"),
    ("mentions", {"role": ["subject"] * 5}, "no mention"),
]


@pytest.mark.parametrize(("name", "columns", "said"), MISTAKES)
def test_a_mistake_is_named_and_nothing_is_recorded(
    folder: Path, tmp_path: Path, name: str, columns: dict[str, Any], said: str
) -> None:
    change(folder, name, **columns)
    with Ledger(tmp_path / "other.duckdb") as other:
        with pytest.raises(InputError) as error:
            from_parquet(other, folder)
        assert said in str(error.value)
        assert ".parquet" in str(error.value)
        assert "\n" not in str(error.value)
        assert set(other.counts().values()) == {0}


def test_what_is_no_parquet_or_not_there_is_said(folder: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path / "other.duckdb") as other:
        (folder / "mentions.parquet").write_text("no parquet")
        with pytest.raises(InputError, match="cannot be read as Parquet"):
            from_parquet(other, folder)
        with pytest.raises(InputError, match="no such file"):
            from_parquet(other, tmp_path / "nowhere")


def test_a_full_disk_leaves_the_files_that_were_there(
    ledger: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    real = pq.write_table

    def full(table: Any, path: Path) -> None:
        if "mentions" in path.name:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(table, path)

    monkeypatch.setattr(pq, "write_table", full)
    ledger.forget("doc:b-txt")
    with pytest.raises(InputError, match="No space left on device"):
        to_parquet(ledger, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
