"""One grammar of output: rows as a table for people, or as csv, json or jsonl for programs.

A row is a dataclass or a mapping; all rows of one table have the same columns, in the order of the first. A dataclass
may name in `SHOWN` the columns that a table for people has room for; the other formats give all. What is written
depends on the rows only: the same rows give the same bytes. Cells are written as they are (csv meant for spreadsheets
is made by `subties export`).
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from graph.errors import UsageError
from graph.exports.csv_text import line

if TYPE_CHECKING:
    from rich.console import Console

FORMATS = ("table", "csv", "json", "jsonl")
_LONGEST = 500  # characters of a cell in a table for people; the other formats give all
_DIGITS = 4  # significant digits of a measure in a table for people; the other formats give all


class Answer(Protocol):
    """What a question returns: tables by name, the main one first, and notes for people, one line each."""

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """Rows by name of the table."""

    def notes(self) -> tuple[str, ...]:
        """What a reader must know: the selection, undated ties, the treatment of components."""


def default_format(out: TextIO) -> str:
    """`table` on a terminal, `csv` in a pipe or a file."""
    return "table" if out.isatty() else "csv"


def chosen(form: str | None, out: TextIO) -> str:
    """The format asked for, else the default; UsageError lists the known ones."""
    if form is None:
        return default_format(out)
    if form not in FORMATS:
        raise UsageError(f"'{form}' is not a format; known are {', '.join(FORMATS)}")
    return form


def plain(value: Any) -> Any:
    """A value as JSON knows it: dataclasses become objects, tuples and sets lists, NaN and infinities null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def records(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows as mappings from column to plain value."""
    return [plain(row) for row in rows]


def cell(value: Any) -> str:
    """A plain value as one cell of csv: nothing for None, `true` or `false`, lists joined by `; `, objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(cell(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def write(
    rows: Sequence[Any], out: TextIO, form: str | None = None, *, columns: Sequence[str] | None = None, title: str = ""
) -> None:
    """Writes rows to `out` in the format (None: the default for `out`); `columns` picks and orders columns.

    An empty table writes `[]` as json, the heads as csv where `columns` are given, else nothing.
    """
    form = chosen(form, out)
    listed = records(rows)
    names = list(columns) if columns else list(listed[0]) if listed else []
    if columns:
        listed = [{name: row.get(name) for name in names} for row in listed]
    if form == "json":
        out.write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
    elif form == "jsonl":
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in listed)
    elif form == "csv":
        if names:
            out.write(line(names))
        out.writelines(line([cell(row[name]) for name in names]) for row in listed)
    else:
        table(listed, list(columns or (getattr(rows[0], "SHOWN", names) if rows else ())), out, title)


def show(
    answer: Answer,
    out: TextIO,
    form: str | None = None,
    pick: str | None = None,
    most: int | None = None,
    say: Callable[[str], None] | None = None,
) -> None:
    """Writes an answer: for people all its tables with notes, as csv and jsonl the main table (or the one picked), as
    json all of them by name with the notes. UsageError when there is no table of that name. `most` rows of each table
    are for people, the other formats give all. What csv and jsonl have no room for goes to `say`: the notes, and the
    names of the other tables."""
    form = chosen(form, out)
    tables = answer.tables()
    if pick is not None and pick not in tables:
        raise UsageError(f"this answer has no table '{pick}'; it has {', '.join(tables)}")
    if form == "json" and pick is None:
        whole = {"notes": list(answer.notes()), **{name: records(rows) for name, rows in tables.items()}}
        out.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
        return
    if form != "table":
        main = pick or next(iter(tables))
        write(tables[main], out, form)
        if say is not None:
            for line in _beside(answer, main):
                say(line)
        return
    names = [pick] if pick else list(tables)
    for name in names:
        if tables[name]:
            write(tables[name][:most], out, form, title=name.replace("_", " ") if len(names) > 1 else "")
        if most is not None and len(tables[name]) > most:
            out.write(f"… {len(tables[name]) - most:,} more; --format csv --table {name} gives all\n")
    for note in answer.notes():
        out.write(note + "\n")


def _beside(answer: Answer, main: str) -> list[str]:
    """What is known beside the one table that csv or jsonl hold."""
    others = [name for name, rows in answer.tables().items() if rows and name != main]
    more = f"this is the table {main}; --table gives {', '.join(others)}, --format json all of them"
    return [*answer.notes(), *([more] if others else [])]


def shown(value: Any) -> str:
    """A plain value in a table for people: like `cell`, with measures rounded to four significant digits."""
    if isinstance(value, float):
        return f"{value:.{_DIGITS}g}"
    if isinstance(value, bool):
        return "yes" if value else ""
    return cell(value)


def _clipped(text: str) -> str:
    """A text of a cell that leaves room for the other cells."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def console(out: TextIO) -> Console:
    """Where a text for people is printed: as wide as the terminal, else of 200 columns and without colours, whatever
    the environment asks for; in a notebook to `out`, too, where rich would go its own way."""
    from rich.console import Console

    terminal = out.isatty()
    made = Console(file=out, highlight=False, force_terminal=terminal, force_jupyter=False)
    if not terminal:
        made.width = 200  # a pipe has no width: do not fold at 80
    return made


def table(rows: Sequence[Mapping[str, Any]], names: Sequence[str], out: TextIO, title: str = "") -> None:
    """A table for people, by rich; numbers stand to the right, columns that are empty throughout are left out."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    to = console(out)
    drawn = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    used = [name for name in names if any(row[name] not in (None, "", []) for row in rows)]
    for name in used:
        number = all(isinstance(row[name], (int, float)) or row[name] is None for row in rows)
        drawn.add_column(name.replace("_", " "), justify="right" if number else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(_clipped(shown(row[name]))) for name in used))
    to.print(drawn)
