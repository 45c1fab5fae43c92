"""The columns of nodes and edges as XML, fast: most of the time of a large export is spent here."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter

from graph.exports.columns import Edge, Value, edge_columns, edge_reader
from graph.exports.xml_text import escaped
from graph.model import Resolved, Tie
from graph.schema import Property

# What many ties have in common: columns, and the attributes of a tie that they depend on.
_ATTRIBUTES = (
    "tie", "kind", "start", "end", "sector", "mechanism", "manner", "status", "contested", "confidence", "foreign",
    "greater_china", "documents",
)  # fmt: skip
_SHARED = frozenset({*_ATTRIBUTES, "layer", "n_documents"})  # the last two follow from the others
_KEY = attrgetter(*_ATTRIBUTES)
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


class EdgeCells:
    """Writes the columns of edges: those that many ties have in common once, and then from memory."""

    def __init__(self, resolved: Resolved, look: Sequence[Property], opening: str, closing: str) -> None:
        self.cells = Cells((*look, *edge_columns()), opening, closing)
        self._shared = edge_reader(resolved, _SHARED.__contains__)
        self._own = edge_reader(resolved, lambda name: name not in _SHARED)
        self._kept: dict[object, str] = {}

    def text(self, tie: Tie) -> str:
        """The columns of a tie."""
        key = _KEY(tie)
        text = self._kept.get(key)
        if text is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            text = self._kept[key] = self.cells.text(self._shared(tie))
        return text + self.cells.text(self._own(tie))


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
