"""The listing of what was read and what was not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.ledger_rows import UnreadRow
from queries.documents import unread
from tests.queries.sample import Row, world


@pytest.mark.parametrize(
    ("start", "page"),
    [(10, "3 or before"), (60, "3"), (160, "3 to 5"), (260, "5"), (400, "5 or later"), (-1, "")],
)
def test_what_was_not_read_is_found_by_its_page(start: int, page: str) -> None:
    made = world([Row("CN-YN", "OWNS", "org:cjic", None, (str(year),)) for year in range(1990, 1994)])
    places = [(50, 3), (100, 3), (200, 5), (300, 5)]
    statements = {
        id: replace(statement, document_id="doc:notes", start=at, end=at + 9, page=on)
        for (id, statement), (at, on) in zip(sorted(made.statements.items()), places, strict=True)
    }
    row = UnreadRow("sentence", "A  and B.", "two names and no tie", start, start + 9)
    (found,) = unread(replace(made, statements=statements), [("doc:notes", row)], "notes")
    assert (found.page, found.text) == (page, "A and B.")


def test_where_no_page_is_known_none_is_told() -> None:
    made = world([Row("CN-YN", "OWNS", "org:cjic")])
    statements = {id: replace(s, document_id="doc:notes", page=None) for id, s in made.statements.items()}
    row = UnreadRow("sentence", "A and B.", "two names and no tie", 4, 9)
    (found,) = unread(replace(made, statements=statements), [("doc:notes", row)], "notes")
    assert found.page == ""
