"""Done, planned, ended, denied."""

from __future__ import annotations

import pytest

from graph.model import Mode
from ingest.parse.mode import mode_of_text
from tests.ingest.prose.test_reader import read


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Yunnan visited Laos.", Mode.DONE),
        ("Yunnan has signed an agreement with Laos.", Mode.DONE),
        ("Yunnan will sign an agreement with Laos.", Mode.PLANNED),
        ("Yunnan may sign an agreement with Laos.", Mode.PLANNED),
        ("Yunnan plans to sign an agreement with Laos.", Mode.PLANNED),
        ("Yunnan is expected to sign an agreement with Laos.", Mode.PLANNED),
        ("Yunnan hopes to invest in Laos.", Mode.PLANNED),
        ("Yunnan and Bali agreed to establish sister-province relations.", Mode.PLANNED),
        ("Yunnan did not sign an agreement with Laos.", Mode.DENIED),
        ("Yunnan never invested in Laos.", Mode.DENIED),
        ("Yunnan refused to sign an agreement with Laos.", Mode.DENIED),
        ("Yunnan signed no agreement with Laos.", Mode.DENIED),
        ("Yunnan not only signed an agreement with Laos but kept it.", Mode.DONE),
        ("Yunnan ended its cooperation with Laos.", Mode.ENDED),
        ("Nanjing suspended its sister-city relations with Nagoya.", Mode.ENDED),
        ("The governor of Yunnan is to travel to Laos.", Mode.PLANNED),
        ("Construction of a Chinese consulate in Surabaya was to begin later.", Mode.PLANNED),
        ("Negotiations are under way to twin Wellington with Sapporo.", Mode.PLANNED),
        ("Neither Yunnan nor Guangxi sent a delegation to Laos.", Mode.DENIED),
        ("No province other than Yunnan took part in the Kunming Initiative.", Mode.DONE),
        ("Shanghai rejected an offer of partnership and instead twinned with Hamburg.", Mode.DONE),
        ("Saint Petersburg is no longer a sister city of Hamburg.", Mode.ENDED),
        ("The governor of Yunnan called on the ministry and visited Laos.", Mode.DONE),
        ("Yunnan sought to revise its agreement with Laos.", Mode.DONE),
    ],
)
def test_the_mode_of_a_clause(text: str, mode: Mode) -> None:
    modes = {s.mode for s in read(text) if s.tie != "CONFLICTS_WITH"}
    assert modes == {mode}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("did not visit", Mode.DENIED),
        ("will visit", Mode.PLANNED),
        ("terminated its agreement", Mode.ENDED),
        ("visited", Mode.DONE),
        ("not only visited", Mode.DONE),
    ],
)
def test_the_mode_by_words_alone(text: str, mode: Mode) -> None:
    assert mode_of_text(text) is mode


def test_a_conflict_that_breaks_out_does_not_end() -> None:
    (conflict,) = read("A dispute over fishing nets broke out between Shandong and South Korea in 2011.")
    assert (conflict.tie, conflict.mode) == ("CONFLICTS_WITH", Mode.DONE)
