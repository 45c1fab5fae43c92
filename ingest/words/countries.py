"""Country names and codes as tables print them → ISO 3166 codes.

What is known stands in `data/tables/country_codes.csv` (alpha-2, alpha-3, name) and `country_names.csv` (other names,
misprints, former states, the parts of the United Kingdom). Names that mean two countries ("Congo", "Korea") are
left out on purpose: a table that uses one says in its mapping which it means.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from graph.fold import fold


@dataclass(frozen=True, slots=True)
class Country:
    """A country as a cell names it: its code, and the part of it that the cell names (`GB-SCT` for Scotland)."""

    code: str
    within: str | None = None


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("data") / "tables" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@lru_cache(maxsize=1)
def _codes() -> tuple[dict[str, Country], dict[str, str]]:
    """By code in capitals: the country; and the English name of each alpha-2 code."""
    by_code: dict[str, Country] = {}
    names: dict[str, str] = {}
    for row in _rows("country_codes.csv"):
        by_code[row["alpha2"]] = by_code[row["alpha3"]] = Country(row["alpha2"])
        names[row["alpha2"]] = row["name"]
    return by_code, names


@lru_cache(maxsize=1)
def _names() -> dict[str, Country]:
    """By folded name without a leading article."""
    found = {_key(name): Country(code) for code, name in _codes()[1].items()}
    for row in _rows("country_names.csv"):
        found[_key(row["printed"])] = Country(row["country"], row["within"] or None)
        if len(row["country"]) == 4:  # ISO 3166-3, a former state
            found[_key(row["country"])] = Country(row["country"])
    return found


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


@lru_cache(maxsize=8192)
def country_of(text: str) -> Country | None:
    """The country that a cell names by code or name; None where it names none.

    Codes must stand in capitals, so that a short name is never taken for one. ISO 3166-3 codes of former states
    (`SUHH`) stand for themselves.

    >>> country_of("the_United_States").code, country_of("JPN").code, country_of("Scotland").within
    ('US', 'JP', 'GB-SCT')
    """
    text = text.strip()
    return _codes()[0].get(text) or _names().get(_key(text))


def country_name(code: str) -> str | None:
    """The English name of an alpha-2 code; None for an unknown one."""
    return _codes()[1].get(code)
