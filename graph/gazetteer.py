"""The gazetteer: places, organisations and policies with all their names.

Places are made from open data (data/gazetteer, see its README.md); other names and other kinds of entity are curated
(data/aliases.csv, data/organisations.csv), and a user's own files of the same form extend and override both.
Entities are built when they are asked for, so that loading stays cheap.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from graph.curated import Alias, Curated, read_curated
from graph.errors import InputError
from graph.fold import fold
from graph.han_names import HanNames, han_text
from graph.identity import canonical_id, equivalent_codes
from graph.model import Entity
from graph.places import PlaceTable, packed, unpacked
from graph.towns import Towns
from graph.unit_words import strip_unit

_TYPES = {"N": "name", "A": "alias", "H": "native", "V": "variant"}
_IN_TEXT = ("|N|", "|A|", "|H|")  # marks of names that may stand in running text; variants (|V|) may not


@dataclass(frozen=True, slots=True)
class NameEntry:
    """That a name may mean an entity.

    `type` is name, alias, former, abbreviation, native, demonym, metonym or variant (found in look-ups only, never in
    running text). `cue` is true when in prose the name needs a cue: a common word, a small foreign city.
    `primary` marks the bearer that is meant unless something else is said (curated).
    """

    entity_id: str
    printed: str
    type: str
    cue: bool
    primary: bool = False


class Gazetteer:
    """All known entities and names. Make one with `Gazetteer.load`."""

    def __init__(
        self,
        places: PlaceTable,
        towns: Towns,
        names: dict[str, str],
        han: HanNames,
        curated: Curated,
        fingerprint: str,
    ) -> None:
        self.places = places
        self._han = han
        self.towns = towns
        self.fingerprint = fingerprint
        self._names = names
        self._curated = curated
        self._entities: dict[str, Entity] = {}
        self._entries: dict[str, tuple[NameEntry, ...]] = {}

    @classmethod
    def load(cls, extra: Path | None = None) -> Gazetteer:
        """The gazetteer that ships with Subties, with `aliases.csv` and `organisations.csv` of the folder `extra`.

        InputError (file, line, reason) for a row of them that cannot be used.
        """
        parts = {part: packed(part) for part in ("places", "names", "towns")}
        curated = read_curated(extra)
        digest = hashlib.sha256(curated.digest.encode())
        for raw in parts.values():
            digest.update(raw)
        names = dict(line.split("\t", 1) for line in unpacked(parts["names"]).splitlines())
        places, towns = PlaceTable(unpacked(parts["places"])), Towns(parts["towns"])
        chinese = han_text()
        digest.update(chinese.encode())
        loaded = cls(places, towns, names, HanNames(chinese), curated, digest.hexdigest()[:16])
        loaded._check()
        return loaded

    def _check(self) -> None:
        for alias in self._curated.aliases:
            if self._own_id(alias.entity_id) is None and self.towns.entity(alias.entity_id) is None:
                raise InputError(
                    f"{alias.where}: '{alias.entity_id}' is no id of the gazetteer or of organisations.csv"
                )

    def _own_id(self, id_: str) -> str | None:
        if id_ in self._curated.entities:
            return id_
        other = canonical_id(id_)
        return other if other in self._curated.entities else self.places.own_id(id_)

    def get(self, id_: str) -> Entity | None:
        """The entity with that id, or with that equivalent code (HK is CN-HK); None when there is none."""
        known = self._entities.get(id_)
        if known is None:
            own = self._own_id(id_) or id_
            found = self._curated.entities.get(own) or self.places.entity(own) or self.towns.entity(own)
            if found is None:
                return None
            curated = (a.printed for a in self._curated_names.get(own, ()) if a.type != "variant")
            chinese = [name] if (name := self._han.name(own)) else []
            aliases = tuple(n for n in dict.fromkeys((*found.aliases, *curated, *chinese)) if n != found.name)
            known = self._entities[id_] = self._entities[own] = replace(found, aliases=aliases)
        return known

    @cached_property
    def _curated_names(self) -> dict[str, list[Alias]]:
        found: dict[str, list[Alias]] = {}
        for alias in self._curated.aliases:
            found.setdefault(self._own_id(alias.entity_id) or alias.entity_id, []).append(alias)
        return found

    def names_of(self, id_: str) -> tuple[str, ...]:
        """The folded names of an entity, also without their unit words, sorted."""
        entity = self.get(id_)
        printed = (entity.name, *entity.aliases) if entity else ()
        folded = {fold(name) for name in printed}
        return tuple(sorted(folded | {strip_unit(name)[0] for name in folded}))

    def names(self, folded: str) -> tuple[NameEntry, ...]:
        """Everybody whom a folded name may mean; the user's rows first, then curated ones, then open data.

        A user's row takes the place of all others for its name.
        """
        found = self._entries.get(folded)
        if found is None:
            found = self._entries[folded] = self._read_names(folded)
        return found

    def find(self, name: str) -> tuple[NameEntry, ...]:
        """`names` of a name as printed."""
        return self.names(fold(name))

    def _read_names(self, folded: str) -> tuple[NameEntry, ...]:
        out: dict[str, NameEntry] = {}
        common = folded in self._curated.common_words or (len(folded) < 3 and folded.isascii())
        curated = self._curated.names.get(folded, ())
        own = [alias for alias in curated if alias.override]
        for alias in own or curated:
            id_ = self._own_id(alias.entity_id) or alias.entity_id
            cue = not alias.override and (alias.cue or folded in self._curated.common_words)
            out.setdefault(id_, NameEntry(id_, alias.printed, alias.type, cue, alias.type == "name"))
        raw = "" if own else self._names.get(folded, "")
        for entry in raw.split("\t") if raw else ():
            number, letter, printed = entry.split("|", 2)
            id_ = self.places.ids[int(number)]
            cue = common or self.places.small(id_)
            out.setdefault(id_, NameEntry(id_, printed, _TYPES[letter], cue))
        for unit, printed, in_text in () if own or folded.isascii() else self._han.bearers(folded):
            if (bearer := self.places.own_id(unit)) is not None:
                kind, cue = "native" if in_text else "variant", self.places.small(bearer)
                out.setdefault(bearer, NameEntry(bearer, printed, kind, cue))
        return tuple(out.values())

    def folded_names(self) -> Iterator[tuple[str, bool]]:
        """Every folded name, and whether it may stand in running text (variants may not)."""
        for folded, raw in self._names.items():
            if folded not in self._curated.names:
                yield folded, "|V|" not in raw or any(mark in raw for mark in _IN_TEXT)
        for folded, in_text in self._han.folded_names():
            if folded not in self._names and folded not in self._curated.names:
                yield folded, in_text
        for folded in self._curated.names:
            yield folded, True

    def han(self, id_: str) -> str:
        """The Chinese name of a place without what a unit is called; empty where it is not known."""
        return self.places.han(id_) or self._han.core(id_)

    def possessive_names(self) -> Iterator[str]:
        """Folded names of which a printed form holds an apostrophe and an s."""
        for folded, raw in self._names.items():
            if "'s" in raw or "’s" in raw:
                yield folded
        for folded, aliases in self._curated.names.items():
            if any("'s" in a.printed or "’s" in a.printed for a in aliases):
                yield folded

    def generic(self, folded: str) -> bool:
        """Whether a name is only a word of direction or rank (Central, Eastern), which many units bear."""
        return folded in self._curated.generic

    @cached_property
    def _squeezed(self) -> dict[str, str]:
        return {folded.replace(" ", ""): folded for folded, _ in self.folded_names() if " " in folded}

    def respaced(self, folded: str) -> str | None:
        """The known name that differs from a folded one by blanks only (Yun nan, Hagiang)."""
        squeezed = folded.replace(" ", "")
        if len(squeezed) < 5:
            return None
        return squeezed if squeezed != folded and self.names(squeezed) else self._squeezed.get(squeezed)

    def entity_kind(self, id_: str) -> str | None:
        """The kind of an entity."""
        found = self.get(id_)
        return found.kind if found else None

    def level(self, id_: str) -> str | None:
        """country, first, second, third or city; None for what is no place."""
        found = self.get(id_)
        return found.level if found else None

    def unit(self, id_: str) -> str:
        """What kind of unit a place is called, in small letters ("prefecture"); nothing for others."""
        return self.places.unit(id_)

    def units_of(self, country: str) -> tuple[str, ...]:
        """Ids of the first-level units of a country, sorted."""
        return self.places.units_of(country)

    def within(self, id_: str) -> str | None:
        """The unit or state in which a place lies."""
        found = self.get(id_)
        return found.parent if found else None

    def ancestors(self, id_: str) -> tuple[str, ...]:
        """The places in which a place lies, the nearest first."""
        out: list[str] = []
        above = self.within(id_)
        while above and above not in out:
            out.append(above)
            above = self.within(above)
        return tuple(out)

    def codes(self, id_: str) -> tuple[str, ...]:
        """Other codes of the same entity (HK for CN-HK)."""
        return equivalent_codes(id_)

    def ids(self) -> tuple[str, ...]:
        """All ids, places first; towns below the size of the gazetteer are left out."""
        return (*self.places.ids, *sorted(self._curated.entities))
