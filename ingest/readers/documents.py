"""PDF, DOCX and HTML as the layout that plain text has: one door to three readers, each loaded when it is needed."""

from __future__ import annotations

from collections.abc import Callable

from graph.errors import InputError
from ingest.types import Layout

FORMATS = {".pdf": "pdf", ".docx": "docx", ".html": "html", ".htm": "html", ".xhtml": "html"}
"""Format by suffix."""

PageProgress = Callable[[int, int], None]
"""Called with the number of pages read and the number of pages."""


def read_document_bytes(data: bytes, fmt: str, name: str, progress: PageProgress | None = None) -> tuple[Layout, str]:
    """The layout of a document, and its extracted text, in which the layout's offsets count.

    `name` is used in messages only. Raises InputError for what is encrypted, damaged, too large, or holds no text.
    """
    if fmt == "pdf":
        from ingest.readers.pdf import read_pdf

        return read_pdf(data, name, progress)
    if fmt == "docx":
        from ingest.readers.docx import read_docx

        return read_docx(data, name)
    if fmt == "html":
        from ingest.readers.html import read_html

        return read_html(data, name)
    raise InputError(f"{name}: the format '{fmt}' is not one of {', '.join(sorted(set(FORMATS.values())))}")
