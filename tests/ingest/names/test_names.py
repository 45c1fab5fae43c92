"""Names in prose: policy, ambiguity, proper names, definitions, joint spans."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.gazetteer import Gazetteer
from graph.matcher import Matcher
from graph.resolve import Resolver
from ingest.names.defined import find_definitions
from ingest.names.find import NameFinder
from ingest.names.name import Context, Name
from ingest.names.proper import find_proper_names


@lru_cache(maxsize=1)
def finder() -> NameFinder:
    gazetteer = Gazetteer.load()
    return NameFinder(gazetteer, Matcher(gazetteer), Resolver(gazetteer))


def names(text: str, context: Context | None = None) -> list[Name]:
    found = finder().find(text, context or Context(country="CN"))
    for name in found:
        assert text[name.start : name.end] == name.printed
    return found


def ids(text: str, context: Context | None = None) -> list[str]:
    return [n.entity or n.form for n in names(text, context)]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Yunnan and Laos agreed.", ["CN-YN", "LA"]),
        ("It lies in the Netherlands.", ["NL"]),
        ("Officials of the US came to help us.", ["US"]),
        ("A nice day for reading in march.", []),
        ("China Daily and the Kyoto Protocol", ["Kyoto Protocol"]),
        ("Zhejiang Province, not Zhenjiang City", ["CN-ZJ", "Zhenjiang"]),
        ("Jilin City is in Jilin Province.", ["Jilin City", "CN-JL"]),
        ("Guinea-Bissau is not Guinea, nor Equatorial Guinea, nor Papua New Guinea.", ["GW", "GN", "GQ", "PG"]),
        ("Niger borders Nigeria.", ["NE", "NG"]),
        ("Shanxi and Shaanxi are two provinces.", ["CN-SX", "CN-SN"]),
        ("North Korea and South Korea", ["KP", "KR"]),
    ],
)
def test_places_are_found_by_the_policy_of_prose(text: str, entities: list[str]) -> None:
    known = Gazetteer.load()
    found = ids(text)
    for got, wanted in zip(found, entities, strict=False):
        entity = known.get(got)
        assert wanted in (got, entity.name if entity else "", f"{entity.name} City" if entity else "")
    places = [n for n in names(text) if n.kind in ("Province", "LocalGovernment", "ForeignSNG", "State")]
    if entities and "-" not in "".join(entities):
        assert len(places) <= len(entities)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Suzhou in Anhui is small.", "CN-AH"),
        ("Suzhou, Jiangsu, is large.", "CN-JS"),
        ("Anhui's Suzhou is small.", "CN-AH"),
    ],
)
def test_homonyms_are_told_apart_by_what_contains_them(text: str, inside: str) -> None:
    known = Gazetteer.load()
    found = [n for n in names(text) if "Suzhou" in n.printed]
    assert len(found) == 1
    assert inside in known.ancestors(str(found[0].entity))


def test_a_name_keeps_its_meaning_within_the_document() -> None:
    context = Context(country="CN")
    first = [n.entity for n in names("Suzhou in Anhui grew.", context) if "Suzhou" in n.printed]
    again = [n.entity for n in names("Suzhou grew again.", context)]
    assert first == again


def test_spellings_of_one_document_are_learnt_where_their_country_stands() -> None:
    context = Context(country="CN")
    assert "JP-22" in ids("It signed with Shizuoko in Japan.", context)
    assert ids("Shizuoko agreed.", context) == ["JP-22"]
    assert ids("Shizuoko agreed.") == []


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The Yunnan Foreign Affairs Office wrote.", "CN-YN"),
        ("The Lao Cai Province People's Committee wrote.", "VN-02"),
        ("President Nixon wrote.", "US"),
        ("Zhou Enlai wrote.", "CN"),
    ],
)
def test_offices_and_office_holders_stand_for_their_place(text: str, entity: str) -> None:
    found = names(text)
    assert [n.entity for n in found] == [entity]
    assert found[0].stands_for


def test_a_nationality_is_no_end_by_itself() -> None:
    found = names("Laotian officials and Thai farmers")
    assert [(n.entity, n.demonym) for n in found] == [("LA", True), ("TH", True)]


def test_places_are_never_provisional() -> None:
    text = "Zorgovia, Blumland City and the Province of Krantz met at the Krantz Tea Fair."
    assert [(n.printed, n.kind, n.provisional) for n in names(text)] == [("Krantz Tea Fair", "Event", True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Yiwu Toy and Textile Fair opened", [("Yiwu Toy and Textile Fair", "Event")]),
        ("the Wuhu Tea Expo and the Wuhu Silk Expo", [("Wuhu Tea Expo", "Event"), ("Wuhu Silk Expo", "Event")]),
        ("the Forum on Border Trade met", [("Forum on Border Trade", "Event")]),
        ("the 9th China-Mongolia expo opened", [("9th China-Mongolia expo", "Event")]),
        ("Lumo Mining Co. Ltd in Huzhou", [("Lumo Mining Co. Ltd", "Enterprise")]),
        ("the Hekou-Lao Cai railway", [("Hekou-Lao Cai railway", "Project")]),
        ("the three-gates strategy of the town", [("three-gates strategy", "Policy")]),
        ("its \u2018open hands policy\u2019 failed", [("open hands policy", "Policy")]),
        (
            "the Anning-Vientiane Cooperation Working Group",
            [("Anning-Vientiane Cooperation Working Group", "Mechanism")],
        ),
        ("a meeting of officials in a port", []),
    ],
)
def test_proper_names_by_head_noun(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[p.start : p.end], p.kind) for p in find_proper_names(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Lake Region Trade Forum (LRTF) met", [("LRTF", "Lake Region Trade Forum")]),
        ("the Border Towns Committee (hereafter BTC)", [("BTC", "Border Towns Committee")]),
        ("the Fund for Rural Roads (\u201cFRR\u201d)", [("FRR", "Fund for Rural Roads")]),
        ("growth (GDP) and others (see USA)", []),
        ("foreign direct investment (FDI)", []),
    ],
)
def test_definitions(text: str, found: list[tuple[str, str]]) -> None:
    assert [(d.short, d.long) for d in find_definitions(text)] == found


def test_a_short_form_stands_for_its_long_name_later_in_the_document() -> None:
    context = Context(country="CN")
    names("The Lake Region Trade Forum (LRTF) met.", context)
    assert [(n.printed, n.form) for n in names("Yunnan joined the LRTF.", context)][1:] == [
        ("LRTF", "Lake Region Trade Forum")
    ]


@given(st.text(alphabet="ABCabc 'of-and.()Expo", max_size=120))
def test_no_text_breaks_the_search_for_names(text: str) -> None:
    for name in find_proper_names(text):
        assert 0 <= name.start < name.end <= len(text)
    assert list(find_definitions(text)) is not None


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Mira (Thailand) Investment Co., Ltd. came.", "Mira (Thailand) Investment Co., Ltd."),
        ("Its partner is Volsk Federal (Lower Don) University now.", "Volsk Federal (Lower Don) University"),
        ("Gas came from PJSC “Severnaya” that year.", "Severnaya"),
        ("A mill of PT Rimba Jaya burnt down.", "Rimba Jaya"),
        ("It bought 'Altyn' LLC's rival, “Kumis” LLC.", "Kumis"),
    ],
)
def test_a_name_holds_its_bracket_and_is_told_by_its_legal_form(text: str, printed: str) -> None:
    assert printed in [n.printed for n in names(text) if n.kind in ("Enterprise", "Organization")]


def test_a_bracket_behind_a_body_or_a_place_is_no_part_of_a_name() -> None:
    assert [n.printed for n in names("He went to (Laos) Kunming.")] == ["Laos", "Kunming"]
    found = [n.printed for n in names("The Hebei Chamber (Shijiazhuang) Hunan Chamber met.")]
    assert "Hebei Chamber (Shijiazhuang) Hunan Chamber" not in found


@pytest.mark.parametrize(
    "text",
    ["the Ministry of Agriculture and Fisheries of Kosovo", "the Ministry of Commerce of the Republic of Kazakhstan"],
)
def test_a_body_of_another_state_is_not_the_known_one(text: str) -> None:
    assert not {"org:moa-cn", "org:mofcom"} & {n.entity for n in names(text)}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("The Sonova company built a mill.", "Sonova"),
        ("The Lan Fu group from Guilin grew tea.", "Lan Fu"),
        ("It lent to Guangxi Tianhe Metallurgical in May.", "Guangxi Tianhe Metallurgical"),
        ("They built the Sekan 3 hydropower station.", "Sekan 3 hydropower station"),
        ("The study is for the Valdora Rail Link.", "Valdora Rail Link"),
    ],
)
def test_firms_and_works_are_told_by_what_stands_behind_their_name(text: str, printed: str) -> None:
    assert [n.printed for n in names(text) if n.kind in ("Enterprise", "Project")] == [printed]


@pytest.mark.parametrize(
    "text", ["The Yunnan company left.", "The Chinese firm left.", "The OECD group from Paris left."]
)
def test_a_place_or_body_is_no_firm_because_a_firm_is_named_after_it(text: str) -> None:
    assert "Enterprise" not in [n.kind for n in names(text)]


def test_a_legal_form_is_no_firm() -> None:
    text = "It deals with the following enterprises: PJSC “Orlik”, LLC “Zima”."
    assert [n.printed for n in names(text) if n.kind == "Enterprise"] == ["Orlik", "Zima"]


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Of the companies, the CEO of Veltra and the chairman of Orlun in Asia came.", ["Veltra", "Orlun"]),
        ("Among the firms, the chairman of Zambia spoke, and the chairman of Parliament.", []),
        ("The chairman of Orlun came.", []),
    ],
    ids=["officers of firms", "of a state and a house", "where no firm is spoken of"],
)
def test_firms_are_told_by_their_officers(text: str, firms: list[str]) -> None:
    assert [n.printed for n in names(text) if n.kind == "Enterprise"] == firms
