"""What is asked of every sentence before anything longer is tried: it must let through all that the longer finds."""

from __future__ import annotations

import pytest

from graph.gazetteer import Gazetteer
from ingest.names.leaders import find_leaders
from ingest.words.lexicon import leaders
from ingest.words.said import openings, said_in


def test_words_are_parted_at_whatever_is_no_plain_letter() -> None:
    assert said_in("Hồ-Bắc's ferry, 1985 (U.S.)") == {"h", "b", "c", "s", "ferry", "u"}


def test_a_phrase_opens_with_its_first_word() -> None:
    assert openings(["Zhou Enlai", "’t Hooft"]) == {"zhou", "t"}
    with pytest.raises(ValueError, match="no word"):
        openings(["周恩来"])


def test_every_leader_passes_the_check_of_first_words() -> None:
    gazetteer = Gazetteer.load()
    missed = [n for n in leaders() if not find_leaders(f"It was President {n} who came to Hanoi.", gazetteer)]
    assert not missed
