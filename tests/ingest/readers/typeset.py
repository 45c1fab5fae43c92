"""Documents made for the tests: a PDF from a typesetter, a DOCX from a word processor's library."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, FrameBreak, PageTemplate, Paragraph, Spacer, Table

HAN = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(HAN))

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=9)
TIGHT = ParagraphStyle("tight", parent=BODY, spaceAfter=0, firstLineIndent=18, alignment=4)
TITLE = ParagraphStyle("title", parent=BODY, fontName="Times-Bold", fontSize=18, leading=22, spaceAfter=12)
SECTION = ParagraphStyle("section", parent=BODY, fontName="Times-Bold", fontSize=13, leading=16, spaceBefore=8)
HEAD = "Provinces abroad, a study"


def p(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph; Han characters in their font, `^1^` as a superscript."""
    marked, raised = [], False
    for piece in text.split("^"):
        marked.append(f'<super size="7" rise="4">{piece}</super>' if raised else piece)
        raised = not raised
    out, han = [], False
    for char in "".join(marked):
        is_han = "\u4e00" <= char <= "\u9fff"
        if is_han != han:
            out.append(f'<font name="{HAN}">' if is_han else "</font>")
            han = is_han
        out.append(char)
    return Paragraph("".join(out) + ("</font>" if han else ""), style)


def ruled(rows: Sequence[Sequence[str]], *more: tuple[Any, ...], repeat: int = 1) -> Table:
    """A table with all its rules; its head is repeated on each page."""
    return Table(
        [list(row) for row in rows], repeatRows=repeat, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), *more]
    )


def pdf(
    story: Sequence[Flowable], notes: dict[int, Sequence[str]] | None = None, columns: int = 1, top: float = 0,
    encrypt: Any = None,
) -> bytes:  # fmt: skip
    """A PDF with a running head and page numbers. `notes` are the footnotes by page, line by line; with two columns
    `top` is the height of a frame over both of them."""

    def furniture(canvas: Any, _document: Any) -> None:
        page = canvas.getPageNumber()
        canvas.setFont("Times-Italic", 9)
        canvas.drawString(70, 800, HEAD)
        canvas.drawCentredString(297, 30, str(page))
        lines = (notes or {}).get(page, ())
        if lines:
            canvas.line(70, 105, 200, 105)
        for i, line in enumerate(lines):
            mark, _, rest = line.partition(" ")
            canvas.setFont("Times-Roman", 5.5)
            canvas.drawString(70, 95.5 - 11 * i, mark)
            canvas.setFont("Times-Roman", 8.5)
            canvas.drawString(75 if mark else 70, 93 - 11 * i, rest)

    width, height = A4[0] - 140, A4[1] - 180
    if columns == 1:
        frames = [Frame(70, 115, width, height, 0, 0, 0, 0)]
    else:
        half = (width - 22) / 2
        frames = [Frame(70, 115 + height - top, width, top, 0, 0, 0, 0)] if top else []
        frames += [Frame(70 + i * (half + 22), 115, half, height - top, 0, 0, 0, 0) for i in (0, 1)]
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, encrypt=encrypt, invariant=1)
    template.addPageTemplates([PageTemplate("page", frames, onPage=furniture)])
    template.build(list(story))
    return out.getvalue()


def word(document: Any) -> bytes:
    """The bytes of a DOCX."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_footnotes(document: Any, notes: Sequence[str]) -> None:
    """Adds the part that holds footnotes, as a word processor writes it."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {note}</w:t></w:r>'
        f"</w:p></w:footnote>"
        for i, note in enumerate(notes, 2)
    )
    separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>----</w:t></w:r></w:p></w:footnote>'
    blob = f'<?xml version="1.0"?><w:footnotes xmlns:w="{space}">{separator}{body}</w:footnotes>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


__all__ = ["BODY", "HEAD", "SECTION", "TIGHT", "TITLE", "FrameBreak", "Spacer", "add_footnotes", "docx", "p", "pdf"]
__all__ += ["ruled", "word"]
