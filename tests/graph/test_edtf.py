"""Dates are kept as precise as stated, and compared by what they can mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import edtf
from graph.errors import InputError


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1987", date(1987, 1, 1), date(1987, 12, 31)),
        ("1987-02", date(1987, 2, 1), date(1987, 2, 28)),
        ("1988-02", date(1988, 2, 1), date(1988, 2, 29)),
        ("1987-07-24", date(1987, 7, 24), date(1987, 7, 24)),
        ("195X", date(1950, 1, 1), date(1959, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("1990~", date(1990, 1, 1), date(1990, 12, 31)),
        ("1978/1979", date(1978, 1, 1), date(1979, 12, 31)),
        ("2006/..", date(2006, 1, 1), None),
        ("../1979", None, date(1979, 12, 31)),
        ("1987-07/", date(1987, 7, 1), None),
    ],
)
def test_bounds(text: str, first: date | None, last: date | None) -> None:
    assert edtf.bounds(text) == edtf.Bounds(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "circa 1990",
        "1999-02-31",
        "1999-13",
        "31.02.1999",
        "1990/1980",
        "../..",
        "/",
        "99",
        "1987-7",
        "1987-07-24T10:00",
    ],
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        edtf.bounds(text)


def test_finer_dates_have_a_smaller_precision() -> None:
    order = ["1987-07-24", "1987-07", "1987", "198X", "19XX", "1987/.."]
    assert sorted(order, key=edtf.precision) == order


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31)), st.integers(0, 2))
def test_every_prefix_of_a_day_contains_it(day: date, parts: int) -> None:
    text = "-".join(day.isoformat().split("-")[: parts + 1])
    assert edtf.bounds(text).first <= day <= edtf.bounds(text).last
    assert edtf.start_year(text) == day.year


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_one_clear_error(text: str) -> None:
    try:
        bounds = edtf.bounds(text)
    except InputError:
        return
    assert bounds.first is None or bounds.last is None or bounds.first <= bounds.last
