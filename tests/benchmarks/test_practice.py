"""What the report on the practice documents says of ties that were missed or read wrongly."""

from __future__ import annotations

from benchmarks.practice import _listed


def test_ties_are_listed_under_their_cause() -> None:
    ties = {("yunnan", "VISITED", "laos"): "wrong type", ("anhui", "HOSTS", "lake fair"): "end not found"}
    assert _listed("Missed", ties).splitlines() == [
        "Missed:", "", "- end not found: anhui HOSTS lake fair", "- wrong type: yunnan VISITED laos",
    ]  # fmt: skip
