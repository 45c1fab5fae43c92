"""Tables as statements: what they are about, whose they are, what their rows state."""

from __future__ import annotations

import pytest

from graph.model import Statement
from graph.schema import schema
from tests.ingest.flat.shapes import CASES, DRESSES, STYLES, padded
from tests.ingest.tables.world import World, pipes


@pytest.mark.parametrize("dress", ["padded", "plain"])
@pytest.mark.parametrize("style", ["row", "cell", "ragged", "markdown"])
@pytest.mark.parametrize("name", CASES)
def test_every_shape_states_its_ties(dress: str, style: str, name: str, world: World) -> None:
    if style == "markdown" and dress == "padded":
        return
    assert style in STYLES
    case = CASES[name]
    read = world.read(DRESSES[dress](case, style), "md" if style == "markdown" else "txt")
    found = [s for s in read.statements if s.tie == case.tie]
    assert sorted((s.subject.printed, s.object.printed) for s in found) == sorted(case.pairs)
    assert not [u for u in read.unread if u.what == "table"]


def test_statements_point_into_the_document(world: World) -> None:
    for case in CASES.values():
        text = padded(case, "cell")
        for statement in world.read(text, "txt").statements:
            for mention in (statement.subject, statement.object):
                assert " ".join(text[mention.start : mention.end].split()) == mention.printed
            assert 0 <= statement.start < statement.end <= len(text)
            assert statement.rule.startswith("table:")
            assert 0.4 < statement.confidence < 1
            assert statement.id


def test_every_statement_fits_the_schema(world: World) -> None:
    for case in CASES.values():
        for statement in world.read(padded(case, "row"), "txt").statements:
            ends = []
            for mention in (statement.subject, statement.object):
                who = world.who(mention)
                assert who is not None
                entity = world.gazetteer.get(who)
                ends.append((entity.kind, entity.id) if entity else (mention.kind, who))
            tie = schema().tie(statement.tie)
            assert schema().fits(tie.subject, *ends[0])
            assert schema().fits(tie.object, *ends[1])


def test_sister_units_lie_in_their_countries(world: World) -> None:
    text = pipes("Table 1: Sister provinces of Yunnan", "Partner | Country | Date", "Champasak | Laos | 3 May 1999")
    assert world.ties(text) == [
        ("CN-YN", "SISTER_OF", "LA-CH", "1999-05-03"),
        ("LA-CH", "PART_OF", "LA", ""),
    ]


def test_an_empty_country_repeats_the_one_above(world: World) -> None:
    text = pipes(
        "Table 1: Sister states of Yunnan", "Partner | Country | Year", "Texas | USA | 1985", "Kansas |  | 1987"
    )
    assert [t for t in world.ties(text) if t[1] == "SISTER_OF"][1] == ("CN-YN", "SISTER_OF", "US-KS", "1987")


def test_misprints_are_found_within_the_stated_country(world: World) -> None:
    text = pipes("Table 1: Sister provinces of Zhejiang", "Partner | Country | Year", "Shizuoko | Japan | 1982")
    assert ("CN-ZJ", "SISTER_OF", "JP-22", "1982") in world.ties(text)


def test_an_unknown_place_of_a_stated_country_becomes_provisional(world: World) -> None:
    text = pipes("Table 1: Sister cities of Ningbo", "Partner | Country | Year", "Qwertyville | Canada | 1990")
    statement = world.read(text).statements[0]
    assert (statement.object.provisional, statement.object.country) == (True, "CA")
    without = pipes("Table 1: Sister cities of Ningbo", "Partner | Year", "Qwertyville | 1990", "Zzyzxton | 1991")
    assert not world.read(without).statements


def test_the_country_may_stand_in_the_cell(world: World) -> None:
    text = pipes(
        "Table 1: Sister cities of Jiangsu",
        "Partner | Year",
        "Ontario (Canada) | 1985",
        "Aichi Prefecture, Japan | 1980",
    )
    assert [t for t in world.ties(text) if t[1] == "SISTER_OF"] == [
        ("CN-JS", "SISTER_OF", "CA-ON", "1985"),
        ("CN-JS", "SISTER_OF", "JP-23", "1980"),
    ]


def test_shares_and_values_belong_to_their_year(world: World) -> None:
    text = pipes(
        "Table 1: Exports of Yunnan to its partners (USD million)", "Country | 2005 | 2010", "Myanmar | 401 | 952.5"
    )
    found = world.read(text).statements
    assert [(s.tie, s.when, s.value, s.currency, s.flow) for s in found] == [
        ("TRADES_WITH", ("2005",), 401e6, "USD", "export"),
        ("TRADES_WITH", ("2010",), 952.5e6, "USD", "export"),
    ]
    text = pipes("Table 2: Main import partners of Yunnan in 2015", "No | Country | Share", "1 | Laos | 12.5%")
    one = world.read(text).statements[0]
    assert (one.when, one.share, one.flow, one.value) == (("2015",), 12.5, "import", None)


def test_ranks_by_year_with_names_and_figures(world: World) -> None:
    text = (
        "Table 3: Top partners in exports of Yunnan\n No.1 No.2 No.3 Total\n1990 HK\n20.5%\nSaudi\nArabia\n10%\n"
        "Brazil/Italy\n3%\n50%\n1995 Japan\n30%\n------ ------ 40%\n\nSource: The office.\n"
    )
    found = world.read(text, "txt").statements
    assert [(world.who(s.object), s.when[0], s.share) for s in found] == [
        ("CN-HK", "1990", 20.5),
        ("SA", "1990", 10.0),
        ("BR", "1990", 3.0),
        ("IT", "1990", 3.0),
        ("JP", "1995", 30.0),
    ]


def test_sources_of_investment_invest_and_destinations_receive(world: World) -> None:
    rows = ("Country | 2010", "Singapore | 5.1", "Thailand | 2.2")
    assert world.ties(pipes("Table 1: Sources of FDI in Yunnan (%)", *rows))[0] == ("SG", "INVESTS_IN", "CN-YN", "2010")
    outward = world.ties(pipes("Table 2: Destinations of outward investment from Yunnan (%)", *rows))
    assert outward[0] == ("CN-YN", "INVESTS_IN", "SG", "2010")


def test_industries_are_no_partners(world: World) -> None:
    text = pipes(
        "Table 1: FDI in Yunnan by industry (%)", "Industry | 2005 | 2010", "Mining | 5 | 7", "Farming | 1 | 2"
    )
    read = world.read(text)
    assert not read.statements
    assert [u.what for u in read.unread] == ["table"]


def test_provinces_side_by_side_do_not_trade_with_each_other(world: World) -> None:
    text = pipes(
        "Table 1: Exports of coastal provinces", "Year | Zhejiang | Fujian", "2005 | 3.1 | 2.2", "2006 | 4 | 3"
    )
    assert not world.read(text).statements


def test_guests_stand_for_their_homes(world: World) -> None:
    text = pipes(
        "Table 1: Foreign guests visiting Yunnan",
        "Time | Examples of guests",
        "1991 | Fiji President; President of the Senate of Malaysia; Former Japanese Prime Minister; 12 groups",
    )
    assert world.ties(text) == [
        ("FJ", "VISITED", "CN-YN", "1991"),
        ("MY", "VISITED", "CN-YN", "1991"),
        ("JP", "VISITED", "CN-YN", "1991"),
    ]


def test_leaders_travel_from_the_tables_unit(world: World) -> None:
    text = pipes(
        "Table 1: Overseas visits by leaders of Yunnan",
        "Date | Leader | Countries visited",
        "March 2003 | Governor | Thailand, Laos and Trinidad and Tobago",
    )
    assert world.ties(text)[:2] == [("CN-YN", "VISITED", "TH", "2003-03"), ("CN-YN", "VISITED", "LA", "2003-03")]


def test_zones_of_a_policy(world: World) -> None:
    text = pipes(
        "Table 1: Steps of China's opening up",
        "Time | Major Events",
        "1981 | Zhuhai and Shantou (both of Guangdong) established as special economic zones (SEZs) by law.",
        "2017 | Pilot free trade zones established in Henan, Hubei and Shaanxi.",
        "2018 | Work went on in many places, and people were glad of it.",
    )
    found = world.read(text).statements
    assert {(world.who(s.subject), s.tie) for s in found} == {("CN", "ESTABLISHED")}
    assert [(s.object.form, s.when[0]) for s in found] == [
        ("Zhuhai Special Economic Zone", "1981"),
        ("Shantou Special Economic Zone", "1981"),
        ("Henan Pilot Free Trade Zone", "2017"),
        ("Hubei Pilot Free Trade Zone", "2017"),
        ("Shaanxi Pilot Free Trade Zone", "2017"),
    ]
    assert all(s.object.provisional and s.object.kind == "Project" for s in found)


def test_pairs_of_cities_with_the_unit_of_the_partner_and_without_a_date(world: World) -> None:
    text = pipes(
        "Table 5. Pairs of cities, 2019",
        "No. | City | Partner | Subject of the Federation | Since",
        "1 | Changchun | Tyumen | Tyumen Oblast | 1993",
        "2 | Hunchun | Blagoveshchensk | Amur Oblast | n/a",
    )
    tied = [(tie, when) for _, tie, _, when in world.ties(text)]
    assert tied == [("SISTER_OF", "1993"), ("PART_OF", ""), ("SISTER_OF", ""), ("PART_OF", "")]


def test_the_meetings_of_a_summit_with_their_hosts(world: World) -> None:
    text = pipes(
        "Table 4. Conferences of the Northern Regions Summit",
        "Year | Host | Theme",
        "2006 | Shandong | Circular economy",
        "2008 | Bavaria | Climate change",
    )
    assert world.ties(text) == [
        ("CN-SD", "HOSTS", "new:Northern Regions Summit", "2006"),
        ("DE-BY", "HOSTS", "new:Northern Regions Summit", "2008"),
    ]


def test_running_text_in_cells_is_handed_to_the_reader_of_prose(world: World) -> None:
    text = pipes(
        "Table 1: Activities of Zhejiang with its sister cities",
        "Time | Major Activities",
        "1997 | The deputy governor visited Indiana and met the mayor of its largest city.",
    )
    read = world.read(text)
    assert not read.statements
    assert not read.unread
    cell, subject = read.prose[0]
    assert (cell.when, subject.form if subject else None) == ("1997", "Zhejiang")
    assert cell.clean.text.startswith("The deputy governor")
    assert text[cell.clean.offsets[0] :].startswith("The deputy governor")


def test_whose_table_it_is_may_stand_in_the_announcement_or_the_heading(world: World) -> None:
    rows = ("Partner | Country | Year", "Texas | USA | 1985")
    announced = "Table 4 lists the sister relations of Shaanxi."
    assert world.ties(pipes("Table 4: Sister relations", *rows, before=announced))[0][0] == "CN-SN"
    headed = pipes("Table 4: Sister relations", *rows, before="## The friends of Hunan")
    assert world.ties(headed)[0][0] == "CN-HN"


def test_a_table_that_nobody_understands_says_so(world: World) -> None:
    text = pipes("Table 9: Shades", "Colour | Depth", "Red | deep", "Blue | pale")
    read = world.read(text)
    assert not read.statements
    assert not read.prose
    assert [(u.what, u.text) for u in read.unread] == [("table", "Table 9: Shades")]


def test_the_same_table_gives_the_same_ids(world: World) -> None:
    def ids(statements: tuple[Statement, ...]) -> set[str]:
        return {s.id for s in statements}

    case = CASES["sisters"]
    once = world.read(padded(case, "row"), "txt").statements
    moved = world.read("A line that came later, and that is long enough.\n\n" + padded(case, "row"), "txt").statements
    assert ids(once) == ids(moved)
    assert len(ids(once)) == len(once)


def test_both_ends_in_one_cell_are_a_pair(world: World) -> None:
    text = pipes(
        "Table 3: Instruments of the three provinces",
        "Parties | Instrument | Date",
        "Jilin – Gangwon | Sister province charter | May 1995",
        "Jilin – Tottori | Memorandum on exchange | 2003",
        "Liaoning – Kanagawa | Friendship agreement | 1983",
    )
    ties = world.ties(text)
    assert ("CN-JL", "SISTER_OF", "KR-51", "1995-05") in ties
    assert [tie[1] for tie in ties if tie[3] == "2003"] == ["COOPERATES_WITH"]


def test_the_heading_says_in_which_state_the_partners_lie(world: World) -> None:
    text = pipes(
        "Table 4: Sister regions of Chinese provinces among the German states",
        "Province | Partner | Date",
        "Shandong | Bavaria | 1987",
        "Jiangsu | Baden-Württemberg | 1994",
        "Anhui | Lower Saxony | 1984",
    )
    ties = world.ties(text)
    assert ("DE-BY", "PART_OF", "DE", "") in ties
    assert not [tie for tie in ties if tie[1] == "PART_OF" and tie[2] == "CN"]


def test_a_cell_that_says_the_kind_of_tie_is_no_name(world: World) -> None:
    text = pipes(
        "Table 5: Sister cities of Busan",
        "Country | City | Category | Date",
        "China | Shanghai | Sister City | 1993",
        "Japan | Fukuoka | Friendship City | 2007",
    )
    ends = {tie[2] for tie in world.ties(text)}
    assert not any("ister" in end or "riendship" in end for end in ends)


def test_a_row_may_name_the_mission_itself(world: World) -> None:
    rows = ("Consulate | Year", "Thailand Consulate General Chengdu | 2004", "Consulate of Sri Lanka | 2009")
    ties = world.ties(pipes("Table 6: Consulates in Chengdu", *rows))
    assert [(tie[0], tie[1], tie[3]) for tie in ties] == [
        ("TH", "REPRESENTED_IN", "2004"),
        ("LK", "REPRESENTED_IN", "2009"),
    ]
    assert {tie[2] for tie in ties} == {"geonames:1815286"}


def test_lists_of_consulates_are_those_in_the_unit(world: World) -> None:
    items = "\n(a) Peru, opened on 6 October 1985;\n(b) Laos, Japan and Nepal, all present by the end of 2007;\n"
    items += "(c) Chile.\n"
    states = {"PE", "LA", "JP", "NP", "CL"}
    told = world.ties(f"Chengdu, the capital of Sichuan, has the most consulates in the west:\n{items}", "txt")
    chengdu = {where for _, _, where, _ in told}
    assert {(who, tie) for who, tie, _, _ in told} == {(state, "REPRESENTED_IN") for state in states}
    assert len(chengdu) == 1
    assert "CN-SC" not in chengdu
    above = "Table 4 Foreign consulates-general in Wuhan\n\nNo.  Country   Opened\n1    France    1998\n"
    above += "2    United States   2008\n3    Russia    2014\n"
    on = world.ties(f"{above}\nChengdu, the capital of Sichuan, began earlier and is ahead:\n{items}", "txt")
    assert {who for who, _, where, _ in on if where in chengdu} == states


def test_whom_a_body_brings_together_are_its_members_and_no_hosts(world: World) -> None:
    for line in ("The Danube Rim Forum joins two regions", "The following took part in the Danube Rim Forum"):
        told = world.ties(f"{line}:\n\n* Bavaria (Germany)\n* Upper Austria (Austria)\n", "txt")
        assert {(who, tie, body) for who, tie, body, _ in told if tie != "PART_OF"} == {
            ("DE-BY", "PARTICIPATES_IN", "new:Danube Rim Forum"), ("AT-4", "PARTICIPATES_IN", "new:Danube Rim Forum")
        }  # fmt: skip
