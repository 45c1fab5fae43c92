"""The gazetteer: places, organisations and policies with all their names.

Places are made from open data (data/gazetteer, see its README.md); other names and other kinds of entity are curated
(data/aliases.csv, data/organisations.csv), and a user's own files of the same form extend and override both.
Entities are built when they are asked for, so that loading stays cheap.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from sys import intern

from graph.curated import Curated, read_curated
from graph.errors import InputError
from graph.fold import fold
from graph.identity import canonical_id, equivalent_codes
from graph.model import Entity

_TYPES = {"N": "name", "A": "alias", "H": "native", "V": "variant"}
_OUTSIDE_MAINLAND = {"CN-HK": "HK", "CN-MO": "MO", "CN-TW": "TW"}
_LARGE_CITY = 100_000  # inhabitants; a smaller foreign city is named in prose only with its country (design, step 4)
_ID, _NAME, _KIND, _COUNTRY, _LEVEL, _UNIT, _PARENT, _LAT, _LON, _POPULATION, _ISO, _GEONAMES, _HAN, _START, _END, _URBAN = range(16)


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

    def __init__(self, rows: list[str], names: dict[str, str], curated: Curated, fingerprint: str) -> None:
        self._rows = rows
        self._index = {row[: row.index("\t")]: i for i, row in enumerate(rows)}
        self._names = names
        self._curated = curated
        self._entities: dict[str, Entity] = {}
        self._entries: dict[str, tuple[NameEntry, ...]] = {}
        self.fingerprint = fingerprint

    @classmethod
    def load(cls, extra: Path | None = None) -> Gazetteer:
        """The gazetteer that ships with Subties, with `aliases.csv` and `organisations.csv` of the folder `extra`.

        InputError (file, line, reason) for a row of them that cannot be used.
        """
        digest = hashlib.sha256()
        texts = []
        for part in ("places", "names"):
            raw = (files("data") / "gazetteer" / f"{part}.tsv.gz").read_bytes()
            digest.update(raw)
            texts.append(gzip.decompress(raw).decode("utf-8"))
        rows = texts[0].splitlines()[1:]
        names = dict(line.split("\t", 1) for line in texts[1].splitlines())
        curated = read_curated(extra)
        digest.update(curated.digest.encode())
        loaded = cls(rows, names, curated, digest.hexdigest()[:16])
        loaded._check(curated)
        return loaded

    def _check(self, curated: Curated) -> None:
        for alias in curated.aliases:
            if self._resolve_id(alias.entity_id) is None:
                raise InputError(f"{alias.where}: '{alias.entity_id}' is no id of the gazetteer or of organisations.csv")

    def _resolve_id(self, id_: str) -> str | None:
        if id_ in self._index or id_ in self._curated.entities:
            return id_
        other = canonical_id(id_)
        return other if other in self._index or other in self._curated.entities else None

    def get(self, id_: str) -> Entity | None:
        """The entity with that id, or with that equivalent code (HK is CN-HK); None when there is none."""
        known = self._entities.get(id_)
        if known is None:
            own = self._resolve_id(id_)
            if own is None:
                return None
            known = self._entities.get(own) or (self._curated.entities.get(own) or self._entity(self._cells(own)))
            self._entities[id_] = self._entities[own] = known
        return known

    def _cells(self, id_: str) -> list[str]:
        return self._rows[self._index[id_]].split("\t")

    def _entity(self, c: list[str]) -> Entity:
        return Entity(
            id=c[_ID],
            name=c[_NAME],
            kind=c[_KIND],
            country=c[_COUNTRY] or None,
            jurisdiction=self._jurisdiction(c),
            level=c[_LEVEL] or None,
            lat=float(c[_LAT]) if c[_LAT] else None,
            lon=float(c[_LON]) if c[_LON] else None,
            aliases=tuple(self._aliases(c[_ID], c[_NAME])),
            iso3166_2=c[_ISO] or None,
            geonames_id=int(c[_GEONAMES]) if c[_GEONAMES] else None,
            parent=c[_PARENT] or None,
            population=int(c[_POPULATION]) if c[_POPULATION] else None,
            source="data/gazetteer",
        )

    def _jurisdiction(self, cells: list[str]) -> str | None:
        id_, country = cells[_ID], cells[_COUNTRY] or None
        while country == "CN":
            if id_ in _OUTSIDE_MAINLAND:
                return _OUTSIDE_MAINLAND[id_]
            if id_ not in self._index:
                break
            id_ = self._cells(id_)[_PARENT]
        return country

    def _aliases(self, id_: str, name: str) -> Iterator[str]:
        seen = {name}
        for folded in self._names_by_entity.get(id_, ()):
            for entry in self.names(folded):
                if entry.entity_id == id_ and entry.type != "variant" and entry.printed not in seen:
                    seen.add(entry.printed)
                    yield entry.printed

    @cached_property
    def _names_by_entity(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        ids = list(self._index)
        for folded, raw in self._names.items():
            for entry in raw.split("\t"):
                found.setdefault(ids[int(entry[: entry.index("|")])], []).append(folded)
        for folded, entries in self._curated.names.items():
            for named in entries:
                found.setdefault(self._resolve_id(named.entity_id) or named.entity_id, []).append(folded)
        return found

    def names_of(self, id_: str) -> tuple[str, ...]:
        """The folded names of an entity, sorted."""
        return tuple(sorted(set(self._names_by_entity.get(self._resolve_id(id_) or id_, ()))))

    def names(self, folded: str) -> tuple[NameEntry, ...]:
        """Everybody whom a folded name may mean; the user's rows first, then curated ones, then open data."""
        found = self._entries.get(folded)
        if found is None:
            found = self._entries[folded] = self._read_names(folded)
        return found

    def _read_names(self, folded: str) -> tuple[NameEntry, ...]:
        out: dict[str, NameEntry] = {}
        common = folded in self._curated.common_words
        override = False
        for alias in self._curated.names.get(folded, ()):
            id_ = self._resolve_id(alias.entity_id) or alias.entity_id
            cue = common or alias.cue
            out.setdefault(id_, NameEntry(id_, alias.printed, alias.type, cue, alias.type == "name"))
            override = override or alias.override
        raw = "" if override else self._names.get(folded, "")
        for entry in raw.split("\t") if raw else ():
            number, letter, printed = entry.split("|", 2)
            cells = self._rows[int(number)].split("\t")
            cue = common or self._needs_cue(cells, folded)
            out.setdefault(cells[_ID], NameEntry(cells[_ID], printed, _TYPES[letter], cue))
        return tuple(out.values())

    def small(self, id_: str) -> bool:
        """Whether a place is so small that its name alone does not tell it."""
        own = self._resolve_id(id_)
        return own in self._index and self._needs_cue(self._cells(own), "long enough")

    @staticmethod
    def _needs_cue(cells: list[str], folded: str) -> bool:
        if len(folded) < 3 and folded.isascii():
            return True
        level, country = cells[_LEVEL], cells[_COUNTRY]
        large = int(cells[_POPULATION] or 0) >= _LARGE_CITY
        if level == "city":
            return not large or country == "CN"
        if level == "third":  # a county-level city such as Yiwu or Ruili is known by its name alone
            return cells[_UNIT] != "city"
        return level == "second" and country != "CN"

    def folded_names(self) -> Iterator[tuple[str, bool]]:
        """Every folded name, and whether it may stand in running text (variants may not)."""
        for folded, raw in self._names.items():
            if folded not in self._curated.names:
                yield folded, "|V|" not in raw or "|N|" in raw or "|A|" in raw or "|H|" in raw
        for folded in self._curated.names:
            yield folded, True

    def possessive_names(self) -> Iterator[str]:
        """Folded names of which a printed form holds an apostrophe and an s."""
        for folded, raw in self._names.items():
            if "'s" in raw or "’s" in raw:
                yield folded
        for folded, aliases in self._curated.names.items():
            if any("'s" in a.printed or "’s" in a.printed for a in aliases):
                yield folded

    def entity_kind(self, id_: str) -> str | None:
        """The kind of an entity."""
        found = self.get(id_)
        return found.kind if found else None

    def unit(self, id_: str) -> str:
        """What kind of unit a place is called, in small letters ("prefecture"); nothing for others."""
        own = self._resolve_id(id_)
        return self._cells(own)[_UNIT] if own in self._index else ""

    def han(self, id_: str) -> str:
        """The Han name of a place where it is known."""
        own = self._resolve_id(id_)
        return self._cells(own)[_HAN] if own in self._index else ""

    def level(self, id_: str) -> str | None:
        """country, first, second, third or city; None for what is no place."""
        own = self._resolve_id(id_)
        return (self._cells(own)[_LEVEL] or None) if own in self._index else None

    def population(self, id_: str) -> int:
        """Inhabitants; 0 where unknown."""
        own = self._resolve_id(id_)
        return int(self._cells(own)[_POPULATION] or 0) if own in self._index else 0

    def urban(self, id_: str) -> int:
        """Inhabitants of the known cities in a unit (a lower bound of its own); 0 where unknown."""
        own = self._resolve_id(id_)
        return int(self._cells(own)[_URBAN] or 0) if own in self._index else 0

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

    def years(self, id_: str) -> tuple[int, int] | None:
        """First and last year of a former state."""
        own = self._resolve_id(id_)
        cells = self._cells(own) if own in self._index else []
        return (int(cells[_START]), int(cells[_END])) if cells and cells[_START] and cells[_END] else None

    @cached_property
    def _units(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for row in self._rows:
            cells = row.split("\t", 5)
            if cells[_LEVEL] == "first":
                found.setdefault(intern(cells[_COUNTRY]), []).append(cells[_ID])
        return {country: tuple(ids) for country, ids in found.items()}

    def units_of(self, country: str) -> tuple[str, ...]:
        """Ids of the first-level units of a country, sorted."""
        return self._units.get(country, ())

    def within(self, id_: str) -> str | None:
        """The unit or state in which a place lies."""
        found = self.get(id_)
        return found.parent if found else None

    def ancestors(self, id_: str) -> tuple[str, ...]:
        """The places in which a place lies, the nearest first."""
        out: list[str] = []
        above = self._parent(id_)
        while above and above not in out:
            out.append(above)
            above = self._parent(above)
        return tuple(out)

    def _parent(self, id_: str) -> str | None:
        own = self._resolve_id(id_)
        if own in self._index:
            return self._cells(own)[_PARENT] or None
        found = self._curated.entities.get(own or id_)
        return found.parent if found else None

    def codes(self, id_: str) -> tuple[str, ...]:
        """Other codes of the same entity (HK for CN-HK)."""
        return equivalent_codes(id_)

    def ids(self) -> tuple[str, ...]:
        """All ids, places first."""
        return (*self._index, *sorted(self._curated.entities))

    def find(self, name: str) -> tuple[NameEntry, ...]:
        """`names` of a name as printed."""
        return self.names(fold(name))
