"""Countries, first- and second-level units and cities outside China, as places and names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict

from place import Atlas, Name, Place, read_table, stripped
from sources import City, Country, Sources, Unit

from graph.fold import fold

# Types of unit whose name is told from that of their chief city by the unit word (Minsk Region, Uppsala County).
_LONG = {
    "Oblast": "Region", "Region": "Region", "County": "County", "Voivodship": "Voivodeship", "Rayon": "District",
    "District": "District", "Canton": "Canton", "Administrative region": "Oblast", "Administrative territory": "Krai",
}  # fmt: skip
_CITY_LIKE = re.compile(r"city|municipality|capital|federal district|federal territory|urban", re.IGNORECASE)
_GREATER_CHINA = {"HK": "CN-HK", "MO": "CN-MO", "TW": "CN-TW"}


def _latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x2070 for c in name)


def _country_id(country: Country) -> str:
    return country.former or country.code


def add_countries(atlas: Atlas, sources: Sources, dependencies: dict[str, str]) -> None:
    """States of today and of the past; dependencies that have an ISO 3166-2 code become units of their state."""
    english, chinese = sources.territories("en"), sources.territories("zh")
    curated = dict(read_table("country_names.csv", "id", "name"))
    years = {r[0]: r[1:] for r in read_table("former_states.csv", "id", "start", "end")}
    population: dict[str, int] = defaultdict(int)
    for city in sources.cities:
        population[city.country] += city.population
    for country in sources.countries:
        id_ = _country_id(country)
        if country.former and id_ not in years:
            continue
        if id_ in _GREATER_CHINA:  # provinces of China, added before
            for other in country.names:
                if _latin(other) and "," not in other and "Republic" not in other and "China" not in other:
                    atlas.name(_GREATER_CHINA[id_], other, "alias")
            continue
        name = curated.get(id_) or (english.get(country.code) if not country.former else None) or country.names[0]
        owner = dependencies.get(id_)
        place = Place(
            id=f"{owner}" if owner else id_, name=name.replace(" & ", " and "),
            kind="ForeignSNG" if owner else "State", country=owner[:2] if owner else id_,
            level="first" if owner else "country", unit="territory" if owner else "", parent=owner[:2] if owner else "",
            geonames_id=country.geonames_id, population=population[country.code],
            start=years.get(id_, ("", ""))[0], end=years.get(id_, ("", ""))[1],
        )  # fmt: skip
        atlas.add(place)
        atlas.name(place.id, place.name, "name")
        if country.former:
            continue  # their names are curated (aliases.csv): ISO's are entangled with those of the states of today
        for other in (*country.names, *(v for k, v in english.items() if k.split("-")[0] == country.code)):
            if _latin(other) and not other.isupper():
                atlas.name(place.id, other, "alias")
        if country.code in chinese:
            atlas.name(place.id, chinese[country.code], "native")


def _unit_name(unit: Unit, id_: str, cldr: dict[str, str], curated: dict[str, str]) -> str:
    """The English name: the curated one, CLDR's, the alias that is the name in English, or the local one."""
    known = curated.get(id_) or cldr.get(unit.code, "").replace("²", "").strip()
    if known and unit.country in ("IN", "JP", "VN"):  # their marks are left out in English
        known = "".join(c for c in unicodedata.normalize("NFD", known) if not unicodedata.combining(c))
    if known:
        return known
    latin = [a for a in unit.aliases if _latin(a)]
    bare = [a for a in latin if stripped(fold(a)) == fold(a)]
    return (bare or latin or [unit.name])[0]


def add_units(atlas: Atlas, sources: Sources, dependencies: dict[str, str]) -> dict[str, str]:
    """First-level units, and second-level ones that have an ISO code. Returns GeoNames' own code → place id."""
    cldr, by_fips = sources.cldr_units, {}
    homonyms = {(c.country, fold(c.name)) for c in sources.cities if c.population >= 30000}
    extent = dict(read_table("same_extent.csv", "id", "city"))
    curated = {**dict(read_table("unit_names.csv", "id", "name")), **extent}
    generic = {w for w, why in read_table("../common_words.csv", "word", "why") if why == "generic"}
    generic |= {fold(name) for (name,) in read_table("../demonyms.csv", "name")}
    current = {code: id_ for id_, code in read_table("../code_equivalents.csv", "id", "code") if "-" in code}
    coded: dict[str, dict[str, str]] = {}
    for unit in sorted(sources.units, key=lambda u: (u.level, not u.code)):
        if unit.country == "CN" or (unit.level != 1 and not unit.code) or (unit.country == "TW" and not unit.code):
            continue
        territory = dependencies.get(unit.country)
        taiwan = unit.country in _GREATER_CHINA
        if taiwan:
            id_, kind = f"geonames:{unit.geonames_id}", "LocalGovernment"
        else:
            id_, kind = current.get(unit.code, unit.code) or f"geonames:{unit.geonames_id}", "ForeignSNG"
        if id_ in atlas.places or (not unit.code and not unit.geonames_id):
            continue  # a dependency, which is there already
        name = _unit_name(unit, id_, cldr, curated)
        if not unit.code and fold(name) in coded.get(unit.country, ()):
            by_fips[unit.fips] = coded[unit.country][fold(name)]
            continue  # GeoNames has some units twice
        core = stripped(fold(name))
        city_like = id_ in extent or bool(_CITY_LIKE.search(unit.type)) or taiwan
        if unit.type in _LONG and not city_like and (unit.country, core) in homonyms and core == fold(name):
            name = f"{name} {_LONG[unit.type]}"
        parent = _GREATER_CHINA.get(unit.country) or territory or unit.country
        if unit.level == 2 and unit.parent is not None:
            above = sources.units[unit.parent]  # GeoNames has no code for some
            own = by_fips.get(above.fips) if above.fips else current.get(above.code, above.code)
            parent = own if own in atlas.places else parent
        atlas.add(
            Place(
                id=id_, name=name, kind=kind, country="CN" if taiwan else parent[:2] if territory else unit.country,
                level="first" if unit.level == 1 and not (taiwan or territory) else "second",
                unit=unit.type.lower(), parent=parent, iso=current.get(unit.code, unit.code),
                geonames_id=unit.geonames_id,
            )
        )  # fmt: skip
        if unit.fips:
            by_fips[unit.fips] = id_
        coded.setdefault(unit.country, {})[fold(name)] = id_
        atlas.name(id_, name, "name")
        for other in (unit.name, *unit.aliases):
            if other.isupper() and other.isascii() and len(other) <= 3:
                continue  # a code, no name
            atlas.name(id_, other, "alias" if _latin(other) else "native")
            bare = stripped(fold(other))
            if _latin(other) and len(bare) > 3 and bare not in generic:
                atlas.name(id_, other, "alias", folded=bare)
        if stripped(fold(name)) not in generic:
            atlas.name(id_, name, "alias", folded=stripped(fold(name)))
    return by_fips


def add_former_units(atlas: Atlas) -> None:
    """Units that are no more, under the codes that they had."""
    for id_, name, lat, lon, start, end in read_table("former_units.csv", "id", "name", "lat", "lon", "start", "end"):
        atlas.add(
            Place(
                id=id_, name=name, kind="ForeignSNG", country=id_[:2], level="first", unit="former region",
                parent=id_[:2],
                lat=float(lat), lon=float(lon), iso=id_, start=start, end=end,
            )
        )  # fmt: skip
        atlas.name(id_, name, "name")


def _alternates(city: City) -> list[str]:
    """Other names of a large city, as far as they look like names (romanisations and codes do not)."""
    out = []
    for name in city.alternates:
        if (
            len(name) >= 4
            and name[0].isupper()
            and not name.isupper()
            and _latin(name)
            and not any(c in name for c in ",(/")
        ):
            out.append(name)
    return out


def _without_unit(city: City) -> str:
    """A Korean or Japanese city's name without the word for city: Bucheon for Bucheon-si."""
    return re.sub("-(?:si|shi)$", "", city.name) if city.country in ("JP", "KR", "KP") else city.name


def add_cities(atlas: Atlas, sources: Sources, by_fips: dict[str, str], dependencies: dict[str, str]) -> None:
    """Cities, the largest first; one that is also a first-level unit (or a state) of the same extent adds to that."""
    extent = {(id_[:2], fold(city)): id_ for id_, city in read_table("same_extent.csv", "id", "city")}
    extent |= {("TW", fold(p.name)): p.id for p in list(atlas.places.values()) if p.iso[:3] == "TW-"}
    city_states = {"SG": "SG", "MC": "MC", "VA": "VA", "HK": "CN-HK", "MO": "CN-MO"}
    taken: set[str] = set()
    usual = dict(read_table("city_names.csv", "id", "name"))
    borne = Counter((city.country, fold(_without_unit(city))) for city in sources.cities)
    for city in sources.cities:
        if city.country == "CN":
            continue
        folded = fold(city.name)
        unit = by_fips.get(city.fips)
        same = _same(atlas, city, unit, extent, taken)
        if city.country in city_states and folded in {"singapore", "monaco", "vatican city", "hong kong", "macau"}:
            same = city_states[city.country]
        if same:
            taken.add(same)
            atlas.locate(same, city.lat, city.lon, city.population)
            id_ = same
        else:
            id_ = f"geonames:{city.geonames_id}"
            greater = _GREATER_CHINA.get(city.country)
            owner = dependencies.get(city.country)
            parent = unit or greater or owner or city.country
            bare = _without_unit(city)
            name = usual.get(id_) or (bare if borne[city.country, fold(bare)] == 1 else city.name)
            atlas.name(id_, name, "name")
            atlas.add(
                Place(
                    id=id_, name=name, kind="LocalGovernment" if greater else "ForeignSNG",
                    country="CN" if greater else owner[:2] if owner else city.country, level="city", unit="city",
                    parent=parent, lat=city.lat, lon=city.lon, population=city.population, geonames_id=city.geonames_id,
                )
            )  # fmt: skip
        atlas.name(id_, city.name, "name" if id_ != same else "alias")
        if city.country == "KR" and re.search("-(si|gun)$", city.name):
            atlas.name(id_, city.name, "alias", folded=fold(city.name).rsplit(" ", 1)[0])
        if city.population >= 100_000:
            for other in _alternates(city):
                atlas.weak.append(Name(fold(other), other, id_, "alias"))
        for other in city.alternates:
            if city.country in ("JP", "KR", "TW", "HK") and all("\u4e00" <= c <= "\u9fff" for c in other):
                atlas.name(id_, other, "native")


def small_towns(atlas: Atlas, sources: Sources, by_fips: dict[str, str], dependencies: dict[str, str]) -> list[str]:
    """Towns below the size of the gazetteer, as lines: id, name, country, parent, latitude, longitude, inhabitants."""
    known = {place.geonames_id for place in atlas.places.values()} | {c.geonames_id for c in sources.cities}
    lines = []
    for city in sources.small_cities:
        if city.geonames_id in known or city.country in ("CN", *_GREATER_CHINA):
            continue
        owner = dependencies.get(city.country)
        country = owner[:2] if owner else city.country
        parent = by_fips.get(city.fips) or owner or country
        place = (city.geonames_id, city.name, country, parent, city.lat, city.lon, city.population)
        lines.append("\t".join(map(str, place)))
    return sorted(lines, key=lambda line: (line.split("\t")[2], int(line.split("\t", 1)[0])))


def _same(
    atlas: Atlas, city: City, unit: str | None, extent: dict[tuple[str, str], str], taken: set[str]
) -> str | None:
    """The first-level unit that is this city: as the curated table says, or by its type and name."""
    for name in (city.name, *city.alternates):
        listed = extent.get((city.country, fold(name)))
        if listed in atlas.places and listed not in taken:
            return listed
    if unit is None or unit in taken or unit in extent.values() or not _CITY_LIKE.search(atlas.places[unit].unit):
        return None
    return unit if fold(city.name) in {n.folded for n in atlas.names_of(unit)} else None
