"""The curated data sets that ship with Subties: `data/sets/<name>.yaml` beside its table.

Each says in `expects` how many rows, statements, ties and skips (by reason) it has; a breach fails the run, so that a
changed table or mapping cannot lose rows in silence.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from graph import __version__
from graph.errors import InputError, NotFoundError
from graph.model import Document, Mention, Statement
from graph.schema import schema
from ingest.mapping.reading import Mapping, apply, mapping_of
from ingest.readers.tables import read_tables
from ingest.types import Reading, Unread
from ingest.yaml_reader import Node, read_yaml

_ROW = re.compile(r"^row \d+: ")


@dataclass(frozen=True, slots=True)
class Expects:
    """What a data set must come to. `statements` and `ties` count by layer, `skips` by reason."""

    rows: int
    statements: dict[str, int]
    ties: dict[str, int]
    skips: dict[str, int]


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set: what it is, whose it is, and how it is read. `demo` sets are part of `make demo`."""

    name: str
    title: str
    description: str
    file: str
    licence: str
    attribution: str
    demo: bool
    mapping: Mapping
    expects: Expects

    @property
    def rows(self) -> int:
        """How many rows its table has."""
        return self.expects.rows


@lru_cache(maxsize=1)
def available() -> tuple[DataSet, ...]:
    """All data sets, by name."""
    folder = files("data") / "sets"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(_data_set(name.removesuffix(".yaml"), (folder / name).read_text(encoding="utf-8")) for name in names)


def _data_set(name: str, text: str) -> DataSet:
    node = read_yaml(text, f"{name}.yaml")
    found = DataSet(
        name=name,
        title=node.text("title"),
        description=node.text("description"),
        file=node.text("file"),
        licence=node.text("licence"),
        attribution=node.text("attribution"),
        demo=node.flag("demo"),
        mapping=mapping_of(node.node("mapping"), name),
        expects=_expects(node.node("expects")),
    )
    node.done()
    return found


def _expects(node: Node) -> Expects:
    expects = Expects(node.number("rows"), node.counts("statements"), node.counts("ties"), node.counts("skips"))
    node.done()
    return expects


def find(name: str) -> DataSet:
    """The data set of that name; NotFoundError lists those that there are."""
    for data_set in available():
        if data_set.name == name:
            return data_set
    raise NotFoundError(f"no data set '{name}'; there are {', '.join(d.name for d in available())}")


def read(name: str) -> Reading:
    """Everything that a data set states. Raises InputError when it does not come to what it declares."""
    data_set = find(name)
    data = (files("data") / "sets" / data_set.file).read_bytes()
    file = data_set.file.removesuffix(".gz")
    if file != data_set.file:
        data = gzip.decompress(data)
    table_file = read_tables(data, file.rpartition(".")[2], file)
    document = _document(data_set, file, data, table_file.text)
    statements: list[Statement] = []
    unread: list[Unread] = list(table_file.unread)
    for table in table_file.tables:
        made, left = apply(data_set.mapping, table, document)
        statements += made
        unread += left
    rows = sum(len(table.rows) for table in table_file.tables) + len(table_file.unread)
    check(data_set, rows, statements, unread)
    skipped = Counter(map(reason_of, unread))
    notes = tuple(f"{count} {'row' if count == 1 else 'rows'}: {reason}" for reason, count in sorted(skipped.items()))
    return Reading(document, tuple(statements), tuple(unread), notes)


def _document(data_set: DataSet, file: str, data: bytes, text: str) -> Document:
    from graph.ledger import document_id

    return Document(
        id=document_id(f"data/{file}"), name=file, title=data_set.title, format=file.rpartition(".")[2],
        sha256=hashlib.sha256(data).hexdigest(), text=text, licence=data_set.licence, source=data_set.attribution,
        dataset=data_set.name, version=__version__,
    )  # fmt: skip


def reason_of(unread: Unread) -> str:
    """Why something was not read, without the row's number."""
    return _ROW.sub("", unread.reason)


def check(data_set: DataSet, rows: int, statements: Iterable[Statement], unread: Iterable[Unread]) -> None:
    """Raises InputError with every number that is not what the data set declares: expected and found."""
    made = list(statements)
    expects = data_set.expects
    breaches = [f"rows: expected {expects.rows}, found {rows}"] if rows != expects.rows else []
    pairs = {(s.layer, *_ends(s)) for s in made}
    for what, expected, found in (
        ("statements", expects.statements, Counter(s.layer for s in made)),
        ("ties", expects.ties, Counter(pair[0] for pair in pairs)),
        ("skips", expects.skips, Counter(map(reason_of, unread))),
    ):
        for key in sorted(expected.keys() | found.keys()):
            if expected.get(key, 0) != found.get(key, 0):
                breaches.append(f"{what}, {key}: expected {expected.get(key, 0)}, found {found.get(key, 0)}")
    if breaches:
        raise InputError(f"data set '{data_set.name}' is not what it declares: {'; '.join(breaches)}")


def _ends(statement: Statement) -> tuple[tuple[str, str], tuple[str, str]]:
    """The two ends as named, each a form with its country; in one order where the tie is symmetric.

    Ties are counted before resolution, so two names of one place count as two here.
    """
    one, other = _end(statement.subject), _end(statement.object)
    return (other, one) if schema().tie(statement.tie).symmetric and other < one else (one, other)


def _end(mention: Mention) -> tuple[str, str]:
    return mention.form, mention.within or mention.country or ""
