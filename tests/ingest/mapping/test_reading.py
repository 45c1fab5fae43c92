"""Mappings: rows become statements, and what does not is reported with its row."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from graph.model import Document, Mode, Statement
from ingest.mapping.reading import apply, parse_mapping
from ingest.readers.tables import read_tables
from ingest.types import Unread
from tests.ingest.mapping.rules import RULES

SISTERS = """
emit:
  - tie: SISTER_OF
    kind: sister_province
    subject: {column: unit, kind: Province, country: CN}
    object: {column: partner, kind: first, country: {column: country}}
    dates: {start: since, end: until}
"""


def run(yaml: str, table: str) -> tuple[list[Statement], list[Unread]]:
    """Statements and reports of a CSV text under a mapping."""
    file = read_tables(table.encode(), "csv", "t.csv")
    document = Document("doc:t", "t.csv", "t", "csv", "0" * 64, file.text)
    return apply(parse_mapping(yaml, "m.yaml"), file.tables[0], document)


def reasons(unread: list[Unread]) -> list[str]:
    return [u.reason for u in unread]


def test_a_row_becomes_a_statement_that_shows_where_it_stands() -> None:
    table = 'unit,partner,country,since,until\nHubei,"Ohio, OH",USA,1979-10-31,\n'
    (made,), unread = run(SISTERS, table)
    assert unread == []
    assert (made.tie, made.kind, made.when, made.mode) == ("SISTER_OF", "sister_province", ("1979-10-31",), Mode.DONE)
    assert (made.subject.form, made.subject.kind, made.subject.country) == ("Hubei", "Province", "CN")
    assert (made.object.form, made.object.kind, made.object.country) == ("Ohio, OH", "first", "US")
    assert made.text == "Hubei | Ohio, OH | USA | 1979-10-31"
    assert table[made.start : made.end].startswith("Hubei,")
    for mention in (made.subject, made.object):
        assert table[mention.start : mention.end] == mention.printed
    assert made.id.startswith("st:")


def test_reading_again_gives_the_same_ids_also_when_rows_are_put_before() -> None:
    head, row = "unit,partner,country,since,until\n", "Hubei,Ohio,US,1979,\n"
    (one,), _ = run(SISTERS, head + row)
    two, _ = run(SISTERS, head + "Hunan,Colorado,US,1987,\n" + row)
    assert one.id == two[1].id
    assert one.start != two[1].start


@pytest.mark.parametrize(
    ("since", "until", "when", "problem"),
    [
        ("1979", "", ("1979",), None),
        ("1979", "1983", ("1979/1983",), None),
        ("", "1983", ("/1983",), None),
        ("", "", (), None),
        ("n.a.", "-", (), None),
        ("May 1981", "", ("1981-05",), None),
        ("1990s", "", ("199X",), None),
        ("since 2006", "", ("2006/..",), None),
        ("2006-", "2010", ("2006/2010",), None),
        ("circa 1990", "", ("1990~",), None),
        ("2024-06?", "", ("2024-06?",), None),
        ("31.02.1999", "", (), "not a day of the calendar"),
        ("1999-13-01", "", (), "not a day of the calendar"),
        ("long ago", "", (), "'long ago' is not a date"),
        ("1990", "1980", (), "ends before it starts"),
    ],
)
def test_dates_of_a_state(since: str, until: str, when: tuple[str, ...], problem: str | None) -> None:
    (made,), unread = run(SISTERS, f"unit,partner,country,since,until\nHubei,Ohio,US,{since},{until}\n")
    assert made.when == when
    assert len(unread) == (problem is not None)
    if problem:
        assert unread[0].reason.startswith("row 2: ")
        assert problem in unread[0].reason


OCCASION = """
emit:
  - tie: AIDS
    subject: {column: a}
    object: {column: b, kind: State}
    dates: {start: from, end: to}
"""


def test_an_occasion_of_one_year_has_that_year_as_its_date() -> None:
    made, _ = run(OCCASION, "a,b,from,to\nAnhui,Guinea,2020,2020\nAnhui,Guinea,2020,2021\n")
    assert [s.when for s in made] == [("2020",), ("2020/2021",)]


def test_intervals_in_one_cell() -> None:
    yaml = "emit: [{tie: TWINNED_WITH, subject: {column: a}, object: {column: b, kind: State}, dates: {intervals: w}}]"
    (made,), unread = run(yaml, "a,b,w\nJiangxi,Chad,1989-1997; 1978-1979;2006-;soon\n")
    assert made.when == ("1978/1979", "1989/1997", "2006/..")
    assert reasons(unread) == ["row 2: 'soon' is not a date"]


def test_dates_by_name() -> None:
    yaml = """
emit:
  - tie: PARTICIPATES_IN
    subject: {column: members, split: ";", kind: Province}
    object: {column: name, kind: Mechanism}
    dates: {by_name: joined, date: founded}
"""
    made, unread = run(yaml, "name,members,joined,founded\nNEAR,Henan;Hubei,Henan: 1996;Gansu 2023,1995\n")
    assert [(s.subject.form, s.when) for s in made] == [("Henan", ("1996",)), ("Hubei", ("1995",))]
    assert reasons(unread) == ["row 2: 'Gansu 2023' is not a name with a date (write 'Name: 1996')"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Hubei,Ohio,XX,1979,", "'XX' is not a country's code or name"),
        ("Hubei,Ohio,,1979,", "column 'country' names no country"),
        ("Hubei,,US,1979,", "column 'partner' is empty"),
        (",Ohio,US,1979,", "column 'unit' is empty"),
    ],
)
def test_a_row_without_two_ends_is_reported(row: str, reason: str) -> None:
    made, unread = run(SISTERS, f"unit,partner,country,since,until\nHunan,Colorado,US,1987,\n{row}\n")
    assert [s.subject.form for s in made] == ["Hunan"]
    assert reasons(unread) == [f"row 3: {reason}"]
    assert row.strip(",").split(",")[0] in unread[0].text


def test_a_row_that_repeats_another_is_reported_once() -> None:
    made, unread = run(SISTERS, "unit,partner,country,since,until\nHubei,Ohio,US,1979,\nHubei,Ohio,US,1979,\n")
    assert len(made) == 1
    assert reasons(unread) == ["row 3: it repeats row 2"]


def test_a_column_that_is_neither_used_nor_ignored_is_reported() -> None:
    _, unread = run(SISTERS + "ignore: [known]\n", "unit,partner,country,since,until,known,new\nHubei,Ohio,US,,,1,2\n")
    assert reasons(unread) == ["column 'new' is neither used nor ignored by the mapping"]


def test_a_table_without_a_mapped_column_is_refused() -> None:
    with pytest.raises(InputError, match=r"t\.csv: .*'country'.*its columns are unit, partner"):
        run(SISTERS, "unit,partner,since,until\nHubei,Ohio,,\n")


def test_optional_columns_may_be_missing() -> None:
    (made,), unread = run(SISTERS + "optional: [since, until]\n", "unit,partner,country\nHubei,Ohio,US\n")
    assert (made.when, unread) == ((), [])


HEAD = "a,b,sort,value,share,mode,note,sure,s1,s2\n"


def test_rules_choose_by_row() -> None:
    rows = [
        "Yunnan,Uganda,medical team,,,over,note,high,http://a,http://b",
        "Yunnan,Vietnam,Exports,1234.5,12.5%,,,medium,,http://b",
        "Yunnan,Laos,trade,1,,,,low,,",
        "Yunnan,Laos,list,,,,,,,",
        "Yunnan,Vietnam,trade,many,1,,,perhaps,,",
    ]
    made, unread = run(RULES, HEAD + "\n".join(rows))
    team, exports, trade = made
    assert (team.rule, team.mode, team.detail, team.confidence) == ("m:team", Mode.ENDED, "said note", 0.9)
    assert (team.source, team.mechanism and team.mechanism.form) == ("http://a; http://b", "Chinese medical teams")
    assert (exports.value, exports.share, exports.flow, exports.currency) == (1234.5, 12.5, "export", "USD")
    assert (exports.confidence, exports.source) == (0.7, "http://b")
    assert (trade.value, trade.flow, trade.confidence) == (None, "total", 0.5)
    assert reasons(unread) == [
        "row 4: no rule of the mapping takes it",
        "row 5: a list, not a tie",
        "row 6: confidence 'perhaps' is neither high, medium, low nor a number up to 1",
        "row 6: value 'many' is not a number",
    ]


def test_a_word_that_the_mapping_does_not_know_is_reported() -> None:
    yaml = """
emit:
  - tie: OPERATES_IN
    subject: {column: firm, kind: {column: owner, values: {province: SOE}}}
    object: {column: state, kind: State}
"""
    (one, two), unread = run(yaml, "firm,state,owner\nA,Chad,Province\nB,Chad,private\n")
    assert (one.subject.kind, two.subject.kind) == ("SOE", None)
    assert reasons(unread) == ["row 3: kind 'private' is not among the values of the mapping"]


def test_a_cell_is_split_into_several_names_each_with_its_place() -> None:
    yaml = """
emit:
  - tie: MEMBER_OF
    subject:
      column: members
      split: ';| and '
      kind: State
      replace: [{pattern: '^.* states$', report: names no state}]
    object: {column: name, kind: Mechanism}
"""
    table = "name,members\nGMS,KHM;CHN and Thailand\nFOCAC,CHN and African states\nX,KHM;Atlantis\n"
    made, unread = run(yaml, table)
    assert [(s.subject.printed, s.subject.form, s.subject.country) for s in made] == [
        ("KHM", "Cambodia", "KH"), ("CHN", "China", "CN"), ("Thailand", "Thailand", "TH"), ("CHN", "China", "CN"),
        ("KHM", "Cambodia", "KH"),
    ]  # fmt: skip
    assert all(table[s.subject.start : s.subject.end] == s.subject.printed for s in made)
    assert reasons(unread) == ["row 3: names no state", "row 4: 'Atlantis' is not a country's code or name"]


@pytest.mark.parametrize(("take", "expected"), [("all", "ABC"), ("first", "A"), ("rest", "BC")])
def test_take(take: str, expected: str) -> None:
    yaml = f"emit: [{{tie: HOSTS, subject: {{column: a, split: ;, take: {take}}}, object: {{column: b, kind: Event}}}}]"
    made, _ = run(yaml, "a,b\nA;B;C,Expo\n")
    assert "".join(s.subject.form for s in made) == expected


def test_the_first_column_that_is_not_empty_names_the_end() -> None:
    yaml = "emit: [{tie: SISTER_OF, subject: {column: [city, unit]}, object: {column: o, printed: [p, o]}}]"
    made, _ = run(yaml, "unit,city,o,p\nZhejiang,Hangzhou,Gifu,Cifu\nZhejiang,,Shizuoka,\n")
    assert [(s.subject.form, s.object.form, s.object.printed) for s in made] == [
        ("Hangzhou", "Gifu", "Cifu"), ("Zhejiang", "Shizuoka", "Shizuoka"),
    ]  # fmt: skip


def test_a_code_says_where_a_name_belongs() -> None:
    yaml = "emit: [{tie: SISTER_OF, subject: {column: a, code: c, country: CN}, object: {column: b, form: '{} City'}}]"
    made, unread = run(yaml, "a,b,c\nYunnan,Gifu,CN-YN\nYunnan,Kobe,27\n")
    assert [(s.subject.form, s.subject.within, s.object.form) for s in made] == [
        ("Yunnan", "CN-YN", "Gifu City"), ("Yunnan", None, "Kobe City"),
    ]  # fmt: skip
    assert reasons(unread) == ["row 3: '27' is not a code of ISO 3166-2"]


def test_the_unit_around_a_place_may_be_named() -> None:
    yaml = """
emit:
  - tie: SISTER_OF
    subject: {column: city, country: CN, within: {column: province}}
    object: {column: partner}
"""
    made, unread = run(yaml, "province,city,partner\nAnhui,Suzhou,A\nCN-JS,Suzhou,B\n,Dali,C\nOhio,Dali,D\n")
    assert [s.subject.within for s in made] == ["CN-AH", "CN-JS", None, None]
    assert reasons(unread) == ["row 5: 'Ohio' is not a known unit"]


def test_a_state_and_its_code_must_agree() -> None:
    yaml = "emit: [{tie: AIDS, subject: {column: a}, object: {column: b, kind: State, country: {column: c}}}]"
    made, unread = run(yaml, "a,b,c\nX,Tanzania (Zanzibar),TZA\nX,Niger,NGA\nX,Zaire,COD\n")
    assert [s.object.form for s in made] == ["Tanzania", "Democratic Republic of the Congo"]
    assert reasons(unread) == ["row 3: 'Niger' is not the country of the code NG"]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("{column: a, country: JP}", True),
        ("{column: a, kind: city, country: JP}", True),
        ("{column: a}", False),
        ("{column: a, kind: Province, country: CN}", False),
        ("{column: a, kind: State}", False),
        ("{column: a, kind: Enterprise}", True),
        ("{column: a, kind: Event}", True),
        ("{column: a, kind: Event, provisional: false}", False),
    ],
)
def test_who_may_come_into_being(end: str, expected: bool) -> None:
    made, _ = run(f"emit: [{{tie: COOPERATES_WITH, subject: {end}, object: {{column: b}}}}]", "a,b\nJapan,x\n")
    assert made[0].subject.provisional is expected


def test_escapes_in_a_cell_leave_the_mention_without_a_place_or_with_the_printed_one() -> None:
    table = 'a,b\n"The ""Best"" Firm; Second  Firm",Chad\n'
    made, _ = run("emit: [{tie: OPERATES_IN, subject: {column: a, split: ;, kind: firm}, object: {column: b}}]", table)
    assert [s.subject.printed for s in made] == ['The "Best" Firm', "Second Firm"]
    assert made[0].subject.start == -1
    assert " ".join(table[made[1].subject.start : made[1].subject.end].split()) == "Second Firm"
