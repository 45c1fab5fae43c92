"""Currencies as texts print them (`data/currencies.csv`): signs and codes before a figure, words behind it.

Words under `after_figures` (won, pounds) mean money only behind a figure.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    text = (files("data") / "currencies.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _alternatives(*columns: str) -> str:
    printed = {form for row in _rows() for column in columns for form in row[column].split("|") if form}
    ordered = sorted(printed, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace("\\ ", r"\s+") for form in ordered)


@lru_cache(maxsize=1)
def signs() -> str:
    """A pattern of what stands before a figure: codes, and signs such as A$. The longest come first."""
    return _alternatives("signs")


@lru_cache(maxsize=2)
def names(figures: bool = True) -> str:
    """A pattern of what stands behind a figure: "dollars", "yuan". Without `figures` of what means money by itself."""
    return _alternatives("words", "after_figures") if figures else _alternatives("words")


@lru_cache(maxsize=1)
def _codes() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in _rows():
        for form in "|".join((row["signs"], row["words"], row["after_figures"])).split("|"):
            key = form.lower()
            if (row["code"], row["country"]) not in found.get(key, ()):
                found[key] = (*found.get(key, ()), (row["code"], row["country"]))
    return found


def code_of(printed: str, countries: Collection[str] = ()) -> str | None:
    """The ISO 4217 code of a sign or word.

    Where several currencies share it (¥, rupees, pesos) that of the `countries` spoken of is meant, else the first in
    the list.
    """
    known = _codes().get(" ".join(printed.lower().split()), ())
    own = [code for code, country in known if country in countries]
    return own[0] if own else known[0][0] if known else None
