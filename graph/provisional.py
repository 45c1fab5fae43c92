"""Provisional entities: named events, projects, bodies and firms that no gazetteer knows, and unknown places of tables.

Their ids are made from their names, so that the same name gives the same entity in any order of reading.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from graph.identity import GREATER_CHINA
from graph.ids import slug
from graph.model import Entity, Mention
from graph.schema import schema

_PREFIX = {
    "Event": "event", "Organization": "org", "SOE": "org", "Enterprise": "org", "Project": "project",
    "Mechanism": "mech", "Policy": "policy",
}  # fmt: skip
_KIND_OF_PREFIX = {
    "event": "Event",
    "org": "Organization",
    "project": "Project",
    "mech": "Mechanism",
    "policy": "Policy",
}
_PLACES = ("LocalGovernment", "ForeignSNG")
# Readers may know no more than a group of kinds, or a level of places.
_KIND_OF_GROUP = {"firm": "Enterprise", "body": "Organization"}
_ANY_PLACE = ("unit", "place", "first", "second", "third", "city")


def provisional_id(mention: Mention, document_id: str) -> str | None:
    """The id of the provisional entity that a mention stands for; None where it may not become one.

    Generic names are tied to their document. A body or firm of a stated country bears it in its id: the Ministry of
    Commerce of one country is not that of another.
    """
    name = slug(mention.form)
    if not mention.provisional or not name:
        return None
    kind = kind_of(mention)
    country = (mention.country or "").lower()
    if kind in _PLACES:
        return f"place:{country}/{name}" if country else None
    prefix = _PREFIX.get(kind or "")
    if prefix is None:
        return None
    if mention.generic:
        name = f"{name}-{document_id.removeprefix('doc:')}"
    return f"{prefix}:{country}/{name}" if prefix == "org" and country else f"{prefix}:{name}"


def kind_of(mention: Mention) -> str | None:
    """The kind that an unknown entity of that mention has; None where nothing can be said."""
    if mention.kind is None or mention.kind in _ANY_PLACE:
        # China's first-level units are all known: what looks like another one is a mistake.
        return None if mention.kind == "first" and mention.country in GREATER_CHINA else place_kind(mention.country)
    return _KIND_OF_GROUP.get(mention.kind, mention.kind)


def place_kind(country: str | None) -> str | None:
    """The kind of an unknown place of that country."""
    if country is None:
        return None
    return "LocalGovernment" if country in GREATER_CHINA else "ForeignSNG"


def is_provisional_id(id: str) -> bool:
    """Whether the id has the form of a provisional entity's."""
    prefix, colon, name = id.partition(":")
    return bool(colon and name) and (prefix in _KIND_OF_PREFIX or (prefix == "place" and "/" in name))


@dataclass(slots=True)
class Traits:
    """What mentions say about one provisional entity, counted; the most frequent wins, then the first by name."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)

    def add(self, mention: Mention) -> None:
        """Count one mention."""
        self.names[" ".join(mention.form.split())] += 1
        kind = kind_of(mention)
        if kind:
            self.kinds[kind] += 1
        if mention.country:
            self.countries[mention.country] += 1

    def entity(self, id: str, confirmed: bool) -> Entity:
        """The entity; `confirmed` by a person it no longer waits in review."""
        prefix, _, rest = id.partition(":")
        country = _first(self.countries)
        if prefix == "place":
            country = country or rest.partition("/")[0].upper()
            kind = _first(Counter({k: n for k, n in self.kinds.items() if k in _PLACES})) or place_kind(country)
        else:
            allowed = Counter({k: n for k, n in self.kinds.items() if _PREFIX.get(k) == prefix})
            kind = _first(allowed, order=tuple(_PREFIX)) or _KIND_OF_PREFIX[prefix]
        name = _first(self.names)
        return Entity(
            id=id,
            name=name or rest.rpartition("/")[2].replace("-", " ").capitalize(),
            kind=kind or "ForeignSNG",
            country=country,
            level="city" if prefix == "place" else None,
            aliases=tuple(sorted(set(self.names) - {name})),
            parent=country if prefix == "place" else None,
            status="known" if confirmed else "provisional",
            source="judgement" if confirmed else "",
        )


def _first(counted: Counter[str], order: tuple[str, ...] = ()) -> str | None:
    rank = {name: at for at, name in enumerate(order or tuple(schema().kinds))}
    return min(counted, key=lambda name: (-counted[name], rank.get(name, 99), name), default=None)
