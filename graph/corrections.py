"""The corrected fields of a judgement `change` on a statement: `tie=VISITED;object=JP-22;date=1987;mode=planned`.

Fields are joined by `;`. A field that is not named keeps what the statement says; an empty one (`kind=`) is cleared.

=============================  ===================================================================
`tie`, `kind`, `mode`          tie type, tie kind, done | planned | ended | denied
`subject`, `object`            entity ids; these two cannot be cleared
`mechanism`                    entity id
`date`                         EDTF dates and intervals, separated by blanks: `1978/1979 1989/..`
`sector`, `manner`             as in the schema
`value`, `share`               numbers
`unit`, `currency`, `flow`     what the value counts; export | import | total
=============================  ===================================================================
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.edtf import valid
from graph.errors import InputError
from graph.model import Mode
from graph.schema import schema

FIELDS = (
    "tie", "kind", "mode", "subject", "object", "mechanism", "date", "sector", "manner", "value", "share", "unit",
    "currency", "flow",
)  # fmt: skip
_REQUIRED = ("tie", "mode", "subject", "object")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrected fields by name, as text (empty = cleared), checked."""

    fields: dict[str, str]

    def text(self, name: str, stated: str | None) -> str | None:
        """The corrected text, or what was stated."""
        return (self.fields[name] or None) if name in self.fields else stated

    def number(self, name: str, stated: float | None) -> float | None:
        """The corrected number, or what was stated."""
        if name not in self.fields:
            return stated
        return float(self.fields[name]) if self.fields[name] else None

    def when(self, stated: tuple[str, ...]) -> tuple[str, ...]:
        """The corrected dates, or what was stated."""
        return tuple(self.fields["date"].split()) if "date" in self.fields else stated


def corrections(text: str) -> Corrections:
    """Read corrected fields; InputError says what is wrong with them."""
    fields: dict[str, str] = {}
    for part in text.split(";"):
        if not part.strip():
            continue
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise InputError(f"'{part.strip()}' is not a corrected field; write field=value;field=value")
        if name not in FIELDS:
            raise InputError(f"'{name}' is not a field that can be corrected; known are {', '.join(FIELDS)}")
        if name in fields:
            raise InputError(f"the field '{name}' is corrected twice")
        if not value and name in _REQUIRED:
            raise InputError(f"the field '{name}' cannot be cleared")
        _check(name, value)
        fields[name] = value
    if not fields:
        raise InputError("`right` is empty; write the corrected fields as field=value;field=value")
    return Corrections(fields)


def _check(name: str, value: str) -> None:
    if name == "tie":
        schema().tie(value)
    elif name == "mode" and value not in [mode.value for mode in Mode]:
        raise InputError(f"'{value}' is not a mode; known are {', '.join(mode.value for mode in Mode)}")
    elif name == "flow" and value and value not in schema().flows:
        raise InputError(f"'{value}' is not a flow; known are {', '.join(schema().flows)}")
    elif name == "date":
        for date in value.split():
            valid(date)
    elif name in ("value", "share") and value:
        try:
            float(value)
        except ValueError as wrong:
            raise InputError(f"'{value}' is not a number ({name})") from wrong
