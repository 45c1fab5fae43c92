"""What the columns of a table hold where their heads are names, or say something else than their cells."""

from __future__ import annotations

import pytest

from tests.ingest.tables.world import World, pipes


@pytest.mark.parametrize("dated", ["Association since", "Pact", ""])
def test_units_as_heads_say_in_what_the_units_below_them_lie(world: World, dated: str) -> None:
    found = {t[:4] for t in world.ties(pipes(
        "Table 2: Sister cities between Ohio and Saitama",
        f"Ohio | {dated} | Saitama",
        "Dayton | May 1985 | Kawaguchi",
        "Toledo | June 1991 | Kawagoe (Naguri)",
        "Columbus | 1979 | Urawa (now Omiya)",
    ))}  # fmt: skip
    sisters = {(a, b) for a, tie, b, *_ in found if tie == "SISTER_OF"}
    assert len(sisters) == 3
    assert not {"US-OH", "JP-11"} & {end for pair in sisters for end in pair}
    assert {when for _, tie, _, when in found if tie == "SISTER_OF"} == {"1985-05", "1991-06", "1979"}


def test_a_place_over_figures_is_no_side_of_a_pair(world: World) -> None:
    found = world.ties(pipes(
        "Table 7: Students in sister cities",
        "Year | Ohio | Saitama",
        "1991 | 20 | 31",
        "1992 | 25 | 33",
        "1993 | 28 | 30",
    ))  # fmt: skip
    assert found == []
