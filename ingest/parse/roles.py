"""What stands in which role about a trigger: names by role, and the words that lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.kinds import UNITS
from ingest.names.name import Name
from ingest.words.tokens import Token

_MAX_ARGS = 14


@dataclass(frozen=True, slots=True)
class Arg:
    """A name in a role. `cost` counts the steps from the argument to the name; `token` is where it stands."""

    name: Name
    cost: int
    token: int
    group: int = -1  # the member of a coordination through which it was reached; alternatives ("A or B") share one
    within: int = -1  # the "between" under which it stands: "between A and B and between C and D" are two pairs


@dataclass(slots=True)
class Roles:
    """The names about one trigger, the words that govern it, and the verb in whose clause it stands."""

    by_role: dict[str, list[Arg]] = field(default_factory=dict)
    governing: set[str] = field(default_factory=set)
    verb: int | None = None
    reached: str = ""  # how the noun hangs on its verb: dobj, attr, nsubj, prep
    steps: int = 0  # nouns between the trigger and its verb
    chain: list[int] = field(default_factory=list)

    def add(self, role: str, args: list[Arg]) -> None:
        """More names in a role; one name once, at its lowest cost."""
        here = self.by_role.setdefault(role, [])
        for arg in args:
            for number, old in enumerate(here):
                if old.name == arg.name:
                    if arg.cost < old.cost:
                        here[number] = arg
                    break
            else:
                if len(here) < _MAX_ARGS:
                    here.append(arg)

    def has(self, role: str) -> bool:
        """Whether any name stands in a role."""
        return bool(self.by_role.get(role))

    def get(self, role: str) -> list[Arg]:
        """The names in a role, in the order of the text."""
        here = self.by_role.get(role, [])
        return sorted(here, key=lambda a: (a.token, a.name.start)) if len(here) > 1 else here[:]


def is_verb(token: Token) -> bool:
    """Whether the token is a verb form in the parse."""
    return token.tag_.startswith("VB")


def misread_verb(token: Token, slots: Mapping[int, object]) -> bool:
    """ "Yunnan borders Laos", "the fair, which Xinjiang hosts": a verb that the tagger took for a plural noun."""
    return token.tag_ == "NNS" and token.dep_ in ("ROOT", "relcl") and token.i > 0 and token.i - 1 in slots


def same_noun(one: Token, other: Token) -> bool:
    """ "a team to A and teams to B": by their letters, for the model has no lemmas."""
    return one.lower_.removesuffix("s") == other.lower_.removesuffix("s")


def faces_the_rest(args: Sequence[Arg]) -> bool:
    """Whether the first of those that are joined one by one is a unit and the others are states."""
    apart = len(args) > 2 and len({a.token for a in args}) == len(args)
    return apart and args[0].name.kind in UNITS and all(a.name.kind == "State" for a in args[1:])
