"""Damaged documents are read or refused in one line; nothing else comes out of a reader."""

from __future__ import annotations

import random
import warnings

import pytest

from graph.errors import InputError
from ingest.readers.documents import read_document_bytes
from tests.ingest.readers.test_same_text import html, typeset, word_file

MAKE = {"pdf": typeset, "docx": word_file, "html": html}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, sometimes a piece lost."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 5, 40])):
        out[chance.randrange(len(out))] = chance.randrange(256)
    if chance.random() < 0.3:
        at = chance.randrange(len(out))
        del out[at : at + chance.randrange(600)]
    return bytes(out)


@pytest.mark.parametrize("fmt", MAKE)
def test_a_damaged_document_is_read_or_refused_in_one_line(fmt: str) -> None:
    chance = random.Random(7)
    data = MAKE[fmt]()
    states = set()
    for _ in range(60):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                layout, text = read_document_bytes(damaged(data, chance), fmt, "a.file")
            except InputError as refused:
                states.add("refused")
                message = str(refused)
                if "\n" in message or not message.startswith("a.file: "):
                    pytest.fail(f"not one line: {message!r}")
            else:
                states.add("read")
                assert layout.blocks
                assert text
    assert "refused" in states
