"""Make data/gazetteer/*.tsv.gz from open data: `python data/build/make_gazetteer.py DOWNLOADS` (see README.md)."""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from place import HERE, Atlas, Place, read_table

sys.path.insert(0, str(HERE.parents[1]))

import china
import world
from sources import Sources

LETTERS = {"name": "N", "alias": "A", "native": "H", "variant": "V"}
OUT = HERE.parent / "gazetteer"
COLUMNS = (
    "id",
    "name",
    "kind",
    "country",
    "level",
    "unit",
    "parent",
    "lat",
    "lon",
    "population",
    "iso",
    "geonames",
    "han",
    "start",
    "end",
    "urban",
    "aliases",
)


def _dependencies(sources: Sources) -> dict[str, str]:
    """ISO 3166-1 code → ISO 3166-2 code of a dependency, as data/code_equivalents.csv has them."""
    del sources
    return {
        other: id_
        for id_, other in read_table("../code_equivalents.csv", "id", "code")
        if len(other) == 2 and id_[:3] != "CN-"
    }


def _centres(atlas: Atlas) -> dict[str, int]:
    """Where a unit lies: the middle of its cities, weighted by their inhabitants. Returns how many these are."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for place in atlas.places.values():
        if place.lat is None or place.lon is None:
            continue
        above, seen = place.parent, {place.id}
        weight = max(place.population, 1)
        while above and above not in seen:
            total = sums[above]
            total[0] += place.lat * weight
            total[1] += place.lon * weight
            total[2] += weight
            seen.add(above)
            above = atlas.places[above].parent if above in atlas.places else ""
    for id_, (lat, lon, weight) in sums.items():
        place = atlas.places.get(id_)
        if place is not None and place.lat is None:
            atlas.places[id_] = replace(place, lat=round(lat / weight, 4), lon=round(lon / weight, 4))
    return {id_: int(total[2]) for id_, total in sums.items()}


def _weak_names(atlas: Atlas) -> None:
    """Give other names of large cities where nobody bears them and no two cities share them."""
    borne = {folded for folded, _ in atlas.names}
    claims: dict[str, set[str]] = defaultdict(set)
    for name in atlas.weak:
        claims[name.folded].add(name.id)
    for name in atlas.weak:
        if name.folded not in borne and len(claims[name.folded]) == 1 and len(name.folded) >= 4:
            atlas.name(name.id, name.printed, "variant")


def _write(path: Path, lines: list[str]) -> None:
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as out:
        out.write(("\n".join(lines) + "\n").encode("utf-8"))


def _row(place: Place, urban: int, aliases: list[str]) -> str:
    values = (
        place.id, place.name, place.kind, place.country, place.level, place.unit, place.parent, place.lat, place.lon,
        place.population or "", place.iso, place.geonames_id, place.han, place.start, place.end,
        urban or "", "|".join(aliases),
    )  # fmt: skip
    return "\t".join("" if v is None else str(v) for v in values)


def _aliases(atlas: Atlas, id_: str) -> list[str]:
    """The other names of a place, each printed form once, in the order in which they were found."""
    others = (n.printed.replace("|", " ") for n in atlas.names_of(id_) if n.type != "variant")
    return [n for n in dict.fromkeys(others) if n != atlas.places[id_].name]


def main(downloads: Path) -> None:
    """Build and write the tables."""
    sources, atlas = Sources(downloads), Atlas()
    dependencies = _dependencies(sources)
    provinces = china.add_provinces(atlas, sources)
    world.add_countries(atlas, sources, dependencies)
    china.add_units(atlas, sources, provinces)
    by_fips = world.add_units(atlas, sources, dependencies)
    world.add_former_units(atlas)
    world.add_cities(atlas, sources, by_fips, dependencies)
    _weak_names(atlas)
    china.add_han(atlas)
    urban = _centres(atlas)
    ids = sorted(atlas.places)
    number = {id_: i for i, id_ in enumerate(ids)}
    _write(
        OUT / "places.tsv.gz",
        ["\t".join(COLUMNS), *(_row(atlas.places[i], urban.get(i, 0), _aliases(atlas, i)) for i in ids)],
    )
    names: dict[str, list[str]] = defaultdict(list)
    for (folded, id_), name in sorted(atlas.names.items()):
        names[folded].append(f"{number[id_]}|{LETTERS[name.type]}|{name.printed.replace('|', ' ')}")
    _write(OUT / "names.tsv.gz", [f"{folded}\t" + "\t".join(entries) for folded, entries in sorted(names.items())])
    _write(OUT / "towns.tsv.gz", world.small_towns(atlas, sources, by_fips, dependencies))
    sys.stderr.write(f"{len(ids)} places, {len(names)} names\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
