"""The sentence suite: plain sentences and small tables with the ties that they state (benchmarks/suite/*.yaml).

A tie is written `SUBJECT TYPE OBJECT; field=value; …`. An end is an id of the gazetteer (`CN-YN`, `LA`), a town with
its country or unit (`Kunming@CN`, `Fuzhou@CN-FJ`), or a kind and a name (`event:Canton Fair`), with ` / ` between names
that are all right. Types and fields may offer several right answers, too (`TRADES_WITH/SUPPLIES`). Fields are named
only where the case is about them; one that is named must be right. Ties under `optional` are neither asked for nor
wrong: the annotation guide allows both readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from graph.schema import schema

FOLDER = Path(__file__).parent / "suite"
REGISTERS = ("thesis", "news", "government", "thinktank", "company", "encyclopaedia", "yearbook")
FIELDS = ("mode", "start", "end", "value", "currency", "share", "sector", "kind")
FORMATS = ("txt", "md", "html")
_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


@dataclass(frozen=True)
class Expected:
    """A tie that a case states: its ends as written, the types and the fields that are right."""

    subject: str
    types: tuple[str, ...]
    object: str
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    line: str = ""

    @property
    def modes(self) -> tuple[str, ...]:
        return self.fields.get("mode", ("done",))


@dataclass(frozen=True)
class Case:
    """One text with everything that it states."""

    id: str
    category: str
    register: str
    text: str
    ties: tuple[Expected, ...]
    optional: tuple[Expected, ...]
    format: str = "txt"


def cases(folder: Path = FOLDER) -> list[Case]:
    """All cases in the order of the files. ValueError for a line that is not in the form above."""
    return [case for file in sorted(folder.glob("*.yaml")) for case in _cases(file)]


def _cases(file: Path) -> Iterator[Case]:
    for category, rows in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        for row in rows:
            yield Case(
                row["id"], category, row["register"], row["text"],
                tuple(map(expected, row["ties"])), tuple(map(expected, row.get("optional", ()))),
                row.get("format", "txt"),
            )  # fmt: skip


def expected(line: str) -> Expected:
    """A tie as it is written in the files."""
    ends, *parts = line.split("; ")
    words = ends.split(" ")
    at = next((i for i, word in enumerate(words) if set(word.split("/")) <= schema().ties.keys()), None)
    if at is None:
        raise ValueError(f"'{line}' names no type of tie")
    stated = dict(part.split("=", 1) for part in parts)
    if wrong := stated.keys() - set(FIELDS):
        raise ValueError(f"'{line}' has unknown fields: {', '.join(sorted(wrong))}")
    split = {name: tuple(value.split("/")) for name, value in stated.items()}
    return Expected(" ".join(words[:at]), tuple(words[at].split("/")), " ".join(words[at + 1 :]), split, line)


def is_code(end: str) -> bool:
    """Whether an end is written as an id of the gazetteer."""
    return bool(_CODE.fullmatch(end))
