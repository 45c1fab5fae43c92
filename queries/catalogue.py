"""The questions by name: what each answers, which arguments it takes, and how to ask it.

`subties ask NAME [ARGUMENT…] [--option …]` maps on `ask(resolved, name, arguments, options)`: arguments in order are
those that the question declares; options are the common ones of a selection and those that the question declares beside
them. An option that a question does not take is refused, never ignored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from graph.errors import UsageError
from graph.model import Resolved
from queries.present import Answer
from queries.progress import Progress
from queries.questions import QUESTIONS, SELECTION, Argument, Question
from queries.selection import make

__all__ = ["QUESTIONS", "SELECTION", "Argument", "Listed", "Question", "ask", "listed", "question"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A question as `ask --list` shows it."""

    number: int
    question: str
    answers: str
    example: str


def listed() -> tuple[Listed, ...]:
    """The questions that can be asked, in the design's order."""
    return tuple(Listed(q.number, q.name, q.answers, q.example) for q in QUESTIONS)


def question(name: str) -> Question:
    """The question of that name or number; UsageError lists the known ones."""
    for known in QUESTIONS:
        if name.casefold().replace("_", "-") in (known.name, str(known.number)):
            return known
    raise UsageError(f"'{name}' is not a question; known are {', '.join(q.name for q in QUESTIONS)}")


def ask(
    resolved: Resolved,
    name: str,
    arguments: Sequence[str] = (),
    options: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Answer:
    """Asks a question by name.

    `options` maps names of `SELECTION` and of the question's own options to values; None and empty ones count as not
    given. `progress` hears from a long question how far it is. UsageError for too many or too few arguments and for an
    option that the question does not take.
    """
    asked = question(name)
    given = {key: value for key, value in (options or {}).items() if value is not None and value != () and value != []}
    required = sum(argument.required for argument in asked.arguments)
    if not required <= len(arguments) <= len(asked.arguments):
        few = "too few" if len(arguments) < required else "too many"
        raise UsageError(f"{few} arguments; ask it as: {asked.usage}")
    own = {option.name for option in asked.options}
    common = {option.name for option in SELECTION}
    stray = sorted(set(given) - own - common)
    if stray:
        takes = ", ".join(sorted(own)) or "only those of a selection"
        raise UsageError(f"'{asked.name}' does not take the option '{stray[0].replace('_', '-')}'; its own are {takes}")
    _check_choices(asked, given)
    selection = make(**{key: value for key, value in given.items() if key in common})
    places = [*arguments, *(None for _ in asked.arguments[len(arguments) :])]
    module, _, function = asked.function.partition(":")
    rest = {key: value for key, value in given.items() if key in own} | ({"progress": progress} if asked.long else {})
    answer: Answer = getattr(import_module(module), function)(resolved, *places, selection=selection, **rest)
    return answer


def _check_choices(asked: Question, given: Mapping[str, Any]) -> None:
    for option in asked.options:
        value = given.get(option.name)
        if option.choices and value is not None and _plain(value) not in map(_plain, option.choices):
            known = ", ".join(option.choices)
            raise UsageError(f"'{value}' is not a {option.name} of '{asked.name}'; known are {known}")


def _plain(value: str) -> str:
    """A value as choices are compared: `macro_region` is `macro-region`."""
    return value.strip().casefold().replace("_", "-")
