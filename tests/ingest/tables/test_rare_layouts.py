"""Rarer layouts: rows that a sign parts, batches, measures with places, guests, visits without a verb."""

from __future__ import annotations

import pytest

from tests.ingest.tables.world import World, pipes


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


def test_a_first_line_of_places_is_a_row_and_no_head(world: World) -> None:
    text = (
        "Table 1. Member regions of the Mekong Tourism Forum\n\n"
        "China                Yunnan, Guangxi\nLaos                 Luang Prabang, Bokeo,\n"
        "                     Champasak\nThailand             Chiang Rai, Nan\n\nSource: secretariat.\n"
    )
    members = {one for one, tie, _, _ in read(world, text) if tie == "PARTICIPATES_IN"}
    assert members == {"CN-YN", "CN-GX", "LA-LP", "LA-BK", "LA-CH", "TH-57", "TH-55"}


def test_units_above_their_partners_are_heads(world: World) -> None:
    text = (
        "Table 5. Friendship cities of two cities\n\nChengdu                       Chongqing\n"
        "Montpellier, France           Toulouse, France\nPhoenix, United States        Seattle, United States\n"
        "Winnipeg, Canada              Toronto, Canada\n\nSource: yearbooks.\n"
    )
    assert len([tie for _, tie, _, _ in read(world, text) if tie == "SISTER_OF"]) == 6


@pytest.mark.parametrize(
    "tail",
    ["Both ties sleep.", "a It was renewed in 2019.\nb The letter was signed in Salt Lake City."],
)
def test_what_stands_below_the_last_row_belongs_to_no_cell(world: World, tail: str) -> None:
    text = (
        "Table 9. Sister provinces of Qinghai abroad\n\nPartner         Country      Year\n"
        f"North Jeolla    South Korea  2012\nUtah            USA          2016\n\n{tail}\n\n"
        "Nobody in Xining can say why, and the files of the office do not help much in this matter.\n"
    )
    assert {(one, other) for one, tie, other, _ in read(world, text) if tie == "SISTER_OF"} == {
        ("CN-QH", "KR-52"),
        ("CN-QH", "US-UT"),
    }


def test_months_open_the_rows_of_a_year(world: World) -> None:
    text = (
        "Table 4.9 Calendar of exchanges between Liaoning and Japan, 1999\n\n"
        "March — Deputy governor Zhang in Toyama and Kanagawa; seminar on investment.\n"
        "12 May — Governor of Toyama Prefecture Nakaoki in Shenyang.\n"
        "October — Mayor of Kitakyushu in Dalian, twentieth anniversary of the ties.\n\nSource: yearbook.\n"
    )
    found = {(one, other, when) for one, tie, other, when in read(world, text) if tie == "VISITED"}
    assert {("CN-LN", "JP-16", "1999"), ("CN-LN", "JP-14", "1999")} < found
    assert len(found) == 4


def test_aid_goes_to_its_recipients(world: World) -> None:
    text = pipes(
        "Table 12: Agricultural assistance of Hainan to countries of the Pacific",
        "Recipient | Form | Years",
        "Fiji | training of 40 farmers | 2014",
        "Samoa | demonstration farm | 2012",
        "Tonga | coconut pest control, experts | 2009",
    )
    assert {(one, tie, other) for one, tie, other, _ in world.ties(text)} == {
        ("CN-HI", "AIDS", "FJ"),
        ("CN-HI", "AIDS", "WS"),
        ("CN-HI", "AIDS", "TO"),
    }


def test_a_list_of_cities_says_not_where_they_lie(world: World) -> None:
    text = pipes(
        "Table 2-4 Overseas representative offices of Shandong by batch",
        "Batch | Year | Seat",
        "First | 1999 | Tokyo, Seoul",
        "Second | 2014 | Johannesburg, Dubai, Sydney",
    )
    ties = world.ties(text)
    assert not [tie for _, tie, _, _ in ties if tie == "PART_OF"]
    assert len(set(ties)) == 5


def test_a_government_came_without_an_office(world: World) -> None:
    text = pipes(
        "Table 3.6 Delegations received by Hainan, 2012",
        "Month | Delegation | Head",
        "April | Government of Jeju, Republic of Korea | Governor Woo",
        "May | State of Hawaii, USA | Mrs. Abercrombie",
    )
    assert {(one, other) for one, tie, other, _ in world.ties(text) if tie == "VISITED"} == {
        ("KR-49", "CN-HI"),
        ("US-HI", "CN-HI"),
    }


def test_cells_that_break_off_are_joined_before_columns_are_counted(world: World) -> None:
    text = (
        "Table 2 Partner regions of selected states\n\nState\nPartner regions (year)\nBahia\nShandong (1999)\n"
        "Minas Gerais\nPiedmont (1993);\nJiangsu (1996)\nParaná\nHyogo (1970);\nZhejiang (1986)\n\nSource: own list.\n"
    )
    pairs = {frozenset((one, other)) for one, tie, other, _ in read(world, text) if tie == "SISTER_OF"}
    assert pairs == {
        frozenset(pair)
        for pair in (
            ("BR-BA", "CN-SD"),
            ("BR-MG", "IT-21"),
            ("BR-MG", "CN-JS"),
            ("BR-PR", "JP-28"),
            ("BR-PR", "CN-ZJ"),
        )
    }


def test_guests_of_honour_alone_make_a_table_of_an_event(world: World) -> None:
    text = (
        "Table 8: Guest of honour at the Kunming Fair hosted by Yunnan\n\nYear\nGuest of honour\n2013\nBangladesh\n"
        "2015\nIndia\n2017\nSri Lanka\n\nSource: secretariat.\n"
    )
    ties = read(world, text)
    assert {(one, when) for one, tie, _, when in ties if tie == "PARTICIPATES_IN"} == {
        ("BD", "2013"),
        ("IN", "2015"),
        ("LK", "2017"),
    }
    assert {one for one, tie, _, _ in ties if tie == "HOSTS"} == {"CN-YN"}


def test_joint_commissions_are_bodies_that_a_unit_shares(world: World) -> None:
    text = pipes(
        "Table 6. Joint commissions of Xinjiang with neighbours",
        "Name | Founded | Partner",
        "Xinjiang-Altai Regional Committee | 2003 | Altai Republic (Russia)",
        "Xinjiang-East Kazakhstan Working Group | 2007 | East Kazakhstan Region",
    )
    members = sorted(one for one, tie, _, _ in world.ties(text) if tie == "PARTICIPATES_IN")
    assert members == ["CN-XJ", "CN-XJ", "KZ-63", "RU-AL"]
