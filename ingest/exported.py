"""Reading back what Subties exported in full (`.jsonl --full`, `.parquet --full`): nothing is lost, nothing is guessed.

Documents come back with their statements and with what was not read in them; judgements and the user's own names are
added to those of the workspace, whose own word is kept where the two differ.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import judgement_file
from graph.edtf import valid
from graph.errors import InputError
from graph.files import write_atomically
from graph.judgements import COLUMNS, Judgement, check
from graph.ledger_rows import TABLES, UnreadRow, statements_from
from graph.model import Document, Mention, Mode, Statement
from graph.schema import schema

if TYPE_CHECKING:
    from graph.ledger import Change
    from graph.workspace import Workspace

_TABLES = ("aliases.csv", "organisations.csv")


@dataclass(slots=True)
class Bundle:
    """What one export holds of a ledger, of people's judgements and of their own names (file → text)."""

    documents: dict[str, Document] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    unread: dict[str, list[UnreadRow]] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    tables: dict[str, str] = field(default_factory=dict)


def is_export(data: bytes) -> bool:
    """Whether the bytes of a .jsonl file begin as an export of Subties does, in full or not."""
    try:
        first = json.loads(data.lstrip().partition(b"\n")[0])
    except ValueError:
        return False
    return isinstance(first, dict) and ("record" in first or {"evidence", "subject", "tie", "object"} <= first.keys())


def from_jsonl(data: bytes, name: str) -> Bundle:
    """What a .jsonl export holds. InputError names the line of what is wrong, and an export that is not in full."""
    found = Bundle()
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if "record" not in record:
                raise InputError("holds ties without their statements; export it with --full")
            _RECORDS.get(record["record"], _skipped)(found, record)
        except InputError as wrong:
            raise InputError(f"{name}, line {number}: {wrong}") from wrong
        except (ValueError, KeyError, TypeError, AttributeError) as wrong:
            raise InputError(f"{name}, line {number}: is not as Subties writes it ({wrong!r})") from wrong
    return _checked(found, name)


def from_parquet(path: Path) -> Bundle:
    """What the files of a .parquet export hold; `path` is any of them, or the name that was given at export."""
    from graph.exports.accounts import base_of

    base = base_of(path)
    where = base.with_suffix(".documents.parquet")
    if not where.exists():
        there = base.with_suffix(".ties.parquet").exists()
        lacking = "holds ties without their statements; export it with --full" if there else "no such file"
        raise InputError(f"{path}: {lacking}")
    rows = {name: _rows(base.with_suffix(f".{name}.parquet"), tuple(TABLES[name])) for name in TABLES}
    found = Bundle()
    columns = list(TABLES["documents"])
    for row in rows["documents"]:
        document = Document(*(row[columns.index(f.name)] or "" for f in fields(Document)))
        found.documents[document.id] = document
    try:
        for statement in statements_from(rows["statements"], rows["mentions"]):
            found.statements.setdefault(statement.document_id, []).append(statement)
    except KeyError as wrong:
        raise InputError(f"{path}: no mention or mode {wrong.args[0]!r}") from wrong
    for row in rows["unread"]:
        found.unread.setdefault(row[0], []).append(UnreadRow(*row[1:]))
    found.judgements = [Judgement(*row) for row in _rows(base.with_suffix(".judgements.parquet"), COLUMNS)]
    found.tables = dict(_rows(base.with_suffix(".names.parquet"), ("file", "text")))
    return _checked(found, str(path))


def _rows(path: Path, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path, columns=list(columns))
    except (pa.ArrowException, OSError, KeyError) as wrong:
        raise InputError(f"{path}: cannot be read as Parquet ({str(wrong).splitlines()[0]})") from wrong
    lacking = [column for column in columns if column not in table.column_names]
    if lacking:
        raise InputError(f"{path}: the column '{lacking[0]}' is missing")
    return list(zip(*(table.column(column).to_pylist() for column in columns), strict=True))


def _document(found: Bundle, record: dict[str, Any]) -> None:
    names = {f.name for f in fields(Document)}
    known = {name: str(value) for name, value in record.items() if name in names}
    for name in ("title", "format", "text"):
        known.setdefault(name, "")
    found.documents[known["id"]] = Document(**known)


def _statement(found: Bundle, record: dict[str, Any]) -> None:
    names = {f.name for f in fields(Statement)}
    known = {name: value for name, value in record.items() if name in names}
    for end in ("subject", "object", "mechanism"):
        if known.get(end) is not None:
            known[end] = Mention(**known[end])
    known["mode"] = Mode(known["mode"])
    known["when"] = tuple(known.get("when", ()))
    statement = Statement(**known)
    found.statements.setdefault(statement.document_id, []).append(statement)


def _unread(found: Bundle, record: dict[str, Any]) -> None:
    row = UnreadRow(record["what"], record["text"], record["reason"], record["start"], record["end"])
    found.unread.setdefault(record["document_id"], []).append(row)


def _judgement(found: Bundle, record: dict[str, Any]) -> None:
    cells: list[Any] = [str(record[name]) for name in COLUMNS]
    found.judgements.append(Judgement(*cells))


def _names(found: Bundle, record: dict[str, Any]) -> None:
    found.tables[str(record["file"])] = str(record["text"])


def _skipped(found: Bundle, record: dict[str, Any]) -> None:
    """Entities and ties follow from the rest."""
    del found
    if record["record"] not in ("entity", "tie"):
        raise InputError(f"'{record['record']}' is no record that this Subties knows")


_RECORDS: Mapping[str, Callable[[Bundle, dict[str, Any]], None]] = {
    "document": _document,
    "statement": _statement,
    "unread": _unread,
    "judgement": _judgement,
    "names": _names,
}


def _checked(found: Bundle, name: str) -> Bundle:
    """The bundle with the ids of its statements made anew; InputError for what cannot stand in a ledger."""
    if not found.documents:
        raise InputError(f"{name}: holds no documents")
    for id_ in sorted({*found.statements, *found.unread} - found.documents.keys()):
        raise InputError(f"{name}: something is stated in the document '{id_}', which it does not hold")
    for id_, stated in found.statements.items():
        for statement in stated:
            try:
                schema().tie(statement.tie)
                for when in statement.when:
                    valid(when)
            except InputError as wrong:
                raise InputError(f"{name}: statement {statement.id}: {wrong}") from wrong
        found.statements[id_] = [statement.with_id() for statement in stated]
    for judgement in found.judgements:
        try:
            check(judgement)
        except InputError as wrong:
            raise InputError(f"{name}: judgement {judgement.id}: {wrong}") from wrong
    return found


def record(workspace: Workspace, found: Bundle) -> tuple[list[Change], tuple[str, ...]]:
    """Adds a bundle to the workspace: its documents all or none, then names and judgements. Notes say what was added.

    A document of the ledger is replaced by the one of the export, as by a newer reading.
    """
    order = sorted(found.documents)
    readings = [(found.documents[id_], found.statements.get(id_, []), found.unread.get(id_, [])) for id_ in order]
    with workspace.writing():
        with workspace.ledger(write=True) as ledger:
            changes = ledger.record_all(readings)
        notes = [*_add_tables(workspace, found.tables), *_add_judgements(workspace, found.judgements)]
    return changes, tuple(notes)


def _add_judgements(workspace: Workspace, given: Iterable[Judgement]) -> Iterator[str]:
    known = {judgement.id for judgement in judgement_file.read(workspace.judgements_path)[0]}
    new = [judgement for judgement in given if judgement.id not in known]
    if new:
        judgement_file.append(workspace.judgements_path, *new)
        yield f"{len(new)} judgements added to {workspace.judgements_path.name}"


def _add_tables(workspace: Workspace, tables: Mapping[str, str]) -> Iterator[str]:
    """Adds the rows of the user's own names that the workspace lacks."""
    for name in _TABLES:
        theirs = _table(tables.get(name, ""))
        path = workspace.path / name
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        ours = _table(text)
        if len(theirs) < 2:
            continue
        if ours and ours[0] != theirs[0]:
            yield f"{name}: left as it is: its columns are not those of the export"
            continue
        at = theirs[0].index("id") if name == "organisations.csv" and "id" in theirs[0] else None
        taken = {tuple(row) if at is None else row[at] for row in ours}
        new = [row for row in theirs if (tuple(row) if at is None else row[at]) not in taken]
        if not new:
            continue
        if text and not text.endswith("\n"):
            text += "\n"
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(new)
        write_atomically(path, text + out.getvalue())
        yield f"{len(new)} rows added to {name}"


def _table(text: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(text)) if row]
