"""Unit words (Province, -ken, City …): taken off a name, they say of which level its bearer must be.

A unit word is a constraint, not noise: "Jilin City" is not Jilin, "Minsk Region" is not Minsk.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graph.resources import data_table

# Words that stand after the unit word and say nothing about the level.
_TAILS = (
    "people s government", "peoples government", "local government", "central government", "government", "authorities",
    "administration",
)  # fmt: skip
_HEADS = ("government of ", "people s ", "peoples government of ")
_CITY_UNITS = ("city", "municipality", "capital", "urban", "metropolitan", "commune", "town")


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit word, whether it stands before or after the name, and the levels that it fits."""

    word: str
    before: bool
    after: bool
    fits: frozenset[str]


@lru_cache(maxsize=1)
def unit_words() -> tuple[UnitWord, ...]:
    """The unit words, the longest first."""
    found = [
        UnitWord(r["word"], r["side"] != "after", r["side"] != "before", frozenset(r["fits"].split()))
        for r in data_table("unit_words.csv")
    ]
    return tuple(sorted(found, key=lambda u: (-len(u.word), u.word)))


def _without_tail(folded: str) -> str:
    for tail in _TAILS:
        if folded.endswith(" " + tail):
            return folded[: -len(tail) - 1]
    for head in _HEADS:
        folded = folded.removeprefix(head)
    return folded


def strip_unit(folded: str) -> tuple[str, frozenset[str] | None]:
    """A folded name without its unit words, and the levels that they fit (None where there were none).

    >>> strip_unit("zhejiang provincial people s government")
    ('zhejiang', frozenset({'chinese', 'first', 'second'}))
    """
    core, fits = folded.removeprefix("the "), None
    for _ in range(3):  # "provincial people's government of Gifu Prefecture" has no more layers than that
        shorter, word = _strip_once(_without_tail(core))
        if word is not None:
            fits = word.fits if fits is None else fits & word.fits
        if shorter == core:
            break
        core = shorter.removeprefix("the ")
    return core, fits


@lru_cache(maxsize=1)
def _by_edge() -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """The numbers of the unit words by the first word of those before a name, and by the last of those after one."""
    before: dict[str, set[int]] = {}
    after: dict[str, set[int]] = {}
    for number, unit in enumerate(unit_words()):
        if unit.before:
            before.setdefault(unit.word.partition(" ")[0], set()).add(number)
        if unit.after:
            after.setdefault(unit.word.rpartition(" ")[2], set()).add(number)
    return before, after


def _strip_once(folded: str) -> tuple[str, UnitWord | None]:
    before, after = _by_edge()
    numbers = before.get(folded.partition(" ")[0], set()) | after.get(folded.rpartition(" ")[2], set())
    for unit in (unit_words()[number] for number in sorted(numbers)):
        if unit.after and folded.endswith(" " + unit.word):
            return folded[: -len(unit.word) - 1], unit
        if unit.before:
            for start in (f"{unit.word} of ", f"{unit.word} "):
                if folded.startswith(start) and len(folded) > len(start):
                    return folded[len(start) :], unit
    return folded, None


def fits_level(fits: frozenset[str], kind: str, level: str | None, unit: str) -> bool:
    """Whether a place of that kind, level and kind of unit may bear a unit word that fits `fits`.

    Elsewhere than in China the word fits a level, because translations vary (oblast, region, province). In China the
    words mean one thing each: `chinese` is a province ("Hainan Prefecture" is in Qinghai), `prefecture` any unit of
    the second level, `county` counties and county-level cities, `district` districts. `city` fits cities and units
    that are one (Beijing, Prague, Kunming).
    """
    if "city" in fits and (level == "city" or any(word in unit for word in _CITY_UNITS)):
        return True
    if kind == "Province":
        return "chinese" in fits
    if kind == "LocalGovernment":
        county = "county" in unit or "banner" in unit or (level == "third" and unit == "city")
        return (
            ("prefecture" in fits and level == "second")
            or ("county" in fits and county)
            or ("district" in fits and "district" in unit)
        )
    return level in fits
