"""Tables of every kind are read in every layout: precision and recall do not fall below what was reached."""

from __future__ import annotations

import pytest

from tests.ingest.tables.measure import ALL_LAYOUTS, Reader, Tally, measure
from tests.ingest.tables.sheets import KINDS, drawn

_EVERY = 3  # of three kinds each layout is tried with one, in turn: the whole takes half a minute
FLOOR = {"precision": 0.96, "recall": 0.94, "years": 0.97}  # over all layouts, of sheets that nobody tuned for


@pytest.fixture(scope="module")
def tallies() -> list[tuple[str, str, Tally]]:
    return [(layout, kind, tally) for layout, kind, _, tally in measure(range(900, 901), Reader(), _EVERY)]


def test_the_whole_stays_above_its_floor(tallies: list[tuple[str, str, Tally]]) -> None:
    whole = Tally()
    for _, _, tally in tallies:
        whole.add(tally)
    assert whole.precision >= FLOOR["precision"]
    assert whole.recall >= FLOOR["recall"]
    assert whole.years >= FLOOR["years"]


def test_every_layout_and_kind_was_tried(tallies: list[tuple[str, str, Tally]]) -> None:
    assert {layout for layout, _, _ in tallies} == set(ALL_LAYOUTS)
    assert {kind for _, kind, _ in tallies} == set(KINDS)


def test_sheets_state_what_their_rows_print() -> None:
    for sheet in (drawn(kind, 7) for kind in KINDS):
        printed = " ".join(cell for row in (sheet.heads, *sheet.rows) for cell in row)
        assert len({len(row) for row in (sheet.heads, sheet.roles, *sheet.rows)}) == 1
        for subject, _, object_, _ in sheet.ties:
            assert subject.name in printed or subject.name in sheet.caption
            assert object_.name in printed or object_.name in sheet.caption
