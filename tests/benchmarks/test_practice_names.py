"""The measure of names: what counts as found, and what as taken for another."""

from __future__ import annotations

import pytest

from benchmarks.practice_names import listening, report
from graph.model import Resolved
from ingest.names.find import NameFinder
from ingest.names.name import Context
from ingest.tools import Tools

TOOLS = Tools()
TEXT = "A delegation from Shaanxi attended the Lake Fair; the chairman of Hubei and a small exhibition followed."
ENTITIES = [
    {"canonical": "Shaanxi", "surfaces": ["Shaanxi", "the province"]},
    {"canonical": "Hubei", "surfaces": ["Hubei"]},
    {"canonical": "Lake Fair 2001", "surfaces": ["Lake Fair"]},
    {"canonical": "Small exhibition", "surfaces": ["a small exhibition"]},
    {"canonical": "Elsewhere", "surfaces": ["Elsewhere"]},
]


class _Names:
    """Stands for the table of names of the script that scores: a name is its own key."""

    def key(self, name: str) -> str:
        return {"Lake Fair": "lake fair 2001"}.get(name, name.lower())


def _reported(*heard: tuple[str, str, str | None]) -> str:
    nothing = Resolved(entities={}, ties=(), statements={}, documents={}, outcome={}, names={}, fingerprint="")
    return report(ENTITIES, [TEXT], set(heard), nothing, _Names(), TOOLS.gazetteer)


@pytest.mark.parametrize(
    ("heard", "precision", "recall"),
    [
        ([("Shaanxi", "Shaanxi", "CN-SN"), ("Hubei", "Hubei", "CN-HB")], "| 2 | 2 | 1.000 |", "| 2 | 3 | 0.667 |"),
        ([("Shaanxi", "Shanxi", "CN-SX")], "| 0 | 1 | 0.000 |", "| 0 | 3 | 0.000 |"),
        ([("Lake Fair", "Lake Fair", None), ("Nobody", "Nobody", None)], "| 1 | 1 | 1.000 |", "| 1 | 3 | 0.333 |"),
    ],
    ids=["found", "taken for another", "a name without an entity"],
)
def test_names_are_counted_by_whom_they_mean(
    heard: list[tuple[str, str, str | None]], precision: str, recall: str
) -> None:
    said = _reported(*heard)
    assert f"| precision {precision}" in said
    assert f"| recall {recall}" in said


def test_what_was_missed_and_mistaken_is_listed() -> None:
    said = _reported(("Shaanxi", "Shanxi", "CN-SX"), ("Hubei", "Hubei", "CN-HB"))
    assert "Missed: Lake Fair 2001, Shaanxi." in said
    assert "Taken for another: shaanxi as CN-SX." in said


def test_names_are_overheard_only_while_it_listens() -> None:
    before = NameFinder.find
    finder = TOOLS.prose._names
    with listening() as heard:
        finder.find("The governor of Hubei came.", Context())
    assert NameFinder.find is before
    assert ("Hubei", "Hubei", "CN-HB") in heard
    finder.find("The governor of Hunan came.", Context())
    assert not any(form == "Hunan" for _, form, _ in heard)
