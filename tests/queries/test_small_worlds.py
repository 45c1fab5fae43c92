"""Every question of the smallest worlds: an answer without holes in its numbers, or one clear line."""

from __future__ import annotations

import dataclasses
import math
import re
from typing import Any

import pytest

from graph.errors import SubtiesError
from graph.model import Resolved
from queries.catalogue import QUESTIONS, ask
from tests.queries.sample import Row, pairs, world

WORLDS = {
    "a tie with itself": (pairs([("a", "a")]), "a", "a"),
    "two nodes": (pairs([("a", "b")]), "a", "b"),
    "no ties": (world([]), "CN-YN", "CN-HA"),
    "one undated sister tie": (world([Row("CN-YN", "SISTER_OF", "ET-AA")]), "CN-YN", "ET-AA"),
    "one dated team": (world([Row("CN-YN", "TWINNED_WITH", "ZM", "medical_team", ("1978/",))]), "CN-YN", "ZM"),
    "one firm": (world([Row("org:cjic", "OPERATES_IN", "ZM"), Row("CN-JX", "OWNS", "org:cjic")]), "CN-JX", "ZM"),
    "one mechanism": (world([Row("CN-YN", "PARTICIPATES_IN", "mech:gms")]), "CN-YN", "mech:gms"),
}


def values(thing: Any) -> list[Any]:
    """All that an answer holds, down to single values."""
    if dataclasses.is_dataclass(thing):
        return [each for field in dataclasses.fields(thing) for each in values(getattr(thing, field.name))]
    if isinstance(thing, dict):
        return [each for value in thing.values() for each in values(value)]
    if isinstance(thing, (list, tuple)):
        return [each for value in thing for each in values(value)]
    return [thing]


def told(resolved: Resolved, name: str, places: list[str]) -> tuple[Any, str]:
    """The answer, or the line that says why there is none."""
    try:
        return ask(resolved, name, places), ""
    except SubtiesError as error:
        return None, str(error)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda question: question.name)
def test_a_small_world_gives_an_answer_or_a_line(asked: Any, name: str) -> None:
    resolved: Resolved
    resolved, *places = WORLDS[name]
    needed = sum(argument.required for argument in asked.arguments)
    answer, line = told(resolved, asked.name, places[:needed])
    if answer is None:
        assert re.fullmatch(r".{20,}", line)
        return
    assert any(answer.tables().values())
    assert answer.notes()
    assert not [each for each in values(answer.tables()) if isinstance(each, float) and not math.isfinite(each)]
