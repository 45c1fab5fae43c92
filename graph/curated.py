"""Curated names and entities: data/*.csv, and the user's own `aliases.csv` and `organisations.csv`."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import InputError
from graph.fold import fold
from graph.model import Entity
from graph.resources import data_text
from graph.schema import schema

_TYPES = ("name", "alias", "former", "abbreviation", "native", "demonym", "metonym", "variant")


@dataclass(frozen=True, slots=True)
class Alias:
    """A curated name: `override` when a user gave it, `where` is file and line for messages."""

    printed: str
    entity_id: str
    type: str
    cue: bool
    override: bool
    where: str


@dataclass
class Curated:
    """What the tables come to: entities by id, aliases, aliases by folded name, and words that need a cue."""

    entities: dict[str, Entity] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)
    names: dict[str, list[Alias]] = field(default_factory=dict)
    common_words: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    digest: str = ""


def read_curated(extra: Path | None = None) -> Curated:
    """The curated tables, with those in the folder `extra` before them."""
    out = Curated()
    digest = hashlib.sha256()
    sources: list[tuple[str, str, bool]] = []
    if extra is not None:
        for name in ("aliases.csv", "organisations.csv"):
            path = extra / name
            if path.is_file():
                sources.append((name, _decode(path), True))
    shipped = ("aliases.csv", "border_towns.csv", "demonyms.csv", "macro_regions.csv", "organisations.csv")
    sources += [(name, data_text(name), False) for name in shipped]
    for name, text, own in sources:
        digest.update(f"{name}\0{text}\0".encode())
        _read(out, name, text, own)
    words = data_text("common_words.csv")
    digest.update(words.encode())
    rows = list(csv.DictReader(io.StringIO(words)))
    out.common_words = frozenset(fold(r["word"]) for r in rows)
    out.generic = frozenset(fold(r["word"]) for r in rows if r["why"] == "generic")
    for alias in out.aliases:
        out.names.setdefault(fold(alias.printed), []).append(alias)
    out.digest = digest.hexdigest()
    return out


def _decode(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from None


def _read(out: Curated, name: str, text: str, own: bool) -> None:
    needed = {"aliases.csv": ("name", "id"), "demonyms.csv": ("name", "id")}.get(name, ("id", "name"))
    reader = csv.DictReader(io.StringIO(text))
    if reader.fieldnames is None and not text.strip():
        return
    missing = [c for c in needed if c not in (reader.fieldnames or ())]
    if missing and ";" in text.partition("\n")[0]:
        raise InputError(f"{name}, line 1: its columns are parted by ';'; save it with commas between them")
    if missing:
        raise InputError(
            f"{name}, line 1: no column '{missing[0]}'; its columns are {', '.join(reader.fieldnames or ())}"
        )
    for row in reader:
        where = f"{name}, line {reader.line_num}"
        cells = {k: (v or "").strip() for k, v in row.items() if isinstance(k, str)}
        if not any(cells.values()):
            continue
        if not all(cells[c] for c in needed):
            raise InputError(f"{where}: '{needed[0]}' and '{needed[1]}' must both be given")
        if name in ("aliases.csv", "demonyms.csv"):
            _alias(out, cells, where, own, "demonym" if name == "demonyms.csv" else cells.get("type") or "alias")
        else:
            _entity(out, cells, where, own, "Region" if name == "macro_regions.csv" else cells.get("kind", ""))


def _alias(out: Curated, cells: dict[str, str], where: str, own: bool, type_: str) -> None:
    if type_ not in _TYPES:
        raise InputError(f"{where}: type '{type_}' is not one of {', '.join(_TYPES)}")
    cue = cells.get("cue", "") in ("1", "yes", "true") or (type_ == "abbreviation" and len(cells["name"]) < 2)
    out.aliases.append(Alias(cells["name"], cells["id"], type_, cue, own, where))


def _entity(out: Curated, cells: dict[str, str], where: str, own: bool, kind: str) -> None:
    if kind not in schema().kinds:
        raise InputError(f"{where}: kind '{kind}' is not one of {', '.join(schema().kinds)}")
    id_ = cells["id"]
    aliases = tuple(a.strip() for a in cells.get("aliases", "").split(";") if a.strip())
    if id_ not in out.entities:  # the user's tables are read first
        country = cells.get("country") or None
        out.entities[id_] = Entity(
            id=id_, name=cells["name"], kind=kind, country=country, jurisdiction=country, aliases=aliases,
            lat=_degrees(cells, "lat", where), lon=_degrees(cells, "lon", where),
            parent=cells.get("parent") or None, source=cells.get("source", ""),
        )  # fmt: skip
    generic = [a.strip() for a in cells.get("generic_aliases", "").split(";") if a.strip()]
    for printed in (cells["name"], *aliases, *generic):
        type_ = "name" if printed == cells["name"] else "abbreviation" if printed.isupper() else "alias"
        out.aliases.append(Alias(printed, id_, type_, printed in generic, own, where))


def _degrees(cells: dict[str, str], column: str, where: str) -> float | None:
    try:
        return float(cells[column]) if cells.get(column) else None
    except ValueError:
        raise InputError(f"{where}: {column} '{cells[column]}' is no number of degrees") from None
