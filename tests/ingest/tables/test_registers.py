"""Registers of agreements: partners below the units that have them, with what was signed and when."""

from __future__ import annotations

import pytest

from tests.ingest.tables.world import World

REGISTER = (
    "Partner units of the Länder in Asia, by Land\n\n"
    "{bavaria}\n{mark}Shandong Province: friendship agreement, 1987\n{mark}Gujarat. Joint declaration, 2016\n"
    "{mark}Munich: Sapporo (1972); Harare (1996)\n"
    "{hesse}\n{mark}Hunan Province (sister relation, 1985)\n{mark}Jiangxi Province, protocol, 1997, never signed\n"
    "{mark}nothing with Japan\n"
    "{saxony}\n{mark}Hubei Province. Friendship, 2007. Dormant.\n{mark}Dresden: Hangzhou (2009)\n\n"
    "Most of these papers were signed when the governments were new.\n"
)
TIES = {
    ("CN-SD", "SISTER_OF", "DE-BY", "1987"),
    ("DE-BY", "COOPERATES_WITH", "IN-GJ", "2016"),
    ("CN-HN", "SISTER_OF", "DE-HE", "1985"),
    ("CN-HB", "SISTER_OF", "DE-SN", "2007"),
}


def undirected(ties: set[tuple[str, str, str, str]]) -> set[tuple[str, str, str, str]]:
    return {(*sorted((a, b)), tie, when) for a, tie, b, when in ties}  # type: ignore[misc]


@pytest.mark.parametrize("mark", ["  ", "- ", "• "])
@pytest.mark.parametrize("heads", [("BAVARIA", "HESSE", "SAXONY"), ("Bavaria", "Hesse", "Saxony")])
def test_a_register_pairs_units_with_the_entries_below_them(world: World, mark: str, heads: tuple[str, ...]) -> None:
    text = REGISTER.format(mark=mark, **dict(zip(("bavaria", "hesse", "saxony"), heads, strict=True)))
    found = undirected(set(world.ties(text, "txt")))
    assert undirected(TIES) <= found
    assert {when for *_, when in found} >= {"1972", "1996", "2009"}  # the towns' own partners
    assert not any({"DE-BY", "DE-HE", "DE-SN"} & {a, b} for a, b, _, when in found if when in ("1972", "1996", "2009"))


def test_units_of_one_state_below_each_other_are_no_register(world: World) -> None:
    text = (
        "Ports of the provinces\n\nZHEJIANG\n  Ningbo, opened 1979\n  Wenzhou, opened 1984\n"
        "FUJIAN\n  Xiamen, opened 1980\n  Fuzhou, opened 1984\n\nThe ports have grown since then.\n"
    )
    assert not [tie for _, tie, _, _ in world.ties(text, "txt") if tie in ("SISTER_OF", "COOPERATES_WITH")]


def test_columns_below_places_are_what_stands_in_these(world: World) -> None:
    text = (
        "Table 5: Consulates in Shenyang and Qingdao, by opening date\n\n"
        "Shenyang          Opened     Qingdao          Opened\n"
        "Japan (a)         1986       South Korea      1994\n"
        "Russia            1991       Japan            2009\n"
        "France            2008       Kazakhstan       2022\n"
        "(a) Moved in 2003.\n\nSource: consular lists.\n"
    )
    found = {(a, b, when) for a, tie, b, when in world.ties(text, "txt") if tie == "REPRESENTED_IN"}
    towns = {b for _, b, _ in found}
    assert {(a, when) for a, _, when in found} == {
        ("JP", "1986"), ("RU", "1991"), ("FR", "2008"), ("KR", "1994"), ("JP", "2009"), ("KZ", "2022"),
    }  # fmt: skip
    assert len(towns) == 2


def test_a_list_keyed_by_states_may_hold_pairs(world: World) -> None:
    text = (
        "The sister cities of the two provinces, by country, are as follows:\n\n"
        "(1) Morocco: Xi'an–Marrakesh (2010);\n(2) Egypt: Shaanxi–Aswan Governorate (2012-04);\n"
        "(3) Kyrgyzstan: Lanzhou–Osh (June 2004), Gansu–Batken Region (2016).\n\n"
        "Most of these were signed at one fair.\n"
    )
    found = {(tie, when) for _, tie, _, when in world.ties(text, "txt") if tie == "SISTER_OF"}
    assert found == {("SISTER_OF", "2010"), ("SISTER_OF", "2012-04"), ("SISTER_OF", "2004-06"), ("SISTER_OF", "2016")}
    assert {b for _, tie, b, _ in world.ties(text, "txt") if tie == "PART_OF"} == {"MA", "EG", "KG"}


def test_a_leader_who_is_called_like_a_place_is_none(world: World) -> None:
    text = (
        "Table 5: Visits of Ningxia's leaders\n\nTime        Leader                            Countries\n"
        "2013.05     Liu Hui, Chairwoman               Egypt, Jordan\n"
        "2014.06     Li Rui, Vice Chairman             Qatar; Kuwait\n"
        "2016.11     Xian Hui, Vice Chairwoman         Morocco\n"
        "Data: collated from news.\n"
    )
    found = [(a, b) for a, tie, b, _ in world.ties(text, "txt") if tie == "VISITED"]
    assert found == [("CN-NX", state) for state in ("EG", "JO", "QA", "KW", "MA")]


def test_partners_with_nothing_but_a_date_are_what_the_text_says(world: World) -> None:
    text = (
        "Sister relations of the prefectures abroad\n\nKagawa\nShaanxi (S, 1994)\n"
        "Okayama\nJiangxi (S, 1992)\nSouth Australia (F, 1993)\n"
        "Ehime\nLiaoning (F, 2015)\n\nThe oldest of these has lost most of its friends.\n"
    )
    found = {(tie, when) for _, tie, _, when in world.ties(text, "txt")}
    assert found == {("SISTER_OF", "1994"), ("SISTER_OF", "1992"), ("SISTER_OF", "1993"), ("SISTER_OF", "2015")}


@pytest.mark.parametrize("title", ["Visits paid in those years", "The prefectures have been active abroad."])
def test_partners_with_nothing_but_a_date_are_no_sisters_by_themselves(world: World, title: str) -> None:
    text = (
        f"{title}\n\nKagawa\nShaanxi, 1994\nLyon, 2003\nOkayama\nJiangxi, 1992\nMunich, 1993\nEhime\nLiaoning, 2015\n"
    )
    assert not [tie for _, tie, _, _ in world.ties(text, "txt") if tie == "SISTER_OF"]


def test_both_ends_of_a_line_stand_in_its_row(world: World) -> None:
    text = (
        "Third, there are the ships. <Box 1> shows the order of opening.\n\n<Box 1> Ferry routes Korea–Shandong\n"
        "(1) Weihai–Incheon: September 1990, Weidong Ferry\n(2) Qingdao–Incheon: 1993, Weidong Ferry\n"
        "(3) Yantai–Busan: 2000, Hanjoong Ferry\n(4) Rizhao–Pyeongtaek: 2003\n\n"
        "They carry more cargo than travellers.\n"
    )
    ties = {(a, b) for a, tie, b, _ in world.ties(text, "txt") if tie == "COOPERATES_WITH"}
    assert len(ties) == 4
    assert not any("CN-SD" in pair for pair in ties)


def test_a_word_of_the_caption_is_no_town(world: World) -> None:
    text = (
        "Table 5: Trade of the Länder with China, 2018\n\nLand                 Exports     Imports\n"
        "Bavaria              16.1        20.2\nHesse                3.4         11.0\n"
        "Saxony               6.1         4.4\n\nSource: statistical office.\n"
    )
    assert {(a, b) for a, tie, b, _ in world.ties(text, "txt")} <= {("CN", "DE-BY"), ("CN", "DE-HE"), ("CN", "DE-SN")}


def test_counted_pairs_are_what_their_paragraph_speaks_of(world: World) -> None:
    text = (
        "6.2 Formal ties\n\nTwinning came late to the region. At the time of writing these stood:\n\n"
        " (i)    Gansu Province with Batken Region, Kyrgyzstan, May 2000;\n (ii)   Xining with Gyumri, Armenia, 2015;\n"
        " (iii)  Yinchuan with Osh, September 2008;\n (iv)   Hotan with Khorog Council – under discussion only.\n\n"
        "The dates are those of the mayors.\n"
    )
    found = {when for _, tie, _, when in world.ties(text, "txt") if tie == "SISTER_OF"}
    assert found == {"2000-05", "2015", "2008-09"}


def test_states_are_no_sisters_and_a_dash_has_no_partner(world: World) -> None:
    text = (
        "Table A. Provinces and their key partners in the region\n\n"
        "Province      Key partner(s)                Lead sector\n"
        "Fujian        Philippines, Indonesia        fisheries\n"
        "Guangdong     Malaysia                      manufacturing\n"
        "Shandong      n.a.                          -\nHainan        Cambodia                      tourism\n"
        "Yunnan        Myanmar; Lao PDR              energy\n\nSource: work reports.\n"
    )
    found = {(a, tie, b) for a, tie, b, _ in world.ties(text, "txt")}
    pairs = (("FJ", "PH"), ("FJ", "ID"), ("GD", "MY"), ("HI", "KH"), ("YN", "MM"), ("YN", "LA"))
    assert found == {(f"CN-{unit}", "COOPERATES_WITH", state) for unit, state in pairs}


def test_bases_of_firms_lie_where_they_work(world: World) -> None:
    text = (
        "Table D. Overseas fishing bases\n\nCompany                   Home city         Base                    Since\n"
        "Minjiang Fishery          Fuzhou            Ambon, Indonesia        2007\n"
        "Haixia Fishery            Xiamen            Yangon, Myanmar         2005\n"
        "Luhai Fishery             Quanzhou          Tema, Ghana             2011\n\nSource: registers.\n"
    )
    assert {when for _, tie, _, when in world.ties(text, "txt") if tie == "OPERATES_IN"} == {"2007", "2005", "2011"}
