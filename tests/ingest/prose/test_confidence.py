"""Calibrated confidence: what the model sees, and that its weights say what they mean."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.confidence import Seen, fit, reliability
from graph.model import Mention, Statement
from graph.schema import schema
from ingest.prose.confidence import LEAST, MOST, features, probability, shipped_weights, weighed

SAID = Statement(
    "doc:a", "SISTER_OF", Mention("Hunan", "Hunan", 0, 5), Mention("Shiga", "Shiga", 30, 35),
    "Hunan became a sister province of Shiga.", "prose:sister-relation:subj+subj", confidence=0.7,
).with_id()  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "form"),
    [
        ("prose:sister-relation:subj+subj", "prose"), ("prose:containment:of", "containment"),
        ("prose:members", "list"), ("table:sisters", "table"),
    ],
)  # fmt: skip
def test_the_form_is_told_from_the_rule(rule: str, form: str) -> None:
    found = features(replace(SAID, rule=rule))
    assert {name for name in ("prose", "containment", "list", "table") if name in found} == {form}


def test_ends_without_an_entity_and_words_that_stand_for_others_are_counted() -> None:
    said = replace(SAID, object=Mention("the province", "Shiga", 30, 42, provisional=True))
    assert features(said)["provisional"] == 1
    assert features(said)["stands for"] == 1


def test_every_weight_is_that_of_a_feature_or_of_a_tie_type() -> None:
    known = {"intercept", "containment", "list", "table", *features(SAID)} | {f"tie {name}" for name in schema().ties}
    assert shipped_weights().keys() <= known


def test_a_surer_rule_and_a_known_end_are_trusted_more() -> None:
    weights = shipped_weights()
    assert weights["rule"] > 0 > weights["provisional"]


@given(st.floats(0, 1), st.floats(0, 1))
def test_confidence_is_a_probability_that_grows_with_that_of_the_rule(one: float, other: float) -> None:
    low, high = weighed([replace(SAID, confidence=min(one, other)), replace(SAID, confidence=max(one, other))])
    assert LEAST <= low.confidence <= high.confidence <= MOST


def test_ids_and_order_stay() -> None:
    other = replace(SAID, tie="VISITED").with_id()
    assert [s.id for s in weighed([other, SAID])] == [other.id, SAID.id]


def test_a_fit_finds_what_tells_right_from_wrong_and_its_table_says_how_well() -> None:
    seen = [Seen("a", ({"sure": 1.0, "noise": float(n // 10 % 2)},), n % 10 != 0) for n in range(200)]
    seen += [Seen("b", ({"sure": 0.0, "noise": float(n // 10 % 2)},), n % 10 < 4) for n in range(200)]
    weights = fit(seen, penalty=3.0)
    assert weights["sure"] > 1
    assert abs(weights["noise"]) < 0.3
    sure = probability({"sure": 1.0}, weights)
    assert 0.84 < sure < 0.92  # the ridge draws it a little to the middle
    assert "| 0.60 to 0.70 | 10 | 0.65 | 0.60 |" in reliability([(0.65, n < 6) for n in range(10)] + [(0.97, True)])
