"""Tables read by a mapping: from rows to statements, as data says and not code.

A mapping is written in YAML (docs/reference/mapping.md), or guessed from the column names (`mapping_guess`).
"""

from __future__ import annotations

from pathlib import Path

from graph.errors import InputError
from ingest.mapping.apply import apply
from ingest.mapping.dump import mapping_to_yaml
from ingest.mapping.spec import Condition, Dates, Emit, End, Mapping, Replace, Skip, Value
from ingest.mapping.yaml import mapping_of, parse_mapping

__all__ = [
    "Condition", "Dates", "Emit", "End", "Mapping", "Replace", "Skip", "Value",
    "apply", "load_mapping", "mapping_of", "mapping_to_yaml", "parse_mapping",
]  # fmt: skip


def load_mapping(path: Path) -> Mapping:
    """The mapping in a YAML file. InputError names the file, and the key that is wrong."""
    from ingest.decode import decode

    try:
        data = path.read_bytes()
    except OSError as wrong:
        raise InputError(f"{path}: cannot be read ({wrong.strerror or wrong})") from wrong
    return parse_mapping(decode(data, str(path)), str(path))
