"""JSON (a list of objects) and JSON Lines → records whose cells know where they stand.

Each value is cut from the text by the standard library's own scanner, so that a cell's offsets are those of the
value: of a string the inside of its quotes. Nested objects become columns `a.b`; lists of plain values are joined
by "; ".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from graph.errors import InputError
from ingest.readers.records import Record, cell, unread_row
from ingest.types import Cell, Unread

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODE = json.JSONDecoder().raw_decode

_LINE = re.compile(r"[ \t]*([^\r\n]*?)[ \t]*(?:\r\n|\r|\n|\Z)")
_LONE = re.compile("[\ud800-\udfff]")  # half a surrogate pair, which no encoding can write

Found = dict[str, Cell]
Item = tuple[int, int, int, Any]  # number, start, end, value


def json_records(text: str, name: str) -> tuple[list[Record], list[Unread]]:
    """Records of a JSON file: a list of objects, or an object with one list of objects in it (`{"rows": […]}`).

    The first record is the head. Raises InputError with the line where the text is no JSON.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise InputError(f"{name}: not JSON ({_reason(wrong)})") from wrong
    start = _space(text, 0)
    if isinstance(whole, dict):
        lists = [key for key, value in whole.items() if isinstance(value, list)]
        if len(lists) != 1:
            raise InputError(f"{name}: expected a list of objects; the file holds one object with {len(lists)} lists")
        start = next(at for key, at, _ in _members(text, start) if key == lists[0])
    elif not isinstance(whole, list):
        raise InputError(f"{name}: expected a list of objects")
    return _records(text, list(_items(text, start)))


def jsonl_records(text: str, name: str) -> tuple[list[Record], list[Unread]]:
    """Records of a JSON Lines file; a line that is no JSON object is left out and reported."""
    items: list[Item] = []
    skipped: list[Unread] = []
    for number, line in enumerate(_LINE.finditer(text), 1):
        start, end = line.span(1)
        if start == end:
            continue
        try:
            items.append((number, start, end, json.loads(line[1])))
        except (ValueError, RecursionError) as wrong:
            skipped.append(unread_row(number, f"not JSON ({_reason(wrong)})", (cell(line[1]),), start, end))
    if not items:
        raise InputError(f"{name}: no line is a JSON object")
    records, more = _records(text, items)
    return records, [*skipped, *more]


def _reason(wrong: Exception) -> str:
    if isinstance(wrong, json.JSONDecodeError):
        return f"line {wrong.lineno}, column {wrong.colno}: {wrong.msg}"
    return "nested too deeply" if isinstance(wrong, RecursionError) else str(wrong)


def _space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _items(text: str, start: int) -> Iterator[Item]:
    """The items of the JSON list that starts at `start`, numbered from 2, as the rows of a sheet under its head."""
    at = _space(text, start + 1)
    number = 2
    while text[at] != "]":
        value, end = _DECODE(text, at)
        yield number, at, end, value
        number += 1
        at = _space(text, end)
        if text[at] == ",":
            at = _space(text, at + 1)


def _members(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """(key, start, end of the value) of each member of the JSON object that starts at `start`."""
    at = _space(text, start + 1)
    while text[at] != "}":
        key, at = scanstring(text, at + 1, True)
        at = _space(text, _space(text, at) + 1)
        _, end = _DECODE(text, at)
        yield key, at, end
        at = _space(text, end)
        if text[at] == ",":
            at = _space(text, at + 1)


def _records(text: str, items: list[Item]) -> tuple[list[Record], list[Unread]]:
    """A head of all keys in order of appearance, then a record for each object; other items are reported."""
    columns: dict[str, None] = {}
    rows: list[tuple[int, int, Found]] = []
    skipped: list[Unread] = []
    for number, start, end, value in items:
        if not isinstance(value, dict):
            skipped.append(unread_row(number, "not an object", (cell(text[start:end]),), start, end))
            continue
        found: Found = {}
        _flatten(text, start, "", found)
        columns.update(dict.fromkeys(found))
        rows.append((number, end, found))
    head = Record(1, tuple(Cell(name) for name in columns))
    # A key that an object lacks is an empty cell that stands at the object's end.
    return [head, *(Record(n, tuple(f.get(c, Cell("", e, e)) for c in columns)) for n, e, f in rows)], skipped


def _flatten(text: str, start: int, prefix: str, found: Found) -> None:
    for key, at, end in _members(text, start):
        column = " ".join(f"{prefix}{key}".split())
        if text[at] == "{":
            _flatten(text, at, f"{column}.", found)
        else:
            found[column] = _value(text, at, end)


def _value(text: str, start: int, end: int) -> Cell:
    value = json.loads(text[start:end])
    if isinstance(value, str):
        return cell(_LONE.sub("\ufffd", value), start + 1, end - 1)
    if isinstance(value, list):
        return cell("; ".join(_plain(v) for v in value), start, end)
    return cell(_plain(value), start, end)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
