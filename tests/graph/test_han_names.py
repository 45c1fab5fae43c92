"""Chinese names of units abroad: who bears them, and which may stand in running text."""

from __future__ import annotations

import pytest

from graph.gazetteer import Gazetteer
from graph.han_names import HanNames, han_text

GAZETTEER = Gazetteer.load()


@pytest.mark.parametrize(
    ("printed", "id_", "type_"),
    [
        ("老街省", "VN-02", "native"),
        ("加利福尼亚州", "US-CA", "native"),
        ("巴伐利亚", "DE-BY", "native"),
        ("老街", "VN-02", "variant"),
    ],
)
def test_a_chinese_name_leads_to_its_unit(printed: str, id_: str, type_: str) -> None:
    assert (id_, type_) in [(entry.entity_id, entry.type) for entry in GAZETTEER.find(printed)]


def test_two_characters_that_others_bear_are_found_in_look_ups_only() -> None:
    in_text = dict(GAZETTEER.folded_names())
    assert in_text["清莱府"]
    assert not in_text["清莱"]


def test_an_entity_tells_its_chinese_name() -> None:
    entity = GAZETTEER.get("TH-57")
    assert entity is not None
    assert "清莱府" in entity.aliases


def test_every_name_keeps_two_characters_and_belongs_to_a_place() -> None:
    rows = [line.split("\t") for line in han_text().splitlines()[1:]]
    assert len(rows) > 2_000
    assert all(name.startswith(core) and len(core) >= 2 for _, name, core in rows)
    assert [id_ for id_, _, _ in rows if GAZETTEER.get(id_) is None] == []


def test_an_unknown_unit_has_no_chinese_name() -> None:
    names = HanNames("id\tname\tcore\nTH-57\t清莱府\t清莱\n")
    assert (names.name("TH-57"), names.core("TH-57"), names.name("TH-50")) == ("清莱府", "清莱", "")
    assert names.bearers("清莱") == [("TH-57", "清莱", False)]
