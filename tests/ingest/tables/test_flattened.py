"""Ways in which tools flatten a table: wrapped cells one to a line, columns under each other, halves side by side."""

from __future__ import annotations

import textwrap

import pytest

from tests.ingest.tables.world import World

HEADS = ("Dispatching province", "Recipient country", "Date of signature")
ROWS = (
    ("Hubei", "Algeria", "1963-04-06"),
    ("Guangdong", "Equatorial Guinea", "1971-10-02"),
    ("Jiangsu", "Zanzibar (Tanzania)", "1964-07-20"),
    ("Hunan", "Sierra Leone", "1973-03-12"),
)
TEAMS = {
    ("CN-HB", "TWINNED_WITH", "DZ", "1963-04-06"),
    ("CN-GD", "TWINNED_WITH", "GQ", "1971-10-02"),
    ("CN-JS", "TWINNED_WITH", "TZ", "1964-07-20"),
    ("CN-HN", "TWINNED_WITH", "SL", "1973-03-12"),
}


def _cells(width: int) -> str:
    return "\n".join(line for row in (HEADS, *ROWS) for cell in row for line in textwrap.wrap(cell, width))


def _rows(width: int) -> str:
    return "\n".join(line for row in (HEADS, *ROWS) for line in textwrap.wrap(" ".join(row), width))


def _beside() -> str:
    rows = [HEADS * 2, *((*one, *other) for one, other in zip(ROWS[:2], ROWS[2:], strict=True))]
    return "\n".join("  ".join(cell.ljust(22) for cell in row).rstrip() for row in rows)


@pytest.mark.parametrize(
    "body",
    [
        _cells(12),
        _rows(30),
        _beside(),
        "\n".join([" ".join(HEADS), *(cell for column in zip(*ROWS, strict=True) for cell in column)]),
        "\n".join(cell for column in zip(HEADS, *ROWS, strict=True) for cell in column),
    ],
    ids=["cells-wrapped", "rows-wrapped", "halves-beside", "columns-below-heads", "columns-in-turn"],
)
def test_a_flattened_table_gives_each_row(world: World, body: str) -> None:
    text = f"Table 3-4: Chinese medical teams in Africa\n{body}\nSource: yearbook of the ministry.\n"
    assert set(world.ties(text, "txt")) == TEAMS


def test_a_list_of_members_may_be_longer_than_other_cells(world: World) -> None:
    members = "Liguria (Italy); Ticino (Switzerland); Valais (Switzerland); Tyrol (Austria); Carinthia (Austria);"
    text = (
        "Table 2: Networks of regions and their members\nOrganisation Year Member Regions\n"
        f"Lakes and Passes Forum 1990 {members} Salzburg (Austria); Veneto (Italy); Bavaria (Germany)\n"
        "Four Motors for Europe 1988 Catalonia (Spain); Lombardy (Italy)\n"
    )
    assert {other for _, tie, other, _ in world.ties(text, "txt") if tie == "PARTICIPATES_IN"} == {
        "new:Lakes and Passes Forum",
        "mech:four-motors",
    }


def test_the_end_of_a_firms_name_is_no_firm(world: World) -> None:
    text = (
        "Table 6: Firms of the province abroad\nCompany Countries Field\nXihu Engineering and Construction\n"
        "Group Kenya, Ethiopia Construction\nYuhang Machine Co Ltd Ghana Machinery\nTaihu Mining Group Zambia Mining\n"
    )
    firms = {one for one, tie, _, _ in world.ties(text, "txt") if tie == "OPERATES_IN"}
    assert firms == {
        "new:Xihu Engineering and Construction Group",
        "new:Yuhang Machine Co Ltd",
        "new:Taihu Mining Group",
    }


def test_rows_at_the_foot_of_a_page_belong_to_the_table_that_opened_last(world: World) -> None:
    text = (
        "Trade has grown, as the first table shows, and so has the number of friends, which the second lists.\n\n"
        "Table 4.1: Trade of Guangdong with some partners (USD million)\nCountry 2001 2002\nJapan 10 20\nKenya 3 4\n\n"
        "\fThe friends came later. They were chosen with some care, as the minutes of the office tell.\n\n"
        "Table 4.2: Sister provinces and states of Guangdong\n\nNew South Wales\n\n\f"
        "Australia\n1 September 1979\nHyogo Prefecture\nJapan\n23 March 1983\nHawaii\nUSA\n11 June 1985\n"
        "\nSource: Foreign Affairs Office.\n"
    )
    ties = world.ties(text, "txt")
    assert {other for _, tie, other, _ in ties if tie == "SISTER_OF"} == {"AU-NSW", "JP-28", "US-HI"}
    assert {other for _, tie, other, _ in ties if tie == "TRADES_WITH"} == {"JP", "KE"}


def test_ranks_by_year_may_stand_cell_by_cell(world: World) -> None:
    years = (("2000", "Myanmar", "363", "Japan", "141"), ("2005", "Myanmar", "632", "Australia", "351"))
    cells = ["No.1", "No.2", *(cell for row in years for cell in row)]
    text = "Table 5-3: Top trading partners of Yunnan (million USD)\n" + "\n".join(cells) + "\n\nSource: Yearbook.\n"
    assert set(world.ties(text, "txt")) == {
        ("CN-YN", "TRADES_WITH", "MM", "2000"),
        ("CN-YN", "TRADES_WITH", "JP", "2000"),
        ("CN-YN", "TRADES_WITH", "MM", "2005"),
        ("CN-YN", "TRADES_WITH", "AU", "2005"),
    }


def test_dates_inside_a_paragraph_are_no_table(world: World) -> None:
    text = (
        "The region is one player among several, and its chief town has gone its own way for a long time by\n"
        "now. Its friends are harbours on three continents, among them Fukuoka (1980) and, after that, Los\n"
        "Angeles (1982), Vancouver (1984), Sydney (1987), Frankfurt (1989). Shenzhen found\n"
        "Houston in 1987 and holds almost a hundred by this time, which makes its clerks smile when they\n"
        "count them. More came later on, as each quarter looked for somebody whom it could write to.\n"
    )
    assert not world.ties(text, "txt")
