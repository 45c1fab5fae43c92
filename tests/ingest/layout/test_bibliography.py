"""What is a bibliography, and what only looks like one."""

from __future__ import annotations

from ingest.layout.build import layout_of
from ingest.types import BlockKind


def test_news_items_that_end_with_a_link_are_no_bibliography() -> None:
    items = [
        f"LUSAKA, May 200{n}. A delegation from Jiangxi visited Zambia. The guests\n"
        f"met the mayor of Lusaka and saw the works at the airport. [https://example.org/news/{n}]"
        for n in range(7)
    ]
    blocks = layout_of("News\n\n" + "\n\n".join(items) + "\n", "txt").blocks
    assert [b.kind for b in blocks[1:]] == [BlockKind.PARAGRAPH] * 7


def test_entries_with_author_and_year_at_the_end_are_a_bibliography() -> None:
    entries = [f"Smith, J. (199{n}). Cities abroad, part {n}. Journal of Cities, {n}(2), pp. 1-9." for n in range(7)]
    blocks = layout_of("Cities\n\nCities have partners abroad.\n\n" + "\n\n".join(entries) + "\n", "txt").blocks
    assert [b.kind for b in blocks[-7:]] == [BlockKind.REFERENCE] * 7


def test_a_list_of_sources_is_not_read() -> None:
    text = "# Partners\n\nYunnan has partners.\n\n## Sources\n\nYunnan and Zhejiang, sister provinces: a yearbook.\n"
    assert layout_of(text, "md").blocks[-1].kind == BlockKind.REFERENCE
