"""A user's own table by the roles of its columns, and the two ends of the ties that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.cells.columns import column_lexicon
from ingest.cells.forms import is_date
from ingest.mapping.heads import unit_head
from ingest.mapping.spec import Value
from ingest.mapping.unit_names import chinese_country
from ingest.types import Cell

Rows = Sequence[Sequence[Cell]]


_FIRST = ("unit_a", "city_a", "province_a", "pair_a")
_OTHER = ("city_b", "province_b", "unit_b", "pair_b")


@dataclass(slots=True)
class Side:
    """What is known of one end: the columns of its name, what they hold, its country."""

    columns: tuple[str, ...]
    role: str
    country: Value | None = None
    code: tuple[str, ...] = ()
    within: Value | None = None


@dataclass(slots=True)
class UserTable:
    """A table's columns by role, and the countries that their names tell. `assumed` is set where no column says what
    the tie is."""

    columns: tuple[str, ...]
    rows: Rows
    roles: dict[str, list[str]] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    assumed: bool = False

    def first(self, *roles: str) -> str | None:
        """The first column of the first role that is there."""
        return next((self.roles[role][0] for role in roles if self.roles.get(role)), None)

    def all(self, role: str) -> tuple[str, ...]:
        """All columns of a role."""
        return tuple(self.roles.get(role, ()))

    def texts(self, column: str) -> list[str]:
        """The texts of a column that are not empty."""
        at = self.columns.index(column)
        return [row[at].text for row in self.rows if at < len(row) and row[at].text]


def user_table(columns: Sequence[str], rows: Rows) -> UserTable:
    """The table with a role for each column that has one.

    `source` is an end only beside a `target`, else it names the row's source.
    """
    table = UserTable(tuple(columns), rows)
    lexicon = column_lexicon()
    found = {column: lexicon.roles_of(column) for column in table.columns}
    pairs = {role for roles in found.values() for role in roles if role in ("pair_a", "pair_b")}
    for column, roles in found.items():
        fits = [r for r in roles if r not in ("pair_a", "pair_b") or len(pairs) == 2]
        if len(fits) > 1 and any(r.startswith("pair_") for r in fits):
            fits = [r for r in fits if r.startswith("pair_")]
        if fits:
            table.roles.setdefault(fits[0], []).append(column)
    _place_units(table)
    _date_by_cells(table)
    return table


def _place_units(table: UserTable) -> None:
    """Columns of units that do not say which end they are take the first, where no other column is that, else the
    other. "State" is a country unless the other end, or its country, has a column of its own."""
    heads = {column: head for column in table.columns if (head := unit_head(column))}
    for column, (what, country) in heads.items():
        role = next((role for role, columns in table.roles.items() if column in columns), None)
        taken = [any(table.roles.get(each) for each in side if each != role) for side in (_FIRST, _OTHER)]
        beside = taken[1] or table.roles.get("country_b")
        if role == "country" and not country and (taken[0] or not beside):
            continue
        if role is not None:
            table.roles[role].remove(column)
        if country:
            table.countries[column] = country
        if not taken[0]:
            table.roles.setdefault(f"{what}_a", []).append(column)
        elif not taken[1]:
            table.roles.setdefault("city_b" if what == "city" else "province_b", []).append(column)


def _date_by_cells(table: UserTable) -> None:
    """Where no name tells the dates, the only column without a role that holds nothing but dates does."""
    if any(table.roles.get(role) for role in ("date", "start", "end", "intervals")):
        return
    used = {column for columns in table.roles.values() for column in columns}
    dated = [c for c in table.columns if c not in used and (texts := table.texts(c)) and all(map(is_date, texts))]
    if len(dated) == 1:
        table.roles["date"] = dated


def sides_of(table: UserTable) -> tuple[Side, Side] | None:
    """The two ends; None where one is missing."""
    country_b = table.first("country_b")
    general = table.first("country")
    country_a = table.first("country_a")
    other = table.first("city_b", "province_b", "unit_b", "pair_b")
    named = table.first("firm", "mechanism", "event", "project")
    if other and general and not country_b and not country_a:
        country_b, general = general, None
    elif other and general and country_b and not country_a:
        country_a, general = general, None
    left = _left(table, country_a)
    if left and left.country is None and (told := table.countries.get(left.columns[0])):
        left.country = Value(constant=told)
    if left and left.country is None and left.role in ("city", "province", "unit"):
        left.country = chinese_country([text for column in left.columns for text in table.texts(column)])
    if left and len(left.columns) > 1:
        left.within = Value(columns=left.columns[1:])
    if left and other:
        return left, _right(table, country_b)
    if named and (left or general or country_b):
        return _with_named(table, left, general or country_b)
    state = general or country_b
    return (left, Side((state,), "state")) if left and state else None


def _left(table: UserTable, country: str | None) -> Side | None:
    code = table.all("code_a")
    where = Value(columns=(country,)) if country else None
    for role, kind in (("unit_a", "unit"), ("city_a", "city"), ("province_a", "province"), ("pair_a", "any")):
        column = table.first(role)
        if column:
            province = table.first("province_a") if role == "city_a" else None
            # the codes of a table with cities and provinces are those of the provinces
            return Side((column, province) if province else (column,), kind, where, () if province else code)
    return None


def _right(table: UserTable, country: str | None) -> Side:
    where = Value(columns=(country,)) if country else None
    told = {column: Value(constant=code) for column, code in table.countries.items()}
    for role, kind in (("unit_b", "unit"), ("city_b", "city"), ("province_b", "province"), ("pair_b", "any")):
        column = table.first(role)
        if column:
            return Side((column,), kind, where or told.get(column), table.all("code_b"))
    raise AssertionError("called with a column for the other end")


def _with_named(table: UserTable, left: Side | None, state: str | None) -> tuple[Side, Side]:
    """Ends of a table of firms, mechanisms, events or projects."""
    role = next(r for r in ("firm", "mechanism", "event", "project") if table.first(r))
    named = Side((table.first(role) or "",), role)
    place = Side((state,), "state") if state else left
    assert place is not None
    if role == "firm":
        return named, place
    return left or place, named
