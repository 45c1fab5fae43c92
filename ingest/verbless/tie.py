"""What a sentence states without a verb, as all rules of this package give it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Mention
from ingest.names.name import Name


@dataclass(frozen=True, slots=True)
class VerblessTie:
    """A tie of type `tie` between two names, and the `rule` that read it. The object may stand in an earlier block."""

    subject: Name
    object: Name
    tie: str
    rule: str

    def afar(self) -> Mention:
        """The object where it stands in an earlier block: known, but not printed here."""
        return Mention(
            printed=" ".join(self.object.printed.split()), form=self.object.form, start=-1, end=-1,
            kind=self.object.kind, country=self.object.country, provisional=self.object.provisional,
            generic=self.object.generic,
        )  # fmt: skip
