"""Triggers as data: loading, checking, finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from graph.schema import schema
from ingest.triggers.files import load_triggers
from ingest.words.forms import noun_forms, verb_forms


def ids(text: str) -> set[str]:
    return {h.trigger.id for h in load_triggers().find(text.split())}


def test_every_required_tie_type_has_triggers() -> None:
    stated = {t.tie for t in load_triggers().all}
    needed = {
        "SISTER_OF", "TWINNED_WITH", "VISITED", "PARTICIPATES_IN", "MEMBER_OF", "HOSTS", "TRADES_WITH",
        "INVESTS_IN", "OPERATES_IN", "BASED_IN", "OWNS", "COOPERATES_WITH", "AIDS", "FUNDS", "SUPPLIES",
        "ESTABLISHED", "REPRESENTED_IN", "PART_OF", "IMPLEMENTS", "INFLUENCES", "BORDERS", "CONFLICTS_WITH",
    }  # fmt: skip
    assert needed <= stated <= set(schema().ties)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("they visited it", "visit"),
        ("sister - city relations with", "sister-relation"),
        ("took part in", "participate"),
        ("carried out the", "implement"),
        ("is headquartered in", "based-in"),
        ("its exports to", "export-noun"),
        ("diplomatic ties with", "diplomatic-relations"),
    ],
)
def test_inflected_words_and_phrases_are_found(text: str, trigger: str) -> None:
    assert trigger in ids(text)


def test_the_longest_phrase_hides_its_parts() -> None:
    assert "trade-noun" not in ids("a free trade zone with")
    hits = [h for h in load_triggers().find(["diplomatic", "relations", "with"]) if h.trigger.id == "relations"]
    assert hits == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("- {id: x, tie: LIKES, verb: [like], patterns: [subj > obj]}", "not a tie type"),
        ("- {id: x, tie: VISITED, verb: [see], patterns: [subj > nowhere]}", "known role"),
        ("- {id: x, tie: VISITED, verb: [see], patterns: [subj to obj]}", "not a pattern"),
        ("- {id: x, tie: VISITED, patterns: [subj > obj]}", "give it words"),
        ("- {id: x, verb: [see], patterns: [subj > obj]}", "needs id, tie and patterns"),
        ("- {id: x, tie: VISITED, verb: [see], colour: red, patterns: [subj > obj]}", "unknown keys colour"),
        ("- {id: x, tie: SISTER_OF, verb: [see], patterns: [subj > obj], ends: {subject: [Event]}}", "allows none"),
        ("- {id: x, tie: SISTER_OF, verb: [see], patterns: [subj > obj], ends: {subject: [Planet]}}", "unknown kinds"),
        ("- {id: x, tie: VISITED, verb: [see], sector: fun, patterns: [subj > obj]}", "unknown sector"),
        ("- [broken", "not valid YAML"),
    ],
)
def test_a_users_trigger_that_does_not_fit_is_refused_with_its_place(tmp_path: Path, body: str, said: str) -> None:
    (tmp_path / "mine.yaml").write_text(f"triggers:\n  {body}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.yaml") as caught:
        load_triggers(tmp_path)
    assert said in str(caught.value)


def test_a_users_trigger_adds_or_replaces(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "triggers:\n"
        "  - {id: visit, tie: VISITED, verb: [behold], patterns: [subj > obj]}\n"
        "  - {id: serenade, tie: COOPERATES_WITH, verb: [serenade], patterns: [subj > obj]}\n",
        encoding="utf-8",
    )
    triggers = load_triggers(tmp_path)
    assert "visit" not in {h.trigger.id for h in triggers.find(["visited"])}
    assert {h.trigger.id for h in triggers.find(["beholding"])} == {"visit"}
    assert {h.trigger.tie for h in triggers.find(["serenaded"])} == {"COOPERATES_WITH"}


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("visit", {"visit", "visits", "visiting", "visited"}),
        ("hold", {"hold", "holds", "holding", "held"}),
        ("carry", {"carry", "carries", "carrying", "carried"}),
        ("organize", {"organize", "organizes", "organizing", "organized"}),
        ("travel", {"travel", "travels", "traveling", "travelling", "traveled", "travelled"}),
        ("set", {"set", "sets", "setting"}),
    ],
)
def test_verb_forms(verb: str, forms: set[str]) -> None:
    assert verb_forms(verb) == forms


def test_noun_forms() -> None:
    assert noun_forms("city") == {"city", "cities"}
    assert noun_forms("businessman") == {"businessman", "businessmen"}


def test_a_phrase_hides_its_last_word_only_from_triggers_of_other_ties() -> None:
    assert {"sign-with", "agreements-listed"} <= ids("signed a cooperative agreement")
    found = load_triggers().find(["signed", "a", "twinning", "agreement"])
    assert "sign-with" not in {h.trigger.id for h in found}
