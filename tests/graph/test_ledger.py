"""The ledger: all or nothing, nothing twice, a changed document supersedes its earlier reading."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import graph.ledger
from graph.errors import InputError, NotFoundError
from graph.ledger import Ledger, document_id, document_key
from graph.ledger_rows import UnreadRow
from graph.model import Document, Mention, Mode, Statement
from tests.graph.fakes import document, mention, st

ONE, TWO, THREE = (st("Yunnan", "VISITED", "Thailand", year) for year in ("1991", "1992", "1993"))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.duckdb") as opened:
        yield opened


def test_what_is_recorded_is_read_back_whole(ledger: Ledger) -> None:
    full = Statement(
        "doc:a-txt", "TRADES_WITH", Mention("the  province", "Yunnan", 5, 9, "Province", "CN", "CN", True, False),
        Mention("Joint\nCommittee", "Joint Committee", 11, 20, "Organization", None, None, True, True), "A sentence.",
        "rule", 0, 40, 3, "yearly", Mention("GMS", "GMS", 30, 33), Mode.ENDED, ("1987", "1990/.."), "trade", 1.5, "USD",
        "CNY", 2.5, "export", "lobbying", "detail", "source", 0.75,
    ).with_id()  # fmt: skip
    given_document = document(
        text="text 文", path="/x/a.txt", licence="l", source="s", dataset="d", read_at="r", version="v"
    )
    ledger.record(given_document, [full, ONE], [("sentence", "t", "why", 3, 9), UnreadRow("row", "u", "w")])
    found = {s.id: s for s in ledger.statements()}
    assert found == {full.id: full, ONE.id: ONE}
    assert found[full.id].with_id().id == full.id
    assert ledger.document("doc:a-txt") == given_document
    assert ledger.documents() == [replace(given_document, text="")]
    assert ledger.documents(text=True) == [given_document]
    assert ledger.text("doc:a-txt") == "text 文"
    assert ledger.unread() == [
        ("doc:a-txt", UnreadRow("row", "u", "w", -1, -1)), ("doc:a-txt", UnreadRow("sentence", "t", "why", 3, 9)),
    ]  # fmt: skip


def test_the_same_file_twice_adds_nothing(ledger: Ledger) -> None:
    first = ledger.record(document(), [ONE, TWO])
    before = ledger.fingerprint()
    again = ledger.record(document(read_at="later"), [TWO, ONE])
    assert (first.status, set(first.added)) == ("added", {ONE.id, TWO.id})
    assert (again.status, again.added, again.removed, set(again.kept)) == ("unchanged", (), (), {ONE.id, TWO.id})
    assert ledger.fingerprint() == before
    assert ledger.counts() == {"documents": 1, "statements": 2, "mentions": 4, "unread": 0}


def test_a_changed_file_supersedes_and_says_what_came_and_went(ledger: Ledger) -> None:
    ledger.record(document(), [ONE, TWO], [("row", "x", "y")])
    change = ledger.record(document(sha256="other"), [TWO, THREE])
    assert (change.status, change.added, change.removed, change.kept) == (
        "changed", (THREE.id,), (ONE.id,), (TWO.id,),
    )  # fmt: skip
    assert {s.id for s in ledger.statements()} == {TWO.id, THREE.id}
    assert ledger.counts() == {"documents": 1, "statements": 2, "mentions": 4, "unread": 0}


def test_another_reading_of_the_same_bytes_supersedes_too(ledger: Ledger) -> None:
    ledger.record(document(), [ONE])
    assert ledger.record(document(), [TWO]).status == "changed"
    assert [s.id for s in ledger.statements()] == [TWO.id]


def test_is_current_knows_bytes_and_reader(ledger: Ledger) -> None:
    ledger.record(document(version="1"), [ONE])
    assert ledger.is_current("hash of a.txt", "1")
    assert not ledger.is_current("hash of a.txt", "2")
    assert ledger.record(document(version="2"), [ONE]).status == "unchanged"
    assert ledger.is_current("hash of a.txt", "2")


def test_a_statement_that_stands_twice_is_one_the_surer_counts(ledger: Ledger) -> None:
    ledger.record(document(), [replace(ONE, confidence=0.3), replace(ONE, confidence=0.9), ONE])
    assert [s.confidence for s in ledger.statements()] == [0.9]


def test_a_copy_of_a_file_is_the_same_document(ledger: Ledger) -> None:
    ledger.record(document("a.txt", sha256="same"), [ONE])
    copy = ledger.record(document("copy.txt", sha256="same"), [replace(ONE, document_id="doc:copy-txt").with_id()])
    assert copy == graph.ledger.Change("doc:a-txt", "unchanged", kept=(ONE.id,))
    assert [d.name for d in ledger.documents()] == ["a.txt"]
    assert ledger.statements() == [ONE]


def test_forgetting_removes_all_of_one_document_only(ledger: Ledger) -> None:
    ledger.record(document("a.txt"), [ONE, TWO], [("row", "x", "y")])
    ledger.record(document("b.txt"), [st("Yunnan", "VISITED", "Thailand", doc="doc:b-txt")])
    change = ledger.forget("doc:a-txt")
    assert (change.status, set(change.removed)) == ("removed", {ONE.id, TWO.id})
    assert ledger.counts() == {"documents": 1, "statements": 1, "mentions": 2, "unread": 0}
    with pytest.raises(NotFoundError, match="doc:a-txt"):
        ledger.forget("doc:a-txt")


@pytest.mark.parametrize(
    ("path", "root", "key", "id"),
    [
        ("/x/notes/a.txt", "/x/notes", "notes/a.txt", "doc:notes-a-txt"),
        ("/x/notes/deep/a b.txt", "/x/notes", "notes/deep/a b.txt", "doc:notes-deep-a-b-txt"),
        ("/x/notes/a.txt", None, "a.txt", "doc:a-txt"),
        ("/x/notes/云南.txt", None, "云南.txt", "doc:云南-txt"),
    ],
)
def test_key_and_id_of_a_document(path: str, root: str | None, key: str, id: str) -> None:
    assert document_key(Path(path), Path(root) if root else None) == key
    assert document_id(key) == id


def files(tmp_path: Path) -> tuple[Path, Path]:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder)
    return tmp_path / "one" / "a.txt", tmp_path / "two" / "a.txt"


def test_another_file_of_the_same_name_is_refused_and_nothing_is_lost(ledger: Ledger, tmp_path: Path) -> None:
    one, two = files(tmp_path)
    ledger.record(document(path=str(one), sha256="1"), [ONE])
    for attempt in (
        lambda: ledger.identify(two, None, "2"),
        lambda: ledger.record(document(path=str(two), sha256="2"), [TWO]),
    ):
        with pytest.raises(InputError) as error:
            attempt()
        assert str(one) in str(error.value)
        assert str(two) in str(error.value)
    assert [s.id for s in ledger.statements()] == [ONE.id]


def test_a_file_that_moved_keeps_its_id(ledger: Ledger, tmp_path: Path) -> None:
    one, two = files(tmp_path)
    ledger.record(document(path=str(one), sha256="1"), [ONE])
    one.unlink()
    assert ledger.identify(two, None, "2") == "doc:a-txt"
    assert ledger.record(document(path=str(two), sha256="2"), [TWO]).status == "changed"


def test_a_file_keeps_its_id_however_it_is_named_on_the_command_line(ledger: Ledger, tmp_path: Path) -> None:
    one, _ = files(tmp_path)
    id = ledger.identify(one, one.parent, "1")
    assert id == "doc:one-a-txt"
    ledger.record(document(id=id, path=str(one), sha256="1"), [])
    assert ledger.identify(one, None, "1") == id
    assert ledger.identify(one, None, "changed") == id


def fail_at(monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    real = graph.ledger._append

    def full(connection: object, name: str, rows: object) -> None:
        if name == table:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(connection, name, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(graph.ledger, "_append", full)


@pytest.mark.parametrize("table", ["documents", "statements", "mentions", "unread"])
def test_a_full_disk_leaves_the_earlier_state(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    ledger.record(document(), [ONE, TWO], [("row", "x", "y")])
    before = (ledger.fingerprint(), ledger.statements(), ledger.unread(), ledger.documents())
    with monkeypatch.context() as patched:
        fail_at(patched, table)
        with pytest.raises(InputError, match="No space left on device") as error:
            ledger.record(document(sha256="other"), [THREE])
    assert "\n" not in str(error.value)
    assert (ledger.fingerprint(), ledger.statements(), ledger.unread(), ledger.documents()) == before
    assert ledger.record(document(sha256="other"), [THREE]).status == "changed"


def test_several_readings_are_recorded_all_or_none(ledger: Ledger, tmp_path: Path) -> None:
    one, two = files(tmp_path)
    ledger.record(document(path=str(one), sha256="1"), [ONE])
    good = (document("b.txt"), [st("Yunnan", "VISITED", "Thailand", doc="doc:b-txt")], ())
    with pytest.raises(InputError):
        ledger.record_all([good, (document(path=str(two), sha256="2"), [TWO], ())])
    assert ledger.counts()["documents"] == 1
    with pytest.raises(InputError, match="stands twice"):
        ledger.record_all([good, good])
    assert ledger.counts()["documents"] == 1


def test_a_missing_ledger_reads_as_an_empty_one(tmp_path: Path) -> None:
    with Ledger(tmp_path / "none.duckdb", read_only=True) as empty:
        assert empty.statements() == []
        assert empty.documents() == []
        assert empty.derived() == {}
    assert not (tmp_path / "none.duckdb").exists()


def test_what_is_no_ledger_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "l.duckdb").write_text("no database at all" * 500)
    with pytest.raises(InputError, match="not a ledger") as error, Ledger(tmp_path / "l.duckdb"):
        pass
    assert "\n" not in str(error.value)


def test_reading_goes_on_while_this_process_writes(ledger: Ledger) -> None:
    ledger.record(document(), [ONE])
    with Ledger(ledger.path, read_only=True) as beside:
        assert [s.id for s in beside.statements()] == [ONE.id]


def test_thousands_of_rows_are_recorded_at_once(ledger: Ledger) -> None:
    many = [st(mention(f"Place {i}", country="JP"), "VISITED", mention(f"Town {i % 97}")) for i in range(5000)]
    assert len(ledger.record(document(), many).added) == 5000
    assert ledger.counts()["mentions"] == 10000


YEARS = some.lists(some.integers(1950, 1999).map(str), max_size=5, unique=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(versions=some.lists(some.tuples(some.sampled_from("abc"), YEARS), min_size=1, max_size=6))
def test_the_ledger_is_the_sum_of_the_latest_readings(tmp_path: Path, versions: list[tuple[str, list[str]]]) -> None:
    path = tmp_path / "sum.duckdb"
    path.unlink(missing_ok=True)
    latest: dict[str, tuple[Document, list[Statement]]] = {}
    with Ledger(path) as ledger:
        for name, years in versions:
            read = document(f"{name}.txt", sha256=f"{name} {years}")
            said = [st("Yunnan", "VISITED", "Thailand", year, doc=read.id) for year in years]
            before = {s.id for s in latest.get(name, (read, []))[1]}
            change = ledger.record(read, said)
            now = {s.id for s in said}
            assert (set(change.added), set(change.removed), set(change.kept)) == (
                now - before,
                before - now,
                now & before,
            )
            latest[name] = (read, said)
        assert {s.id for s in ledger.statements()} == {s.id for _, said in latest.values() for s in said}
        after = ledger.fingerprint()
    path.unlink()
    with Ledger(path) as straight:
        straight.record_all([(read, said, ()) for read, said in reversed(latest.values())])
        assert straight.fingerprint() == after
