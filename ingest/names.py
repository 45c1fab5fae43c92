"""Names in a stretch of text: what stands where, and whom it means.

Places come from the gazetteer under the policy of prose (`names_places`), bodies, events, projects and firms from the
gazetteer or from proper names with a head noun (`names_proper`), short forms from the document's own definitions
(`names_defined`), "the province" and its like from what was named before (`coreference`). Spans are decided jointly: the
longest proper name wins over the place nested in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graph.model import Mention
from ingest.types import Clean


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a block's text. `form`, `kind`, `country` and `within` are as in `Mention`.

    `entity` is the id of a known entity (None for provisional ones). A `demonym` ("Thai") is an end only together with
    the noun that it modifies; an `anaphor` ("the province") takes everything else from its antecedent. `stands_for` is
    true of an office or organ that stands for its place ("Yunnan Foreign Affairs Office").
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
    sure: bool = True

    @property
    def key(self) -> str:
        """What makes two names the same end within a document."""
        return self.entity or f"{self.kind}:{self.form.lower()}"

    def moved(self, by: int) -> Name:
        """The same name in a text that starts `by` characters earlier."""
        return replace(self, start=self.start + by, end=self.end + by)

    def mention(self, clean: Clean) -> Mention:
        """The mention, with the span in the document."""
        start, end = clean.span(self.start, self.end)
        return Mention(
            printed=" ".join(self.printed.split()), form=" ".join(self.form.split()), start=start, end=end, kind=self.kind,
            country=self.country, within=self.within, provisional=self.provisional, generic=self.generic,
        )  # fmt: skip


@dataclass(slots=True)
class Context:
    """What the reader knows when it comes to a paragraph.

    `topic` is the place that the section, else the document is about; `country` the state that the document speaks from;
    `seen` maps folded names to the entities they meant earlier in the document.
    """

    topic: Name | None = None
    country: str | None = None
    seen: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, Name] = field(default_factory=dict)
    learned: dict[str, Name] = field(default_factory=dict)  # spellings that only this document has
    year: int | None = None
    carried: tuple[Name, ...] = ()  # the places of the paragraph before, in order
