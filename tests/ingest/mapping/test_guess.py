"""Guessing what the columns of a user's own table mean."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from graph.model import Document, Mode, Statement
from ingest.mapping.guess import Guess, guess
from ingest.mapping.reading import apply, mapping_to_yaml, parse_mapping
from ingest.readers.tables import read_tables


def guessed(table: str) -> tuple[Guess, list[Statement], list[str]]:
    """The guess for a CSV text, the statements that it gives, and the reasons for what was not read."""
    file = read_tables(table.encode(), "csv", "t.csv")
    found = guess(file.tables[0].columns, file.tables[0].rows)
    made, unread = apply(found.mapping, file.tables[0], Document("doc:t", "t.csv", "t", "csv", "0" * 64, file.text))
    return found, made, [u.reason for u in unread]


def brief(statement: Statement) -> tuple[object, ...]:
    """Tie, kind, and of both ends form, kind and country."""
    s, o = statement.subject, statement.object
    return statement.tie, statement.kind, s.form, s.kind, s.country, o.form, o.kind, o.country


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "city,province,partner,partner_country,tie,since\nKunming,Yunnan,Zürich,Switzerland,sister city,1982\n",
            ("SISTER_OF", "sister_city", "Kunming", "unit", "CN", "Zürich", "city", "CH"),
        ),
        (
            "Chinese province;Sister province;Partner country\nHubei;Ohio;USA\n",
            ("SISTER_OF", "sister_province", "Hubei", "Province", "CN", "Ohio", "first", "US"),
        ),
        (
            "place,country,partner,partner_country\nKabul,Afghanistan,Ankara,Turkey\n",
            ("SISTER_OF", None, "Kabul", "unit", "AF", "Ankara", "unit", "TR"),
        ),
        ("source,target\nYunnan,Laos\n", ("COOPERATES_WITH", None, "Yunnan", None, None, "Laos", None, None)),
        (
            "from,to,relation\nYunnan,Uganda,medical team\n",
            ("TWINNED_WITH", "medical_team", "Yunnan", "unit", None, "Uganda", "State", "UG"),
        ),
        (
            "From,To,Type\nYunnan,GMS,member\n",
            ("MEMBER_OF", None, "Yunnan", None, None, "GMS", "body", None),
        ),
        (
            'Province,Country,Exports (USD million),Year\nYunnan,Vietnam,"1,234.5",2019\n',
            ("TRADES_WITH", None, "Yunnan", "Province", "CN", "Vietnam", "State", "VN"),
        ),
        ("Company,Country\nSinohydro,Chad\n", ("OPERATES_IN", None, "Sinohydro", "firm", None, "Chad", "State", "TD")),
        ("mechanism,member state\nGMS,LAO\n", ("MEMBER_OF", None, "Laos", "State", "LA", "GMS", "Mechanism", None)),
        (
            "delegation from,place visited,date of visit\nYunnan,Laos,May 2004\n",
            ("VISITED", None, "Yunnan", None, "CN", "Laos", None, None),
        ),
        (
            "subject,tie,object\nYunnan,PARTICIPATES_IN,GMS\n",
            ("PARTICIPATES_IN", None, "Yunnan", None, None, "GMS", "body", None),
        ),
    ],
)
def test_columns_are_understood(table: str, expected: tuple[object, ...]) -> None:
    found, made, unread = guessed(table)
    assert brief(made[0]) == expected
    assert unread == []
    assert found.notes[0].startswith(f"read as {expected[0]}: ")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "Region,Partner region,Country,Year\nBavaria,Shandong,China,1987\n",
            ("SISTER_OF", None, "Bavaria", "unit", None, "Shandong", "first", "CN"),
        ),
        (
            "Prefecture,Sister state,Country,Date\nHyogo,Washington,USA,1963\n",
            ("SISTER_OF", "sister_province", "Hyogo", "unit", None, "Washington", "first", "US"),
        ),
        (
            "State (India),Foreign partner,Country\nGujarat,Gangwon,South Korea\n",
            ("SISTER_OF", None, "Gujarat", "unit", "IN", "Gangwon", "unit", "KR"),
        ),
        (
            "State,Partner,Country\nJalisco,Alberta,Canada\n",
            ("SISTER_OF", None, "Jalisco", "unit", None, "Alberta", "unit", "CA"),
        ),
        (
            "Canadian province,Chinese province\nAlberta,Heilongjiang\n",
            ("SISTER_OF", None, "Heilongjiang", "Province", "CN", "Alberta", "first", "CA"),
        ),
        (
            "Brazilian state,US state\nParaná,Ohio\n",
            ("SISTER_OF", None, "Paraná", "unit", "BR", "Ohio", "first", "US"),
        ),
        (
            "Japanese city,Sister city,Partner country\nKobe,Seattle,USA\n",
            ("SISTER_OF", "sister_city", "Kobe", "city", "JP", "Seattle", "city", "US"),
        ),
        (
            "省份,友好省州,国家,结好时间\n云南,清莱府,泰国,2000-09-27\n",
            ("SISTER_OF", "sister_province", "云南", "Province", "CN", "清莱府", "first", "TH"),
        ),
        (
            "城市,友好城市,国别,缔结时间\n昆明,清迈,泰国,1999\n",
            ("SISTER_OF", "sister_city", "昆明", "city", "CN", "清迈", "city", "TH"),
        ),
        (
            "Province,Region,Country\nYunnan,Bali,Indonesia\n",
            ("SISTER_OF", None, "Yunnan", "Province", "CN", "Bali", "first", "ID"),
        ),
    ],
)
def test_units_of_any_country_stand_at_either_end(table: str, expected: tuple[object, ...]) -> None:
    found, made, unread = guessed(table)
    assert brief(made[0]) == expected
    assert unread == []
    assert not [note for note in found.notes if note.startswith("columns not used")]


def test_a_column_of_dates_dates_the_tie_whatever_its_name() -> None:
    _, made, _ = guessed("city,sister city,MoU concluded,people\nKobe,Riga,3 May 1974,2000\nUeda,Davos,1976,9\n")
    assert [s.when for s in made] == [("1974-05-03",), ("1976",)]
    _, made, _ = guessed("city,sister city,begun on,seen on\nKobe,Riga,1974,1980\n")
    assert made[0].when == ()


def test_exports_and_imports_are_both_read() -> None:
    found, made, unread = guessed("State,Partner country,Year,Exports (EUR),Imports (EUR)\nBavaria,Italy,2014,35,41\n")
    assert [(s.flow, s.value, s.currency, s.when) for s in made] == [
        ("export", 35.0, "EUR", ("2014",)),
        ("import", 41.0, "EUR", ("2014",)),
    ]
    assert unread == []
    assert [note for note in found.notes if note.startswith("read as")] == [
        "read as TRADES_WITH: State → Partner country, with Exports (EUR), dated by Year",
        "read as TRADES_WITH: State → Partner country, with Imports (EUR), dated by Year",
    ]


def test_what_stands_beside_the_ends_is_understood() -> None:
    _, made, unread = guessed(
        "province,country,exports (USD million),year,status,source,remarks,no\n"
        'Yunnan,Vietnam,"1,234.5",2019,active,http://a,by road,1\nGuangxi,Laos,2,2020,planned,http://b,,2\n'
    )
    yunnan, guangxi = made
    assert (yunnan.value, yunnan.unit, yunnan.currency, yunnan.flow) == (1234.5, "USD million", "USD", "export")
    assert (yunnan.when, yunnan.source, yunnan.detail, yunnan.mode) == (("2019",), "http://a", "by road", Mode.DONE)
    assert guangxi.mode is Mode.PLANNED
    assert unread == []


def test_a_city_lies_in_the_province_beside_it_and_a_province_may_stand_alone() -> None:
    _, made, _ = guessed(
        "Province,City,Sister City,Country\nJiangsu,Suzhou,Venice,Italy\nAnhui,Suzhou,A,Italy\nAnhui,,B,USA\n"
    )
    assert [(s.subject.form, s.subject.within) for s in made] == [
        ("Suzhou", "CN-JS"), ("Suzhou", "CN-AH"), ("Anhui", "CN-AH"),
    ]  # fmt: skip


def test_words_that_name_no_tie_are_told() -> None:
    found, made, unread = guessed("from,to,relation\nA,B,sister city\nC,D,foo\n")
    assert len(made) == 1
    assert "column 'relation': not understood as a tie: foo" in found.notes
    assert unread == ["row 3: no rule of the mapping takes it"]


@pytest.mark.parametrize(("table", "confidence"), [("place,partner\nA,B\n", 0.5), ("city,sister city\nA,B\n", 0.7)])
def test_a_tie_that_is_only_assumed_is_less_sure(table: str, confidence: float) -> None:
    _, made, _ = guessed(table)
    assert made[0].confidence == confidence


def test_source_is_an_end_only_beside_a_target() -> None:
    _, made, _ = guessed("place,partner,source\nKunming,Zürich,http://a\n")
    assert (made[0].subject.form, made[0].source) == ("Kunming", "http://a")


@pytest.mark.parametrize(
    "table",
    ["province,country\nYunnan,Laos\n", "name,age\nA,3\n", "place\nKunming\n", "city,date\nKunming,1990\n"],
)
def test_where_nothing_fits_the_columns_are_listed_and_a_mapping_is_shown(table: str) -> None:
    with pytest.raises(InputError) as refused:
        guessed(table)
    said = str(refused.value)
    assert all(column in said for column in table.split("\n")[0].split(","))
    example = said.partition("for example: ")[2]
    assert parse_mapping(example, "example.yaml").emit[0].tie.constant == "SISTER_OF"
    assert "\n" not in said


def test_the_mapping_is_shown_as_yaml_that_gives_the_same() -> None:
    found, _, _ = guessed(
        "city,province,partner,partner_country,tie,since\nKunming,Yunnan,Bern,Switzerland,sister city,1982\n"
    )
    shown = found.notes[-1].partition("\n")[2]
    assert shown == mapping_to_yaml(found.mapping)
    assert parse_mapping(shown, "m.yaml") == found.mapping
