"""Chronicles as tables print them: without heads, by months of the caption's year, with bullets in their cells."""

from __future__ import annotations

import pytest

from ingest.cells.forms import is_month, tells
from ingest.layout.build import layout_of
from ingest.types import Table
from tests.ingest.prose.chronicles import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def table(text: str) -> Table:
    return next(block.table for block in layout_of(text, "txt").blocks if block.table is not None)


WITHOUT_HEADS = """Table 3-2: Foreign activities of Jilin

1994   Trade office opened in Sapporo
1999   Agreement on beet sugar signed with Saskatchewan
2003   Governor visited Gangwon and Primorsky Krai
2008   Changchun hosts the Northeast Asia Forestry Forum
"""


def test_a_chronicle_without_heads_keeps_its_first_row(reader: Reader) -> None:
    assert len(table(WITHOUT_HEADS).rows) == 4
    found = reader.found(WITHOUT_HEADS)
    assert {(kind, *years) for (_, kind, _), years in found.items()} == {
        ("REPRESENTED_IN", "1994"),
        ("COOPERATES_WITH", "1999"),
        ("VISITED", "2003"),
        ("HOSTS", "2008"),
    }


def test_figures_by_year_keep_their_heads() -> None:
    text = "Table 1: Exports by region\n\n2008   2012   2016\n2010   2013   2017\n2011   2014   2018\n"
    assert len(table(text).rows) < 3


BY_MONTHS = """Table 5: Visits and other events of Qinghai in 2016

January      Governor of Yamanashi visited Xining
May          Qinghai Carpet Exhibition held in Xining
12-14 July   Delegation of the provincial government to Nepal
October      Sister agreement with Sughd signed
"""


def test_months_are_dates_of_the_captions_year(reader: Reader) -> None:
    found = reader.found(BY_MONTHS)
    assert {kind for _, kind, _ in found} == {"VISITED", "HOSTS", "SISTER_OF"}
    assert all(years == {"2016"} for years in found.values())
    assert len(found) == 4


@pytest.mark.parametrize("text", ["March", "12-14 May", "3 Sept.", "May 3", "June–July", "5th October"])
def test_a_month_alone_is_told(text: str) -> None:
    assert is_month(text)


@pytest.mark.parametrize("text", ["Marchfeld", "May Day", "2014", "12", "March on Rome"])
def test_what_is_no_month_is_not(text: str) -> None:
    assert not is_month(text)


def test_a_cell_that_tells_is_known_from_one_that_names() -> None:
    assert tells("Sister agreement signed in Kobe")
    assert tells("Toyama hosts the second assembly")
    assert not tells("Harbin International Ice and Snow Festival")
    assert not tells("Visit")
