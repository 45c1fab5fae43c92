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
from queries.selection import make


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument or option of a question. `type` is text, integer or number; `many` takes it several times."""

    name: str
    meaning: str
    type: str = "text"
    required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its number in the design, name, what it answers, its arguments in order, its own options, an example.

    `function` is `module:name`; the function takes `resolved`, the arguments by position, `selection`, and the options
    by name. `cypher` is the name of its files in cypher/questions, empty where there is none.
    """

    number: int
    name: str
    answers: str
    function: str
    example: str
    arguments: tuple[Argument, ...] = ()
    options: tuple[Argument, ...] = ()

    @property
    def usage(self) -> str:
        """How it is asked, in one line."""
        words = [a.name.upper() if a.required else f"[{a.name.upper()}]" for a in self.arguments]
        return " ".join(["subties ask", self.name, *words, *(f"[--{o.name.replace('_', '-')}]" for o in self.options)])


# Options that every question takes; they make up its selection. Names are those of `queries.selection.Selection`.
SELECTION: tuple[Argument, ...] = (
    Argument("layers", "Tie type, or TYPE:kind (--layer, several times)", many=True),
    Argument("year", "Ties that held or happened in that year", "integer"),
    Argument("first", "… in that year or later (--from)", "integer"),
    Argument("last", "… in that year or earlier (--to)", "integer"),
    Argument("kinds", "Ties with an end of that kind of entity (--kind, several times)", many=True),
    Argument("confidence", "Ties with at least that confidence, 0 to 1 (--min-confidence)", "number"),
    Argument("sources", "Ties from documents or sources whose name holds that (--source, several times)", many=True),
    Argument("statuses", "Ties of that status: active, ended, unknown (--status, several times)", many=True),
    Argument("foreign", "Leave out ties inside one jurisdiction (--foreign)", "flag"),
    Argument("greater_china", "Take in ties among CN, HK, MO and TW (--greater-china / --no-greater-china)", "flag"),
    Argument("undated", "Take undated ties into a dated selection (--undated)", "flag"),
)

_RANK = Argument("rank", "List entities of that kind only", many=True)
_SEED = Argument("seed", "Seed of whatever depends on chance", "integer")

QUESTIONS: tuple[Question, ...] = (
    Question(
        1,
        "ties",
        "Ties of a place, alive in a year, by layer",
        "queries.ties_of_place:ties_of_place",
        "subties ask ties Yunnan --year 2010",
        (Argument("place", "Id, name or alias of the place", required=True),),
    ),
    Question(
        2,
        "reach",
        "Who reaches a state, and by how many layers",
        "queries.reach:reach",
        "subties ask reach Zambia",
        (Argument("state", "Id, name or alias of the state", required=True),),
    ),
    Question(
        4,
        "centrality",
        "Degree, strength, betweenness, closeness, eigenvector, PageRank, HITS, k-core; clustering; inequality",
        "queries.centrality:centrality",
        "subties ask centrality --layer SISTER_OF --year 2010 --top 20",
        (),
        (
            Argument("by", "Measure that orders the list"),
            _RANK,
            Argument("top", "List the first so many", "integer"),
            _SEED,
        ),
    ),
    Question(
        7,
        "communities",
        "Communities, their stability, and what they have in common",
        "queries.communities:communities",
        "subties ask communities --method leiden --seed 1",
        (),
        (
            Argument("method", "How they are found", choices=("louvain", "leiden", "label_propagation")),
            Argument("runs", "Number of seeds that are tried", "integer"),
            _SEED,
        ),
    ),
    Question(
        12,
        "mechanisms",
        "Mechanisms: members, co-membership, provinces in most mechanisms",
        "queries.mechanisms:mechanisms",
        "subties ask mechanisms GMS",
        (Argument("mechanism", "Id, name or alias; all mechanisms without it"),),
        (_RANK,),
    ),
)


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
    resolved: Resolved, name: str, arguments: Sequence[str] = (), options: Mapping[str, Any] | None = None
) -> Answer:
    """Asks a question by name.

    `options` maps names of `SELECTION` and of the question's own options to values; None and empty ones count as not
    given. UsageError for too many or too few arguments and for an option that the question does not take.
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
    answer: Answer = getattr(import_module(module), function)(
        resolved, *places, selection=selection, **{key: value for key, value in given.items() if key in own}
    )
    return answer


def _check_choices(asked: Question, given: Mapping[str, Any]) -> None:
    for option in asked.options:
        value = given.get(option.name)
        if option.choices and value is not None and value not in option.choices:
            known = ", ".join(option.choices)
            raise UsageError(f"'{value}' is not a {option.name} of '{asked.name}'; known are {known}")
