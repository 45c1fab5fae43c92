"""Who is meant by the names of statements: judgements first, then the resolver, then provisional entities."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from graph.judgements import ANY, Judgement, Judgements, mention_key
from graph.model import Decision, Entity, Mention
from graph.provisional import Traits, is_provisional_id, kind_of, provisional_id
from graph.schema import schema


class Known(Protocol):
    """What is needed of a gazetteer."""

    def get(self, id_: str, /) -> Entity | None:
        """The entity of that id or code."""


class NameResolver(Protocol):
    """What is needed of a resolver."""

    def resolve(
        self, form: str, kind: str | None = None, country: str | None = None, within: str | None = None
    ) -> Decision:
        """Who is meant by a form, in a context."""


_Key = tuple[str, str | None, str | None, str | None, bool, bool, str]


@dataclass
class Naming:
    """Decides on mentions and remembers what it decided.

    `names` holds the decision by mention key; `traits` what mentions say about provisional entities; `confirmed` the
    provisional entities that a person's judgement names.
    """

    gazetteer: Known
    resolver: NameResolver
    judgements: Judgements
    names: dict[str, Decision] = field(default_factory=dict)
    traits: dict[str, Traits] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    _done: dict[_Key, str | None] = field(default_factory=dict)

    def decide(self, mention: Mention, document_id: str) -> str | None:
        """The id of the entity that is meant; None where that stays open."""
        own = document_id in self.judgements.documents or (mention.generic and mention.provisional)
        m = mention
        key = (m.form, m.kind, m.country, m.within, m.provisional, m.generic, document_id if own else ANY)
        if key in self._done:
            id = self._done[key]
        else:
            decision, document = self._decision(mention, document_id)
            id = decision.id
            self._done[key] = id
            self._remember(mention_key(mention, document), decision)
        if id is not None and is_provisional_id(id):
            self.traits.setdefault(id, Traits()).add(mention)
        return id

    def _remember(self, key: str, decision: Decision) -> None:
        """Keep the better of two decisions under one key (forms that fold alike), whatever came first."""
        before = self.names.get(key)
        rank = (decision.id is None, -decision.score, decision.id or "", decision.printed)
        if before is None or rank < (before.id is None, -before.score, before.id or "", before.printed):
            self.names[key] = decision

    def _decision(self, mention: Mention, document_id: str) -> tuple[Decision, str]:
        """The decision, and the document that it is limited to (or `*`)."""
        said = self.judgements.on_name(mention, document_id)
        last = next((j for j in said if j.judgement != "different"), None)
        if last is not None:
            return self._judged(mention, last), last.left.rpartition("|")[2]
        found = self.resolver.resolve(mention.form, mention.kind, mention.country, mention.within)
        if said:
            found = self._without(found, said)
        document = next((d for d in (j.left.rpartition("|")[2] for j in said) if d != ANY), ANY)
        if found.id is not None or is_ambiguous(found) or _names_a_place(mention, found):
            return found, document
        id = provisional_id(mention, document_id)
        if id is None or any(j.right == id for j in said):
            return found, document
        reason = f"not known; a name that may stand for itself, so it becomes {id} until somebody decides"
        made = Decision(mention.form, id, found.score, "provisional", reason, found.candidates)
        return made, document_id if mention.generic else document

    def _judged(self, mention: Mention, judgement: Judgement) -> Decision:
        if judgement.judgement == "unsure":
            return Decision(mention.form, None, 0.0, "judgement", f"left open by {judgement.said()}")
        entity = self.gazetteer.get(judgement.right)
        if entity is not None:
            return Decision(mention.form, entity.id, 1.0, "judgement", judgement.said())
        if is_provisional_id(judgement.right):
            self.confirmed.add(judgement.right)
            return Decision(mention.form, judgement.right, 1.0, "judgement", judgement.said())
        reason = f"{judgement.said()}, but '{judgement.right}' is not known"
        return Decision(mention.form, None, 0.0, "judgement", reason)

    def _without(self, found: Decision, said: tuple[Judgement, ...]) -> Decision:
        """The decision without those that a person ruled out."""
        out = {judgement.right: judgement for judgement in said}
        candidates = tuple(c for c in found.candidates if c.id not in out)
        if found.id is None or found.id not in out:
            return replace(found, candidates=candidates)
        reason = f"not {found.id}, by {out[found.id].said()}"
        return Decision(found.printed, None, 0.0, "judgement", reason, candidates)


def _names_a_place(mention: Mention, decision: Decision) -> bool:
    """Whether something that is taken for a body or an event bears the very name of a known place."""
    places = schema().groups["place"]
    if kind_of(mention) in places:
        return False
    return any(c.method == "elsewhere" and c.kind in places for c in decision.candidates)


def is_ambiguous(decision: Decision) -> bool:
    """Whether the name is left open because known entities bear it and the context does not tell which.

    The candidates' method says so: homonyms, or a name that needs a cue.
    """
    return decision.id is None and any(c.method in ("homonyms", "cue") for c in decision.candidates)
