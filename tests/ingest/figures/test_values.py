"""Sums, shares and counts in prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.figures.values import find_values


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("worth USD 161.95 million", (161_950_000.0, "money", "USD", None)),
        ("RMB 76.52 billion of goods", (76_520_000_000.0, "money", "CNY", None)),
        ("3.5 billion yuan", (3_500_000_000.0, "money", "CNY", None)),
        ("5 million US dollars", (5_000_000.0, "money", "USD", None)),
        ("US$3m in all", (3_000_000.0, "money", "USD", None)),
        ("\u20ac2,500 a year", (2500.0, "money", "EUR", None)),
        ("two million pounds", (2_000_000.0, "money", "GBP", None)),
        ("C$ 66 billion", (66_000_000_000.0, "money", "CAD", None)),
        ("2.5 billion ringgit", (2_500_000_000.0, "money", "MYR", None)),
        ("Rs 350 crore", (3_500_000_000.0, "money", "INR", None)),
        ("4.07 hundred million US dollars", (407_000_000.0, "money", "USD", None)),
        ("\u00a59.4 million", (9_400_000.0, "money", "CNY", None)),
        ("40.5 per cent of it", (None, None, None, 40.5)),
        ("17% of exports", (None, None, None, 17.0)),
        ("1,300 tons of tea", (1300.0, "tons", None, None)),
        ("20 training students", (20.0, "students", None, None)),
    ],
)
def test_a_value_is_read_with_unit_and_currency(text: str, read: tuple[object, ...]) -> None:
    found = find_values(text)
    assert [(v.value, v.unit, v.currency, v.share) for v in found] == [read]


def test_a_shared_sign_is_that_of_the_country_spoken_of() -> None:
    yen = find_values("a grant of \u00a59.4 million")[0].in_countries(["JP", "NG"])
    assert yen.currency == "JPY"
    assert find_values("4 million rupees")[0].in_countries(["PK"]).currency == "PKR"
    assert find_values("5 million dollars")[0].in_countries(["AU"]).currency == "USD"


@pytest.mark.parametrize("text", ["in 2010 people met", "the G20 and R3A", "page 12", "no figures at all"])
def test_years_and_names_are_no_values(text: str) -> None:
    assert not find_values(text)


def test_a_sum_is_not_read_again_as_a_count() -> None:
    assert len(find_values("USD 5 million for 3 projects")) == 2


@given(st.integers(1, 999), st.sampled_from(["million", "billion"]))
def test_scales_multiply(number: int, scale: str) -> None:
    factor = {"million": 1e6, "billion": 1e9}[scale]
    assert find_values(f"USD {number} {scale}")[0].value == number * factor


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    spans = [(v.start, v.end) for v in find_values(text)]
    assert spans == sorted(spans)
