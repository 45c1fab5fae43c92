"""Names are compared folded; a match in folded text can be cut from the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fold import Folded, fold


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Xi’an", "xian"),
        ("Xi'an", "xian"),
        ("PARANÁ", "parana"),
        ("Jeollanam-do", "jeollanam do"),
        ("  Ho  Chi\nMinh ", "ho chi minh"),
        ("Łódź", "lodz"),
        ("Đắk Lắk", "dak lak"),
        ("São Tomé", "sao tome"),
        ("云南省", "云南省"),
        ("Guinea‑Bissau", "guinea bissau"),
        ("", ""),
    ],
)
def test_fold(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("Shanxi", "Shaanxi"), ("Niger", "Nigeria"), ("Jiangxi", "Guangxi"), ("Henan", "Hunan"), ("Xian", "Xi an")],
)
def test_a_letter_makes_a_difference(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_every_letter_leads_back_to_one_that_folds_to_it(text: str) -> None:
    folded = Folded(text)
    for at, char in enumerate(folded.text):
        start, end = folded.span(at, at + 1)
        assert end == start + 1
        assert char == " " or char in fold(text[start])


def test_a_span_covers_what_was_printed() -> None:
    text = "in Schleswig-\nHolstein’s ports"
    folded = Folded(text)
    at = folded.text.index("schleswig holstein")
    start, end = folded.span(at, at + len("schleswig holstein"))
    assert text[start:end] == "Schleswig-\nHolstein"
