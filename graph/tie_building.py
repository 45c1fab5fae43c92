"""From claims to ties: what speaks of the same ends, type and kind is one tie.

Symmetric types sort their ends by id for identity and show the Chinese end first, else the one printed first. A claim
without a kind belongs to the kind that its ends and type have, if there is exactly one; where there is none, to the
kind that is usual between units of their levels (schema.yaml); with several it is a tie without a kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.claims import Claim
from graph.edtf import ends, sort_key
from graph.identity import foreign, greater_china, jurisdiction
from graph.ids import digest
from graph.model import Entity, Mode, Tie
from graph.occasions import occasions
from graph.schema import schema
from graph.states import history

_Pair = tuple[str, str, str]
_FLIPPED = {"export": "import", "import": "export"}
_LEVELS = {"first": "first", "second": "below", "third": "below", "city": "below"}
_SHOWN_FIRST = {"CN": 0, "HK": 1, "MO": 1, "TW": 1}


def build_ties(claims: Iterable[Claim], entities: Mapping[str, Entity]) -> tuple[Tie, ...]:
    """The ties that the claims make, by id. Claims must be `done` or `ended`, their ends among `entities`."""
    groups: dict[_Pair, dict[str | None, list[Claim]]] = {}
    for claim in sorted(claims, key=lambda c: c.position):
        groups.setdefault(_pair(claim), {}).setdefault(_kind(claim), []).append(claim)
    ties = []
    for pair, kinds in groups.items():
        named = [kind for kind in kinds if kind is not None]
        if len(named) == 1 and None in kinds:
            merged = kinds[named[0]] + kinds.pop(None)
            kinds[named[0]] = sorted(merged, key=lambda c: c.position)
        elif not named:
            kinds = {_usual_kind(pair, entities): kinds[None]}
        ties += [_tie(pair, kind, group, entities) for kind, group in kinds.items()]
    return tuple(sorted(ties, key=lambda tie: tie.id))


def tie_id(subject: str, tie: str, object: str, kind: str | None = None) -> str:
    """The id of a tie: a hash of its ends (sorted where the type is symmetric), type and kind."""
    one, other = sorted((subject, object)) if schema().ties[tie].symmetric else (subject, object)
    return f"tie:{digest(one, tie, other, kind)}"


def _pair(claim: Claim) -> _Pair:
    """Type and ends, these sorted where the type is symmetric."""
    if schema().ties[claim.tie].symmetric and claim.object < claim.subject:
        return claim.tie, claim.object, claim.subject
    return claim.tie, claim.subject, claim.object


def _kind(claim: Claim) -> str | None:
    """The claim's kind; the manner stands for it where the schema lists it among the kinds of the type."""
    if claim.kind is None and claim.manner in schema().ties[claim.tie].kinds:
        return claim.manner
    return claim.kind


def _usual_kind(pair: _Pair, entities: Mapping[str, Entity]) -> str | None:
    """The kind that ties of the type usually have between units of these levels; None where they differ in level."""
    levels = {_LEVELS.get(entities[id].level or "") for id in pair[1:]}
    return schema().ties[pair[0]].usual.get(levels.pop() or "") if len(levels) == 1 else None


def _shown(pair: _Pair, first: Claim, entities: Mapping[str, Entity]) -> tuple[str, str]:
    """The ends as they are shown: subject and object."""
    _, one, other = pair
    if not schema().ties[first.tie].symmetric:
        return one, other
    rank = {id: _SHOWN_FIRST.get(jurisdiction(entities[id]) or "", 2) for id in (one, other)}
    if rank[one] != rank[other]:
        return (one, other) if rank[one] < rank[other] else (other, one)
    return first.subject, first.object


def _seen_from(subject: str, claim: Claim) -> Claim:
    """The claim with its flow as seen from the shown subject."""
    if claim.subject == subject or claim.flow is None:
        return claim
    return replace(claim, flow=_FLIPPED.get(claim.flow, claim.flow))


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value), default=None)


def _tie(pair: _Pair, kind: str | None, claims: list[Claim], entities: Mapping[str, Entity]) -> Tie:
    type_ = schema().ties[pair[0]]
    subject, object_ = _shown(pair, claims[0], entities)
    claims = [_seen_from(subject, claim) for claim in claims]
    happened, disagreeing = occasions(claims, only_values=type_.is_state)
    tie = Tie(
        id=tie_id(pair[1], pair[0], pair[2], kind),
        subject=subject,
        tie=type_.name,
        object=object_,
        kind=kind,
        statements=tuple(sorted({c.statement_id for c in claims})),
        documents=tuple(sorted({c.document_id for c in claims})),
        confidence=max(c.confidence for c in claims),
        occasions=happened,
        sector=_most(c.sector for c in claims),
        mechanism=_most(c.mechanism for c in claims),
        manner=_most(c.manner for c in claims),
        contradictions=disagreeing,
        as_printed=tuple(sorted({name for c in claims for name in c.printed})),
        foreign=foreign(entities[subject], entities[object_]),
        greater_china=greater_china(entities[subject], entities[object_]),
    )
    tie = _with_history(tie, claims) if type_.is_state else _with_occasions(tie, claims)
    return replace(tie, contested=bool(tie.contradictions))


def _with_history(tie: Tie, claims: Iterable[Claim]) -> Tie:
    held = history(claims)
    return replace(
        tie,
        intervals=held.intervals,
        start=held.start,
        end=held.end,
        status=held.status,
        contradictions=held.contradictions + tie.contradictions,
    )


def _with_occasions(tie: Tie, claims: Iterable[Claim]) -> Tie:
    """First and last date of the occasions. A claim that it ended gives the last date and the status."""
    dates = [o.date for o in tie.occasions if o.date]
    starts = [left for left, _ in map(ends, dates) if left not in ("", "..")]
    over = [c for c in claims if c.mode is Mode.ENDED]
    stops = [right for c in over for _, right in map(ends, c.when) if right not in ("", "..")]
    return replace(
        tie,
        start=min(starts, key=sort_key, default=None),
        end=max(stops, key=sort_key, default=None),
        status="ended" if over else "unknown",
    )
