"""DOCX as a layout, and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx.oxml import parse_xml

from graph.errors import InputError
from ingest.readers.documents import read_document_bytes
from ingest.types import Block, BlockKind, Layout
from tests.ingest.readers.typeset import add_footnotes, docx, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(data: bytes) -> Layout:
    layout, text = read_document_bytes(data, "docx", "study.docx")
    for block in layout.blocks:
        for char, offset in zip(block.clean.text, block.clean.offsets, strict=True):
            assert char == " " or text[offset] == char
    return layout


def kinds(layout: Layout) -> list[tuple[str, str]]:
    return [(block.kind.value, block.clean.text) for block in layout.blocks]


def table_of(layout: Layout) -> Block:
    (block,) = [block for block in layout.blocks if block.kind == BlockKind.TABLE]
    return block


def test_headings_lists_footnotes_and_marks() -> None:
    document = docx.Document()
    document.add_heading("Ties of Yunnan 云南", 0)
    document.add_heading("Partners", 1)
    paragraph = document.add_paragraph("Yunnan and Shizuoka signed an agreement in 1998.")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" It covers the 21")
    paragraph.add_run("st").font.superscript = True
    paragraph.add_run(" zone of 94 km")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(".")
    document.add_paragraph("Hunan is the first point.", style="List Bullet")
    document.add_paragraph("Source: Yearbook of Yunnan")
    add_footnotes(document, ["Yearbook of Yunnan 1999, p. 4."])
    layout = read(word(document))
    assert kinds(layout) == [
        ("heading", "Ties of Yunnan 云南"),
        ("heading", "Partners"),
        ("paragraph", "Yunnan and Shizuoka signed an agreement in 1998. It covers the 21st zone of 94 km2."),
        ("item", "Hunan is the first point."),
        ("note", "Source: Yearbook of Yunnan"),
        ("footnote", "Yearbook of Yunnan 1999, p. 4."),
    ]
    assert layout.title == "Ties of Yunnan 云南"


def test_a_table_with_merged_cells() -> None:
    document = docx.Document()
    document.add_paragraph("Table 1: Sister provinces")
    rows = [["Country", "Partner", "Date"], ["Laos", "Oudomxay", "2001"], ["", "Luang Prabang", "2003"]]
    table = document.add_table(3, 3)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    found = table_of(read(word(document))).table
    assert found is not None
    assert found.columns == ("Country", "Partner", "Date")
    assert [[cell.text for cell in row] for row in found.rows] == [
        ["Laos", "Oudomxay", "2001"],
        ["Laos", "Luang Prabang", "2003"],
    ]
    assert (found.caption, found.confidence) == ("Table 1: Sister provinces", 1.0)


def test_a_table_of_one_cell_is_a_frame_around_text() -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "Yunnan and Laos signed an agreement."
    assert kinds(read(word(document))) == [("paragraph", "Yunnan and Laos signed an agreement.")]


def test_the_final_version_is_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Yunnan ")
    for xml in (
        f"<w:del {W}><w:r><w:delText>never </w:delText></w:r></w:del>",
        f'<w:ins {W}><w:r><w:t xml:space="preserve">and Laos </w:t></w:r></w:ins>',
        f"<w:r {W}><w:instrText>PAGEREF x</w:instrText></w:r>",
        f"<w:r {W}><w:t>agreed.</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    assert kinds(read(word(document))) == [("paragraph", "Yunnan and Laos agreed.")]


def test_pages_are_known_where_the_word_processor_left_them() -> None:
    document = docx.Document()
    document.add_paragraph("The first page says this.")
    run = document.add_paragraph().add_run()
    run._r.append(parse_xml(f"<w:lastRenderedPageBreak {W}/>"))
    run.add_text("The second page says that.")
    assert [block.page for block in read(word(document)).blocks] == [1, 2]
    plain = docx.Document()
    plain.add_paragraph("Nobody knows the page.")
    assert [block.page for block in read(word(plain)).blocks] == [None]


def repacked(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A sound DOCX with one part changed."""
    document = docx.Document()
    document.add_paragraph("Yunnan and Laos.")
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(document))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data) if part == name else data)
    return out.getvalue()


def declaring(data: bytes) -> bytes:
    head, _, rest = data.partition(b"?>")
    return head + b'?><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + rest


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "Yunnan")
    return out.getvalue()


BODY = "word/document.xml"
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: repacked(BODY, lambda d: d + b" " * (8 << 20)), "zip bomb"),
    "entities": (lambda: repacked(BODY, declaring), "declares XML entities"),
    "cut off": (lambda: word(docx.Document())[:-400], "broken or cut off"),
    "broken XML": (lambda: repacked(BODY, lambda d: d[:-40]), "damaged"),
    "no DOCX": (plain_zip, "no DOCX"),
    "no zip": (lambda: b"Yunnan and Laos\n" * 10, "broken or cut off"),
    "an old file": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old or encrypted"),
    "empty": (lambda: word(docx.Document()), "holds no text"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_refused_in_one_line(case: str) -> None:
    make, reason = BAD[case]
    with pytest.raises(InputError, match=reason) as refused:
        read_document_bytes(make(), "docx", "bad.docx")
    assert str(refused.value).startswith("bad.docx: ")
    assert "\n" not in str(refused.value)


def test_damaged_bytes_inside_the_archive_are_refused() -> None:
    data = bytearray(word(docx.Document()))
    at = data.find(BODY.encode()) + 60
    data[at : at + 40] = b"\xff" * 40
    with pytest.raises(InputError, match=r"bad\.docx: "):
        read_document_bytes(bytes(data), "docx", "bad.docx")
