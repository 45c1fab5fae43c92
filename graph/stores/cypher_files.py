"""The files below `cypher/`: their headers, and the filling of templates with names that the schema allows.

A file opens with a header of comment lines: the title, `Answers:` what it answers (may run over further lines),
`Parameter: name = example: meaning` for each parameter (the example is JSON; left out where only the loader runs the
file) and `Template: __NAME__: meaning` for each name that is filled in. What users, documents and tables say never
becomes query text: it is passed as parameters, and only labels and relationship types of the schema are filled in.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from graph.errors import NotFoundError, UsageError
from graph.schema import schema

IDENTITY_LABELS = ("Entity", "Document", "Statement")
STATE_LABEL = "SubtiesState"
_PLACEHOLDER = re.compile(r"__[A-Z]+__")
_PARAMETER = re.compile(r"^(\w+)(?: = (?P<rest>.*)|: (?P<meaning>.*))$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a Cypher file. `example` is a value to try it with; `has_example` says whether there is one."""

    name: str
    meaning: str
    example: Any = None
    has_example: bool = False


@dataclass(frozen=True, slots=True)
class CypherFile:
    """One file: `folder` and `name` (without suffix) say where it is, `text` is the Cypher without the header."""

    folder: str
    name: str
    title: str
    answers: str
    parameters: tuple[Parameter, ...]
    templates: tuple[str, ...]
    text: str

    def examples(self) -> dict[str, Any]:
        """The example value of each parameter that has one."""
        return {p.name: p.example for p in self.parameters if p.has_example}

    def filled(self, **names: str) -> str:
        """The Cypher with `__LABEL__` replaced by the given `LABEL`, and so on.

        UsageError for a name that is neither a label nor a relationship type of the schema, or is missing.
        """
        text = self.text
        for placeholder, name in names.items():
            if name not in allowed_names():
                raise UsageError(f"'{name}' is neither a label nor a relationship type of the schema")
            text = text.replace(f"__{placeholder}__", name)
        left = _PLACEHOLDER.search(text)
        if left:
            raise UsageError(f"cypher/{self.folder}/{self.name}.cypher: {left.group()} is not filled in")
        return text


@lru_cache(maxsize=1)
def allowed_names() -> frozenset[str]:
    """Labels and relationship types that may be filled in."""
    declared = schema()
    return frozenset({*declared.kinds, *declared.ties, *declared.links, *IDENTITY_LABELS, STATE_LABEL})


def parse(folder: str, name: str, source: str) -> CypherFile:
    """A Cypher file from its text; UsageError when its header lacks the title or says what cannot be understood."""
    lines = source.splitlines()
    size = next((at for at, line in enumerate(lines) if not line.startswith("//")), len(lines))
    head = [line[2:].strip() for line in lines[:size]]
    where = f"cypher/{folder}/{name}.cypher"
    if not head or not head[0]:
        raise UsageError(f"{where}: the first line is a comment with the title")
    answers: list[str] = []
    parameters: list[Parameter] = []
    templates: list[str] = []
    for line in head[1:]:
        key, colon, rest = line.partition(":")
        if colon and key == "Answers":
            answers.append(rest.strip())
        elif colon and key == "Parameter":
            parameters.append(_parameter(rest.strip(), where))
        elif colon and key == "Template":
            templates.append(rest.strip().partition(":")[0].strip("_"))
        elif answers and not parameters and not templates:
            answers.append(line)
        else:
            raise UsageError(f"{where}: '{line}' does not belong into a header")
    if not answers:
        raise UsageError(f"{where}: the header does not say what it answers")
    text = "\n".join(lines[size:]).strip()
    return CypherFile(folder, name, head[0], " ".join(answers), tuple(parameters), tuple(templates), text)


def _parameter(line: str, where: str) -> Parameter:
    match = _PARAMETER.match(line)
    if not match:
        raise UsageError(f"{where}: write 'Parameter: name = example: meaning', not '{line}'")
    if match["rest"] is None:
        return Parameter(match[1], match["meaning"])
    try:
        example, end = json.JSONDecoder().raw_decode(match["rest"])
    except ValueError as wrong:
        raise UsageError(f"{where}: the example of '{match[1]}' is not JSON") from wrong
    return Parameter(match[1], match["rest"][end:].lstrip(" :"), example, True)


@lru_cache(maxsize=256)
def cypher_file(folder: str, name: str) -> CypherFile:
    """The shipped file `cypher/FOLDER/NAME.cypher`; NotFoundError when there is none."""
    path = files("cypher") / folder / f"{name}.cypher"
    if not path.is_file():
        raise NotFoundError(f"cypher/{folder}/{name}.cypher: no such file")
    return parse(folder, name, path.read_text(encoding="utf-8"))


def cypher_files(folder: str) -> tuple[CypherFile, ...]:
    """All shipped files of a folder, by name."""
    return tuple(cypher_file(folder, stem) for stem in sorted(map(_stem, _entries(folder))))


def statements_of(folder: str, name: str) -> tuple[str, ...]:
    """The statements of a shipped file in another language (`NAME` with its suffix), split at `;`."""
    source = (files("cypher") / folder / name).read_text(encoding="utf-8")
    return tuple(part.strip() for part in source.split(";") if part.strip())


def _entries(folder: str) -> list[Traversable]:
    return [entry for entry in (files("cypher") / folder).iterdir() if entry.name.endswith(".cypher")]


def _stem(entry: Traversable) -> str:
    return entry.name.removesuffix(".cypher")
