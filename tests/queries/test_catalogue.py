"""Questions by name."""

from __future__ import annotations

import importlib
import inspect

import pytest

from graph.errors import NotFoundError, UsageError
from queries.catalogue import QUESTIONS, SELECTION, ask, listed, question
from queries.selection import Selection
from tests.queries.sample import sample

WORLD = sample()


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda q: q.name)
def test_what_is_declared_is_what_the_function_takes(asked: object) -> None:
    module, _, function = asked.function.partition(":")  # type: ignore[attr-defined]
    taken = inspect.signature(getattr(importlib.import_module(module), function)).parameters
    positional = [p.name for p in taken.values() if p.kind is not p.KEYWORD_ONLY]
    own = {p.name for p in taken.values() if p.kind is p.KEYWORD_ONLY}
    assert positional[0] == "resolved"
    assert positional[-1] == "selection"
    assert len(positional) - 2 == len(asked.arguments)  # type: ignore[attr-defined]
    assert own == {option.name for option in asked.options} | ({"progress"} if asked.long else set())  # type: ignore[attr-defined]


def test_selection_options_are_fields_of_a_selection() -> None:
    assert [option.name for option in SELECTION] == list(Selection.__dataclass_fields__)


@pytest.mark.parametrize(
    ("name", "arguments", "options", "rows"),
    [
        ("ties", ["Yunnan"], {"layers": ["SISTER_OF"]}, 1),
        ("1", ["Yunnan"], {"year": None, "layers": ()}, 6),
        ("reach", ["Zambia"], {}, 2),
        ("centrality", [], {"top": 3, "seed": 1, "by": "betweenness"}, 3),
        ("communities", [], {"method": "louvain", "runs": 3}, 3),
        ("mechanisms", [], {}, 2),
        ("mechanisms", ["GMS"], {"year": 2000}, 2),
    ],
)
def test_asked_by_name(name: str, arguments: list[str], options: dict[str, object], rows: int) -> None:
    tables = ask(WORLD, name, arguments, options).tables()
    assert len(next(iter(tables.values()))) == rows


@pytest.mark.parametrize(
    ("name", "arguments", "options", "words"),
    [
        ("fame", [], {}, "known are ties, reach"),
        ("reach", [], {}, "too few arguments; ask it as: subties ask reach STATE"),
        ("reach", ["a", "b"], {}, "too many arguments"),
        ("reach", ["Zambia"], {"seed": 1}, "does not take the option 'seed'"),
        ("communities", [], {"method": "guess"}, "known are louvain, leiden"),
        ("centrality", [], {"layers": ["SISTER"]}, "not a layer"),
    ],
)
def test_wrong_use(name: str, arguments: list[str], options: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        ask(WORLD, name, arguments, options)


def test_a_question_without_an_answer_says_so() -> None:
    with pytest.raises(NotFoundError, match="nobody reaches Thailand"):
        ask(WORLD, "reach", ["Thailand"], {"year": 1980})


def test_the_list() -> None:
    assert [row.number for row in listed()] == sorted(q.number for q in QUESTIONS)
    assert question("Reach").usage == "subties ask reach STATE"
