"""Judgements: a CSV file that people edit; mistakes are named with their line, nothing in it is lost."""

from __future__ import annotations

import csv
import errno
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import graph.files
from graph.corrections import corrections
from graph.errors import InputError, NotFoundError
from graph.judgement_file import append, withdraw
from graph.judgements import COLUMNS, Judgements, judgement_of, mention_key
from graph.model import Mention

HEAD = ",".join(COLUMNS)
NAME = "kunming|LocalGovernment|CN|*"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "judgements.csv"


@pytest.mark.parametrize(
    ("mention", "document", "key"),
    [
        (Mention("Bó-zhou", "Bó-zhou", kind="LocalGovernment", country="CN"), "*", "bo zhou|LocalGovernment|CN|*"),
        (Mention("x", "Springfield"), "doc:a", "springfield|||doc:a"),
        (Mention("x", "Springfield", country="US", within="US-IL"), "*", "springfield||US-IL|*"),
    ],
)
def test_mention_key(mention: Mention, document: str, key: str) -> None:
    assert mention_key(mention, document) == key


def test_what_is_appended_is_read_back(path: Path) -> None:
    one = judgement_of("name", NAME, "geonames:1804651", "same", why='says "so", twice', by="me", at="2024-01-02")
    two = judgement_of("statement", "st:1", "", "reject", why="line\nbreak")
    append(path, one)
    append(path, two)
    assert Judgements.read(path).rows == (one, two)
    assert path.read_text().splitlines()[0] == HEAD


def test_comments_blank_lines_and_rows_stay_byte_for_byte(path: Path) -> None:
    text = f'# mine\n\n{HEAD}\n# names\n"a1","name","{NAME}","x:y","same","odd ""quotes""",,,\n\n# the end'
    path.write_text(text)
    append(path, judgement_of("statement", "st:1", "", "accept"))
    assert path.read_text().startswith(text + "\n")
    assert [j.judgement for j in Judgements.read(path)] == ["same", "accept"]
    withdraw(path, Judgements.read(path).rows[1].id, "2024-01-01")
    assert path.read_text().startswith(text + "\n")


def test_line_ends_of_other_systems_stay(path: Path) -> None:
    path.write_bytes(f"{HEAD}\r\na1,statement,st:1,,reject,,,,\r\n".encode())
    append(path, judgement_of("statement", "st:2", "", "accept"))
    assert path.read_bytes().startswith(f"{HEAD}\r\na1,statement,st:1,,reject,,,,\r\n".encode())
    assert len(Judgements.read(path)) == 2


def test_columns_may_stand_in_any_order_and_optional_ones_be_left_out(path: Path) -> None:
    path.write_text("judgement,on,left,right\nreject,statement,st:1,\n")
    (only,) = Judgements.read(path)
    assert (only.judgement, only.left, only.in_force) == ("reject", "st:1", True)
    assert only.id.startswith("j:")
    assert Judgements.read(path).rows[0].id == only.id


def test_appending_keeps_the_order_of_the_columns(path: Path) -> None:
    path.write_text("withdrawn,at,by,why,judgement,right,left,on,id\n")
    one = judgement_of("statement", "st:1", "", "reject", why="#")
    append(path, one)
    assert path.read_text().splitlines()[1].endswith(f"statement,{one.id}")
    assert list(Judgements.read(path)) == [one]


def test_missing_columns_are_added_when_something_is_written(path: Path) -> None:
    path.write_text("# mine\njudgement,on,left,right\n\nreject,statement,st:1,\n")
    id = Judgements.read(path).rows[0].id
    append(path, judgement_of("statement", "st:2", "", "accept", why="sure"))
    assert path.read_text().startswith(f"# mine\n{HEAD}\n\n{id},statement,st:1,,reject,,,,\n")
    assert [j.why for j in Judgements.read(path)] == ["", "sure"]
    assert withdraw(path, id, "now").withdrawn == "now"


def test_a_missing_or_empty_file_has_no_judgements(path: Path) -> None:
    assert len(Judgements.read(path)) == 0
    path.write_text("")
    assert len(Judgements.read(path)) == 0


def test_withdrawing_marks_the_row_and_keeps_it(path: Path) -> None:
    one = judgement_of("statement", "st:1", "", "reject")
    append(path, one, judgement_of("statement", "st:2", "", "accept"))
    withdraw(path, one.id, "2024-01-01")
    found = Judgements.read(path)
    assert [j.withdrawn for j in found] == ["2024-01-01", ""]
    assert found.on_statement("st:1") is None
    assert found.on_statement("st:2") is not None
    with pytest.raises(NotFoundError):
        withdraw(path, one.id, "2024-01-02")


MISTAKES = [
    # lines after the head, line number, what is said
    ('a,name,"kunming|||*,x:y,same,,,,', 2, "is not CSV"),
    ("# c\n\na,nmae,x,y,same,,,,", 4, "'nmae' cannot be judged on"),
    ("a,name,kunming|||*,y,sme,,,,", 2, "'sme' is no judgement where `on` is name"),
    ("a,entity,x,y,unsure,,,,", 2, "'unsure' is no judgement where `on` is entity"),
    ("a,name,kunming,y,same,,,,", 2, "is not a mention key"),
    ("a,name,|||*,y,same,,,,", 2, "is not a mention key"),
    ("a,name,kunming|||,y,same,,,,", 2, "is not a mention key"),
    ("a,entity,x,,same,,,,", 2, "`right` is empty"),
    ("a,entity,,y,same,,,,", 2, "`left` is empty"),
    ("a,statement,s,,reject,,,", 2, "8 cells where the first line has 9"),
    ("a,statement,s,,reject,,,,\na,statement,t,,reject,,,,", 3, "stands on line 2 too"),
    ("a,statement,s,tie=MARRIED,change,,,,", 2, "'MARRIED' is not a tie type"),
    ("a,statement,s,date=31.02.1999,change,,,,", 2, "is not a date in EDTF"),
    ("a,statement,s,date=1999-02-31,change,,,,", 2, "is not a day of the calendar"),
    ("a,statement,s,mode=maybe,change,,,,", 2, "'maybe' is not a mode"),
    ("a,statement,s,colour=red,change,,,,", 2, "'colour' is not a field"),
    ('a,statement,s,"{""tie"": 1}",change,,,,', 2, "is not a corrected field"),
    ("a,statement,s,value=many,change,,,,", 2, "'many' is not a number"),
    ("a,statement,s,subject=,change,,,,", 2, "cannot be cleared"),
    ("a,statement,s,tie=VISITED;tie=HOSTS,change,,,,", 2, "twice"),
    ("a,statement,s,,change,,,,", 2, "`right` is empty"),
    ('"a\nb",statement,s,,accept,,,,\nc,x,s,,accept,,,,', 4, "'x' cannot be judged on"),
]


@pytest.mark.parametrize(("lines", "number", "said"), MISTAKES)
def test_a_mistake_is_named_with_its_line_and_the_file_stays(path: Path, lines: str, number: int, said: str) -> None:
    text = f"{HEAD}\n{lines}\n"
    path.write_text(text)
    for attempt in (
        lambda: Judgements.read(path),
        lambda: append(path, judgement_of("statement", "st:1", "", "accept")),
        lambda: withdraw(path, "a", "now"),
    ):
        with pytest.raises(InputError) as error:
            attempt()
        assert f"line {number}" in str(error.value)
        assert said in str(error.value)
        assert "\n" not in str(error.value)
    assert path.read_text() == text


@pytest.mark.parametrize(
    ("head", "said"),
    [("id,on,left,right,judgment", "unknown column 'judgment'"), ("id,on,left,judgement", "column 'right' is missing"),
     ("on,on,left,right,judgement", "stands twice"), ("id;on;left;right;judgement", "parted by ';'")],
)  # fmt: skip
def test_a_wrong_head_is_named(path: Path, head: str, said: str) -> None:
    path.write_text(f"{head}\n")
    with pytest.raises(InputError, match="line 1") as error:
        Judgements.read(path)
    assert said in str(error.value)


def test_what_is_not_utf8_is_said(path: Path) -> None:
    path.write_bytes(HEAD.encode() + b"\na,statement,s,,reject,caf\xe9,,,\n")
    with pytest.raises(InputError, match="UTF-8"):
        Judgements.read(path)


def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = judgement_of("statement", "st:1", "", "reject")
    append(path, one)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(graph.files.os, "fsync", full)
    for attempt in (
        lambda: append(path, judgement_of("statement", "st:2", "", "accept")), lambda: withdraw(path, one.id, "now"),
    ):  # fmt: skip
        with pytest.raises(InputError, match="stays as it was"):
            attempt()
    assert Judgements.read(path).rows == (one,)
    assert [p.name for p in path.parent.iterdir()] == ["judgements.csv"]


def test_the_same_judgement_twice_is_refused(path: Path) -> None:
    one = judgement_of("statement", "st:1", "", "reject")
    append(path, one)
    with pytest.raises(InputError, match="is there already"):
        append(path, one)


def test_those_of_the_document_come_before_those_of_any() -> None:
    general = judgement_of("name", NAME, "x:1", "same")
    own = judgement_of("name", "kunming|LocalGovernment|CN|doc:a", "x:2", "same")
    later = judgement_of("name", NAME, "x:3", "same")
    found = Judgements((general, own, later))
    mention = Mention("Kunming", "Kunming", kind="LocalGovernment", country="CN")
    assert [j.right for j in found.on_name(mention, "doc:a")] == ["x:2", "x:3", "x:1"]
    assert [j.right for j in found.on_name(mention, "doc:b")] == ["x:3", "x:1"]
    assert found.on_name(Mention("Kunming", "Kunming"), "doc:a") == ()


def test_corrected_fields() -> None:
    read = corrections(" tie = VISITED ; object=JP-22; date=1987 1989/..; kind=; value=1.5 ")
    assert (read.text("tie", "HOSTS"), read.text("object", None), read.text("kind", "x")) == ("VISITED", "JP-22", None)
    assert (read.text("subject", "CN-YN"), read.number("value", 3), read.number("share", 3)) == ("CN-YN", 1.5, 3)
    assert read.when(("1",)) == ("1987", "1989/..")
    assert corrections("mode=planned").when(("1999",)) == ("1999",)
    assert corrections("date=").when(("1999",)) == ()


TEXT = some.text(
    some.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=20
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(whys=some.lists(TEXT, min_size=1, max_size=4))
def test_any_text_survives_the_file(path: Path, whys: list[str]) -> None:
    path.unlink(missing_ok=True)
    made = [judgement_of("statement", f"st:{at}", "", "reject", why=why.strip()) for at, why in enumerate(whys)]
    for judgement in made:
        append(path, judgement)
    assert list(Judgements.read(path)) == made
    assert len(list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))) == len(made) + 1
