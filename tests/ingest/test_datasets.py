"""The curated data sets: what they come to, counted on facts of their tables."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.resources import files

import pytest

from graph.errors import InputError, NotFoundError
from graph.gazetteer import Gazetteer
from graph.judgements import Judgements
from graph.model import Mode, Resolved
from graph.resolution import resolve_all
from graph.resolve import Resolver
from ingest import datasets
from ingest.types import Reading
from ingest.words.countries import country_of

DEMO = ["atdc", "mechanisms", "medical_teams", "provincial_soes", "sister_provinces"]
LARGE = "sister_cities_wikipedia_2023"

read = cache(datasets.read)
gazetteer = cache(Gazetteer.load)


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The table of a data set, read without the code under test."""
    file = datasets.find(name).file
    data = (files("data") / "sets" / file).read_bytes()
    text = (gzip.decompress(data) if file.endswith(".gz") else data).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t" if ".tsv" in file else ","))


@cache
def resolved(name: str) -> Resolved:
    """What a data set comes to by itself."""
    reading: Reading = read(name)
    return resolve_all([reading.document], reading.statements, gazetteer(), Judgements(()))


def test_the_sets_that_there_are() -> None:
    found = datasets.available()
    assert [d.name for d in found] == sorted([*DEMO, LARGE])
    assert [d.name for d in found if d.demo] == DEMO
    assert all(d.title and d.description and d.licence and d.attribution for d in found)
    assert datasets.find(LARGE).licence == "CC-BY-SA-4.0"


def test_an_unknown_set_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(NotFoundError, match="no data set 'teams'; there are atdc, mechanisms"):
        datasets.read("teams")


@pytest.mark.parametrize("name", [*DEMO, LARGE])
def test_each_set_is_what_it_declares(name: str) -> None:
    reading = read(name)
    assert datasets.find(name).rows == len(rows(name))
    assert reading.document.dataset == name
    assert len({s.id for s in reading.statements}) == len(reading.statements)
    assert all(s.source for s in reading.statements) or name == LARGE


@pytest.mark.parametrize("name", [*DEMO, LARGE])
def test_every_name_is_cut_from_the_text(name: str) -> None:
    reading = read(name)
    text = reading.document.text
    for statement in reading.statements:
        for mention in (statement.subject, statement.object):
            assert " ".join(text[mention.start : mention.end].split()) == mention.printed
            assert statement.start <= mention.start < mention.end <= statement.end


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rows": 69}, "rows: expected 69, found 68"),
        ({"statements": {"AIDS:expert_team": 14}}, "statements, TWINNED_WITH:medical_team: expected 0, found 54"),
        ({"ties": {"AIDS:expert_team": 14, "TWINNED_WITH:medical_team": 55}}, "ties, .*: expected 55, found 54"),
        ({"skips": {"lost": 2}}, "skips, lost: expected 2, found 0"),
    ],
)
def test_a_breach_fails(monkeypatch: pytest.MonkeyPatch, change: dict[str, object], said: str) -> None:
    found = datasets.find("medical_teams")
    broken = replace(found, expects=replace(found.expects, **change))
    monkeypatch.setattr(datasets, "available", lambda: (broken,))
    with pytest.raises(InputError, match=f"'medical_teams' is not what it declares: .*{said}"):
        datasets.read("medical_teams")


@pytest.mark.parametrize("name", DEMO)
def test_the_ties_are_those_that_the_set_declares(name: str) -> None:
    result = resolved(name)
    assert Counter(result.outcome.values()) == {"tie": len(read(name).statements)}
    assert Counter(tie.layer for tie in result.ties) == datasets.find(name).expects.ties


def test_only_unknown_firms_and_a_region_that_is_gone_become_provisional() -> None:
    provisional = {e.id for name in DEMO for e in resolved(name).entities.values() if e.status == "provisional"}
    assert provisional <= {"org:cn/shandong-luyan-agricultural-company", "place:fr/haute-normandie"}


@pytest.mark.parametrize(("column", "code"), [("chinese_unit", "chinese_unit_iso"), ("partner", "partner_iso_3166_2")])
def test_sister_provinces_meet_the_codes_of_their_table(column: str, code: str) -> None:
    ends = {(t.subject, t.object) for t in resolved("sister_provinces").ties}
    ids = {id for pair in ends for id in pair}
    for row in rows("sister_provinces"):
        known = gazetteer().get(row[code]) if row[code] else None
        if known is not None and not (column == "chinese_unit" and row["chinese_city"]):
            assert known.id in ids, row[column]


def test_medical_teams() -> None:
    statements = read("medical_teams").statements
    teams = [s for s in statements if s.kind == "medical_team"]
    # Lenz and the pages of the set: Shanxi took Togo over from Shanghai in 1983, Chad was left twice
    assert {(s.subject.form, s.when) for s in teams if s.object.country == "TG"} == {
        ("Shanghai", ("1974/1983",)), ("Shanxi", ("1983",)),
    }  # fmt: skip
    chad = next(s for s in teams if s.object.country == "TD")
    assert chad.when == ("1978/1979", "1989/1997", "2006/..")
    tanzania = {(s.subject.form, (s.detail or "").split(";")[0]) for s in teams if s.object.country == "TZ"}
    assert tanzania == {("Jiangsu", "Zanzibar"), ("Shandong", "mainland")}
    assert {s.mechanism.form for s in teams if s.mechanism} == {"Chinese medical team programme"}
    assert Counter(s.tie for s in statements) == {"TWINNED_WITH": 54, "AIDS": 14}


def test_atdc() -> None:
    reading = read("atdc")
    with_province = [r for r in rows("atdc") if r["province"]]
    twinned = {(s.subject.form, s.object.country) for s in reading.statements if s.tie == "TWINNED_WITH"}
    assert len(twinned) == len(with_province) == 12
    assert ("Hubei", "MZ") in twinned
    assert Counter(datasets.reason_of(u) for u in reading.unread) == {"no sending province": 15}
    seats = {s.subject.form: s.object.form for s in reading.statements if s.tie == "BASED_IN"}
    assert seats["Hunan Construction Engineering Group"] == seats["Yuan Longping High-Tech Agriculture"] == "Hunan"
    assert seats["Jiangxi Zhongmei Engineering Construction"] == "Jiangxi"
    assert seats["Chinese Academy of Tropical Agricultural Sciences"] == "Hainan"


def test_no_province_sends_both_a_medical_team_and_a_centre_to_the_same_state() -> None:
    pairs = {
        kind: {(s.subject.form, s.object.country) for s in read(name).statements if s.kind == kind}
        for name, kind in (("medical_teams", "medical_team"), ("atdc", "atdc"))
    }
    assert pairs["medical_team"] & pairs["atdc"] == set()


def test_provincial_soes() -> None:
    statements = read("provincial_soes").statements
    owned = {s.object.form for s in statements if s.tie == "OWNS"}
    stated = {r["name"] for r in rows("provincial_soes") if r["ownership_kind"].startswith("provincial SOE")}
    assert owned == stated
    assert "Anhui Foreign Economic Construction Group" not in owned
    afecc = [s for s in statements if s.subject.form == "Anhui Foreign Economic Construction Group"]
    assert {s.subject.kind for s in afecc} == {"Enterprise"}
    assert sum(s.tie == "BASED_IN" for s in statements) == len(rows("provincial_soes"))
    states = sum(len(list(filter(None, r["states_active"].split(";")))) for r in rows("provincial_soes"))
    assert sum(s.tie == "OPERATES_IN" for s in statements) == states


def test_mechanisms() -> None:
    reading = read("mechanisms")
    members = {
        s.subject.country
        for s in reading.statements
        if s.tie == "MEMBER_OF" and s.object.form.startswith("Greater Mek")
    }
    assert members == {"KH", "CN", "LA", "MM", "TH", "VN"}
    dated = {s.subject.form: s.when for s in reading.statements if s.object.form.startswith("Greater Mek") and s.when}
    assert dated == {"Yunnan": ("1992",), "Guangxi": ("2005",)}
    vietnamese = {
        s.subject.form for s in reading.statements if s.subject.country == "VN" and s.tie == "PARTICIPATES_IN"
    }
    assert vietnamese == {"Ha Giang", "Lao Cai", "Lai Chau", "Dien Bien", "Quang Ninh", "Lang Son", "Cao Bang"}
    hosts = {s.object.form: s.subject.form for s in reading.statements if s.tie == "HOSTS" and s.object.kind == "Event"}
    assert hosts["China-ASEAN Expo"] == "Guangxi"
    assert hosts["Kunming Import and Export Fair"] == "Yunnan"
    assert len(hosts) == sum("expo" in r["kind"].split(", ")[-1].split() for r in rows("mechanisms"))
    silent = [r for r in rows("mechanisms") if re.search(r" and ", r["member_states"])]
    skipped = Counter(datasets.reason_of(u) for u in reading.unread)
    assert skipped["the member list names no state"] == len(silent)
    assert "CN" in {
        s.subject.country for s in reading.statements if s.object.form == "Forum on China-Africa Cooperation"
    }


@pytest.mark.parametrize(
    ("unit", "table", "ties", "states"), [("Zhejiang", "table 4-1", 15, 12), ("Yunnan", "table 5-2", 12, 11)]
)
def test_sister_provinces_of_the_thesis(unit: str, table: str, ties: int, states: int) -> None:
    found = [s for s in read("sister_provinces").statements if s.subject.form == unit and table in (s.source or "")]
    assert len(found) == ties
    assert len({s.object.country for s in found}) == states
    assert all(s.kind == "sister_province" and len(s.when) == 1 for s in found)


def test_sister_cities_stand_between_cities() -> None:
    cities = {
        (s.subject.form, s.subject.kind, s.object.form, s.object.printed, s.when)
        for s in read("sister_provinces").statements
        if s.kind == "sister_city"
    }
    assert cities == {
        ("Hangzhou", "LocalGovernment", "Gifu", "Cifu", ("1979",)),
        ("Kunming", "LocalGovernment", "Fujisawa", "Fujisawa", ("1981",)),
        ("Tianjin", "Province", "Kobe", "Kobe", ("1973",)),
    }
    printed = {s.object.printed: s.object.form for s in read("sister_provinces").statements}
    assert printed["Shizuoko"] == "Shizuoka"


def test_the_large_set_loses_no_row() -> None:
    reading = read(LARGE)
    skipped = Counter(datasets.reason_of(u) for u in reading.unread)
    assert len(rows(LARGE)) == 23_514
    assert len(reading.statements) + sum(skipped.values()) == 23_514
    assert skipped["the partner's country is not named"] == sum(r["partner_country"] == "NaN" for r in rows(LARGE)) == 9
    assert {s.tie for s in reading.statements} == {"SISTER_OF"}
    assert all(s.mode is Mode.DONE and not s.when for s in reading.statements)


def test_its_country_names_are_cleaned() -> None:
    printed = {r[c] for r in rows(LARGE) for c in ("country", "partner_country")}
    assert {name for name in printed if country_of(name) is None} == {"Congo", "NaN"}
    ends = [m for s in read(LARGE).statements for m in (s.subject, s.object)]
    assert all(m.country for m in ends)
    assert {m.country for m in ends if m.form in ("Brazzaville", "Pointe-Noire")} == {"CG"}
    assert {s.subject.within for s in read(LARGE).statements if s.subject.form == "Cardiff"} == {"GB-WLS"}


def test_the_large_set_is_packed_without_a_date() -> None:
    assert (files("data") / "sets" / f"{LARGE}.tsv.gz").read_bytes()[4:8] == bytes(4)


@pytest.mark.parametrize(
    ("city", "country", "expected"),
    [
        ("Berlin", "DE", "DE-BE"), ("Tokyo", "JP", "JP-13"), ("Havana", "CU", "CU-03"), ("Hong Kong", "HK", "CN-HK"),
        ("Singapore", "SG", "SG"), ("Gifu", "JP", "geonames:1863641"), ("Springfield", "US", None),
    ],
)  # fmt: skip
def test_its_cities_are_cities_and_units_only_where_both_are_one(city: str, country: str, expected: str | None) -> None:
    hints = {m.kind for s in read(LARGE).statements for m in (s.subject, s.object) if m.form == city}
    assert hints <= {"city"}
    assert Resolver(gazetteer()).resolve(city, "city", country).id == expected
