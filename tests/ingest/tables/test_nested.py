"""Lists whose entries are indented under their unit, and lists of dated entries that are no tables."""

from __future__ import annotations

import pytest

from ingest.layout.build import layout_of
from ingest.types import BlockKind
from tests.ingest.tables.test_loose import World


@pytest.fixture(scope="module")
def world() -> World:
    return World()


BEFORE = """The records of the chancelleries were kept with care for some years and with less care for others, so that a
reader who wants to know when an office was opened does better to ask those who paid for it than those who sat
in it. What follows was put together from both and leaves out what only one of them has been willing to tell.

"""
OFFICES = """Box 3.2: Offices of Canadian provinces in Asia

Ontario
    Shanghai (opened 1986)
    Tokyo; Seoul
Quebec
    Beijing (2011)
    Nanjing, Jiangsu
"""


def test_offices_stand_under_those_who_keep_them(world: World) -> None:
    assert world.ties(BEFORE + OFFICES, "REPRESENTED_IN") == {
        ("Ontario", "Shanghai", "1986"),
        ("Ontario", "Tokyo", ""),
        ("Ontario", "Seoul", ""),
        ("Quebec", "Beijing", "2011"),
        ("Quebec", "Nanjing", ""),
    }


def test_offices_in_the_captions_unit_are_those_of_the_others(world: World) -> None:
    text = "Table 7: Offices of regions in Shandong\n\nQingdao: Bavaria (1997), Busan (2010)\nJinan: Tyrol\n"
    assert world.ties(text, "REPRESENTED_IN") == {
        ("Bavaria", "Qingdao", "1997"),
        ("Busan", "Qingdao", "2010"),
        ("Tyrol", "Jinan", ""),
    }


SISTERS = """Overview 2: Partnerships between voivodeships and Chinese provinces, with those of their seats

Lodz Voivodeship
  Sichuan (2015)
    Lodz — Chengdu (since 2015)
Lesser Poland
  Jiangsu (2012)
    Krakow — Nanjing
"""


def test_an_indented_pair_stands_for_itself(world: World) -> None:
    assert {(a, b) for a, b, _ in world.ties(SISTERS)} == {
        ("Lodz Voivodeship", "Sichuan"),
        ("Lodz", "Chengdu"),
        ("Lesser Poland", "Jiangsu"),
        ("Krakow", "Nanjing"),
    }


def test_indented_paragraphs_are_no_list(world: World) -> None:
    text = "Box 1: Ontario and Quebec\n\nOntario\n    kept three offices abroad.\nQuebec\n    kept more of them.\n"
    assert world.ties(text, "REPRESENTED_IN") == set()


JOURNEYS = """1. November 2012 – Ms. Indira Menon, Chief Minister of Kerala, with six members of cabinet, to Beijing,
Shanghai and Chengdu; two factories visited.
2. April 2014 – Mr. Rao, Chief Minister of Odisha, with the secretaries for steel, ports and tourism, to Beijing,
Dalian and Shenyang.
3. June 2015 – Delegation of Kerala to Kunming.
"""


def test_dated_entries_of_a_list_are_no_rows_of_pairs() -> None:
    blocks = layout_of(BEFORE + JOURNEYS, "txt").blocks
    assert [block.kind for block in blocks[1:]] == [BlockKind.ITEM] * 3


def test_names_with_their_own_years_are_parted_between_semicolons_too(world: World) -> None:
    text = BEFORE + "Partners of Jilin\n\nSister provinces: Miyagi (1987), Saskatchewan (1984); Gangwon (1994), Tuv.\n"
    assert {(b, when) for _, b, when in world.ties(text)} >= {
        ("Miyagi", "1987"),
        ("Saskatchewan", "1984"),
        ("Gangwon", "1994"),
    }


def test_a_table_of_three_columns_is_no_list_by_place() -> None:
    text = BEFORE + (
        "Table 6: Offices of Canadian provinces\n\n"
        "Province      Partner       Office\n"
        "Ontario       Jiangsu       Nanjing (1985)\n"
        "Alberta       Heilongjiang  Harbin (1991)\n"
        "Quebec        Shandong      Jinan (2009)\n"
        "Manitoba      Henan         Zhengzhou (1994)\n"
    )
    table = next(block.table for block in layout_of(text, "txt").blocks if block.table is not None)
    assert [cell.text for cell in table.rows[0]] == ["Ontario", "Jiangsu", "Nanjing (1985)"]
