"""A document as a whole: what one reader read is nothing that another left unread."""

from __future__ import annotations

from graph.model import Document
from ingest.document import read_document
from ingest.tools import Tools


def test_items_that_are_read_as_a_list_are_not_left_unread() -> None:
    text = (
        "The sister cities of the two provinces, by country, are as follows:\n\n"
        "(1) Morocco: Xi'an–Marrakesh (2010);\n(2) Egypt: Shaanxi–Aswan Governorate (2012);\n"
        "(3) Kyrgyzstan: Lanzhou–Osh (2004).\n\nShaanxi is older than Gansu.\n"
    )
    reading = read_document(Document("doc:t", "t.txt", "", "txt", "0" * 64, text), Tools())
    assert sum(s.tie == "SISTER_OF" for s in reading.statements) == 3
    assert [u.text for u in reading.unread if u.what == "sentence"] == ["Shaanxi is older than Gansu."]
