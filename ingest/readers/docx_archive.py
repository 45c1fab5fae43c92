"""What a DOCX must be before its parts are read: a whole archive, no larger than a document, without XML entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

from graph.errors import InputError
from ingest.faults import in_one_line

_MOST_BYTES = 400 << 20  # of all parts, unpacked
_MOST_XML = 150 << 20  # of one part that is read as XML
_MOST_RATIO = 200  # unpacked to packed, of a part of more than a megabyte
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What unpacking a broken archive raises."""


def refuse_unsafe(data: bytes, name: str) -> None:
    """Refuses what is no DOCX, unpacks to more than a document can hold, or declares XML entities: InputError."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{name}: this is an old or encrypted Office file; save it as DOCX without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _guard_size(archive.infolist(), name)
            for part in archive.infolist():
                if _is_xml(part) and _declares_entities(archive, part):
                    raise InputError(f"{name}: '{part.filename}' declares XML entities; refused")
            if "[Content_Types].xml" not in archive.namelist():
                raise InputError(f"{name}: this is a zip archive, but no DOCX")
    except DAMAGE as wrong:
        raise InputError(f"{name}: the DOCX is broken or cut off ({in_one_line(wrong)}); get it again") from wrong


def _guard_size(parts: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Refuses an archive of which one part or the whole unpacks to more than a document can hold."""
    for part in parts:
        steep = part.file_size > 1 << 20 and part.file_size > _MOST_RATIO * max(1, part.compress_size)
        if steep or (_is_xml(part) and part.file_size > _MOST_XML):
            raise InputError(
                f"{name}: '{part.filename}' unpacks to {part.file_size >> 20} MB, more than a document holds; "
                f"refused as a zip bomb"
            )
    if sum(part.file_size for part in parts) > _MOST_BYTES:
        raise InputError(f"{name}: unpacks to more than {_MOST_BYTES >> 20} MB; refused as a zip bomb")


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels"))


def _declares_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(4096)
