"""A fault in our own code costs the sentence, paragraph or table that it strikes, and is said."""

from __future__ import annotations

from typing import Any

import pytest

import ingest.prose.tie_reader
import ingest.tables.reading
from graph.model import Document
from ingest.faults import FAULTS
from tests.ingest.prose.test_reader import layout_of_paragraphs, reader
from tests.ingest.tables.world import World, pipes

TEXT = "Yunnan exported coal to Japan. Hunan exported tea to Kenya.\n\nGansu exported wool to Nepal."


def read(text: str) -> tuple[set[str], list[str]]:
    document = Document("doc:t", "t.txt", "", "txt", "0" * 64, text)
    statements, unread = reader()[0].read(layout_of_paragraphs(text), document)
    return {s.subject.form for s in statements}, [u.reason for u in unread]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_sentence_costs_that_sentence(fault: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ingest.prose.tie_reader.circumstances

    def broken(text: str, *rest: Any, **more: Any) -> Any:
        if "Hunan" in text:
            raise fault("no such thing")
        return whole(text, *rest, **more)

    monkeypatch.setattr(ingest.prose.tie_reader, "circumstances", broken)
    found, reasons = read(TEXT)
    assert found == {"Yunnan", "Gansu"}
    assert [r for r in reasons if "a fault of Subties" in r and "no such thing" in r]


def test_a_fault_in_the_names_of_a_paragraph_costs_that_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = reader()[0]._sentences
    whole = finder.of

    def broken(block: Any, *rest: Any) -> Any:
        if "Gansu" in block.clean.text:
            raise TypeError("None and None")
        return whole(block, *rest)

    monkeypatch.setattr(finder, "of", broken)
    found, reasons = read(TEXT)
    assert found == {"Yunnan", "Hunan"}
    assert len([r for r in reasons if "a fault of Subties" in r]) == 1


def test_a_fault_in_a_table_costs_that_table(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ingest.tables.reading.understand

    def broken(table: Any, *rest: Any) -> Any:
        if "Gansu" in table.caption:
            raise KeyError("row")
        return whole(table, *rest)

    monkeypatch.setattr(ingest.tables.reading, "understand", broken)
    rows = ("Sister city | Country | Date", "Kobe | Japan | 1999", "Lima | Peru | 2001")
    text = pipes("Table 1: Sister cities of Gansu", *rows) + pipes("Table 2: Sister cities of Hunan", *rows)
    read = world.read(text)
    assert {s.subject.form for s in read.statements if s.tie == "SISTER_OF"} == {"Hunan"}
    assert [u for u in read.unread if "a fault of Subties" in u.reason]
