"""The file of judgements: read with line numbers, and never changed by more than what was decided.

Comments (lines that start with `#`) and blank lines are kept. The file is written as a whole, atomically.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph.errors import InputError, NotFoundError
from graph.files import write_atomically
from graph.ids import digest
from graph.judgements import COLUMNS, Judgement, check


def read(path: Path) -> tuple[tuple[Judgement, ...], str]:
    """The judgements in the file, and its text; none where it is missing. InputError names the line of a mistake."""
    text = _text(path)
    return tuple(j for _, _, j in _parse(text, str(path)) if j is not None), text


def append(path: Path, *new: Judgement) -> tuple[Judgement, ...]:
    """Add judgements at the end of the file and return them as they stand there; what was in it stays byte for byte
    (unless columns are missing: then its rows are written anew with all columns).

    One that was withdrawn and is made again gets an id of its own. InputError where the file has mistakes, a judgement
    is in force already, or the disk is full.
    """
    text, head = _complete(_text(path), str(path))
    known = {j.id: j for _, _, j in _parse(text, str(path)) if j is not None}
    added = []
    for judgement in new:
        check(judgement)
        again = 1
        while judgement.id in known:
            if known[judgement.id].in_force:
                raise InputError(f"{path}: judgement {judgement.id} is there already")
            again += 1
            judgement = replace(judgement, id=f"{judgement.id.partition('-')[0]}-{again}")
        known[judgement.id] = judgement
        added.append(judgement)
    if not text.endswith("\n"):
        text += "\n"
    _write(path, text + "".join(_line(j, head) for j in added))
    return tuple(added)


def withdraw(path: Path, id: str, at: str) -> Judgement:
    """Mark a judgement as withdrawn; nothing else in the file changes. NotFoundError where no such one is in force."""
    text, head = _complete(_text(path), str(path))
    out, found = [], None
    for _, raw, judgement in _parse(text, str(path)):
        if judgement is not None and judgement.id == id and judgement.in_force:
            found = replace(judgement, withdrawn=at or "yes")
            raw = _line(found, head)
        out.append(raw)
    if found is None:
        raise NotFoundError(f"{path}: no judgement '{id}' is in force; `subties review list --decided` shows them")
    _write(path, "".join(out))
    return found


def _complete(text: str, path: str) -> tuple[str, Sequence[str]]:
    """The file's text with a head of all columns, and that head."""
    records = _parse(text, path)
    first = next((cells for _, _, cells in _records(text, path) if cells is not None), None)
    if first is None:
        return (text + "\n" if text and not text.endswith("\n") else text) + ",".join(COLUMNS) + "\n", COLUMNS
    head = [cell.strip() for cell in first]
    if len(head) == len(COLUMNS):
        return text, head
    out, seen = [], False
    for (_, raw, cells), (_, _, judgement) in zip(_records(text, path), records, strict=True):
        if judgement is not None:
            raw = _line(judgement, COLUMNS)
        elif cells is not None and not seen:
            raw, seen = ",".join(COLUMNS) + "\n", True
        out.append(raw)
    return "".join(out), COLUMNS


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as wrong:
        raise InputError(f"{path}: is not UTF-8 (byte {wrong.start}); save it as UTF-8") from wrong


def _write(path: Path, text: str) -> None:
    try:
        write_atomically(path, text)
    except OSError as wrong:
        raise InputError(f"{path}: could not be written; it stays as it was ({wrong.strerror or wrong})") from wrong


def _line(judgement: Judgement, head: Sequence[str]) -> str:
    out = io.StringIO()
    cells = [getattr(judgement, column) for column in head]
    # The writer leaves carriage returns and a leading `#`, our mark of a comment, without quotes.
    bare = not (any("\r" in cell for cell in cells) or cells[0].startswith("#"))
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL if bare else csv.QUOTE_ALL).writerow(cells)
    return out.getvalue()


def _records(text: str, path: str) -> Iterator[tuple[int, str, list[str] | None]]:
    """The file cut into records: line number, raw text, cells (None for comments and blank lines)."""
    lines = list(io.StringIO(text, newline=""))
    at = 0
    while at < len(lines):
        if not lines[at].strip() or lines[at].startswith("#"):
            yield at + 1, lines[at], None
            at += 1
            continue
        reader = csv.reader(iter(lines[at:]), strict=True)
        try:
            cells = next(reader)
        except csv.Error as wrong:
            raise InputError(
                f"{path}, line {at + 1}: is not CSV ({wrong}); look for a quote that is not closed"
            ) from wrong
        yield at + 1, "".join(lines[at : at + reader.line_num]), cells
        at += reader.line_num


def _parse(text: str, path: str) -> list[tuple[int, str, Judgement | None]]:
    """The file's records with the judgements that stand in them."""
    out: list[tuple[int, str, Judgement | None]] = []
    head: list[str] | None = None
    seen: dict[str, int] = {}
    for line, raw, cells in _records(text, path):
        judgement = None
        if cells is not None and head is None:
            head = _head(cells, f"{path}, line {line}")
        elif cells is not None and head is not None:
            judgement = _judgement(cells, head, path, line)
            if judgement.id in seen:
                raise InputError(
                    f"{path}, line {line}: the id '{judgement.id}' stands on line {seen[judgement.id]} too"
                )
            seen[judgement.id] = line
        out.append((line, raw, judgement))
    return out


def _head(cells: Sequence[str], where: str) -> list[str]:
    head = [cell.strip() for cell in cells]
    unknown = [name for name in head if name not in COLUMNS]
    missing = [name for name in ("on", "left", "right", "judgement") if name not in head]
    if unknown and ";" in unknown[0]:
        raise InputError(f"{where}: its columns are parted by ';'; save it with commas between them")
    if unknown:
        raise InputError(f"{where}: unknown column '{unknown[0]}'; the columns are {','.join(COLUMNS)}")
    if missing or len(set(head)) != len(head):
        what = f"column '{missing[0]}' is missing" if missing else "a column stands twice"
        raise InputError(f"{where}: {what}; the first line must be {','.join(COLUMNS)}")
    return head


def _judgement(cells: Sequence[str], head: Sequence[str], path: str, line: int) -> Judgement:
    where = f"{path}, line {line}"
    if len(cells) != len(head):
        raise InputError(f"{where}: {len(cells)} cells where the first line has {len(head)} columns")
    values = {name: cell.strip() for name, cell in zip(head, cells, strict=True)}
    made = Judgement(**{name: values.get(name, "") for name in COLUMNS}, line=line)
    try:
        check(made)
    except InputError as wrong:
        raise InputError(f"{where}: {wrong}") from wrong
    # Rows written by hand may go without an id; they get one that does not change while the row does not.
    return (
        made if made.id else replace(made, id=f"j:{digest(made.on, made.left, made.right, made.judgement, length=10)}")
    )
