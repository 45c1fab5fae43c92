"""The part of JSON Schema (draft 2020-12) that data/schemas uses, checked without a library."""

from __future__ import annotations

import re
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
_KNOWN = {
    "$schema", "$defs", "$ref", "title", "description", "type", "oneOf", "allOf", "not", "required", "properties",
    "additionalProperties", "items", "minItems", "maxItems", "enum", "const", "minimum", "maximum", "minLength",
    "pattern",
}  # fmt: skip


def problems(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """What is wrong with the value, one line each; empty when it fits. An unknown keyword is an error of the schema."""
    assert set(schema) <= _KNOWN, f"{at}: keywords {set(schema) - _KNOWN}"
    out: list[str] = []
    if "$ref" in schema:
        out += problems(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    for each in schema.get("allOf", []):
        out += problems(value, each, root, at)
    if "oneOf" in schema:
        fitting = [each for each in schema["oneOf"] if not problems(value, each, root, at)]
        if len(fitting) != 1:
            tried = [problems(value, each, root, at)[:1] for each in schema["oneOf"]]
            out.append(f"{at}: fits {len(fitting)} of {len(tried)} alternatives: {tried}")
    if "not" in schema and not problems(value, schema["not"], root, at):
        out.append(f"{at}: fits what it must not")
    return out + _simple(value, schema, at) + _inside(value, schema, root, at)


def _simple(value: Any, schema: dict[str, Any], at: str) -> list[str]:
    out = []
    if "type" in schema:
        names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        if not any(isinstance(value, _TYPES[n]) and (n == "boolean" or not isinstance(value, bool)) for n in names):
            return [f"{at}: {value!r} is not {names}"]
    if "enum" in schema and value not in schema["enum"]:
        out.append(f"{at}: {value!r} is none of {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        out.append(f"{at}: {value!r} is not {schema['const']!r}")
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            out.append(f"{at}: too short")
        if "pattern" in schema and not re.search(schema["pattern"], value):
            out.append(f"{at}: {value!r} does not match")
    elif isinstance(value, (int, float)) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        out.append(f"{at}: {value} is out of bounds")
    return out


def _inside(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> list[str]:
    out: list[str] = []
    if isinstance(value, dict):
        known = schema.get("properties", {})
        out += [f"{at}: no {name}" for name in schema.get("required", []) if name not in value]
        if schema.get("additionalProperties") is False:
            out += [f"{at}: unknown {name}" for name in value if name not in known]
        for name in value.keys() & known.keys():
            out += problems(value[name], known[name], root, f"{at}.{name}")
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            out.append(f"{at}: {len(value)} items")
        for number, item in enumerate(value):
            out += problems(item, schema.get("items", {}), root, f"{at}[{number}]")
    return out
