"""What is chosen for an export, and whether an export still matches its workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError, NotFoundError, UsageError
from graph.workspace import Workspace
from ingest.pipeline import ingest
from queries.exporting import Choice, choose, ego_network, export_files, verify
from queries.selection import make
from tests.queries.sample import pairs, sample

TABLE = "city,country,partner city,partner country,year\nKunming,China,Zürich,Switzerland,1982\n"
MORE = "Nanjing,China,Nagoya,Japan,1978\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "pairs.csv").write_text(TABLE, encoding="utf-8")
    made = Workspace.open(tmp_path / "w", create=True)
    ingest(made, [tmp_path / "pairs.csv"])
    return made


@pytest.mark.parametrize(
    ("depth", "expected"),
    [(1, {("a", "b"), ("a", "c"), ("b", "c")}), (2, {("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")}), (9, None)],
)
def test_ego_network(depth: int, expected: set[tuple[str, str]] | None) -> None:
    ties = pairs([("a", "b"), ("a", "c"), ("b", "c"), ("c", "d"), ("d", "e"), ("f", "g")]).ties
    ids = {entity: letter for letter in "abcdefg" for tie in ties for entity in (tie.subject, tie.object)
           if entity.casefold().endswith(letter)}  # fmt: skip
    start = next(entity for entity, letter in ids.items() if letter == "a")
    found = {tuple(sorted((ids[tie.subject], ids[tie.object]))) for tie in ego_network(ties, start, depth)}
    assert found == (expected or {("a", "b"), ("a", "c"), ("b", "c"), ("c", "d"), ("d", "e")})


def test_a_choice_in_words() -> None:
    part, choice, words = choose(sample(), Choice(make(layers=["TWINNED_WITH"]), ego="Zambia"))
    assert {tie.layer for tie in part.ties} == {"TWINNED_WITH:medical_team", "TWINNED_WITH:atdc"}
    assert choice.ego == "ZM"
    assert words == "layer TWINNED_WITH; neighbourhood of Zambia (ZM) within 1 step"
    assert Choice.from_arguments(choice.arguments()) == choice


@pytest.mark.parametrize(
    ("choice", "error", "said"),
    [
        (Choice(make(year=1700)), NotFoundError, "no tie fits"),
        (Choice(ego="Ruritania"), NotFoundError, "Ruritania"),
        (Choice(make(layers=["OWNS"]), ego="ZM"), NotFoundError, "Zambia has no ties"),
        (Choice(ego="ZM", depth=0), UsageError, "at least 1"),
        (Choice(depth=2), UsageError, "--ego"),
    ],
)
def test_nothing_to_choose(choice: Choice, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        choose(sample(), choice)


def test_all_paths_are_checked_first(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="names no format"):
        list(export_files(workspace, [tmp_path / "a.csv", tmp_path / "b.doc"], Choice()))
    assert not list(tmp_path.glob("a.*"))


@pytest.mark.parametrize(
    "name", ["net.graphml", "net.gexf", "net.csv", "net.jsonl", "net.parquet", "net.xlsx", "net.cypher", "net"]
)
def test_verify(workspace: Workspace, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    (done,) = export_files(workspace, [path], Choice(make(layers=["SISTER_OF"]), ego="Kunming"))
    for given in (path, *done.paths):
        assert "matches the workspace" in verify(workspace, given)
    changed = done.paths[0] / "import.args" if path.is_dir() else done.paths[0]
    whole = changed.read_bytes()
    if name not in ("net.parquet", "net.xlsx"):  # those cannot be read any more
        changed.write_bytes(whole + b"\n")
        with pytest.raises(NotFoundError, match="was changed after it was written"):
            verify(workspace, path)
        changed.write_bytes(whole)
    (tmp_path / "pairs.csv").write_text(TABLE + MORE, encoding="utf-8")
    ingest(workspace, [tmp_path / "pairs.csv"])
    with pytest.raises(NotFoundError, match="the workspace has changed since"):
        verify(workspace, path)


def test_verify_what_is_not_ours(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "other.graphml").write_text("<graphml/>", encoding="utf-8")
    with pytest.raises(InputError, match="does not say how it was made"):
        verify(workspace, tmp_path / "other.graphml")
    (tmp_path / "other.xlsx").write_bytes(b"no workbook")
    with pytest.raises(InputError, match="cannot be read as a workbook"):
        verify(workspace, tmp_path / "other.xlsx")
    with pytest.raises(NotFoundError, match="no such file"):
        verify(workspace, tmp_path / "none.csv")
