"""Reports of everything, an entity and a layer, as data and as text."""

from __future__ import annotations

import io

import pytest

from graph.errors import NotFoundError, UsageError
from queries.report import Report, report
from queries.report_text import plain_lines, write
from queries.selection import make
from tests.queries.sample import Row, sample, world

WORLD = sample()


def test_totals_of_everything() -> None:
    totals = report(WORLD).totals
    assert (totals.ties, totals.entities, totals.statements, totals.documents) == (16, 13, 18, 2)
    assert (totals.foreign, totals.greater_china, totals.domestic) == (8, 1, 7)
    assert (totals.undated, totals.contested, totals.provisional) == (4, 1, 1)
    assert (totals.planned, totals.denied) == (1, 0)


def test_layers_cover_all_ties() -> None:
    layers = report(WORLD).layers
    assert sum(layer.ties for layer in layers) == len(WORLD.ties)
    medical = next(layer for layer in layers if layer.layer == "TWINNED_WITH:medical_team")
    assert (medical.ties, medical.entities, medical.first, medical.last) == (2, 3, 1974, 1978)


def test_rankings() -> None:
    whole = report(WORLD)
    assert [(p.id, p.ties, p.partners, p.layers, p.reach) for p in whole.provinces] == [
        ("CN-YN", 6, 6, 5, 2),
        ("CN-HA", 5, 5, 3, 3),
        ("CN-JX", 3, 2, 3, 1),
        ("CN-HK", 1, 1, 1, 0),
    ]
    assert [(s.id, s.ties, s.reach) for s in whole.states] == [("ZM", 4, 2), ("ET", 2, 2), ("TH", 2, 1), ("JP", 1, 1)]
    assert [(pair.unit_id, pair.state_id) for pair in whole.multiplex] == [("CN-JX", "ZM")]


def test_units_that_are_no_provinces_of_china_are_ranked_too() -> None:
    units = {unit.id: unit.ties for unit in report(WORLD).units}
    assert set(units) == {"JP-22", "ET-AA"}
    assert all(units[id] == sum(id in (tie.subject, tie.object) for tie in WORLD.ties) for id in units)
    assert "JP-22" not in {unit.id for unit in report(WORLD, "Shizuoka").units}
    assert "Most connected regions and cities" in text(report(WORLD))


def test_decades_have_no_gaps_and_cover_all_ties() -> None:
    decades = [(d.start, d.ties) for d in report(WORLD).decades]
    assert decades == [(1970, 2), (1980, 1), (1990, 4), (2000, 3), (2010, 2), (None, 4)]
    assert report(world([Row("CN-YN", "OWNS", "org:cjic", None, ("19XX/",))])).decades[0].start is None


def test_contradictions_and_what_waits() -> None:
    whole = report(WORLD)
    assert [(c.subject, c.says) for c in whole.contradictions] == [("Jiangxi", ("start: 2010, 2012",))]
    assert {row.what: row.number for row in whole.waiting} == {"provisional entities": 1, "contested ties": 1}


@pytest.mark.parametrize(
    ("subject", "about", "ties", "planned"),
    [
        ("Zambia", "State", 4, 0),
        ("Yunnan", "Province", 6, 1),
        ("Japan", "State", 1, 1),
        ("GMS", "Mechanism", 3, 0),
        ("medical_team", "layer", 2, 0),
        ("SISTER_OF", "layer", 2, 1),
    ],
)
def test_of_a_subject(subject: str, about: str, ties: int, planned: int) -> None:
    part = report(WORLD, subject)
    assert (part.about, part.totals.ties, part.totals.planned) == (about, ties, planned)
    assert len(part.ties) == ties


def test_selections_apply() -> None:
    assert report(WORLD, "Yunnan", make(year=1999)).totals.ties == 2
    with pytest.raises(NotFoundError):
        report(WORLD, "Yunnan", make(year=1950))
    with pytest.raises(UsageError, match="takes no other layer"):
        report(WORLD, "SISTER_OF", make(layers=["OWNS"]))


def test_the_text_says_what_it_was_narrowed_to() -> None:
    lines = text(report(WORLD, "Yunnan", make(year=1999))).splitlines()
    assert "only in 1999" in lines
    assert "1 undated tie left out: it is not known when they held" in lines


def test_a_long_list_of_ties_is_cut_in_the_text_only() -> None:
    many = world([Row("CN-YN", "COOPERATES_WITH", "ZM", f"kind {at:03d}") for at in range(60)])
    part = report(many, "Zambia")
    assert len(part.ties) == 60
    assert "and 10 more; 'subties ties' lists them" in text(part)


def text(part: Report, terminal: bool = False) -> str:
    class Out(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    out = Out()
    write(part, out)
    return out.getvalue()


def test_plain_text_has_no_colours_and_is_the_same_each_time() -> None:
    once = text(report(WORLD))
    assert "\x1b" not in once
    assert once == text(report(WORLD))
    assert once.splitlines()[0] == "Network report"
    assert "16 ties among 13 entities, from 18 statements in 2 documents" in once
    assert "4 undated, 1 contested, 1 provisional entity" in once


def test_evidence_prints_the_sentences() -> None:
    assert "Evidence" not in text(report(WORLD, "GMS"))
    with_evidence = text(report(WORLD, "GMS", evidence=True))
    assert "notes.md, p. 1: Yunnan participates_in Greater Mekong Subregion 1992/." in with_evidence


def test_bars_stand_beside_their_numbers() -> None:
    lines = list(plain_lines(report(WORLD)))
    longest = next(line for line in lines if line.startswith("Yunnan (CN-YN)"))
    half = next(line for line in lines if line.startswith("Jiangxi (CN-JX)"))
    assert (longest.count("#"), half.count("#")) == (24, 12)


def test_a_terminal_gets_tables() -> None:
    drawn = text(report(WORLD), terminal=True)
    assert "█" in drawn
    assert "Most connected provinces" in drawn


def test_a_pair_holds_the_ties_between_the_two_and_what_lies_in_them() -> None:
    found = report(WORLD, "Jiangxi", other="Zambia", evidence=True)
    assert (found.about, found.subject, found.subject_id) == ("pair", "Jiangxi and Zambia", "CN-JX, ZM")
    expected = {
        tie.id for tie in WORLD.ties if {tie.subject, tie.object} & {"CN-JX"} and {tie.subject, tie.object} & {"ZM"}
    }
    assert {row.id for row in found.ties} == expected != set()
    assert {sentence.tie for sentence in found.sentences} == expected
    assert {row.id for row in report(WORLD, "Zambia", other="Jiangxi").ties} == expected


@pytest.mark.parametrize(
    ("one", "other", "error", "message"),
    [
        ("Yunnan", "China", UsageError, "lie apart"),
        ("Yunnan", "Yunnan", UsageError, "lie apart"),
        ("Hong Kong", "Ethiopia", NotFoundError, "no ties of Hong Kong and Ethiopia"),
        ("Yunnan", "Nowhereland", NotFoundError, "nobody is known"),
        ("Yunnan", "", UsageError, "an empty name"),
    ],
)
def test_pairs_that_are_none(one: str, other: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        report(WORLD, one, other=other)


def test_what_is_announced_is_counted_and_can_be_read() -> None:
    found = report(WORLD, evidence=True)
    assert [(row.mode, row.tie) for row in found.idle] == [("planned", "")]
    assert len(found.idle) == found.totals.planned + found.totals.denied
    assert report(WORLD).idle == ()
    lines = list(plain_lines(found))
    assert any(line.startswith("no tie: ") for line in lines)
    assert any("[planned]" in line for line in lines)


def test_the_selection_narrows_what_is_announced() -> None:
    (row,) = report(WORLD, evidence=True).idle
    for type_ in ("SISTER_OF", "VISITED", "TWINNED_WITH"):
        found = report(WORLD, selection=make(layers=[type_]))
        assert found.totals.planned == (row.layer.split(":")[0] == type_)
