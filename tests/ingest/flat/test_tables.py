"""Flattened tables come back as the rows and columns that they were."""

from __future__ import annotations

import pytest

from ingest.cells.names import CellNames, default_names
from ingest.flat.ragged import joined
from ingest.layout.build import layout_of
from ingest.types import BlockKind, Clean, Table
from tests.ingest.flat.shapes import CASES, DRESSES, STYLES, padded, plain, table_lines


@pytest.fixture(scope="module")
def names() -> CellNames:
    return default_names()


def tables(text: str, names: CellNames, fmt: str = "txt") -> list[Table]:
    return [block.table for block in layout_of(text, fmt, names).blocks if block.table]


def texts(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in table.rows]


# what a narrow column cannot keep: which of two wrapped lines a word belongs to
_LOSSY = {("ragged and wrapped", "members")}
SHOWN = [
    (dress, style, case)
    for dress in DRESSES
    for style in STYLES
    for case in CASES
    if not (style == "markdown" and dress != "plain")
    and not (style.startswith("ragged") and dress not in ("plain", "padded"))
    and (style, case) not in _LOSSY
    and (dress, style, case) not in {("displaced", "cell", "medical teams"), ("displaced", "wrapped", "firms")}
    and not (style == "wrapped" and dress in ("paged", "displaced"))
    and not (style == "wrapped" and case == "firms")
]


@pytest.mark.parametrize(("dress", "style", "case"), SHOWN)
def test_rows_come_back(dress: str, style: str, case: str, names: CellNames) -> None:
    shown = CASES[case]
    found = tables(DRESSES[dress](shown, style), names, "md" if style == "markdown" else "txt")
    assert len(found) == 1
    assert texts(found[0]) == list(shown.rows)
    assert found[0].caption == shown.caption
    assert shown.label in found[0].announced


@pytest.mark.parametrize("style", ["row", "cell", "ragged"])
def test_cells_keep_their_place_in_the_document(style: str, names: CellNames) -> None:
    for case in CASES.values():
        text = padded(case, style)
        for row in tables(text, names)[0].rows:
            for cell in row:
                assert " ".join(text[cell.start : cell.end].split()) == cell.text


def test_a_table_of_years_and_text_keeps_long_cells_whole(names: CellNames) -> None:
    text = (
        "Table 1: Steps of the opening\n"
        "Time Major Events\n"
        "1984 The port was opened to foreign ships, and the city could\n"
        "approve smaller investments by itself.\n"
        "1992-\n1994 A border zone was made, which drew traders from both\n"
        "sides.\n"
        "2003 The fair moved to the capital.\n\n"
        "Source: The chronicle.\n"
    )
    found = tables(text, names)[0]
    assert found.columns == ("Time", "Major Events")
    assert [row[0].text for row in found.rows] == ["1984", "1992-1994", "2003"]
    assert found.rows[1][1].text == "A border zone was made, which drew traders from both sides."


def test_labels_and_figures_that_were_torn_apart_meet_again(names: CellNames) -> None:
    text = (
        "Table 9: Use of capital by industry\n2000 2005 2010\nFarming\n0.9% 0.5% 0.8%\nIndustry\nBuilding\n"
        "79.8% 80.5% 61.5%\n4.7% 0.6% 0.6%\n\nSource: The office.\n"
    )
    found = tables(text, names)[0]
    assert texts(found) == [
        ("Farming", "0.9%", "0.5%", "0.8%"),
        ("Industry", "79.8%", "80.5%", "61.5%"),
        ("Building", "4.7%", "0.6%", "0.6%"),
    ]


def test_what_has_no_shape_is_kept_apart_with_little_confidence(names: CellNames) -> None:
    text = "Table 4: Odds and ends\nBlue\nseven of\nNine (x)\nand the\nOther\n\nSource: None.\n\nThe end came soon.\n"
    found = tables(text, names)[0]
    assert found.confidence < 0.35
    assert all("Blue" not in block.clean.text for block in layout_of(text, "txt", names).blocks if block.table is None)


def test_a_sentence_that_names_a_table_opens_none(names: CellNames) -> None:
    text = (
        "The steps that the province took in these years are many, and they are collected here in\n"
        "Table 3-1. From 1980 on, the new system was applied in all of its cities, while the old\n"
        "one lived on for a while in the north of the land, where trade was thin and roads were few.\n"
    )
    assert not tables(text, names)


def test_prose_around_a_table_stays_prose(names: CellNames) -> None:
    for case in CASES.values():
        blocks = layout_of(plain(case, "row"), "txt", names).blocks
        body = [block.clean.text for block in blocks if block.kind == BlockKind.PARAGRAPH]
        assert body[-1].startswith("These figures tell only a part")
        assert body[-1].endswith("as large ones do.")


def test_columns_without_a_caption_are_a_table_too(names: CellNames) -> None:
    case = CASES["sisters"]
    text = plain(case, "row").replace(case.caption + "\n", "Yunnan has these sister cities abroad:\n\n")
    found = tables(text, names)
    assert texts(found[0]) == list(case.rows)
    assert found[0].announced == "Yunnan has these sister cities abroad:"


def test_many_rows_cost_no_more_than_their_number(names: CellNames) -> None:
    rows = [line for _ in range(400) for line in table_lines(CASES["pairs"], "row")[2:]]
    text = "\n".join([*table_lines(CASES["pairs"], "row")[:2], *rows]) + "\n\nSource: x.\n"
    found = tables(text, names)[0]
    assert len(found.rows) == len(rows)


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("Vice-", "governor", "Vice-governor"),
        ("trans-", "port", "transport"),
        ("a twin-", "city tie", "a twin-city tie"),
    ],
)
def test_a_word_broken_at_its_own_hyphen_keeps_it(left: str, right: str, whole: str) -> None:
    assert joined(Clean(left, range(len(left))), Clean(right, range(len(left), len(left + right)))).text == whole
