"""A folder that `neo4j-admin database import full` reads: the graph which `subties load` builds, in bulk.

Each group of records has a header file with types and ids, and compressed parts. Lists and labels are parted by U+001F,
which stands in no text; `import.args` holds the options.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from graph.errors import InputError
from graph.exports.atomic import folder_beside
from graph.exports.context import Context, account, facts
from graph.exports.part import trimmed
from graph.exports.summary import Export
from graph.model import Resolved
from graph.schema import schema
from graph.stores.cypher_files import IDENTITY_LABELS, cypher_file
from graph.stores.records import LINK_ENDS, LinkRecord, NodeRecord, Part, Projection

_PARTED = "\x1f"  # between the items of a list
_ROWS = 1_000_000  # rows of a part
# The files in the order in which the options name them.
_ORDER = (*IDENTITY_LABELS, "ties", "located_in", "succeeded_by", "states", "subject", "object", "under")
_TYPES = {"int": "long", "int[]": "long[]"}  # what the loader sends as integers are 64-bit numbers
README = "README.md"

_HOW = """
Import into an empty database, with the server stopped, from within this folder:

    neo4j-admin database import full neo4j @import.args

Then start the server and run `schema.cypher` (constraints and indexes). `subties load` finds the graph as it left it.
"""


def write(resolved: Resolved, path: Path, context: Context) -> Export:
    """Writes the folder anew. InputError where another folder or a file stands there; raises OSError."""
    _refuse_foreign(path)
    resolved = trimmed(resolved) if context.partial else resolved
    projection = Projection(resolved)
    nodes, ties = len(resolved.entities), len(resolved.ties)
    with folder_beside(path) as folder:
        arguments = ["--id-type=string", "--array-delimiter=U+001F", "--multiline-fields=true", "--bad-tolerance=0"]
        arguments += write_parts(folder, projection.parts(None))
        (folder / "import.args").write_text("".join(f"{line}\n" for line in arguments), encoding="utf-8")
        per_label = [cypher_file("schema", name) for name in ("node_identity", "node_stamp")]
        statements = [file.filled(LABEL=label) for file in per_label for label in IDENTITY_LABELS]
        names = ("entity_name", "full_text_neo4j")
        statements += [cypher_file("schema", name).text for name in names]
        (folder / "schema.cypher").write_text("".join(f"{text};\n" for text in statements), encoding="utf-8")
        told = account(resolved, context, nodes, ties, "neo4j-admin").splitlines()
        readme = "\n".join([*told[:-1], _HOW, told[-1], ""])
        (folder / README).write_text(readme, encoding="utf-8", errors="replace")
    return Export((path,), nodes, ties)


def _refuse_foreign(path: Path) -> None:
    if path.is_file() or path.is_symlink():
        raise InputError(f"{path}: is a file; the export for neo4j-admin is a folder")
    if path.is_dir() and any(path.iterdir()):
        readme = path / README
        found = facts(readme.read_text(encoding="utf-8", errors="replace")) if readme.is_file() else None
        if found is None or found.get("format") != "neo4j-admin":
            raise InputError(f"{path}: is a folder that Subties did not write; name another one")


def write_parts(folder: Path, parts: Iterable[Part]) -> list[str]:
    """Writes header and data files of all records, part by part; returns the options that name them."""
    with ExitStack() as stack:
        groups: dict[tuple[str, str], _Group] = {}

        def group(option: str, name: str) -> _Group:
            if (option, name) not in groups:
                make = _of_nodes if option == "nodes" else _of_links
                groups[option, name] = stack.enter_context(make(folder, name))
            return groups[option, name]

        for part in parts:
            for label, nodes in groupby(part.nodes(), key=lambda node: node.label):
                group("nodes", label).write_all(map(group("nodes", label).of_node, nodes))
            for name, links in groupby(part.links(), key=_file_of):
                group("relationships", name).write_all(map(group("relationships", name).of_link, links))
    ordered = sorted(groups, key=lambda key: (key[0], _ORDER.index(key[1])))
    return [f"--{option}={','.join(groups[option, name].files)}" for option, name in ordered]


def _file_of(link: LinkRecord) -> str:
    return "ties" if link.type in schema().ties else link.type.lower()


def _columns(*owners: str) -> dict[str, str]:
    """Property → type of the import tool, without the id."""
    declared = (p for owner in owners for p in schema().properties[owner] if p.name != "id")
    return {p.name: _TYPES.get(p.type, p.type) for p in declared}


class _Group:
    """A header and the compressed parts of one sort of record; a context manager."""

    def __init__(self, folder: Path, name: str, heads: list[str], columns: dict[str, str]) -> None:
        self._folder, self._name, self._columns = folder, name, columns
        self.files = [f"{name}.header.csv"]
        (folder / self.files[0]).write_text(",".join(heads) + "\n", encoding="utf-8")
        self._stack = ExitStack()
        self._out: IO[str] | None = None
        self._rows = 0

    def __enter__(self) -> _Group:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def write_all(self, rows: Iterable[list[Any]]) -> None:
        """Writes rows, and begins a further file where one is full."""
        for row in rows:
            if self._out is None or self._rows % _ROWS == 0:
                self._stack.close()
                self.files.append(f"{self._name}.{self._rows // _ROWS + 1:03d}.csv.gz")
                self._out = _compressed(self._folder / self.files[-1], self._stack)
            self._rows += 1
            self._out.write(",".join([_cell(value) for value in row]) + "\n")

    def of_node(self, node: NodeRecord) -> list[Any]:
        """The row of a node."""
        labels = [node.label, node.kind] if node.kind else [node.label]
        return [node.id, *self._values(node.properties), labels]

    def of_link(self, link: LinkRecord) -> list[Any]:
        """The row of a relationship."""
        return [link.source, link.target, link.id, *self._values(link.properties), link.type]

    def _values(self, properties: dict[str, Any]) -> list[Any]:
        found = [properties.get(name) for name in self._columns]
        if len(found) - found.count(None) + 1 != len(properties):  # the id is not among the columns
            unknown = sorted(properties.keys() - self._columns.keys() - {"id"})
            raise InputError(f"{properties['id']}: schema.yaml does not declare {', '.join(unknown)}")
        return found


def _of_nodes(folder: Path, label: str) -> _Group:
    owner = label.lower()
    columns = _columns(owner, f"{owner}_in_graph")
    heads = [f"id:ID({label})", *(f"{name}:{type_}" for name, type_ in columns.items()), ":LABEL"]
    return _Group(folder, owner, heads, columns)


def _of_links(folder: Path, name: str) -> _Group:
    columns = _columns("tie", "tie_in_graph") if name == "ties" else _columns("link_in_graph")
    source, target = LINK_ENDS.get(name.upper(), ("Entity", "Entity"))
    heads = [f":START_ID({source})", f":END_ID({target})", "id:string"]
    heads += [*(f"{name}:{type_}" for name, type_ in columns.items()), ":TYPE"]
    return _Group(folder, name, heads, columns)


def _compressed(path: Path, stack: ExitStack) -> IO[str]:
    """A compressed text file that bears neither its name nor a time."""
    raw = stack.enter_context(path.open("wb"))
    packed = stack.enter_context(gzip.GzipFile("", "wb", 6, raw, mtime=0))
    return stack.enter_context(io.TextIOWrapper(packed, encoding="utf-8", errors="replace", newline=""))


def _cell(value: Any) -> str:
    """A cell; what is not known is empty, without quotes. A text is quoted, so that its blanks stay."""
    if value is None:
        return ""
    kind = type(value)
    if kind is str:
        return _quoted(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is list or kind is tuple:
        if len(value) == 1:
            return _quoted(str(value[0]).replace(_PARTED, " "))
        return _quoted(_PARTED.join([str(item).replace(_PARTED, " ") for item in value]))
    if kind is float:
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(repr(value), repr(value))
    return str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
