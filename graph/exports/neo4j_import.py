"""A folder that `neo4j-admin database import full` reads: the graph which `subties load` builds, in bulk.

Each group of records has a header file with types and ids, and compressed parts. Lists and labels are parted by U+001F,
which stands in no text; `import.args` holds the options.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, groupby
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
from graph.stores.records import LINK_ENDS, LinkRecord, NodeRecord, Projection

_PARTED = "\x1f"  # between the items of a list
_ROWS = 1_000_000  # rows of a part
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
        for label, group in groupby(projection.nodes(), key=lambda node: node.label):
            arguments.append(f"--nodes={','.join(_nodes(folder, label, group))}")
        for name, links in groupby(projection.links(), key=_file_of):
            arguments.append(f"--relationships={','.join(_links(folder, name, links))}")
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


def _file_of(link: LinkRecord) -> str:
    return "ties" if link.type in schema().ties else link.type.lower()


def _columns(*owners: str) -> dict[str, str]:
    """Property → type of the import tool, without the id."""
    declared = (p for owner in owners for p in schema().properties[owner] if p.name != "id")
    return {p.name: _TYPES.get(p.type, p.type) for p in declared}


def _nodes(folder: Path, label: str, nodes: Iterable[NodeRecord]) -> list[str]:
    owner = label.lower()
    columns = _columns(owner, f"{owner}_in_graph")
    heads = [f"id:ID({label})", *(f"{name}:{type_}" for name, type_ in columns.items()), ":LABEL"]

    def rows() -> Iterator[list[Any]]:
        for node in nodes:
            labels = [label, node.kind] if node.kind else [label]
            yield [node.id, *_values(node.properties, columns, node.id), labels]

    return _group(folder, owner, heads, rows())


def _links(folder: Path, name: str, links: Iterable[LinkRecord]) -> list[str]:
    columns = _columns("tie", "tie_in_graph") if name == "ties" else _columns("link_in_graph")
    first = next(iter_ := iter(links))
    source, target = LINK_ENDS.get(first.type, ("Entity", "Entity"))
    heads = [f":START_ID({source})", f":END_ID({target})", "id:string"]
    heads += [*(f"{name}:{type_}" for name, type_ in columns.items()), ":TYPE"]
    rows = (
        [link.source, link.target, link.id, *_values(link.properties, columns, link.id), link.type]
        for link in chain([first], iter_)
    )
    return _group(folder, name, heads, rows)


def _values(properties: dict[str, Any], columns: dict[str, str], id_: str) -> list[Any]:
    unknown = properties.keys() - columns.keys() - {"id"}
    if unknown:
        raise InputError(f"{id_}: schema.yaml does not declare {', '.join(sorted(unknown))}")
    return [properties.get(name) for name in columns]


def _group(folder: Path, name: str, heads: list[str], rows: Iterable[list[Any]]) -> list[str]:
    """Writes the header and the parts of a group; returns their names."""
    names = [f"{name}.header.csv"]
    (folder / names[0]).write_text(",".join(heads) + "\n", encoding="utf-8")
    with ExitStack() as stack:
        out: IO[str] | None = None
        for number, row in enumerate(rows):
            if number % _ROWS == 0:
                stack.close()
                names.append(f"{name}.{number // _ROWS + 1:03d}.csv.gz")
                out = _compressed(folder / names[-1], stack)
            assert out is not None
            out.write(",".join(map(_cell, row)) + "\n")
    return names


def _compressed(path: Path, stack: ExitStack) -> IO[str]:
    """A compressed text file that bears neither its name nor a time."""
    raw = stack.enter_context(path.open("wb"))
    packed = stack.enter_context(gzip.GzipFile("", "wb", 6, raw, mtime=0))
    return stack.enter_context(io.TextIOWrapper(packed, encoding="utf-8", errors="replace", newline=""))


def _cell(value: Any) -> str:
    """A cell; what is not known is empty, without quotes. A text is quoted, so that its blanks stay."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, (list, tuple)):
        return _quoted(_PARTED.join(str(item).replace(_PARTED, " ") for item in value))
    if isinstance(value, float):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(repr(value), repr(value))
    return str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
