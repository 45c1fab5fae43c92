"""Accounts of one unit and one year, as a yearbook's chapters are: whose they are, of when, and their headings."""

from __future__ import annotations

import pytest

from graph.model import Document, Statement
from ingest.layout.build import layout_of
from ingest.types import BlockKind
from tests.ingest.prose.test_reader import reader

YEARBOOK = """FOREIGN AFFAIRS

In 2009 the work of the province went well. In the year Hunan received 310 groups of guests from abroad, and the
province sent out 120, more than over the previous year.

【Visit of the Governor to Hungary】 From June 3 to 9, Zhou Qiang, Governor of the province, led a delegation to visit
Hungary and Poland.

【New friendship cities】 Changsha signed with Mons of Belgium in August; Zhuzhou signed the agreement with Durham of
the United States in May.
【Work at the end of the year】 On December 12 a delegation of Hunan visited Kagoshima. By the end of 2009, Hunan had
sent the 12th team to Sierra Leone since 1973, and in the whole year the province was busy.
"""


def read(text: str) -> list[Statement]:
    document = Document("doc:t", "t.txt", "", "txt", "0" * 64, text)
    return reader()[0].read(layout_of(text, "txt"), document)[0]


def told(text: str) -> set[tuple[str, str, str, tuple[str, ...]]]:
    return {(s.subject.form, s.tie, s.object.form, tuple(s.when)) for s in read(text)}


def test_a_heading_in_brackets_opens_its_paragraph_and_is_no_part_of_it() -> None:
    blocks = layout_of(YEARBOOK, "txt").blocks
    heads = [b.clean.text for b in blocks if b.kind is BlockKind.HEADING]
    assert heads[1:] == [
        "【Visit of the Governor to Hungary】",
        "【New friendship cities】",
        "【Work at the end of the year】",
    ]
    told = [b for b in blocks if b.kind is BlockKind.PARAGRAPH]
    assert [b.clean.text.split()[0] for b in told] == ["In", "From", "Changsha", "On"]
    assert told[2].section == ("FOREIGN AFFAIRS", "New friendship cities")
    for block in told:
        start, end = block.clean.span(0, len(block.clean.text))
        assert "".join(YEARBOOK[start:end].split()) == "".join(block.clean.text.split())


def test_the_province_of_a_yearbook_is_the_one_that_it_is_about_and_its_days_are_of_its_year() -> None:
    found = told(YEARBOOK)
    assert ("Hunan", "VISITED", "Hungary", ("2009-06-03/2009-06-09",)) in found
    assert ("Hunan", "VISITED", "Poland", ("2009-06-03/2009-06-09",)) in found
    assert ("Hunan", "VISITED", "Kagoshima", ("2009-12-12",)) in found


def test_agreements_under_a_heading_of_friendship_cities_make_friendship_cities() -> None:
    found = {(a, tie, b, when) for a, tie, b, when in told(YEARBOOK) if tie in ("SISTER_OF", "COOPERATES_WITH")}
    assert found == {
        ("Changsha", "SISTER_OF", "Mons", ("2009-08",)),
        ("Zhuzhou", "SISTER_OF", "Durham", ("2009-05",)),
    }
    other = told(YEARBOOK.replace("New friendship cities", "Trade and industry"))
    assert ("Changsha", "COOPERATES_WITH", "Mons", ("2009-08",)) in other
    assert not [t for t in other if t[1] == "SISTER_OF"]


@pytest.mark.parametrize(
    "text",
    [
        YEARBOOK.replace("2009", "2009, 2008, 2007"),  # of several years
        YEARBOOK.replace("June 3 to 9", "June 3 to 9, 2004")
        .replace("August", "August 2005")
        .replace("December 12", "That year"),  # dates with their own
    ],
)
def test_a_text_on_several_years_dates_nothing_by_itself(text: str) -> None:
    assert not [t for t in told(text) if t[1] == "VISITED" and t[3] and t[3][0].startswith("2009")]


def test_a_text_that_compares_units_is_nobodys_account() -> None:
    text = YEARBOOK.replace("went well", "went well in Hubei, and Hubei is not Hunan; Hubei and Anhui are others")
    assert not [t for t in told(text) if t[:3] == ("Hunan", "VISITED", "Hungary")]


def test_the_province_is_the_documents_own_where_a_foreign_one_was_named_last() -> None:
    text = YEARBOOK.replace(
        "By the end of 2009,",
        "The governor of Gifu came to see Changsha. Exports of the province to Chile grew. In 2009",
    )
    assert ("Hunan", "TRADES_WITH", "Chile") in {t[:3] for t in told(text)}
