"""Ties from claims: states hold over intervals, occasions happen, contradictions are kept side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.claims import Claim
from graph.judgements import Judgements
from graph.model import Entity, Mode, Resolved, Statement, Tie
from graph.occasions import agree
from graph.resolution import resolve_all
from graph.tie_building import build_ties, tie_id
from tests.graph.fakes import FakeGazetteer, FakeResolver, document, mention, st

DOCUMENTS = [document("a.txt"), document("b.txt")]


def resolve(*statements: Statement) -> Resolved:
    gazetteer = FakeGazetteer()
    return resolve_all(DOCUMENTS, statements, gazetteer, Judgements(), FakeResolver(gazetteer))


def tie(*statements: Statement) -> Tie:
    (only,) = resolve(*statements).ties
    return only


def sister(*when: str, doc: str = "doc:a-txt", mode: Mode = Mode.DONE, **more: object) -> Statement:
    return st("Zhejiang", "SISTER_OF", "Shizuoka", *when, doc=doc, mode=mode, **more)


def test_statements_of_same_ends_type_and_kind_are_one_tie() -> None:
    made = tie(
        sister("1982", confidence=0.6, kind="sister_province"),
        st("Shizuoka", "SISTER_OF", "Zhejiang", doc="doc:b-txt", confidence=0.9, kind="sister_province"),
    )
    assert (made.subject, made.object, made.layer) == ("CN-ZJ", "JP-22", "SISTER_OF:sister_province")
    assert made.documents == ("doc:a-txt", "doc:b-txt")
    assert (made.confidence, len(made.statements), made.foreign, made.greater_china) == (0.9, 2, True, False)
    assert made.as_printed == ("Shizuoka", "Zhejiang")
    assert made.id == tie_id("JP-22", "SISTER_OF", "CN-ZJ", "sister_province")


def test_different_kinds_are_different_ties() -> None:
    made = resolve(sister(kind="sister_province"), sister(kind="partnership")).ties
    assert sorted(t.kind or "" for t in made) == ["partnership", "sister_province"]


def test_a_claim_without_kind_belongs_to_the_only_kind() -> None:
    assert tie(sister("1982", kind="sister_province"), sister("1982-04-20")).kind == "sister_province"


def test_a_claim_without_kind_stays_apart_from_several_kinds() -> None:
    made = resolve(sister(kind="sister_province"), sister(kind="partnership"), sister())
    assert sorted(t.kind or "" for t in made.ties) == ["", "partnership", "sister_province"]


@pytest.mark.parametrize(
    ("levels", "kind"),
    [
        (("first", "first"), "sister_province"),
        (("city", "city"), "sister_city"),
        (("second", "city"), "sister_city"),
        (("first", "city"), None),
        ((None, None), None),
    ],
)
def test_a_relation_that_nobody_calls_anything_has_the_kind_that_is_usual(
    levels: tuple[str | None, str | None], kind: str | None
) -> None:
    ends = {id: Entity(id, id, "ForeignSNG", level=level) for id, level in zip(("A-1", "B-1"), levels, strict=True)}
    claim = Claim(
        statement_id="st:1", document_id="doc:a", tie="SISTER_OF", kind=None, subject="A-1", object="B-1",
        mode=Mode.DONE, when=(), position=("doc:a", 0, "st:1"), printed=("A", "B"), confidence=0.9,
    )  # fmt: skip
    (made,) = build_ties([claim], ends)
    assert made.kind == kind


def test_direction_counts_where_the_type_is_not_symmetric() -> None:
    there, back = st("Zhejiang", "VISITED", "Shizuoka"), st("Shizuoka", "VISITED", "Zhejiang")
    assert {(t.subject, t.object) for t in resolve(there, back).ties} == {("CN-ZJ", "JP-22"), ("JP-22", "CN-ZJ")}


def test_greater_china_ties_are_foreign_and_marked() -> None:
    made = tie(st("Hong Kong", "COOPERATES_WITH", "Yunnan"))
    assert (made.subject, made.object, made.foreign, made.greater_china) == ("CN-YN", "CN-HK", True, True)


def test_without_a_chinese_end_the_first_printed_comes_first() -> None:
    later = st("Shizuoka", "COOPERATES_WITH", "Thailand", start=90)
    sooner = st("Thailand", "COOPERATES_WITH", "Shizuoka", start=10)
    assert tie(later, sooner).subject == "TH"


HISTORIES = [
    # statements as (mode, dates), intervals, start, end, status, contested
    ([("done", "1982")], ["1982/"], "1982", None, "unknown", False),
    ([("done", "")], [], None, None, "unknown", False),
    ([("done", "1987"), ("done", "1987-07-24")], ["1987-07-24/"], "1987-07-24", None, "unknown", False),
    ([("done", "1987"), ("done", "1987-07"), ("done", "198X")], ["1987-07/"], "1987-07", None, "unknown", False),
    ([("done", "1981"), ("done", "1985")], ["1981/", "1985/"], "1981", None, "unknown", True),
    ([("done", "1987-03"), ("done", "1987-09"), ("done", "1987")], ["1987-03/", "1987-09/"], "1987-03", None, "unknown",
     True),
    ([("done", "1987~"), ("done", "1988")], ["1988/"], "1988", None, "unknown", False),
    ([("done", "1987~"), ("done", "1987")], ["1987/"], "1987", None, "unknown", False),
    ([("done", "1987~"), ("done", "1990")], ["1987~/", "1990/"], "1987~", None, "unknown", True),
    ([("done", "1978/1979 1989/1997 2006/..")], ["1978/1979", "1989/1997", "2006/.."], "1978", None, "active", False),
    ([("done", "1978/1979"), ("done", "1989/1997")], ["1978/1979", "1989/1997"], "1978", "1997", "ended", False),
    ([("done", "1978/1979 1989/1997"), ("done", "1978")], ["1978/1979", "1989/1997"], "1978", "1997", "ended", False),
    ([("done", "1978/1979"), ("done", "1978-05")], ["1978-05/1979"], "1978-05", "1979", "ended", False),
    ([("done", "1978/1990"), ("done", "1985")], ["1978/1990", "1985/"], "1978", None, "unknown", True),
    ([("done", "1978/1990"), ("done", "1980/1995")], ["1978/1990", "1980/1995"], "1978", "1995", "ended", True),
    ([("done", "1978/1979"), ("done", "1979/1985")], ["1978/1979", "1979/1985"], "1978", "1985", "ended", False),
    ([("done", "2006/.."), ("done", "2006/2010")], ["2006/2010"], "2006", "2010", "ended", False),
    ([("done", "2006/.."), ("done", "2006")], ["2006/.."], "2006", None, "active", False),
    ([("done", "1981"), ("ended", "1999")], ["1981/1999"], "1981", "1999", "ended", False),
    ([("done", "1981"), ("ended", "1999"), ("ended", "1999-05-03")], ["1981/1999-05-03"], "1981", "1999-05-03", "ended",
     False),
    ([("done", "1981"), ("ended", "1999"), ("done", "2006")], ["1981/1999", "2006/"], "1981", None, "unknown", False),
    ([("done", "1981"), ("ended", "1999"), ("ended", "2003")], ["/2003", "1981/1999"], "1981", "2003", "ended", True),
    ([("done", "1981"), ("ended", "")], ["1981/"], "1981", None, "ended", False),
    ([("ended", "1999")], ["/1999"], None, "1999", "ended", False),
    ([("ended", "1999"), ("done", "2006/..")], ["/1999", "2006/.."], "2006", None, "active", False),
    ([("ended", "1981/1999")], ["1981/1999"], "1981", "1999", "ended", False),
]  # fmt: skip


@pytest.mark.parametrize(("said", "intervals", "start", "end", "status", "contested"), HISTORIES)
def test_history_of_a_state(
    said: list[tuple[str, str]], intervals: list[str], start: str, end: str, status: str, contested: bool
) -> None:
    statements = [sister(*when.split(), mode=Mode(mode), text=f"sentence {at}") for at, (mode, when) in enumerate(said)]
    made = tie(*statements)
    assert [interval.when for interval in made.intervals] == intervals
    assert (made.start, made.end, made.status, made.contested) == (start, end, status, contested)
    assert tie(*reversed(statements)) == made
    assert bool(made.contradictions) == contested


def test_a_contradiction_names_dates_and_documents() -> None:
    (line,) = tie(sister("1981"), sister("1985", doc="doc:b-txt")).contradictions
    assert line == "1981/ (doc:a-txt) does not agree with 1985/ (doc:b-txt)"


def test_each_interval_lists_its_statements() -> None:
    vague, fine = sister("1987"), sister("1987-07-24")
    assert tie(vague, fine).intervals[0].statements == tuple(sorted((vague.id, fine.id)))


def trade(value: float | None, *when: str, **more: object) -> Statement:
    return st("Yunnan", "TRADES_WITH", "Thailand", *when, value=value, unit="USD", currency="USD", **more)


def dates(made: Tie) -> list[str | None]:
    return [occasion.date for occasion in made.occasions]


def test_a_second_date_is_a_second_occasion() -> None:
    made = tie(st("Yunnan", "VISITED", "Thailand", "1995"), st("Yunnan", "VISITED", "Thailand", "1993-05"))
    assert (dates(made), made.start, made.contested) == (["1993-05", "1995"], "1993-05", False)


def test_a_vague_date_is_the_only_finer_occasion_it_may_be() -> None:
    made = tie(st("Yunnan", "VISITED", "Thailand", "1995"), st("Yunnan", "VISITED", "Thailand", "1995-05"))
    assert dates(made) == ["1995-05"]


def test_a_vague_date_that_may_be_two_occasions_joins_neither() -> None:
    made = tie(*(st("Yunnan", "VISITED", "Thailand", when) for when in ("1995", "1995-05", "1995-09")))
    assert sorted(date or "" for date in dates(made)) == ["1995", "1995-05", "1995-09"]
    assert all(len(occasion.statements) == 1 for occasion in made.occasions)


def test_an_undated_visit_supports_the_only_dated_one() -> None:
    made = tie(st("Yunnan", "VISITED", "Thailand"), st("Yunnan", "VISITED", "Thailand", "1995"))
    assert dates(made) == ["1995"]
    assert len(made.occasions[0].statements) == 2


def test_undated_visits_alone_are_one_undated_occasion() -> None:
    made = tie(st("Yunnan", "VISITED", "Thailand"), st("Yunnan", "VISITED", "Thailand", text="again"))
    assert dates(made) == [None]


def test_values_belong_to_their_year() -> None:
    made = tie(trade(10, "2001"), trade(20, "2002"), trade(None, "2002", text="traded in 2002"))
    assert [(o.date, o.value, len(o.statements)) for o in made.occasions] == [("2001", 10, 1), ("2002", 20, 2)]
    assert not made.contested


def test_two_values_of_one_year_contradict_each_other() -> None:
    made = tie(trade(10, "2001"), trade(14, "2001", doc="doc:b-txt"))
    assert [o.value for o in made.occasions] == [10, 14]
    assert made.contradictions == ("2001: 10 USD USD (doc:a-txt) does not agree with 14 USD USD (doc:b-txt)",)


def test_flows_are_apart_and_seen_from_the_shown_end() -> None:
    ahead = trade(10, "2001", flow="export")
    back = st("Thailand", "TRADES_WITH", "Yunnan", "2001", value=10, unit="USD", currency="USD", flow="import")
    other = trade(7, "2001", flow="import")
    made = tie(ahead, back, other)
    assert made.subject == "CN-YN"
    assert [(o.flow, o.value, len(o.statements)) for o in made.occasions] == [("export", 10, 2), ("import", 7, 1)]
    assert not made.contested


def test_value_and_share_of_one_flow_are_one_occasion() -> None:
    share = st("Yunnan", "TRADES_WITH", "Thailand", "2001", share=5.0)
    assert [(o.value, o.share) for o in tie(trade(10, "2001"), share).occasions] == [(10, 5.0)]


def test_a_year_and_its_month_with_different_values_are_two_occasions() -> None:
    made = tie(trade(10, "2001"), trade(1, "2001-05"))
    assert [o.value for o in sorted(made.occasions, key=lambda o: o.date or "")] == [10, 1]
    assert not made.contested


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [(10.0, 10.0, True), (None, 3.0, True), (1.2e9, 1.23e9, True), (1.23e9, 1.2e9, True), (1.2e9, 1.26e9, False),
     (100.0, 140.0, False), (0.0, 1.0, False), (12.3e6, 12_345_678.0, True), (10.0, 14.0, False)],
)  # fmt: skip
def test_rounded_figures_agree(one: float | None, other: float | None, same: bool) -> None:
    assert agree(one, other) is same


def test_a_state_keeps_its_values_apart_from_its_interval() -> None:
    made = tie(st("Zhejiang", "OWNS", mention("Geely Group", "Enterprise", provisional=True), "2005", share=51.0))
    assert [i.when for i in made.intervals] == ["2005/"]
    assert [(o.date, o.share) for o in made.occasions] == [("2005", 51.0)]


def test_an_ended_occasion_gives_the_end_and_no_occasion() -> None:
    over = st("Yunnan", "TRADES_WITH", "Thailand", "2003", mode=Mode.ENDED)
    made = tie(trade(10, "2001"), over)
    assert (dates(made), made.end, made.status) == (["2001"], "2003", "ended")


def test_most_stated_sector_wins_then_the_first_by_name() -> None:
    assert tie(sister("1982", sector="trade"), sister(sector="culture")).sector == "culture"
    assert tie(*(sister(sector=s, text=str(i)) for i, s in enumerate(("trade", "culture", "trade")))).sector == "trade"


def test_the_manner_is_the_kind_where_the_schema_says_so() -> None:
    assert tie(st("Yunnan", "INFLUENCES", "Thailand", manner="lobbying")).layer == "INFLUENCES:lobbying"


DATES = some.sampled_from(["1981", "1985", "1985-07", "198X", "1978/1990", "1981/..", "1999", "/1999", ""])
SAID = some.lists(some.tuples(DATES, some.sampled_from([Mode.DONE, Mode.ENDED])), min_size=1, max_size=7)


@given(SAID, some.randoms(use_true_random=False), some.sampled_from(["SISTER_OF", "COOPERATES_WITH", "VISITED"]))
def test_any_order_of_statements_gives_the_same_tie(said: list[tuple[str, Mode]], random: object, type_: str) -> None:
    statements = [
        st("Zhejiang", type_, "Shizuoka", *filter(None, [when]), mode=mode, text=str(at), start=at % 3)
        for at, (when, mode) in enumerate(said)
    ]
    mixed = list(statements)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert resolve(*mixed).ties == resolve(*statements).ties


@given(SAID)
def test_a_state_always_tells_its_start_and_contradictions(said: list[tuple[str, Mode]]) -> None:
    made = tie(*(sister(*filter(None, [when]), mode=mode, text=str(at)) for at, (when, mode) in enumerate(said)))
    assert made.contested == bool(made.contradictions)
    stated = {id for interval in made.intervals for id in interval.statements}
    assert stated <= set(made.statements)
    assert len(made.statements) == len(said)
