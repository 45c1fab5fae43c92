"""Tables and lists as the web prints them: no caption, cells one to a line, rows run together, labelled lists."""

from __future__ import annotations

import pytest

from graph.gazetteer import Gazetteer
from graph.matcher import Matcher
from graph.model import Statement
from graph.resolve import Resolver
from ingest.layout.build import layout_of
from ingest.tables.reading import read_tables

CELLS = (("Recife", "Brazil", "1999.05.02"), ("Lyon", "France", "2003.11.08"), ("Durban", "South Africa", "2007.02.10"))


class World:
    """Reads tables and asks who is meant."""

    def __init__(self) -> None:
        self.gazetteer = Gazetteer.load()
        self.matcher, self.resolver = Matcher(self.gazetteer), Resolver(self.gazetteer)

    def statements(self, text: str) -> tuple[Statement, ...]:
        layout = layout_of(text, "txt")
        return read_tables(layout, "d", self.gazetteer, self.matcher, self.resolver).statements

    def ties(self, text: str, tie: str = "SISTER_OF") -> set[tuple[str, str, str]]:
        return {
            (s.subject.printed, s.object.printed, s.when[0] if s.when else "")
            for s in self.statements(text)
            if s.tie == tie
        }


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def one_a_line(owner: str, gap: str, ordinals: bool = True) -> str:
    heads = [*(["No."] if ordinals else []), "City", "Country", "Date"]
    rows = [[*([str(n)] if ordinals else []), *row] for n, row in enumerate(CELLS, 1)]
    cells = gap.join([*heads, *(cell for row in rows for cell in row)])
    opening = f"Sister Cities\n\n{owner} keeps sister-city ties with places on three continents."
    return f"{opening}\n\n{cells}\n\nSource: the city.\n"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("ordinals", [True, False])
def test_cells_one_to_a_line(world: World, gap: str, ordinals: bool) -> None:
    text = one_a_line("Dalian", gap, ordinals)
    assert world.ties(text) == {("Dalian", city, date.replace(".", "-")) for city, _, date in CELLS}
    assert {(a, b) for a, b, _ in world.ties(text, "PART_OF")} == {(city, country) for city, country, _ in CELLS}


def test_without_owner_only_places_are_kept(world: World) -> None:
    text = one_a_line("The office", "\n\n")
    assert world.ties(text) == set()
    assert len(world.ties(text, "PART_OF")) == len(CELLS)


PAIRS = {
    ("Sapporo City", "Portland", "1959-11-17"),
    ("Sendai City", "Riverside", "1957-03-09"),
    ("Sendai City", "Dallas", "1997-08-29"),
    ("Nagasaki City", "Saint Paul", "1955-12-07"),
}
_ROWS = (
    "Sapporo City Portland, Oregon November 17, 1959",
    "Sendai City Riverside, California March 9, 1957",
    "Dallas, Texas August 29, 1997",
    "Nagasaki City Saint Paul, Minnesota December 7, 1955",
)


@pytest.mark.parametrize(
    "lines",
    [
        _ROWS,
        (" ".join(_ROWS),),
        ("Japanese City American City Date", *_ROWS),
        tuple(row.replace(", ", ",") for row in _ROWS),
        ("Sapporo City", "Portland, Oregon", "November 17, 1959", *_ROWS[1:3], _ROWS[3][:34], _ROWS[3][35:]),
        ("Sapporo City Portland, Oregon November 17,", "1959", *_ROWS[1:]),
        tuple(f"{n}. {row}" for n, row in enumerate(_ROWS, 1)),
    ],
    ids=["rows", "one line", "heads", "tight", "spread", "broken date", "numbered"],
)  # fmt: skip
def test_rows_that_run_together(world: World, lines: tuple[str, ...]) -> None:
    text = "Sister cities across the Pacific\n\nHere is the list.\n\n" + "\n".join(lines) + "\n"
    assert world.ties(text) == PAIRS
    assert ("Portland", "Oregon", "") in world.ties(text, "PART_OF")


def test_a_state_that_shares_its_name_is_told_by_its_city(world: World) -> None:
    text = "Sister cities of Dalian\n\nTbilisi, Georgia 2005\nAtlanta, Georgia 2001\nEverett, Washington 1998\n"
    inside = {
        (s.subject.printed, s.object.within or s.object.printed) for s in world.statements(text) if s.tie == "PART_OF"
    }
    assert inside == {("Tbilisi", "Georgia"), ("Atlanta", "US-GA"), ("Everett", "US-WA")}


def test_groups_hold_the_units_below_them(world: World) -> None:
    text = (
        "Sister cities\n\nHokkaido\nSapporo City Portland, Oregon 1959\nKushiro City Eureka, California 1969\n"
        "Miyagi\nSendai City Riverside, California 1957\n"
    )
    parts = {(a, b) for a, b, _ in world.ties(text, "PART_OF")}
    assert {("Sapporo City", "Hokkaido"), ("Kushiro City", "Hokkaido"), ("Sendai City", "Miyagi")} <= parts


@pytest.mark.parametrize(
    ("text", "tie", "pairs"),
    [
        ("Gansu\n\nSister provinces: Akita (Japan, 1982); Navarre (Spain, 1991).\n", "SISTER_OF",
         {("Gansu", "Akita", "1982"), ("Gansu", "Navarre", "1991")}),
        ("Notes\n\nSister cities of Lanzhou: Akita (Japan), Albuquerque (USA) and Leeuwarden (Netherlands).\n",
         "SISTER_OF", {("Lanzhou", name, "") for name in ("Akita", "Albuquerque", "Leeuwarden")}),
        ("Gansu Province\n\nPartner regions\n\n• Grodno Region of Belarus (12 May, 2007)\n• Akita, Japan\n",
         "SISTER_OF", {("Gansu Province", "Grodno Region", "2007-05-12"), ("Gansu Province", "Akita", "")}),
        ("Lancang-Mekong Cooperation\n\n- Member countries: China, Laos and Thailand\n", "MEMBER_OF",
         {(name, "Lancang-Mekong Cooperation", "") for name in ("China", "Laos", "Thailand")}),
    ],
    ids=["semicolons", "commas", "items", "members"],
)  # fmt: skip
def test_labelled_lists(world: World, text: str, tie: str, pairs: set[tuple[str, str, str]]) -> None:
    assert world.ties(text, tie) == pairs


@pytest.mark.parametrize(
    "text",
    [
        "Chronicle\n\nThe office moved in 1999.\nThe staff grew in 2003.\nThe archive opened in 2007.\n",
        "Works\n\nSmith and Jones Press 1999\nMiller and Brown Journal 2003\nAnother Long Title 2007\n",
        "Contact\n\nOffice: Room 12\nPhone: 1234\nOpened: 1992\n",
        "Sources\n\nHubei and Sindh: https://news.example/a (3 November 2021)\nHebei and Iowa: https://news.example/2016/12/15/b\n"
        "Wuhan and Duisburg: https://news.example/c (2 May 2019)\n",
    ],
)
def test_other_lines_are_no_tables(world: World, text: str) -> None:
    assert world.statements(text) == ()
    assert not [block for block in layout_of(text, "txt").blocks if block.table is not None]


STATED = {
    "keys": (
        "Medical teams\n\nSince then these provinces have sent medical teams:\n\n"
        "– Hubei: Lesotho (1997), Algeria (1963);\n– Henan: Zambia (1978) and Eritrea (1997).\n",
        "TWINNED_WITH",
        {("Hubei", "Lesotho", "1997"), ("Hubei", "Algeria", "1963"), ("Henan", "Zambia", "1978"),
         ("Henan", "Eritrea", "1997")},
    ),
    "brackets": (
        "Table 2: Chinese medical teams in Africa\nProvince   Country                Year\n"
        "Tianjin    Congo (Brazzaville)    1967\nJiangsu    Zanzibar (Tanzania)    1964\n"
        "Hubei      Algeria                1963\n\nSource: none.\n",
        "TWINNED_WITH",
        {("Tianjin", "Congo", "1967"), ("Jiangsu", "Tanzania", "1964"), ("Hubei", "Algeria", "1963")},
    ),
    "missions": (
        "Table 4: Foreign consulates in Shenyang\nNo. Country Opened Consular district\n1 Japan 1986 Liaoning, Jilin 2 "
        "Russia 1991\nLiaoning, Heilongjiang 3 France 2005 Liaoning, Jilin\n\nSource: none.\n",
        "REPRESENTED_IN",
        {("Japan", "Shenyang", "1986"), ("Russia", "Shenyang", "1991"), ("France", "Shenyang", "2005")},
    ),
    "spanned": (
        "Table 6: Twinned cities of both sides\nDate\nIndian side\nChinese side\n23 October 2013\nDelhi\nBeijing\n"
        "Kolkata\nKunming\n15 May 2015\nChennai\nChongqing\nHyderabad\nQingdao\n\nSource: none.\n",
        "SISTER_OF",
        {("Beijing", "Delhi", "2013-10-23"), ("Kunming", "Kolkata", "2013-10-23"),
         ("Chongqing", "Chennai", "2015-05-15"), ("Qingdao", "Hyderabad", "2015-05-15")},
    ),
    "continued": (
        "Table 5: Sister cities of Dalian\nCity    Country    Year\nLyon    France    1999\nRecife    Brazil    2001\n"
        "\n                        118\nFar friends\nTable 5 (continued)\nCity    Country    Year\n"
        "Durban    South Africa    2003\nKyoto    Japan    2005\n\nSource: none.\n",
        "SISTER_OF",
        {("Dalian", "Lyon", "1999"), ("Dalian", "Recife", "2001"), ("Dalian", "Durban", "2003"),
         ("Dalian", "Kyoto", "2005")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STATED)
def test_what_lists_and_tables_state(world: World, name: str) -> None:
    text, tie, stated = STATED[name]
    assert world.ties(text, tie) == stated


def test_a_planned_row_makes_a_planned_statement(world: World) -> None:
    rows = "Opened in 2022: Seoul (South Korea); Dakar (Senegal).\nPlanned in 2024: Perth (Australia).\n"
    text = f"Offices of Catalonia abroad\n\n{rows}"
    found = {s.object.printed: s.mode.value for s in world.statements(text) if s.tie == "REPRESENTED_IN"}
    assert found == {"Seoul": "done", "Dakar": "done", "Perth": "planned"}


def test_two_units_of_one_country_are_no_pair_of_loose_lines(world: World) -> None:
    text = "Sister cities\n\nLyon Kyoto 1999 Recife Durban 2001 Leeds York 2002 Osaka Dallas 2005\n"
    assert ("Leeds", "York", "2002") not in world.ties(text)
