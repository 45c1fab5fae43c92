"""Mappings from YAML, with every key checked."""

from __future__ import annotations

import re

from graph.schema import schema
from ingest.mapping.spec import Condition, Dates, Emit, End, Mapping, Replace, Skip, Value
from ingest.words.countries import country_of
from ingest.yaml_reader import Node, read_yaml

TAKES = ("all", "first", "rest")
GROUPS = ("unit", "place", "firm", "body", "actor")  # a hint may know no more than the group
LEVELS = ("first", "second", "third", "city")  # or the level of a place


def parse_mapping(text: str, name: str) -> Mapping:
    """The mapping in a YAML text; `name` is the file's, for messages.

    Raises InputError naming file and key for an unknown key, tie type, kind, mode, sector or country.
    """
    return mapping_of(read_yaml(text, name))


def mapping_of(node: Node, name: str = "") -> Mapping:
    """The mapping in one node of a YAML file."""
    mapping = Mapping(
        name=node.text("name", name or re.sub(r"\.ya?ml$", "", node.file.rsplit("/", 1)[-1])),
        emit=tuple(_emit(n) for n in node.nodes("emit")),
        skip=tuple(_skip(n) for n in node.nodes("skip")),
        source=node.texts("source"),
        ignore=node.texts("ignore"),
        optional=node.texts("optional"),
        confidence=_value(node, "confidence") or Value(constant="0.7"),
    )
    if not mapping.emit:
        raise node.wrong("emit", "is missing; a mapping needs at least one rule that makes a tie")
    _check_confidence(node, mapping.confidence)
    node.done()
    twice = set(mapping.ignore) & set(mapping.columns())
    if twice:
        raise node.wrong("ignore", f"the column '{min(twice)}' is both used and ignored")
    return mapping


def _value(node: Node, key: str, known: tuple[str, ...] | None = None, what: str = "") -> Value | None:
    """A constant, or `{column: …}`. With `known`, every text that it can give must be one of them."""
    if not node.has(key):
        return None
    raw = node.raw[key]
    value = Value(constant=node.text(key)) if not isinstance(raw, dict) else _column(node.node(key))
    given = [value.constant, value.default, *(value.values or {}).values()]
    for text in given:
        if known is not None and text and text not in known:
            raise node.wrong(key, f"'{text}' is not a {what}; known are {', '.join(known)}")
    return value


def _column(node: Node) -> Value:
    value = _reading(node)
    node.done()
    return value


def _reading(node: Node) -> Value:
    columns = node.texts("column")
    constant = node.text("value", "") or None
    if not columns and constant is None:
        raise node.wrong("column", "is missing; name a column, or give a 'value'")
    return Value(
        columns=columns,
        constant=constant,
        replace=tuple(_replace(n) for n in node.nodes("replace")),
        pick=node.pattern("pick"),
        values=node.pairs("values") if node.has("values") else None,
        default=_default(node),
        label=node.text("label", ""),
    )


def _default(node: Node) -> str | None:
    """An empty default is one: what `values` lacks is then nothing, and no complaint."""
    given = node.text("default", "")
    return given if "default" in node.raw else None


def _replace(node: Node) -> Replace:
    pattern = node.pattern("pattern")
    if pattern is None:
        raise node.wrong("pattern", "is missing")
    replace = Replace(pattern, node.text("by", ""), node.text("report", ""))
    try:
        re.sub(pattern, replace.by, "")
    except (re.error, IndexError) as wrong:
        raise node.wrong("by", f"not a replacement for the pattern ({wrong})") from wrong
    node.done()
    return replace


def _when(node: Node) -> tuple[Condition, ...]:
    if not node.has("when"):
        return ()
    inner = node.node("when")
    return tuple(_condition(inner, column) for column in inner.raw)


def _condition(node: Node, column: str) -> Condition:
    raw = node.raw[column]
    if raw == "" or raw is None:
        return Condition(column, empty=True)
    if not isinstance(raw, dict):
        return Condition(column, equals=_folded(node.texts(column)))
    inner = node.node(column)
    condition = Condition(
        column,
        equals=_folded(inner.texts("is")) or None,
        differs=_folded(inner.texts("not")) or None,
        empty=inner.flag("empty") if inner.has("empty") else None,
        matches=inner.pattern("matches"),
        lacks=inner.pattern("lacks"),
    )
    inner.done()
    return condition


def _folded(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(t.casefold() for t in texts)


def _skip(node: Node) -> Skip:
    skip = Skip(_when(node), node.text("reason"))
    node.done()
    return skip


def _end(node: Node) -> End:
    kinds = (*schema().kinds, *GROUPS, *LEVELS)
    country = _value(node, "country")
    if country and country.constant and country_of(country.constant) is None:
        raise node.wrong("country", f"'{country.constant}' is not a country's code or name")
    form = node.text("form", "{}")
    if form.count("{}") != 1:
        raise node.wrong("form", "needs {} once, where the name goes in")
    take = node.text("take", "all")
    if take not in TAKES:
        raise node.wrong("take", f"'{take}' is not one of {', '.join(TAKES)}")
    end = End(
        name=_reading(node),
        printed=node.texts("printed"),
        code=node.texts("code"),
        form=form,
        kind=_value(node, "kind", kinds, "kind of entity"),
        country=country,
        within=_value(node, "within"),
        split=node.pattern("split"),
        take=take,
        provisional=node.flag("provisional") if node.has("provisional") else None,
    )
    node.done()
    return end


def _emit(node: Node) -> Emit:
    declared = schema()
    tie = _value(node, "tie", tuple(declared.ties), "tie type")
    if tie is None:
        raise node.wrong("tie", f"is missing; known are {', '.join(declared.ties)}")
    dates = Dates()
    if node.has("dates"):
        inner = node.node("dates")
        dates = Dates(*(inner.texts(key) for key in ("date", "start", "end", "intervals", "by_name")))
        inner.done()
    emit = Emit(
        tie=tie,
        subject=_end(node.node("subject")),
        object=_end(node.node("object")),
        when=_when(node),
        name=node.text("name", ""),
        kind=_value(node, "kind"),
        mechanism=_value(node, "mechanism"),
        mode=_value(node, "mode", declared.modes, "mode"),
        dates=dates,
        sector=_value(node, "sector", declared.sectors, "sector"),
        value=_value(node, "value"),
        unit=_value(node, "unit"),
        currency=_value(node, "currency"),
        share=_value(node, "share"),
        flow=_value(node, "flow", declared.flows, "flow"),
        manner=_value(node, "manner"),
        detail=tuple(_column(n) for n in node.nodes("detail")),
        confidence=_value(node, "confidence"),
    )
    if emit.confidence:
        _check_confidence(node, emit.confidence)
    _check_ends(node, emit)
    node.done()
    return emit


def _check_confidence(node: Node, value: Value) -> None:
    for text in (value.constant, value.default, *(value.values or {}).values()):
        try:
            fine = text is None or 0 < float(text) <= 1
        except ValueError:
            fine = False
        if not fine:
            raise node.wrong("confidence", f"'{text}' is not a number above 0 and up to 1")


def _check_ends(node: Node, emit: Emit) -> None:
    """A constant tie between constant kinds must be one that the schema allows."""
    kinds = [end.kind.constant if end.kind else None for end in (emit.subject, emit.object)]
    tie = emit.tie.constant
    known = schema().kinds.keys() - {"State"}  # a State may be a city
    if tie and kinds[0] in known and kinds[1] in known and not schema().allows(kinds[0], tie, kinds[1]):
        raise node.wrong("tie", f"{tie} does not join {kinds[0]} and {kinds[1]}")
