"""The province, the two sides, the provincial government: what they stand for."""

from __future__ import annotations

import pytest

from graph.gazetteer import Gazetteer
from ingest.names.name import Context, Name
from tests.ingest.names.test_names import finder


def topic(entity_id: str) -> Name:
    entity = Gazetteer.load().get(entity_id)
    assert entity is not None
    return Name(-1, -1, entity.name, entity.name, kind=entity.kind, entity=entity.id, country=entity.country)


def stands_for(text: str, expression: str, context: Context | None = None) -> list[str | None]:
    found = finder().find(text, context or Context(country="CN"))
    return [n.entity for n in found if n.printed == expression and n.anaphor]


def _name(entity_id: str | None, wanted: str | None) -> str | None:
    """The name where a case asks for a name, else the id."""
    entity = Gazetteer.load().get(entity_id) if entity_id else None
    return entity.name if entity and entity.name == wanted else entity_id


@pytest.mark.parametrize(
    ("text", "expression", "entities"),
    [
        ("Yunnan is far off. The province trades.", "The province", ["CN-YN"]),
        ("Yunnan met Laos. The provincial government agreed.", "The provincial government", ["CN-YN"]),
        ("Yunnan met Shanghai. The provincial government agreed.", "The provincial government", ["CN-YN"]),
        ("Kunming grew. The city has a port.", "The city", ["Kunming"]),
        ("Jiangsu met Queensland; the two sides agreed.", "the two sides", ["CN-JS", "AU-QLD"]),
        ("China met Laos in Yunnan; the two countries agreed.", "the two countries", ["CN", "LA"]),
        ("Hunan and Hubei met. Both provinces agreed.", "Both provinces", ["CN-HN", "CN-HB"]),
        ("Hunan met Queensland in Perth. Both provinces agreed.", "Both provinces", ["CN-HN", "AU-QLD"]),
        ("Dalian has partners in Vladivostok and Tomsk. The two sides agreed.", "The two sides", []),
        ("Ohio met Gifu Prefecture. The two states grew.", "The two states", ["US-OH", "JP-21"]),
        ("Ohio met Bavaria. The two cities grew.", "The two cities", []),
        (
            "Jilin, Tottori and Gangwon met. The three provinces agreed.",
            "The three provinces",
            ["CN-JL", "JP-31", "KR-51"],
        ),
        ("Jilin met Tottori and Gangwon in Seoul. The three sides agreed.", "The three sides", []),
        (
            "Yunnan borders Laos, Myanmar and Vietnam. All three countries trade.",
            "All three countries",
            ["LA", "MM", "VN"],
        ),
        (
            "Nagoya and Kobe met Wuhan and Hefei. The two Japanese cities grew.",
            "The two Japanese cities",
            ["Nagoya", "Kobe"],
        ),
        ("Hunan met Ticino. The Swiss canton agreed.", "The Swiss canton", ["CH-TI"]),
        ("Hubei met Ohio. The US state agreed.", "The US state", ["US-OH"]),
        ("Hunan grew. It left the province in 2011.", "the province", ["CN-HN"]),
        ("Hunan grew. It left the province in the south.", "the province", []),
        ("Bavaria met Hunan. The former has an office in the latter.", "the latter", ["CN-HN"]),
        ("It asked the central government.", "the central government", ["CN"]),
        ("Nothing was named. The province trades.", "The province", []),
        ("Yunnan hosts the Lake Tea Expo. The expo is large.", "The expo", [None]),
    ],
)
def test_expressions_within_a_paragraph(text: str, expression: str, entities: list[str | None]) -> None:
    found = stands_for(text, expression)
    shown = [_name(entity, wanted) for entity, wanted in zip(found, entities, strict=False)]
    assert len(found) == len(entities)
    assert sorted(shown, key=str) == sorted(entities, key=str)


def test_the_section_speaks_where_the_paragraph_names_nobody() -> None:
    context = Context(country="CN", topic=topic("CN-SD"))
    assert stands_for("The provincial government agreed.", "The provincial government", context) == ["CN-SD"]


def test_the_paragraph_goes_before_the_section() -> None:
    context = Context(country="CN", topic=topic("CN-SD"))
    assert stands_for("Yunnan asked. The province agreed.", "The province", context) == ["CN-YN"]


def test_an_office_that_names_its_province_is_no_anaphor() -> None:
    assert stands_for("Gansu Provincial Governor Li came.", "Provincial Governor") == []
