"""What all exports share: the suffix decides, an old file stays whole, spreadsheets run nothing."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError, NotFoundError, UsageError
from graph.exports import WRITERS, export
from graph.exports.accounts import account_of
from graph.exports.atomic import replacing
from graph.exports.csv_text import defused, restored
from graph.exports.xml_text import escaped, legal
from tests.graph.exports.nasty import nasty
from tests.queries.sample import sample, world


def test_an_unknown_suffix_lists_the_known_ones(tmp_path: Path) -> None:
    for name in ("net.xml", "net.graphml.gz"):
        with pytest.raises(
            UsageError, match=r"known are \.graphml, \.gexf, \.jsonl, \.csv, .* without one for a folder"
        ):
            export(sample(), tmp_path / name)


@pytest.mark.parametrize("suffix", WRITERS)
def test_no_ties_write_nothing(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(NotFoundError, match="no ties"):
        export(world([]), tmp_path / f"net{suffix}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_folder_that_is_not_there(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        export(sample(), tmp_path / "none" / f"net{suffix}")


@pytest.mark.parametrize("suffix", WRITERS)
def test_says_what_was_written(tmp_path: Path, suffix: str) -> None:
    done = export(sample(), tmp_path / f"net{suffix}")
    graph = suffix in ("", ".cypher")  # holds entities without ties, too
    assert (done.nodes, done.ties) == (15 if graph else 13, 16)
    assert sorted(tmp_path.iterdir()) == sorted(done.paths)
    assert f"{done.nodes} nodes, 16 ties" in done.line()


@pytest.mark.parametrize("suffix", WRITERS)
def test_equal_to_the_byte_and_its_account_tells_the_sources(tmp_path: Path, suffix: str) -> None:
    found = []
    for name in "ab":
        (tmp_path / name).mkdir()
        export(nasty(), tmp_path / name / f"net{suffix}")
        files = sorted(file for file in (tmp_path / name).rglob("*") if file.is_file())
        found.append([(file.relative_to(tmp_path / name), file.read_bytes()) for file in files])
    assert found[0] == found[1]
    told = account_of(tmp_path / "a" / f"net{suffix}").facts
    assert told["state"] == "sample"
    assert [document["id"] for document in told["documents"]] == ["doc:notes"]


@pytest.mark.parametrize(
    ("name", "options", "able"),
    [
        ("net.graphml", {"full": True}, r"\.jsonl, \.parquet"),
        ("net.csv", {"layout": "geo"}, r"\.graphml, \.gexf"),
        ("net.xlsx", {"each": True}, r"\.graphml, \.gexf, \.csv, \.parquet"),
        ("net.jsonl", {"seed": 2}, r"\.graphml, \.gexf"),
    ],
)
def test_an_option_that_the_format_does_not_know(tmp_path: Path, name: str, options: dict[str, Any], able: str) -> None:
    with pytest.raises(UsageError, match=f"is for {able} only"):
        export(sample(), tmp_path / name, **options)
    with pytest.raises(UsageError, match="is not a layout; known are force, geo, none"):
        export(sample(), tmp_path / "net.gexf", layout="round")


def test_a_folder_that_is_not_ours_stays(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "notes").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="did not write"):
        export(sample(), theirs)
    with pytest.raises(InputError, match="is a file"):
        export(sample(), theirs / "notes")
    (tmp_path / "net.gexf").mkdir()
    with pytest.raises(InputError, match="cannot be written: it is a folder"):
        export(sample(), tmp_path / "net.gexf")
    assert (theirs / "notes").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["net.gexf", "theirs"]


def test_our_own_folder_is_written_anew(tmp_path: Path) -> None:
    export(sample(), tmp_path / "net")
    (tmp_path / "net" / "ties.002.csv.gz").write_bytes(b"old")
    export(sample(), tmp_path / "net")
    assert not (tmp_path / "net" / "ties.002.csv.gz").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["net"]


def test_what_stood_there_is_whole_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "net.jsonl"
    path.write_text("old", encoding="utf-8")

    def broken() -> None:
        with replacing(path) as out:
            out.write("new")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        broken()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_modes_of_files(tmp_path: Path) -> None:
    new, old = tmp_path / "new.jsonl", tmp_path / "old.jsonl"
    old.touch(mode=0o600)
    for path in (new, old):
        export(sample(), path)
    assert new.stat().st_mode & 0o400
    assert old.stat().st_mode & 0o777 == 0o600


def test_csv_is_defused_and_read_back_whole(tmp_path: Path) -> None:
    done = export(nasty(), tmp_path / "net.csv")
    with done.paths[0].open(encoding="utf-8", newline="") as lines:
        nodes = {row["id"]: row for row in csv.DictReader(lines)}
    assert nodes["event:x"]["name"] == "''=HYPERLINK(1)"
    assert restored(nodes["event:x"]["name"]) == "'=HYPERLINK(1)"
    assert nodes["CN-YN"]["aliases"].startswith("'=1+1")
    with done.paths[1].open(encoding="utf-8", newline="") as lines:
        ties = {row["id"]: row for row in csv.DictReader(lines)}
    assert set(ties) == {tie.id for tie in nasty().ties}
    assert ties["tie:EG-C|VISITED||CN-YN"]["occasions"] == "1999; 2001-05-05; 195X"


def test_coordinates_stay_numbers(tmp_path: Path) -> None:
    done = export(sample(), tmp_path / "net.csv")
    with done.paths[0].open(encoding="utf-8", newline="") as lines:
        assert {row["id"]: row["lat"] for row in csv.DictReader(lines)}["ZM"] == "-14.0"


def test_each_interval_and_occasion_is_a_row(tmp_path: Path) -> None:
    done = export(sample(), tmp_path / "net.csv", each=True)
    with done.paths[1].open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["tie"] == "TRADES_WITH"]
    assert [(row["id"], row["occasions"], row["start"], row["value"]) for row in rows] == [
        ("tie:CN-YN|TRADES_WITH||TH#1", "2009", "2009", "9.5"),
        ("tie:CN-YN|TRADES_WITH||TH#2", "2010", "2010", "12.0"),
    ]
    assert [row["n_statements"] for row in rows] == ["1", "1"]


@given(st.text())
def test_defusing_is_undone_by_restoring(text: str) -> None:
    assert restored(defused(text)) == text
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(alphabet=st.characters()))
def test_escaped_text_is_read_back_by_an_xml_parser(text: str) -> None:
    import xml.etree.ElementTree as ET

    element = ET.fromstring(f'<a b="{escaped(text)}">{escaped(text)}</a>')
    assert element.attrib["b"] == legal(text)
    assert (element.text or "") == legal(text)
