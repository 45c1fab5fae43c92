"""Explain: from a tie to its sentences, from a name to its judgements."""

from __future__ import annotations

import pytest

from graph.errors import NotFoundError, UsageError
from graph.explain import EntityExplanation, Evidence, Explanation, NameExplanation, TieExplanation, explain
from graph.judgements import Judgement, Judgements, judgement_of
from graph.model import Mode, Resolved
from graph.resolution import resolve_all
from tests.graph.fakes import FakeGazetteer, FakeResolver, document, mention, st

LATE = st("Yunnan", "VISITED", "Thailand", "1991", text="The later sentence.", start=90)
EARLY = st("Yunnan", "VISITED", mention("THAILAND"), "1992", text="The earlier sentence.", start=10)
PLANNED = st("Yunnan", "VISITED", "Thailand", "1999", mode=Mode.PLANNED)
REJECTED = st("Yunnan", "VISITED", "Thailand", "1888")
TOWN = st("Yunnan", "VISITED", mention("Springfield", "ForeignSNG", "US"))
HERE = st("Yunnan", "VISITED", "Springfield", doc="doc:b-txt")
JUDGEMENTS: tuple[Judgement, ...] = (
    judgement_of("statement", REJECTED.id, "", "reject", why="a misprint"),
    judgement_of("name", "springfield|||doc:b-txt", "geonames:2", "same", why="a town of the north"),
)


@pytest.fixture
def found() -> Resolved:
    gazetteer = FakeGazetteer()
    return resolve_all(
        [document("a.txt"), document("b.txt")], [LATE, EARLY, PLANNED, REJECTED, TOWN, HERE], gazetteer,
        Judgements(JUDGEMENTS), FakeResolver(gazetteer),
    )  # fmt: skip


def ask(found: Resolved, what: str) -> Explanation:
    return explain(found, Judgements(JUDGEMENTS), what)


def test_a_tie_leads_to_its_sentences_in_the_order_of_the_text(found: Resolved) -> None:
    (tie,) = [tie for tie in found.ties if tie.object == "TH"]
    told = ask(found, tie.id)
    assert isinstance(told, TieExplanation)
    assert (told.subject.name, told.object.name) == ("Yunnan", "Thailand")
    assert [e.statement.text for e in told.evidence] == ["The earlier sentence.", "The later sentence."]
    first = told.evidence[0]
    assert (first.document.name, first.outcome, first.statement.rule) == ("a.txt", "tie", "test")
    assert [(m.role, m.mention.printed, m.entity.id if m.entity else None) for m in first.meant] == [
        ("subject", "Yunnan", "CN-YN"), ("object", "THAILAND", "TH"),
    ]  # fmt: skip
    assert {(e.outcome, e.judgement.why if e.judgement else "") for e in told.aside} == {
        ("planned", ""), ("rejected", "a misprint"),
    }  # fmt: skip


@pytest.mark.parametrize("cut", [slice(None, 12), slice(4, 12)])
def test_the_start_of_an_id_is_enough(found: Resolved, cut: slice) -> None:
    told = ask(found, found.ties[0].id[cut])
    assert isinstance(told, TieExplanation)
    assert told.tie == found.ties[0]


def test_a_start_that_fits_several_is_said(found: Resolved) -> None:
    with pytest.raises(UsageError, match="give more of the id"):
        ask(found, "tie:")
    with pytest.raises(NotFoundError):
        ask(found, "tie:zzz")
    with pytest.raises(NotFoundError):
        ask(found, "st:zzz")


def test_a_statement(found: Resolved) -> None:
    told = ask(found, REJECTED.id)
    assert isinstance(told, Evidence)
    assert (told.outcome, told.judgement) == ("rejected", JUDGEMENTS[0])


def test_a_name_leads_to_each_context_and_its_judgements(found: Resolved) -> None:
    told = ask(found, "SPRINGFIELD")
    assert isinstance(told, NameExplanation)
    assert [(use.key, use.decision.id, use.statements) for use in told.uses] == [
        ("springfield|ForeignSNG|US|*", None, (TOWN.id,)),
        ("springfield|||doc:b-txt", "geonames:2", (HERE.id,)),
    ]
    assert [c.id for c in told.uses[0].decision.candidates] == ["geonames:1", "geonames:2"]
    assert told.uses[1].judgements == (JUDGEMENTS[1],)
    one = ask(found, "springfield|||doc:b-txt")
    assert isinstance(one, NameExplanation)
    assert len(one.uses) == 1


def test_a_name_that_nothing_uses_is_said_with_near_ones(found: Resolved) -> None:
    with pytest.raises(NotFoundError, match="there are Springfield"):
        ask(found, "Spring")
    with pytest.raises(NotFoundError, match="subties resolve 'Peru'"):
        ask(found, "Peru")


def test_an_entity_leads_to_what_was_printed_for_it(found: Resolved) -> None:
    told = ask(found, "TH")
    assert isinstance(told, EntityExplanation)
    assert told.printed == (("Thailand", 3), ("THAILAND", 1))
    assert len(told.ties) == 1
    other = ask(found, "geonames:2")
    assert isinstance(other, EntityExplanation)
    assert other.judgements == (JUDGEMENTS[1],)
