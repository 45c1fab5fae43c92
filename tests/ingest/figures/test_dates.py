"""Dates as people write them → EDTF."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import edtf
from graph.errors import InputError
from ingest.figures.dates import find_dates, parse_date
from ingest.words.numbers import number_of

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2049, 12, 31))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("11 May 1981", "1981-05-11"),
        ("May 1981", "1981-05"),
        ("May 11th, 1981", "1981-05-11"),
        ("11th of May 1981", "1981-05-11"),
        ("1981.05.11", "1981-05-11"),
        ("11.05.1981", "1981-05-11"),
        ("5/13/1990", "1990-05-13"),
        ("13/5/1990", "1990-05-13"),
        ("5/3/1990", "1990"),  # day or month first: only the year is sure
        ("1981年5月11日", "1981-05-11"),
        ("Sept. 2003", "2003-09"),
        ("1987-07", "1987-07"),
        ("2004-05", "2004-05"),
        ("the 1990s", "199X"),
        ("late 1990s", "199X"),
        ("the 20th century", "19XX"),
        ("circa 1990", "1990~"),
        ("c. 1990", "1990~"),
        ("about 1990", "1990~"),
        ("2010?", "2010?"),
        ("since 2006", "2006/.."),
        ("2006-present", "2006/.."),
        ("1978\u2013", "1978/.."),
        ("until 2005", "../2005"),
        ("between 2005 and 2010", "2005/2010"),
        ("from 1978 to 1979", "1978/1979"),
        ("1978-1979", "1978/1979"),
        ("1986-87", "1986/1987"),
        ("May 11-15, 2004", "2004-05-11/2004-05-15"),
        ("May to July 2004", "2004-05/2004-07"),
        ("end of 2003", "2003"),
        ("2006/..", "2006/.."),
        ("../1979", "../1979"),
        ("195X", "195X"),
        ("n.a.", None),
        ("", None),
        ("12", None),
        ("Kunming", None),
        ("19990231", None),
    ],
)
def test_a_cell_is_read_as_precisely_as_it_states(text: str, read: str | None) -> None:
    assert parse_date(text) == read
    if read:
        edtf.valid(read)


@pytest.mark.parametrize(
    "text", ["31.02.1999", "30 February 1999", "1999-02-31", "1999-13", "2010-2005", "31 April 2001"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_date(text)


@given(DAYS)
def test_every_day_is_read_in_every_common_form(day: date) -> None:
    iso = day.isoformat()
    for form in ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d"):
        assert parse_date(day.strftime(form)) == iso


@given(DAYS, st.integers(1, 4000))
def test_a_stretch_has_both_its_days(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    assert parse_date(f"{day:%d %B %Y} to {last:%d %B %Y}") == f"{day.isoformat()}/{last.isoformat()}"


@given(DAYS)
def test_a_sentence_gives_the_date_and_its_span(day: date) -> None:
    text = f"On {day:%d %B %Y} the two cities signed."
    found = find_dates(text)
    assert [d.edtf for d in found] == [day.isoformat()]
    assert text[found[0].start : found[0].end] == f"{day:%d %B %Y}"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for found in find_dates(text):
        edtf.valid(found.edtf)
    try:
        read = parse_date(text)
    except InputError:
        return
    assert read is None or edtf.valid(read)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It grew from 1978 to 1979 and between 2005 and 2010.", ["1978/1979", "2005/2010"]),
        ("Since 2006 it has grown; in the 1990s it had not.", ["2006/..", "199X"]),
        ("They met on 11 May 1981, and again in July.", ["1981-05-11", "1981-07"]),
        ("Signed in 1992, it was renewed in the same year.", ["1992", "1992"]),
        ("Two years after the 2011 tsunami they came.", ["2013"]),
        ("Opened in 2009, it was joined by another three years later.", ["2009", "2012"]),
        ("Opened in 1980, it was joined by another two decades later.", ["1980", "2000"]),
        ("Signed in 1985, it was renewed twenty-seven years later.", ["1985", "2012"]),
        ("On 3 July 2019 they wrote; the fair lasted from July 12 to 19.", ["2019-07-03", "2019-07-12/2019-07-19"]),
        ("In the first decade of the 21st century, as in the '80s, it grew.", ["200X", "198X"]),
        ("Around 1990 and until 1995.", ["1990~", "../1995"]),
        ("It sold 1,950 tons for USD 2000 to 2010 people.", []),
        ("Their contacts go back over 2000 years.", []),
        ("Provinces matter (Meyer, 2018; Chen & Li, 2009).", []),
        ("Meyer (2018) found that trade rose in 2012-2013.", ["2012/2013"]),
        ("The fair of 31 February 1999 is no date.", []),
        ("We may visit in March or may not.", []),
    ],
)
def test_dates_of_sentences(text: str, dates: list[str]) -> None:
    assert [d.edtf for d in find_dates(text)] == dates


def test_relative_years_lean_on_the_sentence_before_and_on_the_document() -> None:
    assert [d.edtf for d in find_dates("In the following year they met.", previous="1992-05")] == ["1993"]
    assert [d.edtf for d in find_dates("Last year they met.", document_year=2020)] == ["2019"]
    assert find_dates("Last year they met in the same year.") == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("At that time there was little trade.", "1983-05"),
        ("On the same day they met the mayor.", "1983-05"),
        ("During the visit, both signed.", "1983-05"),
        ("During his five-day visit to Laos they signed.", None),  # of another place, so perhaps another visit
        ("At the same time trade grew.", None),
        ("At that time, in 1990, trade grew.", "1990"),
    ],
)
def test_what_happened_then_has_the_date_of_the_sentence_before(text: str, date: str | None) -> None:
    assert [d.edtf for d in find_dates(text, previous="1983-05")] == ([date] if date else [])


@pytest.mark.parametrize(
    ("text", "number"),
    [("Twenty-seven", 27), ("thirty", 30), ("a", 1), ("10th", 10), ("twenty-fifth", 25), ("ninth", 9)],
)
def test_numbers_in_words(text: str, number: int) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("offices in Paris (opened in 1961) and Rome (since 1965)", ["1961", "1965/.."]),
        ("Gauteng (RSA, since 1995), the twin of Vaud (signed May 1993)", ["1995/..", "1993-05"]),
        ("as others say (Wong et al., 2018: 33; Lee, 2009) and (see Müller and de Haan 2001)", []),
        ("as officials say (interview, 2011; China Daily 2010)", []),
    ],
    ids=["opened and since", "behind a country", "authors", "sources"],
)
def test_a_bracket_holds_a_date_or_cites(text: str, read: list[str]) -> None:
    assert [found.edtf for found in find_dates(text)] == read
