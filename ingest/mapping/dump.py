"""Mappings as YAML, written so that reading gives the same again."""

from __future__ import annotations

from typing import Any

import yaml

from ingest.mapping.spec import Condition, Emit, End, Mapping, Value


def mapping_to_yaml(mapping: Mapping) -> str:
    """The mapping as YAML that `parse_mapping` reads back to the same."""
    plain: dict[str, Any] = {"name": mapping.name}
    if mapping.skip:
        plain["skip"] = [{"when": _plain_when(s.when), "reason": s.reason} for s in mapping.skip]
    plain["emit"] = [_plain_emit(e) for e in mapping.emit]
    plain["confidence"] = _plain_value(mapping.confidence)
    for key in ("source", "ignore", "optional"):
        if getattr(mapping, key):
            plain[key] = list(getattr(mapping, key))
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=120)


def _plain_value(value: Value) -> Any:
    bare = not (value.replace or value.pick or value.values is not None or value.default is not None or value.label)
    if value.constant is not None and not value.columns and bare:
        return value.constant
    return _plain_reading(value)


def _one(texts: tuple[str, ...]) -> str | list[str]:
    return texts[0] if len(texts) == 1 else list(texts)


def _plain_reading(value: Value) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    if value.columns:
        plain["column"] = _one(value.columns)
    if value.constant is not None:
        plain["value"] = value.constant
    if value.replace:
        plain["replace"] = [
            {"pattern": r.pattern.pattern, "by": r.by, **({"report": r.report} if r.report else {})}
            for r in value.replace
        ]
    if value.pick:
        plain["pick"] = value.pick.pattern
    if value.values is not None:
        plain["values"] = dict(value.values)
    if value.default is not None:
        plain["default"] = value.default
    if value.label:
        plain["label"] = value.label
    return plain


def _plain_when(when: tuple[Condition, ...]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for condition in when:
        inner: dict[str, Any] = {}
        if condition.equals:
            inner["is"] = sorted(condition.equals)
        if condition.differs:
            inner["not"] = sorted(condition.differs)
        if condition.empty is not None:
            inner["empty"] = str(condition.empty).lower()
        if condition.matches:
            inner["matches"] = condition.matches.pattern
        if condition.lacks:
            inner["lacks"] = condition.lacks.pattern
        plain[condition.column] = inner
    return plain


def _plain_end(end: End) -> dict[str, Any]:
    plain = _plain_reading(end.name)
    for key, texts in (("printed", end.printed), ("code", end.code)):
        if texts:
            plain[key] = _one(texts)
    if end.form != "{}":
        plain["form"] = end.form
    for key, value in (("kind", end.kind), ("country", end.country), ("within", end.within)):
        if value:
            plain[key] = _plain_value(value)
    if end.split:
        plain["split"] = end.split.pattern
    if end.take != "all":
        plain["take"] = end.take
    if end.provisional is not None:
        plain["provisional"] = str(end.provisional).lower()
    return plain


def _plain_emit(emit: Emit) -> dict[str, Any]:
    plain: dict[str, Any] = {"name": emit.name} if emit.name else {}
    if emit.when:
        plain["when"] = _plain_when(emit.when)
    plain["tie"] = _plain_value(emit.tie)
    plain["subject"], plain["object"] = _plain_end(emit.subject), _plain_end(emit.object)
    keys = ("date", "start", "end", "intervals", "by_name")
    dates = {key: _one(getattr(emit.dates, key)) for key in keys if getattr(emit.dates, key)}
    if dates:
        plain["dates"] = dates
    for key in ("kind", "mechanism", "mode", "sector", "value", "unit", "currency", "share", "flow", "manner"):
        value: Value | None = getattr(emit, key)
        if value:
            plain[key] = _plain_value(value)
    if emit.detail:
        plain["detail"] = [_plain_reading(v) for v in emit.detail]
    if emit.confidence:
        plain["confidence"] = _plain_value(emit.confidence)
    return plain
