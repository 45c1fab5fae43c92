"""Which states a text speaks of where a place is spelt as no list has it."""

from __future__ import annotations

from ingest.names.name import Name
from ingest.names.spellings import _countries


def place(start: int, kind: str, entity: str | None, country: str | None) -> Name:
    return Name(start, start + 5, "Place", "Place", kind=kind, entity=entity, country=country)


def test_states_come_nearest_first_and_regions_of_no_state_are_passed_over() -> None:
    names = [
        place(0, "State", "RU", None),
        place(20, "Region", "region:ASIA", None),
        place(20, "ForeignSNG", "JP-01", "JP"),
        place(30, "Province", "CN-HL", "CN"),
        place(60, "ForeignSNG", None, None),
    ]
    assert _countries(names, 10) == ["JP", "RU"]
