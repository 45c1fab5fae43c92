"""People's judgements: a plain CSV file that they edit and keep in version control.

Only what a person decided stands in it. The file is read with line numbers, its comments (lines that start with `#`)
and blank lines are kept, and it is only ever written as a whole, atomically.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from graph.errors import InputError, NotFoundError
from graph.files import write_atomically
from graph.fold import fold
from graph.ids import digest
from graph.model import Mention

COLUMNS = ("id", "on", "left", "right", "judgement", "why", "by", "at", "withdrawn")
WORDS = {
    "name": ("same", "different", "unsure"),
    "entity": ("same", "different"),
    "statement": ("accept", "reject", "change"),
}
ANY = "*"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person.

    `on=name`: `left` is a mention key (see `mention_key`), `right` an entity id, empty for `unsure`. `on=entity`: two
    entity ids. `on=statement`: `left` is a statement id; for `change`, `right` holds the corrected fields (see
    graph.corrections). `withdrawn`, when not empty, says when it was taken back. `line` is where it stands.
    """

    id: str
    on: str
    left: str
    right: str
    judgement: str
    why: str = ""
    by: str = ""
    at: str = ""
    withdrawn: str = ""
    line: int = field(default=0, compare=False)

    @property
    def in_force(self) -> bool:
        """Whether it counts."""
        return not self.withdrawn

    def said(self) -> str:
        """One line for people: who said so, and why."""
        by = f" by {self.by}" if self.by else ""
        why = f": {self.why}" if self.why else ""
        return f"judgement {self.id}{by}{why}"


def mention_key(mention: Mention, document_id: str = ANY) -> str:
    """The key of a name in a context, `folded|kind|place|document-or-*`, as in `left` of a judgement on a name.

    `place` is the unit within which the name is to be looked for, else the country; kind and place are empty where
    the context says nothing.
    """
    return "|".join((fold(mention.form), mention.kind or "", mention.within or mention.country or "", document_id))


def judgement_of(
    on: str, left: str, right: str, judgement: str, *, why: str = "", by: str = "", at: str = ""
) -> Judgement:
    """A checked judgement with an id that is a hash of its content; InputError says what is wrong with it."""
    made = Judgement("", on, *(cell.strip() for cell in (left, right, judgement, why, by, at)))
    _check(made)
    return replace(made, id=f"j:{digest(on, made.left, made.right, judgement, made.why, by, at, length=10)}")


@dataclass(frozen=True)
class Judgements:
    """The judgements of a file in their order. `Judgements()` has none."""

    rows: tuple[Judgement, ...] = ()
    text: str = ""

    @classmethod
    def read(cls, path: Path) -> Judgements:
        """The judgements in the file; none where it is missing. InputError names the line of what is wrong."""
        text = _text(path)
        return cls(tuple(j for _, _, j in _parse(text, str(path)) if j is not None), text)

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def by_left(self) -> dict[tuple[str, str], tuple[Judgement, ...]]:
        """Judgements in force by (`on`, `left`), in the order of the file."""
        out: dict[tuple[str, str], tuple[Judgement, ...]] = {}
        for row in self.rows:
            if row.in_force:
                out[row.on, row.left] = (*out.get((row.on, row.left), ()), row)
        return out

    @cached_property
    def documents(self) -> frozenset[str]:
        """Documents for which there are judgements on names of their own."""
        return frozenset(left.rpartition("|")[2] for on, left in self.by_left if on == "name") - {ANY}

    def on_statement(self, id: str) -> Judgement | None:
        """What was decided last on a statement."""
        found = self.by_left.get(("statement", id))
        return found[-1] if found else None

    def on_name(self, mention: Mention, document_id: str) -> tuple[Judgement, ...]:
        """Judgements in force on a mention: those for its document first, then those for any document; in each group
        the latest first."""
        if not self.rows:
            return ()
        found: list[Judgement] = []
        for document in (document_id, ANY) if document_id in self.documents else (ANY,):
            for form in (mention, replace(mention, within=None)) if mention.within else (mention,):
                found += reversed(self.by_left.get(("name", mention_key(form, document)), ()))
        return tuple(found)


def append(path: Path, *new: Judgement) -> None:
    """Add judgements at the end of the file; what stands in it stays byte for byte (unless columns are missing: then
    its rows are written anew with all columns).

    InputError where the file has mistakes, an id stands in it already, or the disk is full.
    """
    text, head = _complete(_text(path), str(path))
    known = {j.id for _, _, j in _parse(text, str(path)) if j is not None}
    for judgement in new:
        _check(judgement)
        if judgement.id in known:
            raise InputError(f"{path}: judgement {judgement.id} is there already")
        known.add(judgement.id)
    if not text.endswith("\n"):
        text += "\n"
    _write(path, text + "".join(_line(j, head) for j in new))


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
    quoting = csv.QUOTE_MINIMAL if bare else csv.QUOTE_ALL
    csv.writer(out, lineterminator="\n", quoting=quoting).writerow(cells)
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
        _check(made)
    except InputError as wrong:
        raise InputError(f"{where}: {wrong}") from wrong
    # Rows written by hand may go without an id; they get one that does not change while the row does not.
    return (
        made if made.id else replace(made, id=f"j:{digest(made.on, made.left, made.right, made.judgement, length=10)}")
    )


def _check(judgement: Judgement) -> None:
    from graph.corrections import corrections

    words = WORDS.get(judgement.on)
    if words is None:
        raise InputError(f"'{judgement.on}' cannot be judged on; `on` is one of {', '.join(WORDS)}")
    if judgement.judgement not in words:
        raise InputError(
            f"'{judgement.judgement}' is not a judgement on a {judgement.on}; it is one of {', '.join(words)}"
        )
    if not judgement.left:
        raise InputError("`left` is empty")
    if judgement.on == "name" and (judgement.left.count("|") != 3 or not all(judgement.left.split("|")[::3])):
        raise InputError(
            f"'{judgement.left}' is not a mention key; it has the form folded name|kind|country|document or *"
        )
    if not judgement.right and judgement.judgement in ("same", "different"):
        raise InputError("`right` is empty; it must be an entity id")
    if judgement.judgement == "change":
        corrections(judgement.right)
