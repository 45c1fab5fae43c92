"""GraphML and GEXF files of others → a table of pairs, one row for each edge, as CSV text.

The ends become the columns `place a` and `place b` (`source` and `target` where an attribute of the edges names the
tie), countries of nodes `country a` and `country b`; attributes of edges keep their names. So the file is then read as
any table of pairs, with a mapping that is shown or given.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.errors import InputError
from graph.exports.context import MARK
from graph.exports.csv_text import line

_NAMES = ("label", "name", "title")  # attributes of a node that hold its name, the best first
_COUNTRY = ("country", "nation", "state")
_LOOK = frozenset({"r", "g", "b", "x", "y", "z", "size", "color", "colour", "weight", "edge label"})
_TIES = ("label", "kind", "tie", "type", "relation", "relationship")  # attributes of an edge that may name the tie


@dataclass(slots=True)
class _Network:
    nodes: dict[str, dict[str, str]] = field(default_factory=dict)
    edges: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


def network_csv(data: bytes, fmt: str, name: str) -> str:
    """The edges of a file of format `graphml` or `gexf` as CSV with a head.

    InputError when it cannot be read, has no edges, or is one of our own exports, which hold no statements.
    """
    if MARK.encode() in data:
        raise InputError(
            f"{name}: is an export of Subties without its statements; ingest one made with --full (.jsonl)"
        )
    if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data:
        raise InputError(f"{name}: declares a document type, which is not read; remove the line <!DOCTYPE …>")
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, ValueError) as wrong:
        raise InputError(f"{name}: cannot be read as XML ({wrong})") from wrong
    network = _graphml(root) if fmt == "graphml" else _gexf(root)
    if not network.edges:
        raise InputError(f"{name}: the file holds no edges")
    return "".join(_lines(network))


def _lines(network: _Network) -> Iterator[str]:
    attributes = sorted({key for _, _, values in network.edges for key in values if key.casefold() not in _LOOK})
    tie = next((key for key in _TIES if key in attributes), None)
    ends = ("source", "target") if tie else ("place a", "place b")
    countries = ("country a", "country b") if any(_country(values) for values in network.nodes.values()) else ()
    # `label` and `kind` are no column names of a tie to the reader of tables; `type` and `tie` are.
    heads = ["tie" if key == tie else key for key in attributes]
    yield line([*ends, *countries, *heads])
    for source, target, values in network.edges:
        sides = [network.nodes.get(end, {}) for end in (source, target)]
        names = [_name(side) or end for side, end in zip(sides, (source, target), strict=True)]
        where = [_country(side) for side in sides] if countries else []
        yield line([*names, *where, *(values.get(key, "") for key in attributes)])


def _name(values: dict[str, str]) -> str:
    folded = {key.casefold(): value for key, value in values.items()}
    return next((folded[key] for key in _NAMES if folded.get(key)), "")


def _country(values: dict[str, str]) -> str:
    folded = {key.casefold(): value for key, value in values.items()}
    return next((folded[key] for key in _COUNTRY if folded.get(key)), "")


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _graphml(root: ET.Element) -> _Network:
    found = _Network()
    names = {
        element.get("id", ""): element.get("attr.name") or element.get("id") or ""
        for element in root
        if _local(element) == "key"
    }
    for element in root.iter():
        kind = _local(element)
        if kind not in ("node", "edge"):
            continue
        values = {
            names.get(child.get("key", ""), ""): " ".join((child.text or "").split())
            for child in element
            if _local(child) == "data"
        }
        if kind == "node":
            found.nodes[element.get("id", "")] = values
        else:
            if element.get("label"):
                values.setdefault("kind", element.get("label", ""))
            found.edges.append((element.get("source", ""), element.get("target", ""), _known(values)))
    return found


def _gexf(root: ET.Element) -> _Network:
    found = _Network()
    titles: dict[tuple[str, str], str] = {}
    for element in root.iter():
        if _local(element) == "attributes":
            owner = element.get("class", "")
            titles |= {(owner, child.get("id", "")): child.get("title") or child.get("id") or "" for child in element}
    for element in root.iter():
        kind = _local(element)
        if kind not in ("node", "edge"):
            continue
        values = {name: element.get(name, "") for name in ("label", "kind", "start", "end") if element.get(name)}
        spells = []
        for child in element.iter():
            if _local(child) == "attvalue":
                key = child.get("for", "")
                values[titles.get((kind, key), key)] = " ".join(child.get("value", "").split())
            elif _local(child) == "spell":
                spells.append(f"{child.get('start', '')}/{child.get('end', '')}")
        if kind == "node":
            found.nodes[element.get("id", "")] = values
        else:
            values |= {"intervals": "; ".join(spell for spell in spells if spell != "/")} if spells else {}
            found.edges.append((element.get("source", ""), element.get("target", ""), _known(values)))
    return found


def _known(values: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}
