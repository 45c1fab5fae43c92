"""The columns of nodes and edges as XML, fast: most of the time of a large export is spent here."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from graph.exports.columns import Value
from graph.exports.xml_text import escaped
from graph.schema import Property


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
