"""Identity where it is delicate: codes for the same place, successions, jurisdictions, former states.

Except for the listed equivalents, two different codes are two places. A succession never merges.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graph.model import Entity
from graph.resources import data_table

GREATER_CHINA = frozenset({"CN", "HK", "MO", "TW"})


@dataclass(frozen=True, slots=True)
class Succession:
    """That `after` took the place of `before`, in the year or on the day `when` (EDTF)."""

    before: str
    after: str
    when: str
    note: str
    source: str


@lru_cache(maxsize=1)
def _equivalents() -> dict[str, str]:
    return {r["code"]: r["id"] for r in data_table("code_equivalents.csv")}


def canonical_id(id_: str) -> str:
    """The id under which a place stands, for any of its codes.

    >>> canonical_id("HK"), canonical_id("JP-22")
    ('CN-HK', 'JP-22')
    """
    return _equivalents().get(id_, id_)


def equivalent_codes(id_: str) -> tuple[str, ...]:
    """The other codes of a place, sorted."""
    return tuple(sorted(code for code, own in _equivalents().items() if own == id_))


def has_country_code(id_: str) -> bool:
    """Whether a unit has an ISO 3166-1 code of its own beside its state's (Hong Kong, Puerto Rico)."""
    return any(len(code) == 2 for code in equivalent_codes(id_))


@lru_cache(maxsize=1)
def successions() -> tuple[Succession, ...]:
    """All recorded successions, by date."""
    found = [
        Succession(r["before"], r["after"], r["when"], r["note"], r["source"]) for r in data_table("successions.csv")
    ]
    return tuple(sorted(found, key=lambda s: (s.when, s.before, s.after)))


def jurisdiction(entity: Entity) -> str | None:
    """CN, HK, MO, TW or the country; None for what belongs to no country."""
    if entity.jurisdiction:
        return entity.jurisdiction
    if entity.kind == "State":
        return entity.id
    return entity.country


def foreign(a: Entity, b: Entity) -> bool:
    """Whether a tie between the two crosses jurisdictions. False when one belongs to none (a bloc, a macro-region)
    or when that is unknown."""
    left, right = jurisdiction(a), jurisdiction(b)
    return left is not None and right is not None and left != right


def greater_china(a: Entity, b: Entity) -> bool:
    """Whether the ends are two different ones of CN, HK, MO and TW: counted and reported apart."""
    return foreign(a, b) and {jurisdiction(a), jurisdiction(b)} <= GREATER_CHINA


def hint_allows(hint: str, entity: Entity) -> bool:
    """Whether an entity may be meant where a text or table says that the country is `hint`.

    China takes in Hong Kong, Macao and Taiwan (and each of these is told by its own code); a dependency is told by
    its own code or its state's.
    """
    wanted = canonical_id(hint)
    if wanted in (entity.id, entity.country, jurisdiction(entity)) or hint in (entity.country, jurisdiction(entity)):
        return True
    return "-" in wanted and entity.parent == wanted
