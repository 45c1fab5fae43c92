"""What joins two members of a list, and how far a list goes."""

from __future__ import annotations

import pytest

from ingest.names.listed import is_join, run_of
from ingest.names.name import Name


@pytest.mark.parametrize("between", [", ", " and ", ", and the ", " or ", " & ", " (1990), ", " (since 1990) and "])
def test_what_joins_two_members(between: str) -> None:
    assert is_join(f"A{between}B", 1, 1 + len(between))


@pytest.mark.parametrize("between", [" ", "; ", " with ", ", then ", ". ", " (1990) ", " andante "])
def test_what_joins_no_members(between: str) -> None:
    assert not is_join(f"A{between}B", 1, 1 + len(between))


def test_a_list_ends_where_a_name_is_not_joined_to_the_one_before() -> None:
    text = "A, B (1990) and the C met D and E"
    names = [Name(text.index(word), text.index(word) + 1, word, word) for word in "ABCDE"]
    assert [n.printed for n in run_of(text, names)] == ["A", "B", "C"]
    assert [n.printed for n in run_of(text, reversed(names))] == ["E", "D"]
    assert run_of(text, []) == []
