"""Lists of pairs: where they begin and end, and what it costs to look for them."""

from __future__ import annotations

import pytest

from graph.gazetteer import Gazetteer
from ingest.cells.names import CellNames
from ingest.layout.build import layout_of
from ingest.layout.text import read_plain


class Counting(CellNames):
    """Knows the names that the gazetteer knows, and how often it was asked."""

    asked = 0

    def is_unit(self, text: str) -> bool:
        self.asked += 1
        return super().is_unit(text)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def asked_for(count: int, gazetteer: Gazetteer) -> int:
    """How often names are looked up in a page of lines that open as pairs do and are none."""
    names = Counting(gazetteer)
    read_plain("Reports came in.\n\n" + "\n".join(["Hunan: Shiga, Osaka and Tyrol"] * count), names)
    return names.asked


def test_looking_for_pairs_grows_with_the_lines(gazetteer: Gazetteer) -> None:
    few, many = asked_for(60, gazetteer), asked_for(240, gazetteer)
    assert few
    assert many <= 5 * few


def test_a_list_of_pairs_ends_where_text_begins(gazetteer: Gazetteer) -> None:
    rows = ["1986 Hunan – Shiga", "1991 Gansu – Akita", "1993 Anhui – Kochi", "2001 Henan – Mie"]
    prose = "The list was drawn up by the office of the province in the spring and has not been changed since then."
    blocks = layout_of("\n".join(["The partners are these.", "", *rows, "", prose]), "txt", CellNames(gazetteer)).blocks
    (table,) = [block.table for block in blocks if block.table]
    assert [tuple(cell.text for cell in row[:2]) for row in table.rows] == [
        ("Hunan", "Shiga"), ("Gansu", "Akita"), ("Anhui", "Kochi"), ("Henan", "Mie"),
    ]  # fmt: skip
    assert blocks[-1].table is None
