"""Resolution: a pure function of ledger, gazetteer and judgements. No clock, no chance, no order of reading.

Names → entities (graph.naming), entities that people declared to be one (graph.merging), judgements on statements,
the schema's word on which ends a tie may have, and ties (graph.tie_building).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.claims import Claim
from graph.corrections import Corrections, corrections
from graph.edtf import valid
from graph.errors import InputError
from graph.judgements import Judgement, Judgements
from graph.merging import Merging, merge
from graph.model import Document, Entity, Mode, Resolved, Statement
from graph.naming import Known, NameResolver, Naming
from graph.provisional import Traits, is_provisional_id
from graph.schema import schema
from graph.tie_building import build_ties

_Ends = tuple[str | None, str | None, str | None]
_NO_TIE = {Mode.PLANNED: "planned", Mode.DENIED: "denied"}


def resolve_all(
    documents: Iterable[Document],
    statements: Iterable[Statement],
    gazetteer: Known,
    judgements: Judgements,
    resolver: NameResolver | None = None,
    fingerprint: str = "",
) -> Resolved:
    """What the statements come to. `resolver` is that of the gazetteer unless another one is given.

    `entities` holds everybody who is meant in a statement, and the units and countries in which they lie.
    """
    ordered = sorted(statements, key=lambda s: s.id)
    naming = Naming(gazetteer, resolver or _resolver(gazetteer), judgements)
    corrected = {s.id: _corrections(judgements.on_statement(s.id)) for s in ordered} if len(judgements) else {}
    raw = {s.id: _ends(s, naming, corrected.get(s.id)) for s in ordered}
    merging = merge(judgements, lambda id: entity.id if (entity := gazetteer.get(id)) else None)
    entities = _Entities(gazetteer, naming, merging)
    ends: dict[str, _Ends] = {}
    outcome: dict[str, str] = {}
    claims: list[Claim] = []
    for statement in ordered:
        subject, object_, mechanism = (entities.meant(id) for id in raw[statement.id])
        ends[statement.id] = (subject, object_, mechanism)
        claim = _claim(
            statement, ends[statement.id], judgements.on_statement(statement.id), corrected.get(statement.id)
        )
        outcome[statement.id] = claim if isinstance(claim, str) else _verdict(claim, entities.all)
        if not isinstance(claim, str) and outcome[statement.id] == "tie":
            claims.append(claim)
    names = {key: replace(d, id=entities.meant(d.id)) if d.id else d for key, d in sorted(naming.names.items())}
    return Resolved(
        entities=entities.with_surroundings(),
        ties=build_ties(claims, entities.all),
        statements={s.id: s for s in ordered},
        documents={d.id: d for d in sorted(documents, key=lambda d: d.id)},
        outcome=outcome,
        names=names,
        fingerprint=fingerprint,
        ends=ends,
    )


def _resolver(gazetteer: Known) -> NameResolver:
    from graph.resolve import Resolver

    return Resolver(gazetteer)  # type: ignore[arg-type]


def _corrections(judgement: Judgement | None) -> Corrections | None:
    return corrections(judgement.right) if judgement and judgement.judgement == "change" else None


def _ends(statement: Statement, naming: Naming, changed: Corrections | None) -> _Ends:
    """Whom the statement's names mean; corrected ends are ids already."""
    out: list[str | None] = []
    for role, mention in (
        ("subject", statement.subject), ("object", statement.object), ("mechanism", statement.mechanism),
    ):  # fmt: skip
        meant = naming.decide(mention, statement.document_id) if mention else None
        out.append(changed.text(role, meant) if changed else meant)
    return out[0], out[1], out[2]


class _Entities:
    """The entities that are meant, under the ids that stand for them; those that nobody knows are left out."""

    def __init__(self, gazetteer: Known, naming: Naming, merging: Merging) -> None:
        self.all: dict[str, Entity] = {}
        self._gazetteer, self._naming, self._merging = gazetteer, naming, merging
        self._meant: dict[str, str | None] = {}
        self._merged: dict[str, set[str]] = {}
        for id, canonical in merging.canonical.items():
            self._merged.setdefault(canonical, set()).add(id)

    def meant(self, id: str | None) -> str | None:
        """The id under which an entity stands; None where it is not known."""
        if id is None:
            return None
        if id not in self._meant:
            known = self._gazetteer.get(id)
            entity = self._entity(self._merging.of(known.id if known else id))
            self._meant[id] = entity.id if entity else None
            if entity:
                self.all[entity.id] = entity
        return self._meant[id]

    def _own(self, id: str) -> Entity | None:
        known = self._gazetteer.get(id)
        if known is not None or not is_provisional_id(id):
            return known
        return self._naming.traits.get(id, Traits()).entity(id, id in self._naming.confirmed)

    def _entity(self, id: str) -> Entity | None:
        """The entity with the names of those that were merged into it."""
        entity = self._own(id)
        if entity is None:
            return None
        others = [e for e in map(self._own, sorted(self._merged.get(id, set()) - {id})) if e is not None]
        if not others:
            return entity
        more = {name for other in others for name in (other.name, *other.aliases)} - {entity.name, *entity.aliases}
        return replace(entity, aliases=(*entity.aliases, *sorted(more)))

    def with_surroundings(self) -> dict[str, Entity]:
        """All entities by id, with the units and countries in which they lie."""
        out = dict(self.all)
        waiting = [entity.parent for entity in out.values()]
        while waiting:
            id = waiting.pop()
            if id and id not in out:
                around = self._gazetteer.get(id)
                if around is not None and around.id not in out:
                    out[around.id] = around
                    waiting.append(around.parent)
        return dict(sorted(out.items()))


def _verdict(claim: Claim, entities: Mapping[str, Entity]) -> str:
    """What becomes of a claim whose ends are known."""
    if claim.subject == claim.object:
        return "same ends"
    subject, object_ = entities[claim.subject], entities[claim.object]
    if not schema().allows(subject.kind, claim.tie, object_.kind, subject.id, object_.id):
        return "not allowed"
    return _NO_TIE.get(claim.mode, "tie")


def _claim(s: Statement, ends: _Ends, judgement: Judgement | None, changed: Corrections | None) -> Claim | str:
    """The statement as a claim, with judgements applied; or the outcome that keeps it from being one."""
    if judgement is not None and judgement.judgement == "reject":
        return "rejected"
    subject, object_, mechanism = ends
    if subject is None or object_ is None:
        return "unresolved"
    c = changed or Corrections({})
    return Claim(
        statement_id=s.id,
        document_id=s.document_id,
        tie=c.text("tie", s.tie) or s.tie,
        kind=c.text("kind", s.kind),
        subject=subject,
        object=object_,
        mode=Mode(c.text("mode", s.mode.value) or s.mode.value),
        when=_dates(c.when(s.when)),
        position=(s.document_id, s.start, s.id),
        printed=(s.subject.printed, s.object.printed),
        confidence=s.confidence if judgement is None else 1.0,
        mechanism=mechanism,
        sector=c.text("sector", s.sector),
        value=c.number("value", s.value),
        unit=c.text("unit", s.unit),
        currency=c.text("currency", s.currency),
        share=c.number("share", s.share),
        flow=c.text("flow", s.flow),
        manner=c.text("manner", s.manner),
    )


def _dates(when: tuple[str, ...]) -> tuple[str, ...]:
    """The dates that are dates: one that cannot be read must not take the others with it."""
    out = []
    for date in when:
        try:
            out.append(valid(date))
        except InputError:
            continue
    return tuple(out)
