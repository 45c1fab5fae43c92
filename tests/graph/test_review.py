"""Review: what waits for a person, in the order of its weight, and decisions that come into force at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import InputError, NotFoundError, UsageError
from graph.judgement_file import append
from graph.judgements import Judgement, Judgements, judgement_of
from graph.model import Resolved, Statement
from graph.resolution import resolve_all
from graph.review import ReviewItem, decide, decided, find, queue, undo
from graph.review_items import item_for
from graph.workspace import Workspace
from tests.graph.fakes import FakeGazetteer, FakeResolver, document, mention, st

EXPO = mention("Kunming Import Expo", "Event", provisional=True)
SURE = {"confidence": 0.9}
STATEMENTS = [
    st("Yunnan", "VISITED", "Atlantis", "1991", **SURE),
    st("Yunnan", "VISITED", "Atlantis", "1992", **SURE),
    st("Yunnan", "VISITED", "Springfield", **SURE),
    st("Yunnan", "HOSTS", EXPO, "1993", **SURE),
    st("Yunnan", "HOSTS", EXPO, "1994", **SURE),
    st("Thailand", "HOSTS", EXPO, "1995", **SURE),
    st("Yunnan", "SISTER_OF", "Shizuoka", "1981", **SURE),
    st("Yunnan", "SISTER_OF", "Shizuoka", "1985", **SURE),
    st("Yunnan", "VISITED", "Japan", confidence=0.2),
]
WEAK = STATEMENTS[-1]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path / "w", create=True)


def state(workspace: Workspace, statements: list[Statement] = STATEMENTS) -> tuple[Resolved, list[ReviewItem]]:
    judgements = Judgements.read(workspace.judgements_path)
    gazetteer = FakeGazetteer()
    found = resolve_all([document()], statements, gazetteer, judgements, FakeResolver(gazetteer))
    return found, queue(found, judgements)


def take(workspace: Workspace, about: str, title: str, word: str, right: str = "") -> tuple[Judgement, ...]:
    found, items = state(workspace)
    (item,) = [item for item in items if (item.about, item.title) == (about, title)]
    return decide(workspace, found, item, word, right, why="because", by="me", at="2024-01-02")


def test_the_queue_is_ordered_by_what_hangs_on_it(workspace: Workspace) -> None:
    _, items = state(workspace)
    assert [(i.about, i.title, i.waiting) for i in items] == [
        ("entity", "Kunming Import Expo", 3),
        ("tie", "Yunnan SISTER_OF Shizuoka", 2),
        ("name", "Atlantis", 2),
        ("name", "Springfield", 1),
        ("statement", "Yunnan VISITED Japan", 1),
    ]
    assert [c.id for c in items[3].candidates] == ["geonames:1", "geonames:2"]
    assert len({item.id for item in items}) == len(items)
    assert items == state(workspace, STATEMENTS[::-1])[1]


def test_ids_stay_when_other_things_come_and_go(workspace: Workspace) -> None:
    whole = {item.id for item in state(workspace)[1]}
    part = {item.id for item in state(workspace, STATEMENTS[:3])[1]}
    assert part
    assert part < whole


def test_a_name_is_decided(workspace: Workspace) -> None:
    (judgement,) = take(workspace, "name", "Springfield", "same", "geonames:2")
    assert (judgement.left, judgement.right, judgement.by, judgement.why) == (
        "springfield|||*", "geonames:2", "me", "because",
    )  # fmt: skip
    found, items = state(workspace)
    assert found.ends[STATEMENTS[2].id][1] == "geonames:2"
    assert "Springfield" not in {item.title for item in items}


def test_a_name_left_open_does_not_come_back(workspace: Workspace) -> None:
    take(workspace, "name", "Atlantis", "unsure")
    found, items = state(workspace)
    assert found.outcome[STATEMENTS[0].id] == "unresolved"
    assert "Atlantis" not in {item.title for item in items}


def test_a_provisional_entity_is_accepted(workspace: Workspace) -> None:
    take(workspace, "entity", "Kunming Import Expo", "accept")
    found, items = state(workspace)
    assert found.entities["event:kunming-import-expo"].status == "known"
    assert "Kunming Import Expo" not in {item.title for item in items}


def test_a_provisional_entity_is_somebody_known(workspace: Workspace) -> None:
    take(workspace, "entity", "Kunming Import Expo", "same", "mech:gms")
    found, items = state(workspace)
    assert "mech:gms" in {tie.object for tie in found.ties}
    assert "Kunming Import Expo" not in {item.title for item in items}


def test_a_contested_tie_is_settled_by_its_statements(workspace: Workspace) -> None:
    wrong = STATEMENTS[7]
    with pytest.raises(UsageError, match="which statement"):
        take(workspace, "tie", "Yunnan SISTER_OF Shizuoka", "reject")
    take(workspace, "tie", "Yunnan SISTER_OF Shizuoka", "change", f"{wrong.id} mode=ended")
    found, items = state(workspace)
    (tie,) = [tie for tie in found.ties if tie.tie == "SISTER_OF"]
    assert ([i.when for i in tie.intervals], tie.contested) == (["1981/1985"], False)
    assert "tie" not in {item.about for item in items}


def test_all_statements_of_a_tie_are_decided_at_once(workspace: Workspace) -> None:
    title = "Yunnan SISTER_OF Shizuoka"
    assert len(take(workspace, "tie", title, "change", "all tie=COOPERATES_WITH")) == 2
    found, _ = state(workspace)
    assert {tie.tie for tie in found.ties if "JP-22" in (tie.subject, tie.object)} == {"COOPERATES_WITH"}
    both = [id for id, statement in found.statements.items() if statement.tie == "SISTER_OF"]
    (tie,) = [tie for tie in found.ties if "JP-22" in (tie.subject, tie.object)]
    item = item_for(found, Judgements.read(workspace.judgements_path), tie.id)
    assert sorted(j.left for j in decide(workspace, found, item, "reject", "all")) == sorted(both)
    assert not [tie for tie in state(workspace)[0].ties if "JP-22" in (tie.subject, tie.object)]


def test_the_only_statement_of_a_tie_need_not_be_named(workspace: Workspace) -> None:
    found, _ = state(workspace)
    tie = next(tie for tie in found.ties if WEAK.id in tie.statements)
    item = item_for(found, Judgements.read(workspace.judgements_path), tie.id)
    (made,) = decide(workspace, found, item, "change", "date=1999")
    assert (made.left, made.right) == (WEAK.id, "date=1999")
    with pytest.raises(UsageError, match="which statement"):
        decide(workspace, found, item, "change", "st:0000 date=1999")


def test_a_contested_tie_can_be_left_side_by_side(workspace: Workspace) -> None:
    assert len(take(workspace, "tie", "Yunnan SISTER_OF Shizuoka", "accept")) == 2
    found, items = state(workspace)
    assert any(tie.contested for tie in found.ties)
    assert "tie" not in {item.about for item in items}


@pytest.mark.parametrize(
    ("word", "right", "made"), [("accept", "", 1.0), ("reject", "", None), ("change", "mode=denied", None)]
)
def test_a_weak_statement_is_decided(workspace: Workspace, word: str, right: str, made: float | None) -> None:
    take(workspace, "statement", "Yunnan VISITED Japan", word, right)
    found, items = state(workspace)
    ties = [tie for tie in found.ties if WEAK.id in tie.statements]
    assert [tie.confidence for tie in ties] == ([made] if made else [])
    assert "statement" not in {item.about for item in items}


def test_what_does_not_fit_is_refused_and_nothing_is_written(workspace: Workspace) -> None:
    before = workspace.judgements_path.read_bytes()
    for word, right, error in (
        ("accept", "", UsageError), ("same", "", InputError), ("same", "XX-99", InputError),
    ):  # fmt: skip
        with pytest.raises(error):
            take(workspace, "name", "Springfield", word, right)
    with pytest.raises(InputError, match="not a field"):
        take(workspace, "statement", "Yunnan VISITED Japan", "change", "colour=red")
    assert workspace.judgements_path.read_bytes() == before


def test_undo_takes_back_the_last_or_a_given_one(workspace: Workspace) -> None:
    (first,) = take(workspace, "name", "Springfield", "same", "geonames:2")
    (second,) = take(workspace, "name", "Atlantis", "unsure")
    assert [j.id for j in decided(Judgements.read(workspace.judgements_path))] == [second.id, first.id]
    assert undo(workspace, "2024-02-03").id == second.id
    assert "Atlantis" in {item.title for item in state(workspace)[1]}
    assert undo(workspace, "2024-02-03", first.id).withdrawn == "2024-02-03"
    assert len(state(workspace)[1]) == 5
    with pytest.raises(NotFoundError):
        undo(workspace, "2024-02-03")


def test_a_decision_can_be_taken_again_after_undo(workspace: Workspace) -> None:
    take(workspace, "name", "Atlantis", "unsure")
    undo(workspace, "2024-02-03")
    take(workspace, "name", "Atlantis", "unsure")
    assert "Atlantis" not in {item.title for item in state(workspace)[1]}


def test_judgements_that_cannot_hold_come_first(workspace: Workspace) -> None:
    rows = [
        judgement_of("entity", "event:a", "event:b", "same"),
        judgement_of("entity", "event:b", "event:a", "different"),
        judgement_of("statement", "st:gone", "", "reject"),
        judgement_of("name", "springfield|||*", "geonames:1", "same"),
        judgement_of("name", "springfield|||*", "geonames:2", "same"),
        judgement_of("name", "atlantis|||*", "XX-99", "same"),
        judgement_of("statement", WEAK.id, "object=XX-99", "change"),
    ]
    append(workspace.judgements_path, *rows)
    found, items = state(workspace)
    impossible = [item for item in items if item.about == "judgement"]
    assert items[: len(impossible)] == impossible
    assert {item.left for item in impossible} == {rows[at].id for at in (1, 2, 3, 5, 6)}
    (gone,) = [item for item in impossible if item.left == rows[2].id]
    decide(workspace, found, gone, "withdraw", at="2024-02-03")
    assert rows[2].id not in {item.left for item in state(workspace)[1]}


def test_an_item_is_found_by_the_start_of_its_id(workspace: Workspace) -> None:
    _, items = state(workspace)
    assert find(items, items[0].id) == items[0]
    assert find(items, items[0].id[:-1]) == items[0]
    for wrong in ("r:", "x"):
        with pytest.raises(NotFoundError):
            find(items, wrong)


def test_a_statement_of_planned_ties_makes_its_names_wait_too(workspace: Workspace) -> None:
    lone = replace(st("Yunnan", "HOSTS", EXPO, **SURE))
    _, items = state(workspace, [lone])
    assert [(item.about, item.statements) for item in items] == [("entity", (lone.id,))]
