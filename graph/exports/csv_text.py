"""CSV as RFC 4180 says, with plain line ends; cells that spreadsheets cannot run."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTED = re.compile('[",\r\n]')
_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
_DEFUSED = re.compile(r"^''*[=+\-@\t\r]")


def line(cells: Sequence[str]) -> str:
    """The cells as one line, quoted where needed (the csv module leaves a lone carriage return bare)."""
    if len(cells) == 1 and not cells[0]:
        return '""\n'  # else an empty line, which readers skip
    return ",".join(_cell(cell) for cell in cells) + "\n"


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> defused("=1+1")
    "'=1+1"
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text that `defused` was given.

    >>> restored("'=1+1")
    '=1+1'
    """
    return text[1:] if _DEFUSED.match(text) else text
