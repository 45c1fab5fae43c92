"""Word lists: each is used, holds nothing twice, and makes the pattern that it should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from ingest.words.forms import inflected
from ingest.words.lexicon import PHRASE_FILES, WORD_FILES, any_of, phrases

ROOT = Path(__file__).resolve().parents[3]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "ingest").rglob("*.py")))


def lists(name: str) -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load((ROOT / "data" / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", [*WORD_FILES, *PHRASE_FILES])
def test_every_list_is_used(name: str) -> None:
    assert not [key for key in lists(name) if not re.search(rf"[\"']{key}[\"']", CODE)]


@pytest.mark.parametrize("files", [WORD_FILES, PHRASE_FILES], ids=["words", "phrases"])
def test_no_two_lists_have_one_name(files: tuple[str, ...]) -> None:
    keys = [key for name in files for key in lists(name)]
    assert sorted(keys) == sorted(set(keys))


def test_no_list_holds_a_phrase_twice_or_an_empty_one() -> None:
    for key in (key for name in PHRASE_FILES for key in lists(name)):
        assert len(set(phrases(key))) == len(phrases(key)), key
        assert all(phrases(key)), key


def test_the_longest_phrase_wins_also_over_a_line_end() -> None:
    found = re.match(any_of(["party", "party committee", "mayor"]), "party\ncommittee of Gifu")
    assert found is not None
    assert found[0] == "party\ncommittee"


def test_either_case_is_of_first_letters_only() -> None:
    pattern = re.compile(any_of(["people's congress", "CPPCC"], either_case=True))
    assert pattern.fullmatch("People's congress")
    assert pattern.fullmatch("people's Congress")
    assert not pattern.fullmatch("PEOPLE'S CONGRESS")
    assert not pattern.fullmatch("cPPCC")


def test_the_last_word_of_a_phrase_is_inflected() -> None:
    assert inflected(["free trade zone", "city"]) == {"free trade zone", "free trade zones", "city", "cities"}
