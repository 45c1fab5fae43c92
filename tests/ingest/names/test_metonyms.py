"""Capitals that stand for their governments, and capitals that are cities."""

from __future__ import annotations

import pytest

from tests.ingest.prose.test_reader import names_of, read


def ends(text: str) -> set[tuple[str, str, str]]:
    def id_of(names: set[str]) -> str:
        return next((n for n in sorted(names) if n.split("-")[0].isupper()), sorted(names)[0])

    return {(id_of(names_of(s.subject)), s.tie, id_of(names_of(s.object))) for s in read(text)}


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Hanoi has signed a treaty with Beijing that binds both.", ("VN", "COOPERATES_WITH", "CN")),
        ("Washington and Beijing imposed new tariffs on each other.", ("US", "CONFLICTS_WITH", "CN")),
        ("Delhi has lent Dhaka 500 million dollars.", ("IN", "FUNDS", "BD")),
        ("Islamabad is a member of the Shanghai Cooperation Organisation.", ("PK", "MEMBER_OF", "org:sco")),
    ],
)
def test_a_capital_that_acts_is_its_state(text: str, tie: tuple[str, str, str]) -> None:
    assert tie in ends(text)


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Seoul is a sister city of Beijing and Tokyo.", ("KR-11", "SISTER_OF", "CN-BJ")),
        ("The mayor of Moscow signed an agreement with Beijing.", ("RU-MOW", "COOPERATES_WITH", "CN-BJ")),
        ("Beijing and Hebei signed an agreement with Seoul.", ("CN-BJ", "COOPERATES_WITH", "KR-11")),
        ("Tokyo signed an agreement with Busan.", ("JP-13", "COOPERATES_WITH", "KR-26")),
    ],
)
def test_a_capital_among_cities_is_a_city(text: str, tie: tuple[str, str, str]) -> None:
    assert tie in ends(text)


def test_what_is_printed_is_kept() -> None:
    (said,) = (s for s in read("Hanoi has signed a treaty with Beijing that binds both.") if s.tie == "COOPERATES_WITH")
    assert (said.subject.printed, said.object.printed) == ("Hanoi", "Beijing")
