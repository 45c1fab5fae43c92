"""Finding whom a user means: an id, a name or an alias among the entities of the workspace, else in the gazetteer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from graph.errors import NotFoundError, UsageError
from graph.fold import fold
from graph.identity import canonical_id
from graph.model import Candidate, Entity, Resolved
from queries.selection import count

# Ratio (0 to 100) from which a name of the workspace is offered as what the user may have meant.
_NEAR = 75.0
_OFFERED = 5


def find(resolved: Resolved, name: str, extra: Path | None = None) -> Entity:
    """The entity that a user names.

    Looked for in this order, the first that gives exactly one wins: its id; its name; its aliases; a form that the
    documents print and that resolves to one entity only; the gazetteer with its type-aware forms. `extra` is a
    workspace folder with the user's own names. A name of several entities means the one that the gazetteer takes it for
    (Jilin is the province), unless that has no ties and another has (the state and the city of Rio de Janeiro). Without
    one UsageError is raised, for an unknown name NotFoundError; both list candidates with their ids. The entity may be
    one without ties.
    """
    wanted = name.strip()
    if not wanted:
        raise UsageError("an empty name means nobody")
    for entity_id in (wanted, canonical_id(wanted.upper()), wanted.lower()):
        if entity_id in resolved.entities:
            return resolved.entities[entity_id]
    folded = fold(wanted)
    for tier in (_by_name, _by_alias, _by_print):
        found = tier(resolved, folded)
        if len(found) == 1:
            return resolved.entities[found.pop()]
        if found:
            usual, tied = _usual(wanted, extra), _tied(resolved)
            if usual in found and (usual in tied or not found & tied.keys()):
                return resolved.entities[usual]
            among = sorted(found, key=lambda entity_id: (-tied[entity_id], entity_id))
            listed = ", ".join(_label(resolved.entities[one], count(tied[one], "tie")) for one in among)
            raise UsageError(f"'{name}' may be {listed}; say which by its id")
    return _from_gazetteer(resolved, wanted, extra)


def _by_name(resolved: Resolved, folded: str) -> set[str]:
    return {entity.id for entity in resolved.entities.values() if fold(entity.name) == folded}


def _by_alias(resolved: Resolved, folded: str) -> set[str]:
    return {e.id for e in resolved.entities.values() if any(fold(alias) == folded for alias in e.aliases)}


def _by_print(resolved: Resolved, folded: str) -> set[str]:
    decided = (d for d in resolved.names.values() if d.id in resolved.entities and fold(d.printed) == folded)
    return {decision.id for decision in decided if decision.id}


def _tied(resolved: Resolved) -> Counter[str]:
    """The number of ties of each entity that has any."""
    return Counter(end for tie in resolved.ties for end in {tie.subject, tie.object})


def _usual(name: str, extra: Path | None) -> str | None:
    """The id that the gazetteer takes a name for by itself; None where it leaves that open."""
    from graph.gazetteer import Gazetteer
    from graph.resolve import Resolver

    return Resolver(Gazetteer.load(extra)).resolve(name).id


def _from_gazetteer(resolved: Resolved, name: str, extra: Path | None) -> Entity:
    from graph.gazetteer import Gazetteer
    from graph.resolve import Resolver

    gazetteer = Gazetteer.load(extra)
    known = gazetteer.get(name) or gazetteer.get(name.upper())
    if known is not None:
        return resolved.entities.get(known.id, known)
    decision = Resolver(gazetteer).resolve(name)
    if decision.id is not None:
        entity = resolved.entities.get(decision.id) or gazetteer.get(decision.id)
        if entity is not None:
            return entity
    same = [_candidate(each) for each in decision.candidates if fold(each.name) == fold(name)]
    if same:
        raise UsageError(f"'{name}' may be {', '.join(same)}; say which by its id")
    offered = list(dict.fromkeys([*near(resolved, name), *map(_candidate, decision.candidates)]))[:_OFFERED]
    hint = f"; did you mean {', '.join(offered)}?" if offered else "; 'subties resolve NAME' explains names"
    raise NotFoundError(f"nobody is known by the name '{name}'{hint}")


def near(resolved: Resolved, name: str) -> list[str]:
    """Labels of the entities whose names come near or go on as it does, best first, of equal ones those with most ties:
    an offer to people, never a resolution."""
    from rapidfuzz.fuzz import ratio

    folded, tied = fold(name), _tied(resolved)

    def score(entity: Entity) -> float:
        own = fold(entity.name)
        return max(ratio(folded, own), _NEAR if own.startswith(f"{folded} ") else 0.0)

    scored = [(score(entity), entity) for entity in resolved.entities.values()]
    best = sorted(
        (pair for pair in scored if pair[0] >= _NEAR), key=lambda pair: (-pair[0], -tied[pair[1].id], pair[1].id)
    )
    return [_label(entity) for _, entity in best[:_OFFERED]]


def _label(entity: Entity, more: str = "") -> str:
    return f"{entity.name} ({', '.join(part for part in (entity.kind, entity.id, more) if part)})"


def _candidate(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.kind}, {candidate.id})"


def inside(resolved: Resolved, place: Entity) -> frozenset[str]:
    """Ids of all that counts as lying in the place: the place itself; for a State everything of its country (units,
    firms, bodies); for a unit or Region what the gazetteer places below it."""
    if place.kind == "State":
        below = {entity.id for entity in resolved.entities.values() if entity.country == place.id}
        return frozenset(below | {place.id})
    found = {place.id}
    for entity in resolved.entities.values():
        chain, above = [entity.id], entity.parent
        while above is not None and above not in chain:
            if above in found:
                found.update(chain)
                break
            chain.append(above)
            up = resolved.entities.get(above)
            above = up.parent if up else None
    return frozenset(found)


def jurisdiction(entity: Entity) -> str | None:
    """Jurisdiction of an entity: as resolved, else its country; None where neither is known."""
    return entity.jurisdiction or entity.country
