"""The files to be read: which paths name which files, and what one file states, by its format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from graph import __version__
from graph.errors import InputError
from graph.model import Document
from graph.workspace import WORKSPACE_FILE
from ingest.readers.documents import FORMATS as DOCUMENT_FORMATS
from ingest.tools import Tools
from ingest.types import Reading

if TYPE_CHECKING:
    from ingest.mapping.reading import Mapping

TEXT_FORMATS = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md"}
PROSE_FORMATS = TEXT_FORMATS | DOCUMENT_FORMATS
TABLE_FORMATS = {".csv": "csv", ".tsv": "tsv", ".xlsx": "xlsx", ".json": "json", ".jsonl": "jsonl"}
NETWORK_FORMATS = {".graphml": "graphml", ".gexf": "gexf"}  # read where they are named: in folders they are exports


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, and the folder that was named when it is one of that folder's files."""

    path: Path
    root: Path | None = None

    @property
    def key(self) -> str:
        """What names it in messages and in the id of its document."""
        from graph.ledger import document_key

        return document_key(self.path, self.root)

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower()


def find_files(paths: Iterable[Path]) -> list[Found]:
    """The files that the paths name, folders taken with all that is in them, in sorted order.

    A file that is named is always taken, so that an unknown format is refused aloud; in a folder only files of known
    formats are, hidden ones and those of a workspace left out. Raises InputError when nothing is left.
    """
    found: dict[Path, Found] = {}
    known = PROSE_FORMATS.keys() | TABLE_FORMATS.keys()
    named = list(paths)
    for path in named:
        if path.is_dir():
            workspaces = {inner.parent for inner in path.rglob(WORKSPACE_FILE)}
            for inner in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
                hidden = hidden or not workspaces.isdisjoint(inner.parents)
                hidden = hidden or inner.name.endswith(".README.md")  # the account of an export beside it
                if inner.is_file() and not hidden and inner.suffix.lower() in known:
                    found.setdefault(inner.resolve(), Found(inner, path))
        else:
            found.setdefault(path.resolve(), Found(path))
    if not found:
        where = ", ".join(str(p) for p in named)
        raise InputError(f"{where}: no file of a known format ({', '.join(sorted(known))})")
    return list(found.values())


def read_bytes(found: Found) -> bytes:
    """The file's bytes; InputError for what is missing, empty or no file."""
    try:
        data = found.path.read_bytes()
    except FileNotFoundError as gone:
        raise InputError(f"{found.path}: no such file") from gone
    except OSError as wrong:
        raise InputError(f"{found.path}: cannot be read ({wrong.strerror or wrong})") from wrong
    if not data.strip():
        raise InputError(f"{found.path}: the file is empty")
    return data


def read_file(found: Found, data: bytes, document_id: str, tools: Tools, mapping: Mapping | None = None) -> Reading:
    """Everything that one file states. Raises InputError when it cannot be read."""
    known = PROSE_FORMATS | TABLE_FORMATS | NETWORK_FORMATS
    if found.suffix not in known:
        listed = ", ".join(sorted({*known, ".parquet"}))
        raise InputError(
            f"{found.path}: the format '{found.suffix or found.path.name}' is not read; known are {listed}"
        )
    document = Document(
        id=document_id, name=found.path.name, title=found.path.stem, format=known[found.suffix],
        sha256=hashlib.sha256(data).hexdigest(), text="", path=str(found.path.absolute()), read_at=_now(),
        version=__version__,
    )  # fmt: skip
    if found.suffix in TABLE_FORMATS | NETWORK_FORMATS:
        from ingest.table_files import read_table_file

        return read_table_file(data, document, tools, mapping)
    from ingest.document import read_document

    if found.suffix in DOCUMENT_FORMATS:
        from ingest.readers.documents import read_document_bytes

        layout, text = read_document_bytes(data, document.format, str(found.path), tools.on_page)
        return read_document(replace(document, text=text), tools, layout)
    from ingest.decode import decode

    return read_document(replace(document, text=decode(data, str(found.path))), tools)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
