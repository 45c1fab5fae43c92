"""What all exports share: the suffix decides, an old file stays whole, spreadsheets run nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError, NotFoundError, UsageError
from graph.exports import WRITERS, export
from graph.exports.atomic import replacing
from graph.exports.csv_text import defused, restored
from graph.exports.xml_text import escaped, legal
from tests.graph.exports.nasty import nasty
from tests.queries.sample import sample, world


def test_an_unknown_suffix_lists_the_known_ones(tmp_path: Path) -> None:
    for name in ("net.xml", "net", "net.graphml.gz"):
        with pytest.raises(UsageError, match=r"known are \.graphml, \.gexf, \.jsonl, \.csv"):
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
    assert (done.nodes, done.ties) == (13, 16)
    assert sorted(tmp_path.iterdir()) == sorted(done.paths)
    assert "13 nodes, 16 ties" in done.line()


def test_full_is_for_jsonl(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"only \.jsonl"):
        export(sample(), tmp_path / "net.graphml", full=True)


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
