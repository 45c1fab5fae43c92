"""People's judgements in resolution: their word wins, on names, on entities and on statements."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.judgements import Judgement, Judgements, judgement_of
from graph.ledger import Ledger
from graph.merging import merge
from graph.model import Statement
from graph.resolution import resolve_all
from tests.graph.fakes import FakeGazetteer, FakeResolver, document, mention, st
from tests.graph.test_resolution import (
    EXPO,
    ends,
    name_judgement,
    outcome,
    resolve,
    same,
)

# Judgements on names


def test_a_persons_word_on_a_name_wins() -> None:
    statement = st("Yunnan", "VISITED", mention("Springfield", "ForeignSNG", "US"))
    judgement = name_judgement("springfield|ForeignSNG|US|*", "geonames:2")
    found = resolve([statement], judgement)
    decision = found.names["springfield|ForeignSNG|US|*"]
    assert (decision.id, decision.method, decision.score) == ("geonames:2", "judgement", 1.0)
    assert judgement.id in decision.reason
    assert outcome(statement, name_judgement("thailand|||*", "JP")) == "unresolved"


def test_a_judgement_on_one_context_says_nothing_of_others() -> None:
    judgement = name_judgement("springfield|ForeignSNG|US|*", "geonames:2")
    assert ends(st("Yunnan", "VISITED", "Springfield"), judgement)[1] is None


def test_the_word_on_a_document_comes_before_that_on_all() -> None:
    here, there = (st("Yunnan", "VISITED", "Springfield", doc=doc) for doc in ("doc:a-txt", "doc:b-txt"))
    found = resolve(
        [here, there],
        name_judgement("springfield|||doc:a-txt", "geonames:1"),
        name_judgement("springfield|||*", "geonames:2"),
    )
    assert (found.ends[here.id][1], found.ends[there.id][1]) == ("geonames:1", "geonames:2")
    assert found.names["springfield|||doc:a-txt"].id == "geonames:1"
    assert found.names["springfield|||*"].id == "geonames:2"


def test_different_rules_one_out_and_unsure_leaves_the_name_open() -> None:
    assert ends(st("Yunnan", "VISITED", "Thailand"), name_judgement("thailand|||*", "TH", "different"))[1] is None
    assert ends(st("Yunnan", "VISITED", "Thailand"), name_judgement("thailand|||*", "", "unsure"))[1] is None
    assert ends(st("Yunnan", "HOSTS", EXPO), name_judgement("kunming import expo|Event||*", "", "unsure"))[1] is None


def test_a_withdrawn_judgement_does_not_count() -> None:
    judgement = replace(name_judgement("thailand|||*", "JP"), withdrawn="2024")
    assert ends(st("Yunnan", "VISITED", "Thailand"), judgement)[1] == "TH"


def test_a_judgement_may_name_an_entity_of_its_own() -> None:
    found = resolve([st("Yunnan", "HOSTS", mention("the fair"))], name_judgement("the fair|||*", "event:kunming-fair"))
    entity = found.entities["event:kunming-fair"]
    assert (entity.name, entity.kind, entity.status) == ("the fair", "Event", "known")


def test_a_judgement_that_names_nobody_leaves_the_name_open() -> None:
    found = resolve([st("Yunnan", "VISITED", "Thailand")], name_judgement("thailand|||*", "XX-99"))
    assert found.names["thailand|||*"].id is None
    assert "XX-99" in found.names["thailand|||*"].reason


def test_other_codes_of_a_place_are_taken() -> None:
    assert ends(st("Yunnan", "VISITED", "Xianggang"), name_judgement("xianggang|||*", "HK"))[1] == "CN-HK"


# Judgements on entities


def test_entities_that_are_the_same_become_one_the_known_one_first() -> None:
    found = resolve([st("Yunnan", "HOSTS", EXPO)], same("mech:gms", "event:kunming-import-expo"))
    assert found.ties[0].object == "mech:gms"
    assert "Kunming Import Expo" in found.entities["mech:gms"].aliases
    assert "event:kunming-import-expo" not in found.entities
    assert found.names["kunming import expo|Event||*"].id == "mech:gms"


def known(id: str) -> str | None:
    return id if id.isupper() else None


def test_merging_goes_through_others_and_does_not_depend_on_order() -> None:
    rows = [same("b", "c"), same("a", "b"), same("c", "D")]
    for order in (rows, rows[::-1]):
        assert merge(Judgements(tuple(order)), known).canonical == dict.fromkeys("Dabc", "D")


def test_different_keeps_whole_groups_apart_and_is_reported() -> None:
    rows = [same("a", "b"), same("c", "b"), same("a", "c", "different")]
    for order in (rows, rows[::-1]):
        found = merge(Judgements(tuple(order)), known)
        assert found.of("a") != found.of("c")
        (contradiction,) = found.contradictions
        assert rows[2].id in contradiction.judgements


def test_of_two_words_on_one_pair_the_later_counts_and_both_are_reported() -> None:
    found = merge(Judgements((same("a", "b"), same("b", "a", "different"))), known)
    assert (found.of("b"), len(found.contradictions)) == ("b", 1)
    found = merge(Judgements((same("a", "b", "different"), same("b", "a"))), known)
    assert (found.of("b"), len(found.contradictions)) == ("a", 1)


# Judgements on statements


def on_statement(statement: Statement, word: str, right: str = "") -> Judgement:
    return judgement_of("statement", statement.id, right, word)


def test_a_rejected_statement_makes_no_tie() -> None:
    weak, good = st("Yunnan", "VISITED", "Thailand", "1991"), st("Yunnan", "VISITED", "Thailand", "1992")
    found = resolve([weak, good], on_statement(weak, "reject"))
    assert found.outcome[weak.id] == "rejected"
    assert [t.statements for t in found.ties] == [(good.id,)]


def test_an_accepted_statement_is_sure() -> None:
    statement = st("Yunnan", "VISITED", "Thailand", confidence=0.3)
    assert resolve([statement], on_statement(statement, "accept")).ties[0].confidence == 1.0


def test_a_corrected_statement_changes_the_tie_and_not_itself() -> None:
    statement = st("Yunnan", "VISITED", "Thailand", "1991", value=3.0, unit="visits")
    found = resolve([statement], on_statement(statement, "change", "tie=SISTER_OF;object=JP-22;date=1987;value="))
    (tie,) = found.ties
    assert (tie.tie, tie.subject, tie.object, tie.start, tie.occasions) == ("SISTER_OF", "CN-YN", "JP-22", "1987", ())
    assert found.statements[statement.id] == statement
    assert found.ends[statement.id] == ("CN-YN", "JP-22", None)
    assert outcome(statement, on_statement(statement, "change", "mode=planned")) == "planned"
    assert outcome(statement, on_statement(statement, "change", "object=XX-99")) == "unresolved"


def test_a_corrected_end_needs_no_resolved_name() -> None:
    statement = st("Yunnan", "VISITED", "Atlantis")
    assert outcome(statement, on_statement(statement, "change", "object=event:kunming-fair")) == "not allowed"
    assert outcome(statement, on_statement(statement, "change", "object=TH")) == "tie"


def test_a_rejected_statement_stays_rejected_after_a_second_reading_of_a_changed_file(tmp_path: Path) -> None:
    bad, other = st("Yunnan", "VISITED", "Thailand", start=10), st("Yunnan", "VISITED", "Japan")
    judgements = Judgements((on_statement(bad, "reject"),))
    gazetteer = FakeGazetteer()
    with Ledger(tmp_path / "l.duckdb") as ledger:
        for sha256, said in (("1", [bad]), ("2", [replace(bad, start=99, rule="newer", confidence=0.9), other])):
            ledger.record(document(sha256=sha256), said)
            found = resolve_all(ledger.documents(), ledger.statements(), gazetteer, judgements, FakeResolver(gazetteer))
            assert found.outcome[bad.id] == "rejected"
    assert [t.object for t in found.ties] == ["JP"]
