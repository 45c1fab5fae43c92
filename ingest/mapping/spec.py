"""What a mapping is made of: how the rows of a table become statements. `mapping_yaml` reads and writes it as YAML.

    rows → skip (a condition, a reason) → emit (a tie, its two ends, dates, qualifiers), each where its `when` holds

Everything that is not a plain constant names the column that it is read from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

CONFIDENCE_WORDS = {"high": "0.9", "medium": "0.7", "low": "0.5"}


@dataclass(frozen=True, slots=True)
class Replace:
    """A repair of a cell's text; with `report`, each use of it is reported for that reason."""

    pattern: re.Pattern[str]
    by: str
    report: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A constant, or the text of the first of `columns` that is not empty.

    In this order: `replace` repairs the text, `pick` takes the first group of a pattern (nothing where it is not
    found), `values` translates it. With `values`, a text that they lack is `default`, or, without one, reported.
    `label` stands before the text where several are joined.
    """

    columns: tuple[str, ...] = ()
    constant: str | None = None
    replace: tuple[Replace, ...] = ()
    pick: re.Pattern[str] | None = None
    values: dict[str, str] | None = None
    default: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on one column; all that are given must hold. Texts are compared without regard to case."""

    column: str
    equals: frozenset[str] | None = None
    differs: frozenset[str] | None = None
    empty: bool | None = None
    matches: re.Pattern[str] | None = None
    lacks: re.Pattern[str] | None = None


When = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a tie.

    `name` is the name in the table, cut at `split` into several, of which `take` (all, first, rest) are taken.
    `printed` gives other columns whose first text is shown as printed. What is resolved is the name, after its
    `replace`, `pick` and `values` (which pass on what they lack), put into `form` ("{} City"). `code` holds the unit's
    ISO 3166-2 code or id; `kind`, `country` and `within` (the unit around it) say more. A State needs no country.
    `provisional` overrides whether an unknown name may become an entity.
    """

    name: Value
    printed: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    form: str = "{}"
    kind: Value | None = None
    country: Value | None = None
    within: Value | None = None
    split: re.Pattern[str] | None = None
    take: str = "all"
    provisional: bool | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """Columns that hold dates; of each list the first that is not empty.

    `intervals` holds several, joined by ";". `by_name` holds a date for each of several names of the subject
    ("Henan: 1996; Ningxia: 2000"); a name that it lacks is dated by the others.
    """

    date: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    intervals: tuple[str, ...] = ()
    by_name: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Emit:
    """A rule that makes statements of a row where `when` holds: one for each pair of its ends."""

    tie: Value
    subject: End
    object: End
    when: When = ()
    name: str = ""
    kind: Value | None = None
    mechanism: Value | None = None
    mode: Value | None = None
    dates: Dates = Dates()
    sector: Value | None = None
    value: Value | None = None
    unit: Value | None = None
    currency: Value | None = None
    share: Value | None = None
    flow: Value | None = None
    manner: Value | None = None
    detail: tuple[Value, ...] = ()
    confidence: Value | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows that say nothing to be told: where `when` holds, the row is left out for `reason`."""

    when: When
    reason: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the rows of one kind of table become statements.

    `ignore` lists columns that are known and not used; a column that is neither used nor ignored is reported.
    `optional` lists columns that a table may lack. `source` lists the columns that name a row's own sources.
    """

    name: str
    emit: tuple[Emit, ...]
    skip: tuple[Skip, ...] = ()
    source: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    confidence: Value = field(default=Value(constant="0.7"))

    def columns(self) -> tuple[str, ...]:
        """The columns that it reads, sorted."""
        found: set[str] = set(self.source) | set(self.confidence.columns)
        for skip in self.skip:
            found.update(t.column for t in skip.when)
        for emit in self.emit:
            found.update(t.column for t in emit.when)
            for end in (emit.subject, emit.object):
                found.update(end.printed, end.code)
                found.update(c for v in (end.name, end.kind, end.country, end.within) if v for c in v.columns)
            d = emit.dates
            found.update(d.date, d.start, d.end, d.intervals, d.by_name)
            found.update(c for v in (emit.tie, *qualifiers(emit), *emit.detail) if v for c in v.columns)
        return tuple(sorted(found))


def qualifiers(emit: Emit) -> tuple[Value | None, ...]:
    """The values of a rule beside its tie, ends, dates and detail."""
    return (
        emit.kind, emit.mechanism, emit.mode, emit.sector, emit.value, emit.unit, emit.currency, emit.share, emit.flow,
        emit.manner, emit.confidence,
    )  # fmt: skip
