"""Lists as portals print them: groups with their entries below, memberships, words that lead to a date."""

from __future__ import annotations

import pytest

from tests.ingest.tables.world import World


def test_places_under_a_unit_are_its_partners(world: World) -> None:
    text = (
        "Twin towns and sister cities in Hokkaido\n\nAsahikawa\n Bloomington, Illinois, United States (1962)\n"
        " Harbin, China (1995)\n\nSapporo\n Munich, Germany (1972)\n Shenyang, China\n Daejeon, South Korea (2010)\n"
    )
    sisters = [(when) for _, tie, _, when in world.ties(text, "txt") if tie == "SISTER_OF"]
    assert sorted(sisters) == ["", "1962", "1972", "1995", "2010"]
    assert len([tie for _, tie, other, _ in world.ties(text, "txt") if (tie, other) == ("PART_OF", "CN")]) == 2


def test_towns_under_a_state_or_region_lie_in_it(world: World) -> None:
    text = (
        "Trade and Investment Queensland\n\nOur overseas offices\n\nAmericas\nSan Francisco\nChicago\n\n"
        "China\nShanghai\nGuangzhou\n\nEurope\nLondon\n"
    )
    ties = set(world.ties(text, "txt"))
    assert len([tie for tie in ties if tie[:2] == ("AU-QLD", "REPRESENTED_IN")]) == 5
    assert {other for _, tie, other, _ in ties if tie == "PART_OF"} == {"CN"}


@pytest.mark.parametrize(
    "text",
    [
        "Upper Austria abroad\n\nMember of: Regional Leaders Summit (since 2002); Assembly of European Regions\n",
        "Upper Austria abroad\n\nMembership of networks\n\n• Regional Leaders Summit (2002)\n"
        "• Assembly of European Regions\n",
    ],
)
def test_a_unit_takes_part_in_the_bodies_of_its_list(world: World, text: str) -> None:
    assert set(world.ties(text, "txt")) == {
        ("AT-4", "PARTICIPATES_IN", "mech:regional-leaders-summit", "2002"),
        ("AT-4", "PARTICIPATES_IN", "org:aer", ""),
    }


def test_the_word_before_a_date_is_no_part_of_the_name(world: World) -> None:
    text = "Medical teams sent abroad:\n\nHubei: Algeria (since 1963), Lesotho (1997)\nNingxia: Benin (1978)\n"
    assert ("CN-HB", "TWINNED_WITH", "DZ", "1963") in world.ties(text, "txt")


def test_each_place_of_a_cell_may_have_its_state_in_brackets(world: World) -> None:
    text = (
        "Rhône-Alpes abroad\n\nCooperation agreements\n\n1983 Tombouctou (Mali)\n1986 Shanghai (China)\n"
        "1988 Baden-Württemberg (Germany), Catalonia (Spain), Lombardy (Italy)\n2004 Paraná (Brazil)\n"
    )
    ties = set(world.ties(text, "txt"))
    assert {one for one, tie, other, _ in ties if tie == "PART_OF" and other in ("ES", "IT", "DE")} == {
        "ES-CT",
        "IT-25",
        "DE-BW",
    }
    assert len([when for _, tie, _, when in ties if (tie, when) == ("COOPERATES_WITH", "1988")]) == 3


def test_an_item_without_a_date_belongs_to_the_list_of_those_that_have_one(world: World) -> None:
    text = (
        "Consulates in Guangzhou\n\nThe following countries have consulates general in Guangzhou:\n\n"
        "1. United States (1979)\n2. Japan (1980)\n3. Thailand (1989)\n4. Poland\n5. Australia\n"
    )
    found = {one for one, tie, _, _ in world.ties(text, "txt") if tie == "REPRESENTED_IN"}
    assert found == {"US", "JP", "TH", "PL", "AU"}


_PLACED = (
    "\n\n Dresden, Germany; since 1988.\n Limoges, France; since 1992.\n Salem, United States\n"
    " Perm, Russia; since 2006.\n"
)


@pytest.mark.parametrize(
    ("above", "sisters"),
    [
        ("Hefei has exchanges with its sister cities all the time. One of them sent it a bell.", 4),
        ("Hefei makes lifts and tyres. Its airport serves many towns.", 0),
        ("Hefei has sister cities.\n\nThese towns buy its lifts:", 0),
    ],
    ids=["spoken of", "not spoken of", "announced as something else"],
)
def test_places_below_a_paragraph_on_sister_units_are_sisters(world: World, above: str, sisters: int) -> None:
    ties = set(world.ties(f"Relations of Hefei\n\n{above}{_PLACED}", "txt"))
    found = [tie for tie in ties if tie[1] == "SISTER_OF"]
    assert len(found) == sisters
    assert sorted(when for *_, when in found) == ["", "1988", "1992", "2006"][: len(found)]


def test_places_below_units_of_a_list_of_twins_are_theirs(world: World) -> None:
    text = (
        "Twins\n\nThis is a list of places in Japan which have links with towns elsewhere, known as town twinning.\n"
        "Abashiri [ 1]\nAkita [ 2]\nHakodate [ 3]\nVladivostok , Russia\nLake Macquarie , Australia\nHalifax , Canada\n"
        "Tianjin , China\nKobe [ 4]\nSeattle , United States\nMarseille , France\nRiga , Latvia\nBrisbane , Australia\n"
    )
    pairs = [(one, other) for one, tie, other, _ in world.ties(text, "txt") if tie == "SISTER_OF"]
    assert len(pairs) == len(set(pairs)) == 8
    assert len({one for one, _ in pairs} | {other for _, other in pairs}) == 10
