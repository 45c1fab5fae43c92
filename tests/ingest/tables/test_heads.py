"""Heads that other authors write, dates and figures as they print them: the same ties come out."""

from __future__ import annotations

import pytest

from graph.gazetteer import Gazetteer
from graph.matcher import Matcher
from graph.resolve import Resolver
from ingest.cells.names import CellNames
from ingest.layout.build import layout_of
from ingest.tables.reading import read_tables
from tests.ingest.flat.shapes import CASES, Case, own, plain

_UNITS = CASES["sisters"].rows
_TEAMS = CASES["medical teams"].rows
_DAYS = ("27 September 2000", "3 November 1999", "12 April 1985", "6 May 2003", "2004", "Aug 2011")
_DOTS = ("2000.9.27", "1999.11.3", "1985.4.12", "2003.5.6", "2004", "2011.8")
_SISTERS = "Table 5-1: Sister Cities of Yunnan Province"


def sisters(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], caption: str = _SISTERS) -> Case:
    unit = "Yunnan Province" if caption == _SISTERS else "Yunnan"
    return Case(caption, heads, rows, "SISTER_OF", own(unit, _UNITS))


def _dated(dates: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((*row[:2], date) for row, date in zip(_UNITS, dates, strict=True))


def of_yunnan(
    caption: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], tie: str, times: int = 1
) -> Case:
    return Case(caption, heads, rows, tie, tuple(("Yunnan", row[0]) for row in rows for _ in range(times)))


HEADS = {
    "unknown words": sisters(("Friend", "Homeland", "Begin"), _UNITS),
    "slash and brackets": sisters(("Sister city/province", "Country", "Date (yyyy-mm-dd)"), _UNITS),
    "numbered": sisters(
        ("No.", "Name of Sister City", "Country", "Date of Signing"),
        tuple((str(n), *row) for n, row in enumerate(_UNITS, 1)),
    ),
    "date first": sisters(
        ("Date", "Country", "Partner"), tuple((r[2], r[1], r[0]) for r in _UNITS), "Table 5-1: Yunnan's twinning links"
    ),
    "days in words": sisters(("SNG", "Country", "Date"), _dated(_DAYS)),
    "days in dots": sisters(("SNG", "Country", "Date"), _dated(_DOTS)),
    "state before unit": Case(
        "Table 1. Chinese medical teams in Africa", ("African country", "Chinese province", "Start of dispatch"),
        tuple((r[2], r[1], r[3]) for r in _TEAMS), "TWINNED_WITH", tuple((r[1], r[2]) for r in _TEAMS),
    ),
    "thousands": of_yunnan(
        "Table 5-9: Foreign Trade of Yunnan with neighbouring countries (million US dollars)",
        ("Country", "2013", "2014"), (("Myanmar", "4,170", "7,050"), ("Vietnam", "1,040", "1,540")), "TRADES_WITH", 2,
    ),
    "investor": of_yunnan(
        "Table 8: Yunnan's investment in neighbouring states",
        ("Country", "Amount (USD million)", "Number of projects"),
        (("Laos", "1200", "80"), ("Myanmar", "2300", "61"), ("Cambodia", "310", "20")), "INVESTS_IN",
    ),
    "offices": Case(
        "Table 9: Overseas business offices of Yunnan", ("Country", "City", "Year"),
        (("Laos", "Vientiane", "2012"), ("Myanmar", "Yangon", "2013"), ("Thailand", "Bangkok", "2012")),
        "REPRESENTED_IN", (("Yunnan", "Vientiane"), ("Yunnan", "Yangon"), ("Yunnan", "Bangkok")),
    ),
    "mechanisms of a unit": of_yunnan(
        "Table 11: Multilateral mechanisms in which Yunnan participates", ("Mechanism", "Year"),
        (("Greater Mekong Subregion", "1992"), ("BCIM", "1999")), "PARTICIPATES_IN",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def tools() -> tuple[Gazetteer, Matcher, Resolver]:
    gazetteer = Gazetteer.load()
    return gazetteer, Matcher(gazetteer), Resolver(gazetteer)


@pytest.mark.parametrize("style", ["row", "cell", "wrapped", "ragged", "markdown"])
@pytest.mark.parametrize("name", HEADS)
def test_heads(name: str, style: str, tools: tuple[Gazetteer, Matcher, Resolver]) -> None:
    case = HEADS[name]
    layout = layout_of(plain(case, style), "md" if style == "markdown" else "txt", CellNames(tools[0]))
    found = [s for s in read_tables(layout, "doc:t", *tools).statements if s.tie == case.tie]
    assert sorted((s.subject.printed, s.object.printed) for s in found) == sorted(case.pairs)
    assert all(s.when for s in found) or "Year" not in " ".join(case.heads)
