"""Plain sentences and the ties that they state, by category (`prose_cases.yaml`); spans; the whole reader."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from graph.gazetteer import Gazetteer
from graph.matcher import Matcher
from graph.model import Document, Mention, Statement
from graph.resolve import Resolver
from graph.schema import schema
from ingest.layout.build import layout_of
from ingest.parse.models import load_model
from ingest.prose.reader import ProseReader
from ingest.triggers.files import load_triggers
from ingest.types import Block, BlockKind, Clean, Layout

HERE = Path(__file__).parent
CASES = {  # `prose_cases_places.yaml`: category "places in_a_list"
    f"{path.stem.removeprefix('prose_cases').strip('_')} {key}".strip(): cases
    for path in sorted(HERE.glob("prose_cases*.yaml"))
    for key, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}


@lru_cache(maxsize=2)
def reader(model: str | None = None) -> tuple[ProseReader, Gazetteer, Resolver]:
    gazetteer = Gazetteer.load()
    resolver = Resolver(gazetteer)
    nlp, _ = load_model(model)
    return ProseReader(gazetteer, Matcher(gazetteer), resolver, nlp, load_triggers()), gazetteer, resolver


def layout_of_paragraphs(text: str, section: tuple[str, ...] = ()) -> Layout:
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, Clean(part, range(at, at + len(part))), section=section))
        at += len(part) + 2
    return Layout(tuple(blocks))


def read(text: str, section: tuple[str, ...] = (), model: str | None = None) -> list[Statement]:
    document = Document("doc:test", "test.txt", "", "txt", "0" * 64, text)
    return reader(model)[0].read(layout_of_paragraphs(text, section), document)[0]


def names_of(mention: Mention) -> set[str]:
    _, gazetteer, resolver = reader()
    decision = resolver.resolve(mention.form, mention.kind, mention.country, mention.within)
    entity = gazetteer.get(decision.id) if decision.id else None
    return {mention.form.lower(), *({entity.id, entity.name.lower()} if entity else ())}


def wanted(line: str) -> tuple[str, str, str, dict[str, str]]:
    words = line.split()
    extra = dict(w.split("=", 1) for w in words if "=" in w)
    words = [w for w in words if "=" not in w]
    at = next(i for i, w in enumerate(words) if w in schema().ties)
    return " ".join(words[:at]), words[at], " ".join(words[at + 1 :]), extra


def fits(statement: Statement, line: str) -> bool:
    subject, tie, object_, extra = wanted(line)
    if statement.tie != tie or statement.mode.value != extra.get("mode", "done"):
        return False
    left, right = names_of(statement.subject), names_of(statement.object)

    def is_in(name: str, names: set[str]) -> bool:
        return name in names or name.lower() in names

    ahead = is_in(subject, left) and is_in(object_, right)
    back = schema().ties[tie].symmetric and is_in(subject, right) and is_in(object_, left)
    if not (ahead or back):
        return False
    if "when" in extra and not any(w == extra["when"] or w.startswith(extra["when"]) for w in statement.when):
        return False
    return "value" not in extra or statement.value == float(extra["value"])


def right(case: dict[str, object]) -> bool:
    topic = case.get("topic")
    section = (reader()[1].get(str(topic)).name,) if topic else ()  # type: ignore[union-attr]
    statements = [s for s in read(str(case["text"]), section) if s.tie != "PART_OF" or "PART_OF" in str(case["ties"])]
    lines = [str(t) for t in case["ties"]]  # type: ignore[attr-defined]
    found = all(any(fits(s, line) for s in statements) for line in lines)
    return found and all(any(fits(s, line) for line in lines) for s in statements)


def all_cases() -> Iterator[object]:
    for category, cases in CASES.items():
        for case in cases:
            yield pytest.param(case, id=f"{category}: {case['text'][:50]}")


@pytest.mark.parametrize("case", list(all_cases()))
def test_a_plain_sentence_gives_its_ties_and_no_others(case: dict[str, object]) -> None:
    text = str(case["text"])
    shown = [(s.subject.form, s.tie, s.object.form, s.mode.value, s.when, s.rule) for s in read(text)]
    assert right(case), f"{text}\n  wanted {case['ties']}\n  read {shown}"


def test_every_printed_name_stands_at_its_span() -> None:
    text = "\n\n".join(str(case["text"]) for cases in CASES.values() for case in cases)
    statements = read(text)
    assert len(statements) > 60
    for statement in statements:
        assert text[statement.start : statement.end] == statement.text
        for mention in (statement.subject, statement.object):
            assert text[mention.start : mention.end] == mention.printed


def test_a_pronoun_is_printed_and_its_antecedent_is_meant() -> None:
    text = "Laos lies inland. It trades with Yunnan."
    statement = next(s for s in read(text) if s.tie == "TRADES_WITH")
    assert (statement.subject.printed, statement.subject.form) == ("It", "Laos")
    assert text[statement.subject.start : statement.subject.end] == "It"
    assert not [s for s in read("Laos lies inland. They trade with Yunnan.") if s.tie == "TRADES_WITH"]


def test_the_mechanism_under_which_a_tie_stands_is_kept() -> None:
    found = read("Under the framework of the GMS, Yunnan cooperated with Laos.")
    statement = next(s for s in found if (s.subject.form, s.object.form) == ("Yunnan", "Laos"))
    assert statement.tie == "COOPERATES_WITH"
    assert statement.mechanism is not None
    assert statement.mechanism.form == "GMS"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Since 1981 Jiangxi has sent medical teams to Chad.", ("1981/..",)),
        ("By 2017 the 25th Chinese medical team from Jiangxi was at work in Chad.", ()),
        ("By the end of 2009 Hunan had sister-province relations with Colorado.", ()),
        ("As of 2014, Hunan was a sister province of Colorado.", ()),
    ],
)
def test_the_date_by_which_a_state_held_is_not_its_beginning(text: str, when: tuple[str, ...]) -> None:
    assert [s.when for s in read(text) if s.tie != "PART_OF"] == [when]


def test_reading_again_gives_the_same_ids() -> None:
    text = "Yunnan borders Laos. In 1992 Yunnan joined the Greater Mekong Subregion."
    assert [s.id for s in read(text)] == [s.id for s in read(text)]
    assert len({s.id for s in read(text)}) == 2


def test_a_name_broken_by_the_page_keeps_a_span_that_holds_what_is_printed() -> None:
    before, note, after = "Sichuan exported tea to the Nether", " 12 A footnote. ", "lands in 2001."
    source = before + note + after
    offsets = [*range(len(before)), *range(len(before) + len(note), len(source))]
    layout = Layout((Block(BlockKind.PARAGRAPH, Clean(before + after, offsets)),))
    document = Document("doc:t", "t.txt", "", "txt", "0" * 64, source)
    statements = reader()[0].read(layout, document)[0]
    forms = {s.object.form for s in statements} | {s.subject.form for s in statements}
    assert any("Netherlands" in f for f in forms)
    for s in statements:
        for m in (s.subject, s.object):
            assert source[m.start : m.end] == m.printed


def test_references_and_tables_are_never_read() -> None:
    text = "Yunnan borders Laos."
    for kind in (BlockKind.REFERENCE, BlockKind.TABLE, BlockKind.CAPTION, BlockKind.HEADING):
        layout = Layout((Block(kind, Clean(text, range(len(text)))),))
        assert reader()[0].read(layout, Document("doc:t", "t", "", "txt", "0" * 64, text))[0] == []


def test_a_sentence_with_two_names_and_no_tie_is_said() -> None:
    text = "Yunnan and Laos are green."
    layout = layout_of_paragraphs(text)
    statements, unread = reader()[0].read(layout, Document("doc:t", "t", "", "txt", "0" * 64, text))
    assert statements == []
    assert [(u.what, text[u.start : u.end]) for u in unread] == [("sentence", text)]


def test_a_sentence_may_end_with_its_subject() -> None:
    text = "From Hunan to Laos came Zheng"
    unread = reader()[0].read(layout_of_paragraphs(text), Document("doc:t", "t", "", "txt", "0" * 64, text))[1]
    assert not any("fault" in u.reason for u in unread)


def test_namesakes_are_tied_as_sisters_only() -> None:
    text = "California, Mexico pledge to save water\n\nDuring his visit to California, both sides signed a pact.\n"
    document = Document("doc:t", "t", "", "txt", "0" * 64, text)
    statements = reader()[0].read(layout_of(text, "txt"), document)[0]
    assert [s for s in statements if s.subject.form == s.object.form] == []
    sisters = read("In 1931 Toledo, Spain, and Toledo, Ohio, became sister cities.")
    assert [s.tie for s in sisters if s.subject.form == s.object.form] == ["SISTER_OF"]


def test_prose_in_a_cell_takes_topic_and_year_from_its_table() -> None:
    topic = reader()[0].topic("Zhejiang")
    assert topic is not None
    text = "The provincial governor visited Shizuoka"
    document = Document("doc:t", "t", "", "txt", "0" * 64, text)
    statements, _ = reader()[0].read_clean(Clean(text, range(len(text))), document, topic=topic, when="1992")
    assert [(s.subject.form, s.tie, s.object.form, s.when) for s in statements] == [
        ("Zhejiang", "VISITED", "Shizuoka", ("1992",))
    ]


def test_prose_in_a_cell_knows_what_the_document_defined() -> None:
    text = "The Northern Gorges Trade Council (NGTC) was founded in 1998."
    document = Document("doc:t", "t", "", "txt", "0" * 64, text)
    prose, layout = reader()[0], layout_of_paragraphs(text)
    known = prose.context(layout)
    prose.read(layout, document, None, known)
    cell = "Yunnan joined the NGTC"
    statements, _ = prose.read_clean(Clean(cell, range(len(cell))), document, known=known)
    assert [(s.subject.form, s.object.form) for s in statements] == [("Yunnan", "Northern Gorges Trade Council")]


def test_a_page_with_ten_thousand_names_and_an_endless_sentence_are_one_line_each() -> None:
    many = "Yunnan visited " + ", ".join(["Laos", "Myanmar"] * 5000)
    statements, unread = reader()[0].read(layout_of_paragraphs(many), Document("doc:t", "t", "", "txt", "0" * 64, many))
    assert statements == []
    assert len(unread) == 1
    long = "Yunnan visited Laos " + "and then " * 3000
    assert reader()[0].read(layout_of_paragraphs(long), Document("doc:t", "t", "", "txt", "0" * 64, long))[0] == []


def test_events_become_provisional_and_places_never() -> None:
    statements = read("Guizhou hosted the Wuling Mountain Honey Fair in Zorgovia in 2011.")
    assert [(s.tie, s.object.form, s.object.kind, s.object.provisional) for s in statements] == [
        ("HOSTS", "Wuling Mountain Honey Fair", "Event", True)
    ]


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        ("Yunnan exported coal to Japan.", {("Yunnan", "TRADES_WITH", "Japan")}),
        ("Hunan established sister-province relations with Colorado.", {("Hunan", "SISTER_OF", "Colorado")}),
        ("The Kunming Fair was hosted by Yunnan.", {("Yunnan", "HOSTS", "Kunming Fair")}),
        ("Trade between Yunnan and Myanmar grew.", {("Yunnan", "TRADES_WITH", "Myanmar")}),
        ("Yunnan and Guizhou are green.", set()),
    ],
)
def test_without_a_model_plain_clauses_are_read_by_word_order(text: str, ties: set[tuple[str, str, str]]) -> None:
    found = {(s.subject.form, s.tie, s.object.form) for s in read(text, model="blank")}
    assert found >= ties
    assert bool(found) == bool(ties)


def test_a_labelled_list_belongs_to_the_body_named_before() -> None:
    text = "The Greater Mekong Subregion is old.\n\nMember countries: Laos, China (specifically Yunnan)"
    found = {(s.subject.form, s.tie, s.object.form) for s in read(text)}
    body = "Greater Mekong Subregion"
    assert found == {("Laos", "MEMBER_OF", body), ("China", "MEMBER_OF", body), ("Yunnan", "PARTICIPATES_IN", body)}


def test_a_bare_name_means_what_the_document_called_it_before() -> None:
    statements = read("The State of Washington is large.\n\nIn 2014 Washington and Sichuan signed an agreement.")
    found = [(s.subject.form, s.tie, s.object.form) for s in statements]
    assert found == [("Washington", "COOPERATES_WITH", "Sichuan")]


def test_a_date_told_aside_dates_nothing_of_the_next_sentence() -> None:
    said = "The Boao Forum, which was formed in 2001, draws many leaders. On March 26 Hainan's governor visited Italy."
    (visit,) = (s for s in read(said) if s.tie == "VISITED")
    assert not visit.when
    said = "The Boao Forum was formed in 2001. On March 26 Hainan's governor visited Italy."
    (visit,) = (s for s in read(said) if s.tie == "VISITED")
    assert visit.when == ("2001-03-26",)
