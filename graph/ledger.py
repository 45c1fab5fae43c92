"""The ledger: which documents were read, and what each of them states. DuckDB, one file in the workspace.

Invariant: the ledger is the sum of the latest readings of its documents, whatever the order in which they came.
Every change is one transaction: it is there as a whole, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from graph.duck import clearly, connect, roll_back
from graph.errors import InputError, NotFoundError
from graph.ids import digest, slug
from graph.ledger_rows import (
    TABLES,
    Row,
    UnreadLike,
    UnreadRow,
    arrow_table,
    by_id,
    document_row,
    mention_rows,
    statement_row,
    statements_from,
    unread_row,
)
from graph.model import Document, Statement

if TYPE_CHECKING:
    import duckdb

_DOCUMENT_FIELDS = tuple(f.name for f in fields(Document))

Unread = Sequence[UnreadLike | tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """What recording one document changed: `status` is added, changed, unchanged or removed; ids are sorted."""

    document_id: str
    status: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def document_key(path: Path, root: Path | None = None) -> str:
    """What names a document over its versions: its path from the parent of the folder `root` that was ingested,
    with forward slashes, or its file name where it was given by itself."""
    if root is None:
        return path.name
    return path.absolute().relative_to(root.absolute().parent).as_posix()


def document_id(key: str) -> str:
    """The id of the document of that key."""
    return f"doc:{slug(key)}"


class Ledger:
    """The ledger in the file `path`, open until the `with` block ends.

    Read-only, it can be opened by several processes at once, and a missing file is an empty ledger. Open it for as
    short as possible: DuckDB lets nobody write while another process reads, nor read while another one writes.
    """

    def __init__(self, path: Path | str, read_only: bool = False) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self._connection: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> Self:
        if self.read_only and not self.path.exists():
            import duckdb

            self._connection = duckdb.connect(":memory:")
        else:
            self._connection = connect(self.path, self.read_only)
        if not self.read_only or not self.path.exists():
            with clearly(self.path, "set up"):
                for name, columns in TABLES.items():
                    listed = ", ".join(f'"{column}" {type_}' for column, type_ in columns.items())
                    self.connection.execute(f"CREATE TABLE IF NOT EXISTS {name} ({listed})")
                self.connection.execute("CREATE TABLE IF NOT EXISTS derived (part VARCHAR, body VARCHAR)")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The open DuckDB connection."""
        if self._connection is None:
            raise RuntimeError("the ledger is not open: use it in a `with` block")
        return self._connection

    def _rows(self, query: str, parameters: Sequence[Any] = ()) -> list[Row]:
        with clearly(self.path, "read"):
            return self.connection.execute(query, list(parameters)).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with clearly(self.path, "written to; what was there stays as it was"):
            self.connection.begin()
            try:
                yield self.connection
                self.connection.commit()
            except BaseException:
                roll_back(self.connection)
                raise

    # Reading

    def documents(self, text: bool = False) -> list[Document]:
        """The documents by id. Their text is left empty (it may be large) unless `text` is asked for."""
        columns = ", ".join("'' AS text" if f == "text" and not text else f for f in _DOCUMENT_FIELDS)
        return [Document(*row) for row in self._rows(f"SELECT {columns} FROM documents ORDER BY id")]

    def document(self, id: str) -> Document:
        """The document with its text; NotFoundError where it was not read."""
        found = self._rows(f"SELECT {', '.join(_DOCUMENT_FIELDS)} FROM documents WHERE id = ?", [id])
        if not found:
            raise NotFoundError(f"'{id}' is not a document of this workspace; see `subties documents`")
        return Document(*found[0])

    def text(self, document_id: str) -> str:
        """The document's text, in which the offsets of statements and mentions count."""
        return self.document(document_id).text

    def statements(self, document_id: str | None = None) -> list[Statement]:
        """The statements of a document, or all, by id."""
        where, given = ("WHERE document_id = ?", [document_id]) if document_id else ("", [])
        of = f"WHERE statement_id IN (SELECT id FROM statements {where})" if document_id else ""
        rows = self._rows(f"SELECT * FROM statements {where} ORDER BY id", given)
        return list(statements_from(rows, self._rows(f"SELECT * FROM mentions {of}", given)))

    def unread(self, document_id: str | None = None) -> list[tuple[str, UnreadRow]]:
        """What was seen and not read, as pairs of document id and row, in the order of the text."""
        where, given = ("WHERE document_id = ?", [document_id]) if document_id else ("", [])
        rows = self._rows(f"SELECT * FROM unread {where} ORDER BY document_id, span_start, span_end, text", given)
        return [(row[0], UnreadRow(*row[1:])) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many rows each of the tables holds."""
        return {name: int(self._rows(f"SELECT count(*) FROM {name}")[0][0]) for name in TABLES}

    def fingerprint(self) -> str:
        """A hash of all that the ledger holds; the order of reading does not matter."""
        return digest(self._rows("SELECT id, sha256, content FROM documents ORDER BY id"), length=32)

    def is_current(self, sha256: str, version: str) -> bool:
        """Whether a file of that hash was already read by that version of the reader (its reading can be spared)."""
        return bool(self._rows("SELECT 1 FROM documents WHERE sha256 = ? AND version = ?", [sha256, version]))

    def current(self, version: str) -> dict[tuple[str, str], str]:
        """The documents read by that version of the reader: their ids by path and hash."""
        rows = self._rows("SELECT path, sha256, id FROM documents WHERE version = ? ORDER BY id DESC", [version])
        return {(path, sha256): id for path, sha256, id in rows}

    def identify(self, path: Path, root: Path | None, sha256: str) -> str:
        """The id under which the file is to be recorded.

        A file whose bytes or whose path were read before keeps its id; another one gets that of its key. InputError
        where the key belongs to another file that still exists.
        """
        where = str(path.absolute())
        known = self._rows(
            "SELECT id FROM documents WHERE path = ? OR sha256 = ? ORDER BY path <> ?, id", [where, sha256, where]
        )
        if known:
            return str(known[0][0])
        id = document_id(document_key(path, root))
        self._refuse_clash(id, where, sha256)
        return id

    def _refuse_clash(self, id: str, path: str, sha256: str) -> None:
        for other, before in self._rows("SELECT path, sha256 FROM documents WHERE id = ?", [id]):
            if path and other and other != path and before != sha256 and Path(other).exists():
                raise InputError(
                    f"{path}: has the same name as {other}, which was read before and still exists; rename one of "
                    f"them, or ingest the folder above both"
                )

    # Writing

    def record(self, document: Document, statements: Iterable[Statement], unread: Unread = ()) -> Change:
        """Make this reading the document's latest one, all or nothing; what an earlier reading said goes.

        InputError where the document's key belongs to another existing file, or where the disk is full.
        """
        return self.record_all([(document, statements, unread)])[0]

    def record_all(self, readings: Iterable[tuple[Document, Iterable[Statement], Unread]]) -> list[Change]:
        """Record several readings in one transaction: all of them or none."""
        rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        changes: dict[str, Change] = {}
        with self._transaction() as connection:
            known = {row[0]: row for row in connection.execute("SELECT id, content, sha256 FROM documents").fetchall()}
            same = {row[2]: row[0] for row in sorted(known.values(), reverse=True)}
            for document, statements, unread in readings:
                id = document.id if document.id in known else same.get(document.sha256, document.id)
                self._refuse_clash(id, document.path, document.sha256)
                if id in changes:
                    raise InputError(f"{document.path or document.name}: stands twice in what is to be recorded ({id})")
                if id != document.id:
                    document = self._as_before(id, document)
                changes[id] = self._stage(document, statements, unread, rows, known.get(id))
            touched = [id for id, change in changes.items() if change.status != "unchanged"]
            _delete(connection, [id for id in touched if id in known])
            for name in TABLES:
                _append(connection, name, rows[name])
        return list(changes.values())

    def _as_before(self, id: str, copy: Document) -> Document:
        """A copy of a file that was read before, under that one's id; and under its name, while it exists."""
        before = self.document(id)
        if before.path and not Path(before.path).exists():
            return replace(copy, id=id)
        return replace(copy, id=id, name=before.name, title=before.title, path=before.path)

    def _stage(
        self, document: Document, statements: Iterable[Statement], unread: Unread, rows: dict[str, list[Row]],
        before: Row | None,
    ) -> Change:  # fmt: skip
        """Add the rows of one reading to `rows` and say what it changes."""
        best = by_id(document.id, statements)
        ordered = [best[id] for id in sorted(best)]
        mine = {
            "statements": [statement_row(s) for s in ordered],
            "mentions": [row for s in ordered for row in mention_rows(s)],
            "unread": sorted({unread_row(document.id, u) for u in unread}),
        }
        plain = document_row(replace(document, path="", read_at="", version="", text=""), "")
        content = digest(plain, mine, length=32)
        if before is not None and before[1] == content:
            self.connection.execute("UPDATE documents SET version = ? WHERE id = ?", [document.version, document.id])
            return Change(document.id, "unchanged", kept=tuple(best))
        earlier = {row[0] for row in self._rows("SELECT id FROM statements WHERE document_id = ?", [document.id])}
        rows["documents"].append(document_row(document, content))
        for name, some in mine.items():
            rows[name].extend(some)
        return Change(
            document.id, "added" if before is None else "changed", tuple(sorted(best.keys() - earlier)),
            tuple(sorted(earlier - best.keys())), tuple(sorted(best.keys() & earlier)),
        )  # fmt: skip

    def forget(self, document_id: str) -> Change:
        """Remove a document with all that it states; NotFoundError where it was not read."""
        self.document(document_id)
        removed = tuple(s.id for s in self.statements(document_id))
        with self._transaction() as connection:
            _delete(connection, [document_id])
        return Change(document_id, "removed", removed=removed)

    # What was derived from the ledger, kept to spare the work (see graph.resolved)

    def derived(self) -> dict[str, str]:
        """The parts of the derived state that was kept, by name."""
        if not self._rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'derived'"):
            return {}
        return dict(self._rows("SELECT part, body FROM derived"))

    def keep_derived(self, parts: Mapping[str, str]) -> None:
        """Replace the derived state."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM derived")
            connection.executemany("INSERT INTO derived VALUES (?, ?)", [list(part) for part in parts.items()])


def _append(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Row]) -> None:
    if rows:
        connection.register("incoming", arrow_table(name, rows))
        try:
            connection.execute(f"INSERT INTO {name} SELECT * FROM incoming")
        finally:
            connection.unregister("incoming")


def _delete(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
    if ids:
        gone = [list(ids)]
        of = "SELECT id FROM statements WHERE list_contains(?, document_id)"
        connection.execute(f"DELETE FROM mentions WHERE statement_id IN ({of})", gone)
        for table, column in (("statements", "document_id"), ("unread", "document_id"), ("documents", "id")):
            connection.execute(f"DELETE FROM {table} WHERE list_contains(?, {column})", gone)
