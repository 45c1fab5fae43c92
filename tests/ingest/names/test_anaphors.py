"""Which expressions stand for what was named before."""

from __future__ import annotations

import pytest

from ingest.names.anaphors import find_anaphors


@pytest.mark.parametrize(
    "text", ["the province of Gifu", "a province", "provinces", "two sides of a coin", "the city where"]
)
def test_what_is_no_anaphor(text: str) -> None:
    assert list(find_anaphors(text)) == []
