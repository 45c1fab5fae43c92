"""Rarer layouts: rows that a sign parts, batches, measures with places, guests, visits without a verb."""

from __future__ import annotations

import pytest

from graph.gazetteer import Gazetteer
from graph.matcher import Matcher
from graph.resolve import Resolver
from ingest.cells.names import CellNames
from tests.ingest.tables.test_reading import World


@pytest.fixture(scope="module")
def world() -> World:
    gazetteer = Gazetteer.load()
    return World(gazetteer, Matcher(gazetteer), Resolver(gazetteer), CellNames(gazetteer))


def read(world: World, text: str) -> set[tuple[str, str, str, str]]:
    return set(world.ties(text, "txt"))


def test_rows_that_a_sign_parts_need_no_heads(world: World) -> None:
    text = (
        "Table 5: Works in Gansu financed by ADB and World Bank (million USD)\n"
        "Tianshui Sewerage / World Bank / 60 / 2009\n\n"
        "Qingyang Rural Roads / ADB / 110 / 2012\n\n"
        "Lanzhou Bus Corridor / ADB / 150 / 2014\n\nSource: finance bureau.\n"
    )
    found = {(tie, other.lower(), when) for _, tie, other, when in read(world, text)}
    assert {when for tie, _, when in found if tie == "FUNDS"} == {"2009", "2012", "2014"}


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_the_places_of_a_batch_share_what_heads_it(world: World, blank: str) -> None:
    cells = ["Batch", "Year", "Place", "First", "2002", "Kunming", "Second", "2004", "Lanzhou", "Xining", "Yinchuan"]
    text = f"Table 2 Bonded zones approved by the State Council, by batch\n{blank.join(cells)}\n\n\nSource: own list.\n"
    found = {(tie, when) for _, tie, _, when in read(world, text)}
    assert found == {("ESTABLISHED", "2002"), ("ESTABLISHED", "2004")}
    assert len(read(world, text)) == 4


def test_a_measure_is_for_each_of_its_places(world: World) -> None:
    text = (
        "Table 4 Steps of China's opening in the west\n"
        "Year   Measure   Places\n\n"
        "1992   Border open cities designated   Pingxiang, Dongxing (Guangxi); Ruili (Yunnan)\n\n"
        "2010   Special Economic Zones established   Kashgar,\n\nKhorgas\n\n"
        "2013   Pilot free trade zone approved   Shanghai\n\nSource: own list.\n"
    )
    ties = read(world, text)
    made = {when for _, tie, _, when in ties if tie == "ESTABLISHED"}
    assert made == {"2010", "2013"}
    assert len([tie for _, tie, _, when in ties if (tie, when) == ("PARTICIPATES_IN", "1992")]) == 3
    assert {other for _, tie, other, _ in ties if tie == "PART_OF"} >= {"CN-GX", "CN-YN"}


def test_leaders_below_a_month_came_to_the_place_of_the_event(world: World) -> None:
    text = (
        "Table 6-3: Foreign leaders at the opening of the Western China Fair in Chengdu\n2012.09\n\n"
        "President of Nepal Yadav; Prime Minister of\n\nMongolia\n\n2014.10\n\nVice President of Laos\n\nSource: it.\n"
    )
    found = {(one, when) for one, tie, _, when in read(world, text) if tie == "VISITED"}
    assert found == {("NP", "2012-09"), ("MN", "2012-09"), ("LA", "2014-10")}


def test_a_country_of_honour_takes_part_in_the_event_of_the_caption(world: World) -> None:
    text = (
        "Table 3. China-ASEAN Expo: country of honour and guests received by Guangxi\n\n"
        "Year  Country of honour  Guest\n2012  Myanmar  President Thein Sein\n"
        "2013  Philippines  Secretary of Trade Domingo\n2014  Singapore  Deputy Prime Minister Teo\n\nSource: press.\n"
    )
    ties = read(world, text)
    assert {(one, when) for one, tie, _, when in ties if tie == "PARTICIPATES_IN"} == {
        ("MM", "2012"),
        ("PH", "2013"),
        ("SG", "2014"),
    }
    assert {one for one, tie, _, _ in ties if tie == "HOSTS"} == {"CN-GX"}


def test_a_visit_needs_no_verb(world: World) -> None:
    text = (
        "Table 4. Exchange of visits of heads between Jilin and Russian regions\n\n"
        "1998 \nMay: governor of Amur Oblast A. Belonogov in Changchun, \nopening of the fair. \n"
        "2008 \nJuly: vice-governor Chen Weigen in Primorsky Krai and Sakhalin Oblast. \n"
        "2015 \nAugust: mayor of Vladivostok in Changchun; a round table. \n\nSource: Yearbook of Jilin.\n"
    )
    found = {(one, other, when) for one, tie, other, when in read(world, text) if tie == "VISITED"}
    assert {(one, when) for one, _, when in found} >= {("RU-AMU", "1998"), ("CN-JL", "2008")}
    assert {other for _, other, when in found if when != "2008"} == {
        other for _, other, when in found if when == "1998"
    }
    assert {other for _, other, when in found if when == "2008"} == {"RU-PRI", "RU-SAK"}


def test_a_cell_that_tells_with_a_verb_is_left_to_prose(world: World) -> None:
    text = (
        "Table 4. Visits between Jilin and Russian regions\n\n1998\nThe governor spoke about trade in Changchun.\n"
        "2008\nA mayor was expected in Primorsky Krai.\n2015\nNothing was heard of it in Vladivostok.\n\nSource: it.\n"
    )
    assert not [tie for _, tie, _, _ in read(world, text) if tie == "VISITED"]


def test_a_unit_takes_part_in_the_bodies_that_it_shares_with_partners(world: World) -> None:
    text = (
        "Table 4-1 The bilateral cooperation mechanisms of Guangxi\nName\n\nYear\n\nPartner\n\n"
        "Guangxi-Northern Vietnam\nJoint Working Committee\n\n2008\n\nVietnam (Cao Bang, Lang Son)\n\n"
        "Guangxi-Pahang Business\nForum\n\n2012\n\nMalaysia\n\nSource: own list.\n"
    )
    ties = read(world, text)
    assert len({other for one, tie, other, _ in ties if (one, tie) == ("CN-GX", "PARTICIPATES_IN")}) == 2
    assert len([one for one, tie, other, _ in ties if (tie, other) == ("PART_OF", "VN")]) == 2


def test_a_friendly_exchange_is_no_sister_relation(world: World) -> None:
    text = (
        "Table 6. Paired units along the border\nChinese side\nForeign side\nForm of relation\n"
        "Baise\nCao Bang\nfriendly exchange agreement\nChongzuo\nLang Son\nsister city agreement\n"
        "Honghe\nLao Cai\nfriendly cooperation agreement\n\nSource: own list.\n"
    )
    assert sorted(tie for _, tie, _, _ in read(world, text) if tie in ("SISTER_OF", "COOPERATES_WITH")) == [
        "COOPERATES_WITH",
        "COOPERATES_WITH",
        "SISTER_OF",
    ]
