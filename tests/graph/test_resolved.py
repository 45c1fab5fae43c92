"""The resolved state of a workspace: kept while its inputs are the same, made anew when any of them changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import graph.gazetteer
import graph.resolve
import graph.resolved
from graph.errors import InputError
from graph.judgement_file import append
from graph.judgements import judgement_of
from graph.resolved import resolved
from graph.workspace import Workspace
from tests.graph.fakes import FakeGazetteer, FakeResolver, document, mention, st

VISIT = st("Yunnan", "VISITED", "Thailand", "1991", value=3.0, unit="days")
SISTERS = st("Kunming", "SISTER_OF", "Shizuoka", "1978/1979", "1989/..", confidence=0.9)
OPEN = st("Yunnan", "HOSTS", mention("Kunming Import Expo", "Event", provisional=True), mechanism=mention("Nobody"))


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Puts the fake gazetteer in place; a one for each time that it is loaded."""
    times: list[int] = []

    def load(_: Path) -> FakeGazetteer:
        times.append(1)
        return FakeGazetteer()

    monkeypatch.setattr(graph.gazetteer.Gazetteer, "load", load)
    monkeypatch.setattr(graph.resolve, "Resolver", FakeResolver)
    return times


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.open(tmp_path / "w", create=True)
    with made.ledger(write=True) as ledger:
        ledger.record(document(text="a text"), [VISIT, SISTERS, OPEN])
    return made


def test_what_was_kept_is_the_same_and_spares_the_gazetteer(workspace: Workspace, loads: list[int]) -> None:
    first = resolved(workspace)
    assert {t.tie for t in first.ties} == {"VISITED", "SISTER_OF", "HOSTS"}
    assert resolved(workspace) == first
    assert list(resolved(workspace).entities) == list(first.entities)
    assert len(loads) == 1


def test_an_open_ledger_can_be_given(workspace: Workspace, loads: list[int]) -> None:
    with workspace.ledger() as ledger:
        first = resolved(workspace, ledger)
        assert ledger.counts()["documents"] == 1
    assert len(loads) == 1
    with workspace.ledger(write=True) as ledger:
        assert resolved(workspace, ledger) == first
    assert resolved(workspace) == first
    assert len(loads) == 2  # the first could not be kept: the ledger was open for reading


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "judgements": lambda w: append(w.judgements_path, judgement_of("statement", VISIT.id, "", "reject")),
    "aliases": lambda w: w.aliases_path.write_text("name,id\nThe South,CN-YN\n"),
    "organisations": lambda w: w.organisations_path.write_text("id,name,kind\norg:x,X,Organization\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_any_input_counts_at_once(workspace: Workspace, loads: list[int], change: str) -> None:
    before = resolved(workspace)
    CHANGES[change](workspace)
    after = resolved(workspace)
    assert after.fingerprint != before.fingerprint
    assert len(loads) == 2


def test_a_change_of_the_ledger_counts_at_once(workspace: Workspace, loads: list[int]) -> None:
    before = resolved(workspace)
    with workspace.ledger(write=True) as ledger:
        ledger.record(document(sha256="other"), [SISTERS])
    assert [t.tie for t in resolved(workspace).ties] == ["SISTER_OF"]
    with workspace.ledger(write=True) as ledger:
        ledger.record(document(text="a text"), [VISIT, SISTERS, OPEN])
    assert resolved(workspace) == before
    assert len(loads) == 3


def test_other_code_makes_it_anew(workspace: Workspace, loads: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    resolved(workspace)
    monkeypatch.setattr(graph.resolved, "_code", lambda: "another version")
    resolved(workspace)
    assert len(loads) == 2


def test_rejecting_a_statement_changes_the_tie_at_once(workspace: Workspace, loads: list[int]) -> None:
    assert len(resolved(workspace).ties) == 3
    append(workspace.judgements_path, judgement_of("statement", VISIT.id, "", "reject"))
    assert VISIT.id not in {id for tie in resolved(workspace).ties for id in tie.statements}
    assert len(loads) == 2


def test_a_mistake_in_the_judgements_is_said_and_not_passed_over(workspace: Workspace, loads: list[int]) -> None:
    resolved(workspace)
    with workspace.judgements_path.open("a") as file:
        file.write("x,statement,st:1,,maybe,,,,\n")
    with pytest.raises(InputError, match="line 2"):
        resolved(workspace)
    assert len(loads) == 1


def test_where_it_cannot_be_kept_it_is_made_in_memory(
    workspace: Workspace, loads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise InputError("no space left on device")

    monkeypatch.setattr("graph.ledger.Ledger.keep_derived", full)
    assert len(resolved(workspace).ties) == len(resolved(workspace).ties) == 3
    assert len(loads) == 2


def test_an_empty_workspace_has_nothing(tmp_path: Path, loads: list[int]) -> None:
    empty = resolved(Workspace.open(tmp_path / "w", create=True))
    assert (empty.ties, empty.statements, empty.documents, empty.entities) == ((), {}, {}, {})
    assert not (tmp_path / "w" / "ledger.duckdb").exists()
    assert loads


def test_what_is_kept_is_data_not_code(workspace: Workspace, loads: list[int]) -> None:
    resolved(workspace)
    with workspace.ledger() as ledger:
        kept = ledger.derived()
    assert len(kept) > 1
    assert all(json.loads(body) for part, body in kept.items() if part != "fingerprint")
    assert loads
