"""Cutting a row into cells: what is kept of it."""

from __future__ import annotations

import gc
import weakref

from graph.gazetteer import Gazetteer
from ingest.cells.names import CellNames
from ingest.flat.segment import score, segment


def test_a_row_is_cut_by_what_its_columns_may_hold() -> None:
    text = "Gifu Brazil 1999-09-25"
    cut = segment(text, ("unit", "country", "date"), CellNames(Gazetteer.load()))
    assert cut is not None
    assert [text[a:b] for a, b in cut[0]] == ["Gifu", "Brazil", "1999-09-25"]


def test_what_was_scored_for_a_document_goes_with_its_names() -> None:
    names = CellNames(Gazetteer.load())
    assert score("Gifu", "unit", names) == score("Gifu", "unit", names) > 2
    gone = weakref.ref(names)
    del names
    gc.collect()
    assert gone() is None
