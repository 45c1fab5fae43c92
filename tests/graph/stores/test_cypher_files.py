"""The shipped Cypher files: headers and templates; what they answer is tested with the demonstration graph."""

from __future__ import annotations

import re

import pytest

from graph.errors import NotFoundError, SubtiesError, UsageError
from graph.schema import schema
from graph.stores.cypher_files import CypherFile, Parameter, cypher_file, cypher_files, parse

FOLDERS = ("schema", "load", "questions", "browse")
FOR_PEOPLE = [file for folder in ("questions", "browse") for file in cypher_files(folder)]


def names(file: CypherFile) -> str:
    return f"{file.folder}/{file.name}"


@pytest.mark.parametrize("file", [file for folder in FOLDERS for file in cypher_files(folder)], ids=names)
def test_headers_say_title_answer_and_parameters(file: CypherFile) -> None:
    assert file.title[0].isupper()
    assert not file.title.endswith(".")
    assert file.answers
    assert file.text
    assert ";" not in file.text
    for parameter in file.parameters:
        assert f"${parameter.name}" in file.text
        assert parameter.meaning
    for template in file.templates:
        assert f"__{template}__" in file.text


@pytest.mark.parametrize("file", FOR_PEOPLE, ids=names)
def test_files_for_people_have_an_example_for_every_parameter(file: CypherFile) -> None:
    assert all(parameter.has_example for parameter in file.parameters)
    assert not file.templates


def test_titles_are_their_own() -> None:
    titles = [file.title for file in FOR_PEOPLE]
    assert len(set(titles)) == len(titles)


def test_a_path_goes_through_every_type_of_tie() -> None:
    walked = re.search(r"\[:([\w|\s]+)\*", cypher_file("browse", "path").text)
    assert walked
    assert sorted(map(str.strip, walked[1].split("|"))) == sorted(schema().ties)


def test_people_have_enough_to_begin_with() -> None:
    assert len(cypher_files("browse")) >= 25


def test_a_header_is_parsed() -> None:
    head = ("Title", "Answers: first", "  and more", 'Parameter: place = "CN": id: of a place', "Parameter: ids: all")
    file = parse("browse", "x", "".join(f"// {line}\n" for line in head) + "RETURN 1\n")
    assert (file.title, file.answers, file.text) == ("Title", "first and more", "RETURN 1")
    assert file.parameters == (Parameter("place", "id: of a place", "CN", True), Parameter("ids", "all"))
    assert file.examples() == {"place": "CN"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("RETURN 1", "first line is a comment"),
        ("//\nRETURN 1", "first line is a comment"),
        ("// Title\nRETURN 1", "does not say what it answers"),
        ("// Title\n// nonsense\nRETURN 1", "does not belong"),
        ("// Title\n// Answers: x\n// Parameter: a = nonsense\nRETURN 1", "not JSON"),
        ("// Title\n// Answers: x\n// Parameter: -\nRETURN 1", "write 'Parameter"),
    ],
)
def test_a_wrong_header_is_refused(source: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse("browse", "x", source)


@pytest.mark.parametrize("name", ["x`) DETACH DELETE n //", "Nonesuch", "", "entity", "Entity:State"])
def test_only_names_of_the_schema_are_filled_in(name: str) -> None:
    with pytest.raises(UsageError, match="neither a label nor a relationship type"):
        cypher_file("load", "entities").filled(KIND=name)


def test_every_kind_and_type_can_be_filled_in() -> None:
    for kind in schema().kinds:
        assert f"`{kind}`" in cypher_file("load", "entities").filled(KIND=kind)


def test_what_is_not_filled_in_is_told() -> None:
    with pytest.raises(UsageError, match="__TARGET__ is not filled in"):
        cypher_file("load", "relationships").filled(TYPE="HOSTS", SOURCE="Entity")


def test_a_missing_file_is_told() -> None:
    with pytest.raises((NotFoundError, SubtiesError), match="no such file"):
        cypher_file("browse", "nonesuch")
