"""People's judgements: a plain CSV file that they edit and keep in version control.

Only what a person decided stands in it; graph.judgement_file reads and writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from graph.errors import InputError
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
    made = Judgement("", on, left.strip(), right.strip(), judgement, why.strip(), by.strip(), at.strip())
    check(made)
    return replace(made, id=f"j:{digest(on, made.left, made.right, judgement, made.why, made.by, made.at, length=10)}")


@dataclass(frozen=True)
class Judgements:
    """The judgements of a file in their order. `Judgements()` has none."""

    rows: tuple[Judgement, ...] = ()
    text: str = ""

    @classmethod
    def read(cls, path: Path) -> Judgements:
        """The judgements in the file; none where it is missing. InputError names the line of what is wrong."""
        from graph.judgement_file import read

        return cls(*read(path))

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


def check(judgement: Judgement) -> None:
    """InputError says what is wrong with a judgement."""
    from graph.corrections import corrections

    words = WORDS.get(judgement.on)
    if words is None:
        raise InputError(f"'{judgement.on}' cannot be judged on; `on` is one of {', '.join(WORDS)}")
    if judgement.judgement not in words:
        raise InputError(
            f"'{judgement.judgement}' is no judgement where `on` is {judgement.on}; it is one of {', '.join(words)}"
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
