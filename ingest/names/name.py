"""Names in a stretch of text: what stands where, and whom it means.

Places come from the gazetteer under the policy of prose (`places`), bodies, events, projects and firms from the
gazetteer or from proper names with a head noun (`proper`), short forms from the document's own definitions (`defined`),
"the province" and its like (`anaphors`) from what was named before (`coreference`). Spans are decided jointly (`find`):
the longest proper name wins over the place nested in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.model import Mention
from ingest.types import Clean

if TYPE_CHECKING:
    from ingest.names.people import People

_LOOSE = re.compile(r"[\s\-\u00ad]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a block's text. `form`, `kind`, `country` and `within` are as in `Mention`.

    `entity` is the id of a known entity (None for provisional ones). A `demonym` ("Thai") is an end only together with
    the noun that it modifies; an `anaphor` ("the province") takes everything else from its antecedent. `stands_for` is
    true of an office or organ that stands for its place ("Yunnan Foreign Affairs Office"), `person` of its holder.
    """

    start: int
    end: int
    printed: str
    form: str
    kind: str | None = None
    entity: str | None = None
    country: str | None = None
    within: str | None = None
    provisional: bool = False
    generic: bool = False
    demonym: bool = False
    anaphor: bool = False
    stands_for: bool = False
    person: bool = False
    sure: bool = True

    @property
    def key(self) -> str:
        """What makes two names the same end within a document."""
        return self.entity or f"{self.kind}:{self.form.lower()}"

    @property
    def land(self) -> str | None:
        """The state in which a place lies, or which it is."""
        return self.entity if self.kind == "State" else self.country

    def moved(self, by: int) -> Name:
        """The same name in a text that starts `by` characters earlier."""
        return Name(  # spelled out: `replace` takes five times as long, and every name is moved
            self.start + by, self.end + by, self.printed, self.form, self.kind, self.entity, self.country, self.within,
            self.provisional, self.generic, self.demonym, self.anaphor, self.stands_for, self.person, self.sure,
        )  # fmt: skip

    def mention(self, clean: Clean, source: str) -> Mention:
        """The mention, with the span in the document's text `source`.

        A name that a footnote or page break cuts in two in the document keeps its longest piece as what is printed.
        """
        start, end = clean.span(self.start, self.end)
        printed = self.printed
        if _letters(source[start:end]) != _letters(printed):
            start, end = _longest_piece(clean.offsets[self.start : self.end], source)
            printed = source[start:end]
        return Mention(
            printed=" ".join(printed.split()), form=" ".join(self.form.split()), start=start, end=end, kind=self.kind,
            country=self.country, within=self.within, provisional=self.provisional, generic=self.generic,
        )  # fmt: skip


def _letters(text: str) -> str:
    """The text without white space and hyphens: what stays when line ends are evened out."""
    return _LOOSE.sub("", text)


def _longest_piece(offsets: Sequence[int], source: str) -> tuple[int, int]:
    """The longest stretch of the source that holds nothing but the name's own characters and white space."""
    pieces: list[list[int]] = []
    for offset in offsets:
        if offset < 0:
            continue
        if pieces and not _letters(source[pieces[-1][1] : offset]):
            pieces[-1][1] = offset + 1
        else:
            pieces.append([offset, offset + 1])
    best = max(pieces, key=lambda p: (p[1] - p[0], -p[0]), default=[-1, -1])
    return best[0], best[1]


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry of a chronicle or a table's cell gives to all that it notes: a date, and the unit whose deeds these
    are. `when` is the date (EDTF) of what has none of its own, more precise than the year."""

    year: int | None = None
    when: str | None = None
    own: Name | None = None


@dataclass(slots=True)
class Context:
    """What the reader knows when it comes to a paragraph.

    `topic` is the place that the section, else the document is about; `home` the unit whose own account the document
    is; `heading` has the words of the nearest heading; `country` is the state from which it speaks; `seen` maps folded
    names to the entities they meant earlier in the document.
    """

    topic: Name | None = None
    country: str | None = None
    seen: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, Name] = field(default_factory=dict)
    learned: dict[str, Name] = field(default_factory=dict)  # spellings that only this document has
    entry: Entry = Entry()
    body: Name | None = None  # the mechanism or organisation that the text named last
    firm: Name | None = None  # the firm of which the heading or the last paragraph that named one speaks
    people: People | None = None  # whom the persons stand for that the text introduced
    who: tuple[Name, ...] = ()  # the persons of the paragraph before
    opens: bool = True  # whether a section begins
    before: list[Name] = field(default_factory=list)  # whom and what the last sentence spoke of, for pronouns
    carried: tuple[Name, ...] = ()  # the places of the paragraph before, in order
    near: tuple[Name, ...] = ()  # what the last sentence named
    held: dict[str, str] = field(default_factory=dict)  # the events of the section by their key: when they took place
    bodies: tuple[Name, ...] = ()  # the bodies, events and works of the section so far, the last ones, in order
    home: Name | None = None
    account: int | None = None  # the year of which the document gives an account
    heading: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ProperName:
    """A candidate name: its span, the kind of its head noun, whether it is made of general words only."""

    start: int
    end: int
    kind: str
    generic: bool
    quoted: bool = False
