"""Text that may stand in XML 1.0."""

from __future__ import annotations

import re

# Control characters (tab and line breaks are allowed), lone surrogates, U+FFFE and U+FFFF make a file unreadable.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[&<>"\r\n\t]')
_ODD = re.compile(f"{_ILLEGAL.pattern}|{_SPECIAL.pattern}")
_PLAIN = re.compile(r"[\w:.|/-]+", re.ASCII).fullmatch
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
    return text if _PLAIN(text) else escaped(" ".join(legal(text).split()))


def comment(text: str) -> str:
    """A text as a comment; two hyphens, which may not stand in one, become dashes."""
    told = legal(text).replace("--", "–").rstrip("-")
    return f"<!-- {told}-->\n"
