"""Text that may stand in XML 1.0."""

from __future__ import annotations

import math
import re

# Control characters (tab and line breaks are allowed), lone surrogates, U+FFFE and U+FFFF make a file unreadable.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[&<>"\r\n\t]')
_ODD = re.compile(f"{_ILLEGAL.pattern}|{_SPECIAL.pattern}")
_ESCAPES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;",
}  # fmt: skip


def legal(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def escaped(text: str) -> str:
    """The text as it may stand in an element or an attribute in double quotes, line breaks included."""
    if not _ODD.search(text):
        return text
    return _SPECIAL.sub(lambda match: _ESCAPES[match.group()], legal(text))


def identity(text: str) -> str:
    """A text as an id of a node or edge: escaped, with blanks at the ends and line breaks evened out."""
    return escaped(" ".join(text.split()))


def text_of(type_: str, value: str | int | float | bool | None) -> str:
    """A value as text of a column of that type; empty for what is not known or no finite number."""
    if value is None:
        return ""
    if type_ == "boolean":
        return "true" if value else "false"
    if type_ in ("int", "long"):
        return str(int(value))
    if type_ == "double":
        number = float(value)
        return repr(number) if math.isfinite(number) else ""
    return escaped(str(value))
