"""The declared model: node kinds, tie types, allowed ends and properties, read from `schema.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from graph.errors import InputError


@dataclass(frozen=True, slots=True)
class TieType:
    """One type of tie. `subject` and `object` hold entity kinds; `city_state` stands for a State that is a city.

    `usual` gives a kind to ties to which no source gives one: `first` where both ends are first-level units, `below`
    where both are units below that level. `words` are how people read it (`trades with`).
    """

    name: str
    meaning: str
    subject: frozenset[str]
    object: frozenset[str]
    symmetric: bool
    is_state: bool
    kinds: tuple[str, ...]
    usual: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of nodes or relationships: its name, type (`string`, `int`, `string[]` …) and meaning."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class Schema:
    """The whole declaration. Use `schema()` to get it."""

    kinds: dict[str, dict[str, str]]
    groups: dict[str, tuple[str, ...]]
    city_states: frozenset[str]
    ties: dict[str, TieType]
    links: dict[str, str]
    modes: tuple[str, ...]
    flows: tuple[str, ...]
    sectors: tuple[str, ...]
    properties: dict[str, tuple[Property, ...]]

    def tie(self, name: str) -> TieType:
        """The tie type of that name; InputError names the known ones otherwise."""
        found = self.ties.get(name)
        if found is None:
            raise InputError(f"'{name}' is not a tie type; known are {', '.join(self.ties)}")
        return found

    def fits(self, kinds: frozenset[str], kind: str, entity_id: str | None = None) -> bool:
        """Whether an entity of `kind` may stand at an end that allows `kinds`."""
        return kind in kinds or ("city_state" in kinds and kind == "State" and entity_id in self.city_states)

    def allows(
        self, subject_kind: str, tie: str, object_kind: str, subject_id: str | None = None, object_id: str | None = None
    ) -> bool:
        """Whether a tie of that type may join the two kinds, in that direction (either way when it is symmetric).

        Two city-states may not be sisters of each other: at least one end is a unit.
        """
        type_ = self.tie(tie)
        if "city_state" in type_.subject and subject_kind == object_kind == "State":
            return False
        ahead = self.fits(type_.subject, subject_kind, subject_id) and self.fits(type_.object, object_kind, object_id)
        if ahead or not type_.symmetric:
            return ahead
        return self.fits(type_.subject, object_kind, object_id) and self.fits(type_.object, subject_kind, subject_id)


def _expand(names: list[str], groups: dict[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(kind for name in names for kind in groups.get(name, (name,)))


def _check(raw: dict[str, Any]) -> None:
    known = set(raw["kinds"]) | {"city_state"}
    groups = {name: tuple(kinds) for name, kinds in raw["groups"].items()}
    for name, tie in raw["ties"].items():
        unknown = (_expand(tie["subject"], groups) | _expand(tie["object"], groups)) - known
        if unknown or tie["nature"] not in ("state", "occasion"):
            raise InputError(f"schema.yaml, tie {name}: unknown ends {sorted(unknown)} or nature '{tie['nature']}'")


@lru_cache(maxsize=1)
def schema() -> Schema:
    """The schema that ships with Subties (read once)."""
    raw = yaml.safe_load((files("graph") / "schema.yaml").read_text(encoding="utf-8"))
    _check(raw)
    groups = {name: tuple(kinds) for name, kinds in raw["groups"].items()}
    ties = {
        name: TieType(
            name=name,
            meaning=tie["meaning"],
            subject=_expand(tie["subject"], groups),
            object=_expand(tie["object"], groups),
            symmetric=bool(tie.get("symmetric", False)),
            is_state=tie["nature"] == "state",
            kinds=tuple(tie.get("kinds", ())),
            usual=dict(tie.get("usual", {})),
            words=tie.get("words") or name.replace("_", " ").lower(),
        )
        for name, tie in raw["ties"].items()
    }
    return Schema(
        kinds=raw["kinds"],
        groups=groups,
        city_states=frozenset(raw["city_states"]),
        ties=ties,
        links=raw["links"],
        modes=tuple(raw["modes"]),
        flows=tuple(raw["flows"]),
        sectors=tuple(raw["sectors"]),
        properties={
            owner: tuple(Property(name, p["type"], p["meaning"]) for name, p in props.items())
            for owner, props in raw["properties"].items()
        },
    )
