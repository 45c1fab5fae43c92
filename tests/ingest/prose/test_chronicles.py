"""Chronicles in every layout state what their unit did: precision and recall do not fall below what was reached."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.ingest.prose.chronicles import LAYOUTS, Reader, written

FLOOR = {"precision": 0.95, "recall": 0.93, "years": 0.97}  # of chronicles that nobody tuned for


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_chronicle_is_read_in_every_layout(layout: str, reader: Reader) -> None:
    missed: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    tallies = [reader.compare(s, LAYOUTS[layout](s), missed, spurious) for s in map(written, range(900, 903))]
    gold, read, right, timely = (sum(getattr(t, f) for t in tallies) for f in ("gold", "read", "right", "in_time"))
    assert right >= FLOOR["precision"] * read, spurious
    assert right >= FLOOR["recall"] * gold, missed
    assert timely >= FLOOR["years"] * right
