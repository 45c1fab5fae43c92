"""Sentences by punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.prose.sentences import split_sentences


def pieces(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("It met U.S. officials in Guam.", ["It met U.S. officials in Guam."]),
        ("Lima Mining Co. Ltd. The city grew.", ["Lima Mining Co. Ltd.", "The city grew."]),
        ("See p. 5 and No. 7 of Vol. 2.", ["See p. 5 and No. 7 of Vol. 2."]),
        ("It grew by 3.5 per cent. Then it fell.", ["It grew by 3.5 per cent.", "Then it fell."]),
        ("It was so in 1979.34 Later it changed.", ["It was so in 1979.", "Later it changed."]),
        ("\u201cWe agree.\u201d They left.", ["\u201cWe agree.\u201d", "They left."]),
        ("As J. Smith said, no.", ["As J. Smith said, no."]),
        ("See www.example.org for it. Yes.", ["See www.example.org for it.", "Yes."]),
        ("   ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert pieces(text) == sentences


def test_a_long_sentence_is_cut_at_semicolons() -> None:
    parts = [f"delegation number {n} visited the northern provinces for a whole week" for n in range(8)]
    assert len(pieces("; ".join(parts) + ".")) == 8
    assert len(pieces("; ".join(parts[:2]) + ".")) == 1


@given(st.text(alphabet="ab .!?;'A1(\u201d\n", max_size=200))
def test_sentences_cover_all_that_is_no_blank_and_never_overlap(text: str) -> None:
    last = 0
    kept = []
    for sentence in split_sentences(text):
        assert last <= sentence.start < sentence.end
        kept.append(text[last : sentence.start])
        last = sentence.end
    kept.append(text[last:])
    assert "".join(kept).strip(" \n0123456789") == ""
