"""The table of places (data/gazetteer/places.tsv.gz), read row by row only when a place is asked for."""

from __future__ import annotations

import gzip
from functools import cached_property
from importlib.resources import files
from sys import intern

from graph.identity import canonical_id
from graph.model import Entity

_OUTSIDE_MAINLAND = {"CN-HK": "HK", "CN-MO": "MO", "CN-TW": "TW"}
_LARGE_CITY = 100_000  # inhabitants; a smaller foreign city is named in prose only with its country (design, step 4)
_ID, _NAME, _KIND, _COUNTRY, _LEVEL, _UNIT, _PARENT, _LAT, _LON, _POPULATION = range(10)
_ISO, _GEONAMES, _HAN, _START, _END, _URBAN, _ALIASES = range(10, 17)


def packed(part: str) -> bytes:
    """The bytes of a packed table of data/gazetteer."""
    return (files("data") / "gazetteer" / f"{part}.tsv.gz").read_bytes()


def unpacked(raw: bytes) -> str:
    """The text of a packed table."""
    return gzip.decompress(raw).decode("utf-8")


class PlaceTable:
    """Places by id. Every method takes any code of a place and gives nothing (None, "", 0) for what is no place."""

    def __init__(self, text: str) -> None:
        self._rows = text.splitlines()[1:]
        self._index = {row[: row.index("\t")]: i for i, row in enumerate(self._rows)}
        self.ids = tuple(self._index)

    def own_id(self, id_: str) -> str | None:
        """The id under which the place stands here."""
        if id_ in self._index:
            return id_
        other = canonical_id(id_)
        return other if other in self._index else None

    def _cells(self, id_: str) -> list[str] | None:
        own = self.own_id(id_)
        return self._rows[self._index[own]].split("\t") if own is not None else None

    def _cell(self, id_: str, column: int) -> str:
        cells = self._cells(id_)
        return cells[column] if cells else ""

    def entity(self, id_: str) -> Entity | None:
        """The place as an entity."""
        c = self._cells(id_)
        if c is None:
            return None
        return Entity(
            id=c[_ID],
            name=c[_NAME],
            kind=c[_KIND],
            country=c[_COUNTRY] or None,
            jurisdiction=self._jurisdiction(c),
            level=c[_LEVEL] or None,
            lat=float(c[_LAT]) if c[_LAT] else None,
            lon=float(c[_LON]) if c[_LON] else None,
            aliases=tuple(c[_ALIASES].split("|")) if c[_ALIASES] else (),
            iso3166_2=c[_ISO] or None,
            geonames_id=int(c[_GEONAMES]) if c[_GEONAMES] else None,
            parent=c[_PARENT] or None,
            population=int(c[_POPULATION]) if c[_POPULATION] else None,
            source="data/gazetteer",
        )

    def _jurisdiction(self, cells: list[str]) -> str | None:
        id_, country = cells[_ID], cells[_COUNTRY] or None
        while country == "CN" and id_:
            if id_ in _OUTSIDE_MAINLAND:
                return _OUTSIDE_MAINLAND[id_]
            id_ = self._cell(id_, _PARENT)
        return country

    def small(self, id_: str) -> bool:
        """Whether its name alone does not tell the place: a small or second-level foreign one, a Chinese county."""
        cells = self._cells(id_)
        if cells is None:
            return False
        level, country = cells[_LEVEL], cells[_COUNTRY]
        if level == "city":
            return int(cells[_POPULATION] or 0) < _LARGE_CITY or country == "CN"
        if level == "third":  # a county-level city such as Yiwu or Ruili is known by its name alone
            return cells[_UNIT] != "city"
        return level == "second" and country != "CN"

    def unit(self, id_: str) -> str:
        """What kind of unit it is called, in small letters ("prefecture")."""
        return self._cell(id_, _UNIT)

    def han(self, id_: str) -> str:
        """Its Han name where that is known."""
        return self._cell(id_, _HAN)

    def urban(self, id_: str) -> int:
        """Inhabitants of the known cities in a unit (a lower bound of its own)."""
        return int(self._cell(id_, _URBAN) or 0)

    def years(self, id_: str) -> tuple[int, int] | None:
        """First and last year of a former state or unit."""
        cells = self._cells(id_)
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
