"""PDF as a layout: reading order, footnotes, running heads, tables, and what cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from graph.errors import InputError
from ingest.readers.documents import read_document_bytes
from ingest.types import Block, BlockKind, Layout
from tests.ingest.readers.typeset import BODY, HEAD, SECTION, TIGHT, TITLE, FrameBreak, Spacer, p, pdf, ruled

FILLER = "Trade across the river had been small for decades, and few in the capital took notice of it. "


def read(data: bytes) -> Layout:
    """The layout; every character of it is checked to stand in the text where it says."""
    layout, text = read_document_bytes(data, "pdf", "study.pdf")
    for block in layout.blocks:
        for char, offset in zip(block.clean.text, block.clean.offsets, strict=True):
            assert char == " " or text[offset] == char
        for cell in (cell for row in block.table.rows for cell in row) if block.table else ():
            assert cell.start < 0 or " ".join(text[cell.start : cell.end].split()).startswith(cell.text[:1])
    return layout


def of_kind(layout: Layout, kind: BlockKind) -> list[Block]:
    return [block for block in layout.blocks if block.kind == kind]


def texts(layout: Layout, kind: BlockKind) -> list[str]:
    return [block.clean.text for block in of_kind(layout, kind)]


@pytest.fixture(scope="module")
def study() -> Layout:
    """Three pages with headings, footnotes, Han names, and a table over a page break."""
    rows = [["Country", "Partner", "Date"]] + [[f"Country {i}", f"Partner {i}", str(1960 + i)] for i in range(50)]
    story = [
        p("Provinces and their partners", TITLE),
        p("The south-west", SECTION),
        p(
            "Yunnan (云南) signed an agreement with Shizuoka in 1998.^1^ It covers 94 km^2^ of the 21^st^ zone. "
            + FILLER
        ),
        p(FILLER * 3 + "The governor of Hunan 湖南 went to Laos.^2^"),
        p("Partners by date", SECTION),
        p("Table 1: Partners of the province"),
        ruled(rows),
        Spacer(1, 12),
        p("After the table the text goes on. " + FILLER * 12),
        p(FILLER * 20),
    ]
    notes = {1: ["1 Yearbook of Yunnan 1999, p. 4; the text of the", " agreement is printed there.", "2 Ibid., p. 7."]}
    return read(pdf(story, notes))


def test_headings_have_levels_and_make_sections(study: Layout) -> None:
    found = [(block.clean.text, block.level) for block in of_kind(study, BlockKind.HEADING)]
    assert found == [("Provinces and their partners", 1), ("The south-west", 2), ("Partners by date", 2)]
    assert study.title == "Provinces and their partners"
    after = next(b for b in study.blocks if b.clean.text.startswith("After the table"))
    assert after.section == ("Provinces and their partners", "Partners by date")


def test_marks_are_dropped_and_powers_and_ordinals_kept(study: Layout) -> None:
    text = texts(study, BlockKind.PARAGRAPH)[0]
    assert text.startswith(
        "Yunnan (云南) signed an agreement with Shizuoka in 1998. It covers 94 km2 of the 21st zone."
    )
    assert texts(study, BlockKind.PARAGRAPH)[1].endswith("The governor of Hunan 湖南 went to Laos.")


def test_footnotes_are_texts_of_their_own(study: Layout) -> None:
    assert texts(study, BlockKind.FOOTNOTE) == [
        "Yearbook of Yunnan 1999, p. 4; the text of the agreement is printed there.",
        "Ibid., p. 7.",
    ]


def test_running_heads_and_page_numbers_are_gone(study: Layout) -> None:
    assert not [b.clean.text for b in study.blocks if HEAD in b.clean.text or b.clean.text.strip() in ("1", "2", "3")]


def test_a_running_head_that_changes_goes_by_its_page_number_and_contents_are_left_out() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(1, 6):
        canvas.drawString(70, 800, f"Chapter {page}: Partners of the year {page}  {page + 12}")
        canvas.drawString(70, 700, f"Hunan opened office {page} in Laos and said so.")
        canvas.drawString(70, 680, "4.1 Relations of Hunan with Laos . . . . . . . . . 17")
        canvas.showPage()
    canvas.save()
    found = [block.clean.text for block in read(out.getvalue()).blocks]
    assert " ".join(found) == " ".join(f"Hunan opened office {page} in Laos and said so." for page in range(1, 6))


def test_a_ruled_table_goes_on_over_a_page_break(study: Layout) -> None:
    (block,) = of_kind(study, BlockKind.TABLE)
    table = block.table
    assert table is not None
    assert table.columns == ("Country", "Partner", "Date")
    assert [row[2].text for row in table.rows] == [str(1960 + i) for i in range(50)]
    assert (table.confidence, table.caption, table.page) == (1.0, "Table 1: Partners of the province", 1)


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    layout = read(pdf([p(FILLER * 30, TIGHT), p(FILLER * 30, TIGHT), p(FILLER * 3, TIGHT)]))
    found = of_kind(layout, BlockKind.PARAGRAPH)
    assert [b.clean.text.count("Trade across") for b in found] == [30, 30, 3]
    assert [b.page for b in found] == [1, 1, 2]


def test_cells_that_span_rows_and_columns() -> None:
    rows = [
        ["Country", "Partner", "Trade", ""],
        ["", "", "2004", "2005"],
        ["Laos", "Oudomxay", "1", "2"],
        ["", "Luang Prabang", "3", "4"],
    ]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (3, 0)), ("SPAN", (0, 2), (0, 3))]
    (block,) = of_kind(read(pdf([p(FILLER), ruled(rows, *spans), p(FILLER)])), BlockKind.TABLE)
    assert block.table is not None
    assert block.table.columns == ("Country", "Partner", "Trade 2004", "Trade 2005")
    assert [[cell.text for cell in row] for row in block.table.rows] == [
        ["Laos", "Oudomxay", "1", "2"],
        ["Laos", "Luang Prabang", "3", "4"],
    ]


def test_a_word_that_a_narrow_cell_breaks_is_mended_where_the_text_knows_it() -> None:
    rows = [["Country", "Share"], ["Austra\nlia", "1"], ["United\nKingdom", "2"], ["Rwan\nda", "3"], ["of\nten", "4"]]
    story = [p("Australia and the United Kingdom often trade; of ten partners these are two. " + FILLER), ruled(rows)]
    (block,) = of_kind(read(pdf(story)), BlockKind.TABLE)
    assert block.table is not None
    assert [row[0].text for row in block.table.rows] == ["Australia", "United Kingdom", "Rwan da", "of ten"]


def test_a_table_without_rules_is_rebuilt_from_its_lines() -> None:
    from reportlab.platypus import Table

    rows = [["Country", "Partner", "Date"], ["Laos", "Oudomxay", "2001"], ["Japan", "Shizuoka", "1998"]]
    rows += [["Viet Nam", "Lao Cai", "2004"], ["Myanmar", "Mandalay", "2007"]]
    story = [p(FILLER * 4), p("Table 1: Sister provinces"), Table(rows, colWidths=140), p(FILLER * 4)]
    (block,) = of_kind(read(pdf(story)), BlockKind.TABLE)
    assert block.table is not None
    assert block.table.columns == ("Country", "Partner", "Date")
    assert [row[1].text for row in block.table.rows] == ["Oudomxay", "Shizuoka", "Lao Cai", "Mandalay"]
    assert block.table.confidence < 1


def test_a_bullet_from_a_font_without_a_map_opens_an_item() -> None:
    layout = read(pdf([p("Two points are made."), *(p(f"• Hunan opened office {i} in Laos.") for i in range(2))]))
    assert texts(layout, BlockKind.ITEM) == ["Hunan opened office 0 in Laos.", "Hunan opened office 1 in Laos."]
    assert layout.notes == ()


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"The left column says its sentence number {i} about the trade of the province." for i in range(14)]
    right = [f"The right column says its sentence number {i} about the ports of the coast." for i in range(14)]
    story = [
        p("Two columns", TITLE),
        p("By A. Author"),
        p("An abstract over both columns. " + FILLER * 3),
        FrameBreak(),
    ]
    story += [p(" ".join(left), BODY), FrameBreak(), p(" ".join(right), BODY)]
    layout = read(pdf(story, {1: ["1 A note under the left column."]}, columns=2, top=130))
    whole = " ".join(texts(layout, BlockKind.PARAGRAPH))
    assert whole.index("An abstract") < whole.index(left[0]) < whole.index(left[13]) < whole.index(right[0])
    assert "By A. Author" in [block.clean.text for block in layout.blocks]
    assert " ".join(left) in whole
    assert " ".join(right) in whole
    assert texts(layout, BlockKind.FOOTNOTE) == ["A note under the left column."]


def test_statements_can_know_their_page_and_pages_are_counted() -> None:
    seen: list[tuple[int, int]] = []
    data = pdf([p(FILLER * 30), p(FILLER * 30)])
    read_document_bytes(data, "pdf", "a.pdf", lambda page, pages: seen.append((page, pages)))
    assert seen == [(1, 2), (2, 2)]


def images(pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(pages):
        canvas.rect(50, 50, 300, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked() -> bytes:
    return pdf([p(FILLER)], encrypt=StandardEncryption("secret", ownerPassword="other"))


def hollow(data: bytes) -> bytes:
    """Its head and its end, and blanks between them."""
    return data[:100] + b" " * (len(data) - 300) + data[-200:]


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted": (locked, "encrypted"),
    "cut in the middle": (lambda: pdf([p(FILLER)])[:-1500], "cut off"),
    "cut at the end": (lambda: pdf([p(FILLER)])[:-8], "cut off"),
    "images only": (lambda: images(3), r"no text layer \(3 pages of images\)"),
    "no PDF": (lambda: b"Yunnan and Laos\n" * 10, "no PDF"),
    "nothing but marks": (lambda: b"%PDF-1.7\n%%EOF\n", "damaged"),
    "bytes lost": (lambda: hollow(pdf([p(FILLER)])), "damaged"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_refused_in_one_line(case: str) -> None:
    make, reason = BAD[case]
    with pytest.raises(InputError, match=reason) as refused:
        read_document_bytes(make(), "pdf", "bad.pdf")
    assert str(refused.value).startswith("bad.pdf: ")
    assert "\n" not in str(refused.value)


def test_pages_without_text_are_said() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(70, 700, "Yunnan and Laos signed an agreement.")
    canvas.showPage()
    canvas.rect(50, 50, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    assert read(out.getvalue()).notes == ("no text on 1 of 2 pages (2): images or empty",)
