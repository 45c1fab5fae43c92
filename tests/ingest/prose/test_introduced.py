"""List items under the line that introduces them."""

from __future__ import annotations

import pytest

from graph.model import Document
from ingest.layout.build import layout_of
from ingest.prose.introduced import introduced
from ingest.types import BlockKind
from tests.ingest.prose.test_reader import reader


def paragraphs(text: str) -> list[str]:
    return [b.clean.text for b in introduced(layout_of(text, "txt").blocks) if b.kind is BlockKind.PARAGRAPH]


def ties(text: str) -> set[tuple[str, str, str]]:
    document = Document(id="doc:x", name="x", title="x", format="txt", sha256="", text=text)
    statements = reader()[0].read(layout_of(text, "txt"), document)[0]
    for statement in statements:
        for mention in (statement.subject, statement.object):
            assert text[mention.start : mention.end] == mention.printed
    return {(s.subject.printed, s.tie, s.object.printed) for s in statements if s.tie != "PART_OF"}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "Yunnan has signed agreements with the following partners:\n\n• Oudomxay (Laos)\n• Mandalay (Myanmar)\n",
            {("Yunnan", "COOPERATES_WITH", "Oudomxay"), ("Yunnan", "COOPERATES_WITH", "Mandalay")},
        ),
        (
            "Saxony is far away. It maintains offices in:\n\n1. Lyon, France;\n2. Turin, Italy; and\n3. Prague.\n",
            {("It", "REPRESENTED_IN", "Lyon"), ("It", "REPRESENTED_IN", "Turin"), ("It", "REPRESENTED_IN", "Prague")},
        ),
        (
            "Hainan signed agreements with the following partners in 2012:\n\n• Jeju, on tourism and the training of "
            "guides, with visits to schools and hotels twice a year;\n• Bali, Indonesia, on fisheries;\n• Hyogo.\n",
            {("Hainan", "COOPERATES_WITH", place) for place in ("Jeju", "Bali", "Hyogo")},
        ),
        ("Chengdu has the most consulates in the west:\n\n(a) Peru, since 1985;\n(b) Laos and Nepal.\n", set()),
    ],
)
def test_a_line_says_of_each_item_what_it_says(text: str, read: set[tuple[str, str, str]]) -> None:
    assert ties(text) == read


def test_what_is_no_list_of_names_stays_as_it_is() -> None:
    long = "the programme of agreements with partners abroad is drawn up by the office and passed by the council"
    for items in (f"• Lyon\n• {long}\n", "• Lyon: signed in May\n• Turin: signed in June\n", "• Lyon\n"):
        read = paragraphs(f"It has signed agreements with the following partners:\n\n{items}")
        assert not any("Lyon" in paragraph for paragraph in read)
