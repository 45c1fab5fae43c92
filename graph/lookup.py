"""Who is meant by a name that a user asks about: the resolver's decision as one record for each name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.model import Candidate


@dataclass(frozen=True, slots=True)
class Meant:
    """One name and who is meant by it; `id` is None when that is not sure. `score` is from 0 to 1."""

    printed: str
    id: str | None
    name: str | None
    kind: str | None
    country: str | None
    score: float
    method: str
    reason: str
    candidates: tuple[Candidate, ...]


def who(
    names: Iterable[str],
    extra: Path | None = None,
    *,
    kind: str | None = None,
    country: str | None = None,
    within: str | None = None,
) -> list[Meant]:
    """Resolves names in their order. `extra` is a workspace folder with the user's own names; `country` is an
    ISO 3166-1 code, `kind` an entity kind, `within` the id of a unit: what is known about the names.

    Raises InputError for an unknown kind or country.
    """
    from graph.gazetteer import Gazetteer
    from graph.resolve import Resolver

    gazetteer = Gazetteer.load(extra)
    resolver = Resolver(gazetteer)
    checked_kind = _kind(kind)
    checked_country = _country(country, gazetteer)
    out = []
    for name in names:
        decision = resolver.resolve(name, checked_kind, checked_country, within)
        entity = gazetteer.get(decision.id) if decision.id else None
        out.append(
            Meant(
                printed=name, id=entity.id if entity else None, name=entity.name if entity else None,
                kind=entity.kind if entity else None, country=entity.country if entity else None,
                score=decision.score, method=decision.method, reason=decision.reason, candidates=decision.candidates,
            )
        )  # fmt: skip
    return out


def _kind(kind: str | None) -> str | None:
    from graph.errors import InputError
    from graph.schema import schema

    if kind is None:
        return None
    for known in schema().kinds:
        if known.casefold() == kind.casefold():
            return known
    raise InputError(f"'{kind}' is not a kind of entity; known are {', '.join(schema().kinds)}")


def _country(country: str | None, gazetteer: object) -> str | None:
    from graph.errors import InputError
    from graph.gazetteer import Gazetteer

    if country is None:
        return None
    assert isinstance(gazetteer, Gazetteer)
    entity = gazetteer.get(country.upper())
    if entity is None or entity.kind not in ("State", "Province"):
        raise InputError(f"'{country}' is not an ISO 3166-1 alpha-2 code of a country")
    return country.upper()
