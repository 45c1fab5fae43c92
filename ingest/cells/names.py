"""What kind of name a cell may hold, asked of the gazetteer: a country, a unit, a body.

Only a question about whole cells; who is meant is for the resolver to say.
"""

from __future__ import annotations

from functools import lru_cache

from graph.fold import fold
from graph.gazetteer import Gazetteer
from graph.unit_words import strip_unit
from ingest.kinds import PLACES, UNITS
from ingest.words.lexicon import phrases


class CellNames:
    """Kinds of the names in cells, by the gazetteer; asked often, so answers are kept as long as this object lives.

    `fits` keeps how well a stretch of text fits a column, by its role and whether it ends the row, for
    `ingest.flat.segment`: tables are cut in many ways, each of which asks for the same stretches.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.fits: dict[tuple[str, str, bool], float] = {}
        self._kinds: dict[str, frozenset[str]] = {}

    def kinds(self, text: str) -> frozenset[str]:
        """Kinds of entities that the whole text may name; unit words and articles do not count. May be empty."""
        folded = fold(text)
        found = self._kinds.get(folded)
        if found is None:
            if len(self._kinds) > 50_000:
                self._kinds.clear()
            found = self._kinds[folded] = self._look_up(folded)
        return found

    def _look_up(self, folded: str) -> frozenset[str]:
        for form in self._forms(folded):
            entries = self.gazetteer.names(form)
            if entries:
                kinds = {self.gazetteer.entity_kind(entry.entity_id) or "" for entry in entries}
                kinds |= {"Demonym"} if all(entry.type == "demonym" for entry in entries) else set()
                return frozenset(kinds)
        return frozenset()

    def _forms(self, folded: str) -> list[str]:
        bare = folded.removeprefix("the ").strip()
        short = bare.removeprefix("republic of ").removeprefix("kingdom of ")
        return [form for form in (folded, bare, short, strip_unit(folded)[0]) if form]

    def is_country(self, text: str) -> bool:
        """Whether the text names a state (or one of Hong Kong, Macao, Taiwan) or its people."""
        kinds = self.kinds(text)
        return "State" in kinds or fold(text) in _PART_STATES

    def is_unit(self, text: str) -> bool:
        """Whether the text names a subnational unit."""
        return bool(self.kinds(text) & UNITS)

    def is_place(self, text: str) -> bool:
        """Whether the text names a state, a unit or a macro-region."""
        return bool(self.kinds(text) & PLACES)

    def states(self, text: str) -> frozenset[str]:
        """The states (ISO 3166-1) of the units that the text may name."""
        found = (
            self.gazetteer.get(entry.entity_id)
            for form in self._forms(fold(text))
            for entry in self.gazetteer.names(form)
        )
        return frozenset(entity.country for entity in found if entity is not None and entity.country)

    def is_named(self, text: str) -> bool:
        """Whether the gazetteer knows the text as the name of anything."""
        return bool(self.kinds(text))


_PART_STATES = frozenset(phrases("part_states"))


@lru_cache(maxsize=1)
def default_names() -> CellNames:
    """Names by the gazetteer that ships with Subties."""
    return CellNames(Gazetteer.load())
