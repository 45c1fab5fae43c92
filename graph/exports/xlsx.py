"""An Excel workbook: nodes, ties, the evidence of the ties, the sources, and the account of the export.

Every text is a text, whatever it begins with: nothing in the workbook is a formula. Equal to the byte for the same
input: the file bears no time of writing.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import InputError
from graph.exports.atomic import beside
from graph.exports.columns import Value, ends, finite
from graph.exports.context import Context, account
from graph.exports.rows import node_heads, node_rows, tie_heads, tie_rows
from graph.exports.summary import Export
from graph.model import Resolved

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_ROWS = 1_048_575  # of a sheet, beside its head
_MOST_TEXT = 32_767  # characters of a cell
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip archive can name
_MODIFIED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_EVIDENCE = ("tie", "statement", "document", "page", "mode", "subject", "object", "when", "text", "rule", "confidence",
             "source")  # fmt: skip
_SOURCES = ("document", "title", "format", "dataset", "source", "licence", "sha256", "ties")


def write(resolved: Resolved, path: Path, context: Context) -> Export:
    """Writes the workbook. InputError when a sheet would have too many rows; raises OSError."""
    from openpyxl import Workbook

    nodes = ends(resolved.ties)
    evidence = sum(len(tie.statements) for tie in resolved.ties)
    if max(len(nodes), len(resolved.ties), evidence) > _MOST_ROWS:
        raise InputError(f"{path.name}: a sheet holds {_MOST_ROWS:,} rows at most; write .csv or .parquet instead")
    told = account(resolved, context, len(nodes), len(resolved.ties), "xlsx")
    with beside(path) as (part,):
        book = Workbook(write_only=True)
        _sheet(book.create_sheet("nodes"), node_heads(), node_rows(resolved))
        _sheet(book.create_sheet("ties"), tie_heads(), tie_rows(resolved))
        _sheet(book.create_sheet("evidence"), _EVIDENCE, _evidence(resolved))
        _sheet(book.create_sheet("sources"), _SOURCES, _sources(resolved))
        _sheet(book.create_sheet("about"), ("about this export",), ([line] for line in told.splitlines()))
        book.save(part)
        _without_time(part)
    return Export((path,), len(nodes), len(resolved.ties))


def _sheet(sheet: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    def text(value: str, bold: Font | None = None) -> Any:
        value = _ILLEGAL.sub("", value)[:_MOST_TEXT]
        if bold is None and not value.startswith(("=", "#")):
            return value
        cell = WriteOnlyCell(sheet, value=None)
        cell.value = value
        cell.data_type = "s"  # else what begins with = would become a formula, and #N/A an error
        if bold is not None:
            cell.font = bold
        return cell

    sheet.freeze_panes = "A2"
    bold = Font(bold=True)
    sheet.append([text(head, bold) for head in heads])
    for row in rows:
        sheet.append([text(value) if isinstance(value, str) else finite(value) for value in row])


def _evidence(resolved: Resolved) -> Iterator[list[Value]]:
    for tie in sorted(resolved.ties, key=lambda tie: tie.id):
        for id_ in tie.statements:
            said = resolved.statements.get(id_)
            if said is None:
                continue
            document = resolved.documents.get(said.document_id)
            yield [
                tie.id, id_, document.name if document else said.document_id, said.page, said.mode.value,
                said.subject.printed, said.object.printed, "; ".join(said.when) or None, said.text, said.rule,
                said.confidence, said.source,
            ]  # fmt: skip


def _sources(resolved: Resolved) -> Iterator[list[Value]]:
    counts: dict[str, int] = {}
    for tie in resolved.ties:
        for id_ in tie.documents:
            counts[id_] = counts.get(id_, 0) + 1
    for id_ in sorted(counts):
        d = resolved.documents.get(id_)
        if d is not None:
            yield [d.name, d.title, d.format, d.dataset, d.source, d.licence, d.sha256, counts[id_]]


def _without_time(path: Path) -> None:
    """Takes the time of writing out of the archive and of what it says about itself."""
    with zipfile.ZipFile(path) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, _MODIFIED.sub(b"", content) if name == "docProps/core.xml" else content)
