"""Values between Python and a Bolt server, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any


def parameters(given: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as they may be sent: moments as ISO 8601 text.

    ArcadeDB stores a zoned moment that comes as a driver value without its zone; as text it stays what it was.
    """
    return {name: _sent(value) for name, value in given.items()}


def _sent(value: Any) -> Any:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Mapping):
        return {str(key): _sent(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_sent(inner) for inner in value]
    return value


def text(value: str) -> str:
    """The text without lone surrogates, which no Bolt server takes."""
    if value.isascii():
        return value
    return value.encode("utf-8", "replace").decode("utf-8")


def plain(value: Any) -> Any:
    """A value of an answer as dicts, lists, texts and numbers.

    A node becomes its properties with `:labels`, a relationship its properties with `:type`, a path the list of both
    in turn; dates and points become texts and coordinates.
    """
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        return {":labels": sorted(value.labels), **{key: plain(inner) for key, inner in sorted(value.items())}}
    if isinstance(value, Relationship):
        return {":type": value.type, **{key: plain(inner) for key, inner in sorted(value.items())}}
    if isinstance(value, Path):
        steps: list[Any] = [plain(value.nodes[0])]
        for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [plain(relationship), plain(node)]
        return steps
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, set, frozenset)) or type(value) is tuple:
        return [plain(inner) for inner in value]
    if isinstance(value, (bool, int, float, str)) or value is None:
        return value
    return _other(value)


def _other(value: Any) -> Any:
    if isinstance(value, tuple):  # a point
        return list(value)
    iso = getattr(value, "iso_format", None) or getattr(value, "isoformat", None)
    return iso() if iso else str(value)
