"""Every statement can be traced: its spans, cut from the document's text, are what it says is printed there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.model import Mention
from ingest.sources import Found, find_files, read_bytes, read_file
from ingest.tools import Tools
from ingest.types import Reading

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


def even(text: str) -> str:
    """Without white space and without hyphens at line ends, so that print and text can be compared."""
    return re.sub(r"\s+", "", re.sub(r"-\s*\n\s*", "", text)).replace("-", "")


def read(found: Found, tools: Tools) -> Reading:
    return read_file(found, read_bytes(found), f"doc:{found.path.stem}", tools)


def check(reading: Reading) -> None:
    text = reading.document.text
    assert reading.statements
    for statement in reading.statements:
        assert 0 <= statement.start < statement.end <= len(text), statement
        mentions: list[Mention] = [statement.subject, statement.object]
        for mention in mentions:
            if mention.start < 0:
                continue
            cut = text[mention.start : mention.end]
            assert even(mention.printed) == even(cut), (statement.rule, mention)


@pytest.mark.parametrize("found", find_files([ROOT / "data" / "demo"]), ids=lambda found: found.path.name)
def test_spans_of_the_demonstration_documents(found: Found, tools: Tools) -> None:
    check(read(found, tools))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")
@pytest.mark.parametrize("name", ["article_local_governments.txt", "thesis_context.txt", "thesis_zhejiang.txt"])
def test_spans_of_real_documents(name: str, tools: Tools) -> None:
    check(read(Found(CORPUS / name), tools))


def test_mentions_of_a_row_lie_in_the_row(tools: Tools) -> None:
    reading = read(Found(ROOT / "data" / "demo" / "city_pairs.csv"), tools)
    for statement in reading.statements:
        for mention in (statement.subject, statement.object):
            assert statement.start <= mention.start < mention.end <= statement.end


def test_reading_twice_gives_the_same(tools: Tools) -> None:
    for found in find_files([ROOT / "data" / "demo"]):
        assert read(found, tools).statements == read(found, Tools()).statements
