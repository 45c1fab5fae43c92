"""Layouts in which portals and yearbooks print their tables and lists."""

from __future__ import annotations

import pytest

from ingest.flat.heads import ways
from ingest.types import Clean
from tests.ingest.tables.world import World


def _ties(world: World, text: str, tie: str) -> set[tuple[str, str, str | None]]:
    return {(one, other, when) for one, name, other, when in world.ties(text, "txt") if name == tie}


def test_the_code_or_name_of_a_state_that_stands_for_its_flag_belongs_to_no_name(world: World) -> None:
    text = (
        "Twin towns of our region\n\nSapporo\n- CHN Shenyang, China\n- GER Munich, Germany\n\n"
        "Kobe\n- China Tianjin, China\n- New Zealand Auckland, New Zealand\n"
    )
    found = {(one, other) for one, other, _ in _ties(world, text, "SISTER_OF")}
    names = {frozenset(pair) for pair in found}
    assert len(names) == 4
    assert all(len(pair) == 2 for pair in names)
    assert not [one for pair in names for one in pair if any(word in one for word in ("CHN", "GER", "New Zealand"))]


@pytest.mark.parametrize("title", ["Lodz City Council: Sister Cities", "Sister cities of Lodz"])
def test_a_title_over_heads_one_to_a_line_is_none_of_them(world: World, title: str) -> None:
    cells = ("Item", "Nation", "City", "Signing Date", "1", "China", "Chengdu", "2015.6.29")
    more = ("2", "China", "Guangzhou", "2014.8.20", "3", "France", "Lyon", "1991.4.5")
    ties = _ties(world, "\n".join((title, "", *cells, *more)), "SISTER_OF")
    assert {when for _, _, when in ties} == {"2015-06-29", "2014-08-20", "1991-04-05"}


def test_heads_one_to_a_line_end_before_the_year_of_the_first_row(world: World) -> None:
    cells = ("Chinese City", "Partner City", "Year", "Chengdu", "Lyon", "1981", "Guangzhou", "Munich", "1996")
    ties = _ties(world, "Sister cities\n\n" + "\n".join(cells), "SISTER_OF")
    assert {when for _, _, when in ties} == {"1981", "1996"}


def test_cells_may_say_what_was_done_before_their_date(world: World) -> None:
    rows = ("Lyon, France", "First signed in 1988", "Munich, Germany", "Twinned since 1996")
    text = "Sister cities of Guangzhou\n\n" + "\n".join(("City", "First signed", *rows))
    assert {when for _, _, when in _ties(world, text, "SISTER_OF")} == {"1988", "1996"}


def test_years_under_heads_that_hold_for_some_of_them_are_the_labels(world: World) -> None:
    text = (
        "Foreign capital in Yunnan\n\nMajor investor Inward direct investment\n"
        "Position at end of year Inflow during the year\n2004 2006 2004 2006\n"
        "Japan 120.4 133.0 12.1 15.0\nGermany 80.2 95.1 7.7 9.3\nFrance 40.5 41.0 3.2 2.1\nOthers 11.0 12.0 1.0 1.5\n"
    )
    ties = _ties(world, text, "INVESTS_IN")
    assert ties == {(code, "CN-YN", year) for code in ("JP", "DE", "FR") for year in ("2004", "2006")}


def test_states_above_lists_of_their_units_are_no_members(world: World) -> None:
    text = (
        "Members of the Northeast Asia Port Forum\n\nCHINA\nYunnan Province, Sichuan Province\nJAPAN\n"
        "Hokkaido, Hyogo, Niigata\nKOREA\nBusan, Ulsan, Incheon\n"
    )
    found = world.ties(text, "txt")
    assert not [one for one, tie, _, _ in found if tie == "MEMBER_OF"]
    assert len([one for one, tie, _, _ in found if tie == "PARTICIPATES_IN"]) == 8


def test_the_mark_of_a_note_may_stand_between_blanks(world: World) -> None:
    text = (
        "Sister cities\n\nChinese City Partner City Year\nChengdu [ 3] Lyon 1981\nGuangzhou Munich [4] 1996\n"
        "Shenyang [a] Sapporo 1980\n"
    )
    assert {when for _, _, when in _ties(world, text, "SISTER_OF")} == {"1981", "1996", "1980"}


def test_a_row_of_cells_one_to_a_line_may_lack_its_remark(world: World) -> None:
    rows = (
        ("Algeria", "April 1963", "Hubei", "Withdrawn in the war of the nineties, and sent again from 1997 on"),
        ("Mali", "February 1968", "Zhejiang"),
        ("Sudan", "April 1971", "Shaanxi"),
        ("Sierra Leone", "March 1973", "Hunan", "Broken off for several years because of the war"),
        ("Togo", "August 1974", "Shanghai"),
    )
    body = "\n".join(cell for row in (("Country", "Dispatched date", "Province", "Remarks"), *rows) for cell in row)
    ties = _ties(world, f"Table 3: Chinese medical teams in Africa\n\n{body}\n", "TWINNED_WITH")
    assert ties == {
        ("CN-HB", "DZ", "1963-04"),
        ("CN-ZJ", "ML", "1968-02"),
        ("CN-SN", "SD", "1971-04"),
        ("CN-HN", "SL", "1973-03"),
        ("CN-SH", "TG", "1974-08"),
    }


def test_ranks_of_missions_are_not_their_names(world: World) -> None:
    text = (
        "Diplomatic missions of China in Asia\n\nHost country   Host city   Mission\n"
        "India          Mumbai      Consulate General\n"
        "Indonesia      Medan       Consulate General\nJapan          Osaka       Embassy\n"
    )
    found = world.ties(text, "txt")
    assert len([one for one, tie, _, _ in found if (one, tie) == ("CN", "REPRESENTED_IN")]) == 3
    assert not [tie for _, tie, _, _ in found if tie == "VISITED"]


def test_the_head_of_a_column_of_sums_may_name_who_lends_them(world: World) -> None:
    text = (
        "Table 2: GMS projects supported by ADB\n\n"
        "Project name           Year   ADB loan ($ million)   Other financiers\n"
        "Harbour Road Project   2003   250.0                  China Development Bank\n"
        "Hill Railway Project   2004   180.0\nLake Ferry Project     2007   30.5\n"
    )
    found = [(one, other) for one, tie, other, _ in world.ties(text, "txt") if tie == "FUNDS"]
    assert len(found) == 4
    assert len({one for one, _ in found}) == 2


def test_a_sum_of_states_is_no_partner(world: World) -> None:
    text = (
        "Table 5: Foreign capital actually utilized in Yunnan by country\n\nCountry (Region)   2005   2006\n"
        "Total   903   921\nAsia   600   700\nJapan   100   120\nThailand   50   60\nSingapore   70   80\n"
    )
    assert {one for one, _, _ in _ties(world, text, "INVESTS_IN")} == {"JP", "TH", "SG"}


def test_a_list_of_pairs_may_have_unit_words_in_small_letters_and_one_without_a_year(world: World) -> None:
    text = (
        "Twinning agreements of the last decade:\n- Gujarat and Guangdong province, China (2014)\n"
        "- Rajasthan and South Australia state, Australia (2015)\n- Kerala and Hyogo prefecture, Japan (2016)\n"
        "- Karnataka and the Canton of Zurich, Switzer-\nland (2018)\n- Assam and Chiang Mai province, Thailand\n"
    )
    found = world.ties(text, "txt")
    assert [when for _, tie, _, when in found if tie == "SISTER_OF"] == ["2014", "2015", "2016", "2018", ""]


def test_items_may_go_on_with_the_sentence_above_them(world: World) -> None:
    text = (
        "Bavaria in the world\n\nThe government of Bavaria has sister relations with\n\n  • Georgia (USA)\n"
        "  • Québec (Canada)\n  • Shandong (China)\n\nThe heads of government meet every second year.\n"
    )
    assert len(_ties(world, text, "SISTER_OF")) == 3


def test_rows_under_a_cell_that_spans_them_are_moved_under_their_heads(world: World) -> None:
    text = (
        "# Sister cities of Bavaria\n\n| Bavarian unit | Sister city | Country | Since |\n|---|---|---|---|\n"
        "| Munich | Sapporo | Japan | 1972 |\n| Bordeaux | France | 1964 | |\n| Verona | Italy | 1960 | |\n"
        "| Nuremberg | Shenzhen | China | 1997 |\n"
    )
    found = {when: (one, other) for one, tie, other, when in world.ties(text) if tie == "SISTER_OF"}
    assert set(found) == {"1972", "1964", "1960", "1997"}
    assert len(set(found["1972"]) & set(found["1964"]) & set(found["1960"])) == 1


def test_a_state_beside_a_city_is_no_sister_of_it(world: World) -> None:
    text = (
        "Sister cities\n\nCountry City Population Date Features\nJapan Sapporo 127 1982. 3. 5 Port and ceramics\n"
        "China Hangzhou 10360 1994.11. 1 Best city for tourism\nMexico Colima 833 2002. 9. 3 Old capital\n"
    )
    assert not [one for one, _, _ in _ties(world, text, "SISTER_OF") if one in ("JP", "CN", "MX")]


def test_a_first_figure_may_stand_one_blank_behind_its_name(world: World) -> None:
    text = (
        "Yunnan in figures\n\n(a) Merchandise trade of Yunnan by main country\nType of trade 2000   2004   2005\n"
        "Imports 1,431.0   2,006.3   2,218.7\n  Japan 187.0   241.6   248.9\n  Singapore 71.0   104.0   129.4\n"
        "  Thailand 12.8   13.0   19.3\n"
    )
    ties = _ties(world, text, "TRADES_WITH")
    assert {(other, when) for _, other, when in ties} == {
        (code, year) for code in ("JP", "SG", "TH") for year in ("2000", "2004", "2005")
    }


def test_a_place_under_a_title_is_no_head(world: World) -> None:
    lines = [Clean(text, range(len(text))) for text in ("Sister City Information", "Hyogo Prefecture", "Kobe China")]
    assert not [heads for heads, _ in ways(lines, world.names) if "Hyogo" in " ".join(heads)]
