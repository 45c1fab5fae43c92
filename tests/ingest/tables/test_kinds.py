"""Kinds of tables that yearbooks hold beside lists of partners: marks, pairs of bodies, ports, investors, editions."""

from __future__ import annotations

import pytest

from tests.ingest.tables.world import World, pipes


def test_the_state_beside_a_country_is_the_partner(world: World) -> None:
    text = pipes(
        "Table 2. Sister province and state ties",
        "Province | State | Country | Date",
        "Gansu | Oklahoma | USA | 1985.6.10",
        "Hunan | Colorado | USA | 1984.10.25",
        "Anhui | Maryland | USA | 1980.6.26",
    )
    assert set(world.ties(text)) == {
        ("CN-GS", "SISTER_OF", "US-OK", "1985-06-10"),
        ("CN-HN", "SISTER_OF", "US-CO", "1984-10-25"),
        ("CN-AH", "SISTER_OF", "US-MD", "1980-06-26"),
        ("US-OK", "PART_OF", "US", ""),
        ("US-CO", "PART_OF", "US", ""),
        ("US-MD", "PART_OF", "US", ""),
    }


@pytest.mark.parametrize("sign", ["\t", "   "])
def test_a_unit_that_stands_once_for_several_rows_has_a_tie_in_each(world: World, sign: str) -> None:
    rows = (
        ("Prefecture", "Counterpart", "Country", "Date signed"),
        ("Fukuoka", "Jiangsu", "China", "4 November 1992"),
        ("", "Hawaii", "United States", "15 April 1981"),
        ("", "Delhi", "India", "5 March 2007"),
        ("Kumamoto", "Montana", "United States", "22 July 1982"),
    )
    wide = [max(len(row[i]) for row in rows) * (sign != "\t") for i in range(4)]
    lines = [sign.join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)) for row in rows]
    text = "Table 5: Affiliations of prefectures with provinces and states abroad\n" + "\n".join(lines) + "\n"
    sisters = {(one, other, when) for one, tie, other, when in world.ties(text, "txt") if tie == "SISTER_OF"}
    assert sisters == {
        ("JP-40", "CN-JS", "1992-11-04"),
        ("JP-40", "US-HI", "1981-04-15"),
        ("JP-40", "IN-DL", "2007-03-05"),
        ("JP-43", "US-MT", "1982-07-22"),
    }


@pytest.mark.parametrize(
    "body",
    [
        "Province GMS BCIM\nYunnan ✓ ✓\nGuangxi ✓ –\nJilin – –",
        "Province\nGMS\nBCIM\nYunnan\n✓\n✓\nGuangxi\n✓\n–\nJilin\n–\n–",
        "Province\nYunnan\nGuangxi\nJilin\nGMS\n✓\n✓\n–\nBCIM\n✓\n–\n–",
        "Province\tGMS\tBCIM\nYunnan\tYes\tYes\nGuangxi\tYes\tNo\nJilin\tNo\tNo",
    ],
)
def test_a_mark_where_row_and_column_meet_is_a_row_of_its_own(world: World, body: str) -> None:
    text = f"Table 7: Participation of provinces in cooperation mechanisms\n{body}\n\nSource: own survey.\n"
    assert {(one, tie) for one, tie, _, _ in world.ties(text, "txt")} == {
        ("CN-YN", "PARTICIPATES_IN"),
        ("CN-GX", "PARTICIPATES_IN"),
    }
    assert len(set(world.ties(text, "txt"))) == 3


def test_universities_are_paired_and_the_country_is_that_of_the_one_before_it(world: World) -> None:
    text = (
        "Table 3: Partner universities\nChinese university Foreign partner Country Established\n"
        "Dianchi University University of Sylhet Bangladesh 2006\n"
        "Nanhu Normal University Lampang University Thailand 2009\n"
        "Xihu University Cardiff College United Kingdom 2008\n"
    )
    ties = set(world.ties(text, "txt"))
    assert ("new:Dianchi University", "COOPERATES_WITH", "new:University of Sylhet", "2006") in ties
    assert ("new:University of Sylhet", "PART_OF", "BD", "") in ties
    assert len(ties) == 6


def test_ports_are_paired_with_those_across_the_border(world: World) -> None:
    text = pipes(
        "Table 6. Border ports and their counterparts",
        "Chinese port | Opposite port | Country | Opened",
        "Heihe | Blagoveshchensk | Russia | 1982",
        "Ruili | Muse | Myanmar | 1990",
        "Suifenhe | Pogranichny | Russia | 1952",
    )
    pairs = [tie for _, tie, _, when in world.ties(text) if when]
    assert pairs == ["COOPERATES_WITH"] * 3


def test_the_investor_of_a_row_invests_and_not_the_unit_of_the_caption(world: World) -> None:
    text = pipes(
        "Table 8. Investment of Yunnan firms in Southeast Asia (million USD)",
        "Host country | Sector | Investor | Amount",
        "Laos | Rubber | Dianchi Rubber Group | 120",
        "Myanmar | Hydropower | Dianchi Energy Group | 815",
    )
    assert {tie[:3] for tie in world.ties(text)} == {
        ("new:Dianchi Rubber Group", "INVESTS_IN", "LA"),
        ("new:Dianchi Energy Group", "INVESTS_IN", "MM"),
    }


def test_the_country_beside_a_venue_says_where_it_lies(world: World) -> None:
    text = pipes(
        "Table 9. General assemblies of the Association of North East Asia Regional Governments",
        "No. | Year | Place | Country",
        "1 | 1996 | Gyeongju | South Korea",
        "2 | 1998 | Toyama | Japan",
    )
    assert {(one, tie) for one, tie, _, _ in world.ties(text) if one.startswith("JP")} == {
        ("JP-16", "HOSTS"),
        ("JP-16", "PART_OF"),
    }
    assert not [tie for tie in world.ties(text) if tie[1] == "PARTICIPATES_IN"]


def test_a_province_from_which_a_firm_comes_builds_no_zone(world: World) -> None:
    text = pipes(
        "Table 10. Overseas economic and trade cooperation zones",
        "Zone | Host country | Developer | Home province",
        "Longtan Industrial Park | Vietnam | Qianjiang Holdings | Zhejiang",
        "Eastern Industry Zone | Ethiopia | Taihu Group | Jiangsu",
    )
    of_provinces = {tie for one, tie, _, _ in world.ties(text) if one.startswith("CN-")}
    assert not of_provinces
    assert ("new:Taihu Group", "IMPLEMENTS", "new:Eastern Industry Zone", "") in world.ties(text)


def test_a_table_may_be_a_firms(world: World) -> None:
    text = pipes(
        "Overseas contracts of Minjiang Construction Group",
        "Project | Country | Year",
        "Lake Road Bridge | Malawi | 2011",
        "Northern Ring Road | Kenya | 2014",
    )
    assert ("new:Minjiang Construction Group", "IMPLEMENTS", "new:Lake Road Bridge", "2011") in world.ties(text)


def test_a_style_before_of_belongs_to_the_name(world: World) -> None:
    text = pipes(
        "Table 11. Cooperation agreements of Guangdong Province with foreign regions",
        "Year | Partner | Type of agreement",
        "2007 | Free State of Saxony | Letter of intent",
        "2011 | Province of British Columbia | Memorandum of understanding",
    )
    assert {other for _, _, other, _ in world.ties(text)} == {"DE-SN", "CA-BC"}


def test_the_unit_of_a_row_has_the_office_of_its_row(world: World) -> None:
    text = pipes(
        "Table 12. Offices of Canadian provinces in Asia",
        "Province | Office in | Since",
        "Ontario | New Delhi | 2007",
        "Alberta | Beijing | 2000",
    )
    assert {(one, when) for one, tie, _, when in world.ties(text) if tie == "REPRESENTED_IN"} == {
        ("CA-ON", "2007"),
        ("CA-AB", "2000"),
    }


def test_the_partner_is_who_lies_in_the_country_of_the_row_even_in_china(world: World) -> None:
    text = pipes(
        "Table 13. Twin cities of the Urals",
        "Local city | Twin city | Country | Year",
        "Chelyabinsk | Harbin | China | 2004",
        "Perm | Qingdao | China | 2003",
        "Kazan | Shenzhen | China | 2013",
    )
    inside = [one for one, tie, other, _ in world.ties(text) if (tie, other) == ("PART_OF", "CN")]
    assert len(inside) == 3
    assert len([tie for _, tie, _, _ in world.ties(text) if tie == "SISTER_OF"]) == 3


def test_the_end_of_a_line_lies_in_the_country_beside_it(world: World) -> None:
    text = pipes(
        "Table 14. Freight train services to Europe",
        "Departure | Terminus | Country | First train",
        "Chengdu | Łódź | Poland | April 2013",
        "Chongqing | Duisburg | Germany | March 2011",
    )
    ties = world.ties(text)
    assert {when for _, tie, _, when in ties if tie == "COOPERATES_WITH"} == {"2013-04", "2011-03"}
    assert {other for _, tie, other, _ in ties if tie == "PART_OF"} == {"PL", "DE"}


def test_names_that_end_as_events_do_are_events(world: World) -> None:
    text = pipes(
        "Table 15. International expositions hosted by western provinces",
        "No. | Name | Venue | Since",
        "1 | China-Arab States Expo | Yinchuan | 2013",
        "2 | China-ASEAN Expo | Nanning | 2004",
    )
    assert {(tie, when) for _, tie, _, when in world.ties(text)} == {("HOSTS", "2013"), ("HOSTS", "2004")}
