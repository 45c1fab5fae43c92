"""Dates and numbers in cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import edtf
from ingest.mapping.cells import Row, parse_number
from ingest.mapping.spec import Dates
from ingest.types import Cell

# digits and signs of dates, so that many texts are nearly dates
DATES = st.text(alphabet=st.sampled_from("0129-/.X?~ ;s"), max_size=12) | st.text(max_size=12)


@given(DATES, DATES, st.booleans())
def test_no_date_cell_makes_a_crash_or_a_bad_date(start: str, end: str, is_state: bool) -> None:
    row = Row({"s": 0, "e": 1}, (Cell(start), Cell(end)))
    for when in row.dates(Dates(start=("s",), end=("e",)), is_state):
        assert edtf.valid(when) == when


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1.0), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1,234", 1234.0), ("1,2", 1.2), ("0,123", 0.123),
        ("12%", 12.0), ("(3)", -3.0), ("-2.5", -2.5), ("1 234 567", 1234567.0), ("1'000", 1000.0),
        ("1.000.000", 1000000.0), ("", None), ("about 3", None), ("3-4", None), ("USD 3", None),
    ],
)  # fmt: skip
def test_numbers(text: str, number: float | None) -> None:
    assert parse_number(text) == number
