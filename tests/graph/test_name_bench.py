"""The name bench: several hundred names with the entity that they mean, or with nobody."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from graph.gazetteer import Gazetteer
from graph.resolve import Resolver

CASES = Path(__file__).with_name("name_bench.csv")
# Categories in which a wrong answer is never allowed; in the others at most one in fifty may be wrong.
STRICT = frozenset(("confusable", "province", "province han", "province form", "state", "nobody", "no guess"))
FLOOR_PRECISION, FLOOR_RECALL = 0.98, 0.95


@pytest.fixture(scope="module")
def outcomes() -> dict[str, list[tuple[str, str, str | None]]]:
    """By category: the name, the expected id (or ""), the id given (or None)."""
    resolver = Resolver(Gazetteer.load())
    found = defaultdict(list)
    with CASES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            decision = resolver.resolve(
                row["printed"], row["kind"] or None, row["country"] or None, row["within"] or None
            )
            found[row["category"]].append((row["printed"], row["expected"], decision.id))
    return found


def _rates(cases: list[tuple[str, str, str | None]]) -> tuple[float, float]:
    given = [(want, got) for _, want, got in cases if got is not None]
    known = [(want, got) for _, want, got in cases if want]
    precision = sum(want == got for want, got in given) / len(given) if given else 1.0
    recall = sum(want == got for want, got in known) / len(known) if known else 1.0
    return precision, recall


def test_the_bench_is_large(outcomes: dict[str, list[tuple[str, str, str | None]]]) -> None:
    assert sum(map(len, outcomes.values())) > 1000
    assert set(outcomes) >= STRICT


def test_precision_and_recall(
    outcomes: dict[str, list[tuple[str, str, str | None]]], capsys: pytest.CaptureFixture[str]
) -> None:
    lines, failures = [], []
    for category, cases in sorted(outcomes.items()):
        precision, recall = _rates(cases)
        lines.append(f"{category:22s} {len(cases):5d} names  precision {precision:.3f}  recall {recall:.3f}")
        wrong = [(name, want, got) for name, want, got in cases if got is not None and got != want]
        if category in STRICT and wrong:
            failures.append(f"{category}: {wrong}")
        if precision < FLOOR_PRECISION or recall < FLOOR_RECALL:
            failures.append(f"{category}: precision {precision:.3f}, recall {recall:.3f}")
    with capsys.disabled():
        print("\n" + "\n".join(lines))  # noqa: T201 (the bench is there to be read)
    assert not failures
