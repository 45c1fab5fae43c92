"""The columns of nodes and edges as XML, fast: most of the time of a large export is spent here."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Generic, TypeVar

from graph.exports.columns import Edge, Value, Values, edge_columns, edge_reader, node_columns, node_reader
from graph.exports.xml_text import escaped
from graph.model import Entity, Resolved, Tie
from graph.schema import Property

# Attributes that many ties, or many nodes, have in common, and the columns that follow from them.
_OF_TIE = (
    "tie", "kind", "start", "end", "sector", "mechanism", "manner", "status", "contested", "confidence", "foreign",
    "greater_china", "documents",
)  # fmt: skip
_OF_NODE = ("kind", "country", "jurisdiction", "level", "status")
_KEPT = 4096  # texts that are kept: more would make memory grow with the network


class Cells:
    """Writes the values of one sort of element.

    `opening` is what stands before a value, with `{}` for the name of its column; `closing` what stands after it.
    """

    def __init__(self, columns: Sequence[Property], opening: str, closing: str) -> None:
        self._opening = {column.name: opening.format(column.name) for column in columns}
        self._closing = closing
        self._doubles = frozenset(column.name for column in columns if column.type == "double")

    def text(self, values: Mapping[str, Value]) -> str:
        """The values that are known, each in its element; none for what is no finite number."""
        opening, closing, doubles = self._opening, self._closing, self._doubles
        out = []
        for name, value in values.items():
            kind = type(value)
            if kind is str:
                text = escaped(value)  # type: ignore[arg-type]
            elif kind is bool:
                text = "true" if value else "false"
            elif value is None:
                continue
            elif name in doubles:
                number = float(value)
                if not math.isfinite(number):
                    continue
                text = repr(number)
            else:
                text = str(value)
            if text:
                out.append(f"{opening[name]}{text}{closing}")
        return "".join(out)


Record = TypeVar("Record", Tie, Entity)


class _Remembered(Generic[Record]):
    """Writes the columns that many records have in common once, and then from memory."""

    def __init__(
        self,
        cells: Cells,
        attributes: tuple[str, ...],
        shared: Callable[[Record], Values],
        own: Callable[[Record], Values],
    ) -> None:
        self.cells = cells
        self._key = attrgetter(*attributes)
        self._shared: Callable[[Record], Values] = shared
        self._own: Callable[[Record], Values] = own
        self._kept: dict[object, str] = {}

    def text(self, record: Record) -> str:
        """The columns of a record."""
        key = self._key(record)
        text = self._kept.get(key)
        if text is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            text = self._kept[key] = self.cells.text(self._shared(record))
        return text + self.cells.text(self._own(record))


def node_cells(look: Sequence[Property], opening: str, closing: str) -> _Remembered[Entity]:
    """Writes the columns of nodes; `look` are further ones, for `cells` alone."""
    cells = Cells((*look, *node_columns()), opening, closing)
    return _Remembered(
        cells, _OF_NODE, node_reader(_OF_NODE.__contains__), node_reader(lambda name: name not in _OF_NODE)
    )


def edge_cells(resolved: Resolved, look: Sequence[Property], opening: str, closing: str) -> _Remembered[Tie]:
    """Writes the columns of edges; `look` are further ones, for `cells` alone."""
    cells = Cells((*look, *edge_columns()), opening, closing)
    shared = frozenset({*_OF_TIE, "layer", "n_documents"})
    return _Remembered(
        cells, _OF_TIE, edge_reader(resolved, shared.__contains__), edge_reader(resolved, lambda n: n not in shared)
    )


class EdgeLook:
    """Remembers what `make` gives for an edge, which depends on its layer, direction, weight, type and kind."""

    def __init__(self, make: Callable[[Edge], str]) -> None:
        self._make = make
        self._kept: dict[object, str] = {}

    def text(self, edge: Edge) -> str:
        """What `make` gives."""
        key = (edge.layer, edge.directed, edge.weight, edge.tie.tie, edge.tie.kind)
        text = self._kept.get(key)
        if text is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            text = self._kept[key] = self._make(edge)
        return text
