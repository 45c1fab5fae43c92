"""Folding: what it evens out, and that every span of the folded text leads back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fold import Folded, fold

TEXTS = st.text(
    st.one_of(st.sampled_from(" -'’,.&ßéÉ\u00ad\n¼ﬁ中A1\x00"), st.characters(exclude_categories=("Cs",))), max_size=40
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hồ Chí-Minh", "ho chi minh"),
        ("Xi’an", "XIAN"),
        ("Schleswig- Holstein", "Schleswig-Holstein"),
        ("Łódź", "Lodz"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("U.S.A.", "u s a"),
        ("Straße", "STRASSE"),
        ("  Guinea–Bissau ", "guinea bissau"),
        ("O＇Higgins", "O'Higgins"),
        ("Congo （Kinshasa）", "Congo (Kinshasa)"),
        ("and so on… to Kobe", "and so on ... to Kobe"),
    ],
)
def test_what_is_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_the_folded_text_is_the_folded_name(text: str) -> None:
    assert Folded(text).text.strip() == fold(text)


@given(TEXTS)
def test_offsets_rise_and_lie_in_the_text(text: str) -> None:
    folded = Folded(text)
    offsets = list(folded.offsets)
    assert len(offsets) == len(folded.text)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(TEXTS, st.data())
def test_a_span_of_words_leads_back_to_text_that_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = Folded(text)
    bounds = [0, *(i for i, c in enumerate(folded.text) if c == " "), len(folded.text)]
    start = data.draw(st.sampled_from(bounds))
    end = data.draw(st.sampled_from([b for b in bounds if b >= start]))
    piece = folded.text[start:end]
    if piece.strip():
        start += len(piece) - len(piece.lstrip())
        left, right = folded.span(start, end)
        assert piece.strip() in fold(text[left:right])
