"""Cells that note what a unit did, without saying who did it (`notes_cases.yaml`)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graph.model import Document, Statement
from ingest.types import Clean
from tests.ingest.test_prose import fits, reader

CASES = yaml.safe_load(Path(__file__).with_name("notes_cases.yaml").read_text(encoding="utf-8"))


def noted(unit: str, text: str) -> list[Statement]:
    prose = reader()[0]
    document = Document("doc:t", "t", "", "txt", "0" * 64, text)
    topic = prose.topic(unit)
    assert topic is not None
    return prose.read_clean(Clean(text, range(len(text))), document, topic=topic, year=1996)[0]


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{key}: {c['text'][:40]}") for key, cases in CASES.items() for c in cases]
)
def test_a_note_gives_the_deeds_of_its_unit_and_no_others(case: dict[str, str]) -> None:
    statements = [s for s in noted(case["of"], case["text"]) if s.tie != "PART_OF"]
    shown = [(s.subject.form, s.tie, s.object.form, s.when, s.rule) for s in statements]
    assert all(any(fits(s, line) for s in statements) for line in case["ties"]), shown
    assert all(any(fits(s, line) for line in case["ties"]) for s in statements), shown


def test_what_stands_for_the_unit_is_what_is_printed() -> None:
    text = "Visited Quebec"
    (statement,) = noted("Bavaria", text)
    assert text[statement.subject.start : statement.subject.end] == statement.subject.printed == "Visited"
