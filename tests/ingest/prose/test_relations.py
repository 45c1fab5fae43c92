"""Roles about triggers: what a pattern takes, what it leaves, caps, stated containment, sectors."""

from __future__ import annotations

import pytest

from ingest.words.sectors import sector_of
from tests.ingest.prose.test_reader import read


def ties(text: str, section: tuple[str, ...] = ()) -> set[tuple[str, str, str]]:
    return {(s.subject.form, s.tie, s.object.form) for s in read(text, section)}


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("Gifu, Japan, grew.", "Gifu", "Japan"),
        ("Gifu in Japan grew.", "Gifu", "Japan"),
        ("Kunming, the capital of Yunnan, grew.", "Kunming", "Yunnan"),
        ("The capital city of Yunnan, Kunming, grew.", "Kunming", "Yunnan"),
        ("Vietnam's Lao Cai grew.", "Lao Cai", "Vietnam"),
        ("The Japanese city of Nagoya grew.", "Nagoya", "Japan"),
        ("Canadian provinces, such as Ontario, grew.", "Ontario", "Canada"),
        ("Hanoi, Hue and Lao Cai in Vietnam grew.", "Lao Cai", "Vietnam"),
    ],
)
def test_stated_containment(text: str, inner: str, outer: str) -> None:
    assert (inner, "PART_OF", outer) in ties(text)


@pytest.mark.parametrize(
    "text", ["Gifu, Vietnam and Laos grew.", "Yunnan in China grew.", "Japan and Nagoya grew.", "Laos, Hanoi"]
)
def test_lists_and_provinces_are_no_containment(text: str) -> None:
    assert not {t for t in ties(text) if t[1] == "PART_OF"}


def test_a_container_is_no_end_of_the_other_ties() -> None:
    assert ties("Hunan visited Gifu in Japan.") == {("Hunan", "VISITED", "Gifu"), ("Gifu", "PART_OF", "Japan")}


def test_pairs_of_a_sentence_are_capped() -> None:
    states = "Laos, Thailand, Vietnam, Cambodia, Malaysia, Singapore, Japan, India, Nepal, Mongolia, Russia and Kenya"
    assert 0 < len(read(f"Tension between {states} grew.")) <= 24


def test_one_tie_of_each_pair_and_type_in_a_sentence() -> None:
    statements = read("Hunan signed an agreement with Gifu on cooperation with Gifu.")
    assert [(s.subject.form, s.tie, s.object.form) for s in statements] == [("Hunan", "COOPERATES_WITH", "Gifu")]


def test_a_special_tie_hides_a_general_one_of_the_same_pair() -> None:
    assert ties("Hunan signed a sister-province agreement with Gifu.") == {("Hunan", "SISTER_OF", "Gifu")}


def test_alternatives_are_not_tied_to_each_other() -> None:
    assert ("Nagoya", "SISTER_OF", "Kobe") not in ties(
        "Sister-city relations between Nanjing and Nagoya or Kobe were signed."
    )


def test_a_gapped_list_goes_on_without_its_verb() -> None:
    text = "China established diplomatic relations with Laos in 1961, Nepal and Kenya in 1963."
    assert ties(text) == {("China", "COOPERATES_WITH", s) for s in ("Laos", "Nepal", "Kenya")}
    assert {s.object.form: s.when for s in read(text)} == {"Laos": ("1961",), "Nepal": ("1963",), "Kenya": ("1963",)}


def test_sums_and_dates_in_turn_are_occasions_of_their_own() -> None:
    text = "Trade between Yunnan and Laos rose from USD 8 million in 1995 to USD 40 million in 2005."
    assert [(s.when, s.value) for s in read(text)] == [(("1995",), 8e6), (("2005",), 40e6)]


def test_an_anniversary_tells_when_a_state_began() -> None:
    statement = read("Queensland and Osaka celebrated the 30th anniversary of their sister-state relations in 2014.")[0]
    assert (statement.tie, statement.when) == ("SISTER_OF", ("1984",))


def test_the_topic_of_the_section_completes_a_trade_figure() -> None:
    assert ties("Exports to Laos reached USD 3 million.", ("Trade of Guangxi",)) == {("Guangxi", "TRADES_WITH", "Laos")}
    assert ties("Exports to Laos reached USD 3 million.") == set()


def test_flow_is_seen_from_the_subject() -> None:
    assert {s.flow for s in read("Yunnan exported tea to Laos.")} == {"export"}
    assert {s.flow for s in read("Yunnan imported timber from Laos.")} == {"import"}


def test_confidence_falls_with_distance() -> None:
    direct = read("Yunnan visited Laos.")[0].confidence
    far = read("The head of the foreign affairs office of the government of Yunnan visited Laos.")[0].confidence
    assert direct > far > 0


@pytest.mark.parametrize(
    ("text", "at", "sector"),
    [
        ("signed an agreement on farming", 0, "agriculture"),
        ("an agreement on hospitals and a later one on ports", 0, "health"),
        ("an agreement on nothing", 0, None),
    ],
)
def test_sectors(text: str, at: int, sector: str | None) -> None:
    assert sector_of(text, at) == sector


def test_a_figure_of_another_time_does_not_take_the_year_of_the_sentence_before() -> None:
    before = "Yunnan's exports stood at USD 5 billion in 2011."
    after = "Trade between Yunnan and Thailand came to USD 900 million"
    assert [s.when for s in read(f"{before} {after}.")] == [("2011",)]
    assert [s.when for s in read(f"{before} {after} last year.")] == [()]
