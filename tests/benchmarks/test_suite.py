"""The sentence suite: its cases are well formed, and the result that is kept is that of the reader as it is."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
import yaml

from benchmarks.suite_cases import FOLDER, FORMATS, REGISTERS, Case, Expected, cases, expected, is_code
from benchmarks.suite_result import RESULT, Tally, measured, page
from benchmarks.suite_score import Outcome, Read, Suite, compare
from graph.gazetteer import Gazetteer
from graph.model import Mention, Mode, Statement
from graph.schema import schema

CASES = cases()
KINDS = {
    "event": ("Event",), "project": ("Project",), "org": ("Organization",), "mech": ("Mechanism",),
    "policy": ("Policy",), "firm": ("Enterprise", "SOE"), "region": ("Region",),
}  # fmt: skip


def stated() -> list[tuple[Case, Expected]]:
    return [(case, tie) for case in CASES for tie in (*case.ties, *case.optional)]


def kinds_of(end: str) -> tuple[str, ...]:
    """The kinds of entity that an end may be, by the way it is written. ValueError where it is in no known form."""
    if is_code(end):
        country, _, unit = end.partition("-")
        return ("State",) if not unit else ("Province",) if country == "CN" else ("ForeignSNG",)
    if "@" in end:
        return ("LocalGovernment",) if "@CN" in end else ("ForeignSNG",)
    if (kind := end.partition(":")[0]) in KINDS:
        return KINDS[kind]
    raise ValueError(f"'{end}' is no id, no town with its country, and no name with its kind")


def test_no_two_cases_share_an_id_or_a_text() -> None:
    assert not [id for id, n in Counter(case.id for case in CASES).items() if n > 1]
    assert not [text for text, n in Counter(" ".join(case.text.split()) for case in CASES).items() if n > 1]


def test_a_case_is_named_by_its_category_and_says_its_register() -> None:
    assert not [case.id for case in CASES if not case.id.startswith(f"{case.category}-")]
    assert {case.register for case in CASES} == set(REGISTERS)
    assert {case.format for case in CASES} == set(FORMATS)


def test_no_tie_is_listed_twice_in_a_case() -> None:
    for case in CASES:
        lines = [tie.line for tie in (*case.ties, *case.optional)]
        assert len(lines) == len(set(lines)), case.id


def test_the_ends_of_every_tie_are_known_and_allowed() -> None:
    gazetteer = Gazetteer.load()
    suite = Suite()
    for case, tie in stated():
        for end in (tie.subject, tie.object):
            assert not is_code(end) or gazetteer.get(end), f"{case.id}: {end}"
            assert "@" not in end or suite.known(end), f"{case.id}: {end}"
        for type_ in tie.types:
            pairs = product(kinds_of(tie.subject), kinds_of(tie.object))
            assert any(schema().allows(a, type_, b, tie.subject, tie.object) for a, b in pairs), (
                f"{case.id}: {tie.line}"
            )


def test_a_fifth_of_the_ties_has_no_chinese_end() -> None:
    foreign = [tie for case in CASES for tie in case.ties if not any("CN" in e for e in (tie.subject, tie.object))]
    assert len(foreign) >= sum(len(case.ties) for case in CASES) / 5


def test_the_files_hold_nothing_but_what_a_case_may_say() -> None:
    for file in FOLDER.glob("*.yaml"):
        for rows in yaml.safe_load(file.read_text(encoding="utf-8")).values():
            assert not [r for r in rows if r.keys() - {"id", "register", "format", "text", "ties", "optional"}], file


@pytest.mark.parametrize("line", ["CN-YN LIKES LA", "CN-YN VISITED LA; mood=good"])
def test_a_line_in_no_known_form_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="CN-YN"):
        expected(line)


@pytest.fixture(scope="module")
def suite() -> Suite:
    return Suite()


def read(suite: Suite, subject: str, tie: str, object_: str, **fields: object) -> Read:
    ends = [suite.tools.gazetteer.get(id) for id in (subject, object_)]
    assert ends[0]
    assert ends[1]
    names = [Mention(end.name, end.name) for end in ends if end]
    statement = Statement("doc:x", tie, names[0], names[1], "", "", **fields)  # type: ignore[arg-type]
    return Read(ends[0], tie, ends[1], [statement])


def outcome(suite: Suite, *lines: str, given: list[Read], optional: tuple[str, ...] = ()) -> Outcome:
    wanted, allowed = (tuple(map(expected, these)) for these in (lines, optional))
    return compare(Case("x-1", "x", "news", "", wanted, allowed), given, suite)


def test_what_is_stated_and_read_is_found(suite: Suite) -> None:
    given = [read(suite, "LA", "BORDERS", "CN-YN"), read(suite, "CN-YN", "VISITED", "LA")]
    got = outcome(suite, "CN-YN BORDERS LA", "CN-YN VISITED/AIDS LA", given=given)
    assert (len(got.found), got.missed, got.wrong) == (2, [], [])


def test_a_tie_in_the_wrong_direction_or_of_the_wrong_type_is_missed_and_wrong(suite: Suite) -> None:
    given = [read(suite, "LA", "VISITED", "CN-YN"), read(suite, "CN-YN", "AIDS", "LA")]
    got = outcome(suite, "CN-YN VISITED LA", given=given)
    assert (len(got.found), len(got.missed), len(got.wrong)) == (0, 1, 2)


def test_a_field_that_the_case_names_must_be_right(suite: Suite) -> None:
    given = [read(suite, "CN-YN", "VISITED", "LA", when=("2005-03",), mode=Mode.PLANNED)]
    assert outcome(suite, "CN-YN VISITED LA; mode=planned; start=2005", given=given).found
    assert outcome(suite, "CN-YN VISITED LA; mode=planned; start=2006", given=given).missed[0][1] == "start is 2005-03"
    assert outcome(suite, "CN-YN VISITED LA", given=given).missed[0][1] == ""


def test_an_optional_tie_is_neither_asked_for_nor_wrong(suite: Suite) -> None:
    given = [read(suite, "CN-YN", "VISITED", "LA")]
    assert not outcome(suite, given=given, optional=("CN-YN VISITED LA",)).wrong
    assert outcome(suite, given=given).wrong
    assert not outcome(suite, given=[], optional=("CN-YN VISITED LA",)).missed


def test_cases_without_ties_count_by_how_many_stay_quiet(suite: Suite) -> None:
    tally = Tally()
    for given in ([], [read(suite, "CN-YN", "VISITED", "LA")]):
        tally.add(outcome(suite, given=given))
    assert (tally.precision, tally.f1) == (0.5, 0.5)


def test_the_result_that_is_kept_is_the_present_one() -> None:
    assert RESULT.read_text(encoding="utf-8") == page(measured()), "run `python -m benchmarks reading --write`"
