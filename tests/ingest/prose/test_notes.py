"""Cells that note what a unit did, without saying who did it (`notes_cases.yaml`)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graph.model import Document, Statement
from ingest.types import Block, BlockKind, Clean, Layout
from tests.ingest.prose.test_reader import fits, reader

CASES = yaml.safe_load(Path(__file__).with_name("notes_cases.yaml").read_text(encoding="utf-8"))


def noted(unit: str, text: str) -> list[Statement]:
    prose = reader()[0]
    document = Document("doc:t", "t", "", "txt", "0" * 64, text)
    topic = prose.topic(unit)
    assert topic is not None
    return prose.read_clean(Clean(text, range(len(text))), document, topic=topic, when="1996")[0]


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


CHRONICLE = (
    "1986: Signed a sister province agreement with Liguria; deputy governor visited Tyrol.",
    "May 1991 – The mayor of Kobe visited Fujian.",
    "1993: opened an office in Lyon",
)


def chronicle(*entries: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    parts = ("The ties of Fujian grew with each decade and were cared for by one office.", *entries)
    blocks, at = [], 0
    for part in parts:
        blocks.append(Block(BlockKind.PARAGRAPH, Clean(part, range(at, at + len(part))), section=("Ties of Fujian",)))
        at += len(part) + 2
    document = Document("doc:t", "t", "", "txt", "0" * 64, "\n\n".join(parts))
    statements = reader()[0].read(Layout(tuple(blocks)), document)[0]
    return [(s.subject.form, s.tie, s.object.form, s.when) for s in statements]


def test_entries_of_a_chronicle_are_notes_with_their_date() -> None:
    assert sorted(chronicle(*CHRONICLE)) == [
        ("Fujian", "REPRESENTED_IN", "Lyon", ("1993",)),
        ("Fujian", "SISTER_OF", "Liguria", ("1986",)),
        ("Fujian", "VISITED", "Tyrol", ("1986",)),
        ("Kobe", "VISITED", "Fujian", ("1991-05",)),
    ]


def test_entries_out_of_order_or_too_few_are_no_chronicle() -> None:
    deed = ("Fujian", "VISITED", "Tyrol", ("1986",))
    assert deed in chronicle(*CHRONICLE)
    assert deed not in chronicle(*CHRONICLE[:2])
    assert deed not in chronicle(CHRONICLE[1], *CHRONICLE[::2])


def test_a_zone_is_called_by_the_place_in_which_it_was_set_up() -> None:
    statements = noted("China", "State Council approves the establishment of SEZs in the cities of Zhuhai and Xiamen")
    made = {(s.tie, s.object.form) for s in statements if s.object.kind == "Project"}
    assert made == {
        ("ESTABLISHED", "Zhuhai Special Economic Zone"),
        ("ESTABLISHED", "Xiamen Special Economic Zone"),
    }


def in_blocks(*parts: tuple[BlockKind, str], section: str = "") -> set[tuple[str, str, str]]:
    blocks, at = [], 0
    for kind, text in parts:
        blocks.append(Block(kind, Clean(text, range(at, at + len(text))), section=(section,) if section else ()))
        at += len(text) + 2
    document = Document("doc:t", "t", "", "txt", "0" * 64, "\n\n".join(text for _, text in parts))
    statements = reader()[0].read(Layout(tuple(blocks)), document)[0]
    return {(s.subject.form, s.tie, s.object.form) for s in statements}


def test_bullets_under_a_unit_are_its_notes() -> None:
    items = ("Sister province of Akita since 1982", "Trade offices in Minsk and Almaty", "Exports apples to Nepal")
    parts = [(BlockKind.ITEM, item) for item in items]
    assert in_blocks(*parts, section="Gansu") == {
        ("Gansu", "SISTER_OF", "Akita"),
        ("Gansu", "REPRESENTED_IN", "Minsk"),
        ("Gansu", "REPRESENTED_IN", "Almaty"),
        ("Gansu", "TRADES_WITH", "Nepal"),
    }
    assert in_blocks(*parts, section="Results") == set()


def test_dated_lines_under_a_caption_are_notes_of_its_unit() -> None:
    parts = (
        (BlockKind.CAPTION, "Annex 3: Missions of the governor of Jalisco"),
        (BlockKind.PARAGRAPH, "March 2010: Governor to Shandong and Alberta"),
        (BlockKind.PARAGRAPH, "June 2012: Secretary of Economy to Bavaria"),
        (BlockKind.PARAGRAPH, "May 2014: Signed an agreement with Hyogo"),
    )
    assert in_blocks(*parts) == {
        ("Jalisco", "VISITED", "Shandong"),
        ("Jalisco", "VISITED", "Alberta"),
        ("Jalisco", "VISITED", "Bavaria"),
        ("Jalisco", "COOPERATES_WITH", "Hyogo"),
    }


def test_an_introduced_list_above_a_chronicle_shifts_none_of_its_dates() -> None:
    partners = [(BlockKind.ITEM, name) for name in ("Kyoto", "Osaka", "Nara")]
    parts = (
        (BlockKind.PARAGRAPH, "The office wrote letters to these places, and to some others:"),
        *partners,
        (BlockKind.PARAGRAPH, "1986: Deputy governor visited Tyrol and Salzburg."),
        (BlockKind.PARAGRAPH, "1991: The mayor of Kobe visited Fuzhou."),
        (BlockKind.PARAGRAPH, "1993: Opened an office in Lyon, its first one."),
    )
    found = in_blocks(*parts, section="Ties of Fujian")
    assert {("Fujian", "VISITED", "Tyrol"), ("Fujian", "REPRESENTED_IN", "Lyon")} <= found
