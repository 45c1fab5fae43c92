"""How sure a reading is: the probability that a careful reader would agree, from named features of the statement.

A logistic model whose weights are a readable data file (`data/confidence.yaml`), fitted by `benchmarks/confidence.py`
to ties that people read by hand. The number that a rule brings along is one of the features.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from graph.errors import InputError
from graph.model import Mention, Statement

LEAST, MOST = 0.05, 0.98
"""No reading is called certain, and none impossible."""


def features(statement: Statement) -> dict[str, float]:
    """What the model sees of a statement, by name; a feature that is absent counts 0.

    `rule` is the log-odds of the rule's own confidence; `words` and `distance` are natural logarithms (of the words in
    the sentence over 25, of the characters from one name to the other over 50); `provisional` and `stands for` count
    ends (a name that no gazetteer holds; "the province"); the others are 1 where they hold.
    """
    form = _form(statement.rule)
    own = min(max(statement.confidence, LEAST), MOST)
    ends = (statement.subject, statement.object)
    found = {
        "rule": math.log(own / (1 - own)),
        form: 1.0,
        f"tie {statement.tie}": 1.0,
        "provisional": float(sum(end.provisional for end in ends)),
        "dated": float(bool(statement.when)),
    }
    if form == "prose":
        found["stands for"] = float(sum(end.printed != end.form for end in ends))
        found["words"] = math.log(max(len(statement.text.split()), 3) / 25)
        found["distance"] = math.log(max(_distance(*ends), 5) / 50)
    return found


def _form(rule: str) -> str:
    """Where it was read: `table`, `containment` ("X in Y"), `list` (labelled), or `prose`."""
    reader, _, rest = rule.partition(":")
    if reader != "prose":
        return "table"
    name = rest.partition(":")[0]
    return "containment" if name == "containment" else "prose" if ":" in rest else "list"


def _distance(one: Mention, other: Mention) -> int:
    """Characters between two names; 50 where one of them stands elsewhere."""
    if min(one.start, other.start) < 0:
        return 50
    return max(one.start - other.end, other.start - one.end, 0)


def probability(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logistic function of the weighted features, within LEAST and MOST; `intercept` is a weight."""
    total = weights.get("intercept", 0.0) + sum(value * weights.get(name, 0.0) for name, value in found.items())
    return min(max(1 / (1 + math.exp(-total)), LEAST), MOST)


@cache
def shipped_weights() -> Mapping[str, float]:
    """The weights of `data/confidence.yaml`. Raises InputError when one is no number."""
    import yaml

    raw = yaml.safe_load(files("data").joinpath("confidence.yaml").read_text(encoding="utf-8"))
    weights = raw.get("weights") if isinstance(raw, dict) else None
    if not isinstance(weights, dict) or not all(isinstance(w, int | float) for w in weights.values()):
        raise InputError("data/confidence.yaml: 'weights' is not a table of names and numbers")
    return {str(name): float(weight) for name, weight in weights.items()}


def weighed(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements with calibrated confidence, in their order; ids stay, confidence is no part of them."""
    weights = shipped_weights()
    return tuple(replace(s, confidence=round(probability(features(s), weights), 2)) for s in statements)
