"""The resolved state of a workspace, kept in its ledger so that questions and reports start at once.

What is kept counts only while the fingerprint of all that it was made from is the same: ledger, judgements, gazetteer
with the user's own names, and the code that resolves.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, TypeVar

from graph.errors import InputError
from graph.ids import digest
from graph.judgements import Judgements
from graph.ledger import Ledger
from graph.model import Candidate, Decision, Document, Entity, Interval, Occasion, Resolved, Statement, Tie
from graph.workspace import Workspace


def resolved(workspace: Workspace, ledger: Ledger | None = None) -> Resolved:
    """What ledger, gazetteer and judgements of the workspace come to now.

    Give the `ledger` where it is open already. The texts of documents are left out (`Ledger.text` has them). The
    result is kept for the next time, unless that cannot be written now (another process writes, the ledger was given
    open for reading): it is only a way to spare work.
    """
    if ledger is not None:
        inputs = _read(workspace, ledger)
        found = inputs.kept or _made(workspace, inputs)
        if inputs.kept is None and not ledger.read_only:
            with suppress(InputError):
                ledger.keep_derived(_parts(found))
        return found
    with workspace.ledger() as reading:  # for a moment only: nobody can write meanwhile
        inputs = _read(workspace, reading)
    if inputs.kept is not None:
        return inputs.kept
    found = _made(workspace, inputs)
    if found.documents:
        with suppress(InputError), workspace.ledger(write=True) as writing:
            writing.keep_derived(_parts(found))
    return found


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What the ledger and the files of the workspace hold, with the state that was kept, if it still counts."""

    fingerprint: str
    kept: Resolved | None
    judgements: Judgements
    documents: tuple[Document, ...] = ()
    statements: tuple[Statement, ...] = ()


def _read(workspace: Workspace, ledger: Ledger) -> _Inputs:
    judgements = Judgements.read(workspace.judgements_path)
    fingerprint = digest(ledger.fingerprint(), judgements.text, _names(workspace), _code(), length=32)
    parts = ledger.derived()
    with _uncollected():
        if parts.get("fingerprint") == fingerprint:
            return _Inputs(fingerprint, _load(parts, ledger), judgements)
        return _Inputs(fingerprint, None, judgements, tuple(ledger.documents()), tuple(ledger.statements()))


def _made(workspace: Workspace, inputs: _Inputs) -> Resolved:
    from graph.gazetteer import Gazetteer
    from graph.resolution import resolve_all

    with _uncollected():
        gazetteer = Gazetteer.load(workspace.path)
        return resolve_all(
            inputs.documents, inputs.statements, gazetteer, inputs.judgements, fingerprint=inputs.fingerprint
        )


def _names(workspace: Workspace) -> str:
    """A hash of all tables that the gazetteer is made of; reading them as bytes is far cheaper than loading them."""
    seen = sha256()
    shipped = [*files("data").iterdir(), *(files("data") / "gazetteer").iterdir()]
    tables = sorted((file for file in shipped if file.name.endswith((".csv", ".tsv.gz"))), key=lambda file: file.name)
    for file in (*tables, workspace.aliases_path, workspace.organisations_path):
        if file.is_file():
            seen.update(file.name.encode() + file.read_bytes())
    return seen.hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    """A hash of the code that resolves: what another version of it made does not count."""
    seen = sha256()
    for file in sorted(files("graph").iterdir(), key=lambda file: file.name):
        if file.name.endswith((".py", ".yaml")):
            seen.update(file.name.encode() + file.read_bytes())
    return seen.hexdigest()


def _row(value: Any) -> list[Any]:
    return [getattr(value, f.name) for f in fields(value)]


def _parts(found: Resolved) -> dict[str, str]:
    """The derived part of the state as JSON: everything but statements and documents, which the ledger has."""
    ties = [_row(tie) for tie in found.ties]
    nested = {f.name: at for at, f in enumerate(fields(Tie))}
    for row in ties:
        for name in ("intervals", "occasions"):
            row[nested[name]] = [_row(part) for part in row[nested[name]]]
    names = [
        [key, d.printed, d.id, d.score, d.method, d.reason, [_row(c) for c in d.candidates]]
        for key, d in found.names.items()
    ]
    bodies: dict[str, Any] = {
        "entities": [_row(entity) for entity in found.entities.values()],
        "ties": ties,
        "names": names,
        "outcome": found.outcome,
        "ends": found.ends,
    }
    dumped = {part: json.dumps(body, ensure_ascii=False, separators=(",", ":")) for part, body in bodies.items()}
    return {"fingerprint": found.fingerprint, **dumped}


def _load(kept: dict[str, str], ledger: Ledger) -> Resolved:
    body = {part: json.loads(text) for part, text in kept.items() if part != "fingerprint"}
    entities = (_with_tuples(Entity, row, _ENTITY_LISTS) for row in body["entities"])
    return Resolved(
        entities={entity.id: entity for entity in entities},
        ties=tuple(map(_tie, body["ties"])),
        statements={s.id: s for s in ledger.statements()},
        documents={d.id: d for d in ledger.documents()},
        outcome=body["outcome"],
        names={
            key: Decision(printed, id, score, method, reason, tuple(Candidate(*c) for c in candidates))
            for key, printed, id, score, method, reason, candidates in body["names"]
        },
        fingerprint=kept["fingerprint"],
        ends={id: (subject, object_, mechanism) for id, (subject, object_, mechanism) in body["ends"].items()},
    )


_TIE_LISTS = tuple(at for at, f in enumerate(fields(Tie)) if f.type.startswith("tuple"))
_ENTITY_LISTS = tuple(at for at, f in enumerate(fields(Entity)) if f.type.startswith("tuple"))
_INTERVALS, _OCCASIONS = ([f.name for f in fields(Tie)].index(name) for name in ("intervals", "occasions"))

_Made = TypeVar("_Made")


def _with_tuples(type_: type[_Made], row: list[Any], lists: tuple[int, ...]) -> _Made:
    """The value of a row; JSON made lists of its tuples."""
    for at in lists:
        row[at] = tuple(row[at])
    return type_(*row)


def _tie(row: list[Any]) -> Tie:
    row[_INTERVALS] = [Interval(when, tuple(of)) for when, of in row[_INTERVALS]]
    row[_OCCASIONS] = [Occasion(date, tuple(of), *rest) for date, of, *rest in row[_OCCASIONS]]
    return _with_tuples(Tie, row, _TIE_LISTS)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: it would walk over all the values that are being made, again and again."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
