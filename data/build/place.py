"""The values that the build works on: places, their names, and the atlas that gathers them."""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from graph.fold import fold
from graph.unit_words import strip_unit

HERE = Path(__file__).resolve().parent


def read_table(name: str, *columns: str) -> Iterator[tuple[str, ...]]:
    """The columns of a curated table beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield tuple(row[c] for c in columns)


def stripped(folded: str) -> str:
    """A folded name without its unit word."""
    return strip_unit(folded)[0]


@dataclass(frozen=True)
class Place:
    """A place of the gazetteer; see data/gazetteer/README.md for the columns."""

    id: str
    name: str
    kind: str
    country: str
    level: str
    unit: str = ""
    parent: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    iso: str = ""
    geonames_id: int | None = None
    han: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class Name:
    """A name of a place: its folded form, the form to print, whose it is and of which type."""

    folded: str
    printed: str
    id: str
    type: str


class Atlas:
    """Places by id, with their names. `weak` holds names that count only where nobody else bears them."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.names: dict[tuple[str, str], Name] = {}
        self.weak: list[Name] = []
        self._of: dict[str, list[Name]] = defaultdict(list)

    def add(self, place: Place) -> None:
        """Add a place; the first with an id stays."""
        self.places.setdefault(place.id, place)

    def name(self, id_: str, printed: str, type_: str, folded: str | None = None) -> None:
        """Give a place a name; the first entry of a folded form stays."""
        key = fold(printed) if folded is None else folded
        if len(key) < 2 or (key, id_) in self.names:
            return
        entry = Name(key, printed, id_, type_)
        self.names[key, id_] = entry
        self._of[id_].append(entry)

    def names_of(self, id_: str) -> list[Name]:
        """The names of a place."""
        return self._of[id_]

    def locate(self, id_: str, lat: float, lon: float, population: int) -> None:
        """Set where a place lies and how many people live there."""
        self.places[id_] = replace(self.places[id_], lat=lat, lon=lon, population=population)
