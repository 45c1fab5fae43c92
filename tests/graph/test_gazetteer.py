"""The gazetteer as shipped, and with a user's own files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.fold import fold
from graph.gazetteer import Gazetteer
from graph.resources import data_table
from graph.schema import schema

GAZETTEER = Gazetteer.load()


def ids(name: str) -> set[str]:
    return {entry.entity_id for entry in GAZETTEER.find(name)}


def test_it_holds_what_it_should() -> None:
    kinds = Counter(GAZETTEER.entity_kind(id_) for id_ in GAZETTEER.ids())
    assert kinds["Province"] == 34
    assert 240 <= kinds["State"] <= 290
    assert kinds["LocalGovernment"] > 3000
    assert kinds["ForeignSNG"] > 30000
    assert sum(kinds[k] for k in ("Mechanism", "Organization", "SOE", "Enterprise", "Policy", "Event", "Project")) > 300
    assert set(kinds) <= set(schema().kinds)


def test_every_place_lies_in_a_known_place() -> None:
    for id_ in GAZETTEER.ids():
        above = GAZETTEER.within(id_)
        assert above is None or GAZETTEER.get(above) is not None, id_


@pytest.mark.parametrize(
    "name",
    [
        "aliases",
        "border_towns",
        "organisations",
        "macro_regions",
        "demonyms",
        "common_words",
        "successions",
        "code_equivalents",
        "unit_words",
    ],
)
def test_every_curated_row_names_its_source(name: str) -> None:
    rows = data_table(f"{name}.csv")
    assert rows
    assert all(row["source"].strip() for row in rows)


def test_no_curated_name_means_two_things_unawares() -> None:
    claims: dict[str, set[str]] = {}
    for row in data_table("organisations.csv"):
        for name in (row["name"], *row["aliases"].split(";"), *row["generic_aliases"].split(";")):
            if name.strip():
                claims.setdefault(fold(name), set()).add(row["id"])
    assert {name: who for name, who in claims.items() if len(who) > 1} == {}


@pytest.mark.parametrize(
    ("id_", "name", "kind", "country", "jurisdiction", "level"),
    [
        ("CN-YN", "Yunnan", "Province", "CN", "CN", "first"),
        ("CN-HK", "Hong Kong", "Province", "CN", "HK", "first"),
        ("HK", "Hong Kong", "Province", "CN", "HK", "first"),
        ("CN-TW", "Taiwan", "Province", "CN", "TW", "first"),
        ("JP-22", "Shizuoka", "ForeignSNG", "JP", "JP", "first"),
        ("SE-C", "Uppsala County", "ForeignSNG", "SE", "SE", "first"),
        ("CZ-32", "Plzeň Region", "ForeignSNG", "CZ", "CZ", "first"),
        ("GB-ENG", "England", "ForeignSNG", "GB", "GB", "first"),
        ("TH", "Thailand", "State", "TH", "TH", "country"),
        ("SUHH", "Soviet Union", "State", "SUHH", "SUHH", "country"),
        ("XK", "Kosovo", "State", "XK", "XK", "country"),
        ("US-PR", "Puerto Rico", "ForeignSNG", "US", "US", "first"),
        ("PR", "Puerto Rico", "ForeignSNG", "US", "US", "first"),
        ("KR-45", "Jeonbuk", "ForeignSNG", "KR", "KR", "first"),
        ("mech:gms", "Greater Mekong Subregion (GMS)", "Mechanism", None, None, None),
        ("region:southeast-asia", "Southeast Asia", "Region", None, None, None),
    ],
)  # fmt: skip
def test_entities(
    id_: str, name: str, kind: str, country: str | None, jurisdiction: str | None, level: str | None
) -> None:
    entity = GAZETTEER.get(id_)
    assert entity is not None
    assert (entity.name, entity.kind, entity.country, entity.jurisdiction, entity.level) == (
        name,
        kind,
        country,
        jurisdiction,
        level,
    )


@pytest.mark.parametrize(
    "name", ["Beijing", "Tokyo", "Seoul", "Prague", "Singapore", "Berlin", "Paris", "Hanoi", "Ulan Bator", "Taipei"]
)
def test_a_city_that_is_a_unit_is_one_place(name: str) -> None:
    large = {i for i in ids(name) if (GAZETTEER.get(i).population or 0) > 500_000}  # type: ignore[union-attr]
    assert len(large) == 1


def test_places_in_taiwan_have_its_jurisdiction() -> None:
    [id_] = ids("Kaohsiung")
    entity = GAZETTEER.get(id_)
    assert entity is not None
    assert (entity.kind, entity.country, entity.jurisdiction) == ("LocalGovernment", "CN", "TW")


def test_containment() -> None:
    [kunming] = ids("Kunming")
    assert GAZETTEER.ancestors(kunming) == ("CN-YN", "CN")
    assert "JP-22" in GAZETTEER.units_of("JP")
    assert len(GAZETTEER.units_of("JP")) == 47
    assert len(GAZETTEER.units_of("CN")) == 34


def test_han_names_are_known() -> None:
    assert ids("浙江") == {"CN-ZJ"}
    assert GAZETTEER.places.han("JP-21") == "岐阜"
    assert GAZETTEER.han("TH-57") == "清莱"
    assert GAZETTEER.han("TH") == "泰国"


def test_an_unknown_id_is_nobody() -> None:
    assert GAZETTEER.get("XX-99") is None
    assert GAZETTEER.entity_kind("XX-99") is None
    assert GAZETTEER.names("no such name anywhere") == ()


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_users_names_extend_and_override(tmp_path: Path) -> None:
    write(tmp_path, "aliases.csv", "name,id\nGeorgia,US-GA\nPearson State,CZ-32\n")
    write(
        tmp_path,
        "organisations.csv",
        "id,name,kind,aliases,country\nmech:gms,My GMS,Mechanism,GMSX,\norg:mine,Mine Ltd,Enterprise,,LA\n",
    )
    own = Gazetteer.load(tmp_path)
    assert [e.entity_id for e in own.find("Georgia")] == ["US-GA"]
    assert [e.entity_id for e in own.find("pearson state")] == ["CZ-32"]
    assert own.get("mech:gms").name == "My GMS"  # type: ignore[union-attr]
    assert [e.entity_id for e in own.find("Mine Ltd")] == ["org:mine"]
    assert own.fingerprint != GAZETTEER.fingerprint


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("aliases.csv", "name,id\nNowhere,XX-99\n", "aliases.csv, line 2: 'XX-99'"),
        ("aliases.csv", "name,code\nNowhere,CN\n", "aliases.csv, line 1: no column 'id'"),
        ("aliases.csv", "name;id\nNowhere;CN\n", "aliases.csv, line 1: its columns are parted by ';'"),
        ("aliases.csv", "name,id,type\nNowhere,CN,nickname\n", "aliases.csv, line 2: type 'nickname'"),
        ("aliases.csv", "name,id\n,CN\n", "aliases.csv, line 2: 'name' and 'id'"),
        ("organisations.csv", "id,name,kind\norg:a,A,Club\n", "organisations.csv, line 2: kind 'Club'"),
    ],
)
def test_a_bad_row_is_told_with_its_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        Gazetteer.load(write(tmp_path, name, text))
    assert message in str(error.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "aliases.csv").write_bytes("name,id\nCórdoba,AR-X\n".encode("latin-1"))
    with pytest.raises(InputError, match="UTF-8"):
        Gazetteer.load(tmp_path)


def test_empty_files_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "aliases.csv", "")
    write(tmp_path, "organisations.csv", "id,name,kind\n\n,,\n")
    assert Gazetteer.load(tmp_path).get("CN-YN") == GAZETTEER.get("CN-YN")


def test_what_lies_in_a_place_lies_in_its_country() -> None:
    gazetteer = Gazetteer.load()
    astray = []
    for id_ in gazetteer.ids():
        place = gazetteer.get(id_)
        above = gazetteer.get(place.parent) if place and place.parent else None
        if place and above and place.country and above.country and place.country != above.country:
            astray.append(f"{id_} in {above.id}")
    assert astray == []


@pytest.mark.parametrize(
    ("id_", "lat", "lon"), [("GB", 52.5, -1.4), ("GQ", 2.7, 9.4), ("KN", 17.3, -62.7), ("IQ-KR", 36.1, 44.3)]
)
def test_a_state_lies_where_its_cities_are(id_: str, lat: float, lon: float) -> None:
    place = Gazetteer.load().get(id_)
    assert place is not None
    assert (place.lat, place.lon) == (pytest.approx(lat, abs=0.1), pytest.approx(lon, abs=0.1))


def test_only_states_of_the_past_and_without_towns_have_no_place_on_the_map() -> None:
    gazetteer = Gazetteer.load()
    known = (place for id_ in gazetteer.ids() if (place := gazetteer.get(id_)) and len(id_) == 2)
    nowhere = {place.id for place in known if place.kind == "State" and place.lat is None}
    assert nowhere <= {"AQ", "BV", "HM", "IO", "TK"}


@pytest.mark.parametrize(
    ("parent", "own"),
    [
        ("Deutsche Bahn", "DB Schenker"), ("Mitsubishi Corporation", "Mitsubishi Heavy Industries"),
        ("Hyundai Motor", "Hyundai Group"), ("Tata Group", "Tata Steel"),
        ("China Merchants Group", "China Merchants Port"),
        ("Hainan Airlines", "HNA"),
    ],
)  # fmt: skip
def test_a_subsidiary_is_not_its_parent(parent: str, own: str) -> None:
    gazetteer = Gazetteer.load()
    ids = {entry.entity_id for name in (parent, own) for entry in gazetteer.find(name)}
    assert len(ids) == 2
