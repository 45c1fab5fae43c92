"""Mappings as YAML: every key is checked, and what is written reads back the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.mapping.reading import Mapping, load_mapping, mapping_to_yaml, parse_mapping
from tests.ingest.mapping.rules import RULES

SMALL = "emit: [{tie: SISTER_OF, subject: {column: a, country: NO}, object: {column: b}}]"
LARGE = RULES.replace(
    "&unit {column: a}",
    "&unit {column: [a, c], code: k, within: CN-YN, printed: p, split: ;, take: rest, form: '{} City'}",
).replace(
    "    detail: [{column: note, label: said}]\n",
    "    detail: [{column: note, label: said}]\n"
    "    dates: {by_name: joined, intervals: [w, v], start: s, end: e, date: d}\n",
)


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("emit: []", "m.yaml, emit: is missing"),
        (
            "emit: [{tie: SISTERS, subject: {column: a}, object: {column: b}}]",
            "m.yaml, emit[1].tie: 'SISTERS' is not a tie",
        ),
        ("emit: [{tie: AIDS, subject: {column: a}, object: {col: b}}]", "emit[1].object.column: is missing"),
        ("emit: [{tie: AIDS, subject: {column: a, knd: x}, object: {column: b}}]", "emit[1].subject.knd: unknown key"),
        (
            "emit: [{tie: AIDS, subject: {column: a}, object: {column: b}, year: c}]",
            "emit[1].year: unknown key; known here",
        ),
        ("emit: [{tie: AIDS, subject: {column: a}}]", "emit[1].object: is missing"),
        ("emit: [{subject: {column: a}, object: {column: b}}]", "emit[1].tie: is missing"),
        ("emit: [{tie: AIDS, subject: {column: a, kind: Town}, object: {column: b}}]", "emit[1].subject.kind: 'Town'"),
        ("emit: [{tie: AIDS, subject: {column: a, country: QQ}, object: {column: b}}]", "'QQ' is not a country"),
        ("emit: [{tie: AIDS, subject: {column: a, split: '('}, object: {column: b}}]", "not a regular expression"),
        ("emit: [{tie: AIDS, subject: {column: a, take: two}, object: {column: b}}]", "'two' is not one of all"),
        ("emit: [{tie: AIDS, subject: {column: a, form: x}, object: {column: b}}]", "needs {} once"),
        ("emit: [{tie: AIDS, mode: maybe, subject: {column: a}, object: {column: b}}]", "emit[1].mode: 'maybe'"),
        ("emit: [{tie: AIDS, sector: tea, subject: {column: a}, object: {column: b}}]", "emit[1].sector: 'tea'"),
        (
            "emit: [{tie: AIDS, confidence: 2, subject: {column: a}, object: {column: b}}]",
            "'2' is not a number above 0",
        ),
        (
            "emit: [{tie: MEMBER_OF, subject: {column: a, kind: Event}, object: {column: b, kind: Event}}]",
            "does not join",
        ),
        ("emit: [{tie: AIDS, subject: {column: a}, object: {column: b}}]\nignore: [a]", "'a' is both used and ignored"),
        ("emit:\n - tie: AIDS\n   tie: FUNDS", "m.yaml, line 3: the key 'tie' stands twice"),
        ("emit: [", "m.yaml, line 1: not YAML"),
        ("- emit", "m.yaml: expected keys and values"),
    ],
)
def test_a_wrong_mapping_is_refused_with_file_and_key(yaml: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_mapping(yaml, "m.yaml")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("yaml", [SMALL, LARGE])
def test_written_and_read_again_a_mapping_is_the_same(yaml: str) -> None:
    mapping: Mapping = parse_mapping(yaml, "m.yaml")
    assert parse_mapping(mapping_to_yaml(mapping), "other.yaml") == mapping


def test_norway_stays_norway(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(
        "emit: [{tie: SISTER_OF, subject: {column: a, country: NO}, object: {column: b}}]", encoding="utf-8"
    )
    country = load_mapping(path).emit[0].subject.country
    assert country is not None
    assert country.constant == "NO"
    with pytest.raises(InputError, match="cannot be read"):
        load_mapping(tmp_path / "none.yaml")
