"""What tests of tables read with."""

from __future__ import annotations

from dataclasses import dataclass

from graph.gazetteer import Gazetteer
from graph.matcher import Matcher
from graph.model import Mention
from graph.resolve import Resolver
from ingest.cells.names import CellNames
from ingest.layout.build import layout_of
from ingest.tables.reading import Tables, read_tables


@dataclass(frozen=True)
class World:
    """Reads tables and asks who is meant."""

    gazetteer: Gazetteer
    matcher: Matcher
    resolver: Resolver
    names: CellNames

    def read(self, text: str, fmt: str = "md") -> Tables:
        layout = layout_of(text, fmt, self.names)
        return read_tables(layout, "doc:t", self.gazetteer, self.matcher, self.resolver)

    def who(self, mention: Mention) -> str | None:
        found = self.resolver.resolve(mention.form, mention.kind, mention.country, mention.within).id
        return found or (f"new:{mention.form}" if mention.provisional else None)

    def ties(self, text: str, fmt: str = "md") -> list[tuple[str | None, str, str | None, str]]:
        return [
            (self.who(s.subject), s.tie, self.who(s.object), "".join(s.when)) for s in self.read(text, fmt).statements
        ]


def pipes(caption: str, *rows: str, before: str = "") -> str:
    """A Markdown document with one table; rows are written with ` | ` between their cells."""
    lines = [f"| {row} |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0].split(" | ")))
    return f"# A book on far friends\n\n{before}\n\n{caption}\n\n" + "\n".join(lines) + "\n"
