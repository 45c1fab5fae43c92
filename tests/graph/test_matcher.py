"""Names in running text: longest first, at word boundaries, with offsets of the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fold import fold
from graph.gazetteer import Gazetteer
from graph.matcher import Matcher

GAZETTEER = Gazetteer.load()
MATCHER = Matcher(GAZETTEER)
NAMES = [
    "Zhejiang",
    "Hà Giang",
    "Papua New Guinea",
    "Guinea",
    "South Korea",
    "Schleswig-Holstein",
    "Xi'an",
    "云南",
    "Lao Cai",
]


def found(text: str) -> list[tuple[str, set[str]]]:
    return [(hit.printed, {entry.entity_id for entry in hit.entries}) for hit in MATCHER.find(text)]


def printed(text: str) -> list[str]:
    return [hit.printed for hit in MATCHER.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Papua New Guinea signed", ["Papua New Guinea"]),
        ("Guinea and Equatorial Guinea", ["Guinea", "Equatorial Guinea"]),
        ("Nigeria, Niger", ["Nigeria", "Niger"]),
        ("Guineas", []),
        ("Indianapolis", ["Indianapolis"]),
        ("GUINEA.18 Then", ["GUINEA"]),
        ("Guinea¹⁸ and", ["Guinea"]),
        ("Schleswig-\nHolstein", ["Schleswig-\nHolstein"]),
        ("ties with ha giang", ["ha giang"]),
        ("Yunnan’s", ["Yunnan"]),
        ("the People’s Republic of China’s", ["People’s Republic of China"]),
        ("China-Africa", ["China", "Africa"]),
        ("Sino-US", ["Sino", "US"]),
        ("来自云南省的代表", ["云南省"]),
        ("Japan!China?Laos", ["Japan", "China", "Laos"]),
        ("Xi’an, Xi'an", ["Xi’an", "Xi'an"]),
        ("St. John’s, the People’s Bank of China", ["St. John’s", "People’s Bank of China"]),
        ("who told us that the car is near", []),
        ("WHO and the US", ["WHO", "US"]),
        ("Focac, Apec", ["Focac"]),
        ("", []),
    ],
)
def test_what_is_found(text: str, names: list[str]) -> None:
    assert printed(text) == names


def test_a_possessive_inside_a_name_is_kept() -> None:
    [(name, ids)] = found("St. John's")
    assert name == "St. John's"
    assert any(GAZETTEER.get(id_).name == "St. John's" for id_ in ids)  # type: ignore[union-attr]


def test_all_readings_of_a_name_are_given() -> None:
    [(_, ids)] = found("Georgia")
    assert ids >= {"GE", "US-GA"}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Nice", True),
        ("Reading", True),
        ("Same", True),
        ("March", True),
        ("China", False),
        ("Kobe", False),
        ("Ruili", False),
    ],
)
def test_common_words_need_a_cue(text: str, cue: bool) -> None:
    [hit] = MATCHER.find(text)
    assert hit.cue is cue


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text("(),.; -\n’ \u00ad", min_size=1, max_size=3)), max_size=6))
def test_every_hit_is_cut_from_the_text_and_folds_to_its_name(parts: list[tuple[str, str]]) -> None:
    text = "".join(name + between for name, between in parts)
    hits = MATCHER.find(text)
    after = 0
    for hit in hits:
        assert hit.start >= after
        after = hit.end
        assert text[hit.start : hit.end] == hit.printed
        assert GAZETTEER.names(fold(hit.printed))
