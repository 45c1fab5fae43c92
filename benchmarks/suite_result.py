"""The result of the sentence suite as a page, kept in git so that a change of the reader shows as a diff."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from benchmarks.suite_cases import FOLDER, Case, cases
from benchmarks.suite_score import Outcome, Suite

RESULT = FOLDER / "RESULT.md"
_HEAD = "cases | stated | found | wrong | precision | recall | F1 |\n|---|---|---|---|---|---|---|---|"


@dataclass
class Tally:
    """How many ties were stated, found, and read wrongly, in how many cases; how many cases without ties stayed so."""

    cases: int = 0
    stated: int = 0
    found: int = 0
    wrong: int = 0
    quiet: int = 0

    def add(self, outcome: Outcome) -> None:
        self.cases += 1
        self.stated += len(outcome.case.ties)
        self.found += len(outcome.found)
        self.wrong += len(outcome.wrong)
        self.quiet += not outcome.wrong

    @property
    def precision(self) -> float:
        """Share of what was read that is stated; where nothing is stated, of the cases that gave nothing."""
        if not self.stated:
            return self.quiet / self.cases
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.stated if self.stated else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return self.precision if not self.stated else 2 * self.precision * self.recall / both if both else 0.0

    def row(self, name: str) -> str:
        figures = (_two(self.precision), _two(self.recall) if self.stated else "", _two(self.f1))
        return f"| {name} | {self.cases} | {self.stated} | {self.found} | {self.wrong} | {' | '.join(figures)} |"


def _two(share: float) -> str:
    return f"{share:.2f}".removeprefix("0") if share < 1 else "1.00"


def measured() -> list[Outcome]:
    """Reads the whole suite."""
    return Suite().run(cases())


def tables(outcomes: list[Outcome]) -> str:
    """Precision, recall and F1 by category, by register, and in total, as Markdown."""
    parts = [
        _table("category", outcomes, lambda case: case.category),
        _table("register", outcomes, lambda case: case.register),
        _table("ends", outcomes, _whose),
        f"| | {_HEAD}\n" + _tally(outcomes).row("all"),
    ]
    return "\n\n".join(parts) + "\n"


def _table(title: str, outcomes: list[Outcome], key: Callable[[Case], str]) -> str:
    names = sorted({key(o.case) for o in outcomes})
    rows = [_tally(o for o in outcomes if key(o.case) == name).row(name) for name in names]
    return "\n".join([f"| {title} | {_HEAD}", *rows])


def _whose(case: Case) -> str:
    ends = [end for tie in case.ties for end in (tie.subject, tie.object)]
    return "none stated" if not ends else "a Chinese end" if any(_is_chinese(e) for e in ends) else "no Chinese end"


def _is_chinese(end: str) -> bool:
    return end == "CN" or end.startswith("CN-") or end.endswith("@CN")


def _tally(outcomes: Iterable[Outcome]) -> Tally:
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    return tally


def page(outcomes: list[Outcome]) -> str:
    """The page: the tables, then every case that is not read as it should be."""
    lines = ["# Result of the sentence suite", "", "Written by `python -m benchmarks reading --write`.", ""]
    lines += [tables(outcomes), "## Cases that are not read as they should be", ""]
    for outcome in outcomes:
        missed = [f"  - missed: `{tie.line}`" + (f" ({why})" if why else "") for tie, why in outcome.missed]
        wrong = [f"  - wrong: `{read.line}`" for read in outcome.wrong]
        if missed or wrong:
            lines += [f"- {outcome.case.id}", *missed, *wrong]
    return "\n".join(lines) + "\n"
