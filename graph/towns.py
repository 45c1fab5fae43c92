"""Towns below the size of the gazetteer (1,000 to 15,000 inhabitants): known only within a stated country.

They are no part of running text: too many of them bear the names of people and things. The table is unpacked when the
first of them is asked for.
"""

from __future__ import annotations

import gzip
from functools import cached_property

from graph.fold import fold
from graph.model import Entity


class Towns:
    """The towns, by id and by country and name."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._names: dict[str, dict[str, list[str]]] = {}

    @cached_property
    def _by_country(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for line in gzip.decompress(self._packed).decode("utf-8").splitlines():
            found.setdefault(line.split("\t", 3)[2], []).append(line)
        return found

    @cached_property
    def _by_id(self) -> dict[str, str]:
        return {f"geonames:{line.split(chr(9), 1)[0]}": line for lines in self._by_country.values() for line in lines}

    def ids(self, country: str, folded: str) -> tuple[str, ...]:
        """The towns of a country (ISO 3166-1) that bear a folded name."""
        names = self._names.get(country)
        if names is None:
            names = self._names[country] = {}
            for line in self._by_country.get(country, ()):
                number, name, _ = line.split("\t", 2)
                names.setdefault(fold(name), []).append(f"geonames:{number}")
        return tuple(names.get(folded, ()))

    def entity(self, id_: str) -> Entity | None:
        """The town with that id (`geonames:…`)."""
        if not id_.startswith("geonames:"):
            return None
        line = self._by_id.get(id_)
        if line is None:
            return None
        number, name, country, parent, lat, lon, population = line.split("\t")
        return Entity(
            id=id_,
            name=name,
            kind="ForeignSNG",
            country=country,
            jurisdiction=country,
            level="city",
            lat=float(lat),
            lon=float(lon),
            geonames_id=int(number),
            parent=parent,
            population=int(population),
            source="data/gazetteer",
        )
