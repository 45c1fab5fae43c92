"""Tables whose rows name both sides, whose heads take two lines, whose cells stand apart: nothing of them is lost."""

from __future__ import annotations

from tests.ingest.tables.world import World, pipes


def test_each_row_may_name_the_unit_whose_partner_it_tells(world: World) -> None:
    text = pipes(
        "Table 4. First market of the goods exported by some states, 2021",
        "State | Destination | Product | Value (million USD)",
        "Nevada | India | Gold | 2,111",
        "Vermont | Canada | Machines | 940",
        "Hawaii | Japan | Fuels | 77",
    )
    assert set(world.ties(text)) == {
        ("US-NV", "TRADES_WITH", "IN", "2021"),
        ("US-VT", "TRADES_WITH", "CA", "2021"),
        ("US-HI", "TRADES_WITH", "JP", "2021"),
    }


def test_places_take_the_state_in_brackets_and_an_unknown_one_is_not_the_tables_unit(world: World) -> None:
    text = pipes(
        "Table 5. Trips of governors abroad, 2010 to 2020",
        "State | Governor | Date | Destination | Purpose",
        "Nevada | Sandoval | May 2012 | Milan, Turin (Italy), Lyon (France) | mining",
        "Vermont | Shumlin | June 2014 | Zorgoville | maple sirup",
        "Vermont | Scott | - | - | none announced",
        before="Chongqing receives many of them. " * 4,
    )
    assert set(world.ties(text)) == {
        ("US-NV", "VISITED", "geonames:3173435", "2012-05"),
        ("US-NV", "VISITED", "geonames:3165524", "2012-05"),
        ("US-NV", "VISITED", "geonames:2996944", "2012-05"),
        ("geonames:3173435", "PART_OF", "IT", ""),
        ("geonames:3165524", "PART_OF", "IT", ""),
        ("geonames:2996944", "PART_OF", "FR", ""),
    }


def test_a_first_line_that_heads_some_columns_only_is_joined_to_the_heads_below(world: World) -> None:
    text = (
        "Table 5. Nevada: export markets (thousands of dollars)\n\n"
        "                                          % Change   % Change\n"
        " Rank  Market            2011      2012   2011-2012  2010-2012\n\n"
        "  1    CANADA           3,190     3,389        6.2      18.1\n"
        "  2    JAPAN            1,089       822      -24.5       2.2\n"
        "  3    MEXICO             822       870        5.8      12.4\n"
    )
    assert {(tie, who, when) for _, tie, who, when in world.ties(text, "txt")} == {
        ("TRADES_WITH", who, year) for who in ("CA", "JP", "MX") for year in ("2011", "2012")
    }


def test_a_cell_whose_line_ends_lost_a_hyphen_is_still_read(world: World) -> None:
    text = (
        "Table 2: Activities of Oregon abroad\n"
        "Time        Contents\n"
        "1981        Governor of Toyama visited the foreign-\n"
        "            invested works and conducted talks.\n"
        "1986        Signed an agreement with the state of\n"
        "            Perak on growing foreign-grown rice.\n"
        "Source: Yearbook.\n"
    )
    cells = [cell for cell, _ in world.read(text, "txt").prose]
    assert [cell.when for cell in cells] == ["1981", "1986"]
    assert all(text[cell.clean.offsets[0]] == cell.clean.text[0] for cell in cells)


def test_partnerships_are_twinnings_where_the_document_speaks_of_twinning(world: World) -> None:
    rows = ("Province | Partner | Start", "Limpopo | Saxony | 1995", "Free State | Styria | 1998")
    caption = "Annexure 2: Active partnerships of the provinces"
    plain = pipes(caption, *rows)
    told = pipes(caption, *rows, before="The instruments are known as twinning agreements.")
    assert {tie for _, tie, _, _ in world.ties(plain)} == {"COOPERATES_WITH"}
    assert {tie for _, tie, _, _ in world.ties(told)} == {"SISTER_OF"}


def test_journeys_of_a_government_are_visits(world: World) -> None:
    text = pipes(
        "Table 7: Journeys of ministers of Styria outside Europe",
        "Date | Member of government | Destination | Purpose",
        "March 2010 | Minister Huber | Jilin, Hunan | car industry",
        "May 2012 | Governor Voves | Tottori | five years of partnership",
    )
    assert {tie[1:] for tie in world.ties(text)} == {
        ("VISITED", "CN-JL", "2010-03"),
        ("VISITED", "CN-HN", "2010-03"),
        ("VISITED", "JP-31", "2012-05"),
    }


def test_a_country_may_have_its_article(world: World) -> None:
    text = pipes(
        "Table 3. Sister cities of Guangzhou",
        "City | Country | Date",
        "Bristol | the United Kingdom | 2001",
        "Durban | South Africa | 2000",
        "Lyon | the French Republic | 1988",
    )
    assert ("geonames:2654675", "PART_OF", "GB", "") in world.ties(text)


def test_a_cell_between_the_lines_of_its_neighbours_is_whole_and_its_month_is_told(world: World) -> None:
    text = (
        "Table 5. Events in the opening of Karnataka\n\n"
        "Date      Event                                                Authority\n"
        "1996.5    The board set up the Technology Park in Bangalore    Board of\n"
        "          together with investors from Singapore               Industries\n"
        "1999.11   The chief minister visited Tokyo and Osaka to        Office of the\n"
        "          attract firms of the software industry               Chief Minister\n"
        "2001.3    An agreement on science was signed with Bavaria      Government\n\n"
        "The table makes clear that the union remained present at every step of the long process.\n"
    )
    cells = [cell for cell, _ in world.read(text, "txt").prose]
    assert [cell.when for cell in cells] == ["1996-05", "1999-11", "2001-03"]
    assert cells[1].clean.text == "The chief minister visited Tokyo and Osaka to attract firms of the software industry"
    assert "union" not in cells[2].clean.text
    at = cells[1].clean.text.index("Tokyo")
    start, end = cells[1].clean.span(at, at + 5)
    assert text[start:end] == "Tokyo"
