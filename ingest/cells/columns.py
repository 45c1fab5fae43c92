"""What column names and the words in cells mean: the lexicon in `data/tables/columns.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from graph.fold import fold
from graph.schema import schema
from ingest.yaml_reader import read_yaml

_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")


@dataclass(frozen=True, slots=True)
class ColumnLexicon:
    """Folded words. `roles` maps a column's name to the roles that it may have; `ties` words to (type, kind)."""

    roles: dict[str, tuple[str, ...]]
    ties: dict[str, tuple[str, str]]
    modes: dict[str, str]

    def roles_of(self, column: str) -> tuple[str, ...]:
        """The roles of a column; brackets in its name ("Value (USD)") do not count."""
        name = fold(_BRACKETS.sub(" ", column))
        return self.roles.get(name) or self.roles.get(name.removesuffix("s")) or ()

    def tie_of(self, text: str) -> tuple[str, str] | None:
        """Tie type and kind ("" for none) that a text speaks of, by the longest words in it; None for no tie."""
        words = f" {fold(text)} "
        found = [known for known in self.ties if f" {known} " in words]
        return self.ties[max(found, key=lambda known: (len(known), known))] if found else None

    def mode_of(self, text: str) -> str | None:
        """The mode that a status speaks of."""
        return self.modes.get(fold(text))


@lru_cache(maxsize=1)
def column_lexicon() -> ColumnLexicon:
    """The lexicon that ships with Subties (read once)."""
    name = "columns.yaml"
    root = read_yaml((files("data") / "tables" / name).read_text(encoding="utf-8"), name)
    roles: dict[str, tuple[str, ...]] = {}
    node = root.node("roles")
    for role in node.raw:
        for word in node.texts(role):
            roles[fold(word)] = (*roles.get(fold(word), ()), role)
    ties: dict[str, tuple[str, str]] = {}
    types = root.node("ties")
    for type_ in types.raw:
        schema().tie(type_)
        kinds = types.node(type_)
        for kind in kinds.raw:
            ties.update({fold(word): (type_, kind) for word in kinds.texts(kind)})
    for type_ in schema().ties:
        ties[fold(type_)] = (type_, "")
    modes: dict[str, str] = {}
    words = root.node("modes")
    for mode in words.raw:
        modes.update({fold(word): mode for word in words.texts(mode)})
    root.done()
    return ColumnLexicon(roles, ties, modes)
