"""The style of the graph in Neo4j Browser: a `.grass` file with the colours of all exports.

Browser's reader of such files knows no comments, and drops a line whose value holds another colon.
"""

from __future__ import annotations

from graph.palette import contrast, of_kind, of_tie
from graph.schema import schema

# Browser's own menu offers these diameters: 10, 20, 50, 65 and 80 px.
_USUAL = 50
_DIAMETERS = {
    "Province": 80, "State": 65, "Mechanism": 65, "Region": 65, "Document": 65, "Statement": 20, "SubtiesState": 10,
}  # fmt: skip
_BESIDE = ("Document", "Statement", "SubtiesState")  # labels of nodes that are no entities
_THICK, _THIN = 3, 1  # px: ties, and the links beside them


def style() -> str:
    """The text of the style file: size, colour and caption of every kind and every relationship type."""
    declared = schema()
    rules = [_rule("node", _node("", _USUAL)), _rule("relationship", _relationship("", _THIN))]
    for kind in (*declared.kinds, *_BESIDE):
        rules.append(_rule(f"node.{kind}", _node(kind, _DIAMETERS.get(kind, _USUAL))))
    for name in (*declared.ties, *declared.links):
        width = _THICK if name in declared.ties else _THIN
        rules.append(_rule(f"relationship.{name}", _relationship(name, width)))
    return "\n".join(rules)


def _rule(selector: str, properties: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"


def _node(kind: str, diameter: int) -> dict[str, str]:
    colour = of_kind(kind)
    return {
        "color": colour,
        "border-color": _darker(colour),
        "border-width": "2px",
        "text-color-internal": on(colour),
        "font-size": "10px",
        "diameter": f"{diameter}px",
        "caption": '"{name}"',
    }


def _relationship(name: str, width: int) -> dict[str, str]:
    colour = of_tie(name)
    return {
        "color": colour,
        "shaft-width": f"{width}px",
        "font-size": "8px",
        "padding": "3px",
        "text-color-external": "#000000",
        "text-color-internal": on(colour),
        "caption": '"<type>"',
    }


def on(colour: str) -> str:
    """Black or white, whichever is read better on the colour."""
    return max(("#000000", "#FFFFFF"), key=lambda text: contrast(text, colour))


def _darker(colour: str) -> str:
    return "#" + "".join(f"{int(colour[at : at + 2], 16) * 3 // 4:02X}" for at in (1, 3, 5))
