"""PDF as a layout: text in reading order, footnotes and their marks by the size of letters, ruled tables.

Pages are read one by one, and what the library knew of a page is let go before the next.
"""

from __future__ import annotations

import io
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from graph.errors import InputError
from ingest.faults import in_one_line
from ingest.layout.build import finished_layout
from ingest.readers.documents import PageProgress
from ingest.readers.pdf_columns import regions
from ingest.readers.pdf_lines import PageLine, Word, line_of, rows_of, words_of
from ingest.readers.pdf_roles import body_size, mark_furniture, mark_headings, mark_notes
from ingest.readers.pdf_tables import Ruled, ruled_tables
from ingest.readers.pdf_text import PdfText
from ingest.types import Layout

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

_TAIL = 2048  # bytes at the end in which a whole file has its end mark
_LOCKED = ("PDFPasswordIncorrect", "PDFEncryptionError")  # errors of the library below, by name
_UNMAPPED = "(cid:"
_MOST_UNMAPPED = 0.3  # of the words, in a text that can still be read
_LISTED = 8  # page numbers in one note


def read_pdf(data: bytes, name: str, progress: PageProgress | None = None) -> tuple[Layout, str]:
    """The layout and the extracted text of a PDF; pages count from 1 in the file.

    Raises InputError for what is no PDF, is encrypted, cut off, damaged, or has no text layer.
    """
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{name}: this is no PDF (its first bytes say so)")
    if b"%%EOF" not in data.rstrip(b"\0\r\n\t ")[-_TAIL:]:
        raise InputError(f"{name}: the PDF is cut off (its end is missing); get it again")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pdf = _opened(data, name)
    try:
        pages, heights = _pages(pdf, name, progress)
    finally:
        with suppress(Exception):  # closing looks at the pages again, and stumbles over what is damaged
            pdf.close()
    notes = _notes(pages, name)
    body = body_size([line for lines in pages for line in lines])
    mark_furniture(pages, heights)
    mark_notes(pages, body)
    mark_headings(pages, body)
    text = PdfText(pages)
    return finished_layout(text.writer.text, text.raw(), notes=notes), text.writer.text


def _opened(data: bytes, name: str) -> PDF:
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        return pdfplumber.open(io.BytesIO(data), raise_unicode_errors=False)
    except PdfminerException as wrong:
        cause = wrong.args[0] if wrong.args else wrong
        if type(cause).__name__ in _LOCKED:
            raise InputError(f"{name}: the PDF is encrypted; save it without a password") from wrong
        raise InputError(f"{name}: the PDF is damaged ({in_one_line(cause)}); get it again") from wrong
    except Exception as wrong:  # the library lets errors of every kind through on damaged files
        raise InputError(f"{name}: the PDF is damaged ({in_one_line(wrong)}); get it again") from wrong


def _pages(pdf: PDF, name: str, progress: PageProgress | None) -> tuple[list[list[PageLine]], list[float]]:
    """The lines of each page, and the heights of the pages."""
    try:
        count = len(pdf.pages)
    except Exception as wrong:
        raise InputError(f"{name}: the PDF's list of pages is damaged ({in_one_line(wrong)}); get it again") from wrong
    if not count:
        raise InputError(f"{name}: the PDF has no pages, or its list of pages is damaged; get it again")
    pages: list[list[PageLine]] = []
    heights: list[float] = []
    for number, page in enumerate(pdf.pages, 1):
        try:
            pages.append(_page(page, number))
        except Exception as wrong:
            raise InputError(
                f"{name}: page {number} of the PDF is damaged ({in_one_line(wrong)}); get it again"
            ) from wrong
        heights.append(float(page.height))
        page.close()
        if progress:
            progress(number, count)
    return pages, heights


def _page(page: Any, number: int) -> list[PageLine]:
    """The lines of one page in reading order; a ruled table stands as one line."""
    from pdfplumber.utils.text import extract_words

    chars = [{**c, "size": round(c["size"], 1)} for c in page.chars if c["upright"] and _on_page(c, page)]
    words = words_of(
        extract_words(chars, x_tolerance_ratio=0.15, y_tolerance=2, extra_attrs=["size", "fontname"])
    )  # fmt: skip
    tables = ruled_tables(page, words, number)
    held = {id(word) for table in tables for cell in table.cells for word in cell}
    free = [word for word in words if id(word) not in held]
    lines: list[PageLine] = []
    for column, region in enumerate(regions([*free, *map(_as_word, tables)])):
        for row in rows_of(region.words):
            line = line_of(row, number, column, region.left, region.right)
            if line.ruled is not None or any(char.isalnum() for char in line.text):
                lines.append(line)
    return lines


def _on_page(char: dict[str, Any], page: Any) -> bool:
    """Whether a character stands on the page: some files keep printer's notes beside it."""
    x0, top, x1, bottom = page.bbox
    return bool(x0 - 1 <= char["x0"] <= x1 and top - 1 <= char["top"] <= bottom)


def _as_word(table: Ruled) -> Word:
    """A ruled table in the place of a word."""
    return Word("", table.x0, table.x1, table.top, table.bottom, 10.0, ruled=table)


def _notes(pages: list[list[PageLine]], name: str) -> list[str]:
    """What of the file could not be read; InputError when nothing could."""
    if not any(pages):
        raise InputError(
            f"{name}: no text layer ({len(pages)} page{'s' * (len(pages) > 1)} of images); "
            "make its text with an OCR program first"
        )
    words = sum(len(line.text.split()) for lines in pages for line in lines)
    unmapped = sum(line.text.count(_UNMAPPED) for lines in pages for line in lines)
    if unmapped > _MOST_UNMAPPED * max(1, words):
        raise InputError(f"{name}: the fonts do not say which letters they show; export the PDF again, or use OCR")
    notes = []
    if unmapped:
        notes.append(f"{unmapped} characters could not be told: their fonts do not say which letters they show")
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if empty:
        listed = ", ".join(map(str, empty[:_LISTED])) + (" ..." if len(empty) > _LISTED else "")
        notes.append(f"no text on {len(empty)} of {len(pages)} pages ({listed}): images or empty")
    return notes
