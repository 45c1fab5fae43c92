"""Strict reading of small YAML files: every key is known, every complaint names the file and the key.

Scalars are kept as text, as they are written, so that `NO` stays Norway and `1.10` keeps its zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from graph.errors import InputError


class _Loader(yaml.SafeLoader):
    """Safe, without types, and without silent double keys."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise InputError(f"line {key.start_mark.line + 1}: the key '{key.value}' stands twice")
        seen.add(key.value)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


_Loader.yaml_implicit_resolvers = {}  # no scalar is anything but text
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(text: str, name: str) -> Node:
    """The file's root. Raises InputError with the line where it is no YAML, or no mapping of keys."""
    try:
        raw = yaml.load(text, Loader=_Loader)
    except InputError as twice:
        raise InputError(f"{name}, {twice}") from twice
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise InputError(f"{name}{where}: not YAML ({getattr(wrong, 'problem', None) or wrong})") from wrong
    except RecursionError as deep:
        raise InputError(f"{name}: nested too deeply") from deep
    if not isinstance(raw, dict):
        raise InputError(f"{name}: expected keys and values")
    return Node(raw, name, "")


class Node:
    """A mapping of keys in a YAML file that knows where it stands. `done()` complains of keys that nobody asked for."""

    def __init__(self, raw: dict[str, Any], file: str, path: str) -> None:
        self.raw = raw
        self.file = file
        self.path = path
        self._asked: list[str] = []

    def wrong(self, key: str, what: str) -> InputError:
        """An error at one key of this node."""
        where = f"{self.path}.{key}" if self.path and key else self.path or key
        return InputError(f"{self.file}, {where}: {what}" if where else f"{self.file}: {what}")

    def has(self, key: str) -> bool:
        """Whether the key is there and not empty."""
        self._asked.append(key)
        return self.raw.get(key) not in (None, "", "~", "null")

    def text(self, key: str, default: str | None = None) -> str:
        """One scalar; an error when it is missing and has no default."""
        if not self.has(key):
            if default is None:
                raise self.wrong(key, "is missing")
            return default
        if not isinstance(self.raw[key], str):
            raise self.wrong(key, "expected one value")
        return str(self.raw[key])

    def texts(self, key: str) -> tuple[str, ...]:
        """A scalar or a list of scalars; empty when it is missing."""
        if not self.has(key):
            return ()
        raw = self.raw[key]
        items = raw if isinstance(raw, list) else [raw]
        if not all(isinstance(item, str) for item in items):
            raise self.wrong(key, "expected a value or a list of values")
        return tuple(items)

    def flag(self, key: str, default: bool = False) -> bool:
        """`true` or `false`."""
        text = self.text(key, str(default)).lower()
        if text not in ("true", "false", "yes", "no"):
            raise self.wrong(key, f"'{text}' is neither true nor false")
        return text in ("true", "yes")

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        text = self.text(key, None if default is None else str(default))
        if not re.fullmatch(r"\d+", text):
            raise self.wrong(key, f"'{text}' is not a whole number")
        return int(text)

    def counts(self, key: str) -> dict[str, int]:
        """Names with whole numbers; empty when it is missing."""
        if not self.has(key):
            return {}
        node = self.node(key)
        return {name: node.number(name) for name in node.raw}

    def pairs(self, key: str) -> dict[str, str]:
        """Texts with texts; empty when it is missing."""
        if not self.has(key):
            return {}
        node = self.node(key)
        return {name: node.text(name, "") for name in node.raw}

    def pattern(self, key: str) -> re.Pattern[str] | None:
        """A regular expression."""
        if not self.has(key):
            return None
        try:
            return re.compile(self.text(key))
        except re.error as wrong:
            raise self.wrong(key, f"not a regular expression ({wrong})") from wrong

    def node(self, key: str) -> Node:
        """A mapping of keys below."""
        self.has(key)
        raw = self.raw.get(key)
        if not isinstance(raw, dict):
            raise self.wrong(key, "expected keys and values" if key in self.raw else "is missing")
        return Node(raw, self.file, f"{self.path}.{key}" if self.path else key)

    def nodes(self, key: str) -> Iterator[Node]:
        """A list of mappings (one may stand alone)."""
        if not self.has(key):
            return
        raw = self.raw[key]
        items = raw if isinstance(raw, list) else [raw]
        for number, item in enumerate(items, 1):
            path = f"{self.path}.{key}[{number}]" if self.path else f"{key}[{number}]"
            if not isinstance(item, dict):
                raise InputError(f"{self.file}, {path}: expected keys and values")
            yield Node(item, self.file, path)

    def done(self) -> None:
        """Raises InputError for a key that is not known here, naming those that are."""
        for key in self.raw:
            if key not in self._asked:
                known = ", ".join(sorted(set(self._asked)))
                raise self.wrong(key, f"unknown key; known here are {known}")
