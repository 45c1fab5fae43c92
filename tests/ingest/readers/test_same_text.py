"""The same text as TXT, Markdown, HTML, DOCX and PDF gives the same ties; long and crowded texts end in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Statement
from ingest.sources import Found, read_file
from ingest.tools import Tools
from tests.ingest.readers.typeset import SECTION, TITLE, add_footnotes, docx, p, pdf, ruled, word

TITLE_TEXT = "Provinces and their partners abroad"
SECTION_TEXT = "Partners by date"
PARAGRAPHS = [
    "Hunan (湖南) and the Japanese prefecture of Shiga became sister provinces in 1983.^1^ The governor of Hunan "
    "visited Laos in 2004. Trade across the river had been small for decades, and few in the capital knew of it.",
    "In 2005 Yunnan (云南) opened a trade office in Myanmar. Guangxi exported machines to Vietnam in 2007, and its "
    "firms invested in Laos. Nothing of the kind is known of the other provinces of the region in these years.",
]
NOTE = "Yearbook of Hunan 1984, p. 4."
CAPTION = "Table 1: Sister provinces of Yunnan"
ROWS = [
    ["Country", "Partner", "Date"],
    ["Laos", "Oudomxay", "2001-03-12"],
    ["Japan", "Shizuoka", "1998-05-04"],
    ["Vietnam", "Lao Cai", "2004-06-09"],
]

Tie = tuple[str, str, str, tuple[str, ...]]


def plain() -> bytes:
    blocks = [TITLE_TEXT, *(text.replace("^", "") for text in PARAGRAPHS), SECTION_TEXT, CAPTION]
    rows = "\n".join("".join(f"{cell:<24}" for cell in row).rstrip() for row in ROWS)
    return "\n\n".join([*blocks, rows, "_" * 20 + f"\n1 {NOTE}"]).encode()


def markdown() -> bytes:
    one, two = (text.replace("^1^", "[^1]") for text in PARAGRAPHS)
    rows = ["| " + " | ".join(row) + " |" for row in ROWS]
    table = "\n".join([rows[0], "|---|---|---|", *rows[1:]])
    return f"# {TITLE_TEXT}\n\n{one}\n\n{two}\n\n## {SECTION_TEXT}\n\n{CAPTION}\n\n{table}\n\n[^1]: {NOTE}\n".encode()


def html() -> bytes:
    body = "".join(f"<p>{text.replace('^1^', '<sup>1</sup>')}</p>" for text in PARAGRAPHS)
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    notes = f'<ol class="footnotes"><li>{NOTE}</li></ol>'
    return (
        f"<html><body><nav><a href='/'>Home</a></nav><h1>{TITLE_TEXT}</h1>{body}<h2>{SECTION_TEXT}</h2>"
        f"<table><caption>{CAPTION}</caption>{rows}</table>{notes}</body></html>"
    ).encode()


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE_TEXT, 1)
    for text in PARAGRAPHS:
        paragraph = document.add_paragraph()
        for i, piece in enumerate(text.split("^")):
            paragraph.add_run(piece).font.superscript = bool(i % 2)
    document.add_heading(SECTION_TEXT, 2)
    document.add_paragraph(CAPTION)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for i, row in enumerate(ROWS):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    add_footnotes(document, [NOTE])
    return word(document)


def typeset() -> bytes:
    story = [p(TITLE_TEXT, TITLE), *map(p, PARAGRAPHS), p(SECTION_TEXT, SECTION), p(CAPTION), ruled(ROWS)]
    return pdf(story, {1: [f"1 {NOTE}"]})


FILES = {"a.txt": plain, "a.md": markdown, "a.html": html, "a.docx": word_file, "a.pdf": typeset}


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


def read(name: str, data: bytes, tools: Tools) -> tuple[Statement, ...]:
    return read_file(Found(Path(name)), data, "document", tools).statements


def ties(statements: tuple[Statement, ...]) -> set[Tie]:
    return {(s.subject.form, s.tie, s.object.form, tuple(s.when)) for s in statements}


def test_the_same_text_in_every_format_gives_the_same_ties(tools: Tools) -> None:
    found = {name: ties(read(name, make(), tools)) for name, make in FILES.items()}
    assert len(found["a.txt"]) >= 6
    assert {tie for _, tie, _, _ in found["a.txt"]} >= {"SISTER_OF"}
    for name, of_file in found.items():
        assert of_file == found["a.txt"], name


@pytest.mark.parametrize("name", sorted(FILES))
def test_statements_point_into_the_text_that_is_kept(name: str, tools: Tools) -> None:
    reading = read_file(Found(Path(name)), FILES[name](), "document", tools)
    text = reading.document.text
    for statement in reading.statements:
        for mention in (statement.subject, statement.object):
            if mention.start >= 0:
                printed = " ".join(text[mention.start : mention.end].split())
                assert printed == mention.printed
        assert 0 <= statement.start < statement.end <= len(text)
        if name == "a.pdf":
            assert statement.page == 1


def test_a_sentence_of_five_thousand_words_is_passed_over(tools: Tools) -> None:
    document = docx.Document()
    document.add_paragraph("Hunan and Laos " + "and Shiga and trade " * 1300 + "signed an agreement.")
    document.add_paragraph("Hunan and Shiga became sister provinces in 1983.")
    reading = read_file(Found(Path("long.docx")), word(document), "document", tools)
    assert [s.tie for s in reading.statements] == ["SISTER_OF"]
    assert [unread.what for unread in reading.unread][:1] == ["sentence"]
