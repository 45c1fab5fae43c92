"""Question 15: do the firms of one province gather in a state and sector, beyond chance (informal twinning)?

Firms are those that a province owns or is the seat of; each reaches the states where it operates. Chance: random tables
of firms and states in which every firm keeps its number of states and every state its number of firms (curveball, see
`queries.chance`). Only firms of known home that operate somewhere count; a firm of two homes counts for both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from graph.errors import NotFoundError
from graph.model import Resolved, Tie
from graph.schema import schema
from queries.chance import LEVEL, Against, against, curveball, permutations
from queries.enrichment import corrected
from queries.incidence import Incidence, name_of, small
from queries.multiplex import state_of
from queries.place import find
from queries.selection import Selection, count, select

HOMES = ("OWNS", "BASED_IN")


@dataclass(frozen=True, slots=True)
class HomeTest:
    """A province. `firms`: its firms that operate abroad; `presences`: pairs of firm and state; `meetings`: pairs of
    its firms that are in the same state, added up over states; `expected`, `z`: under the null; `ratio`: effect size,
    meetings over expected, empty where none is expected; `p`: one-sided, at least so many; `q`: corrected over
    provinces; `n`: random tables. A province of one firm has no pair and is not tested."""

    SHOWN: ClassVar[tuple[str, ...]] = (
        "province", "firms", "presences", "meetings", "expected", "ratio", "z", "p", "q", "n",
    )  # fmt: skip

    province_id: str
    province: str
    firms: int
    presences: int
    meetings: int
    expected: float
    ratio: float | None
    z: float | None
    p: float
    q: float
    n: int


@dataclass(frozen=True, slots=True)
class Gathering:
    """A province, a state and a sector (empty: all). `firms`: the province's firms there, `names`; `all_firms`: firms
    of any province there; `expected`, `ratio`, `z`, `p`, `q`, `n`: as for the province, corrected over all
    cells of a province with two firms and a state with two, those where they do not meet too."""

    SHOWN: ClassVar[tuple[str, ...]] = (
        "province", "state", "sector", "firms", "all_firms", "expected", "ratio", "z", "p", "q", "names",
    )  # fmt: skip

    province_id: str
    province: str
    state_id: str
    state: str
    sector: str | None
    firms: int
    all_firms: int
    expected: float
    ratio: float | None
    z: float | None
    p: float
    q: float
    n: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Firms:
    """The answer: a test for each province, and where at least two of its firms meet."""

    provinces: tuple[HomeTest, ...]
    gatherings: tuple[Gathering, ...]
    remarks: tuple[str, ...]

    def tables(self) -> Mapping[str, Sequence[Any]]:
        """`provinces` and `gatherings`."""
        return {"provinces": self.provinces, "gatherings": self.gatherings}

    def notes(self) -> tuple[str, ...]:
        """How many firms, and what was found beyond chance."""
        return self.remarks


def firms(
    resolved: Resolved,
    province: str | None = None,
    state: str | None = None,
    selection: Selection | None = None,
    *,
    sector: str | None = None,
    permutations: int = 1000,
    seed: int = 1,
) -> Firms:
    """Clustering of firms by home, over all sectors and inside each.

    `province` and `state` (id, name or alias) narrow what is listed, never what is compared and corrected for; `sector`
    takes presences in that sector only. NotFoundError when fewer than two firms of known home operate abroad.
    """
    home, where = (find(resolved, name).id if name else None for name in (province, state))
    selected = select(resolved, selection)
    works = [tie for tie in selected.ties if tie.tie == "OPERATES_IN" and sector in (None, tie.sector)]
    homes = _homes(resolved)
    table = _table(resolved, works, homes)
    if len(table.rows) < 2:
        known = ", ".join(sorted({tie.sector for tie in resolved.ties if tie.tie == "OPERATES_IN" and tie.sector}))
        raise NotFoundError(
            f"clustering needs two firms of known home or more with OPERATES_IN ties abroad; there "
            f"{'is 1' if len(table.rows) == 1 else 'are none'} ({selected.selection.describe()}, sector "
            f"{sector or 'any'}); known sectors: {known or 'none'}"
        )
    tables = {sector: table}
    if sector is None:
        for one in sorted({tie.sector for tie in works if tie.sector}):
            tables[one] = _table(resolved, [tie for tie in works if tie.sector == one], homes)
    tests, found = _all_tested(resolved, tables, homes, permutations, seed)
    listed = [row for row in found if home in (None, row.province_id) and where in (None, row.state_id)]
    shown = [row for row in tests if home in (None, row.province_id)]
    if not shown and not listed:
        raise NotFoundError(f"{name_of(resolved, home or '')} has no two firms that operate abroad: nothing to test")
    beyond = [row.province for row in tests if row.q <= LEVEL]
    remark = (
        f"{count(len(table.rows), 'firm')} of known home in {count(len(table.columns), 'state')}, "
        f"{len(table.cells)} presences; {permutations:,} curveball tables from seed {seed}; "
        f"gather beyond chance (q at most {LEVEL}): {', '.join(beyond) or 'the firms of no province'}"
    )
    return Firms(tuple(shown), tuple(listed), (remark, *small(len(table.rows), "firms")))


def _all_tested(
    resolved: Resolved, tables: Mapping[str | None, Incidence], homes: Mapping[str, set[str]], n: int, seed: int
) -> tuple[list[HomeTest], list[Gathering]]:
    """The tests of the provinces in the first table, and the gatherings in all, by sector, corrected over all cells."""
    tests: list[HomeTest] | None = None
    found: list[Gathering] = []
    cells = 0
    for sector, table in tables.items():
        if len(table.rows) > 1:
            homed, gathered = _tested(resolved, table, homes, sector, n, seed)
            tests = homed if tests is None else tests
            found += gathered
            cells += len(homed) * _testable(table)
    # Cells where fewer than two firms of a home meet were looked at too: they count in the correction, with a p of 1.
    adjusted = corrected([row.p for row in found] + [1.0] * (cells - len(found)))
    found = [replace(row, q=q) for row, q in zip(found, adjusted, strict=False)]
    return tests or [], sorted(
        found, key=lambda row: (row.p, -row.firms, row.province_id, row.state_id, row.sector or "")
    )


def _testable(table: Incidence) -> int:
    """States where two firms could meet at all; the others can give no finding (Tarone 1990, Biometrics 46)."""
    return int((table.matrix.sum(axis=0) > 1).sum())


def _homes(resolved: Resolved) -> dict[str, set[str]]:
    """First-level units that own a firm or are its seat."""
    groups = schema().groups
    found: dict[str, set[str]] = defaultdict(set)
    for tie in resolved.ties:
        if tie.tie in HOMES:
            firm, home = (tie.object, tie.subject) if tie.tie == "OWNS" else (tie.subject, tie.object)
            if resolved.entities[firm].kind in groups["firm"] and resolved.entities[home].level == "first":
                found[firm].add(home)
    return found


def _table(resolved: Resolved, works: Sequence[Tie], homes: Mapping[str, set[str]]) -> Incidence:
    """Firms of known home by the foreign states where they operate."""
    cells: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in works:
        state = state_of(resolved.entities[tie.object])
        if tie.subject in homes and state and state != resolved.entities[tie.subject].country:
            cells[tie.subject, state].append(tie)
    ordered = {pair: tuple(cells[pair]) for pair in sorted(cells)}
    rows, columns = sorted({row for row, _ in ordered}), sorted({column for _, column in ordered})
    return Incidence(tuple(rows), tuple(columns), ordered)


def _tested(
    resolved: Resolved, table: Incidence, homes: Mapping[str, set[str]], sector: str | None, n: int, seed: int
) -> tuple[list[HomeTest], list[Gathering]]:
    """The test of each province, corrected, and the gatherings, not yet corrected."""
    import numpy as np

    permutations(n)
    provinces = sorted({home for firm in table.rows for home in homes[firm]})
    member = np.array([[home in homes[firm] for firm in table.rows] for home in provinces], dtype=np.int64)
    observed = member @ table.matrix.astype(np.int64)
    drawn = np.stack([member @ one.astype(np.int64) for one in curveball(table.matrix, n, seed)])
    meet = drawn * (drawn - 1) // 2
    tests: list[HomeTest] = []
    found: list[Gathering] = []
    for at, home in enumerate(provinces):
        own = int(member[at].sum())
        if own < 2:
            continue
        name = name_of(resolved, home)
        meetings = int((observed[at] * (observed[at] - 1) // 2).sum())
        test = against(meetings, meet[:, at].sum(axis=1))
        tests.append(
            HomeTest(home, name, own, int(observed[at].sum()), meetings, test.expected, _ratio(test), test.z,
                     test.p_more, test.p_more, n)
        )  # fmt: skip
        for column in np.flatnonzero(observed[at] > 1).tolist():
            there = against(int(observed[at, column]), drawn[:, at, column])
            found.append(_gathering(resolved, table, (home, column), (sector, homes), there))
    tests = [replace(row, q=q) for row, q in zip(tests, corrected([row.p for row in tests]), strict=True)]
    return sorted(tests, key=lambda row: (row.p, -row.meetings, row.province_id)), found


def _ratio(test: Against) -> float | None:
    return test.observed / test.expected if test.expected > 0 else None


def _gathering(
    resolved: Resolved, table: Incidence, at: tuple[str, int], known: tuple[str | None, Mapping[str, set[str]]],
    test: Against,
) -> Gathering:  # fmt: skip
    home, column = at
    sector, homes = known
    state = table.columns[column]
    firms = [firm for firm in table.rows if (firm, state) in table.cells]
    names = tuple(sorted(name_of(resolved, firm) for firm in firms if home in homes[firm]))
    return Gathering(
        home, name_of(resolved, home), state, name_of(resolved, state), sector, len(names), len(firms),
        test.expected, _ratio(test), test.z, test.p_more, test.p_more, test.n, names,
    )  # fmt: skip
