"""History, births, survival, support, names, comparison, firms and missing ties."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from graph.errors import NotFoundError, SubtiesError, UsageError
from graph.model import Entity
from queries.alike import alike
from queries.births import birth_year, births
from queries.catalogue import QUESTIONS, ask
from queries.compare import compare
from queries.firms import firms
from queries.history import history
from queries.missing import missing
from queries.present import plain
from queries.printed import names
from queries.selection import make
from queries.support import support
from tests.queries.sample import ENTITIES, ROWS, Row, pairs, sample, without, world

SUCCESSION = (
    Row("CN-YN", "TWINNED_WITH", "ZM", "medical_team", ("1974/1983",), status="ended"),
    Row("CN-HA", "TWINNED_WITH", "ZM", "medical_team", ("1985/",)),
    Row("CN-JX", "TWINNED_WITH", "ZM", "medical_team", ("1984/..",)),
)


def test_history_of_a_pair() -> None:
    answer = history(sample(), "Jiangxi", "Zambia")
    assert [(m.when, m.what, m.layer) for m in answer.moments] == [
        ("2005", "happened", "VISITED"), ("2008-03", "happened", "VISITED"), (None, "held", "TWINNED_WITH:atdc"),
    ]  # fmt: skip
    planned = history(sample(), "Yunnan", "Shizuoka")
    assert [(m.what, m.tie) for m in planned.moments] == [("planned", None)]
    with pytest.raises(NotFoundError, match="nothing is stated between Yunnan"):
        history(sample(), "Yunnan", "Zambia")
    with pytest.raises(UsageError, match="are the same"):
        history(sample(), "Yunnan", "CN-YN")


def test_who_handed_over_to_whom() -> None:
    answer = history(world(SUCCESSION), "Zambia")
    (first,) = answer.hand_overs
    assert (first.before, first.before_until, first.after, first.after_from) == ("Yunnan", "1983", "Jiangxi", "1984")
    assert (first.gap, first.stated) == (1, True)  # Jiangxi goes on: Henan took over from nobody


def test_births_and_firsts() -> None:
    answer = births(sample())
    assert {y.year: y.births for y in answer.years if y.births} == {
        1974: 1, 1978: 1, 1982: 1, 1990: 1, 1992: 2, 2001: 1, 2005: 1, 2009: 1, 2010: 1, 2011: 1,
    }  # fmt: skip
    assert [y.year for y in answer.years] == list(range(1974, 2012))
    assert answer.years[-1].total == 11
    firsts = {f.layer: (f.subject, f.object, f.start) for f in answer.firsts}
    assert firsts["TWINNED_WITH:medical_team"] == ("Henan", "Ethiopia", "1974")
    assert "5 without one left out" in answer.remarks[-2]
    assert {tie.kind for tie in sample().ties if birth_year(tie) is None} == {None, "atdc"}


def test_births_need_dates() -> None:
    with pytest.raises(NotFoundError, match="this question needs dates"):
        births(sample(), make(layers=["OWNS"]))
    assert "no test for change points is made below 10" in births(sample(), make(layers=["SISTER_OF"])).remarks[-1]


def test_survival_with_the_silent_censored() -> None:
    rows = births(world(SUCCESSION)).survival
    assert [(r.years, r.at_risk, round(r.share, 4)) for r in rows] == [(1, 2, 1.0), (5, 1, 1.0)]
    ended = [Row(f"x{at}", "SISTER_OF", "ZM0", None, (f"1990/{1990 + at}",), status="ended") for at in (2, 4, 6)]
    places = [Entity(id_, id_, "ForeignSNG", "ZM", "ZM") for id_ in ("ZM0", "x2", "x4", "x6")]
    at_five = births(world(ended, places)).survival[1]
    assert (at_five.share, at_five.ended) == (pytest.approx(1 / 3), 3)
    assert at_five.low < 1 / 3 < at_five.high


def test_support() -> None:
    answer = support(sample())
    assert answer.ties[0].contradictions == ("start: 2010, 2012",)
    assert "1 contested; 16 of 16 ties rest on one source" in answer.remarks[-1]
    by_layer = {row.layer: row for row in answer.layers}
    assert (by_layer["TWINNED_WITH:medical_team"].ties, by_layer["PARTICIPATES_IN"].undated) == (2, 2)
    one = support(sample(), "tie:CN-JX|VISITED")
    assert [(s.mode, s.when) for s in one.statements] == [("done", ("2005",)), ("done", ("2008-03",))]
    planned = support(world((*ROWS, Row("CN-YN", "SISTER_OF", "JP-22", "sister_province")),
                            planned=[Row("CN-YN", "SISTER_OF", "JP-22", "sister_province")]),
                      "tie:CN-YN|SISTER_OF|sister_province")  # fmt: skip
    assert (planned.ties[0].planned, len(planned.statements)) == (1, 2)
    with pytest.raises(UsageError, match="beginning of"):
        support(sample(), "tie:CN")
    with pytest.raises(NotFoundError, match="no tie 'nonesuch'"):
        support(sample(), "nonesuch")


def test_names_as_printed() -> None:
    resolved = sample()
    first = next(s for s in resolved.statements.values() if s.subject.printed == "Henan")
    other = replace(first, subject=replace(first.subject, printed="Honan"))
    answer = names(replace(resolved, statements={**resolved.statements, first.id: other}), "Henan")
    assert [(row.printed, row.usual) for row in answer.printed] == [("Henan", True), ("Honan", False)]
    russia = Entity("RU", "Russia", "State", "RU", "RU")
    renamed = names(replace(resolved, entities={**resolved.entities, "RU": russia}), "Russia")
    assert ("Soviet Union", "Russia") in [(s.before, s.after) for s in renamed.successions]
    with pytest.raises(NotFoundError, match="no statement names Wales"):
        names(resolved, "GB-WLS")


def test_two_places() -> None:
    answer = compare(sample(), "Yunnan", "Henan")
    assert [(h.what, h.where) for h in answer.held if h.where == "both"] == [
        ("Greater Mekong Subregion", "both"), ("Tumen River Area Development Programme", "both"),
    ]  # fmt: skip
    layer = next(row for row in answer.layers if row.layer == "PARTICIPATES_IN")
    assert (layer.one, layer.other) == (2, 2)
    assert answer.sides[0].jaccard == pytest.approx(2 / 9)


def test_two_periods_and_two_sources() -> None:
    answer = compare(sample(), "1980-1999", "2000-")
    assert [side.ties for side in answer.sides] == [7, 11]
    assert "4 undated ties in no period" in answer.remarks[1]
    assert [side.side for side in compare(sample(), "1990", "2010").sides] == ["1990", "2010"]
    with pytest.raises(UsageError, match="both sides are 1980 to 1999"):
        compare(sample(), "1980..1999", "1980 to 1999")
    sources = compare(sample(), "source:teams", "source:notes")
    assert [(side.ties, side.shared) for side in sources.sides] == [(3, 0), (13, 0)]


@pytest.mark.parametrize(
    ("one", "other", "error", "words"),
    [
        ("Yunnan", "1980-1990", UsageError, "compare two of a sort"),
        ("Yunnan", "CN-YN", UsageError, "name two"),
        ("1990-1980", "2000-", UsageError, "ends before it starts"),
        ("source:", "source:x", UsageError, "which source"),
        ("teams.txt", "notes.md", UsageError, "compared as source:teams.txt"),
        ("source:teams", "source:nonesuch", NotFoundError, "no ties of source nonesuch"),
        ("1900-1950", "2000-", NotFoundError, "4 undated ties in no period"),
    ],
)
def test_sides_that_cannot_be_compared(one: str, other: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        compare(sample(), one, other)


def gathered(together: bool) -> Any:
    """Ten firms of two provinces in ten states: those of one province all in Zambia too, or nobody anywhere twice."""
    states = [Entity(f"S{at}", f"State {at}", "State", f"S{at}", f"S{at}") for at in range(12)]
    owned = [Entity(f"org:f{at}", f"Firm {at}", "SOE", "CN", "CN") for at in range(10)]
    rows = []
    for at, firm in enumerate(owned):
        home = "CN-JX" if at < 5 else "CN-YN"
        rows.append(Row(home, "OWNS", firm.id))
        rows.append(Row(firm.id, "OPERATES_IN", f"S{at}", sector="mining"))
        rows.append(Row(firm.id, "OPERATES_IN", "ZM" if together and at < 5 else f"S{(at + 1) % 10}", sector="mining"))
    return world(rows, (*ENTITIES, *states, *owned))


def test_firms_that_gather() -> None:
    answer = firms(gathered(True))
    first = answer.provinces[0]
    assert (first.province, first.firms, first.meetings, first.n) == ("Jiangxi", 5, 10, 1000)
    assert first.q <= 0.05
    assert (first.ratio or 0) > 1.5
    top = answer.gatherings[0]
    assert (top.state, top.firms, top.all_firms) == ("Zambia", 5, 5)
    assert top.names == tuple(f"Firm {at}" for at in range(5))
    assert {row.sector for row in answer.gatherings} == {None, "mining"}


def test_firms_that_do_not() -> None:
    answer = firms(gathered(False), seed=2)
    assert answer.gatherings
    assert all(row.q > 0.05 for row in answer.gatherings)
    assert answer == firms(gathered(False), seed=2)
    with pytest.raises(NotFoundError, match="there is 1"):
        firms(sample())
    with pytest.raises(NotFoundError, match="known sectors: mining"):
        firms(gathered(True), sector="fishing")


def waves() -> Any:
    """Two groups of provinces; each reaches the states of its own group, the second half of the pairs later."""
    homes = [Entity(f"CN-{at:02d}", f"Home {at}", "Province", "CN", "CN") for at in range(10)]
    states = [Entity(f"S{at:02d}", f"State {at}", "State", f"S{at:02d}", f"S{at:02d}") for at in range(12)]
    rows = []
    for at, home in enumerate(homes):
        for to, state in enumerate(states):
            if at % 2 == to % 2:
                year = 1980 + to if (at + to // 2) % 3 else 2000 + to
                rows.append(Row(home.id, "TWINNED_WITH", state.id, "medical_team", (f"{year}/",)))
    return world(rows, (*homes, *states))


def test_prediction_beats_degree_where_groups_part() -> None:
    answer = missing(waves(), split=2000)
    quality = {row.method: row for row in answer.quality}
    assert quality["neighbours"].auc > 0.95
    assert quality["degree"].auc < 0.7
    assert quality["neighbours"].ap > quality["neighbours"].ap_random
    assert any("combined is better than degree" in note for note in answer.remarks)
    assert quality["neighbours"].positives == 20


def test_a_unit_and_its_own_state_are_no_missing_tie() -> None:
    states = [Entity(id, id, "State", id, id) for id in ("AA", "BB", "CC", "DD")]
    homes = [Entity(f"{s.id}-{n}", f"{s.id} {n}", "ForeignSNG", s.id, s.id) for s in states for n in range(3)]
    rows = [
        Row(home.id, "TWINNED_WITH", state.id, "medical_team", (f"{1980 + at % 7 * 5}/",))
        for at, (home, state) in enumerate((h, s) for h in homes for s in states)
        if home.country != state.id and at % 5
    ]
    answer = missing(world(rows, (*homes, *states)), rank=["ForeignSNG"], top=100)
    pairs = {(row.unit_id[:2], row.state_id) for row in answer.missing}
    assert pairs
    assert not [pair for pair in pairs if pair[0] == pair[1]]
    assert answer.quality
    assert all(row.candidates <= len(answer.missing) + row.positives for row in answer.quality)


def test_units_of_other_countries_are_offered_where_there_are_no_provinces() -> None:
    rows = [Row(unit, "SISTER_OF", state) for unit, state in (("JP-22", "TH"), ("ET-AA", "TH"), ("JP-22", "ZM"))]
    with pytest.raises(NotFoundError, match="has 0 of kind Province; --rank ForeignSNG takes 2"):
        alike(world(rows))
    assert alike(world(rows), rank=["ForeignSNG"]).pairs
    with pytest.raises(NotFoundError, match=r"has 2 of kind ForeignSNG$"):
        missing(world(rows), "Shizuoka")


def test_prediction_says_when_it_cannot_be_tested() -> None:
    answer = missing(sample(), rank=["Province"])
    assert answer.quality == ()
    assert any("it needs dates" in note for note in answer.remarks)
    with pytest.raises(NotFoundError, match="at least 3 actors"):
        missing(sample(), None, make(layers=["SISTER_OF"]))
    with pytest.raises(UsageError, match="split between"):
        missing(waves(), split=1900)
    with pytest.raises(UsageError, match="not a method"):
        missing(sample(), method="oracle")


TRIED: dict[str, list[list[str]]] = {
    "ties": [["Yunnan"]], "reach": [["Zambia"]], "overlap": [[], ["TWINNED_WITH", "SISTER_OF"]],
    "concentration": [["Yunnan"], ["all", "Africa"]], "history": [["Yunnan"], ["Jiangxi", "Zambia"]],
    "mechanisms": [[], ["GMS"]], "support": [[]], "path": [["Yunnan", "Zambia"]], "firms": [[]],
    "missing": [[], ["Yunnan"]], "names": [["Yunnan"]], "compare": [["Yunnan", "Henan"], ["1980-1999", "2000-"]],
}  # fmt: skip
WORLDS = {
    "sample": sample(),
    "one pair": pairs([("a", "b")]),
    "one node": pairs([("a", "a")]),
    "one tie": world([Row("CN-YN", "TWINNED_WITH", "ZM", "atdc")]),
    "nothing": without(sample(), *(tie.id for tie in sample().ties)),
    "firms": gathered(True),
}


def answered(resolved: Any, name: str, arguments: list[str], options: dict[str, Any]) -> tuple[Any, str]:
    """The tables of an answer, or the line that says why there is none."""
    try:
        return ask(resolved, name, arguments, options).tables(), ""
    except SubtiesError as error:
        return None, str(error)


@pytest.mark.parametrize("resolved", WORLDS.values(), ids=WORLDS)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_no_question_gives_nan_or_a_traceback(question: Any, resolved: Any) -> None:
    for arguments in TRIED.get(question.name, [[]]):
        conditions: list[dict[str, Any]] = [{}, {"year": 1985}, {"layers": ["BORDERS"]}, {"first": 1900, "last": 1901}]
        for options in conditions if "CN-YN" in resolved.entities else conditions[:1]:
            if "permutations" in {option.name for option in question.options}:
                options = {**options, "permutations": 99}
            tables, said = answered(resolved, question.name, arguments, options)
            if tables is None:
                assert "\n" not in said
                assert len(said) > 20
                continue
            assert any(tables.values())
            for row in (row for rows in tables.values() for row in rows):
                values = plain(row).values() if not isinstance(row, dict) else row.values()
                assert all(not isinstance(value, float) or math.isfinite(value) for value in values)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_the_same_seed_gives_the_same_answer(question: Any) -> None:
    arguments = TRIED.get(question.name, [[]])[0]
    resolved = WORLDS["firms"] if question.name == "firms" else WORLDS["sample"]
    assert ask(resolved, question.name, arguments) == ask(resolved, question.name, arguments)
