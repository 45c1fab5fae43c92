"""Tables that compare units by several things, partners under their owners, rows of a unit and what is told of it."""

from __future__ import annotations

import pytest

from tests.ingest.tables.world import World, pipes

OWNERS = """Table 2: Partner cities of two towns

Linz   Dalian

Gabès, Tunisia (1977)   Rostock, Germany (1988)

Kansas, USA (1988)   Enschede, Netherlands (2003)

Nizhny Novgorod, Russia (1993)   Oakland, USA (1982)
"""
TEAMS = """Table 3 Provinces and the states that receive their medical teams

Province State(s) and first year
Liaoning Kuwait (1976), Yemen (1980)
Anhui Yemen (1970)
Hebei DR Congo (1973), Nepal (1999)
Shanxi Togo (1975), Cameroon (1975)
Inner Mongolia Rwanda (1982)
"""


def test_a_profile_says_what_each_of_its_columns_says(world: World) -> None:
    found = {t[:3] for t in world.ties(pipes(
        "Table 4: Three regions compared",
        "Region | Main mechanism | Fair hosted | Oldest sister region",
        "Guizhou | ASEAN | Guizhou Tea Expo | Limburg (Belgium)",
        "Gansu | SCO | Lanzhou Trade Fair | Akita Prefecture",
        "Hebei | APEC | Hebei Steel Fair | Iowa",
    ))}  # fmt: skip
    assert {("CN-GS", "SISTER_OF", "JP-05"), ("CN-HE", "SISTER_OF", "US-IA")} <= found
    assert {("CN-GZ", "HOSTS", "new:Guizhou Tea Expo"), ("CN-HE", "HOSTS", "new:Hebei Steel Fair")} <= found
    assert len([t for t in found if t[1] == "PARTICIPATES_IN"]) == 3
    assert not [t for t in found if t[2] == "Region"]


def test_a_table_whose_caption_says_what_it_is_about_is_no_profile(world: World) -> None:
    found = {t[1] for t in world.ties(pipes(
        "Table 4: Sister regions of three provinces",
        "Province | Fair hosted | Sister region | Since",
        "Gansu | Lanzhou Trade Fair | Akita Prefecture | 1982",
        "Hebei | Hebei Steel Fair | Iowa | 1983",
        "Hubei | Wuhan Expo | Ohio | 1979",
    ))}  # fmt: skip
    assert found == {"SISTER_OF"}


def test_units_as_heads_own_the_partners_below_them(world: World) -> None:
    found = world.ties(OWNERS, "txt")
    sisters = {(a, b, when) for a, tie, b, when in found if tie == "SISTER_OF"}
    linz, dalian = "geonames:2772400", "geonames:1814087"
    assert {when for a, _, when in sisters if a == linz} == {"1977", "1988", "1993"}
    assert {when for a, _, when in sisters if a == dalian} == {"1988", "2003", "1982"}
    assert len(sisters) == 6


def test_rows_of_a_unit_and_its_states_are_cut_behind_the_unit(world: World) -> None:
    found = {t for t in world.ties(TEAMS, "txt") if t[1] == "TWINNED_WITH"}
    assert {(a, b, when) for a, _, b, when in found} == {
        ("CN-LN", "KW", "1976"), ("CN-LN", "YE", "1980"), ("CN-AH", "YE", "1970"), ("CN-HE", "CD", "1973"),
        ("CN-HE", "NP", "1999"), ("CN-SX", "TG", "1975"), ("CN-SX", "CM", "1975"), ("CN-NM", "RW", "1982"),
    }  # fmt: skip


def test_consulates_of_two_cities_are_where_the_row_says(world: World) -> None:
    found = world.ties(pipes(
        "Table 5: Consulates general in Shenyang and Qingdao",
        "Country | Seat | Opened",
        "Japan | Shenyang | 1986",
        "South Korea | Qingdao | 1994",
        "Russia | Shenyang | 1991",
    ))  # fmt: skip
    assert {(a, when) for a, tie, _, when in found if tie == "REPRESENTED_IN"} == {
        ("JP", "1986"), ("KR", "1994"), ("RU", "1991"),
    }  # fmt: skip


@pytest.mark.parametrize(("caption", "tie"), [("State-owned firms abroad", "OWNS"), ("Firms abroad", "BASED_IN")])
def test_the_home_of_a_firm_is_no_place_where_it_works_abroad(caption: str, tie: str, world: World) -> None:
    found = world.ties(pipes(
        f"Table 6: {caption}",
        "Province | Enterprise | Countries",
        "Anhui | Anhui Conch Cement | Indonesia, Laos",
        "Hebei | Hebei Iron and Steel Group | Serbia",
    ))  # fmt: skip
    work = {(a, b) for a, t, b, _ in found if t == "OPERATES_IN"}
    assert {b for _, b in work} == {"ID", "LA", "RS"}
    assert {t for _, t, _, _ in found} == {"OPERATES_IN", tie}


@pytest.mark.parametrize("years", ["2003\n2015\n", "2003 2015\n"])
@pytest.mark.parametrize("page", ["", "\n\n  88\n\n"])
def test_two_years_side_by_side_are_two_rows(years: str, page: str, world: World) -> None:
    lines = f"Chile\n14.0\nPeru\n21.5\nIndia\n{page}9.1\nChile\n12.2\nJapan\n7.7\nIndia\n6.3\n"
    caption = "Table 7. Main trading partners of Gansu, per cent"
    text = f"Trade is told of.\n\n{caption}\n\n{years}{lines}\nSource: yearbooks.\n"
    found = {(b, when) for a, tie, b, when in world.ties(text, "txt") if (a, tie) == ("CN-GS", "TRADES_WITH")}
    assert found == {("CL", "2003"), ("IN", "2003"), ("JP", "2003"), ("PE", "2015"), ("CL", "2015"), ("IN", "2015")}


def test_years_above_names_are_the_years_of_the_names_below(world: World) -> None:
    found = world.ties(pipes(
        "Table 8: Largest trading partners of Anhui in the Americas, 2009 and 2019 (million USD)",
        "Rank | 2009 | Value | 2019 | Value",
        "1 | Chile | 864 | Brazil | 1,562",
        "2 | Peru | 301 | Chile | 711",
    ))  # fmt: skip
    assert {(b, when) for _, tie, b, when in found if tie == "TRADES_WITH"} == {
        ("CL", "2009"), ("PE", "2009"), ("BR", "2019"), ("CL", "2019"),
    }  # fmt: skip


def test_a_row_without_a_column_of_dates_may_say_since_when_or_put_the_year_in_brackets(world: World) -> None:
    found = world.ties(pipes(
        "Table 9: Sister provinces of Fujian and of its neighbours",
        "Province | Sister province | Remarks",
        "Fujian | Nagasaki Prefecture (1982) | the oldest",
        "Zhejiang | Shizuoka Prefecture | sisters since 1982",
        "Anhui | Kochi Prefecture (1994) | renewed (2004)",
    ))  # fmt: skip
    assert {(b, when) for _, tie, b, when in found if tie == "SISTER_OF"} == {
        ("JP-42", "1982"), ("JP-22", "1982"), ("JP-39", ""),
    }  # fmt: skip


def test_years_side_by_side_may_have_a_column_of_ranks(world: World) -> None:
    cells = "Rank\n\n2003\n\n2015\n\n1\n\nChile 14\n\nPeru 21\n\n2\n\nIndia 9\n\nChile 12\n\n3\n\nJapan 7\n\nIndia 6\n"
    text = f"Trade is told of.\n\nTable 7: Main trading partners of Gansu (million USD)\n{cells}\nSource: yearbooks.\n"
    found = {(b, when) for a, tie, b, when in world.ties(text, "txt") if (a, tie) == ("CN-GS", "TRADES_WITH")}
    assert found == {("CL", "2003"), ("IN", "2003"), ("JP", "2003"), ("PE", "2015"), ("CL", "2015"), ("IN", "2015")}


def test_a_year_and_two_places_make_a_row_without_heads(world: World) -> None:
    rows = "1981\nWuhu\nKochi Prefecture (Japan)\n1992\nHefei\nColumbus (USA)\n2004\nHefei\nOsnabrück (Germany)\n"
    text = f"The text goes on.\n\nTable 3. Twin cities in Anhui, in order of date\n\n{rows}\nSource: yearbooks.\n"
    found = {(a, b, when) for a, tie, b, when in world.ties(text, "txt") if tie == "SISTER_OF"}
    assert {when for _, _, when in found} == {"1981", "1992", "2004"}
    assert len({a for a, _, _ in found}) == 2
