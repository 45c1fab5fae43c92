"""Writing SVG: elements in order, attributes escaped, numbers short; the same input gives the same bytes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

from queries.projection import Point

FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans', 'Open Sans', Ubuntu, Cantarell, sans-serif"
INK, SOFT, LINE, LAND, SEA = "#1a1e24", "#545d69", "#d9dde3", "#d5dae0", "#eef3f8"
_LETTER = 0.56  # width of a letter over the height of its font, on the average


def short(value: float) -> str:
    """A number with at most two decimals.

    >>> short(2.50), short(-0.001)
    ('2.5', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Svg:
    """A drawing of some width and height in pixels, on white. `title` and `about` are for readers who hear it."""

    def __init__(self, width: float, height: float, title: str, about: str) -> None:
        self.width, self.height = width, height
        self._head = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {short(width)} {short(height)}" '
            f'width="{short(width)}" height="{short(height)}" role="img" font-family="{escape(FONT)}">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(about)}</desc>",
            f'<rect width="{short(width)}" height="{short(height)}" fill="#ffffff"/>',
        ]
        self._parts: list[str] = []

    def add(self, name: str, text: str | None = None, **attributes: str | float | None) -> None:
        """An element. An underscore in the name of an attribute stands for a hyphen, one at its end for nothing;
        attributes that are None are left out."""
        given = "".join(
            f' {key.rstrip("_").replace("_", "-")}="{escape(value if isinstance(value, str) else short(value))}"'
            for key, value in attributes.items()
            if value is not None
        )
        self._parts.append(f"<{name}{given}/>" if text is None else f"<{name}{given}>{escape(text)}</{name}>")

    def label(
        self, at: Point, text: str, size: float = 11, anchor: str = "start", fill: str = INK, **more: str
    ) -> None:
        """A line of text on its base line."""
        self.add("text", text, x=at[0], y=at[1], font_size=size, text_anchor=anchor, fill=fill, **more)

    def name(self, at: Point, text: str, size: float = 11, anchor: str = "start") -> None:
        """A text with a white rim, to be read over lines."""
        rim = {"stroke": "#ffffff", "stroke_width": "2.5", "stroke_linejoin": "round", "paint_order": "stroke"}
        self.label(at, text, size, anchor, **rim)

    def key(self, left: float, top: float, items: Iterable[tuple[str, str]], *, round_: bool, wide: float) -> float:
        """A legend of colours and what they mean, in rows up to `wide`; returns where its next row would begin."""
        x = left
        for colour, text in items:
            room = 22 + width_of(text, 11) + 16
            if x > left and x + room > left + wide:
                x, top = left, top + 18
            if round_:
                self.add("circle", cx=x + 6, cy=top, r=5, fill=colour)
            else:
                self.add("rect", x=x, y=top - 2, width=14, height=4, fill=colour)
            self.label((x + 19, top + 4), text, fill=SOFT)
            x += room
        return top + 18

    def text(self) -> str:
        """The drawing as SVG."""
        return "\n".join([*self._head, *self._parts, "</svg>"]) + "\n"


def width_of(text: str, size: float) -> float:
    """About how wide a text is; letters of full width, as Han has them, count more."""
    return sum(1.0 if ord(char) > 0x2E7F else _LETTER for char in text) * size


def thinned(full: float, number: int, many: int) -> float:
    """Less of something where more than `many` are drawn, so that they can be seen through or apart.

    >>> thinned(0.6, 100, 300), thinned(0.6, 1200, 300)
    (0.6, 0.3)
    """
    return full * max(0.15, min(1.0, math.sqrt(many / max(number, 1))))


def cut(text: str, letters: int) -> str:
    """A text of at most so many letters, with an ellipsis where some are left out."""
    return text if len(text) <= letters else text[: letters - 1] + "…"


class Labels:
    """Keeps labels off each other: a label is placed only where none stands yet."""

    def __init__(self, width: float, height: float) -> None:
        self._bounds = (0.0, 0.0, width, height)
        self._taken: list[tuple[float, float, float, float]] = []

    def free(self, left: float, top: float, wide: float, high: float) -> bool:
        """Takes the box if it lies within the drawing and is free."""
        right, bottom = left + wide, top + high
        x0, y0, x1, y1 = self._bounds
        if left < x0 or top < y0 or right > x1 or bottom > y1:
            return False
        if any(left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in self._taken):
            return False
        self._taken.append((left, top, right, bottom))
        return True


def nice_step(most: float, steps: int = 5) -> int:
    """A round distance between the lines of a scale up to `most`: 1, 2 or 5 times a power of ten.

    >>> nice_step(13), nice_step(480)
    (5, 100)
    """
    size = 1
    factors: Sequence[int] = (1, 2, 5)
    while True:
        for factor in factors:
            if most <= size * factor * steps:
                return size * factor
        size *= 10
