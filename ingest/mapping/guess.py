"""A mapping guessed from the column names of a user's own table, with an account of what was understood.

The names decide, by the lexicon in `data/tables/columns.yaml`; cells are looked at only to learn which words name ties
and whether a column of provinces or cities is Chinese. Where the names do not tell, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import InputError
from graph.schema import schema
from ingest.cells.columns import column_lexicon
from ingest.kinds import PLACES
from ingest.mapping.dump import mapping_to_yaml
from ingest.mapping.spec import Condition, Dates, Emit, End, Mapping, Value
from ingest.mapping.user_table import Rows, Side, UserTable, sides_of, user_table

_MONEY = re.compile(r"\b(USD|US\$|EUR|CNY|RMB|GBP|JPY|HKD|AUD|CAD)\b")
_CURRENCY = {"US$": "USD", "RMB": "CNY"}
_MAX_WORDS = 60  # more different words than that name no ties


@dataclass(frozen=True, slots=True)
class Guess:
    """A guessed mapping, and lines that say what was understood and what was not."""

    mapping: Mapping
    notes: tuple[str, ...]


def guess(columns: Sequence[str], rows: Rows, name: str = "guessed", where: str = "the table") -> Guess:
    """The mapping that fits the columns; it is called `name`, and `where` names the table in messages.

    Raises InputError that lists the columns and shows how a mapping is written, when no two ends or no tie can be told.
    """
    table = user_table(columns, rows)
    sides = sides_of(table)
    if sides is None:
        raise InputError(_help(where, table.columns, "the two ends of a tie cannot be told"))
    emits = _emits(table, *sides)
    if not emits:
        raise InputError(_help(where, table.columns, "what the tie is cannot be told"))
    confidence = table.first("confidence")
    mapping = Mapping(
        name=name,
        emit=tuple(emits),
        source=table.all("reference"),
        confidence=Value(columns=(confidence,)) if confidence else Value(constant="0.5" if table.assumed else "0.7"),
    )
    left = tuple(c for c in table.columns if c not in mapping.columns())
    mapping = Mapping(name, mapping.emit, source=mapping.source, ignore=left, confidence=mapping.confidence)
    return Guess(mapping, (*_account(mapping, left), *table.notes, "as a mapping:\n" + mapping_to_yaml(mapping)))


def _emits(table: UserTable, left: Side, right: Side) -> list[Emit]:
    """One rule for each tie that the table speaks of."""
    column = table.first("tie")
    if column:
        emits = _emits_by_word(table, column, left, right)
        if emits:
            return emits
    tie = _tie_of_heads(table) or _tie_of_roles(table, left, right)
    if tie is None:
        return []
    kind = Value(constant=tie[1]) if tie[1] else None
    return [_emit(table, tie, left, right, kind, (), value) for value in _values(table)]


def _values(table: UserTable) -> tuple[str | None, ...]:
    """The columns of values that make a statement each: exports and imports; else the first one, if any."""
    flows = {flow.constant: value for value in reversed(table.all("value")) if (flow := _flow_in(value))}
    return tuple(flows[flow] for flow in sorted(flows, key=str)) if len(flows) > 1 else (table.first("value"),)


def _emits_by_word(table: UserTable, column: str, left: Side, right: Side) -> list[Emit]:
    """Rules by the words of a column that names the tie; words that say nothing are noted."""
    lexicon = column_lexicon()
    words = sorted(set(table.texts(column)))
    if len(words) > _MAX_WORDS:
        return []
    groups: dict[tuple[str, str], list[str]] = {}
    silent = []
    for word in words:
        tie = lexicon.tie_of(word)
        if tie:
            groups.setdefault(tie, []).append(word)
        else:
            silent.append(word)
    if silent and groups:
        table.notes.append(f"column '{column}': not understood as a tie: {', '.join(silent)}")
    emits = []
    for tie, printed in sorted(groups.items()):
        when = (Condition(column, equals=frozenset(p.casefold() for p in printed)),)
        emits.append(
            _emit(table, tie, left, right, Value(constant=tie[1]) if tie[1] else None, when, table.first("value"))
        )
    return emits


def _tie_of_heads(table: UserTable) -> tuple[str, str] | None:
    """The tie that the names of the columns of places and values speak of ("sister city", "exports")."""
    lexicon = column_lexicon()
    for role in ("city_b", "province_b", "value", "unit_b", "unit_a"):
        for column in table.all(role):
            tie = lexicon.tie_of(column)
            if tie and tie[0] != "COOPERATES_WITH":
                return tie
    return None


def _tie_of_roles(table: UserTable, left: Side, right: Side) -> tuple[str, str] | None:
    if left.role == "firm":
        return ("BASED_IN", "") if right.role in ("province", "city", "unit") else ("OPERATES_IN", "")
    if right.role == "mechanism":
        return ("MEMBER_OF", "") if left.role == "state" else ("PARTICIPATES_IN", "")
    if right.role in ("event", "project"):
        return "PARTICIPATES_IN", ""
    if left.role == "any":
        table.assumed = True
        table.notes.append("no column names the tie: read as COOPERATES_WITH")
        return "COOPERATES_WITH", ""
    if right.role in ("city", "province", "unit"):
        table.assumed = True
        table.notes.append("no column names the tie: two columns of places are read as SISTER_OF")
        return "SISTER_OF", "sister_city" if "city" in (left.role, right.role) else ""
    return None


def _emit(
    table: UserTable,
    tie: tuple[str, str],
    left: Side,
    right: Side,
    kind: Value | None,
    when: tuple[Condition, ...],
    value: str | None,
) -> Emit:
    declared, mode = schema().tie(tie[0]), table.first("mode")
    date, start, end = table.all("date"), table.all("start"), table.all("end")
    if date and end and not start:
        date, start = (), date
    return Emit(
        name=":".join(filter(None, tie)),
        when=when,
        tie=Value(constant=tie[0]),
        kind=kind,
        subject=_end(left, declared.subject, tie[1]),
        object=_end(right, declared.object, tie[1]),
        dates=Dates(date, start, end, table.all("intervals")),
        mode=_mode(table, mode) if mode else None,
        value=Value(columns=(value,)) if value else None,
        unit=_unit(table, value),
        currency=_currency(table, value),
        share=Value(columns=(share,)) if (share := table.first("share")) else None,
        flow=_flow(table, value),
        detail=tuple(Value(columns=(c,), label=_label(c)) for c in (*table.all("sector"), *table.all("detail"))),
    )


def _label(column: str) -> str:
    """A column's name as a label: nothing for notes."""
    return "" if "detail" in column_lexicon().roles_of(column) else column.replace("_", " ")


def _end(side: Side, allowed: frozenset[str], tie_kind: str) -> End:
    kind = {
        "city": "city", "province": "Province" if _chinese(side) else "first", "state": "State", "firm": "firm",
        "mechanism": "Mechanism", "event": "Event", "project": "Project",
    }.get(side.role)  # fmt: skip
    if kind is None:
        kind = _kind_allowed(allowed, tie_kind)
    if kind == "city" and len(side.columns) > 1:
        kind = "unit"  # a row may name the province alone
    country = None if kind == "State" else side.country
    return End(
        name=Value(columns=side.columns), code=side.code, kind=Value(constant=kind) if kind else None,
        country=country, within=side.within,
    )  # fmt: skip


def _chinese(side: Side) -> bool:
    return side.country is not None and side.country.constant == "CN"


def _kind_allowed(allowed: frozenset[str], tie_kind: str) -> str | None:
    """What the schema says about an end of which the column tells nothing."""
    if allowed == {"State"}:
        return "State"
    if allowed <= PLACES | {"city_state"}:
        return "city" if tie_kind == "sister_city" else "unit" if "State" not in allowed else "place"
    if allowed & PLACES:
        return None
    if "Mechanism" in allowed:
        return "body"
    return "firm" if "SOE" in allowed else None


def _mode(table: UserTable, column: str) -> Value:
    lexicon = column_lexicon()
    values = {text: mode for text in sorted(set(table.texts(column))) if (mode := lexicon.mode_of(text))}
    return Value(columns=(column,), values=values, default="done")


def _unit(table: UserTable, value: str | None) -> Value | None:
    column = table.first("unit")
    if column:
        return Value(columns=(column,))
    inside = re.search(r"[(\[]([^)\]]+)[)\]]", value or "")
    return Value(constant=" ".join(inside[1].split())) if inside else None


def _currency(table: UserTable, value: str | None) -> Value | None:
    column = table.first("currency")
    if column:
        return Value(columns=(column,))
    money = _MONEY.search((value or "").upper().replace("_", " "))
    return Value(constant=_CURRENCY.get(money[1], money[1])) if money else None


def _flow(table: UserTable, value: str | None) -> Value | None:
    column = table.first("flow")
    if column:
        words = {t: f for t in sorted(set(table.texts(column))) for f in schema().flows if t.casefold().startswith(f)}
        return Value(columns=(column,), values=words, default="total")
    return _flow_in(value)


def _flow_in(value: str | None) -> Value | None:
    """The flow that a column's name tells."""
    head = (value or "").casefold()
    return next((Value(constant=flow) for flow in ("export", "import") if flow in head), None)


def _account(mapping: Mapping, left: tuple[str, ...]) -> list[str]:
    """Lines that say how the columns were understood."""
    lines = []
    for emit in mapping.emit:
        ends = [" or ".join(end.name.columns) for end in (emit.subject, emit.object)]
        words = f" where {emit.when[0].column} says so" if emit.when else ""
        dated = [c for d in ("date", "start", "end", "intervals") for c in getattr(emit.dates, d)]
        dates = f", dated by {', '.join(dated)}" if dated else ""
        value = f", with {emit.value.columns[0]}" if emit.value and len(mapping.emit) > 1 and not words else ""
        lines.append(f"read as {emit.tie.constant}: {ends[0]} → {ends[1]}{words}{value}{dates}")
    if left:
        lines.append(f"columns not used: {', '.join(left)}")
    return lines


def _help(where: str, columns: tuple[str, ...], why: str) -> str:
    one, other = [*columns, "COLUMN", "COLUMN"][:2]
    return (
        f"{where}: {why} from the columns {', '.join(columns)}; say what they mean in a YAML file and give it with "
        f"--mapping, for example: "
        f"emit: [{{tie: SISTER_OF, subject: {{column: '{one}'}}, object: {{column: '{other}'}}}}]"
    )
